"""Charts: the numbers that went in, the finding as title, and no markup out of a user's words."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from geduld import charts

NAMES = {"invest": "Tijd geven", "payout": "Nu uitkeren", "cut": "Snijden"}
FRAME = pd.DataFrame(
    {"invest": [0.0, -48_000.0, 95_000.0], "payout": [48_000.0, 48_500.0, 49_000.0]}, index=[0.0, 1.0, 2.0]
)
HOSTILE = "<b onclick='x'>&nbsp;<a href=\"javascript:alert(1)\">vet</a>"


def figure(frame: pd.DataFrame = FRAME, **changes: object) -> go.Figure:
    """A line chart of made-up figures."""
    words = {"title": "Na 32 maanden voor", "language": "nl", "x_title": "jaar", "y_title": "€"}
    return charts.lines(frame, NAMES, **{**words, **changes})  # type: ignore[arg-type]


def bars() -> go.Figure:
    """A waterfall of made-up figures."""
    steps = [
        charts.Bar("Training en uren", -212.4, "−212"),
        charts.Bar(HOSTILE, 371.0, "+371"),
        charts.Bar("Netto", 158.6, "+159", True),
    ]
    return charts.waterfall(
        steps, title="Klanten brengen het meeste", language="en", x_title="€", extent=(-212.4, 158.6)
    )


def test_the_lines_are_the_numbers_of_the_table() -> None:
    asked, other = figure().data
    assert (list(asked.y), list(other.y), list(asked.x)) == (
        [0.0, -48_000.0, 95_000.0],
        [48_000.0, 48_500.0, 49_000.0],
        [0.0, 1.0, 2.0],
    )


def test_the_title_is_the_finding() -> None:
    assert figure().layout.title.text == "Na 32 maanden voor"
    assert bars().layout.title.text == "Klanten brengen het meeste"


def test_what_is_asked_is_solid_and_its_alternative_dashed() -> None:
    """Colour is never the only carrier."""
    assert [line.line.dash for line in figure().data] == ["solid", "dash"]
    assert len({style[1] for style in charts.STYLES}) == len(charts.STYLES)


def test_every_line_carries_its_name_at_its_end_and_names_do_not_touch() -> None:
    close = FRAME.assign(cut=[0.0, 0.0, 48_900.0])
    ends = [a for a in figure(close).layout.annotations if a.x == 1]
    assert [end.text for end in ends] == ["Tijd geven", "Nu uitkeren", "Snijden"]
    low, high = -48_000.0, 95_000.0
    heights = [(end.y - low) / (high - low) * charts.PLOT_HEIGHT + end.yshift for end in ends]
    assert all(np.diff(heights) <= -charts.LABEL_HEIGHT + 1e-9)


def test_a_gap_in_the_numbers_stays_a_gap() -> None:
    line = figure(FRAME.assign(payout=[1.0, 2.0, np.nan])).data[1]
    assert json.loads(go.Figure(line).to_json())["data"][0]["y"] == [1.0, 2.0, None]


def test_words_of_users_are_no_markup() -> None:
    marked = [charts.Mark(1.0, 2.0, HOSTILE)]
    shown = charts.lines(
        FRAME,
        {**NAMES, "payout": HOSTILE},
        title=HOSTILE,
        language="nl",
        x_title=HOSTILE,
        y_title=HOSTILE,
        marks=marked,
    )
    for text in (shown.to_json(), bars().to_json()):
        assert "<b on" not in text and "<a " not in text and "\\u003ca " not in text
    assert "&amp;nbsp;" in shown.layout.title.text


def test_a_waterfall_has_its_values_signs_and_total() -> None:
    (trace,) = bars().data
    assert (list(trace.x), list(trace.measure)) == ([-212.4, 371.0, 158.6], ["relative", "relative", "total"])
    assert list(trace.text) == ["−212", "+371", "+159"]


def test_a_point_that_is_pointed_at_lies_where_it_was_put() -> None:
    points = figure(marks=[charts.Mark(1.5, 49_000.0, "na 32 maanden voor")]).data[-1]
    assert (list(points.x), list(points.y)) == ([1.5], [49_000.0])


def test_digits_are_marked_as_the_language_does() -> None:
    assert figure().layout.separators == ",." and bars().layout.separators == ".,"


def test_every_colour_has_its_counterpart_on_a_dark_page() -> None:
    """And no dark colour is a light one too: colours are exchanged as text."""
    used = {charts.INK, charts.GREY, charts.RULE, charts.PAPER, charts.TEAL, charts.GAIN, charts.LOSS}
    assert set(charts.DARK) == used and not used & set(charts.DARK.values())


def test_every_colour_that_says_something_stands_out_from_the_paper() -> None:
    """A contrast of 4.5 is what the guidelines ask of words."""

    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return float(np.dot(linear, [0.2126, 0.7152, 0.0722]))

    for colour in (charts.INK, charts.GREY, charts.TEAL, charts.GAIN, charts.LOSS):
        assert 1.05 / (luminance(colour) + 0.05) >= 4.5
