"""A map of two terms: in every place the letter of what is best there, its colour beside it, and points on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

import pandas as pd
import plotly.graph_objects as go

from geduld.charts.style import GREY, INK, LEGEND, PAPER, TEAL, along, layout, plain

FILLS = (TEAL, "#b7791f", "#2563a8", "#6b4fa0", "#6b7a1f", "#a8397a", "#7a5230", "#0e7490")
"""A colour per kind, in the order of the kinds; faint behind its letter, so that the letter is read on any of them.
The reference is grey, and none is the red of a loss: no kind is called good or bad by its colour."""
FAINT = "59"
"""How much of a colour is seen behind a letter, as two hexadecimal digits."""
SYMBOLS = ("circle-open", "diamond-open", "square-open")
TOP, LEGEND_ROW, CELL = 26, 20, 17
"""Pixels above the drawing, for a row of the legend, and of a row of cells."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What can be best in a place: its letter, what the legend says of it, and whether others are held against it."""

    letter: str
    words: str
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of the map that is pointed at: where, in the units of the axes, with its words."""

    x: float
    y: float
    words: str


def cells(
    frame: pd.DataFrame,
    kinds: Mapping[str, Kind],
    *,
    title: str,
    language: str,
    x_title: str,
    y_title: str,
    marks: pd.DataFrame,
    hover: pd.DataFrame,
    spots: Sequence[Spot] = (),
    y_format: str = ".0%",
) -> go.Figure:
    """A map with a letter in every cell.

    Args:
        frame: the kind that is best per cell, "" for none; the index is the vertical axis from below, the columns the
            horizontal one, both evenly spaced numbers.
        kinds: every kind with its letter and words; all of them stand in the legend, also those that are nowhere best.
        title: the finding.
        language: for the marks between digits.
        x_title: what the horizontal axis counts.
        y_title: what the vertical axis counts.
        marks: what is printed in each cell, of the frame's shape.
        hover: what is said of each cell, of the frame's shape.
        spots: points that are pointed at, each with a shape of its own.
        y_format: d3 format of the vertical axis.
    """
    figure = go.Figure(layout=layout(title, language))
    numbers = {kind: number for number, kind in enumerate(["", *kinds])}
    fills = ["#00000000", *(f"{colour}{FAINT}" for colour in _colours(kinds.values()))]
    figure.add_heatmap(
        x=frame.columns.tolist(), y=frame.index.tolist(), z=frame.map(numbers.__getitem__).to_numpy().tolist(),
        zmin=-0.5, zmax=len(kinds) + 0.5, colorscale=_steps(fills), showscale=False, xgap=1, ygap=1,
        text=marks.to_numpy().tolist(), texttemplate="%{text}", textfont={"color": INK, "size": 11, "weight": 600},
        customdata=hover.map(plain).to_numpy().tolist(), hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    for kind, fill in zip(kinds.values(), fills[1:], strict=True):
        _legend(figure, f"{kind.letter}  {kind.words}", {"symbol": "square", "size": 14, "color": fill})
    for spot, symbol in zip(spots, cycle(SYMBOLS), strict=False):
        _point(figure, spot, symbol)
    figure.update_xaxes(title_text=along(x_title), showgrid=False, zeroline=False, tickvals=frame.columns.tolist())
    figure.update_yaxes(title_text=plain(y_title), title_font={"size": 12, "color": GREY}, tickformat=y_format)
    figure.update_yaxes(showgrid=False, zeroline=False, nticks=8)
    top = TOP + LEGEND_ROW * (len(kinds) + len(spots))
    return figure.update_layout(
        showlegend=True, legend={**LEGEND, "orientation": "v"}, meta={"top": top, "paper": 0.95},
        margin_t=72 + top, margin_b=20, height=top + 60 + CELL * len(frame),
    )  # fmt: skip


def _colours(kinds: Iterable[Kind]) -> Iterator[str]:
    others = cycle(FILLS)
    return (GREY if kind.is_reference else next(others) for kind in kinds)


def _steps(fills: Sequence[str]) -> list[list[object]]:
    """A scale in which every number has one colour."""
    n = len(fills)
    return [[edge / n, colour] for number, colour in enumerate(fills) for edge in (number, number + 1)]


def _legend(figure: go.Figure, words: str, marker: Mapping[str, object]) -> None:
    """A row of the legend that nothing in the drawing hangs on."""
    figure.add_scatter(x=[None], y=[None], mode="markers", marker=marker, name=plain(words), hoverinfo="skip")


def _point(figure: go.Figure, spot: Spot, symbol: str) -> None:
    """A ring around a cell: dark, with a light edge so that it is seen on any colour."""
    for colour, width, shown in ((PAPER, 5, False), (INK, 2.5, True)):
        figure.add_scatter(
            x=[spot.x], y=[spot.y], mode="markers", name=plain(spot.words), showlegend=shown, cliponaxis=False,
            marker={"symbol": symbol, "size": 19, "color": colour, "line": {"width": width, "color": colour}},
            hovertemplate=f"{plain(spot.words)}<extra></extra>",
        )  # fmt: skip
