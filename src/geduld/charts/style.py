"""What every chart shares: colours, letters, and the layout around the drawing."""

from __future__ import annotations

from html import escape
from textwrap import wrap

import plotly.graph_objects as go

INK, GREY, RULE, PAPER = "#1f2937", "#6b7280", "#d5d9de", "#fefefe"
TEAL, GAIN, LOSS = "#0b6b6b", "#1d7f66", "#b8452f"
DARK = {INK: "#e6eaee", GREY: "#a3acb6", RULE: "#3a444e", PAPER: "#12181e"}
DARK |= {TEAL: "#4fc1b9", GAIN: "#4dbd99", LOSS: "#f0886f"}
"""What each colour becomes on a dark page."""
FONT = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
SEPARATORS = {"nl": ",.", "en": ".,"}
STYLES = ((TEAL, "solid", 3.0), (INK, "dash", 2.0), (GREY, "dot", 2.0), (GREY, "dashdot", 2.0))
LEGEND = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "top", "yref": "container"}
"""Above the drawing, over the whole width, so that it takes no room beside it."""
ROOM = {"top": 84, "paper": 0.9}
"""What the page keeps for a chart with a legend and rows: pixels above it, and the share of its height on paper."""
AXIS_WIDTH = 26
"""And the title of an axis along the page: half of what a phone is wide."""
LABEL_WIDTH = 20
"""Characters after which the label of a bar goes on in the next line."""


def plain(words: str) -> str:
    """Words as plotly prints them: nothing in them is markup, and no dollar sign begins a formula."""
    return escape(words, quote=False).replace("$", "&#36;")


def layout(title: str, language: str) -> go.Layout:
    """The layout of every chart: the finding as its title, the letters and the number marks of the language."""
    return go.Layout(
        title={"text": plain(title), "x": 0, "xanchor": "left", "font": {"size": 17, "weight": 600}},
        template="none", font={"family": FONT, "size": 13, "color": INK}, showlegend=False, height=400,
        paper_bgcolor="rgba(0,0,0,0)", plot_bgcolor="rgba(0,0,0,0)", separators=SEPARATORS[language],
        margin={"l": 8, "r": 16, "t": 72, "b": 8},
        xaxis={"automargin": True, "title": {"font": {"size": 12, "color": GREY}}}, yaxis={"automargin": True},
        hoverlabel={"bgcolor": PAPER, "font": {"color": INK}}, dragmode=False,
    )  # fmt: skip


def wrapped(words: str, width: int = LABEL_WIDTH) -> str:
    """Words over several lines, as plotly prints them."""
    return "<br>".join(plain(line) for line in wrap(words, width, break_long_words=False)) or " "


def along(words: str) -> str:
    """The title of an axis along the page."""
    return wrapped(words, AXIS_WIDTH)
