"""Screening and Sobol indices against answers known in closed form."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pytest
from example_draws import case
from hand_bench import bench, hand_case
from scipy.special import ndtr

from geduld.errors import CaseError
from geduld.families import Numbers
from geduld.sensitivity_bench import Ask, Bench
from geduld.sensitivity_screening import kept, screening
from geduld.sensitivity_sobol import Index, factors_of, sobol

Z90 = 1.2815515655446004
RANGE = (50 - Z90, 50.0, 50 + Z90)
"""A normal of mean 50 and standard deviation 1."""


def found(out: Callable[..., Numbers], keep: str, keys: str = "xyz", n: int = 512) -> dict[str, Index]:
    known = hand_case(**dict.fromkeys(keys, RANGE))
    of = bench(known, lambda values: out(*(values[key] - 50 for key in keys)))
    return {"".join(one.keys): one for one in sobol(of, keep, n)[0]}


def close(one: Index, first: float, total: float, off: float) -> None:
    assert one.first.value == pytest.approx(first, abs=off)
    assert one.total.value == pytest.approx(total, abs=off)
    assert abs(one.first.value - first) <= 4 * one.first.se + 0.002
    assert abs(one.total.value - total) <= 4 * one.total.se + 0.002


def ishigami(*z: Numbers) -> Numbers:
    x, y, w = (np.pi * (2 * ndtr(one) - 1) for one in z)
    return np.asarray(np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * w**4 * np.sin(x))


def test_ishigami() -> None:
    """Published (a = 7, b = 0.1): first 0.313905, 0.442411, 0; total 0.557589, 0.442411, 0.243684."""
    told = found(ishigami, "xyz", n=2048)
    for key, known in {"x": (0.313905, 0.557589), "y": (0.442411, 0.442411), "z": (0.0, 0.243684)}.items():
        close(told[key], *known, off=0.02)
    assert [told[key].rank for key in "xyz"] == [1, 2, 3]


def test_where_effects_only_add_up_first_is_total() -> None:
    """Out is x + 2 y + 3 z, of variance 1 + 4 + 9 = 14: 1/14, 4/14 and 9/14."""
    told = found(lambda x, y, z: x + 2 * y + 3 * z, "xyz")
    for key, known in {"x": 1 / 14, "y": 4 / 14, "z": 9 / 14}.items():
        close(told[key], known, known, off=0.02)


def test_a_product() -> None:
    """(1 + x)(1 + y): variance 2 * 2 - 1 = 3, of which x alone 1, y alone 1, both together 1: first 1/3, total 2/3."""
    told = found(lambda x, y: (1 + x) * (1 + y), "xy", "xy", n=2048)
    for key in "xy":
        close(told[key], 1 / 3, 2 / 3, off=0.03)
    assert {one.rank for one in told.values()} == {1}


def test_what_was_screened_out_is_one_factor_with_a_bound() -> None:
    """x + 2 y + 3 z with z kept: the rest is 5/14 together."""
    told = found(lambda x, y, z: x + 2 * y + 3 * z, "z")
    assert set(told) == {"z", "xy"}
    close(told["xy"], 5 / 14, 5 / 14, off=0.02)


def test_screening_is_exact_where_all_is_straight_and_keeps_what_matters() -> None:
    """Out is 10 x - 20 y + 0 z: over a range of 2 z90, 20 z90, 40 z90 and 0 EUR; no effect is uneven."""
    of = bench(hand_case(**dict.fromkeys("xyz", RANGE)), lambda v: 10 * v["x"] - 20 * v["y"])
    told = {one.key: one for one in screening(of, scrambles=3, trajectories=3)[0]}
    for key, known in {"x": 20 * Z90, "y": 40 * Z90, "z": 0.0}.items():
        assert told[key].mu_star.value == pytest.approx(known, abs=1e-6)
        assert told[key].sigma.value == pytest.approx(0, abs=1e-6)
    assert kept(list(told.values())) == ["y", "x"]


def test_screening_sees_an_uneven_effect() -> None:
    of = bench(hand_case(**dict.fromkeys("xy", RANGE)), lambda v: (v["x"] - 50) * (v["y"] - 50))
    assert all(one.sigma.value > 0.5 and one.mu_star.se > 0 for one in screening(of)[0])


def test_correlated_keys_are_one_factor() -> None:
    of = Bench(case(), (Ask("family", "invest", "payout"),))
    factors = factors_of(of, ["transfer_share_uncoached", "churn_reduction"])
    assert set(factors[0]) == {"transfer_share", "transfer_share_uncoached"}
    assert factors[1] == ("churn_reduction",)
    assert len({key for one in factors for key in one}) == sum(map(len, factors))


def test_a_point_without_an_answer_and_no_error_are_refused() -> None:
    def holed(values: Mapping[str, Numbers]) -> Numbers:
        return np.where(values["x"] > 50, np.nan, values["x"])

    of = bench(hand_case(x=RANGE), holed)
    for study in (lambda: sobol(of, "x", 16), lambda: screening(of)):
        with pytest.raises(CaseError, match="no answer"):
            study()
    with pytest.raises(CaseError, match="2 or more"):
        sobol(of, "x", scrambles=1)


def test_the_same_seed_gives_the_same_and_nothing_that_varies_nothing() -> None:
    assert found(ishigami, "x", n=64) == found(ishigami, "x", n=64)
    assert found(lambda x, y, z: 0 * x, "x", n=64) == {}
