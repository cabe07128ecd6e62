"""Cutting staff over whole runs, worked by hand: what it brings now, what it costs later, and what it leaves alone."""

from __future__ import annotations

import numpy as np
import pytest
from formulas import lively_case
from formulas.plain_case import LINES, compute, of

HOME = "segment.home.class.all"
CUT = {"staff_cut_share": 0.1, "dismissal_months": 2.0, "hourly_labour_cost": 50.0}
"""Of 40 people 4 have left by the end of month 2; one costs 120 x 50 = 6,000 a month, of which 4,500 is salary."""
ONE_PER_CENT_LEAVE = {"separation_rate_pa": 1 - 0.99**12}
FADING = {"cut_strain_half_life_months": 1.0}


def test_now_wages_fall_after_notice_and_rise_again_when_half_come_back() -> None:
    """Wages 40 x 6,000 through notice, 36 x 6,000 from month 3, 38 x 6,000 from month 6, three months after leaving.

    Severance (9 / 3 + 0.5) x 4,500 = 15,750 each, 63,000 together, once; two are hired back at 0.25 x 72,000 each.
    """
    terms = {"service_years": 9.0, "settlement_extra_months": 0.5, "replacement_cost_share": 0.25}
    back = {"hired_back_share": 0.5, "hired_back_after_months": 3.0}
    run = compute({**CUT, **terms, **back}, months=7)
    assert run.line("wages") == pytest.approx([0, 240e3, 240e3, 216e3, 216e3, 216e3, 228e3, 228e3])
    assert run.line("cash_one_offs") == pytest.approx([0, 0, 0, -63e3, 0, 0, -36e3, 0])
    assert run.line("cash_inside") == pytest.approx(np.zeros(8))
    assert run.line("ebitda") == pytest.approx(run.line("cash_one_offs") - run.line("wages"))


def test_half_a_month_is_half_the_wages() -> None:
    """They leave at 1.5: half of 4 x 6,000 is saved in month 2; severance falls half in month 2, half in 3."""
    run = compute({**CUT, "dismissal_months": 1.5, "settlement_extra_months": 1.0}, months=4)
    assert run.line("wages") == pytest.approx([0, 240e3, 228e3, 216e3, 216e3])
    assert run.line("severance") == pytest.approx([0, 0, 9e3, 9e3, 0])


def test_later_who_stays_leaves_and_is_ill_more_often_and_makes_more_mistakes() -> None:
    """Strain 1, 1/2 and 1/4 in months 3 to 5. Of 36: 36 x 0.01 x 0.5 = 0.18 more leave, at 18,000: 3,240 EUR.

    Absence 5 x 0.1 = half more: 36 x 120 x 0.05 x 0.5 = 108 h x 50 = 5,400; rework 10,000 x 2 x 0.1 = 2,000. All halve.
    """
    rises = {"turnover_rise_after_cut": 0.5, "turnover_rise_growth": 0.0, "absence_rise_after_cut": 5.0}
    levels = {**ONE_PER_CENT_LEAVE, "replacement_cost_share": 0.25, "absence_rate": 0.05, "failure_cost_pa": 120e3}
    run = compute({**CUT, **FADING, **rises, **levels, "failure_rise_after_cut": 2.0}, months=5)
    assert run.line("staff_who_leave_after_cut") == pytest.approx([0, 0, 0, 3240, 1620, 810])
    assert run.line("sickness_after_cut") == pytest.approx([0, 0, 0, 5400, 2700, 1350])
    assert run.line("rework_after_cut") == pytest.approx([0, 0, 0, 2000, 1000, 500])
    assert run.line("cash_inside") == pytest.approx([0, 0, 0, -10_640, -5320, -2660])


def test_later_customers_leave_with_a_lag() -> None:
    """Churn would rise by 5 x 0.1 = half at full strain; half of the way a month: 0.25, 0.25 and 0.1875 more.

    Of 1,000 leave 0.05 x 1.25 = 6.25 % twice, then 0.05 x 1.1875 = 5.9375 %; 50 come a month.
    """
    home = of("segment.home", customers_at_start=1000, observed_arrivals_pm=50)
    run = compute({**CUT, **FADING, **home, "churn_rise_after_cut": 5.0, "service_lag_months": 2.0}, months=5)
    third, fourth = 1000 * 0.9375 + 50, (1000 * 0.9375 + 50) * 0.9375 + 50
    assert run.line("service_pressure") == pytest.approx([0, 0, 0, 0.25, 0.25, 0.1875])
    assert run.line("customers", HOME) == pytest.approx([1000] * 3 + [third, fourth, fourth * 0.940625 + 50])


@pytest.mark.parametrize(("staff", "wait", "bill"), [(49.9, 0, 0), (50.0, 2, 10_000), (200.0, 2, 10_000)])
def test_the_works_council_is_asked_from_fifty_staff(staff: float, wait: int, bill: float) -> None:
    """Planned in month 1, notice of 2: gone from month 4; with two months of advice from 6, and 10,000 in month 1."""
    advice = {"works_council_staff": 50.0, "advice_months": 2.0, "advice_cost": 10_000.0, "staff_cut_month": 1.0}
    run = compute({**CUT, **advice, "track.internal.staff": staff}, months=8)
    assert run.line("staff_gone_share") == pytest.approx(np.where(np.arange(9) > 3 + wait, 0.1, 0))
    assert run.line("cut_advice_cost") == pytest.approx([0, bill, *[0] * 7])


def test_a_cut_before_the_roll_out_trains_fewer_and_leaves_the_share_of_skill() -> None:
    """36 of 40 take the course; skill is a share of those who are there, so it is what it was."""
    course = of("track.internal", trained_share=1, rollout_start_month=3, rollout_months=1, course_price=1000)
    whole, fewer = compute(course, months=6), compute({**course, **CUT}, months=6)
    assert whole.line("trainees", "track.internal") == pytest.approx([0, 0, 0, 0, 40, 0, 0])
    assert fewer.line("trainees", "track.internal") == pytest.approx([0, 0, 0, 0, 36, 0, 0])
    assert fewer.line("cash_programme") == pytest.approx(0.9 * whole.line("cash_programme"))
    assert fewer.line("skill", "track.internal") == pytest.approx(whole.line("skill", "track.internal"))


def test_who_is_hired_back_has_not_had_the_course() -> None:
    """All are trained in month 1 and forget nothing; in month 4 two untrained join the 36: 36 / 38 of it is left.

    Where new hires are trained the two take the course, and skill is whole.
    """
    course = of("track.internal", trained_share=1, rollout_months=1, half_life_months=1e15)
    back = {"hired_back_share": 0.5, "hired_back_after_months": 1.0}
    run = compute({**CUT, **course, **back}, months=4)
    assert run.line("skill", "track.internal") == pytest.approx([0, 1, 1, 1, 36 / 38])
    trained = compute({**CUT, **course, **back, **of("track.internal", new_hires_trained_share=1)}, months=4)
    assert trained.line("trainees", "track.internal") == pytest.approx([0, 40, 0, 0, 2])
    assert trained.line("skill", "track.internal")[4] == pytest.approx(1)


def test_hours_saved_and_hours_of_contact_are_those_of_who_is_there() -> None:
    """36 x 120 = 4,320 h are paid; of 10 who deal with customers 9 are left, so 1,080 h of contact can be made."""
    saved = {"hours_lost_pw": 26.0, "time_reduction": 1.0, "absence_rate": 0.5, "absence_reduction": 1.0}
    talk = {**of("segment.home", customers_at_start=100_000, observed_arrivals_pm=5000), "contact_hours_pa": 1.0}
    values = {**CUT, **saved, "work_related_absence_share": 1.0, **talk, "track.customer.staff": 10.0}
    pins = {f"track.{track}.uptake": [1.0, 1.0, 1.0] for track in ("internal", "customer")}
    run = compute(values, pins=pins)
    assert run.line("hours_saved") == pytest.approx([0, 4800, 4800, 4320])
    assert run.line("hours_stopped")[3] == pytest.approx(36 * 26 * 52 / 12 + 36 * 60 - 4320)
    assert run.line("contact_hours") == pytest.approx([0, 1200, 1200, 1080])


def test_no_more_leave_and_no_more_are_ill_than_there_are() -> None:
    """Half leave a month and three times as many would: all 36 do, 18 more; 36 x 0.5 x 2 - 18 = 18 are stopped.

    A quarter is absent and six times more would be: 1 / 0.25 - 1 = 3 times more is everybody, and 3 is stopped.
    """
    rises = {"turnover_rise_after_cut": 2.0, "turnover_rise_growth": 0.0, "absence_rise_after_cut": 60.0}
    run = compute({**CUT, **rises, "separation_rate_pa": 1 - 0.5**12, "absence_rate": 0.25})
    assert run.line("extra_separations")[3] == pytest.approx(18)
    assert run.line("extra_separations_stopped")[3] == pytest.approx(18)
    assert (run.line("absence_rise")[3], run.line("absence_rise_stopped")[3]) == pytest.approx((3, 3))
    assert run.line("extra_sick_hours")[3] == pytest.approx(36 * 120 * 0.75)


def test_every_leaver_counts_once() -> None:
    """Who leaves more than usual is the extra after the cut less who stays through the programme, in every month."""
    run = lively_case.compute()
    rates = [run.line(f"{kind}separation_rate", "track.internal") for kind in ("", "usual_")]
    more = run.line("staff_present", "track.internal") * (rates[0] - rates[1])
    assert run.line("extra_separations").max() > 0
    assert run.line("extra_separations") - run.line("separations_avoided") == pytest.approx(more)


def test_nothing_happens_before_the_plan() -> None:
    """Planned in month 9, no line of the company differs until then; asked advice is paid in that month."""
    run, later = (lively_case.compute({"staff_cut_share": share, "staff_cut_month": 9.0}) for share in (0.0, 0.2))
    differ = {name for name in LINES if not np.array_equal(run.line(name)[:9], later.line(name)[:9])}
    assert differ == set()
    assert later.line("wages")[-1] < run.line("wages")[-1]


def test_without_a_cut_its_assumptions_do_nothing() -> None:
    """Whatever is assumed about a cut, nobody is dismissed: the same to the last bit.

    What a dismissal costs is asked elsewhere: managers of a layer that goes are dismissed at the same terms.
    """
    worse = {
        "turnover_rise_after_cut": 2.0, "turnover_rise_growth": 0.0, "absence_rise_after_cut": 9.0,
        "churn_rise_after_cut": 3.0, "failure_rise_after_cut": 4.0, "hired_back_share": 1.0, "staff_cut_month": 0.0,
    }  # fmt: skip
    run, other = (lively_case.compute({"staff_cut_share": 0.0, **changes}) for changes in ({}, worse))
    moved = {n for n in LINES if not np.array_equal(run.line(n), other.line(n))}
    assert moved == {"cut_due"}


def test_money_adds_up_with_a_cut() -> None:
    run = lively_case.compute(lively_case.draws(7))
    scale = np.abs(run.line("revenue")).max()
    assert run.line("severance").max() > 0 and run.line("rehiring_cost").max() > 0
    assert np.abs(run.line("balance_residual")).max() < 1e-9 * scale
    assert np.abs(run.line("identity_residual")).max() < 1e-9 * scale
