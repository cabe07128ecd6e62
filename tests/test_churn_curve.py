"""The curve of customers who differ, its classes, and both against cohorts followed month by month."""

from __future__ import annotations

import math

import numpy as np
import pytest

from geduld.churn_curve import ChurnCurve, Classes, Lifetime

REGULAR = ChurnCurve(0.70408, 1.18204, 12)
HIGH_END = ChurnCurve(0.66809, 3.80610, 12)


def test_a_curve_by_hand() -> None:
    """Alpha 1, beta 1: every chance is equally likely; S(1) = 1 / 2, S(2) = 1 / 3, S(3) = 1 / 4.

    Of those who renewed n times (1 + n) / (2 + n) does so again: 1 / 2, 2 / 3, 3 / 4.
    """
    curve = ChurnCurve(1, 1, 12)
    assert curve.survival([0, 1, 2, 3]) == pytest.approx([1, 1 / 2, 1 / 3, 1 / 4])
    assert curve.retention([0, 1, 2]) == pytest.approx([1 / 2, 2 / 3, 3 / 4])


def test_two_classes_by_hand() -> None:
    """Alpha 1, beta 1: the two Gauss points of 0..1 are 1/2 -+ 1/(2 sqrt 3) = 0.211325 and 0.788675, half each.

    A month: 1 - 0.788675^(1/12) = 0.019589 and 1 - 0.211325^(1/12) = 0.121492.
    After one renewal 0.5 x 0.788675 and 0.5 x 0.211325 are left of half each: shares 0.788675 and 0.211325. After
    two 0.622008 and 0.044658 of 0.666667: 0.933013 and 0.066987. Of today's customers half never renewed, a quarter
    once, a quarter twice: 0.5 x 0.5 + 0.25 x 0.788675 + 0.25 x 0.933013 = 0.680422 of the loyal class.
    """
    classes = ChurnCurve(1, 1, 12).classes(2)
    assert classes.leaving == pytest.approx((0.211325, 0.788675), abs=1e-6)
    assert classes.share_new == pytest.approx((0.5, 0.5))
    assert classes.churn_pm == pytest.approx((0.019589, 0.121492), abs=1e-6)
    assert classes.share_today({1: 1.0}) == pytest.approx((0.788675, 0.211325), abs=1e-6)
    assert classes.share_today({0: 2, 1: 1, 2: 1}) == pytest.approx((0.680422, 0.319578), abs=1e-6)


@pytest.mark.parametrize("curve", [REGULAR, HIGH_END])
@pytest.mark.parametrize(("count", "within"), [(12, 8e-4), (16, 2e-5)])
def test_classes_follow_the_exact_survival(curve: ChurnCurve, count: int, within: float) -> None:
    """Over 120 months; hardest where every month is a renewal."""
    monthly = ChurnCurve(curve.alpha, curve.beta, 1)
    assert np.abs(left(monthly.classes(count), 120) - monthly.survival(np.arange(121))).max() < within
    yearly = left(curve.classes(count), 120)
    assert np.abs(yearly - curve.survival(np.arange(121) / 12)).max() < 1e-4
    assert yearly[::12] == pytest.approx(curve.survival(np.arange(11)), abs=1e-12)


def left(classes: Classes, months: int) -> np.ndarray:
    """Share of new customers still there at the end of months 0..months."""
    stayed = (1 - np.array(classes.churn_pm)) ** np.arange(months + 1)[:, None]
    return np.asarray(stayed @ np.array(classes.share_new))


def test_classes_go_from_loyal_to_fleeting() -> None:
    for count in range(1, 17):
        classes = HIGH_END.classes(count)
        assert sorted(classes.leaving) == list(classes.leaving)
        assert sum(classes.share_new) == pytest.approx(1) == sum(classes.share_today({0: 0.2, 7: 0.8}))
        assert 0 < classes.churn_pm[0] <= classes.churn_pm[-1] < 1


def test_one_class_is_a_constant_rate() -> None:
    """Its chance to leave is alpha / (alpha + beta) = 0.66809 / 4.47419 = 0.149321 a year."""
    assert HIGH_END.classes(1).leaving == pytest.approx((0.149321,), abs=1e-6)


# ---- brute force: many cohorts in the past, each followed by the exact survival at its own anniversaries ----


def base_after(curve: ChurnCurve, arrived: range, month: int) -> float:
    """Customers at `month` of those who arrived one a month, `arrived` months ago; nobody leaves between renewals."""
    return sum(float(curve.survival((age + month) // 12)) for age in arrived)


def tenures(curve: ChurnCurve, arrived: range) -> dict[int, float]:
    """Renewals made -> customers of today."""
    found: dict[int, float] = {}
    for age in arrived:
        found[age // 12] = found.get(age // 12, 0.0) + float(curve.survival(age // 12))
    return found


@pytest.mark.parametrize(("curve", "between"), [(REGULAR, 0.063), (HIGH_END, 0.0082)])
@pytest.mark.parametrize("years", [1, 4, 13])
def test_todays_customers_leave_as_the_cohorts_they_are_made_of(curve: ChurnCurve, between: float, years: int) -> None:
    """At every renewal exactly. In between never more than the cohorts, as these leave evenly over the year and a class
    leaves most at first: at most 0.82 % fewer for high end, 6.3 % for regular, where 37 % leave at the first renewal.
    """
    arrived, classes = range(12 * years), curve.classes(12)
    tenure = tenures(curve, arrived)
    today, share = sum(tenure.values()), np.array(classes.share_today(tenure))
    for month in range(121):
        exact = base_after(curve, arrived, month)
        ours = today * float(share @ (1 - np.array(classes.churn_pm)) ** month)
        assert ours == pytest.approx(exact, rel=between if month % 12 else 1e-9), month
        assert ours <= exact * (1 + 1e-9), month


@pytest.mark.parametrize(
    ("curve", "years", "prior", "given"), [(REGULAR, 7, 0.373, 0.225), (HIGH_END, 13, 0.149, 0.085)]
)
def test_prior_weights_on_todays_customers_nearly_double_their_churn(
    curve: ChurnCurve, years: int, prior: float, given: float
) -> None:
    """In the next year: regular 37.3 % where 22.5 % do (1.66 times); high end 14.9 % where 8.5 % do (1.76 times)."""
    arrived, classes = range(12 * years), curve.classes(12)
    leaving, tenure = np.array(classes.leaving), tenures(curve, arrived)
    exact = 1 - base_after(curve, arrived, 12) / base_after(curve, arrived, 0)
    assert (
        float(np.array(classes.share_today(tenure)) @ leaving) == pytest.approx(exact) == pytest.approx(given, abs=1e-3)
    )
    assert float(np.array(classes.share_new) @ leaving) == pytest.approx(prior, abs=1e-3)
    assert 1.6 < prior / exact < 2


def test_new_customers_are_let_go_half_a_period_early_and_no_more() -> None:
    """One arrives each month for ten years: classes hold fewer than cohorts, by less than six months' arrivals."""
    cohorts = sum(float(HIGH_END.survival(age // 12)) for age in range(120))
    classes = float(left(HIGH_END.classes(12), 119).sum())
    assert 0 < cohorts - classes < 6


# ---- units ----


def test_no_number_without_its_time_unit() -> None:
    """A lifetime read in the wrong unit was published as correct (periods of 30 days priced as weeks)."""
    with pytest.raises(TypeError):
        Lifetime(5.4)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        ChurnCurve(0.7, 1.2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Classes((0.1,), (1.0,))  # type: ignore[call-arg]


def test_the_same_chances_a_quarter_last_a_quarter_as_long() -> None:
    """At the same rate per renewal, 1.1^(1/4) a quarter being 1.1 a year, 5.4145 renewals are 16.2 or 65.0 months."""
    quarterly = ChurnCurve(HIGH_END.alpha, HIGH_END.beta, 3)
    year, quarter = HIGH_END.residual_lifetime(0, 0.1), quarterly.residual_lifetime(0, 1.1**4 - 1)
    assert quarter.renewals == pytest.approx(year.renewals) == pytest.approx(5.4145, abs=1e-4)
    assert (year.months, quarter.months) == pytest.approx((64.97, 16.24), abs=0.01)


def test_a_lifetime_is_the_sum_it_says() -> None:
    """Sum of S(n + 1 + k) / S(n) / 1.1^k over k, here to 400 renewals."""
    k = np.arange(400)
    for n in (0, 1, 4, 7):
        exact = float((REGULAR.survival(n + 1 + k) / REGULAR.survival(n) / 1.1**k).sum())
        assert REGULAR.residual_lifetime(n, 0.1).renewals == pytest.approx(exact, rel=1e-9)


@pytest.mark.parametrize("wrong", [(0, 1, 12), (1, -1, 12), (1, 1, 0), (1, math.inf, 12), (math.nan, 1, 12)])
def test_what_is_no_curve_is_refused(wrong: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        ChurnCurve(*wrong)


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="0 classes"):
        HIGH_END.classes(0)
    with pytest.raises(ValueError, match="17 classes"):
        HIGH_END.classes(17)
    with pytest.raises(ValueError, match="discount rate"):
        HIGH_END.residual_lifetime(0, 0.0)
