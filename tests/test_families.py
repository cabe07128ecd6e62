"""Families: the stated quantiles are hit exactly, bounds hold, and what cannot be is refused by name."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from geduld.assumptions import Assumption, declared
from geduld.case import data_folder, load_case
from geduld.errors import CaseError
from geduld.families import CURVES, bent_line, quantiles

STATED = np.array([0.1, 0.5, 0.9])
EVERYWHERE = np.concatenate([2.0 ** -np.arange(33.0, 1, -1), np.linspace(0.01, 0.99, 99), 1 - 2.0 ** -np.arange(2, 34)])
EVERYWHERE.sort()
SIZES = st.floats(1e-6, 1e6, allow_subnormal=False)


@cache
def known() -> dict[str, Assumption]:
    return declared(data_folder() / "assumptions")


def like(family: str, p10: float, base: float, p90: float, bounds: tuple[float, float] = (-1e9, 1e9)) -> Assumption:
    """An assumption with this family, range and bounds."""
    a = known()["churn_reduction"]
    return replace(a, family=family, p10=p10, base=base, p90=p90, lower=bounds[0], upper=bounds[1])


@st.composite
def triples(draw: st.DrawFn) -> Assumption:
    """A feasible triple of any family: harmful, skewed, tied or at its bounds."""
    family = draw(st.sampled_from(sorted(CURVES)))
    positive, inside = family == "lognormal", family == "beta"
    p10 = draw(SIZES if positive else st.floats(-1e6, 1e6, allow_subnormal=False))
    down, up = draw(st.just(0.0) | SIZES), draw(st.just(0.0) | SIZES)
    room = [draw(SIZES if inside else st.just(0.0) | SIZES) for _ in range(2)]
    base, p90 = p10 + down, p10 + down + up
    a = like(family, p10, base, p90, (p10 - room[0], p90 + room[1]))
    assume(a.p10 < a.p90)
    assume(family != "beta" or (a.lower < a.p10 and a.p90 < a.upper))
    return a


def close(a: Assumption) -> float:
    """What counts as the same number: 1e-9 of the range, and rounding of the bounds a beta is measured between."""
    rounding = a.upper - a.lower if a.family == "beta" else max(abs(a.p10), abs(a.p90))
    return 1e-9 * (a.p90 - a.p10) + 1e-13 * rounding


@given(triples())
def test_the_stated_quantiles_are_hit_exactly(a: Assumption) -> None:
    found = quantiles(a, STATED)
    assert found == pytest.approx([a.p10, a.base, a.p90], rel=1e-12, abs=close(a))


@given(triples())
def test_values_rise_and_stay_within_bounds(a: Assumption) -> None:
    found = quantiles(a, EVERYWHERE)
    assert (np.diff(found) >= -close(a)).all()
    assert ((found >= a.lower) & (found <= a.upper)).all()
    assert np.isfinite(found).all()


@given(triples())
def test_ten_percent_at_most_lies_on_a_bound_that_is_not_the_base(a: Assumption) -> None:
    found = quantiles(a, np.linspace(0.0005, 0.9995, 1000))
    assert a.base == a.lower or (found == a.lower).mean() <= 0.1
    assert a.base == a.upper or (found == a.upper).mean() <= 0.1


@given(st.floats(0.001, 1000))
def test_the_line_is_straight_or_bends_once(skew: float) -> None:
    """A hyperbola: its slope only rises, or only falls, so there is no hidden second hump."""
    slopes = np.diff(bent_line(-1.0, 0.0, skew, np.linspace(-6, 6, 241)))
    bends = np.diff(slopes) / (1 + skew)
    assert (slopes > 0).all()
    assert (bends >= -1e-9).all() or (bends <= 1e-9).all()


# ---- the classical families, where they can hit the triple ----


def test_a_symmetric_normal_is_normal() -> None:
    z90 = stats.norm.ppf(0.9)
    a = like("normal", 3 - 2 * z90, 3, 3 + 2 * z90)
    assert quantiles(a, EVERYWHERE) == pytest.approx(stats.norm(3, 2).ppf(EVERYWHERE), rel=1e-12)


def test_a_lognormal_with_equal_ratios_is_lognormal() -> None:
    z90 = stats.norm.ppf(0.9)
    a = like("lognormal", 5 * math.exp(-0.4 * z90), 5, 5 * math.exp(0.4 * z90))
    assert quantiles(a, EVERYWHERE) == pytest.approx(stats.lognorm(0.4, scale=5).ppf(EVERYWHERE), rel=1e-9)


def test_a_beta_with_the_quantiles_of_the_uniform_is_uniform() -> None:
    assert quantiles(like("beta", 0.1, 0.5, 0.9, (0, 1)), EVERYWHERE) == pytest.approx(EVERYWHERE, rel=1e-9)


def test_a_beta_is_near_the_classical_beta() -> None:
    classical = stats.beta(4, 6)
    p10, base, p90 = classical.ppf(STATED).tolist()
    u = np.linspace(0.01, 0.99, 99)
    assert quantiles(like("beta", p10, base, p90, (0, 1)), u) == pytest.approx(classical.ppf(u), abs=0.005)


def test_a_symmetric_pert_is_spread_as_the_classical_one() -> None:
    """Mode 0 on -1.973..1.973 is Beta(3, 3) there: p10 and p90 at -1 and 1, sd 2 × 1.973 / sqrt(28) = 0.746."""
    u = (np.arange(100_000) + 0.5) / 100_000
    found = quantiles(like("pert", -1, 0, 1), u)
    half = 1 / (1 - 2 * stats.beta(3, 3).ppf(0.1))
    assert found.std() == pytest.approx(2 * half / math.sqrt(28), rel=0.002)
    assert found == pytest.approx(half * (2 * stats.beta(3, 3).ppf(u) - 1), abs=0.03)


def test_a_pert_reaches_twice_as_far_as_its_quantiles() -> None:
    found = quantiles(like("pert", -0.2, 0.04, 0.11), EVERYWHERE)
    assert found[0] == pytest.approx(0.04 - 2 * 0.24, abs=0.01)
    assert 0.11 < found[-1] < 0.04 + 2 * 0.07


def test_a_chance_of_harm_stays() -> None:
    """p10 = -0.2, base 0.04: 0 lies between the 10 and 50 % quantiles, so harm is a matter of 10 to 50 in a hundred."""
    harmful = (quantiles(like("pert", -0.2, 0.04, 0.11), np.linspace(0.0005, 0.9995, 1000)) < 0).mean()
    assert 0.3 < harmful < 0.45


# ---- ties, bounds and whole numbers ----


@pytest.mark.parametrize("family", ["normal", "pert", "lognormal", "beta"])
def test_where_p10_is_the_base_half_of_the_futures_are_the_base(family: str) -> None:
    found = quantiles(like(family, 2, 2, 5, (-100, 100)), np.linspace(0.0005, 0.9995, 1000))
    assert (found[:500] == pytest.approx(2, rel=1e-12)) and (np.diff(found[500:]) > 0).all()
    mirrored = quantiles(like(family, 2, 5, 5, (-100, 100)), np.linspace(0.0005, 0.9995, 1000))
    assert (mirrored[500:] == pytest.approx(5, rel=1e-12)) and (np.diff(mirrored[:500]) > 0).all()


@pytest.mark.parametrize("family", ["normal", "pert", "lognormal"])
def test_a_tie_is_the_limit_of_near_ties(family: str) -> None:
    u = np.linspace(0.01, 0.99, 99)
    exact, near = (quantiles(like(family, p10, 2, 5), u) for p10 in (2, 2 - 1e-7))
    assert near == pytest.approx(exact, abs=1e-3)


def test_one_in_ten_lies_on_a_bound_that_is_p10() -> None:
    found = quantiles(like("pert", 0, 2, 7.5, (0, 20)), np.linspace(0.0005, 0.9995, 1000))
    assert (found == 0).sum() == 100
    barely = quantiles(like("pert", 1e-6, 2, 7.5, (0, 20)), np.linspace(0.0005, 0.9995, 1000))
    assert found == pytest.approx(barely, abs=1e-5)


@pytest.mark.parametrize("family", ["fixed", *sorted(CURVES)])
def test_without_a_range_the_value_is_constant(family: str) -> None:
    assert quantiles(like(family, 0, 0, 0, (0, 1)), EVERYWHERE).tolist() == [0.0] * len(EVERYWHERE)


def test_whole_numbers_stay_whole() -> None:
    found = quantiles(replace(like("pert", 3, 9, 12, (1, 60)), whole=True), EVERYWHERE)
    assert (found == np.rint(found)).all() and {3.0, 9.0, 12.0} <= set(found)


def test_money_in_other_units_gives_the_same_futures() -> None:
    """All money × 1000: all draws × 1000; bounds that do not bind have no say."""
    for family in ("normal", "lognormal", "pert"):
        small = quantiles(like(family, 700, 1100, 2400, (0, 1e9)), EVERYWHERE[20:-20])
        large = quantiles(like(family, 7e5, 1.1e6, 2.4e6, (0, 1e9)), EVERYWHERE[20:-20])
        assert large == pytest.approx(1000 * small, rel=1e-9)


# ---- what cannot be ----


@pytest.mark.parametrize(
    ("a", "message"),
    [
        (
            like("lognormal", -0.2, 0.04, 0.11, (-1, 1)),
            "customers.toml: churn_reduction: -0.2, 0.04, 0.11 share: a lognormal is never 0 or less; "
            'allowed: p10 above 0, or family = "pert" or "normal"',
        ),
        (
            like("beta", 0, 0.2, 0.5, (0, 1)),
            "customers.toml: churn_reduction: 0, 0.2, 0.5 share: a beta comes near its bounds and never lies on one; "
            'allowed: p10 above 0 and p90 below 1 share, or family = "pert"',
        ),
        (
            like("fixed", 0, 0.2, 0.5, (0, 1)),
            "customers.toml: churn_reduction: 0, 0.2, 0.5 share: a fixed value has no range; "
            'allowed: p10 = base = p90, or family = "pert", "normal", "lognormal" or "beta"',
        ),
        (
            like("normal", 0.3, 0.2, 0.5, (0, 1)),
            "customers.toml: churn_reduction: 0.3, 0.2, 0.5 share: no quantiles: they fall, or lie out of bounds; "
            "allowed: p10 <= base <= p90 in 0..1 share",
        ),
        (
            like("normal", -0.1, 0.2, 0.5, (0, 1)),
            "customers.toml: churn_reduction: -0.1, 0.2, 0.5 share: no quantiles: they fall, or lie out of bounds; "
            "allowed: p10 <= base <= p90 in 0..1 share",
        ),
        (
            like("beta", 0.1, 0.2, 1, (0, 1)),
            "customers.toml: churn_reduction: 0.1, 0.2, 1 share: a beta comes near its bounds and never lies on one; "
            'allowed: p10 above 0 and p90 below 1 share, or family = "pert"',
        ),
    ],
)
def test_an_infeasible_triple_says_what_would_be_feasible(a: Assumption, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        quantiles(a, STATED)
    assert str(caught.value) == message


def test_every_assumption_of_the_data_and_of_the_example_is_feasible() -> None:
    example = load_case(data_folder() / "cases" / "wholesaler").assumptions
    for a in [*(a for a in known().values() if a.has_value), *example.values()]:
        found = quantiles(a, STATED)
        assert found == pytest.approx([a.p10, a.base, a.p90], rel=1e-9, abs=close(a)), a.key


def test_chance_up_to_is_the_inverse_of_the_quantiles() -> None:
    """The stated quantiles at 10, 50 and 90 %; nothing below the lowest value, everything at the highest."""
    from example_draws import case

    from geduld.families import chance_up_to

    for a in case().assumptions.values():
        if a.kind == "uncertainty" and a.p10 < a.base < a.p90:
            found = chance_up_to(a, np.array([a.lower - 1, a.p10, a.base, a.p90, a.upper]))
            assert found[[0, 1, 2, 3, 4]] == pytest.approx([0, 0.1, 0.5, 0.9, 1], abs=1e-6), a.key
