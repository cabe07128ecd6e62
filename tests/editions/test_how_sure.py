"""How sure: figures over draws with their error, number and seed; without draws the block says what is missing."""

from __future__ import annotations

import json
from math import fsum

import pytest
from editions.shared import DRAWS, OWNERS, drawn, page
from editions.test_blocks import bound, shown, words

from geduld import claims
from geduld.editions.how_sure import AMOUNTS, CHANCES, LOSS_AGAINST, RISK
from geduld.editions.record import claims_of
from geduld.sensitivity_grades import KINDS
from geduld.words.numbers import money

EVERY = [(owner, language) for owner in OWNERS for language in ("nl", "en")]


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_every_claim_and_every_figure_over_draws_is_one_of_the_results(one: tuple[str, str]) -> None:
    opened = drawn(*one)
    claims.check(claims_of(opened.blocks), opened.edition.figures)
    ids = {claim_id for block in (*opened.blocks, opened.accounts) for claim_id in bound(block)}
    assert ids - set(opened.edition.figures) == set()


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_the_blocks_are_the_same_with_draws_and_without(one: tuple[str, str]) -> None:
    assert [block.id for block in drawn(*one).blocks] == [block.id for block in page(*one).blocks]


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_number_of_draws_and_seed_stand_with_what_is_simulated(one: tuple[str, str]) -> None:
    opened = drawn(*one)
    said = {"nl": "over 256 trekkingen, startgetal 0", "en": "over 256 draws, seed 0"}[one[1]]
    assert all(said in words(block) for block in (opened.fan, opened.how_sure)) and DRAWS.n == 256
    record = opened.accounts.record
    assert record is not None and (record["seed"], record["basis"]) == (0, "draws")
    assert str(DRAWS.n) in words(opened.accounts) and "256" in record["head"]["base_case"]


@pytest.mark.parametrize("owner", OWNERS)
def test_every_measure_over_draws_is_shown_for_every_choice_with_its_error(owner: str) -> None:
    opened = drawn(owner, "en")
    found, figures = bound(opened.how_sure), opened.edition.figures
    for name in (*AMOUNTS, *CHANCES, *RISK):
        for strategy in opened.edition.results.runs:
            claim_id = f"{owner}.{strategy}.{name}"
            hidden = name in LOSS_AGAINST and strategy == "baseline"
            assert (claim_id in found) != hidden and claim_id in figures, claim_id
    assert words(opened.how_sure).count("±") > 15


@pytest.mark.parametrize("owner", OWNERS)
def test_the_histogram_holds_every_draw_and_splits_at_zero(owner: str) -> None:
    """Its bars add up to one; the share of the bars left of zero is within a bar of the chance to stay behind."""
    opened = drawn(owner, "nl")
    bars = [trace for trace in json.loads(opened.how_sure.picture.to_json())["data"] if trace["type"] == "bar"]  # type: ignore[union-attr]
    assert fsum(share for trace in bars for share in trace["y"]) == pytest.approx(1.0)
    spread = opened.edition.spread
    assert spread is not None
    behind = spread.strategies["invest"].chance_behind.value or 0.0
    assert abs(sum(bars[0]["y"]) - behind) <= max(share for trace in bars for share in trace["y"])


@pytest.mark.parametrize("owner", OWNERS)
def test_the_fan_is_that_of_the_draws_and_low_lies_below_high(owner: str) -> None:
    opened = drawn(owner, "nl")
    traces = json.loads(opened.fan.picture.to_json())["data"]  # type: ignore[union-attr]
    spread = opened.edition.spread
    assert spread is not None
    fan = spread.strategies["invest"].fan
    assert len(fan["p50"]) == opened.edition.results.views[owner].terms.horizon_months + 1
    assert all(low <= middle <= high for low, middle, high in zip(fan["p10"], fan["p50"], fan["p90"], strict=True))
    assert len(traces) == 6, "two choices: two edges and a middle each"


def test_the_steps_from_base_case_to_mean_add_up() -> None:
    """Base + ranges + bends = mean, and the base step is the advantage of the base case where the alternative is."""
    for owner in OWNERS:
        figures = drawn(owner, "en").edition.figures
        steps = [figures[f"{owner}.invest.advantage.step_{s}"].value or 0.0 for s in ("base", "ranges", "bends")]
        assert fsum(steps) == pytest.approx(figures[f"{owner}.invest.advantage.step_mean"].value, abs=0.005)


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_without_draws_the_block_says_what_is_not_simulated(one: tuple[str, str]) -> None:
    opened = page(*one)
    said = words(opened.how_sure)
    assert {"nl": "nog niet gesimuleerd", "en": "not yet simulated"}[one[1]] in said
    assert opened.how_sure.picture is None and opened.fan.picture is None
    assert not [figure for figure in opened.edition.figures.values() if figure.id.startswith("chance_")]
    assert "±" not in shown(opened.how_sure)


@pytest.mark.parametrize("owner", OWNERS)
def test_value_by_grade_adds_up_to_the_waterfall_and_is_shown_with_draws_and_without(owner: str) -> None:
    for opened in (page(owner, "en"), drawn(owner, "en")):
        figures, found = opened.edition.figures, bound(opened.how_sure)
        parts = [figures[f"{owner}.invest.grade.{kind}"] for kind in KINDS]
        net = figures[f"{owner}.invest.waterfall.net"]
        assert fsum(part.value or 0.0 for part in parts) == pytest.approx(net.value, abs=0.005)
        for part in (*parts, net):
            assert money(part.value or 0.0, "en") in found[part.claim_id]


def test_the_family_and_the_foundation_are_told_that_their_return_rests_on_grade_d() -> None:
    for owner in ("family", "foundation"):
        figures = page(owner, "en").edition.figures
        values = {grade: figures[f"{owner}.invest.grade.{grade}"].value or 0.0 for grade in "ABCD"}
        assert values["D"] > sum(values[grade] for grade in "ABC") > 0
        assert "weakest grade, D" in words(page(owner, "en").how_sure)


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_the_letter_says_how_sure_it_is_by_the_draws_where_there_are_any(one: tuple[str, str]) -> None:
    """No letter says that there are no chances beside a page that shows them; number and seed stand under it."""
    claim_id, without = (
        f"{one[0]}.invest.chance_of_loss",
        {"nl": "zonder kansen", "en": "without probabilities"}[one[1]],
    )
    assert claim_id in bound(drawn(*one).letter) and without not in words(drawn(*one).letter)
    assert {"nl": "256 trekkingen, startgetal 0", "en": "256 draws, seed 0"}[one[1]] in words(drawn(*one).letter)
    assert claim_id not in bound(page(*one).letter) and without in words(page(*one).letter)
