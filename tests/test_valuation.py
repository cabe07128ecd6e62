"""Reductions of finished flows: worked by hand, and as properties."""

from __future__ import annotations

from itertools import accumulate

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geduld import valuation
from geduld.valuation import Flows, Irr

ONE_PER_CENT_A_MONTH = 1.01**12 - 1

MONEY = st.lists(st.integers(-10_000, 10_000), min_size=2, max_size=121).map(lambda money: flows(*money))
RATES = st.floats(-0.2, 0.6)


def flows(*money: float) -> Flows:
    """Monthly flows; the first on the day of the decision."""
    return np.array(money, dtype=np.float64)


def yearly(*money: float) -> Flows:
    """Flows at the decision and at the end of each year, as monthly flows."""
    months = np.zeros(12 * (len(money) - 1) + 1)
    months[::12] = money
    return months


# ---- worth ----


def test_a_monthly_rate_compounds_to_the_annual_one() -> None:
    """1.01^12 = 1.12682503, so 12.682503 % a year is 1 % a month, not 1.0569 %."""
    assert valuation.monthly_rate(0.12682503013) == pytest.approx(0.01, abs=1e-11)


def test_the_day_of_the_decision_is_not_discounted() -> None:
    """At 1 % a month: -100 + 50 / 1.01 + 60 / 1.01^2 = -100 + 49.504950 + 58.817763 = 8.322713."""
    worth = float(valuation.present_value(flows(-100, 50, 60), ONE_PER_CENT_A_MONTH))
    assert worth == pytest.approx(8.322713, abs=1e-6)


def test_a_year_is_discounted_by_the_annual_rate() -> None:
    """-100 + 110 / 1.10 = 0: twelve months are one year."""
    assert float(valuation.present_value(yearly(-100, 110), 0.10)) == pytest.approx(0, abs=1e-12)
    assert valuation.discount_factors(0.10, 24)[[0, 12, 24]] == pytest.approx([1, 1 / 1.1, 1 / 1.21])


def test_what_came_in_grows_from_its_own_month_on() -> None:
    """At 1 % a month: 100; 100 x 1.01 + 0 = 101; 101 x 1.01 + 10 = 112.01."""
    assert valuation.compounded(flows(100, 0, 10), ONE_PER_CENT_A_MONTH) == pytest.approx([100, 101, 112.01])


@pytest.mark.parametrize("draws", [7, 12])
def test_draws_are_columns_also_when_there_are_as_many_as_months(draws: int) -> None:
    """Eleven months and the decision are 12 rows; 12 draws make the array square."""
    table = np.arange(12.0 * draws).reshape(12, draws) - 20
    worth, grown = valuation.present_value(table, 0.2), valuation.compounded(table, 0.2)
    assert worth.shape == (draws,) and grown.shape == (12, draws)
    for draw in range(draws):
        assert worth[draw] == pytest.approx(float(valuation.present_value(table[:, draw], 0.2)))
        assert grown[:, draw] == pytest.approx(valuation.compounded(table[:, draw], 0.2))


def test_the_multiple_is_money_out_per_money_in() -> None:
    """(30 + 80 + 60) / (100 + 50) = 1.1333."""
    assert valuation.multiple(flows(-100, -50, 30, 80, 60)) == pytest.approx(170 / 150)
    assert valuation.multiple(flows(0, 10)) is None


def test_the_certainty_equivalent_of_an_even_chance() -> None:
    """0 or 100, tolerance 100: -100 ln((1 + e^-1) / 2) = -100 ln 0.683940 = 37.9885; the mean is 50."""
    assert valuation.certainty_equivalent(flows(0, 100), 100) == pytest.approx(37.9885, abs=1e-4)


def test_the_certainty_equivalent_of_one_value_is_the_value() -> None:
    assert valuation.certainty_equivalent(flows(-123.45), 1e-6) == -123.45


def test_the_certainty_equivalent_of_amounts_that_would_overflow() -> None:
    """Far beyond the tolerance the lowest of n counts: 1e12 + ln 2 at tolerance 1; far below it, the mean."""
    assert valuation.certainty_equivalent(flows(1e12, 3e12), 1) == pytest.approx(1e12 + np.log(2), abs=1e-3)
    assert valuation.certainty_equivalent(flows(1, 2, 6), 1e15) == pytest.approx(3, abs=1e-12)


# ---- returns ----


def test_one_return() -> None:
    """-100 + 121 / 1.1^2 = 0."""
    found = valuation.irr(yearly(-100, 0, 121))
    assert found.value == pytest.approx(0.10, abs=1e-12) and found == Irr(found.all[0], found.all, "one")


def test_several_returns_are_all_given_and_none_is_chosen() -> None:
    """-100 x^2 + 230 x - 132 = -100 (x - 1.1)(x - 1.2)."""
    found = valuation.irr(yearly(-100, 230, -132))
    assert found.all == pytest.approx((0.10, 0.20), abs=1e-12) and found == Irr(None, found.all, "several")


@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize(("money", "rate"), [((-100, 220, -121), 0.10), ((-100, 200, -100), 0.0)])
def test_a_return_that_is_only_touched_counts_twice(money: tuple[float, ...], rate: float, sign: int) -> None:
    """-100 x^2 + 220 x - 121 = -100 (x - 1.1)^2: never above zero, and at 10 % exactly zero."""
    found = valuation.irr(sign * yearly(*money))
    assert found.all == pytest.approx((rate, rate), abs=1e-8) and found == Irr(None, found.all, "several")


def test_two_returns_closer_than_the_grid_are_both_found() -> None:
    """-(x - 1.1)(x - 1.1001): 10.00 % and 10.01 %."""
    found = valuation.irr(yearly(*-np.poly([1.1, 1.1001])))
    assert found.all == pytest.approx((0.10, 0.1001), abs=1e-9) and found.reason == "several"


@pytest.mark.parametrize(
    "money", [(-100, 250, -160), (-100, 220, -121.01), (0, 0, 0), (1, 2, 3), (-1, 0, -3), (-1, 2.0**-60)]
)
def test_no_return_is_an_answer(money: tuple[float, ...]) -> None:
    """250^2 - 4 x 100 x 160 = -1,500 < 0; flows of one sign; and a loss of all but a trifle lies below -99 %."""
    assert valuation.irr(yearly(*money)) == Irr(None, (), "none")


def test_a_total_loss_and_a_fifty_fold_are_within_reach() -> None:
    """100 that leave 2 after a year are -98 %; 100 that bring 9,000 are +8,900 %."""
    assert valuation.irr(yearly(-100, 2)).value == pytest.approx(-0.98)
    assert valuation.irr(yearly(-100, 9_000)).value == pytest.approx(89)


def test_the_break_even_return_keeps_its_reason() -> None:
    assert valuation.break_even_return(yearly(-100, 230, -132)).reason == "several"
    assert valuation.break_even_return(yearly(-100, 108)).value == pytest.approx(0.08)


# ---- times ----


def test_payback_and_deepest_point() -> None:
    """Cumulative: -100, -150, -120, -40, 20."""
    money = flows(-100, -50, 30, 80, 60)
    assert valuation.payback_month(money) == 4
    assert valuation.payback_interpolated(money) == pytest.approx(3 + 40 / 60)
    assert valuation.deepest_point(money) == (-150, 1)


def test_the_deepest_point_is_the_first_of_equals() -> None:
    """Cumulative: -0.9, -0.6, -0.7, -0.9; in binary the last is lower by a rounding."""
    assert valuation.deepest_point(flows(-0.9, 0.3, -0.1, -0.2)) == pytest.approx((-0.9, 0))


def test_payback_must_last() -> None:
    """Cumulative: -10, 5, -15, 5, 5: above zero in month 1, for good only from month 3."""
    assert valuation.payback_month(flows(-10, 15, -20, 20, 0)) == 3
    assert valuation.payback_month(flows(-10, 15, -20)) is None


def test_what_is_never_below_zero_is_paid_back_at_once() -> None:
    for money in (flows(0, 0, 0), flows(0, 5, -5), flows(0.3, -0.1, -0.2)):
        assert valuation.payback_month(money) == 0
        assert valuation.payback_interpolated(money) == 0
        assert valuation.deepest_point(money) == (0.0, 0)


def test_rounding_is_no_shortfall_but_a_cent_is() -> None:
    """0.3 - 0.1 - 0.2 is below zero in binary; a cent short of a million, or of two cents, is a cent short."""
    assert valuation.payback_month(flows(-0.3, 0.6, -0.1, -0.2)) == 1
    assert valuation.payback_month(flows(-2e-8, 1e-8)) is None
    assert valuation.payback_month(flows(-1_000_000, 999_999.99)) is None


def test_discounted_payback_is_later() -> None:
    """At 1 % a month: -100 + 49.505 + 49.015 = -1.480, + 4 / 1.030301 = 3.882 makes 2.402."""
    money = flows(-100, 50, 50, 4)
    assert (valuation.payback_month(money), valuation.discounted_payback_month(money, ONE_PER_CENT_A_MONTH)) == (2, 3)
    assert valuation.discounted_payback_month(money[:3], ONE_PER_CENT_A_MONTH) is None


def test_patience_by_hand() -> None:
    """Ahead of 20 now and 20 next month by waiting for 30 and 30: -20, -40, -10, 20 at 0 %.

    At 50 % a month: -20; -30 - 20 = -50; -75 + 30 = -45; -67.5 + 30 = -37.5: never.
    """
    own, alternative = flows(0, 0, 30, 30), flows(20, 20, 0, 0)
    assert valuation.patience_months(own, alternative, 0.0) == 3
    assert valuation.patience_months(own, alternative, 1.5**12 - 1) is None


def test_patience_counts_from_the_last_time_behind() -> None:
    """Ahead by 0, 5, -5, 1."""
    assert valuation.patience_months(flows(0, 5, 0, 6), flows(0, 0, 10, 0), 0.0) == 3


def test_equal_flows_ask_no_patience_even_if_rounded_differently() -> None:
    """(d + s) - s is not d in binary, but it is the same money."""
    money, settled = flows(0.1, 0.7, 1234.56, 0.1), flows(0, 0, 0, 7e6 / 3)
    assert not ((money + settled) - settled == money).all()
    assert valuation.patience_months((money + settled) - settled, money, 0.05) == 0
    assert valuation.patience_months(money, (money + settled) - settled, 0.05) == 0


# ---- cover of the loan ----


def test_loan_cover_over_trailing_windows() -> None:
    """Windows of three. Income 60 (history), 80, 60, 90, 60; service 60, 60, 60, 40, 20.

    Cover 1 at the decision, then 80/60, 60/60, 90/40, 60/20: lowest 1, never short.
    """
    income, service = flows(10, 20, 30, 30, 0, 60, 0), flows(20, 20, 20, 20, 20, 0, 0)
    found = valuation.loan_cover(income, service, window=3)
    assert found.cover == pytest.approx([1, 4 / 3, 1, 2.25, 3])
    assert (found.lowest, found.months_short) == (1, 0)


def test_months_short_are_counted_after_the_decision_only() -> None:
    """Cover 0.5 before the decision, then 0.9, 1, 0.9999 and no service: lowest 0.9, two months short."""
    found = valuation.cover(flows(50, 90, 100, 99.99, 10), flows(100, 100, 100, 100, 0))
    assert found.lowest == pytest.approx(0.9) and found.months_short == 2
    assert np.isnan(found.cover[-1])


def test_no_service_has_no_cover() -> None:
    found = valuation.loan_cover(np.ones(24), np.zeros(24))
    assert np.isnan(found.cover).all() and len(found.cover) == 13
    assert (found.lowest, found.months_short) == (None, None)


# ---- what is refused ----


def test_what_cannot_be_reduced_is_refused() -> None:
    with pytest.raises(ValueError, match=r"shape \(H\+1,\), not \(2, 3\)"):
        valuation.payback_month(np.ones((2, 3)))
    with pytest.raises(ValueError, match="index 1 is not"):
        valuation.irr(flows(1, np.nan))
    with pytest.raises(ValueError, match="above -1"):
        valuation.present_value(flows(1, 2), -1.0)
    with pytest.raises(ValueError, match="above 0, not 0"):
        valuation.certainty_equivalent(flows(1, 2), 0)


# ---- properties ----


@given(MONEY, st.floats(1e-3, 1e6), RATES)
def test_more_money_changes_no_month_and_no_rate(money: Flows, k: float, annual: float) -> None:
    for months in (valuation.payback_month, lambda f: valuation.deepest_point(f)[1]):
        assert months(k * money) == months(money)
    other = money[::-1]
    asked = valuation.patience_months(money, other, annual)
    assert valuation.patience_months(k * money, k * other, annual) == asked
    assert valuation.discounted_payback_month(k * money, annual) == valuation.discounted_payback_month(money, annual)
    assert valuation.irr(k * money).all == pytest.approx(valuation.irr(money).all, abs=1e-6)
    assert valuation.deepest_point(k * money)[0] == pytest.approx(k * valuation.deepest_point(money)[0])


@given(MONEY)
def test_payback_is_its_definition(money: Flows) -> None:
    """In whole numbers: the smallest month with no negative total from there to the end."""
    totals = list(accumulate(int(amount) for amount in money))
    months = [t for t in range(len(totals)) if min(totals[t:]) >= 0]
    assert valuation.payback_month(money) == (months[0] if months else None)


@given(MONEY, st.integers(1, 120))
def test_a_longer_horizon_never_makes_payback_earlier(money: Flows, horizon: int) -> None:
    early, late = valuation.payback_month(money[: horizon + 1]), valuation.payback_month(money)
    assert late is None or (late > horizon if early is None else early <= late)


def test_a_fortune_at_the_end_does_not_forgive_an_earlier_euro() -> None:
    """A tolerance that grew with later money would make payback earlier at the longer horizon: month 0, not 2."""
    assert valuation.payback_month(flows(-1, 0, 1e12)) == 2


@given(MONEY)
def test_the_present_value_at_each_return_is_zero(money: Flows) -> None:
    for rate in valuation.irr(money).all:
        moved = float(valuation.present_value(np.abs(money), rate))
        assert float(valuation.present_value(money, rate)) == pytest.approx(0, abs=1e-10 * moved)


@given(MONEY, RATES)
def test_compounding_and_discounting_agree(money: Flows, annual: float) -> None:
    step, grown = 1 + valuation.monthly_rate(annual), valuation.compounded(money, annual)
    size = 1e-9 * float(valuation.compounded(np.abs(money), annual)[-1]) + 1e-9
    assert grown == pytest.approx(list(accumulate(money, lambda before, now: before * step + now)), abs=size)
    assert grown[-1] * valuation.discount_factors(annual, len(money) - 1)[-1] == pytest.approx(
        float(valuation.present_value(money, annual)), rel=1e-9, abs=1e-6
    )


@given(MONEY, RATES)
def test_a_strategy_asks_no_patience_against_itself(money: Flows, annual: float) -> None:
    assert valuation.patience_months(money, money, annual) == 0
    assert valuation.patience_months(money + 1, money, annual) == 0
    assert valuation.patience_months(money - 1, money, annual) is None
