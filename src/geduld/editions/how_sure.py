"""How sure: how the owner's value spreads over the draws, and what of it rests on evidence of which strength.

Without draws the block says what has not been simulated; nothing is made up in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from geduld import charts
from geduld.case import BASELINE
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.letter import claims, over_draws
from geduld.editions.measures import money_row, strategy_heads
from geduld.editions.wide import by_strategy
from geduld.figure import Figure
from geduld.sensitivity_grades import KINDS
from geduld.spread_records import OwnerSpread
from geduld.words.figures import format_value
from geduld.words.numbers import NOTHING, money

AMOUNTS = ("advantage.mean", "advantage.p10", "advantage.p50", "advantage.p90")
CHANCES = ("chance_behind", "chance_of_loss", "chance_best")
RISK = ("expected_shortfall", "lead")
STEPS = ("advantage.step_base", "advantage.step_ranges", "advantage.step_bends", "advantage.step_mean")
LOSS_AGAINST = ("chance_of_loss", "expected_shortfall")
"""Measures against carrying on as now, which say nothing of carrying on as now itself."""


def how_sure(edition: Edition) -> Block:
    """The distribution of what the choice brings this owner, and its value by grade of the evidence."""
    return _not_simulated(edition) if edition.spread is None else _simulated(edition, edition.spread)


def _not_simulated(edition: Edition) -> Block:
    title, said = edition.words("sure_none_title"), edition.voice.say("grade_title")
    items = [{"head": edition.words(f"sure_none_{n}_head"), "text": edition.words(f"sure_none_{n}")} for n in "abc"]
    nothing = html("list", id="how_sure", title=title, items=items)
    return Block("how_sure", title, before=nothing + by_grade(edition), claims=claims(said))


def _simulated(edition: Edition, spread: OwnerSpread) -> Block:
    said = [
        edition.voice.say(name) for name in ("sure_title", "sure_alt", "sure_note", "grade_title", "spread_verdict")
    ]
    title, alt = (str(sentence.text) for sentence in said[:2])
    below = (
        html("said", text=said[-1].text)
        + html("note", text=said[2].text)
        + html("note", text=edition.words("sure_tails"))
        + _measures(edition)
        + _steps(edition)
        + by_grade(edition)
    )
    picture = _histogram(edition, spread, title)
    return Block("how_sure", title, picture=picture, alt=alt, after=below, claims=claims(*said))


def _histogram(edition: Edition, spread: OwnerSpread, title: str) -> go.Figure:
    found, words = spread.strategies[edition.asked], edition.words
    total = sum(found.advantage_counts)
    pointers = [
        charts.Pointer(found.steps.base, words("sure_base")),
        charts.Pointer(found.steps.mean, words("sure_mean")),
    ]
    other = edition.strategy_label(spread.best_alternative(edition.asked))
    return charts.histogram(
        found.advantage_edges, [count / total for count in found.advantage_counts],
        title=title, language=edition.language, x_title=words("sure_axis", other), pointers=pointers,
        below=words("sure_below", other), above=words("sure_above", edition.strategy_label(edition.asked)),
    )  # fmt: skip


def _measures(edition: Edition) -> Markup:
    """Every choice by the same measures over the draws, each with its standard error."""
    rows = [_row(edition, name) for name in (*AMOUNTS, *CHANCES, *RISK)]
    return by_strategy(
        edition.language, strategy_heads(edition, "measure"), rows, caption=_over(edition, "sure_caption"),
        notes=[edition.words("sure_errors")],
    )  # fmt: skip


def _row(edition: Edition, name: str) -> Row:
    found = [_drawn(edition, name, s.id) for s in edition.strategies]
    head = Cell(found[0].label[edition.language], convention(edition, found[0]))
    return Row((head, *(_cell(edition, figure) for figure in found)))


def convention(edition: Edition, figure: Figure) -> str:
    """The convention of a figure; a statistic over draws is not that of the base case."""
    if figure.id.startswith("advantage."):
        return edition.words("sure_convention")
    return figure.convention[edition.language] if figure.convention else ""


def _drawn(edition: Edition, name: str, strategy: str) -> Figure:
    assert edition.owner is not None
    return edition.figures[f"{edition.owner.id}.{strategy}.{name}"]


def _cell(edition: Edition, figure: Figure) -> Cell:
    if figure.strategy == BASELINE and figure.id in LOSS_AGAINST:
        return Cell(NOTHING, css="number")
    if figure.value is None:
        return Cell(figure_text(NOTHING, figure.claim_id), css="number")
    error = edition.figures.get(_error_id(figure))
    shown = figure_text(format_value(figure.value, figure.unit, edition.language, edition.step), figure.claim_id)
    return Cell(shown, _error(edition, error) if error and error.value is not None else "", "number")


def _error_id(figure: Figure) -> str:
    """The claim id of a figure's standard error: `advantage.p10` has `advantage.se_p10`, one number `<id>.se`."""
    name, _, stat = figure.claim_id.rpartition(".")
    if stat in ("p10", "p50", "p90"):
        return f"{name}.se_{stat}"
    return f"{name}.se" if stat == "mean" else f"{figure.claim_id}.se"


def _error(edition: Edition, error: Figure) -> str:
    """Plus or minus one standard error, to one digit more than money is read."""
    fine = max(1.0, edition.step / 10)
    return f"± {format_value(error.value or 0.0, error.unit, edition.language, fine)}"


def _over(edition: Edition, key: str) -> str:
    """A caption with the number of draws and the seed, which belong to every simulated figure."""
    return edition.words(key, over_draws(edition))


def _steps(edition: Edition) -> Markup:
    """Why the mean over the draws is not the base case: steps that add up."""
    found = [_drawn(edition, name, edition.asked) for name in STEPS]
    heads = [Cell(edition.words("item")), Cell(edition.words("amount"), css="number")]
    rows = [
        Row((
            Cell(edition.words(f"sure_{figure.id.partition('.')[2]}")),
            Cell(figure_text(money(figure.value or 0.0, edition.language), figure.claim_id), css="number"),
        ), "sum" if figure.id == STEPS[-1] else "")
        for figure in found
    ]  # fmt: skip
    return html(
        "table", id="", title="", intro="", caption=_over(edition, "sure_steps_caption"), css="measures", heads=heads,
        rows=rows, notes=[],
    )  # fmt: skip


def by_grade(edition: Edition) -> Markup:
    """What of each choice's net present value rests on evidence of which grade; below it the waterfall's total."""
    assert edition.owner is not None
    owner, title = edition.owner.id, edition.voice.say("grade_title")
    rows = [money_row(edition, owner, f"grade.{kind}") for kind in KINDS]
    return by_strategy(
        edition.language, strategy_heads(edition, "grade_head"),
        [*rows, money_row(edition, owner, "waterfall.net", css="sum")], id="value_by_grade", title=title.text,
        intro=edition.words("grade_intro"), caption=edition.words("grade_caption"),
        notes=[edition.words("lines_note_grade")],
    )  # fmt: skip


def fan(edition: Edition) -> Block:
    """Receipts to date over the draws: the middle with four futures in five around it, for two choices."""
    if edition.spread is None:
        return Block("fan", edition.words("sure_none_title"), before=html("note", text=edition.words("fan_none")))
    title, alt = (edition.voice.say(f"fan_{part}") for part in ("title", "alt"))
    frame, bands = _fans(edition, edition.spread)
    figure = charts.lines(
        frame, {name: edition.labels[name] for name in frame.columns}, title=str(title.text),
        language=edition.language, x_title=edition.words("year_axis"), y_title=edition.words("fan_axis"), bands=bands,
    )  # fmt: skip
    below = html("note", text=_over(edition, "fan_note"))
    return Block("fan", str(title.text), picture=figure, alt=str(alt.text), after=below, claims=claims(title, alt))


def _fans(edition: Edition, spread: OwnerSpread) -> tuple[pd.DataFrame, dict[str, charts.Band]]:
    """The medians, and p10 and p90 around them, in EUR; the index is years after the decision."""
    names = tuple(_shown(edition, spread))
    fans = {name: spread.strategies[name].fan for name in names}
    months = len(fans[names[0]]["p50"])
    frame = pd.DataFrame({name: fan["p50"] for name, fan in fans.items()}, index=np.arange(months) / 12)
    return frame, {name: (fan["p10"].tolist(), fan["p90"].tolist()) for name, fan in fans.items()}


def _shown(edition: Edition, spread: OwnerSpread) -> Iterator[str]:
    yield edition.asked
    if (other := spread.best_alternative(edition.asked)) != edition.asked:
        yield other
