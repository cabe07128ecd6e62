"""Every choice of an owner against every other, draw by draw, and the regret of each."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from geduld.editions.block import Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.letter import over_draws
from geduld.editions.wide import by_strategy
from geduld.figure_map import letters
from geduld.spread_records import Pair
from geduld.spread_summary import Estimate
from geduld.words.numbers import NARROW, NOTHING, money, percent
from geduld.words.text import filled

REGRETS = ("regret.mean", "largest_regret")


def pairs_table(edition: Edition) -> Markup:
    """A row and a column per choice: how much more the row is worth, how often it is ahead; nothing without draws.

    The columns stand in parts of equal size, as many as a page is wide; the regret of each choice has its own table.
    """
    if edition.spread is None:
        return Markup()
    marks, order = letters(edition.labels), [strategy.id for strategy in edition.strategies]
    names = {s: f"{marks[s]}  {edition.labels[s]}" for s in order}
    return _regrets(edition, names) + by_strategy(
        edition.language, [Cell(edition.words("choice")), *(Cell(edition.labels[s], css="number") for s in order)],
        [_row(edition, s, order, names[s]) for s in order], id="pairs",
        caption=edition.words("pairs_caption", over_draws(edition)), notes=[edition.words("pairs_note")],
    )  # fmt: skip


def _regrets(edition: Edition, names: Mapping[str, str]) -> Markup:
    regrets = [Cell(edition.words(key), css="number") for key in ("pairs_regret", "pairs_regret_largest")]
    return html(
        "table", id="regret", title="", intro="", css="measures", heads=[Cell(edition.words("choice")), *regrets],
        caption=edition.words("regret_caption", over_draws(edition)), notes=[],
        rows=[Row((Cell(name), *(_regret(edition, s, measure) for measure in REGRETS))) for s, name in names.items()],
    )  # fmt: skip


def _row(edition: Edition, strategy: str, order: list[str], name: str) -> Row:
    assert edition.spread is not None
    pairs = edition.spread.strategies[strategy].pairs
    return Row((Cell(name), *(_cell(edition, strategy, other, pairs.get(other)) for other in order)))


def _cell(edition: Edition, strategy: str, other: str, pair: Pair | None) -> Cell:
    """The mean difference; under it the chance that the row is ahead, and p10 to p90."""
    if pair is None:
        return Cell(NOTHING, css="number")
    assert edition.owner is not None
    place = f"{edition.owner.id}.{strategy}.over.{other}"
    mean = figure_text(_money(edition, pair.mean), f"{place}.mean")
    ends = [money(end.value or 0.0, edition.language, edition.step, signed=True) for end in (pair.p10, pair.p90)]
    chance = figure_text(percent(pair.chance_ahead.value or 0.0, edition.language, 0), f"{place}.chance")
    return Cell(mean, filled(edition.words("pairs_cell", "\0", *ends), chance), "number")


def _money(edition: Edition, found: Estimate) -> str:
    """An amount with one standard error where there is one, read to a digit more."""
    said = money(found.value or 0.0, edition.language, edition.step, signed=True)
    if found.se is None:
        return said
    return f"{said} ±{NARROW}{money(found.se, edition.language, max(1.0, edition.step / 10))}"


def _regret(edition: Edition, strategy: str, name: str) -> Cell:
    assert edition.owner is not None
    figure = edition.figures[f"{edition.owner.id}.{strategy}.{name}"]
    return Cell(figure_text(money(figure.value or 0.0, edition.language, edition.step), figure.claim_id), css="number")
