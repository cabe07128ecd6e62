"""The conventions: worked by hand, as printed, and bridges that add up."""

from __future__ import annotations

from dataclasses import fields, replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geduld import model
from geduld.case import data_folder, load_case
from geduld.case_records import BASELINE
from geduld.convention_flows import TOGETHER, base_flows, expected_flows, kinds_of
from geduld.conventions import STEPS, Convention, Kind, between, bridge, outcome
from geduld.conventions_presets import presets
from geduld.draws import draw
from geduld.figure_conventions import convention_figures
from geduld.results import Results, evaluate
from geduld.valuation import Flows

NONE = dict.fromkeys("ABCD", 0.0)
PLAIN = Convention("plain", 0.10, False, "year_end", 0.0, None, True, NONE, NONE, 0.0)
BOOKS = replace(PLAIN, id="books", discounted_roi=False)


def yearly(*money: float) -> Flows:
    """Flows at the decision and at the end of each year, by month."""
    months = np.zeros(12 * (len(money) - 1) + 1)
    months[::12] = money
    return months


COSTS, GAINS = Kind("costs", yearly(-100, -10, -10)), Kind("gains", yearly(0, 80, 80))


def test_a_convention_by_hand() -> None:
    """Benefits 80/1.1 + 80/1.21 = 138.843; costs 100 + 10/1.1 + 10/1.21 = 117.355; npv 21.488; roi 0.18310.

    Not discounted (160 - 120) / 120 = 1/3. Payback: -100 + 70 = -30, and 30 / 70 of year 2: 12 x 1.42857 = 17.143.
    """
    found = outcome([COSTS, GAINS], PLAIN)
    assert (found.benefits, found.costs, found.npv) == pytest.approx((138.843, 117.355, 21.488), abs=5e-4)
    assert (found.roi, found.benefit_cost_ratio) == pytest.approx((0.18310, 1.18310), abs=5e-6)
    assert found.payback_months == pytest.approx(17.143, abs=5e-4)
    assert outcome([COSTS, GAINS], BOOKS).roi == pytest.approx(1 / 3)


def test_timing_by_hand() -> None:
    """110 in month 6, at 10 %: at the year's end 100; in its middle, and in month 6 itself, 110 / 1.1^0.5 = 104.881.

    The day of the decision is not moved; with a year before the first flow 100 today is 90.909.
    """
    flow = np.zeros(13)
    flow[6] = 110.0
    worth = {
        t: outcome([Kind("g", flow)], replace(PLAIN, timing=t)).benefits for t in ("year_end", "mid_year", "month_end")
    }
    assert worth == pytest.approx({"year_end": 100.0, "mid_year": 104.881, "month_end": 104.881}, abs=5e-4)
    today = [Kind("g", yearly(100, 0))]
    assert [outcome(today, replace(PLAIN, timing=t)).npv for t in ("mid_year", "month_end")] == [100, 100]
    assert outcome(today, replace(PLAIN, first_flow_years=1.0)).npv == pytest.approx(90.909, abs=5e-4)


def test_adjustments_by_hand() -> None:
    """Grade D 20 % down: 160 -> 128; grade B 5 % up on 120 -> 126, and what is invested 50 % up: 180; at 0 %."""
    risky = replace(BOOKS, rate_pa=0.0, benefits_down={**NONE, "D": 0.2}, costs_up={**NONE, "B": 0.05}, capital_up=0.5)
    gains, costs = replace(GAINS, grade="D"), replace(COSTS, grade="B")
    assert outcome([gains, costs], risky).benefits == pytest.approx(128)
    assert outcome([gains, costs], risky).costs == pytest.approx(126)
    assert outcome([gains, replace(costs, invested=True)], risky).costs == pytest.approx(180)
    assert outcome([gains, costs], risky).roi == pytest.approx(2 / 126)


def test_real_prices_and_a_shorter_look_by_hand() -> None:
    """Prices double over each year: 80/2 + 80/4 = 60; only one year: 40; costs 100 + 10/2 = 105."""
    prices = 2.0 ** (np.arange(25) / 12)
    real = replace(PLAIN, rate_pa=0.0, real=True)
    assert outcome([COSTS, GAINS], real, prices).benefits == pytest.approx(60)
    short = outcome([COSTS, GAINS], replace(real, years=1), prices)
    assert (short.benefits, short.costs, short.payback_months) == (pytest.approx(40), pytest.approx(105), None)
    with pytest.raises(ValueError, match="needs prices of 25 months"):
        outcome([COSTS, GAINS], real)


@pytest.mark.parametrize("kinds", [[], [GAINS]])
def test_without_costs_there_is_no_return(kinds: list[Kind]) -> None:
    found = outcome(kinds, PLAIN)
    assert (found.roi, found.benefit_cost_ratio, found.costs, found.payback_months) == (None, None, 0, 0)
    assert bridge(kinds, PLAIN, BOOKS) is None


def test_a_bridge_by_hand() -> None:
    """From 0.18310 discounted to 1/3 not: 0.15023, all of it by the definition."""
    found = bridge([COSTS, GAINS], PLAIN, BOOKS)
    assert found == pytest.approx(dict.fromkeys(STEPS, 0.0) | {"definition": 0.15023}, abs=5e-6)


MONEY = st.lists(st.floats(1, 1e6), min_size=61, max_size=61).map(np.array)


@given(MONEY, MONEY, st.sampled_from("ABCD"), st.permutations(range(len(presets()))))
def test_every_bridge_adds_up(gains: Flows, costs: Flows, grade: str, order: list[int]) -> None:
    """Between any two conventions, and back is the same with the other sign."""
    kinds, prices = [Kind("g", gains, grade), Kind("c", -costs, grade)], 1.02 ** (np.arange(61) / 12)
    start, end = (presets()[i].convention for i in order[:2])
    found = bridge(kinds, start, end, prices)
    first, last = (outcome(kinds, c, prices).roi for c in (start, end))
    assert found is not None and first is not None and last is not None
    assert first + sum(found.values()) == pytest.approx(last, abs=1e-9)


def test_a_bridge_changes_every_rule() -> None:
    """No rule of a convention is left out, so the last on the way is the other convention but for its name."""
    rules = {name for names in STEPS.values() for name in names}
    assert rules | {"id"} == {field.name for field in fields(Convention)}
    for end in presets()[1:]:
        way = between(presets()[0].convention, end.convention)
        assert replace(way[-1], id=end.convention.id) == end.convention


# ---- the example ----


@cache
def results() -> Results:
    return evaluate(load_case(data_folder() / "cases" / "wholesaler"))


def test_the_kinds_are_all_the_cash_before_tax_and_financing() -> None:
    """In each month: what the kinds add up to is the change in cash for debt with the tax put back."""
    runs, case = results().runs, results().case
    flows = base_flows(runs)
    for s in runs:
        kinds = kinds_of(case, results().plan, flows, s)
        before, after = (runs[one].line("cash_for_debt") + runs[one].line("tax_paid") for one in (BASELINE, s))
        assert np.sum([np.zeros(len(after)), *(k.flow for k in kinds)], axis=0) == pytest.approx(
            after - before, abs=1e-6
        )


def test_a_budget_that_is_moved_is_on_neither_side() -> None:
    """`invest` moves half of the broadcast budget to personal contact: nothing is spent, nothing saved."""
    kinds = kinds_of(results().case, results().plan, base_flows(results().runs), "invest")
    assert "campaigns" in TOGETHER
    assert not {"campaigns", "broadcast_cost", "personal_contact_cost"} & {kind.name for kind in kinds}


def test_every_strategy_has_the_same_figures() -> None:
    """But for the baseline, which all are compared with; and a reason stands wherever there is no number."""
    found = [f for f in results().figures if f.id.startswith(("convention.", "bridge."))]
    ids = {s: [f.id for f in found if f.strategy == s] for s in results().runs if s != BASELINE}
    assert {f.strategy for f in found} == set(ids)
    assert all(mine == ids["invest"] for mine in ids.values())
    assert len(ids["invest"]) == len(presets()) * 6 + (len(presets()) - 1) * len(STEPS)
    assert [f.claim_id for f in found if f.value is None and not f.note] == []


def test_the_bridges_of_the_example_add_up() -> None:
    first = presets()[0].convention.id
    for s in ("invest", "broadcast"):
        for end in (preset.convention.id for preset in presets()[1:]):
            start, last = (results().figure(f"convention.{c}.roi", s).value for c in (first, end))
            steps = [results().figure(f"bridge.{first}.{end}.{name}", s).value for name in STEPS]
            assert start is not None and sum(step or 0.0 for step in steps) + start == pytest.approx(last, abs=1e-12)


def test_a_strategy_that_costs_nothing_has_no_return() -> None:
    """A pay-out moves no money before financing: no costs, so no return, and the reason instead."""
    roi = results().figure("convention.tei.roi", "payout")
    assert roi.value is None and roi.note is not None and "no costs" in roi.note["en"]


def test_over_draws_the_same_figures_are_counted_on_expected_flows() -> None:
    """The same ids, none twice; no figure of the draws themselves moves, because these are made apart from them."""
    case, runs = results().case, results().runs
    base, drawn = (list(convention_figures(case, runs, seed)) for seed in (None, 0))
    assert [f.claim_id for f in drawn] == [f.claim_id for f in base]
    assert len({f.claim_id for f in drawn}) == len(drawn)
    assert [f.value for f in drawn if f.id.endswith(".npv")] != [f.value for f in base if f.id.endswith(".npv")]


def test_expected_flows_are_the_mean_of_single_runs() -> None:
    """Four draws, each run by itself on plain floats; the mean of their revenue, month by month."""
    case = load_case(data_folder() / "cases" / "wholesaler", owners=["family"])
    raw = draw(case, 4, 3).raw
    found = expected_flows(case, 3, 4)["invest"]["revenue"]
    plan, when, past = model.plan(case), model.calendar(case), model.past(case)
    alone = [
        model.run(plan, model.values(case, "invest", {k: float(v[i]) for k, v in raw.items()}), when, past, case.pins)
        for i in range(4)
    ]
    assert found == pytest.approx(np.mean([one.line("revenue") for one in alone], axis=0), rel=1e-12)
