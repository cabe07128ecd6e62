"""The spread: against closed forms, the plain run, and itself over other seeds, blocks and threads."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from scipy.stats import norm
from spread_case import at, collapsed, example, told

from geduld import spread, valuation
from geduld.case import Case, keep_owners
from geduld.draws import Draws
from geduld.errors import CaseError
from geduld.results import evaluate
from geduld.spread import simulate
from geduld.spread_blocks import Prepared, Sample, sample
from geduld.spread_records import OwnerSpread, Spread
from geduld.spread_summary import ahead_by_year

BAND = {"p10": -0.05, "base": 0.05, "p90": 0.15, "family": "normal"}
SD = 0.1 / float(norm.ppf(0.9))
EVEN = {"base": 2000.0, "p10": 2000.0, "p90": 2000.0}
"""At this price of the course the programme may gain or lose for the family."""


def linear() -> Case:
    """Worth is a straight line in the time that is no longer lost, which is normal; all else is certain."""
    return collapsed(example("family"), {"time_reduction": BAND, "course_price": EVEN})


def replace_range(case: Case, key: str, p10: float) -> Case:
    """The case with another p10 of one assumption."""
    return replace(case, assumptions={**case.assumptions, key: replace(case.assumptions[key], p10=p10)})


@cache
def full(scrambles: int = 8) -> OwnerSpread:
    return simulate(example("family"), 256, scrambles=scrambles).owners["family"]


def test_a_straight_line_of_a_normal_is_known_in_closed_form() -> None:
    """Worth = a + b X, X normal(0.05, sd): all of it by hand from two plain runs.

    With x10 = p10 and x50 = base, b = (worth(0.05) - worth(-0.05)) / 0.1 and s = b sd. Then mean = worth(0.05); the
    quantiles are -1.2816 s, 0 and +1.2816 s from it; chance of loss = Phi(-gain / s); the mean of the worst 10 % is
    gain - s phi(1.2816) / 0.1; the certainty equivalent is mean - s^2 / (2 rho), rho the risk tolerance.
    """
    rho = 20_000.0
    tolerance = {"owner.family.risk_tolerance": {"base": rho, "p10": rho, "p90": rho}}
    case = collapsed(linear(), {**tolerance, "time_reduction": BAND})
    low, middle = (at(case, "family", time_reduction=x) for x in (-0.05, 0.05))
    mean, gain = (float(middle.worth("invest") - x) for x in (0.0, middle.worth("baseline")))
    s = float(middle.worth("invest") - low.worth("invest")) / 0.1 * SD
    found = simulate(case, 8192, scrambles=0).owners["family"].strategies["invest"]
    worth, near = found.measures["worth"], pytest.approx
    assert worth.mean == near(mean, abs=s / 1000)
    assert [worth.p10, worth.p50, worth.p90] == near([mean + z * s for z in norm.ppf([0.1, 0.5, 0.9])], abs=s / 500)
    assert found.chance_of_loss.value == near(norm.cdf(-gain / s), abs=1 / 4096)
    assert 0.1 < float(norm.cdf(-gain / s)) < 0.9
    assert found.expected_shortfall.value == near(gain - s * norm.pdf(norm.ppf(0.1)) / 0.1, abs=s / 200)
    assert found.certainty_equivalent.value == near(mean - s**2 / (2 * rho), abs=s / 1000)


def test_quantiles_of_one_uncertainty_are_the_runs_at_its_quantiles() -> None:
    """The dearer the course, the less it is worth: p10 of worth is the plain run at p90 of the price."""
    case = collapsed(example("family"), {"course_price": {"p10": 700.0, "p90": 2400.0, "family": "lognormal"}})
    worth = simulate(case, 4096, scrambles=0).owners["family"].strategies["invest"].measures["worth"]
    for quantile, price in ((worth.p10, 2400.0), (worth.p50, 1100.0), (worth.p90, 700.0)):
        assert quantile == pytest.approx(float(at(case, "family", course_price=price).worth("invest")), abs=150)


@pytest.mark.parametrize("owner", ["family", "investor", "partner"])
def test_without_ranges_every_draw_is_the_plain_run(owner: str) -> None:
    case = collapsed(example(owner))
    found, view = simulate(case, 128, scrambles=0).owners[owner], evaluate(case).views[owner]
    assert found.verdict == view.verdict()
    for strategy, one in found.strategies.items():
        assert one.alternative == view.alternative(strategy)
        assert one.certainty_equivalent.value == pytest.approx(view.certainty_equivalent(strategy), rel=1e-9)
        assert one.lead.value == pytest.approx(view.advantage(strategy), abs=1e-3)
        for name, value in view.by_draw(strategy).items():
            summary = one.measures[name]
            for told_ in (summary.p10, summary.p50, summary.p90):
                assert told_ == (None if np.isnan(value) else pytest.approx(float(value), rel=1e-9, abs=1e-6)), name
        np.testing.assert_allclose(one.fan["p50"], view.cumulative(strategy), rtol=1e-6, atol=0.5)
        assert one.advantage_counts == (128,)


def test_blocks_and_threads_do_not_change_a_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = told(simulate(example("family"), 1024, scrambles=2))
    assert told(simulate(example("family"), 1024, scrambles=2, block=128)) == whole
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    assert told(simulate(example("family"), 1024, scrambles=2, block=512)) == whole


def test_a_standard_error_is_what_other_seeds_scatter() -> None:
    """The scatter of 20 seeds over the error stated for one: two sample deviations (19 and 8 degrees of freedom).

    Their ratio lies within 0.5 and 2.5 in all but a few of a thousand cases, if the error is honest. The error of a
    plain sample, sd / sqrt(n), would be several times larger for the mean.
    """
    stated = full().strategies["invest"]
    seeds = [simulate(example("family"), 256, seed, 0).owners["family"].strategies["invest"] for seed in range(1, 21)]
    for name, error in (("worth", stated.measures["worth"].se_mean), ("gain", stated.measures["gain"].se_p90)):
        stat = "mean" if name == "worth" else "p90"
        scatter = np.std([getattr(seed.measures[name], stat) for seed in seeds], ddof=1)
        assert error is not None
        assert 0.5 < scatter / error < 2.5, name
    chance = np.std([seed.chance_of_loss.value for seed in seeds], ddof=1)
    assert 0.5 < chance / (stated.chance_of_loss.se or np.nan) < 2.5


def test_more_draws_are_a_smaller_error() -> None:
    """And smaller than a plain sample's, the spread over the root of n: sd = (p90 - p10) / 2.563 if it were normal."""
    few = full().strategies["invest"].measures["advantage"]
    more = simulate(example("family"), 4096, scrambles=8).owners["family"].strategies["invest"].measures["advantage"]
    plain = [((m.p90 or 0.0) - (m.p10 or 0.0)) / 2.563 / n**0.5 for m, n in ((few, 256), (more, 4096))]
    assert (more.se_mean or np.inf) < (few.se_mean or 0.0)
    assert (few.se_mean or np.inf) < plain[0] and (more.se_mean or np.inf) < plain[1]


def test_chances_add_up_and_no_choice_beats_the_best() -> None:
    assert sum(found.value or 0.0 for found in full().chance_best.values()) == pytest.approx(1)
    for strategy in full().strategies.values():
        assert (strategy.measures["regret"].p10 or 0.0) >= 0
        assert sum(strategy.advantage_counts) == 256
        assert (strategy.fan["p10"] <= strategy.fan["p50"]).all()
        assert (strategy.fan["p50"] <= strategy.fan["p90"]).all()


def test_the_verdict_has_the_highest_certainty_equivalent() -> None:
    sure = {name: found.certainty_equivalent.value or 0.0 for name, found in full().strategies.items()}
    assert full().verdict == max(sure, key=sure.__getitem__)
    best, *rest = sorted(sure.values(), reverse=True)
    assert full().strategies[full().verdict].lead.value == pytest.approx(best - rest[0])


def test_who_never_catches_up_is_not_averaged_in() -> None:
    """Not every draw catches up with being paid out, so there is no mean, and the share that does is said."""
    case = example("family")
    three = replace(case, strategies={name: case.strategies[name] for name in ("baseline", "invest", "payout")})
    found = simulate(three, 256, scrambles=0).owners["family"]
    patience = found.strategies["invest"].measures["patience_months"]
    assert patience.mean is None
    assert 0 < patience.reached < 0.5
    assert patience.p90 is None
    assert patience.p10 is not None


def test_the_worst_of_equal_draws_has_an_equal_share() -> None:
    """Four equal draws: 1/4 each. Draws 0 and 100 at rho = 100: 1 / (1 + e^-1) = 0.731059."""
    assert valuation.weight_of_worst(np.full(4, 5.0), 10) == pytest.approx(0.25)
    assert valuation.weight_of_worst(np.array([0.0, 100.0]), 100) == pytest.approx(0.731059, abs=1e-6)


def test_steps_add_up() -> None:
    for strategy in full().strategies.values():
        steps = strategy.steps
        assert steps.base + steps.ranges + steps.bends == pytest.approx(steps.mean)


def test_no_scrambles_no_errors() -> None:
    plain = full(0)
    assert plain.strategies["invest"].measures["worth"].se_mean is None
    assert plain.strategies["invest"].chance_of_loss.se is None
    assert plain.strategies["invest"].measures["worth"].mean == full().strategies["invest"].measures["worth"].mean


def test_an_owner_s_figures_depend_on_no_other_owner() -> None:
    """Another investor, with other rates and patience: not a byte of the family's changes."""
    both = example("family", "investor")

    def spread(rate: float) -> Spread:
        key = "owner.investor.time_preference_pa"
        changed = replace(both.assumptions[key], base=rate, p10=rate, p90=rate)
        return simulate(replace(both, assumptions={**both.assumptions, key: changed}), 128, scrambles=2)

    one, other = spread(0.02), spread(0.2)
    assert told(one.owners["investor"]) != told(other.owners["investor"])
    assert told(one.owners["family"]) == told(other.owners["family"])
    alone = simulate(example("family"), 128, scrambles=2)
    assert told(alone.owners["family"]) == told(one.owners["family"])


def test_a_draw_that_cannot_be_is_left_out_and_counted() -> None:
    """One of these 512 draws has more referrals than arrivals: 511 are told of, in every strategy."""
    case = replace_range(example("family"), "segment.wholesale.observed_arrivals_pm", 150.0)
    found = simulate(case, 512, scrambles=0)
    assert found.left_out == 1
    measures = found.owners["family"].strategies["invest"].measures
    assert {one.n for one in measures.values()} == {511}
    assert sum(found.owners["family"].strategies["invest"].advantage_counts) == 511


@pytest.mark.parametrize("months", [6.0, 120.0])
def test_expected_flows_by_horizon_leave_the_same_draws_out(months: float) -> None:
    """The mean present value of the 511 draws, at half a year too, where last year's dividends still count."""
    case = replace_range(example("family"), "segment.wholesale.observed_arrivals_pm", 150.0)
    key = "owner.family.horizon_months"
    moved = {**case.assumptions, key: replace(case.assumptions[key], base=months)}
    found = simulate(replace(case, assumptions=moved), 512, scrambles=0).owners["family"].strategies["invest"]
    rate = case.assumptions["owner.family.required_return_pa"].base
    expected = valuation.present_value(found.expected[0].flows()[:, int(months) - 1], rate)
    assert float(expected) == pytest.approx(found.measures["present_value"].mean, rel=1e-12)


def test_ranges_that_contradict_each_other_are_refused() -> None:
    case = replace_range(example("family"), "segment.wholesale.observed_arrivals_pm", 10.0)
    with pytest.raises(CaseError, match=r"organic_arrivals: .*observed arrivals already contain referrals"):
        simulate(case, 512, scrambles=0)


def test_the_fan_is_of_receipts_at_the_return_elsewhere() -> None:
    """With one draw the three lines of the fan are the same: that draw's receipts, compounded."""
    one = simulate(collapsed(example("investor")), 1, scrambles=0).owners["investor"].strategies["payout"]
    assert (one.fan["p10"] == one.fan["p90"]).all()
    assert len(one.fan["p50"]) == evaluate(example("investor")).views["investor"].terms.horizon_months + 1


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"n": 0}, "draws: n: 0 does not fit; allowed: a whole number 1"),
        ({"n": 2.5}, "draws: n: 2.5 does not fit"),
        ({"seed": -1}, "draws: seed: -1 does not fit"),
        ({"scrambles": 1}, "draws: scrambles: 1 has no spread; allowed: 0, or 2..64"),
        ({"block": 100}, "draws: block: 100 does not fit; allowed: a power of two from 128"),
    ],
)
def test_what_cannot_be_drawn_is_refused(asked: dict[str, int], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        simulate(example("family"), **asked)


def test_draws_are_rounded_up_to_a_power_of_two() -> None:
    assert simulate(example("family"), 100, scrambles=0).n == 128


def test_ahead_is_counted_at_the_end_of_whole_years() -> None:
    """Months 0..25: two ends of years, 12 and 24. A draw a column.

    First draw: 1 above at month 12, 1 below at 24: 1, 0. Second: equal, then 1 above: 0, 1. Third: rounding only: 0, 0.
    What happens in months 11, 13 and 25 does not count.
    """
    other = np.full((26, 3), 100.0)
    own = other.copy()
    own[[11, 13, 25]] = 500.0
    own[12], own[24] = (101.0, 100.0, 100.0 + 1e-12), (99.0, 101.0, 100.0)
    assert ahead_by_year(own, other).tolist() == [[1, 0, 0], [0, 1, 0]]


def test_without_ranges_the_chance_to_be_ahead_is_that_of_the_plain_run() -> None:
    case = collapsed(example("family"))
    plain = at(case, "family")
    for s, found in simulate(case, 128, scrambles=2).owners["family"].strategies.items():
        lead = plain.cumulative(s) - plain.cumulative(found.alternative)
        years = range(12, len(lead), 12)
        assert [one.value for one in found.ahead] == [float(np.squeeze(lead[month]) > 0) for month in years]
        assert [one.se for one in found.ahead] == [0.0] * len(years)


def test_the_chance_to_be_ahead_has_an_error_and_is_the_same_whatever_the_block() -> None:
    ahead = full().strategies["invest"].ahead
    assert any(one.value not in (0.0, 1.0) and one.se for one in ahead)
    whole, parts = (simulate(example("family"), 256, scrambles=0, block=block) for block in (256, 128))
    assert told(whole) == told(parts)


def test_where_a_draw_cannot_be_each_owner_is_run_alone() -> None:
    """One of these 512 draws has more referrals than arrivals: both owners are told of what they are alone."""
    moved = replace_range(example("family", "investor"), "segment.wholesale.observed_arrivals_pm", 150.0)
    together = simulate(moved, 512, scrambles=0)
    assert together.left_out == 1
    for owner in moved.owners:
        alone = simulate(keep_owners(moved, [owner]), 512, scrambles=0)
        assert told(alone.owners[owner]) == told(together.owners[owner])


def test_an_owner_whose_draws_cannot_be_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """More than a hundredth of the draws fails for both together: each is run alone, and only then something raises."""
    asked = list[tuple[str, ...]]()

    def watched(of: Prepared, draws: Draws, block: int, done: Callable[[], None]) -> Sample:
        asked.append(tuple(of.case.owners))
        if len(of.case.owners) > 1:
            raise CaseError("too many draws cannot be")
        return sample(of, draws, block, done)

    monkeypatch.setattr(spread, "sample", watched)
    found = simulate(example("family", "investor"), 128, scrambles=0)
    assert asked == [("family", "investor"), ("family",), ("investor",)]
    assert told(found.owners["family"]) == told(simulate(example("family"), 128, scrambles=0).owners["family"])
