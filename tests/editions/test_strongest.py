"""The strongest case and the difference in an edition: every choice alike, claims that hold, amounts that add up."""

from __future__ import annotations

import pytest
from editions.shared import OWNERS, drawn, page
from editions.test_blocks import bound, words

from geduld import claims
from geduld.editions.block import Block
from geduld.editions.edition import Edition
from geduld.editions.explained import explained
from geduld.editions.strongest import strongest
from geduld.editions.strongest_figures import BEGINS
from geduld.words.numbers import money, number, rounded

ALIKE = ("lead", "alone", "alone.value", "alone.distance", "alone.count",
         "together.distance", "together.lead", "together.runner_up")  # fmt: skip


def opened(owner: str, language: str = "en") -> Edition:
    return page(owner, language).edition


@pytest.mark.parametrize("owner", OWNERS)
def test_every_choice_gets_the_same_figures_and_a_row(owner: str) -> None:
    edition = opened(owner)
    block = strongest(edition)
    for strategy in edition.case.strategies:
        place = f"{owner}.{strategy}.{BEGINS}"
        assert {f"{place}{name}" for name in ALIKE} <= set(edition.figures)
        assert {f"{place}lead", f"{place}alone.distance", f"{place}together.distance"} <= set(bound(block))
        assert edition.labels[strategy] in words(block)


@pytest.mark.parametrize("make", [strongest, explained])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_claims_hold_and_its_figures_are_of_the_results(make: object, language: str) -> None:
    for owner in OWNERS:
        edition = opened(owner, language)
        block: Block = make(edition)  # type: ignore[operator]
        assert block.claims
        claims.check(block.claims, edition.figures)
        assert set(bound(block)) <= set(edition.figures)
        assert "{" not in words(block) + block.title + block.alt


def test_the_title_names_the_choice_that_needs_least() -> None:
    edition = opened("family")
    found = {s: edition.figures[f"family.{s}.{BEGINS}together.distance"].value for s in edition.case.strategies}
    least = min((s for s in found if found[s]), key=lambda s: found[s] or 0.0)
    assert edition.labels[least] in strongest(edition).title
    assert [s for s in found if found[s] == 0] == [edition.results.views["family"].verdict()]


def test_over_draws_it_says_how_often_each_choice_is_the_best_and_when() -> None:
    edition = drawn("family", "en").edition
    shown = bound(strongest(edition))
    for strategy in edition.case.strategies:
        assert f"family.{strategy}.chance_best" in shown
        place = f"family.{strategy}.{BEGINS}drawn"
        assert {place, f"{place}.place"} <= set(edition.figures)
        where = edition.figures[f"{place}.place"].value
        assert where is None or 0 <= where <= 1
    assert "of all values" in words(strongest(edition))
    assert "of all values" not in words(strongest(opened("family")))


@pytest.mark.parametrize("owner", OWNERS)
def test_the_bars_of_the_picture_and_both_tables_end_in_the_advantage(owner: str) -> None:
    """From the one alternative to what is asked: the advantage of the measures, to the cent in both tables."""
    edition = opened(owner)
    block = explained(edition)
    total = edition.figures[f"{owner}.invest.explained.total"].value or 0.0
    assert total == pytest.approx(edition.figures[f"{owner}.invest.advantage"].value, abs=1e-6)
    assert block.picture is not None
    bars = block.picture.data[0]
    assert sum(bars.x[:-1]) == pytest.approx(bars.x[-1], abs=1e-6)
    assert (bars.measure[-1], set(bars.measure[:-1])) == ("total", {"relative"})
    step = edition.step if rounded(total, edition.step) else 1.0
    assert bars.text[-1] == number(float(rounded(total, step)), "en", signed=True), "its sign is printed"
    assert words(block).count(money(total, "en", 0.01)) == 2
    assert block.alt
