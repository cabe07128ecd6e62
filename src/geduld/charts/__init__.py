"""Charts: a table in, a plotly figure out. The title is the finding; every word and every number comes from outside.

Notation follows IBCS where it fits: time runs left to right, structure top to bottom, a variance has its sign. Colour
is never the only carrier: what is asked is solid, its alternative dashed, and lines are labelled where they end.
"""

from geduld.charts.bars import Bar, waterfall
from geduld.charts.cells import Kind, Spot, cells
from geduld.charts.futures import Pointer, Swing, held_back, histogram, tornado
from geduld.charts.multiples import multiples
from geduld.charts.over_time import LABEL_HEIGHT, PLOT_HEIGHT, Band, Mark, lines
from geduld.charts.spans import Range, ranges
from geduld.charts.style import DARK, GAIN, GREY, INK, LOSS, PAPER, RULE, STYLES, TEAL, plain

__all__ = [
    "DARK",
    "GAIN",
    "GREY",
    "INK",
    "LABEL_HEIGHT",
    "LOSS",
    "PAPER",
    "PLOT_HEIGHT",
    "RULE",
    "STYLES",
    "TEAL",
    "Band",
    "Bar",
    "Kind",
    "Mark",
    "Pointer",
    "Range",
    "Spot",
    "Swing",
    "cells",
    "held_back",
    "histogram",
    "lines",
    "multiples",
    "plain",
    "ranges",
    "tornado",
    "waterfall",
]  # fmt: skip
