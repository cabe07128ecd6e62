"""Ranges under each other: a line from low to high with its middle, its kind told by shape as well as colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from geduld.charts.style import GREY, INK, LEGEND, LOSS, ROOM, RULE, TEAL, along, layout, plain, wrapped

SHAPES = (("circle", TEAL), ("diamond", TEAL), ("square-open", INK), ("circle-open", INK), ("x-thin-open", LOSS))
"""A shape and a colour per kind, in the order of the kinds."""


@dataclass(frozen=True, slots=True)
class Range:
    """A range with its label, its low, middle and high on the axis, its kind, and all of it in words."""

    label: str
    low: float
    middle: float
    high: float
    kind: str
    words: str


def ranges(
    rows: Sequence[Range],
    kinds: Mapping[str, str],
    *,
    title: str,
    language: str,
    x_title: str,
    limits: tuple[float, float],
    x_format: str = ".0%",
    wrap: int = 34,
) -> go.Figure:
    """Ranges from top to bottom, one line each; what lies beyond the limits ends in an arrow at the edge.

    Args:
        rows: in reading order.
        kinds: kind -> what it is called, for the legend; in the order of the shapes.
        title: the finding.
        language: for the marks between digits.
        x_title: the axis, with its unit.
        limits: the lowest and highest value drawn.
        x_format: d3 format of the values.
        wrap: characters after which a label goes on in the next line.
    """
    figure = go.Figure(layout=layout(title, language))
    names = [f"{wrapped(row.label, wrap)}" for row in rows]
    for (kind, called), (shape, colour) in zip(kinds.items(), SHAPES, strict=False):
        own = [(name, row) for name, row in zip(names, rows, strict=True) if row.kind == kind]
        _lines(figure, own, limits, colour)
        figure.add_scatter(
            x=[_within(row.middle, limits) for _, row in own], y=[name for name, _ in own], mode="markers",
            marker={"symbol": shape, "color": colour, "size": 9, "line": {"color": colour, "width": 2}},
            name=plain(called), customdata=[plain(row.words) for _, row in own],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    figure.add_vline(x=0, line={"color": GREY, "width": 1})
    figure.update_xaxes(title_text=along(x_title), tickformat=x_format, gridcolor=RULE, zeroline=False, nticks=7)
    figure.update_xaxes(range=list(limits), side="top")
    figure.update_yaxes(
        automargin=True, tickfont_size=11, showgrid=False, categoryorder="array", categoryarray=names[::-1]
    )
    return figure.update_layout(showlegend=True, legend=LEGEND, height=150 + 30 * len(rows), meta=ROOM)


def _lines(figure: go.Figure, rows: Sequence[tuple[str, Range]], limits: tuple[float, float], colour: str) -> None:
    """The lines from low to high of one kind, with an arrow where one goes on beyond the limits."""
    ends = [(name, _within(row.low, limits), _within(row.high, limits)) for name, row in rows]
    gaps = [(x, name) for name, low, high in ends for x in (low, high, None)]
    figure.add_scatter(
        x=[x for x, _ in gaps], y=[name for _, name in gaps], mode="lines", hoverinfo="skip", showlegend=False,
        line={"color": colour, "width": 2},
    )  # fmt: skip
    beyond = [(name, limits[side]) for name, row in rows for side in (0, 1) if _is_beyond(row, limits, side)]
    figure.add_scatter(
        x=[x for _, x in beyond], y=[name for name, _ in beyond], mode="markers", hoverinfo="skip", showlegend=False,
        cliponaxis=False,
        marker={"symbol": ["triangle-left" if x == limits[0] else "triangle-right" for _, x in beyond], "color": colour,
                "size": 9},
    )  # fmt: skip


def _is_beyond(row: Range, limits: tuple[float, float], side: int) -> bool:
    return row.high > limits[1] if side else row.low < limits[0]


def _within(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])
