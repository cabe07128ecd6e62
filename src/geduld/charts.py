"""Charts: a table in, a plotly figure out. The title is the finding; every word and every number comes from outside.

Notation follows IBCS where it fits: time runs left to right, structure top to bottom, a variance has its sign. Colour
is never the only carrier: what is asked is solid, its alternative dashed, and lines are labelled where they end.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import cycle
from textwrap import wrap

import pandas as pd
import plotly.graph_objects as go

INK, GREY, RULE, PAPER = "#1f2937", "#6b7280", "#d5d9de", "#fefefe"
TEAL, GAIN, LOSS = "#0b6b6b", "#1d7f66", "#b8452f"
DARK = {INK: "#e6eaee", GREY: "#a3acb6", RULE: "#3a444e", PAPER: "#12181e"}
DARK |= {TEAL: "#4fc1b9", GAIN: "#4dbd99", LOSS: "#f0886f"}
"""What each colour becomes on a dark page."""
FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
SEPARATORS = {"nl": ",.", "en": ".,"}
STYLES = ((TEAL, "solid", 3.0), (INK, "dash", 2.0), (GREY, "dot", 2.0), (GREY, "dashdot", 2.0))
PLOT_HEIGHT, LABEL_HEIGHT = 300, 36
"""Pixels of a line chart's height, and of a name of two lines."""
LABEL_WIDTH, END_WIDTH, CALLOUT_WIDTH = 20, 14, 28
"""Characters after which the label of a bar, of a line, or of a point goes on in the next line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of a chart that is pointed at: where, in the units of the axes, with its words."""

    x: float
    y: float
    words: str
    above: bool = True
    warns: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a waterfall: its label, its value (EUR), the value in words, and whether it is the total."""

    label: str
    value: float
    words: str
    is_total: bool = False


def plain(words: str) -> str:
    """Words as plotly prints them: nothing in them is markup, and no dollar sign begins a formula."""
    return escape(words, quote=False).replace("$", "&#36;")


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
    """
    figure = go.Figure(layout=_layout(title, language))
    for (column, values), (colour, dash, width) in zip(frame.items(), cycle(STYLES), strict=False):
        figure.add_scatter(
            x=frame.index.tolist(), y=values.tolist(), name=plain(names[str(column)]), mode="lines",
            line={"color": colour, "dash": dash, "width": width}, hovertemplate=f"%{{y:{y_format}}}",
        )  # fmt: skip
    figure.add_hline(y=threshold, line={"color": GREY, "width": 1})
    figure.update_xaxes(title_text=plain(x_title), showgrid=False, zeroline=False, dtick=1, range=_span(frame))
    figure.update_yaxes(tickformat=y_format, gridcolor=RULE, zeroline=False)
    figure.update_layout(
        margin_r=118, hovermode="x unified", annotations=[_unit(y_title), *_ends(frame, names), *map(_callout, marks)]
    )
    return _with_points(figure, marks)


def waterfall(
    bars: Sequence[Bar], *, title: str, language: str, x_title: str, extent: tuple[float, float]
) -> go.Figure:
    """Bars from top to bottom that add up to the total; each carries its signed value.

    Args:
        bars: in reading order; the total comes last.
        title: the finding.
        language: for the marks between digits.
        x_title: the axis, with its unit.
        extent: the lowest and the highest point that the running total reaches (EUR).
    """
    figure = go.Figure(layout=_layout(title, language))
    figure.add_waterfall(
        orientation="h", measure=["total" if bar.is_total else "relative" for bar in bars],
        x=[bar.value for bar in bars], y=[_wrapped(bar.label) for bar in bars],
        text=[plain(bar.words) for bar in bars], textposition="outside", textfont={"color": INK}, cliponaxis=False,
        increasing_marker_color=GAIN, decreasing_marker_color=LOSS, totals_marker_color=INK,
        connector_line={"color": GREY, "width": 1}, hovertemplate="%{y}: %{text}<extra></extra>",
    )  # fmt: skip
    low, high = min(0.0, extent[0]), max(0.0, extent[1])
    room = 0.2 * (high - low or 1.0)
    figure.update_xaxes(
        title_text=plain(x_title), tickformat=",.0f", gridcolor=RULE, zerolinecolor=GREY, nticks=6, tickangle=0
    )
    figure.update_xaxes(range=[low - room, high + room])
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False)
    return figure.update_layout(showlegend=False, height=70 + 46 * len(bars), bargap=0.35)


def _layout(title: str, language: str) -> go.Layout:
    return go.Layout(
        title={"text": plain(title), "x": 0, "xanchor": "left", "font": {"size": 17, "weight": 600}},
        template="none", font={"family": FONT, "size": 13, "color": INK}, showlegend=False, height=400,
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", separators=SEPARATORS[language],
        margin={"l": 8, "r": 16, "t": 72, "b": 8},
        xaxis={"automargin": True, "title": {"font": {"size": 12, "color": GREY}}}, yaxis={"automargin": True},
        hoverlabel={"bgcolor": PAPER, "font": {"color": INK}}, dragmode=False,
    )  # fmt: skip


def _wrapped(words: str, width: int = LABEL_WIDTH) -> str:
    return "<br>".join(plain(line) for line in wrap(words, width, break_long_words=False)) or " "


def _span(frame: pd.DataFrame) -> list[float]:
    return [float(frame.index.min()), float(frame.index.max())]


def _ends(frame: pd.DataFrame, names: Mapping[str, str]) -> list[dict[str, object]]:
    """The name of each line to the right of its end, from high to low; names that would touch move down."""
    low, high = float(frame.min().min()), float(frame.max().max())
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
        "text": _wrapped(name, END_WIDTH), "align": "left", "showarrow": False,
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
        "text": _wrapped(mark.words, CALLOUT_WIDTH), "font": {"color": colour}, "bgcolor": PAPER, "borderpad": 1,
        "showarrow": True, "arrowhead": 0, "arrowcolor": GREY,
    }  # fmt: skip


def _with_points(figure: go.Figure, marks: Sequence[Mark]) -> go.Figure:
    if not marks:
        return figure
    ring = {"size": 10, "color": PAPER, "line": {"color": INK, "width": 2}}
    return figure.add_scatter(
        x=[mark.x for mark in marks], y=[mark.y for mark in marks], mode="markers", marker=ring, hoverinfo="skip"
    )
