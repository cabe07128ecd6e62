"""The lines of the programme, each worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import programme


def test_planned_rollout_share() -> None:
    """3 of the 6 months are over in month 5 when it started in month 2: 0.8 x 3 / 6 = 0.4 share."""
    found = programme.planned_rollout_share(5, rollout_start_month=2, rollout_months=6, trained_share=0.8)
    assert found == pytest.approx(0.4)


def test_planned_rollout_share__before_and_after() -> None:
    """Before the start 0.8 x 0 = 0; after the end 0.8 x 1 = 0.8 share."""
    assert programme.planned_rollout_share(1, 2, 6, 0.8) == 0
    assert programme.planned_rollout_share(2, 2, 6, 0.8) == 0
    assert programme.planned_rollout_share(20, 2, 6, 0.8) == 0.8


def test_hours_in_other_training() -> None:
    """Half is trained: 0.5 x (0.02 x 0.75 x 40 + 1.2 / 12 x 4) = 0.5 x (0.6 + 0.4) = 0.5 h/month/fte."""
    found = programme.hours_in_other_training(
        opening_rollout_share=0.5,
        new_hires_share=0.02,
        new_hires_trained_share=0.75,
        training_hours=40,
        refreshed_share_pa=1.2,
        refresher_hours=4,
    )
    assert found == pytest.approx(0.5)


def test_hours_in_other_training__nobody_is_refreshed_twice_a_month() -> None:
    """24 a year would be 2 a month; one it is: 0.5 x (0.02 x 0.75 x 40 + 1 x 4) = 0.5 x 4.6 = 2.3 h/month/fte."""
    assert programme.hours_in_other_training(0.5, 0.02, 0.75, 40, refreshed_share_pa=24, refresher_hours=4) == (
        pytest.approx(2.3)
    )


def test_trainable_share() -> None:
    """(138 - 18) / 240 = 0.5 share can start and finish a course of 240 hours in one month; never less than none."""
    assert programme.trainable_share(138, hours_in_other_training=18, training_hours=240) == 0.5
    assert programme.trainable_share(138, hours_in_other_training=150, training_hours=240) == 0


def test_rollout_share() -> None:
    """Planned 0.9, there were 0.3 and 0.5 can follow: 0.3 + 0.5 = 0.8 share; planned 0.6 fits and is 0.6 share."""
    assert programme.rollout_share(0.9, opening_rollout_share=0.3, trainable_share=0.5) == pytest.approx(0.8)
    assert programme.rollout_share(0.6, opening_rollout_share=0.3, trainable_share=0.5) == 0.6


def test_training_stopped() -> None:
    """0.9 - 0.8 = 0.1 share waits."""
    assert programme.training_stopped(planned_rollout_share=0.9, rollout_share=0.8) == pytest.approx(0.1)


def test_newly_trained_share() -> None:
    """0.40 - 0.25 = 0.15 share."""
    assert programme.newly_trained_share(rollout_share=0.4, opening_rollout_share=0.25) == pytest.approx(0.15)


def test_transfer() -> None:
    """Three quarters of the way from 0.3 without to 0.5 with coaching: 0.3 + 0.2 x 0.75 = 0.45 share."""
    found = programme.transfer(transfer_share=0.5, transfer_share_uncoached=0.3, coaching_share=0.75)
    assert found == pytest.approx(0.45)


def test_turnover_effect() -> None:
    """Transfer 0.4 where the trial had 0.5: 0.10 x 0.4 / 0.5 x 0.25 = 0.02 share."""
    assert programme.turnover_effect(0.10, 0.5, internal_transfer=0.4, opening_internal_uptake=0.25) == pytest.approx(
        0.02
    )


def test_turnover_effect__not_above_the_trial() -> None:
    """Transfer 0.6 where the trial had 0.5 is as good as the trial: 0.10 x 1 x 0.25 = 0.025 share."""
    assert programme.turnover_effect(0.10, 0.5, internal_transfer=0.6, opening_internal_uptake=0.25) == pytest.approx(
        0.025
    )


def test_turnover_effect__of_full_applied_skill() -> None:
    """Measured at full applied skill, 0.4 of it arrives: 0.10 x 0.4 x 0.25 = 0.01 share."""
    assert programme.turnover_effect(0.10, 1.0, internal_transfer=0.4, opening_internal_uptake=0.25) == pytest.approx(
        0.01
    )


def test_usual_separation_rate() -> None:
    """Who stays a year stays twelve months: 0.99^12 = 0.886384871716129, so 1 - 0.99 = 0.01 share/month."""
    assert programme.usual_separation_rate(1 - 0.886384871716129) == pytest.approx(0.01)


def test_strained_separation_rate() -> None:
    """Three tenths more leave after a cut: 0.01 x 1.3 = 0.013 share/month; never more than all: 0.5 x 3 is 1."""
    assert programme.strained_separation_rate(usual_separation_rate=0.01, turnover_rise=0.3) == pytest.approx(0.013)
    assert programme.strained_separation_rate(usual_separation_rate=0.5, turnover_rise=2) == 1


def test_new_hires_share() -> None:
    """A tenth replaces leavers, 0.05 comes back to the 0.8 there are: 0.1 + 0.9 x 0.0625 = 0.15625 share/month."""
    assert programme.new_hires_share(0.1, newly_rehired_share=0.05, staff_gone_share=0.2) == pytest.approx(0.15625)


def test_separation_rate() -> None:
    """0.01 x (1 - 0.25) = 0.0075 share/month; where self-management keeps a fifth of those, 0.006."""
    assert programme.separation_rate(0.01, 0.25, autonomy_turnover_effect=0) == pytest.approx(0.0075)
    assert programme.separation_rate(0.01, 0.25, autonomy_turnover_effect=0.2) == pytest.approx(0.006)


def test_separation_rate__never_more_than_all() -> None:
    """0.5 x (1 + 2) = 1.5, which is all: 1 share/month."""
    assert programme.separation_rate(0.5, turnover_effect=-2, autonomy_turnover_effect=0) == 1


def test_kept_skill() -> None:
    """Half is forgotten in a month, a tenth of the staff leaves; half of the new ones are trained, of 0.6 rolled out.

    0.8 x 0.5 x 0.9 + 0.1 x 0.5 x 0.6 = 0.36 + 0.03 = 0.39 share.
    """
    found = programme.kept_skill(
        opening_skill=0.8,
        half_life_months=1,
        new_hires_share=0.1,
        new_hires_trained_share=0.5,
        opening_rollout_share=0.6,
    )
    assert found == pytest.approx(0.39)


def test_kept_skill__half_is_left_after_the_half_life() -> None:
    """Four months of a half-life of four: 0.8 x 2^(-4/4) = 0.4 share."""
    skill = 0.8
    for _ in range(4):
        skill = float(programme.kept_skill(skill, 4, 0, 0, 1))
    assert skill == pytest.approx(0.4)


def test_skill() -> None:
    """A twentieth of what was lost of 0.6 comes back: 0.39 + 0.15 + 0.6 / 12 x (0.60 - 0.39) = 0.5505 share."""
    found = programme.skill(
        kept_skill=0.39, newly_trained_share=0.15, refreshed_share_pa=0.6, opening_rollout_share=0.6
    )
    assert found == pytest.approx(0.5505)


def test_skill__never_above_the_roll_out() -> None:
    """Refreshed twice a month is refreshed: 0.39 + 0.15 + 1 x (0.60 - 0.39) = 0.75 = 0.60 + 0.15 share."""
    assert programme.skill(0.39, 0.15, refreshed_share_pa=24, opening_rollout_share=0.6) == pytest.approx(0.75)


def test_skill__a_refresher_takes_no_skill_away() -> None:
    """0.5 knows more than the 0.4 the case has fixed as rolled out: 0.5 + 0 + 0.6 / 12 x 0 = 0.5 share, not 0.495."""
    assert programme.skill(0.5, 0, refreshed_share_pa=0.6, opening_rollout_share=0.4) == pytest.approx(0.5)


def test_uptake() -> None:
    """A quarter of the way from 0.2 to 0.6: 0.2 + 0.4 / 4 = 0.3 share."""
    assert programme.uptake(opening_uptake=0.2, skill=0.6, ramp_up_months=4) == pytest.approx(0.3)


def test_noticed() -> None:
    """A fifth of the way from 0.1 to 0.3: 0.1 + 0.2 / 5 = 0.14 share."""
    assert programme.noticed(opening_noticed=0.1, uptake=0.3, notice_months=5) == pytest.approx(0.14)


def test_dip() -> None:
    """A quarter of ten is over it and 0.15 of 40 start: 10 x 0.75 + 6 = 13.5 trainees."""
    assert programme.dip(opening_dip=10, ramp_up_months=4, staff_present=40, newly_trained_share=0.15) == pytest.approx(
        13.5
    )


def test_trainees() -> None:
    """The roll-out and half of those who replace a leaver: 40 x (0.15 + 0.01 x 0.5 x 0.6) = 6.12 trainees/month."""
    found = programme.trainees(
        staff_present=40,
        newly_trained_share=0.15,
        new_hires_share=0.01,
        new_hires_trained_share=0.5,
        opening_rollout_share=0.6,
    )
    assert found == pytest.approx(6.12)


def test_refreshed() -> None:
    """0.6 a year is 0.05 a month of the half that was trained: 40 x 0.05 x 0.5 = 1 trainees/month."""
    assert programme.refreshed(staff_present=40, refreshed_share_pa=0.6, opening_rollout_share=0.5) == pytest.approx(1)


def test_refreshed__once_a_month_at_most() -> None:
    """Twice a month is once: 40 x 1 x 0.5 = 20 trainees/month."""
    assert programme.refreshed(staff_present=40, refreshed_share_pa=24, opening_rollout_share=0.5) == 20


def test_design_bill() -> None:
    """If anyone is trained: = 15,000 EUR, else 0."""
    assert programme.design_bill(trained_share=0.8, design_price=15_000) == 15_000
    assert programme.design_bill(trained_share=0, design_price=15_000) == 0


def test_design_cost() -> None:
    """Once, on the day of the decision: = 15,000 EUR, then 0."""
    assert programme.design_cost(month=0, design_bill=15_000) == 15_000
    assert programme.design_cost(month=1, design_bill=15_000) == 0


def test_course_cost() -> None:
    """6 x 1,500 x 1.02 = 9,180 EUR."""
    assert programme.course_cost(trainees=6, course_price=1500, price_index=1.02) == pytest.approx(9180)


def test_hours_in_training() -> None:
    """6 x 16 + 1 x 4 = 100 h/month."""
    assert programme.hours_in_training(trainees=6, training_hours=16, refreshed=1, refresher_hours=4) == 100


def test_training_time_cost() -> None:
    """100 hours x 48 x 1.05 = 5,040 EUR."""
    found = programme.training_time_cost(hours_in_training=100, hourly_labour_cost=48, wage_index=1.05)
    assert found == pytest.approx(5040)


def test_cash_training_time_cost() -> None:
    """A quarter of the hours is bought elsewhere: 5,040 x 0.25 = 1,260 EUR."""
    assert LINES["cash_training_time_cost"].function(5040, 0.25) == 1260


def test_economic_training_time_cost() -> None:
    """Three quarters is work left undone: 5,040 x 0.75 = 3,780 EUR."""
    assert LINES["economic_training_time_cost"].function(5040, 0.25) == 3780


def test_dip_cost() -> None:
    """13.5 x 0.04 = 0.54 of a person x 140 hours x 50 x 1.1 = 4,158 EUR."""
    found = programme.dip_cost(dip=13.5, dip_share=0.04, paid_hours_pm=140, hourly_labour_cost=50, wage_index=1.1)
    assert found == pytest.approx(4158)


def test_cash_dip_cost() -> None:
    """4,158 x 0.5 = 2,079 EUR."""
    assert LINES["cash_dip_cost"].function(4158, 0.5) == 2079


def test_economic_dip_cost() -> None:
    """4,158 x (1 - 0.25) = 3,118.50 EUR."""
    assert LINES["economic_dip_cost"].function(4158, 0.25) == pytest.approx(3118.5)


def test_coaching_cost() -> None:
    """40 x 0.5 trained x 0.75 coached = 15 people x 240 / 12 x 1.1 = 330 EUR."""
    found = programme.coaching_cost(
        staff_present=40, rollout_share=0.5, coaching_share=0.75, coaching_price_pa=240, price_index=1.1
    )
    assert found == pytest.approx(330)


def test_refresher_cost() -> None:
    """2 x 300 x 1.1 = 660 EUR."""
    assert programme.refresher_cost(refreshed=2, refresher_price=300, price_index=1.1) == pytest.approx(660)


def test_management_cost() -> None:
    """While people are trained 2,000 x 1.1 = 2,200 EUR, afterwards 0."""
    assert programme.management_cost(0.15, management_price_pm=2000, price_index=1.1) == pytest.approx(2200)
    assert programme.management_cost(0.0, management_price_pm=2000, price_index=1.1) == 0


def test_cash_programme() -> None:
    """-(15,000 + 9,180 + 330 + 660 + 2,200 + 80 + 1,260 + 2,079 + 41) = -30,830, and 4,800 comes in: -26,030 EUR."""
    found = LINES["cash_programme"].function(
        design_cost=15_000,
        course_cost=9180,
        coaching_cost=330,
        refresher_cost=660,
        management_cost=2200,
        platform_cost=80,
        cash_training_time_cost=1260,
        cash_dip_cost=2079,
        cash_contact_cost=41,
        subsidy=4800,
    )
    assert found == -26_030


def test_economic_programme() -> None:
    """-(3,780 + 2,079 + 141) = -6,000 EUR."""
    found = LINES["economic_programme"].function(
        economic_training_time_cost=3780, economic_dip_cost=2079, economic_contact_cost=141
    )
    assert found == -6000


def test_platform_cost() -> None:
    """40 x 0.5 trained x 4 x 1.1 = 88 EUR."""
    assert programme.platform_cost(40, rollout_share=0.5, platform_price_pm=4, price_index=1.1) == pytest.approx(88)
