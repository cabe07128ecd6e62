"""What must always hold (model.md), of every line and of many random draws at once around the example."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_properties import SEEDS, STRATEGIES, case

from geduld import model
from geduld.draws import draw
from geduld.engine import Node, Plan, Run, run
from geduld.engine.run import Months
from geduld.marks import Value

DRAWS = 5
FEW = settings(max_examples=settings.default.max_examples // 6)
"""Each example has five draws, and all lines of all of them are looked at."""
ROUNDING = 1e-12


@cache
def plan() -> Plan:
    return model.plan(case())


def anywhere(seed: int) -> dict[str, Value]:
    """Five draws of every uncertainty, each at a random place between its p10 and p90; whole months stay whole."""
    places = np.random.default_rng(seed)
    uncertain = {key: a for key, a in case().assumptions.items() if a.kind == "uncertainty" and not a.same_as}
    found = {key: a.p10 + (a.p90 - a.p10) * places.random(DRAWS) for key, a in uncertain.items()}
    return {key: np.rint(values) if uncertain[key].whole else values for key, values in found.items()}


def run_of(strategy: str, raw: Mapping[str, Value], months: int = 36) -> Run:
    this = replace(case(), months=months)
    return run(plan(), model.values(this, strategy, raw), model.calendar(this), model.past(this))


def is_owners(node: Node) -> bool:
    return node.element.startswith("owner.")


def apart(column: Months) -> Months:
    """The months by draw, shape (H+1, draws), also of a line that is the same in each."""
    return np.broadcast_to(column.reshape(len(column), -1), (len(column), DRAWS))


@FEW
@given(SEEDS, STRATEGIES, st.sampled_from([0.25, 3.0]))
def test_every_amount_of_money_scales_and_nothing_else(seed: int, strategy: str, k: float) -> None:
    """Property 3, line by line: every line in EUR is k times what it was; months, shares and heads are as they were."""
    raw = {key: a.base for key, a in case().assumptions.items() if not a.same_as} | anywhere(seed)
    money = {key for key, a in case().assumptions.items() if a.currency}
    scaled = {key: value * k if key in money else value for key, value in raw.items()}
    before, after = run_of(strategy, raw, 24), _in_other_money(strategy, scaled, k)
    for node, column in before.values.items():
        times = k if plan().lines[node.line].marks.unit == "EUR" else 1.0
        rounding = 1e-9 * max(1.0, float(np.abs(column).max())) + (1e-4 if "residual" in node.line else 0.0)
        np.testing.assert_allclose(after.values[node], times * column, rtol=1e-9, atol=rounding, err_msg=str(node))


def _in_other_money(strategy: str, raw: Mapping[str, Value], k: float) -> Run:
    """A strategy with what is said by year, and of the time before the decision, in the other money too."""
    by_year = {
        key: replace(a, dated=a.dated.each(lambda value: value * k))
        for key, a in case().assumptions.items()
        if a.dated and a.currency
    }
    this = replace(case(), months=24, assumptions={**case().assumptions, **by_year})
    past = model.past(this)
    history = {line: [v * k for v in values] for line, values in past.history.items()}
    so_far = {line: value * k for line, value in past.year_to_date.items()}
    before = replace(past, history=history, year_to_date=so_far)
    return run(plan(), model.values(this, strategy, raw), model.calendar(this), before)


PRIVATE = ("stake", "loan_at_start", "loan_rate_pa", "other_income_pm", "required_return_pa", "time_preference_pa")


@FEW
@given(SEEDS, STRATEGIES, st.floats(0.5, 2.0), st.sampled_from(sorted(case().owners)))
def test_one_owners_terms_reach_nobody_else(seed: int, strategy: str, times: float, owner: str) -> None:
    """Property 5: other terms of one owner leave the company and every other owner's lines bit for bit as they were."""
    raw = anywhere(seed)
    keys = [f"owner.{owner}.{name}" for name in PRIVATE]
    other = {key: case().assumptions[key].base * times for key in keys if key in case().assumptions}
    before, after = run_of(strategy, raw, 15), run_of(strategy, {**raw, **other}, 15)
    own = {node for node in before.values if node.element == f"owner.{owner}"}
    assert any(before.values[node].tobytes() != after.values[node].tobytes() for node in own) or times == 1
    for node in before.values.keys() - own:
        assert before.values[node].tobytes() == after.values[node].tobytes(), node


@FEW
@given(SEEDS, STRATEGIES)
def test_shares_skill_and_customers_stay_where_they_must(seed: int, strategy: str) -> None:
    """Property 7: no customers below zero in any class, skill at most the share rolled out, shares in 0..1."""
    ran = run_of(strategy, anywhere(seed), 120)
    for node, column in ran.values.items():
        if node.line == "customers":
            assert column.min() >= 0, node
    for track in case().elements["track"]:
        assert (ran.line("skill", track) <= ran.line("rollout_share", track) + ROUNDING).all()
        assert (np.diff(ran.line("rollout_share", track), axis=0) >= 0).all()
    shares = ("skill", "uptake", "noticed", "rollout_share", "separation_rate", "churn_rate", "contact_made_share")
    for node in (node for share in (*shares, "hours_saved_share", "subsidised_share") for node in plan().nodes(share)):
        assert 0 <= ran.values[node].min() <= ran.values[node].max() <= 1 + ROUNDING, node


@FEW
@given(SEEDS, STRATEGIES, st.integers(12, 35))
def test_no_line_of_the_company_knows_the_future(seed: int, strategy: str, months: int) -> None:
    """Property 7: a shorter run is the beginning of a longer one, bit for bit; an owner's horizon ends with the run."""
    raw = anywhere(seed)
    long, short = run_of(strategy, raw), run_of(strategy, raw, months)
    for node, column in short.values.items():
        if not is_owners(node):
            assert np.array_equal(apart(column), apart(long.values[node])[: months + 1]), node


@FEW
@given(SEEDS)
def test_a_strategy_without_levers_is_the_baseline(seed: int) -> None:
    """Property 7: what sets no lever differs from the baseline by exactly nothing, in every line, month and draw."""
    raw = anywhere(seed)
    idle = replace(case().strategies["invest"], levers={})
    this = replace(case(), months=24, strategies={**case().strategies, "invest": idle})
    found = run(plan(), _at_every_lever(model.values(this, "invest", raw)), model.calendar(this), model.past(this))
    for node, column in run_of("baseline", raw, 24).values.items():
        assert not (apart(column) - apart(found.values[node])).any(), node


def _at_every_lever(values: Mapping[str, Value]) -> dict[str, Value]:
    """The values with those levers of elements that the wired plan asks for, at what holds everywhere."""
    asked = {lever for strategy in case().strategies.values() for lever in strategy.levers} - values.keys()
    return {**values, **{lever: values[lever.rpartition(".")[2]] for lever in asked}}


@FEW
@given(SEEDS, STRATEGIES)
def test_without_ranges_every_draw_is_the_plain_run(seed: int, strategy: str) -> None:
    """Property 8: ranges collapsed to a random place within them give, in every draw, the run on floats from there."""
    at = {key: float(np.asarray(values)[0]) for key, values in anywhere(seed).items()}
    known = {
        key: replace(a, p10=at[key], base=at[key], p90=at[key]) if key in at else a
        for key, a in case().assumptions.items()
    }
    many = run_of(strategy, draw(replace(case(), assumptions=known), 4).raw, 15)
    for node, column in run_of(strategy, at, 15).values.items():
        rounding = 1e-4 if "residual" in node.line else 1e-9 * max(1.0, float(np.abs(column).max()))
        found = many.values[node].reshape(16, -1)
        np.testing.assert_allclose(found, np.broadcast_to(column[:, None], found.shape), rtol=1e-9, atol=rounding)


@FEW
@given(SEEDS, STRATEGIES, st.integers(1, DRAWS - 1))
def test_draws_in_blocks_are_the_draws(seed: int, strategy: str, first: int) -> None:
    """Property 6: the same draws in two blocks, whatever their sizes, are the same numbers: no draw knows another."""
    raw = anywhere(seed)
    together = run_of(strategy, raw, 15)
    blocks = [
        run_of(strategy, {key: np.asarray(v)[part] for key, v in raw.items()}, 15)
        for part in (slice(0, first), slice(first, DRAWS))
    ]
    for node, column in together.values.items():
        sizes = (first, DRAWS - first)
        parts = [np.broadcast_to(b.values[node].reshape(16, -1), (16, n)) for b, n in zip(blocks, sizes, strict=True)]
        assert apart(column) == pytest.approx(np.hstack(parts), rel=1e-12, abs=1e-4 if "residual" in node.line else 0)
