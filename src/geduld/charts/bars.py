"""The waterfall: what goes out and what comes in, from top to bottom, adding up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from geduld.charts.style import GAIN, GREY, INK, LOSS, RULE, along, layout, plain, wrapped


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of a waterfall: its label, its value (EUR), the value in words, and whether it is the total."""

    label: str
    value: float
    words: str
    is_total: bool = False


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
    figure = go.Figure(layout=layout(title, language))
    figure.add_waterfall(
        orientation="h", measure=["total" if bar.is_total else "relative" for bar in bars],
        x=[bar.value for bar in bars], y=[wrapped(bar.label) for bar in bars],
        text=[plain(bar.words) for bar in bars], textposition="outside", textfont={"color": INK}, cliponaxis=False,
        increasing_marker_color=GAIN, decreasing_marker_color=LOSS, totals_marker_color=INK,
        connector_line={"color": GREY, "width": 1}, hovertemplate="%{y}: %{text}<extra></extra>",
    )  # fmt: skip
    low, high = min(0.0, extent[0]), max(0.0, extent[1])
    room = 0.2 * (high - low or 1.0)
    figure.update_xaxes(
        title_text=along(x_title), tickformat=",.0f", gridcolor=RULE, zerolinecolor=GREY, nticks=6, tickangle=0
    )
    figure.update_xaxes(range=[low - room, high + room])
    figure.update_yaxes(autorange="reversed", automargin=True, showgrid=False)
    return figure.update_layout(showlegend=False, height=70 + 46 * len(bars), bargap=0.35)
