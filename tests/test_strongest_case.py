"""The strongest case: worked by hand on functions in the place of the company, and put back into the example."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pytest
from example_draws import case as example_case
from hand_bench import hand_case
from hypothesis import given, settings
from hypothesis import strategies as st

from geduld import model, sensitivity_bench
from geduld.case import Case
from geduld.engine import run
from geduld.families import Numbers
from geduld.owners import OwnerView
from geduld.reading_strongest import strongest_json, strongest_rows
from geduld.sensitivity_bench import BEST, Ask, Bench
from geduld.strongest_case import CENT, StrongestCase, asks_of_all, strongest_cases
from geduld.strongest_draws import when_best
from geduld.strongest_search import CUTS, HALVES, REACHES

Worth = Callable[[Mapping[str, Numbers]], Numbers | float]
FINEST = REACHES[-1] / CUTS**HALVES


@dataclass(frozen=True)
class Worths(Bench):
    """A bench on which each strategy is worth a function of the keys, to every owner."""

    worths: Mapping[str, Worth] = field(default_factory=dict)

    def advantages(self, points: Mapping[str, Numbers]) -> Numbers:
        n = max((len(values) for values in points.values()), default=1)
        at = {key: np.full(n, a.base) for key, a in self.case.assumptions.items()} | dict(points)
        found = {name: np.zeros(n) + worth(at) for name, worth in self.worths.items()}
        return np.stack([self._lead(ask, found) for ask in self.asks])

    def _lead(self, ask: Ask, found: Mapping[str, Numbers]) -> Numbers:
        others = [s for s in found if s != ask.strategy] if ask.against == BEST else [ask.against]
        return found[ask.strategy] - np.max([found[s] for s in others], axis=0)


def strongest(strategy: str, case: Case, **worths: Worth) -> StrongestCase:
    """Of one strategy; the verdict is `invest` unless it says otherwise."""
    every: dict[str, Worth] = {"baseline": lambda _: -1000, **worths}
    case = replace(case, strategies={name: case.strategies[name] for name in every})
    return strongest_cases(Worths(case, (Ask("family", strategy, BEST),), worths=every))[0]


def test_one_assumption_is_the_same_alone_and_together() -> None:
    """payout = 75 + a is 95 at base, five behind; at a = 25 it is as good: half of the way from 20 to 30."""
    found = strongest("payout", hand_case(a=(10, 20, 30)), invest=lambda v: 100, payout=lambda v: 75 + v["a"])
    assert (found.lead, found.wins) == (-5, False)
    assert found.nearest is not None
    assert found.nearest.value == pytest.approx(25)
    assert found.nearest.distance == pytest.approx(0.5)
    assert found.together.distance == pytest.approx(0.5, abs=FINEST)
    assert [one.key for one in found.together.moves] == ["a"]
    assert found.together.moves[0].carries == pytest.approx(5, abs=0.1)
    assert found.together.runner_up == "invest"


def test_together_every_assumption_moves_as_far_in_its_own_range() -> None:
    """10 behind. At a distance d, a adds 10 d (20 to 30) and b, which helps downwards, 0.2 x 50 d (50 to 0).

    Together 20 d = 10, so d = 0.5: a = 25 and b = 25. Alone a = 30, one range; b is only even at its bound, 0.
    """
    case = hand_case(a=(10, 20, 30), b=(0, 50, 90))
    found = strongest("payout", case, invest=lambda v: 100, payout=lambda v: 90 + (v["a"] - 20) - 0.2 * (v["b"] - 50))
    assert found.together.distance == pytest.approx(0.5, abs=FINEST)
    assert {one.key: one.value for one in found.together.moves} == pytest.approx({"a": 25, "b": 25}, abs=0.01)
    assert [(one.key, one.distance) for one in found.alone] == [("a", pytest.approx(1))]


def test_it_must_be_ahead_of_the_new_leader_too() -> None:
    """payout = 95 + a' + 0.5 b' passes invest = 100 at a' = 5, but baseline = 98 + a' leads there: a alone never does.

    With b the search goes on: 0.5 b' must be 3 or more, and a' + 0.5 b' 5 or more. At a distance d, a' is 10 d and b'
    40 d: 20 d >= 3 and 30 d >= 5, so d = 1/6. b alone needs b' = 10, a quarter of its way to 90.
    """
    found = strongest(
        "payout", hand_case(a=(10, 20, 30), b=(0, 50, 90)), invest=lambda v: 100,
        baseline=lambda v: 98 + v["a"] - 20, payout=lambda v: 95 + v["a"] - 20 + 0.5 * (v["b"] - 50),
    )  # fmt: skip
    assert [one.key for one in found.alone] == ["b"]
    assert found.alone[0].distance == pytest.approx(0.25)
    assert found.together.distance == pytest.approx(1 / 6, abs=FINEST)


def test_the_verdict_needs_no_change_and_says_what_ends_it() -> None:
    """invest = 100 against 75 + a: it is the best, and no longer from a = 25 on."""
    found = strongest("invest", hand_case(a=(10, 20, 30)), invest=lambda v: 100, payout=lambda v: 75 + v["a"])
    assert (found.wins, found.lead, found.together.distance, found.together.moves) == (True, 5, 0, ())
    assert found.nearest is not None
    assert found.nearest.value == pytest.approx(25)


def test_nothing_within_bounds_says_how_close_it_came() -> None:
    """payout = a - 101 against 0; a is 20 at base, 100 at its bound: there it is one behind."""
    found = strongest("payout", hand_case(a=(10, 20, 30)), invest=lambda v: 0, payout=lambda v: v["a"] - 101)
    assert (found.alone, found.together.distance, found.together.lead) == ((), None, -1)
    assert found.together.moves[0].value == 100


def test_where_all_are_worth_nothing_nobody_wins() -> None:
    """payout = invest = 0 from a = 30 on: a tie is no win."""
    found = strongest(
        "payout", hand_case(a=(10, 20, 30)), baseline=lambda v: 0 * v["a"],
        invest=lambda v: np.maximum(30 - v["a"], 0), payout=lambda v: 0.5 * np.maximum(30 - v["a"], 0),
    )  # fmt: skip
    assert found.together.distance is None


def test_without_ranges_there_is_nothing_to_search() -> None:
    found = strongest("payout", hand_case(a=(20, 20, 20)), invest=lambda v: 5, payout=lambda v: v["a"] - 16)
    assert (found.alone, found.together.distance, found.together.lead, found.together.moves) == ((), None, -1, ())


def test_where_the_model_has_no_answer_nothing_is_won() -> None:
    """Above a = 24 there is no answer, and payout = 75 + a would win from 25 on."""
    found = strongest(
        "payout", hand_case(a=(10, 20, 30)), invest=lambda v: 100,
        payout=lambda v: np.where(v["a"] > 24, np.nan, 75 + v["a"]),
    )  # fmt: skip
    assert (found.alone, found.together.distance) == ((), None)


def test_what_is_whole_moves_by_whole_numbers_and_no_further_than_it_may() -> None:
    """a (2, 3, 6) in whole months: payout wins from a = 5 on, two of the three to its p90."""
    case = hand_case(a=(2, 3, 6))
    case = replace(case, assumptions={"a": replace(case.assumptions["a"], whole=True)})
    found = strongest("payout", case, invest=lambda v: 4.5, payout=lambda v: v["a"])
    assert found.together.moves[0].value == 5
    assert found.together.distance == pytest.approx(2 / 3, abs=FINEST)


def test_a_direction_that_turns_is_found_again() -> None:
    """payout = 1 - (a' - 2)² in steps of a' = a - 20 helps up to a' = 2 and hurts beyond, far before its p90 (10).

    It is 3 behind at base, as good at a' = 1: a tenth of the range; at a quarter of it, a' = 2.5, it still is ahead.
    """
    found = strongest("payout", hand_case(a=(10, 20, 30)), invest=lambda v: 0, payout=lambda v: 1 - (v["a"] - 22) ** 2)
    assert found.together.distance == pytest.approx(0.1, abs=FINEST)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(1, 9), st.floats(1, 9)), min_size=1, max_size=5))
def test_of_straight_lines_the_distance_is_known(keys: list[tuple[float, float, float]]) -> None:
    """One behind; each key adds its slope times the longer or shorter side of its range, whichever way helps."""
    case = hand_case(**{f"k{i}": (50 - down, 50, 50 + up) for i, (_, down, up) in enumerate(keys)})
    most = sum(abs(slope) * (up if slope > 0 else down) for slope, down, up in keys)

    def payout(v: Mapping[str, Numbers]) -> Numbers:
        return np.asarray(sum(slope * (v[f"k{i}"] - 50) for i, (slope, _, _) in enumerate(keys)) - 1.0)

    found = strongest("payout", case, invest=lambda v: 0, payout=payout).together
    if most > 1.05 / 4:  # else it lies near or beyond a bound, or a key gains too little to be moved
        assert found.distance is not None
        assert found.lead >= 0
        assert found.distance >= 1 / most - 1e-9
        assert found.distance <= 1 / most + FINEST + 0.005 * len(keys) * (1 / most) * REACHES[-1]


def test_against_the_best_of_all_others_at_each_point() -> None:
    """1 against 0 and 2 is -1; 2 against 3 and 1 is -1; without an answer for one of them nobody can say."""
    worth = {"a": np.array([1.0, 2.0, 5.0]), "b": np.array([0.0, 3.0, np.nan]), "c": np.array([2.0, 1.0, 0.0])}
    lead = sensitivity_bench._advantage(Ask("family", "a", BEST), worth)
    assert lead[:2].tolist() == [-1, -1]
    assert np.isnan(lead[2])
    assert sensitivity_bench._advantage(Ask("family", "a", "c"), worth).tolist() == [-1, 1, 5]


def test_the_draws_in_which_it_wins_have_in_common_what_decides() -> None:
    """It wins where a lies above 75 % of its values: a quarter of the draws, their middle at 87.5 %; b says nothing."""
    even = (np.arange(1024) + 0.5) / 1024
    sample = ({"b": np.random.default_rng(0).permutation(even), "a": even}, even - 0.75)
    found = when_best([sample, sample])
    assert (found.wins, found.draws, found.key) == (512, 2048, "a")
    assert found.place == pytest.approx(0.875, abs=1e-3)
    few = when_best([({"a": even}, even - 0.99)])
    assert (few.wins, few.key, few.place) == (10, None, None)


# ---- the example ----


@cache
def found() -> tuple[StrongestCase, ...]:
    case = example_case()
    return strongest_cases(Bench(case, asks_of_all(views(case)), compiled=True))


def views(case: Case, changes: Mapping[str, float] | None = None) -> dict[str, OwnerView]:
    """Single runs on floats of every strategy, with some values set."""
    plan, months, before = model.plan(case), model.calendar(case), model.past(case)
    runs = {s: run(plan, model.values(case, s, changes), months, before, case.pins) for s in case.strategies}
    return {owner: OwnerView(owner, model.terms(case, owner), runs) for owner in case.owners}


def test_every_owner_and_every_strategy_gets_one() -> None:
    case = example_case()
    assert [(one.owner, one.strategy) for one in found()] == [(o, s) for o in case.owners for s in case.strategies]
    assert [one.strategy for one in found() if one.wins] == [view.verdict() for view in views(case).values()]
    assert all((one.together.distance == 0) == one.wins for one in found())


def test_the_point_put_back_into_the_case_makes_the_strategy_the_best() -> None:
    """In plain runs of every strategy, at every third point; the kernel that searched has no part in it."""
    reached = [one for one in found() if one.together.distance][::3]
    assert reached
    for one in reached:
        changes = {moved.key: moved.value for moved in one.together.moves}
        view = views(example_case(), changes)[one.owner]
        lead = view.advantage(one.strategy)
        assert lead >= -CENT, one
        assert lead == pytest.approx(one.together.lead, abs=0.05)
        assert view.alternative(one.strategy) == one.together.runner_up
        assert _furthest(changes) <= (one.together.distance or 0) * (1 + 1e-9)


def _furthest(changes: Mapping[str, float]) -> float:
    known = example_case().assumptions
    return max(
        abs(value - known[key].base)
        / ((known[key].p90 - known[key].base) if value > known[key].base else (known[key].base - known[key].p10))
        for key, value in changes.items()
    )


def test_one_assumption_put_back_makes_the_strategy_the_best() -> None:
    for one in [one for one in found() if one.nearest and not one.wins][1::3]:
        nearest = one.nearest
        assert nearest is not None
        assert nearest.value is not None
        past = nearest.value + 1e-6 * (nearest.value - example_case().assumptions[nearest.key].base)
        assert views(example_case(), {nearest.key: past})[one.owner].advantage(one.strategy) >= -CENT
        assert one.together.distance is not None
        assert one.together.distance <= (nearest.distance or math.inf) * 1.001, "together never needs more than alone"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_said_of_every_strategy(language: str) -> None:
    case = example_case()
    mine = [one for one in found() if one.owner == "family"]
    text = "\n".join(strongest_rows(case, mine, language))
    assert all(f"‘{strategy.label[language]}’:" in text for strategy in case.strategies.values())
    read = json.loads(json.dumps(strongest_json(case, mine)))
    assert [one["strategy"] for one in read] == [*case.strategies]
    assert all({moved["key"] for moved in one["together"]["moves"]} <= set(one["units"]) for one in read)
