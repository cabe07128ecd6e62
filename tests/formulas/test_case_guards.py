"""Each guard at work: what it stops is named, and what is left is what there can be."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, of

HOME = "segment.home.class.all"
IN_FULL = {"track.internal.uptake": [1.0, 1.0, 1.0]}
TALK = {
    **of("segment.home", customers_at_start=1000, observed_arrivals_pm=50),
    **of("track.customer", staff=1),
    "churn_rate_pm": 0.05,
    "churn_reduction": 0.2,
    "contact_hours_pa": 2.4,
    "hourly_labour_cost": 50.0,
}
NOTICED = {"track.customer.uptake": [1.0, 1.0, 1.0], "track.customer.noticed": [1.0, 1.0, 1.0]}


def test_no_more_hours_are_saved_than_are_paid() -> None:
    """40 x 120 = 4,800 h are paid, 40 x 26 x 52 / 12 = 4,506.67 are lost, and 40 x 120 x 0.5 = 2,400 are sick hours.

    All of it saved is 6,906.67 h: 2,106.67 too many, so of each 4,800 / 6,906.67 = 0.69498 is left: 240,000 EUR.
    """
    all_saved = {"hours_lost_pw": 26.0, "time_reduction": 1.0, "absence_rate": 0.5, "absence_reduction": 1.0}
    run = compute({**all_saved, "work_related_absence_share": 1.0, "hourly_labour_cost": 50.0}, pins=IN_FULL)
    assert run.line("hours_claimed")[1] == pytest.approx(6906.6667)
    assert run.line("hours_stopped")[1] == pytest.approx(2106.6667)
    assert run.line("cash_inside")[1] == pytest.approx(4800 * 50)


def test_managers_hours_are_guarded_too() -> None:
    """Of 4,506.67 h lost and 600 h of sickness, 4,800 are paid; co-ordination shares in what is left."""
    half = {"hours_lost_pw": 26.0, "time_reduction": 1.0, "absence_rate": 0.125, "absence_reduction": 1.0}
    managers = {"span_of_control": 5.0, "silos": 2.0, "hours_per_silo_pw": 20.0, "coordination_reduction": 1.0}
    values = {**half, **managers, "work_related_absence_share": 1.0, "managers_hourly_cost": 70.0}
    run = compute(values, pins=IN_FULL)
    left = run.line("hours_saved")[1] / run.line("hours_claimed")[1]
    assert run.line("hours_saved")[1] == pytest.approx(4800) and left < 1
    assert run.line("coordination_avoided")[1] == pytest.approx(run.line("coordination_hours")[1] * left * 70)


def test_hours_that_are_lost_by_the_programme_are_not_guarded() -> None:
    """Meetings about meetings: -0.1 of 4,506.67 h x 50 = -22,533.33 EUR, all of it."""
    run = compute({"hours_lost_pw": 26.0, "time_reduction": -0.1, "hourly_labour_cost": 50.0}, pins=IN_FULL)
    assert run.line("cash_inside")[1] == pytest.approx(-22_533.3333)
    assert run.line("hours_stopped").tolist() == [0, 0, 0, 0]


def test_nobody_is_in_training_more_than_at_work() -> None:
    """A course of 200 h for all in month 1, and 120 h in a month: 0.6 is trained; the other 0.4 in month 2.

    In month 1 40 people x 0.6 x 200 = 4,800 h = all they work, and 0.4 waits.
    """
    long = of("track.internal", trained_share=1, rollout_months=1, training_hours=200)
    run = compute(long)
    assert run.line("rollout_share", "track.internal") == pytest.approx([0, 0.6, 1, 1])
    assert run.line("training_stopped", "track.internal") == pytest.approx([0, 0.4, 0, 0])
    assert run.line("hours_in_training", "track.internal") == pytest.approx([0, 4800, 3200, 0])


def test_hours_of_new_hires_and_refreshers_go_first() -> None:
    """Month 2: of the 0.6 trained 0.1 leaves and comes back for 200 h, 12 h each: 0.6 x 20 = 12; 108 / 200 = 0.54.

    There are 0.4 to train, which fits; with 1.2 refreshed a year of 400 h: 12 + 0.6 x 0.1 x 400 = 36; 84 / 200 = 0.42.
    With 800 h: 12 + 48 = 60, so 60 / 200 = 0.3 is trained and 0.1 waits.
    """
    long = of("track.internal", trained_share=1, rollout_months=1, training_hours=200, new_hires_trained_share=1)
    leave = of("track.internal", separation_rate_pa=1 - 0.9**12)
    run = compute({**long, **leave, **of("track.internal", refreshed_share_pa=1.2, refresher_hours=800)})
    assert run.line("hours_in_other_training", "track.internal")[2] == pytest.approx(60)
    assert run.line("rollout_share", "track.internal")[:3] == pytest.approx([0, 0.6, 0.9])
    assert run.line("hours_in_training", "track.internal")[2] == pytest.approx(40 * 120)


def test_contact_that_nobody_has_time_for_is_not_made_and_does_nothing() -> None:
    """1,000 x 2.4 / 12 = 200 h are wanted and one person has 120: 80 are stopped, and 0.6 of the effect is left.

    Churn 0.05 x (1 - 0.2 x 0.6) = 0.044; cost 120 x 50 = 6,000 EUR.
    """
    run = compute(TALK, pins=NOTICED)
    assert run.line("contact_stopped")[1] == pytest.approx(80)
    assert run.line("churn_rate", HOME)[1] == pytest.approx(0.044)
    assert run.line("contact_cost")[1] == pytest.approx(6000)


def test_training_takes_hours_from_contact() -> None:
    """40 h a month in training leaves 80 of 120, so 120 of 200 are stopped."""
    run = compute({**TALK, **of("track.customer", training_hours=80, trained_share=1, rollout_months=2)}, pins=NOTICED)
    assert run.line("hours_in_training", "track.customer")[1] == pytest.approx(40)
    assert run.line("contact_stopped")[1] == pytest.approx(120)


def test_referrals_and_sales_of_contact_that_is_not_made_do_not_come() -> None:
    """0.6 of the contact is made: referrals 0.1 x 0.6 = 0.06, sales 0.05 x 0.6 = 0.03."""
    run = compute({**TALK, "referral_increase": 0.1, "upsell_increase": 0.05}, pins=NOTICED)
    assert run.line("referral_effect")[1] == pytest.approx(0.06)
    assert run.line("upsell_effect")[1] == pytest.approx(0.03)


def test_no_more_failures_are_avoided_than_are_made() -> None:
    """1,000 a month is made; an effect of 1.5 avoids 1,000 and 500 is stopped."""
    run = compute({"failure_cost_pa": 12_000.0, "failure_reduction": 1.5}, pins=IN_FULL)
    assert run.line("rework_avoided")[1:].tolist() == [1000, 1000, 1000]
    assert run.line("rework_stopped")[1:].tolist() == [500, 500, 500]


def test_no_more_people_stay_than_would_leave() -> None:
    """40 x 0.1 = 4 would leave; an effect of 1.5, a month after it is used, keeps 4 and 2 are stopped."""
    leave = of("track.internal", separation_rate_pa=1 - 0.9**12)
    run = compute({**leave, "turnover_reduction": 1.5}, pins=IN_FULL)
    assert run.line("separations_avoided")[2] == pytest.approx(4)
    assert run.line("separations_stopped")[2] == pytest.approx(2)


def test_the_same_customer_is_kept_once() -> None:
    """Kept by contact and referring at the same time: 1,000 x 0.96 stay, and only a referral brings a second one."""
    run = compute({**TALK, "contact_hours_pa": 0.0, "referrals_pm": 0.01}, pins=NOTICED)
    assert run.line("customers", HOME)[1] == pytest.approx(1000 * 0.96 + 50 - 10)
    assert run.line("customers")[1] == pytest.approx(1000 * 0.96 + 50)
