"""Measures against peers that compute the same another way: a finance library, a log-sum-exp, roots put in."""

from __future__ import annotations

import numpy as np
import numpy_financial as npf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import logsumexp

from geduld import valuation
from geduld.valuation import Flows

MONEY = st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=121).map(lambda money: flows(*money))
RATES = st.floats(-0.2, 0.6)
INVESTMENT = st.tuples(st.integers(1, 5_000), st.lists(st.integers(0, 200), min_size=120, max_size=120))


def flows(*money: float) -> Flows:
    """Monthly flows; the first on the day of the decision."""
    return np.array(money, dtype=np.float64)


def yearly(*money: float) -> Flows:
    """Flows at the decision and at the end of each year, as monthly flows."""
    months = np.zeros(12 * (len(money) - 1) + 1)
    months[::12] = money
    return months


@given(st.lists(st.integers(-60, 250), min_size=1, max_size=4, unique=True))
def test_returns_put_in_are_the_returns_found(per_cent: list[int]) -> None:
    """The polynomial with these roots, as yearly flows; no root is missed and none invented."""
    found = valuation.irr(yearly(*-np.poly([1 + p / 100 for p in per_cent])))
    assert found.all == pytest.approx(sorted(p / 100 for p in per_cent), abs=1e-6)


@given(INVESTMENT)
def test_returns_over_120_months_are_those_of_a_peer(case: tuple[int, list[int]]) -> None:
    money = flows(-case[0], *case[1])
    peer = npf.irr(money)
    found = valuation.irr(money)
    inside = not np.isnan(peer) and -0.99 < (1 + peer) ** 12 - 1 < 100
    assert found.reason == ("one" if inside else "none")
    assert not inside or found.value == pytest.approx((1 + peer) ** 12 - 1, rel=1e-6)


@given(MONEY, RATES)
def test_the_present_value_is_a_spreadsheets(money: Flows, annual: float) -> None:
    """`=CF0+NPV(r_m, CF1:CFH)`; the peer leaves the first flow undiscounted."""
    peer = npf.npv(valuation.monthly_rate(annual), money)
    assert float(valuation.npv(money, annual)) == pytest.approx(peer, rel=1e-9, abs=1e-6)


@given(MONEY, st.floats(50, 1e5))
def test_the_certainty_equivalent_is_a_log_sum_exp(values: Flows, tolerance: float) -> None:
    """Against the library's; never above the mean nor below the lowest; a certain sum adds itself."""
    worth = valuation.certainty_equivalent(values, tolerance)
    peer = -tolerance * (logsumexp(-values / tolerance) - np.log(len(values)))
    assert worth == pytest.approx(peer, abs=1e-6)
    assert values.min() - 1e-9 <= worth <= values.mean() + 1e-9
    assert valuation.certainty_equivalent(values + 500, tolerance) == pytest.approx(worth + 500, abs=1e-6)
