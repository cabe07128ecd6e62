"""Small multiples: one panel per choice, each drawn exactly as the others, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from geduld.charts.over_time import Band
from geduld.charts.style import GREY, INK, RULE, TEAL, layout, plain, wrapped

COLUMNS, ROW, TOP = 3, 190, 30
"""Panels beside each other, pixels of a row of them, and pixels above the first for the unit."""
ACROSS, DOWN = 0.05, 52
"""Room between panels: a share of the width, and pixels of which the name above each panel takes most."""
NAME_WIDTH = 20
"""Characters after which the name of a panel goes on in the next line."""
WIDTH = 2.0
"""Of every line: no choice is drawn thicker than another."""


def multiples(
    frame: pd.DataFrame,
    names: Mapping[str, str],
    *,
    title: str,
    language: str,
    y_title: str,
    y_format: str = ",.0f",
    threshold: float = 0.0,
    bands: Mapping[str, Band] | None = None,
) -> go.Figure:
    """A panel per column, in the order of the table: the same size, letters, line and scale for each.

    Args:
        frame: the index is years; a column per panel.
        names: column -> what its panel is called.
        title: the finding.
        language: for the marks between digits.
        y_title: the unit of the values, printed above the panels.
        y_format: d3 format of the values.
        threshold: the level that matters, drawn as a thin line in each panel.
        bands: column -> the low and high edge of its fan.
    """
    figure = go.Figure(layout=layout(title, language))
    columns = [str(column) for column in frame.columns]
    for number, column in enumerate(columns, 1):
        _panel(figure, frame[column], number, plain(names[column]), y_format, (bands or {}).get(column))
    rows = -(-len(columns) // COLUMNS)
    height = TOP + rows * ROW
    figure.update_layout(
        height=height, margin_t=TOP, margin_r=8, annotations=[_unit(y_title)],
        meta={"top": TOP, "paper": 0.8, "panels": len(columns), "row": ROW, "across": ACROSS, "down": DOWN},
    )  # fmt: skip
    for number, column in enumerate(columns, 1):
        _place(figure, number, len(columns), _domains(number, height - TOP))
        figure.add_annotation(_name(names[column], number))
    ends = [float(frame.index.min()), float(frame.index.max())]
    figure.update_xaxes(showgrid=False, zeroline=False, range=ends, nticks=6, tickangle=0)
    figure.update_yaxes(tickformat=y_format, gridcolor=RULE, zeroline=False, nticks=6, range=_scale(frame, bands or {}))
    for number in range(1, len(columns) + 1):
        figure.add_shape(
            type="line", xref=f"x{_axis(number)} domain", yref=f"y{_axis(number)}", x0=0, x1=1, y0=threshold,
            y1=threshold, line={"color": GREY, "width": 1},
        )  # fmt: skip
    return figure


def _axis(number: int) -> str:
    """Plotly calls its first axis x, the next x2."""
    return "" if number == 1 else str(number)


def _panel(figure: go.Figure, values: pd.Series, number: int, name: str, y_format: str, band: Band | None) -> None:
    """One line, with its fan under it."""
    place = {"xaxis": f"x{_axis(number)}", "yaxis": f"y{_axis(number)}", "x": values.index.tolist(), "mode": "lines"}
    if band:
        edge = {**place, "hoverinfo": "skip", "line": {"color": TEAL, "width": 0.75}}
        figure.add_scatter(y=list(band[0]), **edge)
        figure.add_scatter(y=list(band[1]), fill="tonexty", fillcolor=f"{TEAL}26", **edge)
    line = {"color": TEAL, "dash": "solid", "width": WIDTH}
    figure.add_scatter(y=values.tolist(), name=name, line=line, hovertemplate=f"%{{y:{y_format}}}", **place)


def _domains(number: int, height: float) -> tuple[list[float], list[float]]:
    """Where a panel stands, as shares of the drawing: from left to right, then down."""
    row, column = divmod(number - 1, COLUMNS)
    wide = (1 - ACROSS * (COLUMNS - 1)) / COLUMNS
    tall, gap = ROW / height, DOWN / height
    left, top = column * (wide + ACROSS), 1 - row * tall
    return [left, left + wide], [max(0.0, top - tall + gap / 2), top - gap / 2]


def _place(figure: go.Figure, number: int, panels: int, domains: tuple[Sequence[float], Sequence[float]]) -> None:
    """The axes of a panel; only those at the left and at the bottom carry numbers."""
    across, down = domains
    left, last = (number - 1) % COLUMNS == 0, number + COLUMNS > panels
    axis = _axis(number)
    figure.layout[f"xaxis{axis}"] = {"domain": across, "anchor": f"y{axis}", "showticklabels": last}
    figure.layout[f"yaxis{axis}"] = {
        "domain": down, "anchor": f"x{axis}", "showticklabels": left, "automargin": True,
    }  # fmt: skip


def _scale(frame: pd.DataFrame, bands: Mapping[str, Band]) -> list[float]:
    """One scale for all panels, with a little room at both ends."""
    edges = [float(value) for band in bands.values() for edge in band for value in edge]
    low, high = min([float(frame.min().min()), *edges]), max([float(frame.max().max()), *edges])
    room = 0.06 * (high - low or 1.0)
    return [low - room, high + room]


def _name(name: str, number: int) -> dict[str, object]:
    axis = _axis(number)
    return {
        "x": 0, "xref": f"x{axis} domain", "xanchor": "left", "y": 1, "yref": f"y{axis} domain", "yanchor": "bottom",
        "yshift": 2, "text": wrapped(name, NAME_WIDTH), "align": "left", "showarrow": False,
        "font": {"color": INK, "size": 12, "weight": 600},
    }  # fmt: skip


def _unit(words: str) -> dict[str, object]:
    return {
        "x": 0, "y": 1, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom", "yshift": 8,
        "text": plain(words), "showarrow": False, "font": {"color": GREY, "size": 12},
    }  # fmt: skip
