"""Cutting staff, each line worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import cut


def test_cut_due() -> None:
    """3 + 2 + 2.5 = 7.5 month after the decision."""
    assert cut.cut_due(staff_cut_month=3, advice_wait_months=2, dismissal_months=2.5) == 7.5


def test_dismissed_share() -> None:
    """A tenth leaves at 7.5: of month 8 they miss the half, 0.1 x (8 - 7.5) = 0.05 share; from month 9 all of it."""
    found = [cut.dismissed_share(month, cut_due=7.5, staff_cut_share=0.1) for month in (6, 7, 8, 9, 30)]
    assert found == pytest.approx([0, 0, 0.05, 0.1, 0.1])


def test_newly_dismissed_share() -> None:
    """0.10 - 0.05 = 0.05 share."""
    assert cut.newly_dismissed_share(dismissed_share=0.1, opening_dismissed_share=0.05) == 0.05


def test_rehired_share() -> None:
    """Four tenths of a tenth are back 6 months after 7.5: half of month 14, 0.1 x 0.4 x 0.5 = 0.02 share; then 0.04."""
    found = [cut.rehired_share(month, 7.5, 6, staff_cut_share=0.1, hired_back_share=0.4) for month in (13, 14, 15)]
    assert found == pytest.approx([0, 0.02, 0.04])


def test_newly_rehired_share() -> None:
    """0.04 - 0.02 = 0.02 share."""
    assert cut.newly_rehired_share(rehired_share=0.04, opening_rehired_share=0.02) == 0.02


def test_staff_gone_share() -> None:
    """0.10 - 0.04 = 0.06 share."""
    assert cut.staff_gone_share(dismissed_share=0.1, rehired_share=0.04) == pytest.approx(0.06)


def test_staff_present() -> None:
    """40 x (1 - 0.06) = 37.6 fte."""
    assert cut.staff_present(staff=40, staff_gone_share=0.06) == pytest.approx(37.6)


def test_severance_months() -> None:
    """9 years x 1/3 + 1.5 = 4.5 months."""
    found = cut.severance_months(service_years=9, transition_payment_months=1 / 3, settlement_extra_months=1.5)
    assert found == pytest.approx(4.5)


def test_monthly_salary() -> None:
    """130 x 40 = 5,200 of labour cost, of which 0.75 is salary: 3,900, x 1.1 = 4,290 EUR."""
    assert cut.monthly_salary(130, 40, salary_share=0.75, wage_index=1.1) == pytest.approx(4290)


def test_severance() -> None:
    """40 x 0.05 = 2 people leave x 4.5 months x 4,290 = 38,610 EUR."""
    assert cut.severance(40, 0.05, severance_months=4.5, monthly_salary=4290) == pytest.approx(38_610)


def test_cut_advice_cost() -> None:
    """10,000 x 1.02 = 10,200 EUR, once, in the month of the plan; nothing when nobody is dismissed."""
    asked = [cut.cut_advice_cost(month, 3, 0.1, advice_bill=10_000, price_index=1.02) for month in (2, 3, 4)]
    assert asked == [0, 10_200, 0]
    assert cut.cut_advice_cost(3, 3, staff_cut_share=0, advice_bill=10_000, price_index=1.02) == 0


def test_rehiring_cost() -> None:
    """40 x 0.02 = 0.8 people x 12,000 = 9,600 EUR."""
    assert cut.rehiring_cost(40, newly_rehired_share=0.02, replacement_cost=12_000) == pytest.approx(9600)


def test_cash_rehiring_cost() -> None:
    """9,600 x 0.5 = 4,800 EUR."""
    assert LINES["cash_rehiring_cost"].function(9600, 0.5) == 4800


def test_economic_rehiring_cost() -> None:
    """9,600 x 0.5 = 4,800 EUR."""
    assert LINES["economic_rehiring_cost"].function(9600, 0.5) == 4800


def test_cut_strain() -> None:
    """0.5 after two half-lives of one month, 0.5 x 2^-1 = 0.25, and half of the cut leaves: 0.25 + 0.5 = 0.75 share."""
    assert cut.cut_strain(0.5, 1, newly_dismissed_share=0.05, staff_cut_share=0.1) == pytest.approx(0.75)
    assert cut.cut_strain(0, 1, newly_dismissed_share=0, staff_cut_share=0) == 0


def test_turnover_rise() -> None:
    """At one per cent the 0.31 of the source; at 16 per cent, by a power of 1/4, 0.31 x 2 x 0.5 left = 0.31 share."""
    assert cut.turnover_rise(0.31, 0.25, staff_cut_share=0.01, cut_strain=1) == pytest.approx(0.31)
    assert cut.turnover_rise(0.31, 0.25, staff_cut_share=0.16, cut_strain=0.5) == pytest.approx(0.31)
    assert cut.turnover_rise(0.31, 0, staff_cut_share=0, cut_strain=0) == 0


def test_turnover_rise__the_two_points_of_the_source() -> None:
    """0.5 % laid off: 0.31 x 0.5^0.15 = 0.31 x 0.9013 = 0.279 share, where 13 against 10.16 is 0.28."""
    assert cut.turnover_rise(0.31, 0.15, staff_cut_share=0.005, cut_strain=1) == pytest.approx(0.2794, abs=1e-4)


def test_extra_separations_stopped() -> None:
    """40 x 0.5 x 2 = 40 more would leave, 20 are there: 40 - 20 = 20 leavers/month."""
    assert cut.extra_separations_stopped(40, 0.5, turnover_rise=2, extra_separations=20) == 20


def test_extra_separations() -> None:
    """36 x (0.013 - 0.010) = 0.108 leavers/month."""
    assert cut.extra_separations(36, 0.01, internal_strained_separation_rate=0.013) == pytest.approx(0.108)


def test_staff_who_leave_after_cut() -> None:
    """0.108 x 12,000 = 1,296 EUR."""
    assert cut.staff_who_leave_after_cut(0.108, replacement_cost=12_000) == pytest.approx(1296)


def test_cash_staff_who_leave_after_cut() -> None:
    """1,296 x 0.5 = 648 EUR."""
    assert LINES["cash_staff_who_leave_after_cut"].function(1296, 0.5) == 648


def test_economic_staff_who_leave_after_cut() -> None:
    """1,296 x 0.75 = 972 EUR."""
    assert LINES["economic_staff_who_leave_after_cut"].function(1296, 0.25) == 972


def test_absence_rise_claimed() -> None:
    """1.5 x 0.1 x 0.5 = 0.075 share."""
    assert cut.absence_rise_claimed(1.5, staff_cut_share=0.1, cut_strain=0.5) == pytest.approx(0.075)


def test_absence_rise() -> None:
    """0.075 share fits; at 0.25 absent, three times more is all hours: 1 / 0.25 - 1 = 3 share; never less than none."""
    assert cut.absence_rise(0.075, absence_rate=0.05) == 0.075
    assert cut.absence_rise(5, absence_rate=0.25) == 3
    assert cut.absence_rise(-2, absence_rate=0.25) == -1


def test_absence_rise_stopped() -> None:
    """5 - 3 = 2 share."""
    assert cut.absence_rise_stopped(absence_rise_claimed=5, absence_rise=3) == 2


def test_extra_sick_hours() -> None:
    """36 x 130 x 0.05 x 0.075 = 17.55 h/month."""
    assert cut.extra_sick_hours(36, 130, absence_rate=0.05, absence_rise=0.075) == pytest.approx(17.55)


def test_sickness_after_cut() -> None:
    """17.55 x 40 x 1.1 = 772.20 EUR."""
    assert cut.sickness_after_cut(17.55, hourly_labour_cost=40, wage_index=1.1) == pytest.approx(772.2)


def test_cash_sickness_after_cut() -> None:
    """772.20 x 0.5 = 386.10 EUR."""
    assert LINES["cash_sickness_after_cut"].function(772.2, 0.5) == pytest.approx(386.1)


def test_economic_sickness_after_cut() -> None:
    """772.20 x 0.75 = 579.15 EUR."""
    assert LINES["economic_sickness_after_cut"].function(772.2, 0.25) == pytest.approx(579.15)


def test_failure_rise() -> None:
    """0.6 x 0.1 x 0.5 = 0.03 share."""
    assert cut.failure_rise(0.6, staff_cut_share=0.1, cut_strain=0.5) == pytest.approx(0.03)


def test_rework_after_cut() -> None:
    """11,330 - 11,000 = 330 EUR."""
    assert cut.rework_after_cut(failure_cost=11_330, usual_failure_cost=11_000) == 330


def test_service_pressure() -> None:
    """A quarter of the way from 0.02 to 2 x 0.1 x 0.5 = 0.10: 0.02 + 0.08 / 4 = 0.04 share."""
    found = cut.service_pressure(0.02, 2, staff_cut_share=0.1, cut_strain=0.5, service_lag_months=4)
    assert found == pytest.approx(0.04)
