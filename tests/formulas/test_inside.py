"""What the programme saves inside, each line worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import inside


def test_time_effect() -> None:
    """Transfer 0.4 where the trial had 0.5: 0.2 x 0.4 / 0.5 x 0.25 = 0.04 share."""
    assert inside.time_effect(0.2, 0.5, internal_transfer=0.4, internal_uptake=0.25) == pytest.approx(0.04)


def test_time_effect__harmful() -> None:
    """A course that costs time keeps its sign: -0.1 x 1 x 0.5 = -0.05 share."""
    assert inside.time_effect(-0.1, 0.5, internal_transfer=0.6, internal_uptake=0.5) == pytest.approx(-0.05)


def test_managers() -> None:
    """40 over a span of 4, two layers: 10 + 2.5 = 12.5 fte; as the sum 40 x (1 - 4**-2) / (4 - 1) = 12.5 fte."""
    assert inside.managers(internal_staff_present=40, span_of_control=4, layers_kept=2) == pytest.approx(12.5)


def test_managers_share() -> None:
    """12.5 of 40 = 0.3125 share."""
    assert inside.managers_share(managers=12.5, internal_staff_present=40) == pytest.approx(0.3125)


def test_hours_lost() -> None:
    """(45 - 4 managers - 1 who left) x 3 hours a week x 52 / 12 weeks = 520 h/month."""
    assert inside.hours_lost(45, managers=4, managers_gone=1, hours_lost_pw=3) == pytest.approx(520)


def test_hours_lost_share() -> None:
    """520 of 40 x 130 = 5,200 hours is 0.1 share."""
    assert inside.hours_lost_share(hours_lost=520, internal_staff_present=40, paid_hours_pm=130) == pytest.approx(0.1)


def test_hours_claimed() -> None:
    """520 x 0.04 + 130 x 0.1 + 52 x 0.05 + 3.6 = 20.8 + 13 + 2.6 + 3.6 = 40 h/month."""
    found = inside.hours_claimed(520, 0.04, 130, 0.1, 52, absence_effect=0.05, autonomy_hours_claimed=3.6)
    assert found == pytest.approx(40)


def test_hours_saved() -> None:
    """40 x 130 = 5,200 are paid: of 36.4 claimed 36.4 h/month, of 6,500 claimed 5,200 h/month."""
    assert inside.hours_saved(36.4, internal_staff_present=40, paid_hours_pm=130) == 36.4
    assert inside.hours_saved(6500, internal_staff_present=40, paid_hours_pm=130) == 5200


def test_hours_stopped() -> None:
    """6,500 - 5,200 = 1,300 h/month."""
    assert inside.hours_stopped(hours_claimed=6500, hours_saved=5200) == 1300


def test_hours_saved_share() -> None:
    """5,200 / 6,500 = 0.8 share; hours lost instead of saved stay as they are: 1 share."""
    assert inside.hours_saved_share(hours_claimed=6500, hours_saved=5200) == pytest.approx(0.8)
    assert inside.hours_saved_share(hours_claimed=-10, hours_saved=-10) == 1


def test_time_no_longer_lost() -> None:
    """520 x 0.04 = 20.8 hours x 50 x 1.1 = 1,144 EUR; of which 0.8 is 915.20 EUR."""
    assert inside.time_no_longer_lost(520, 0.04, 1, hourly_labour_cost=50, wage_index=1.1) == pytest.approx(1144)
    assert inside.time_no_longer_lost(520, 0.04, 0.8, hourly_labour_cost=50, wage_index=1.1) == pytest.approx(915.2)


def test_cash_time_no_longer_lost() -> None:
    """1,144 x 0.25 = 286 EUR."""
    assert LINES["cash_time_no_longer_lost"].function(1144, 0.25) == 286


def test_economic_time_no_longer_lost() -> None:
    """1,144 x 0.75 = 858 EUR."""
    assert LINES["economic_time_no_longer_lost"].function(1144, 0.25) == 858


def test_separations_avoided() -> None:
    """40 x (0.0100 - 0.0075) = 0.1 leavers/month."""
    found = inside.separations_avoided(40, internal_strained_separation_rate=0.01, internal_separation_rate=0.0075)
    assert found == pytest.approx(0.1)


def test_separations_stopped() -> None:
    """An effect of 1.5 would keep 40 x 0.01 x 1.5 = 0.6 and 0.4 leave: 0.6 - 0.4 = 0.2 leavers/month."""
    found = inside.separations_stopped(40, 0.01, 1.5, autonomy_turnover_effect=0, separations_avoided=0.4)
    assert found == pytest.approx(0.2)


def test_separations_stopped__two_effects_keep_nobody_twice() -> None:
    """0.2 and 0.1 of the rest keep 40 x 0.01 x (0.2 + 0.1 x 0.8) = 0.112, all of which stay: 0 leavers/month."""
    found = inside.separations_stopped(40, 0.01, 0.2, autonomy_turnover_effect=0.1, separations_avoided=0.112)
    assert found == pytest.approx(0)


def test_replacement_cost() -> None:
    """A quarter of a year's wages: 0.25 x 50 x 130 x 12 x 1.1 = 21,450 EUR."""
    found = inside.replacement_cost(0.25, hourly_labour_cost=50, paid_hours_pm=130, wage_index=1.1)
    assert found == pytest.approx(21_450)


def test_staff_who_stay() -> None:
    """0.1 x 21,450 = 2,145 EUR."""
    assert inside.staff_who_stay(separations_avoided=0.1, replacement_cost=21_450) == pytest.approx(2145)


def test_cash_staff_who_stay() -> None:
    """2,145 x 0.2 = 429 EUR."""
    assert LINES["cash_staff_who_stay"].function(2145, 0.2) == pytest.approx(429)


def test_economic_staff_who_stay() -> None:
    """2,145 x 0.8 = 1,716 EUR."""
    assert LINES["economic_staff_who_stay"].function(2145, 0.2) == pytest.approx(1716)


def test_cash_inside() -> None:
    """286 + 429 + 1,320 + 100 + 50 = 2,185 of the programme, 900 - 200 + 10 + 5 of fewer layers = 2,900 EUR.

    A cut takes 85 + 60 + 40: 2,715 EUR.
    """
    found = LINES["cash_inside"].function(
        cash_time_no_longer_lost=286,
        cash_staff_who_stay=429,
        rework_avoided=1320,
        cash_absence_avoided=100,
        cash_coordination_avoided=50,
        managers_wages_saved=900,
        managers_work_taken_over=200,
        cash_autonomy_coordination_avoided=10,
        cash_autonomy_absence_avoided=5,
        cash_staff_who_leave_after_cut=85,
        cash_sickness_after_cut=60,
        rework_after_cut=40,
    )
    assert found == 2715


def test_economic_inside() -> None:
    """858 + 1,716 + 20 + 6 = 2,600 of the programme, 90 + 10 of fewer layers; a cut takes 70 + 30: 2,600 EUR."""
    found = LINES["economic_inside"].function(
        economic_time_no_longer_lost=858,
        economic_staff_who_stay=1716,
        economic_absence_avoided=20,
        economic_coordination_avoided=6,
        economic_autonomy_coordination_avoided=90,
        economic_autonomy_absence_avoided=10,
        economic_staff_who_leave_after_cut=70,
        economic_sickness_after_cut=30,
    )
    assert found == 2600


def test_failure_effect() -> None:
    """0.3 x 0.4 / 0.5 x 0.5 = 0.12 share."""
    assert inside.failure_effect(0.3, 0.5, internal_transfer=0.4, internal_uptake=0.5) == pytest.approx(0.12)


def test_failure_effect__no_larger_than_the_trial_found() -> None:
    """0.3 x 1 (transfer 0.6 above the trial's 0.5) x 0.5 = 0.15 share, not 0.18."""
    assert inside.failure_effect(0.3, 0.5, internal_transfer=0.6, internal_uptake=0.5) == pytest.approx(0.15)


def test_usual_failure_cost() -> None:
    """120,000 / 12 x 1.1 = 11,000 EUR."""
    assert inside.usual_failure_cost(failure_cost_pa=120_000, price_index=1.1) == pytest.approx(11_000)


def test_failure_cost() -> None:
    """11,000 and a tenth more after a cut: 11,000 x 1.1 = 12,100 EUR."""
    assert inside.failure_cost(usual_failure_cost=11_000, failure_rise=0.1) == pytest.approx(12_100)


def test_rework_avoided() -> None:
    """11,000 x 0.12 = 1,320 EUR; more than there is cannot be avoided: 11,000 x 1 = 11,000 EUR."""
    assert inside.rework_avoided(failure_cost=11_000, failure_effect=0.12) == pytest.approx(1320)
    assert inside.rework_avoided(failure_cost=11_000, failure_effect=1.5) == 11_000


def test_rework_stopped() -> None:
    """11,000 x 1.5 - 11,000 = 5,500 EUR."""
    assert inside.rework_stopped(11_000, failure_effect=1.5, rework_avoided=11_000) == 5500


def test_absence_effect() -> None:
    """0.18 x 1 (transfer above the trial's) x 0.5 = 0.09 share."""
    assert inside.absence_effect(0.18, 0.5, internal_transfer=0.6, internal_uptake=0.5) == pytest.approx(0.09)


def test_hours_absent_from_work() -> None:
    """40 x 130 x 0.05 x 0.2 = 52 h/month: only the part that has to do with work; a quarter more after a cut is 65."""
    assert inside.hours_absent_from_work(40, 130, 0.05, 0, work_related_absence_share=0.2) == pytest.approx(52)
    assert inside.hours_absent_from_work(40, 130, 0.05, 0.25, work_related_absence_share=0.2) == pytest.approx(65)


def test_absence_avoided() -> None:
    """52 x 0.09 = 4.68 hours x 50 x 1.1 = 257.40 EUR; half of it 128.70 EUR."""
    assert inside.absence_avoided(52, 0.09, hours_saved_share=0.5, hourly_labour_cost=50, wage_index=1.1) == (
        pytest.approx(128.7)
    )
    assert inside.absence_avoided(52, 0.09, 1, hourly_labour_cost=50, wage_index=1.1) == pytest.approx(257.4)


def test_cash_absence_avoided() -> None:
    """257.40 x 0.5 = 128.70 EUR."""
    assert LINES["cash_absence_avoided"].function(257.4, 0.5) == pytest.approx(128.7)


def test_economic_absence_avoided() -> None:
    """257.40 x (1 - 0.75) = 64.35 EUR."""
    assert LINES["economic_absence_avoided"].function(257.4, 0.75) == pytest.approx(64.35)


def test_coordination_hours() -> None:
    """6 managers x (3 other silos x 1 + 1 other layer x 2) = 30 hours a week x 52 / 12 = 130 h/month."""
    found = inside.coordination_hours(6, silos=4, layers_kept=2, hours_per_silo_pw=1, hours_per_layer_pw=2)
    assert found == pytest.approx(130)


def test_coordination_share() -> None:
    """130 of 6 x 130 = 780 hours is 1/6: 0.1667 share."""
    assert inside.coordination_share(130, managers=6, paid_hours_pm=130) == pytest.approx(1 / 6)


def test_coordination_effect() -> None:
    """A programme that adds meetings keeps its sign: -0.05 x 1 x 0.4 = -0.02 share."""
    assert inside.coordination_effect(-0.05, 0.5, internal_transfer=0.5, internal_uptake=0.4) == pytest.approx(-0.02)


def test_coordination_effect__no_larger_than_the_trial_found() -> None:
    """0.1 x 1 (transfer 0.6 above the trial's 0.5) x 0.4 = 0.04 share, not 0.048."""
    assert inside.coordination_effect(0.1, 0.5, internal_transfer=0.6, internal_uptake=0.4) == pytest.approx(0.04)


def test_coordination_avoided() -> None:
    """130 x 0.1 = 13 hours x 70 x 1.1 = 1,001 EUR; half of it 500.50 EUR."""
    assert inside.coordination_avoided(130, 0.1, 0.5, managers_hourly_cost=70, wage_index=1.1) == pytest.approx(500.5)
    assert inside.coordination_avoided(130, 0.1, 1, managers_hourly_cost=70, wage_index=1.1) == pytest.approx(1001)


def test_cash_coordination_avoided() -> None:
    """1,001 x 0.5 = 500.50 EUR."""
    assert LINES["cash_coordination_avoided"].function(1001, 0.5) == pytest.approx(500.5)


def test_economic_coordination_avoided() -> None:
    """1,001 x (1 - 0.9) = 100.10 EUR."""
    assert LINES["economic_coordination_avoided"].function(1001, 0.9) == pytest.approx(100.1)
