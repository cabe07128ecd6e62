"""Three months of a programme, worked by hand."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, each, of

TEN_PER_CENT_LEAVE = {"separation_rate_pa": 1 - 0.9**12}
SKILL = of(
    "track.internal",
    trained_share=1,
    rollout_months=2,
    half_life_months=1,
    refreshed_share_pa=1.2,
    new_hires_trained_share=1,
    ramp_up_months=2,
    notice_months=2,
)
COSTS = of(
    "track.internal",
    design_price=8000,
    course_price=1000,
    training_hours=10,
    refresher_price=250,
    refresher_hours=5,
    coaching_share=0.5,
    coaching_price_pa=240,
    management_price_pm=1500,
    dip_share=0.05,
    training_time_realisation_share=0.5,
    dip_realisation_share=0.25,
)
COACHED = of("track.internal", coaching_share=0.5, transfer_share=0.5, transfer_share_uncoached=0.3)
PROGRAMME = {**TEN_PER_CENT_LEAVE, **SKILL, **COSTS, "hourly_labour_cost": 50.0, "paid_hours_pm": 120.0}


def test_skill_uptake_notice_and_dip() -> None:
    """Half of 40 people in month 1, half in month 2; a month halves skill, 10% leave, 10% of what is lost comes back.

    month 1: kept 0; skill 0 + 0.5 = 0.5; uptake 0.5 / 2 = 0.25; noticed 0.25 / 2 = 0.125; dip 40 x 0.5 = 20
    month 2: kept 0.5 x 0.5 x 0.9 + 0.1 x 0.5 = 0.275; skill 0.275 + 0.5 + 0.1 x (0.5 - 0.275) = 0.7975;
             uptake 0.25 + 0.5475 / 2 = 0.52375; noticed 0.125 + 0.39875 / 2 = 0.324375; dip 20 / 2 + 20 = 30
    month 3: kept 0.7975 x 0.5 x 0.9 + 0.1 x 1 = 0.458875; skill 0.458875 + 0.1 x 0.541125 = 0.5129875;
             uptake 0.52375 - 0.0107625 / 2 = 0.51836875; noticed 0.324375 + 0.19399375 / 2 = 0.421371875; dip 15
    """
    run = compute(PROGRAMME)
    expected = {
        "rollout_share": [0, 0.5, 1, 1],
        "newly_trained_share": [0, 0.5, 0.5, 0],
        "kept_skill": [0, 0, 0.275, 0.458875],
        "skill": [0, 0.5, 0.7975, 0.5129875],
        "uptake": [0, 0.25, 0.52375, 0.51836875],
        "noticed": [0, 0.125, 0.324375, 0.421371875],
        "dip": [0, 20, 30, 15],
    }
    for line, values in expected.items():
        assert run.line(line, "track.internal") == pytest.approx(values), line


def test_people_trained_and_refreshed() -> None:
    """40 x (0.5 + 0.1 x 0) = 20, 40 x (0.5 + 0.1 x 0.5) = 22, 40 x 0.1 x 1 = 4; refreshed 0, 40 x 0.1 x 0.5 = 2, 4."""
    run = compute(PROGRAMME)
    assert run.line("trainees", "track.internal") == pytest.approx([0, 20, 22, 4])
    assert run.line("refreshed", "track.internal") == pytest.approx([0, 0, 2, 4])


def test_what_it_costs() -> None:
    """In EUR, prices and wages standing still.

    day 0:   design 8,000
    month 1: courses 20,000, coaching 40 x 0.5 x 0.5 x 20 = 200, management 1,500,
             training 20 x 10 h x 50 = 10,000 (half cash), dip 20 x 0.05 x 120 x 50 = 6,000 (a quarter cash)
             cash 20,000 + 200 + 1,500 + 5,000 + 1,500 = 28,200; economic 5,000 + 4,500 = 9,500
    month 2: 22,000 + refreshers 500 + 400 + 1,500 + (220 + 10) x 50 / 2 = 5,750 + 9,000 / 4 = 2,250: 32,400;
             economic 5,750 + 6,750 = 12,500
    month 3: 4,000 + 1,000 + 400 + 0 + (40 + 20) x 50 / 2 = 1,500 + 4,500 / 4 = 1,125: 8,025; economic 1,500 + 3,375
    """
    run = compute(PROGRAMME)
    assert run.line("cash_programme") == pytest.approx([-8000, -28_200, -32_400, -8025])
    assert run.line("economic_programme") == pytest.approx([0, -9500, -12_500, -4875])
    assert run.line("ebitda") - run.line("cash_operations") == pytest.approx([-8000, -28_200, -32_400, -8025])


def test_prices_follow_prices_and_hours_follow_wages() -> None:
    """Month 3, prices 1% and wages 2% a month: courses 4,000 x 1.030301, training 3,000 x 1.061208 EUR."""
    run = compute({**PROGRAMME, "inflation_pa": 1.01**12 - 1, "wage_growth_pa": 1.02**12 - 1})
    assert run.line("course_cost")[3] == pytest.approx(4121.204)
    assert run.line("training_time_cost")[3] == pytest.approx(3183.624)
    assert run.line("design_cost")[0] == 8000


def test_two_tracks_are_counted_each() -> None:
    """Ten people of 40 with customers go too: courses 25,000 + 5,000 in month 1 at 1,000, half of each track."""
    both = {**each("track", trained_share=1.0, rollout_months=2.0, course_price=1000.0)}
    run = compute({**both, "track.internal.staff": 50.0, "track.customer.staff": 10.0}, months=1)
    assert run.line("course_cost").tolist() == [0, 30_000]


def test_hours_won_back() -> None:
    """40 x 3 h x 52 / 12 = 520 h; 0.2 x transfer (0.3 + 0.2 x 0.5) / 0.5 = 0.16 of them at full use; 50 an hour.

    520 x 0.16 x 50 = 4,160 EUR x uptake 0.25, 0.52375, 0.51836875 = 1,040, 2,178.80, 2,156.414; a quarter is cash.
    """
    time = {"hours_lost_pw": 3.0, "time_reduction": 0.2, "hours_realisation_share": 0.25}
    run = compute({**PROGRAMME, **COACHED, **time})
    assert run.line("time_no_longer_lost") == pytest.approx([0, 1040, 2178.8, 2156.414])
    assert run.line("cash_inside") == pytest.approx([0, 260, 544.7, 539.1035])
    assert run.line("economic_inside") == pytest.approx([0, 780, 1634.1, 1617.3105])


def test_who_stays_keeps_what_was_learned() -> None:
    """Half of the leavers stay at full use, seen through last month's uptake (ramp-up of one month: uptake is skill).

    month 1: nobody yet: 0.1 leave; skill 1, so uptake 1
    month 2: 0.1 x (1 - 0.5 x 1) = 0.05 leave: 40 x 0.05 = 2 people stay; skill 1 x 0.5 x 0.95 = 0.475
    month 3: 0.1 x (1 - 0.5 x 0.475) = 0.07625 leave: 40 x 0.02375 = 0.95 stay; skill 0.475 x 0.5 x 0.92375
    A year's wages are 120 x 12 x 50 = 72,000; a leaver costs 0.25 of it, 18,000: 36,000 and 17,100 EUR.
    """
    once = of("track.internal", trained_share=1, rollout_months=1, half_life_months=1)
    effect = {"turnover_reduction": 0.5, "replacement_cost_share": 0.25, "hourly_labour_cost": 50.0}
    run = compute({**TEN_PER_CENT_LEAVE, **once, **effect})
    assert run.line("separation_rate", "track.internal") == pytest.approx([0, 0.1, 0.05, 0.07625])
    assert run.line("skill", "track.internal") == pytest.approx([0, 1, 0.475, 0.475 * 0.5 * 0.92375])
    assert run.line("separations_avoided") == pytest.approx([0, 0, 2, 0.95])
    assert run.line("cash_inside") == pytest.approx([0, 0, 36_000, 17_100])


def test_a_later_start_is_the_same_later() -> None:
    """Two months later everything but the design happens two months later, with people leaving as before."""
    now, later = compute(PROGRAMME, 6), compute({**PROGRAMME, "track.internal.rollout_start_month": 2.0}, 8)
    assert later.line("skill", "track.internal")[2:] == pytest.approx(now.line("skill", "track.internal"))
    assert later.line("cash_programme")[3:] == pytest.approx(now.line("cash_programme")[1:])
    assert later.line("cash_programme")[:3].tolist() == [-8000, 0, 0]
