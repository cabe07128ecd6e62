"""Lines over time.

Notation follows IBCS where it fits: time runs left to right, structure top to bottom, a variance has its sign. Colour
is never the only carrier: what is asked is solid, its alternative dashed, and lines are labelled where they end.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

import pandas as pd
import plotly.graph_objects as go

from geduld.charts.style import GREY, INK, LOSS, PAPER, RULE, STYLES, along, layout, plain, wrapped

PLOT_HEIGHT, LABEL_HEIGHT = 300, 36
"""Pixels of a line chart's height, and of a name of two lines."""
END_WIDTH, CALLOUT_WIDTH = 14, 28
"""Characters after which the label of a line, or of a point, goes on in the next line."""
HATCH = {"size": 7, "solidity": 0.12, "bgcolor": "rgba(0,0,0,0)", "fillmode": "overlay"}
"""The look of a fan that is not the one asked for: colour is never the only carrier."""
Band = tuple[Sequence[float], Sequence[float]]
"""The low and the high edge of a fan."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a chart that is pointed at: where, in the units of the axes, with its words."""

    x: float
    y: float
    words: str
    above: bool = True
    warns: bool = False


def lines(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    *,
    title: str,
    language: str,
    x_title: str,
    y_title: str,
    y_format: str = ",.0f",
    marks: Sequence[Mark] = (),
    threshold: float = 0.0,
    bands: Mapping[str, Band] | None = None,
) -> go.Figure:
    """Lines over time, labelled at their end.

    Args:
        frame: the index is time, on the scale of the axis; a column per line; what is asked first, then its
            alternative.
        names: column -> what its line is called.
        title: the finding.
        language: for the marks between digits.
        x_title: what time is counted in.
        y_title: the unit of the values, printed above the axis.
        y_format: d3 format of the values.
        marks: points that are pointed at.
        threshold: the level that matters, drawn as a thin line.
        bands: column -> the low and high edge of its fan, a value per row each; the first filled, others hatched.
    """
    figure = go.Figure(layout=layout(title, language))
    for name, (low, high) in (bands or {}).items():
        _fan(figure, frame, name, low, high)
    for (column, values), (colour, dash, width) in zip(frame.items(), cycle(STYLES), strict=False):
        figure.add_scatter(
            x=frame.index.tolist(), y=values.tolist(), name=plain(names[str(column)]), mode="lines",
            line={"color": colour, "dash": dash, "width": width}, hovertemplate=f"%{{y:{y_format}}}",
        )  # fmt: skip
    figure.add_hline(y=threshold, line={"color": GREY, "width": 1})
    figure.update_xaxes(title_text=along(x_title), showgrid=False, zeroline=False, dtick=1, range=_span(frame))
    figure.update_yaxes(tickformat=y_format, gridcolor=RULE, zeroline=False)
    figure.update_layout(
        margin_r=_room(names.values()),
        hovermode="x unified",
        annotations=[_unit(y_title), *_ends(frame, names, bands or {}), *map(_callout, marks)],
    )
    return _with_points(figure, marks)


def _fan(figure: go.Figure, frame: pd.DataFrame, column: str, low: Sequence[float], high: Sequence[float]) -> None:
    """Two thin edges with the room between them filled, or hatched for all but the first column."""
    colour = STYLES[list(frame.columns).index(column) % len(STYLES)][0]
    fill = {"fillcolor": f"{colour}26"} if column == frame.columns[0] else {"fillcolor": f"{colour}0d"}
    pattern = {} if column == frame.columns[0] else {"fillpattern": {"shape": "/", "fgcolor": colour, **HATCH}}
    same = {"x": frame.index.tolist(), "mode": "lines", "hoverinfo": "skip", "line": {"color": colour, "width": 0.75}}
    figure.add_scatter(y=list(low), **same)
    figure.add_scatter(y=list(high), fill="tonexty", **fill, **pattern, **same)


def _span(frame: pd.DataFrame) -> list[float]:
    return [float(frame.index.min()), float(frame.index.max())]


def _room(names: Iterable[str]) -> int:
    """Pixels to the right of the drawing for the names of lines, of which a long word is not broken."""
    return max(118, *(8 * len(word) + 6 for name in names for word in name.split()))


def _ends(frame: pd.DataFrame, names: Mapping[str, str], bands: Mapping[str, Band]) -> list[dict[str, object]]:
    """The name of each line to the right of its end, from high to low; names that would touch move down."""
    edges = [float(value) for band in bands.values() for edge in band for value in edge]
    low, high = min([float(frame.min().min()), *edges]), max([float(frame.max().max()), *edges])
    last = frame.ffill().iloc[-1].sort_values(ascending=False)
    colours = dict(zip(map(str, frame.columns), (style[0] for style in cycle(STYLES)), strict=False))
    found, above = [], math.inf
    for column, value in last.items():
        height = (value - low) / (high - low or 1.0) * PLOT_HEIGHT
        above = min(height, above - LABEL_HEIGHT)
        found.append(_end(names[str(column)], float(value), above - height, colours[str(column)]))
    return found


def _end(name: str, value: float, shift: float, colour: str) -> dict[str, object]:
    return {
        "x": 1, "xref": "paper", "xanchor": "left", "xshift": 6, "y": value, "yanchor": "middle", "yshift": shift,
        "text": wrapped(name, END_WIDTH), "align": "left", "showarrow": False,
        "font": {"color": colour, "weight": 600},
    }  # fmt: skip


def _unit(words: str) -> dict[str, object]:
    """What the upright axis counts, above it: it reads without turning the head, also on a phone."""
    return {
        "x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 6,
        "text": plain(words), "showarrow": False, "font": {"color": GREY, "size": 12},
    }  # fmt: skip


def _callout(mark: Mark) -> dict[str, object]:
    colour = LOSS if mark.warns else INK
    return {
        "x": mark.x, "y": mark.y, "ax": 0 if mark.above else 64, "ay": -48 if mark.above else 20, "align": "left",
        "text": wrapped(mark.words, CALLOUT_WIDTH), "font": {"color": colour}, "bgcolor": PAPER, "borderpad": 1,
        "showarrow": True, "arrowhead": 0, "arrowcolor": GREY,
    }  # fmt: skip


def _with_points(figure: go.Figure, marks: Sequence[Mark]) -> go.Figure:
    if not marks:
        return figure
    ring = {"size": 10, "color": PAPER, "line": {"color": INK, "width": 2}}
    return figure.add_scatter(
        x=[mark.x for mark in marks], y=[mark.y for mark in marks], mode="markers", marker=ring, hoverinfo="skip"
    )
