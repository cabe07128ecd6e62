"""What the futures do: how they spread, what makes the difference, and what is held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle, pairwise

import pandas as pd
import plotly.graph_objects as go

from geduld.charts.style import GREY, INK, LEGEND, LOSS, PAPER, ROOM, RULE, TEAL, along, layout, plain, wrapped


@dataclass(frozen=True, slots=True)
class Swing:
    """A bar of a tornado: its label, the value at the low and at the high end of its range (EUR), both in words."""

    label: str
    at_low: float
    at_high: float
    words: str


def tornado(
    swings: Sequence[Swing],
    *,
    title: str,
    language: str,
    x_title: str,
    centre: float,
    low_name: str,
    high_name: str,
    hint: str,
) -> go.Figure:
    """Bars around the base value, the widest at the top: hatched towards the low end of a range, solid to the high.

    Args:
        swings: in reading order.
        title: the finding.
        language: for the marks between digits.
        x_title: the axis, with its unit.
        centre: the value with every assumption at its base (EUR).
        low_name: what the low end of a range is called.
        high_name: what the high end is called.
        hint: what the line at zero means.
    """
    figure = go.Figure(layout=layout(title, language))
    names = [wrapped(swing.label, 36) for swing in swings]
    ends = ((low_name, [s.at_low for s in swings], GREY, "/"), (high_name, [s.at_high for s in swings], TEAL, ""))
    for name, values, colour, shape in ends:
        figure.add_bar(
            orientation="h", y=names, x=[value - centre for value in values], base=centre, name=plain(name),
            marker={"color": colour, "pattern": {"shape": shape, "fillmode": "replace", "fgcolor": colour}},
            customdata=[plain(swing.words) for swing in swings], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    figure.add_vline(x=centre, line={"color": INK, "width": 1})
    figure.add_vline(x=0, line={"color": LOSS, "width": 1.5, "dash": "dot"})
    figure.add_annotation(_note_above(0, hint, LOSS))
    figure.update_xaxes(title_text=along(x_title), tickformat=",.0f", gridcolor=RULE, zeroline=False, nticks=6)
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False)
    return figure.update_layout(
        barmode="overlay", showlegend=True, legend=LEGEND, height=140 + 40 * len(swings), bargap=0.35, meta=ROOM
    )


@dataclass(frozen=True, slots=True)
class Pointer:
    """A level that is pointed at on the axis of amounts: where, and its words."""

    x: float
    words: str


def histogram(
    edges: Sequence[float],
    shares: Sequence[float],
    *,
    title: str,
    language: str,
    x_title: str,
    pointers: Sequence[Pointer],
    below: str,
    above: str,
) -> go.Figure:
    """How the futures spread: a bar per interval; what lies below zero is hatched and in another colour.

    Args:
        edges: rising (EUR); one more than the shares.
        shares: of all futures per interval, 0..1.
        title: the finding.
        language: for the marks between digits.
        x_title: the axis, with its unit.
        pointers: levels that are pointed at, as base and mean.
        below: what stands on the side below zero.
        above: what stands on the other side.
    """
    bins = [(low, high, share) for (low, high), share in zip(pairwise(edges), shares, strict=True)]
    figure = go.Figure(layout=layout(title, language))
    below_zero = [low + high < 0 for low, high, _ in bins]
    for colour, shape, loss in ((LOSS, "/", True), (TEAL, "", False)):
        own = [one for one, is_below in zip(bins, below_zero, strict=True) if is_below is loss]
        figure.add_bar(
            x=[(low + high) / 2 for low, high, _ in own], width=[high - low for low, high, _ in own],
            y=[share for *_, share in own], hovertemplate="%{y:.1%}<extra></extra>",
            marker={
                "color": colour, "line": {"color": PAPER, "width": 0.5},
                "pattern": {"shape": shape, "fillmode": "overlay", "fgcolor": PAPER},
            },
        )  # fmt: skip
    figure.add_vline(x=0, line={"color": INK, "width": 1.5})
    for number, pointer in enumerate(pointers):
        figure.add_vline(x=pointer.x, line={"color": GREY, "width": 1, "dash": ("dash", "dot")[number % 2]})
        figure.add_annotation(_note_above(pointer.x, pointer.words, INK, 18 * number))
    for x, anchor, words, colour in ((0.0, "left", below, LOSS), (1.0, "right", above, TEAL)):
        figure.add_annotation(_corner(x, anchor, words, colour))
    figure.update_xaxes(
        title_text=along(x_title), tickformat=",.0f", showgrid=False, zeroline=False, nticks=5, tickangle=0
    )
    figure.update_yaxes(tickformat=".0%", gridcolor=RULE, zeroline=False)
    return figure.update_layout(bargap=0, height=360, meta={"top": 64})


def _note_above(x: float, words: str, colour: str, shift: float = 0) -> dict[str, object]:
    return {
        "x": x, "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 2 + shift, "text": plain(words),
        "showarrow": False, "font": {"color": colour, "size": 12},
    }  # fmt: skip


def _corner(x: float, anchor: str, words: str, colour: str) -> dict[str, object]:
    return {
        "x": x, "xref": "paper", "xanchor": anchor, "y": 0.94, "yref": "paper", "yanchor": "top", "align": anchor,
        "text": wrapped(words, 18), "showarrow": False, "font": {"color": colour, "weight": 600}, "bgcolor": PAPER,
    }  # fmt: skip


def held_back(
    frame: pd.DataFrame, names: Mapping[str, str], *, title: str, language: str, x_title: str, y_title: str
) -> go.Figure:
    """Amounts per year on top of each other: what was paid solid, what was held back outlined and hatched.

    Args:
        frame: the index is the year; the first column is what was paid (EUR), each other what one rule held back.
        names: column -> what it is called.
        title: the finding.
        language: for the marks between digits.
        x_title: what time is counted in.
        y_title: the unit of the amounts, printed above the axis.
    """
    figure = go.Figure(layout=layout(title, language))
    shapes = ("", "/", "x", ".", "-", "+")
    for (column, values), shape in zip(frame.items(), cycle(shapes), strict=False):
        colour = LOSS if shape else INK
        figure.add_bar(
            x=frame.index.tolist(), y=values.tolist(), name=plain(names[str(column)]),
            marker={
                "color": colour, "line": {"color": colour, "width": 1},
                "pattern": {"shape": shape, "fillmode": "replace", "fgcolor": colour},
            },
            hovertemplate="%{y:,.0f}",
        )  # fmt: skip
    figure.update_xaxes(title_text=along(x_title), showgrid=False, dtick=1)
    figure.update_yaxes(tickformat=",.0f", gridcolor=RULE, zerolinecolor=GREY)
    figure.add_annotation(
        _corner(0.0, "left", "", GREY)
        | {"y": 1, "yanchor": "bottom", "yshift": 6, "text": plain(y_title), "font": {"color": GREY, "size": 12}}
    )
    return figure.update_layout(
        barmode="stack", showlegend=True, legend=LEGEND, meta={"top": 96}, hovermode="x unified", bargap=0.4
    )
