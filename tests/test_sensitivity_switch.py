"""Tornado and switching values on advantages worked by hand: a normal with p10 10, base 20, p90 30, bounded 0..100."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hand_bench import bench, hand_case
from scipy.special import ndtr

from geduld.families import Z90, chance_up_to
from geduld.sensitivity_switch import Switch, closest, switching_values
from geduld.sensitivity_tornado import tornado

ONE = hand_case(a=(10, 20, 30))


def switch(advantage: object, case: object = ONE) -> Switch:
    return switching_values(bench(case, advantage))[0][0]  # type: ignore[arg-type]


def test_a_straight_line_switches_where_it_is_zero() -> None:
    """3 (26 - a) is 18 at base and zero at 26: 0.6 of the way from 20 to 30, and wrong above it.

    The standard deviation is 10 / 1.2816, so the chance of more than 26 is that of 0.6 x 1.2816 = 0.769 deviations.
    """
    found = switch(lambda v: 3 * (26 - v["a"]))
    assert found.value == pytest.approx(26, abs=1e-9)
    assert found.distance == pytest.approx(0.6)
    assert found.within_range
    assert found.chance == pytest.approx(float(ndtr(-0.6 * Z90)), abs=1e-9)
    assert (found.found, found.searched) == (1, (0.0, 100.0))


def test_below_base_the_wrong_side_is_below() -> None:
    """a - 8 is 12 at base; 8 lies 1.2 ranges below it, outside p10, and a is below it in Phi(-1.2 x 1.2816)."""
    found = switch(lambda v: v["a"] - 8)
    assert found.value == pytest.approx(8, abs=1e-9)
    assert (found.distance, found.within_range) == (pytest.approx(1.2), False)
    assert found.chance == pytest.approx(float(ndtr(-1.2 * Z90)), abs=1e-9)


def test_of_several_the_nearest_counts_and_the_chance_is_that_of_all() -> None:
    """(a - 15)(a - 32) is below zero from 15 to 32, base among them: it turns below 15 and above 32."""
    found = switch(lambda v: (v["a"] - 15) * (v["a"] - 32))
    assert found.value == pytest.approx(15, abs=1e-6)
    assert found.found == 2
    assert found.chance == pytest.approx(float(ndtr(-0.5 * Z90) + ndtr(-1.2 * Z90)), abs=1e-8)


def test_there_is_none_within_the_bounds() -> None:
    """a + 1 is zero at -1 only, which is out of bounds."""
    found = switch(lambda v: v["a"] + 1)
    assert (found.value, found.distance, found.chance, found.found) == (None, None, 0.0, 0)


def test_what_the_model_cannot_compute_is_not_searched() -> None:
    """60 - a would be zero at 60, but there is no answer above 50; so much is said, and nothing beyond it."""
    found = switch(lambda v: np.where(v["a"] > 50, np.nan, 60 - v["a"]))
    assert found.value is None
    assert found.searched == (0.0, 50.0)


def test_a_jump_across_zero_is_a_switching_value() -> None:
    assert switch(lambda v: np.where(v["a"] < 23, 5.0, -5.0)).value == pytest.approx(23, abs=1e-9)


def test_a_whole_number_switches_at_the_first_that_turns_it() -> None:
    """7.5 - a at base 3: at 7 it is still above zero, at 8 it is not."""
    case = hand_case(a=(2, 3, 6))
    case = replace(case, assumptions={"a": replace(case.assumptions["a"], whole=True)})
    found = switch(lambda v: 7.5 - v["a"], case)
    assert found.value == 8
    assert found.chance == pytest.approx(1 - float(chance_up_to(case.assumptions["a"], np.array([7.0]))[0]), abs=1e-9)


def test_a_value_without_a_range_has_a_switching_value_and_no_chance() -> None:
    found = switch(lambda v: 26 - v["a"], hand_case(a=(20, 20, 20)))
    assert found.value == pytest.approx(26, abs=1e-9)
    assert (found.distance, found.chance) == (None, None)


def test_a_side_without_a_range_is_infinitely_far() -> None:
    found = switch(lambda v: v["a"] - 15, hand_case(a=(20, 20, 30)))
    assert found.value == pytest.approx(15, abs=1e-9)
    assert found.distance == math.inf
    assert found.chance == 0
    assert closest([found]) is None


def test_the_closest_is_nearest_in_units_of_its_own_range() -> None:
    """a turns it 6 away, which is 0.6 of its range; b only 2 away, which is 2 of its range (19, 20, 21)."""
    case = hand_case(a=(10, 20, 30), b=(19, 20, 21), c=(0, 50, 90))
    found = switching_values(bench(case, lambda v: (26 - v["a"]) - 3 * (v["b"] - 20)))[0]
    assert [one.key for one in found] == ["a", "b", "c"]
    first = closest(reversed(found))
    assert first is not None
    assert first.key == "a"


def test_the_tornado_is_sorted_and_a_key_without_effect_has_no_width() -> None:
    """a swings 2 x 20 = 40 around base, evenly to both sides; b from 19 to 21 swings 3 x 2 = 6; c does nothing."""
    case = hand_case(c=(0, 50, 90), b=(19, 20, 21), a=(10, 20, 30), d=(5, 5, 5))
    bars = tornado(bench(case, lambda v: 2 * v["a"] - 3 * v["b"] + 0 * v["c"]))[0]
    assert [(bar.key, bar.width) for bar in bars] == [("a", 40.0), ("b", 6.0), ("c", 0.0)]
    assert (bars[0].at_low, bars[0].at_base, bars[0].at_high) == (-40.0, -20.0, 0.0)
    assert (bars[1].low, bars[1].high, bars[1].at_low, bars[1].at_high) == (19, 21, -17.0, -23.0)


def test_both_ends_on_one_side_of_base_are_a_swing_too() -> None:
    """(a - 20)² is 100 at p10 and at p90, and 0 at base."""
    assert tornado(bench(ONE, lambda v: (v["a"] - 20) ** 2))[0][0].width == 100


def test_another_owners_keys_are_nobodys_business() -> None:
    case = hand_case(a=(10, 20, 30))
    own, other = (replace(case.assumptions["a"], key=f"owner.{o}.a") for o in ("family", "partner"))
    case = replace(case, assumptions={**case.assumptions, own.key: own, other.key: other})
    made = bench(case, lambda v: v["a"])
    assert {bar.key for bar in tornado(made)[0]} == {"a", "owner.family.a"}
    assert {one.key for one in switching_values(made)[0]} == {"a", "owner.family.a"}
