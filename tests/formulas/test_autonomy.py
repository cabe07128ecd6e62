"""Fewer layers and self-managing teams, each line worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import autonomy, inside


def test_autonomy_begin_month() -> None:
    """Planned for month 3, and 2 months of advice: 3 + 2 = 5 month."""
    assert autonomy.autonomy_begin_month(autonomy_start_month=3, advice_wait_months=2) == 5


def test_autonomy_progress_share() -> None:
    """From month 5 over 8 months: in month 7 (7 - 5) / 8 = 0.25 share; 0 before, 1 after."""
    assert autonomy.autonomy_progress_share(month=7, autonomy_begin_month=5, autonomy_rollout_months=8) == 0.25
    assert autonomy.autonomy_progress_share(month=5, autonomy_begin_month=5, autonomy_rollout_months=8) == 0
    assert autonomy.autonomy_progress_share(month=14, autonomy_begin_month=5, autonomy_rollout_months=8) == 1


def test_autonomy_advice_cost() -> None:
    """Planned for month 3, so paid in month 4: 8,000 x 1.05 = 8,400 EUR; in month 5, or for nothing, 0 EUR."""
    assert autonomy.autonomy_advice_cost(4, 3, 1, 0, advice_bill=8000, price_index=1.05) == pytest.approx(8400)
    assert autonomy.autonomy_advice_cost(4, 3, 0, 0.5, advice_bill=8000, price_index=1.05) == pytest.approx(8400)
    assert autonomy.autonomy_advice_cost(5, 3, 1, 0, advice_bill=8000, price_index=1.05) == 0
    assert autonomy.autonomy_advice_cost(4, 3, 0, 0, advice_bill=8000, price_index=1.05) == 0


def test_layers_kept() -> None:
    """Of 4 layers 2 go, and a quarter of the way is behind: 4 - 2 x 0.25 = 3.5 count."""
    assert autonomy.layers_kept(layers=4, layers_removed=2, autonomy_progress_share=0.25) == 3.5


def test_managers_removed() -> None:
    """64 staff, span 4: three layers are 16 + 4 + 1, one is 16; gone is 4 + 1 = 5 fte."""
    assert autonomy.managers_removed(64, span_of_control=4, layers_kept=1, layers=3) == pytest.approx(5)


def test_managers_removed__and_those_kept_are_all_there_were() -> None:
    """Of 21 in three layers, 2.5 layers keep 64 x (1 - 4**-2.5) / 3 = 20.6667, and 0.3333 is gone: 21 fte."""
    kept = inside.managers(64, span_of_control=4, layers_kept=2.5)
    gone = autonomy.managers_removed(64, span_of_control=4, layers_kept=2.5, layers=3)
    assert kept == pytest.approx(20.666667) and kept + gone == pytest.approx(21)


def test_managers_redeployed() -> None:
    """5 x 0.4 = 2 fte."""
    assert autonomy.managers_redeployed(managers_removed=5, redeployed_share=0.4) == 2


def test_managers_gone() -> None:
    """5 x (1 - 0.4) = 3 fte."""
    assert autonomy.managers_gone(managers_removed=5, redeployed_share=0.4) == 3


def test_managers_wage() -> None:
    """70 x 130 x 1.1 = 10,010 EUR."""
    assert autonomy.managers_wage(70, paid_hours_pm=130, wage_index=1.1) == pytest.approx(10_010)


def test_managers_severance() -> None:
    """From 1 to 3 gone, 6 salaries of 0.75 and 1.5 months of notice: 2 x 6 x 10,000 = 120,000 EUR; back is free."""
    terms = {"severance_months": 6, "salary_share": 0.75, "dismissal_months": 1.5, "managers_wage": 10_000}
    assert autonomy.managers_severance(3, 1, **terms) == pytest.approx(120_000)
    assert autonomy.managers_severance(1, 3, **terms) == 0


def test_managers_wages_saved() -> None:
    """3 x 10,000 = 30,000 EUR."""
    assert autonomy.managers_wages_saved(managers_gone=3, managers_wage=10_000) == 30_000


def test_managers_work_taken_over() -> None:
    """3 x 0.4 = 1.2 fte of work x 130 hours x 50 x 1.1 = 8,580 EUR."""
    assert autonomy.managers_work_taken_over(3, 0.4, 130, 50, wage_index=1.1) == pytest.approx(8580)


def test_coordination_spared() -> None:
    """From 3 layers to 2: 6 managers x 1 layer x 2 = 12; 2 in a team x (3 silos x 1 + 2 layers x 2) = 14 hours a week.

    26 x 52 / 12 = 112.6667 h/month.
    """
    found = autonomy.coordination_spared(6, 2, 3, 2, silos=4, hours_per_silo_pw=1, hours_per_layer_pw=2)
    assert found == pytest.approx(112.666667)


def test_coordination_freed() -> None:
    """Half of it: 112 x 0.5 = 56 h/month; where the top took more control, 112 x -0.25 = -28 h/month."""
    assert autonomy.coordination_freed(112, coordination_freed_share=0.5) == 56
    assert autonomy.coordination_freed(112, coordination_freed_share=-0.25) == -28


def test_autonomy_coordination_avoided() -> None:
    """56 hours x 70 x 1.1 = 4,312 EUR; of which the guard leaves half: 2,156 EUR."""
    assert autonomy.autonomy_coordination_avoided(56, 1, 70, wage_index=1.1) == pytest.approx(4312)
    assert autonomy.autonomy_coordination_avoided(56, 0.5, 70, wage_index=1.1) == pytest.approx(2156)


def test_cash_autonomy_coordination_avoided() -> None:
    """4,312 x 0.25 = 1,078 EUR."""
    assert LINES["cash_autonomy_coordination_avoided"].function(4312, 0.25) == pytest.approx(1078)


def test_economic_autonomy_coordination_avoided() -> None:
    """4,312 x 0.75 = 3,234 EUR."""
    assert LINES["economic_autonomy_coordination_avoided"].function(4312, 0.25) == pytest.approx(3234)


def test_self_managed_share() -> None:
    """A half-life of one month: 0.4 x 0.5 + 0.1 = 0.3 share."""
    assert autonomy.self_managed_share(0.4, autonomy_half_life_months=1, new_team_share=0.1) == pytest.approx(0.3)


def test_new_team_share() -> None:
    """From a quarter of the way to a half: 0.8 x (0.5 - 0.25) = 0.2 share."""
    found = autonomy.new_team_share(0.8, autonomy_progress_share=0.5, opening_autonomy_progress_share=0.25)
    assert found == pytest.approx(0.2)


def test_new_team_members() -> None:
    """40 x 0.1 = 4 trainees/month."""
    assert autonomy.new_team_members(internal_staff_present=40, new_team_share=0.1) == pytest.approx(4)


def test_autonomy_uptake() -> None:
    """A tenth of the way from 0.2 to 0.7: 0.2 + 0.5 / 10 = 0.25 share."""
    assert autonomy.autonomy_uptake(0.2, self_managed_share=0.7, autonomy_ramp_up_months=10) == pytest.approx(0.25)


def test_autonomy_dip() -> None:
    """10 x (1 - 1 / 5) + 4 = 12 trainees."""
    assert autonomy.autonomy_dip(10, autonomy_ramp_up_months=5, new_team_members=4) == pytest.approx(12)


def test_team_training_cost() -> None:
    """4 x 1,500 x 1.05 = 6,300 EUR."""
    assert autonomy.team_training_cost(4, team_training_price=1500, price_index=1.05) == pytest.approx(6300)


def test_team_training_time_cost() -> None:
    """4 x 32 hours x 50 x 1.1 = 7,040 EUR."""
    assert autonomy.team_training_time_cost(4, 32, hourly_labour_cost=50, wage_index=1.1) == pytest.approx(7040)


def test_cash_team_training_time_cost() -> None:
    """7,040 x 0.25 = 1,760 EUR."""
    assert LINES["cash_team_training_time_cost"].function(7040, 0.25) == 1760


def test_economic_team_training_time_cost() -> None:
    """7,040 x 0.75 = 5,280 EUR."""
    assert LINES["economic_team_training_time_cost"].function(7040, 0.25) == 5280


def test_autonomy_dip_cost() -> None:
    """12 x 0.05 = 0.6 fte x 130 hours x 50 x 1.1 = 4,290 EUR."""
    assert autonomy.autonomy_dip_cost(12, 0.05, 130, 50, wage_index=1.1) == pytest.approx(4290)


def test_cash_autonomy_dip_cost() -> None:
    """4,290 x 0.2 = 858 EUR."""
    assert LINES["cash_autonomy_dip_cost"].function(4290, 0.2) == pytest.approx(858)


def test_economic_autonomy_dip_cost() -> None:
    """4,290 x 0.8 = 3,432 EUR."""
    assert LINES["economic_autonomy_dip_cost"].function(4290, 0.2) == pytest.approx(3432)


def test_economic_one_offs() -> None:
    """The sign is applied in the sum: -5,280 - 3,432 - 4,800 of a cut = -13,512 EUR."""
    found = LINES["economic_one_offs"].function(
        economic_team_training_time_cost=5280, economic_autonomy_dip_cost=3432, economic_rehiring_cost=4800
    )
    assert found == -13_512


def test_autonomy_turnover_effect() -> None:
    """0.2 x 0.5 = 0.1 share, with no transfer factor; harm keeps its sign: -0.1 x 0.5 = -0.05 share."""
    assert autonomy.autonomy_turnover_effect(0.2, autonomy_uptake=0.5) == pytest.approx(0.1)
    assert autonomy.autonomy_turnover_effect(-0.1, autonomy_uptake=0.5) == pytest.approx(-0.05)


def test_autonomy_absence_effect() -> None:
    """0.1 x 0.5 = 0.05 share."""
    assert autonomy.autonomy_absence_effect(0.1, autonomy_uptake=0.5) == pytest.approx(0.05)


def test_autonomy_absence_hours() -> None:
    """Of 52 hours the programme leaves 0.9: 52 x 0.9 x 0.05 = 2.34 h/month."""
    found = autonomy.autonomy_absence_hours(52, absence_effect=0.1, autonomy_absence_effect=0.05)
    assert found == pytest.approx(2.34)


def test_autonomy_absence_avoided() -> None:
    """2.34 hours x 0.5 x 50 x 1.1 = 64.35 EUR."""
    found = autonomy.autonomy_absence_avoided(2.34, hours_saved_share=0.5, hourly_labour_cost=50, wage_index=1.1)
    assert found == pytest.approx(64.35)


def test_cash_autonomy_absence_avoided() -> None:
    """64.35 x 0.2 = 12.87 EUR."""
    assert LINES["cash_autonomy_absence_avoided"].function(64.35, 0.2) == pytest.approx(12.87)


def test_economic_autonomy_absence_avoided() -> None:
    """64.35 x 0.8 = 51.48 EUR."""
    assert LINES["economic_autonomy_absence_avoided"].function(64.35, 0.2) == pytest.approx(51.48)


def test_autonomy_hours_claimed() -> None:
    """56 + 2.34 = 58.34 h/month."""
    assert autonomy.autonomy_hours_claimed(coordination_freed=56, autonomy_absence_hours=2.34) == pytest.approx(58.34)


def test_autonomy_sales_effect() -> None:
    """0.08 x 0.5 = 0.04 share; harm keeps its sign: -0.03 x 0.5 = -0.015 share."""
    assert autonomy.autonomy_sales_effect(0.08, autonomy_uptake=0.5) == pytest.approx(0.04)
    assert autonomy.autonomy_sales_effect(-0.03, autonomy_uptake=0.5) == pytest.approx(-0.015)
