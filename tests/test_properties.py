"""What must always hold (model.md), on random cases around the example: every uncertainty anywhere in its range.

An example of a property is a block of random futures, run at once.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geduld import model, valuation
from geduld.assumptions import Assumption
from geduld.case import Case, data_folder, load_case
from geduld.engine import Plan, Run, run
from geduld.families import Numbers
from geduld.marks import Value
from geduld.owners import OwnerView
from geduld.words.labels import table

SHARES_OF_RANGE = st.floats(0.0, 1.0)
SEEDS = st.integers(0, 2**32 - 1)
FUTURES = 16
"""In one example."""
BLOCKS = settings(max_examples=-(-settings.default.max_examples // FUTURES))
SINGLE = settings(max_examples=-(-settings.default.max_examples // 5))
"""Where floats are run one by one."""
CASE = data_folder() / "cases" / "wholesaler"


@cache
def case() -> Case:
    """The example, and all its strategies at once as one more: what holds of each must hold of all together."""
    found = load_case(CASE)
    levers = {key: value for one in found.strategies.values() for key, value in one.levers.items()}
    every = replace(found.strategies["invest"], id="every", levers=levers)
    return replace(found, strategies={**found.strategies, "every": every})


STRATEGIES = st.sampled_from(sorted(case().strategies))


def futures(seed: int, **fixed: float) -> dict[str, Value]:
    """As `somewhere`, of a block of futures: an array per key, as long as the block."""
    every = [somewhere(seed + number, **fixed) for number in range(FUTURES)]
    return {key: np.array([one[key] for one in every]) for key in every[0]}


def somewhere(seed: int, **fixed: float) -> dict[str, Value]:
    """Raw values of every uncertainty at a random place between p10 and p90; `fixed` by plain name."""
    places = np.random.default_rng(seed)
    found: dict[str, Value] = {}
    for key, a in case().assumptions.items():
        if a.same_as:
            continue
        low, high = (a.p10, a.p90) if a.kind == "uncertainty" else (a.base, a.base)
        found[key] = fixed.get(a.name, float(low + (high - low) * places.random()))
    return found


def run_of(strategy: str, raw: Mapping[str, Value], this: Case | None = None, months: int | None = None) -> Run:
    this = replace(this or case(), months=months or case().months)
    return run(
        plan_of(this.months), model.values(this, strategy, raw), model.calendar(this), model.past(this), this.pins
    )


@cache
def plan_of(months: int) -> Plan:
    return model.plan(replace(case(), months=months))


def line(ran: Run, name: str, element: str | None = None) -> Numbers:
    """A line over all months and futures: shape (H+1, n), or (H+1, 1) where nothing in it is uncertain."""
    nodes = [node for node in ran.plan.nodes(name) if element in (None, node.element)]
    return np.asarray(sum(ran.values[node].reshape(len(ran.values[node]), -1) for node in nodes))


EFFECTS = {a.name: 0.0 for a in load_case(CASE).assumptions.values() if a.effect}
BENEFITS = [line.name for line in model.lines().values() if line.marks.sign > 0]


def with_levers(**levers: float) -> Case:
    """The example, with other settings of some levers of its programme."""
    invest = case().strategies["invest"]
    return replace(case(), strategies={**case().strategies, "invest": replace(invest, levers=invest.levers | levers)})


@BLOCKS
@given(SEEDS)
def test_without_effects_every_benefit_is_exactly_zero(seed: int) -> None:
    """Property 1: all effects zero -> no benefit line differs from the baseline, in any month.

    All three tracks are trained. No budget is moved: that is another way of spending and works without any effect.
    """
    raw, still = futures(seed, **EFFECTS), with_levers(broadcast_moved_share=0.0)
    invest, baseline = run_of("invest", raw, still), run_of("baseline", raw, still)
    for name in BENEFITS:
        assert (line(invest, name) == line(baseline, name)).all(), name


@BLOCKS
@given(SEEDS)
def test_a_moved_budget_alone_changes_arrivals_and_nothing_that_training_does(seed: int) -> None:
    """Property 1, the other side: without effects a moved budget moves customers, at the same spending to rounding."""
    raw = futures(seed, **EFFECTS)
    invest, baseline = run_of("invest", raw), run_of("baseline", raw)
    channels = ("broadcast_cost", "personal_contact_cost", "marketing")
    spent = [sum(line(ran, name) for name in channels) for ran in (invest, baseline)]
    np.testing.assert_allclose(*spent, rtol=1e-9)
    for name in ("cash_inside", "economic_inside", "economic_partners", "churn_effect", "conversion_effect"):
        assert not line(invest, name).any(), name
    first_year = [line(run_of(strategy, raw, months=12), "churn_rate") for strategy in ("invest", "baseline")]
    assert (first_year[0] == first_year[1]).all()


@BLOCKS
@given(SEEDS)
def test_the_market_formulas_leave_the_baseline_as_it_was(seed: int) -> None:
    """Arrivals of today contain today's campaigns: the baseline is the same to 1e-9 when nobody counts them apart."""
    apart = run_of("baseline", futures(seed))
    together = run_of("baseline", futures(seed, broadcast_arrivals_share=0.0, contact_conversion=0.0))
    for name in ("customers", "arrivals", "ebitda"):
        np.testing.assert_allclose(line(apart, name), line(together, name), rtol=1e-9, atol=1e-6, err_msg=name)


@BLOCKS
@given(SEEDS)
def test_conversion_works_on_personal_contact_only(seed: int) -> None:
    """Better conversations win customers in person; broadcast and organic arrivals do not know of it."""
    none, more = (run_of("invest", futures(seed, conversion_increase=v), months=36) for v in (0.0, 0.1))
    for name in ("broadcast_arrivals", "organic_arrivals", "prospects"):
        assert (line(none, name) == line(more, name)).all(), name
    gained = line(more, "personal_arrivals") / np.maximum(line(none, "personal_arrivals"), 1e-12) - 1
    np.testing.assert_allclose(
        gained[1:], np.broadcast_to(line(more, "conversion_effect"), gained.shape)[1:], atol=1e-9
    )


@BLOCKS
@given(SEEDS, STRATEGIES)
def test_what_came_in_is_what_went_out(seed: int, strategy: str) -> None:
    """Property 2: owners + tax + lenders + investment + what stays = what came in; shares sum to the whole."""
    ran = run_of(strategy, futures(seed))
    lines = {n: line(ran, n) for n in ("ebitda", "deposit_interest", "distribution", "tax_paid", "credit_drawn")}
    service = ("interest", "credit_interest", "debt_repayment", "credit_repaid")
    lenders = sum(line(ran, name) for name in service)
    stays = np.diff(line(ran, "cash"), axis=0, prepend=case().assumptions["cash_at_start"].base)
    came_in = lines["ebitda"] + lines["deposit_interest"] + lines["credit_drawn"]
    kept = line(ran, "capital_expenditure") + line(ran, "rise_in_working_capital")
    went_out = lines["distribution"] + lines["tax_paid"] + lenders + kept + stays
    np.testing.assert_allclose(came_in, went_out, atol=1e-6)
    np.testing.assert_allclose(line(ran, "gross_dividend"), lines["distribution"], atol=1e-6)


@BLOCKS
@given(SEEDS, STRATEGIES)
def test_marked_lines_sum_to_ebitda(seed: int, strategy: str) -> None:
    """Property 2: the sum of all marked lines, cashable ones by their cash part, is ebitda."""
    ran = run_of(strategy, futures(seed))
    marked = [one for one in model.lines().values() if one.marks.kind == "cash"]
    total = sum(one.marks.sign * line(ran, one.name) for one in marked)
    np.testing.assert_allclose(total, np.broadcast_to(line(ran, "ebitda"), np.shape(total)), atol=1e-6)


@SINGLE
@given(SEEDS, st.sampled_from([0.5, 2.0, 1024.0]), STRATEGIES)
def test_money_scales(seed: int, k: float, strategy: str) -> None:
    """Property 3: all money times k -> money results times k; months and rates as they were."""
    raw = somewhere(seed)
    units = {key: a.unit for key, a in case().assumptions.items()}
    scaled = {key: v * k if units[key].startswith(("EUR", "GBP")) and key != "gbp_eur" else v for key, v in raw.items()}
    before, after = _views(strategy, raw), _views(strategy, scaled, k)
    for owner in before:
        was, found = before[owner].measures(strategy), after[owner].measures(strategy)
        for name, value in was.items():
            expected = value * k if value is not None and _is_money(name) else value
            same = expected is None and found[name] is None
            assert same or found[name] == pytest.approx(expected, rel=1e-6, abs=1e-6), name


def _is_money(measure: str) -> bool:
    return table("measures.toml")[measure]["unit"] == "EUR"


def _times(a: Assumption, k: float) -> Assumption:
    """An amount of money that differs by year, times k; all else as it is, as draws bring it."""
    return replace(a, dated=a.dated.each(lambda value: value * k)) if a.dated and a.currency else a


def _views(chosen: str, raw: Mapping[str, Value], k: float = 1.0) -> dict[str, OwnerView]:
    """Of one strategy, with what it is measured against: the baseline, and paying out as the alternative."""
    this, base = case(), somewhere(0)
    year = {line: value * k for line, value in this.year_to_date.items()}
    scaled = replace(this, year_to_date=year, assumptions={key: _times(a, k) for key, a in this.assumptions.items()})
    runs = {}
    for strategy in {"baseline", "payout", chosen}:
        own = model.values(scaled, strategy, {**base, **raw})
        past = model.past(scaled)
        history = {line: [v * k for v in values] for line, values in past.history.items()}
        runs[strategy] = run(plan_of(this.months), own, model.calendar(scaled), replace(past, history=history))
    return {owner: OwnerView(owner, model.terms(this, owner), runs) for owner in this.owners}


@SINGLE
@given(SEEDS, st.integers(13, 119))
def test_a_longer_horizon_never_brings_payback_forward(seed: int, shorter: int) -> None:
    """Property 5: payback is the first month from which the cumulative stays at or above zero to the horizon."""
    gain = _views("invest", somewhere(seed))["family"].increment("invest")
    early, late = valuation.payback_month(gain[: shorter + 1]), valuation.payback_month(gain)
    assert early is None or late is None or early <= late


def test_no_owner_depends_on_anothers_terms() -> None:
    """Property 5: the partner's figures are the same whatever the family's rate, loan or horizon is."""
    terms = {
        "owner.family.time_preference_pa": 0.2,
        "owner.family.loan_at_start": 1e6,
        "owner.family.horizon_months": 24,
    }
    changed = load_case(CASE, terms)
    for this in (load_case(CASE), changed):
        views = {s: r.line("owner_flow", "owner.partner") for s, r in model.runs(this).items()}
        alone = {s: r.line("owner_flow") for s, r in model.runs(load_case(CASE, owners=["partner"])).items()}
        for strategy in views:
            assert views[strategy].tobytes() == alone[strategy].tobytes()


def test_two_runs_are_the_same_bytes() -> None:
    """Property 6, without draws: the same case gives the same bytes."""
    first, second = (model.runs(load_case(CASE)) for _ in range(2))
    for strategy in first:
        for node, values in first[strategy].values.items():
            assert values.tobytes() == second[strategy].values[node].tobytes()


@BLOCKS
@given(SEEDS, STRATEGIES)
def test_bounds_that_always_hold(seed: int, strategy: str) -> None:
    """Property 7: customers never negative, skill at most the share rolled out, shares within 0..1."""
    ran = run_of(strategy, futures(seed))
    assert line(ran, "customers").min() >= 0
    for track in case().elements["track"]:
        assert (line(ran, "skill", track) <= line(ran, "rollout_share", track) + 1e-12).all()
        for share in ("skill", "uptake", "noticed", "rollout_share", "separation_rate"):
            assert 0 <= line(ran, share, track).min() <= line(ran, share, track).max() <= 1


@BLOCKS
@given(SEEDS, STRATEGIES, st.integers(12, 119))
def test_the_future_never_changes_the_past(seed: int, strategy: str, months: int) -> None:
    """Property 7: a shorter run is the beginning of a longer one (owners' horizons at the longer one's end apart)."""
    raw = futures(seed)
    long, short = run_of(strategy, raw), run_of(strategy, raw, months=months)
    for name in ("cash", "customers", "ebitda", "distribution", "tax_payable"):
        assert (line(short, name) == line(long, name)[: months + 1]).all(), name


@SINGLE
@given(SEEDS, STRATEGIES)
def test_arrays_and_floats_agree(seed: int, strategy: str) -> None:
    """Property 8: seven draws at once equal seven runs on floats to 1e-9 relative, and know nothing of each other."""
    draws = [somewhere(seed + i) for i in range(7)]
    stacked = {key: np.array([d[key] for d in draws]) for key in draws[0]}
    together = run_of(strategy, stacked, months=24)
    for i, raw in enumerate(draws[:2]):
        alone = run_of(strategy, raw, months=24)
        for node, values in alone.values.items():
            ours = np.broadcast_to(together.values[node].T, (7, 25))[i]
            if node.line.endswith(
                "_residual"
            ):  # what rounding leaves of millions: zero in both, and nothing to compare
                ours, values = ours.round(6), values.round(6)
            np.testing.assert_allclose(ours, values, rtol=1e-9, atol=1e-9, err_msg=str(node))


def test_baseline_minus_baseline_is_zero() -> None:
    """Property 7: the increment of the baseline over itself is zero, so its npv is zero and patience is no wait."""
    view = _views("baseline", {})["family"]
    assert not view.increment("baseline").any()
    assert view.measures("baseline")["npv"] == 0.0


def test_distributions_move_with_the_month_they_are_declared_for() -> None:
    """Ordinary dividends fall in the dividend month only, every year."""
    month = round(case().assumptions["dividend_fiscal_month"].base)
    paid = model.runs(case())["baseline"].line("distribution")
    paying = np.flatnonzero(paid)
    assert all(model.calendar(case()).fiscal_month(int(t)) == month for t in paying)
    assert all(b - a == 12 for a, b in pairwise(paying))
