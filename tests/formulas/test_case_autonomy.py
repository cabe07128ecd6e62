"""Fewer layers and self-managing teams on a small company over the whole run: what comes now, and what comes later."""

from __future__ import annotations

import numpy as np
import pytest
from formulas.lively_case import compute as compute_lively
from formulas.plain_case import LINES, compute, of

from geduld.engine import Run

COMPANY: dict[str, float] = {
    "span_of_control": 4.0, "layers": 2.0, "silos": 3.0, "hours_per_silo_pw": 1.0, "hours_per_layer_pw": 2.0,
    "managers_hourly_cost": 80.0, "hourly_labour_cost": 50.0, "coordination_realisation_share": 0.25,
    "service_years": 12.0, "settlement_extra_months": 2.0, "salary_share": 0.75, "dismissal_months": 1.5,
    "managers_work_share": 0.25, "team_training_price": 600.0,
    "team_training_hours": 10.0, "autonomy_ramp_up_months": 2.0, "autonomy_dip_share": 0.05,
    "coordination_freed_share": 0.5, "autonomy_turnover_reduction": 0.5, "autonomy_absence_reduction": 0.25,
    "autonomy_sales_increase": 0.04, "separation_rate_pa": 1 - 0.99**12, "replacement_cost_share": 0.25,
    "absence_rate": 0.05, "work_related_absence_share": 0.2, "churn_rate_pm": 0.0, "revenue_per_customer_pm": 100.0,
    "purchase_share": 0.5, **of("segment.home", customers_at_start=1000),
}  # fmt: skip
FLAT = {"layers_removed": 1.0, "redeployed_share": 0.4, "autonomy_rollout_months": 1.0}
TEAMS = {"self_managing_share": 1.0, "autonomy_rollout_months": 1.0}
BACKFIRED = {
    "coordination_freed_share": -0.5, "autonomy_turnover_reduction": -0.1, "autonomy_absence_reduction": -0.1,
    "autonomy_sales_increase": -0.03,
}  # fmt: skip
MONTHS = 24


def against_nothing(name: str, changes: dict[str, float], months: int = MONTHS) -> np.ndarray:
    """A line with these changes, less the same company as it is; a value per month."""
    return compute({**COMPANY, **changes}, months).line(name) - compute(COMPANY, months).line(name)


def test_fewer_layers_now_and_later() -> None:
    """Forty over four, over four again: 10 + 2.5 managers; the 2.5 go in month 1, 1 into a team and 1.5 away.

    Now: 1.5 x (12 / 3 + 2 months x 0.75 + 1.5 of notice) x 120 h x 80 = 86,400. Later, a month: wages 1.5 x 9,600 =
    14,400 saved, of which a quarter of the hours comes back at 50: 1.5 x 0.25 x 120 x 50 = 2,250; co-ordination (10 x
    1 layer x 2 h + 1 x (2 silos x 1 + 1 layer x 2)) x 52 / 12 = 104 h on paper, 52 in fact, x 80 = 4,160, a quarter in
    cash = 1,040. So 13,190 a month.
    """
    found = against_nothing("ebitda", FLAT)
    assert found[0] == 0 and found[1] == pytest.approx(13_190 - 86_400)
    assert found[2:] == pytest.approx([13_190] * (MONTHS - 1))


def test_self_managing_teams_now_and_later() -> None:
    """Forty people in month 1, half of the way each month after.

    Now: 40 x 600 = 24,000, 40 x 10 h x 50 = 20,000, and 40, 20, 10 ... slower by 0.05 x 120 h x 50 = 300: 12,000,
    6,000, 3,000 ... Uptake is 1/2, 3/4, 7/8 ...: of it sales 0.04 x 100,000 x 0.5 = 2,000, staff who stay 40 x 0.01 x
    0.5 x 0.25 x 72,000 = 3,600, sickness 40 x 120 x 0.05 x 0.2 = 48 h x 0.25 x 50 = 600: 6,200 at full uptake.
    Over 24 months: 6,200 x 23 - 24,000 - 20,000 - 24,000 = 74,600, to less than a cent.
    """
    found = against_nothing("ebitda", TEAMS)
    assert found[1] == pytest.approx(3100 - 24_000 - 20_000 - 12_000)
    assert found[2] == pytest.approx(4650 - 6000) and found[3] == pytest.approx(5425 - 3000)
    assert found[MONTHS] == pytest.approx(6200, abs=0.01)
    assert found.sum() == pytest.approx(74_600, abs=0.01)


def test_teams_that_slide_back_keep_half_of_the_effect() -> None:
    """Half-life 12 months, used at once, all in month 1: sales 2,000, staff 3,600 and sickness 600 halve by month 13.

    They are trained once: 24,000 in month 1 and nothing after.
    """
    sliding = {**TEAMS, "autonomy_half_life_months": 12.0, "autonomy_ramp_up_months": 1.0, "autonomy_dip_share": 0.0}
    found = against_nothing("normalised_ebitda", sliding)
    assert found[1] == pytest.approx(6200) and found[13] == pytest.approx(3100)
    assert against_nothing("team_training_cost", sliding)[1:3].tolist() == [24_000, 0]


def test_both_together_over_the_whole_run() -> None:
    """24 x 13,190 - 86,400 + 74,600 = 304,760: on different people and hours, so nothing is counted twice."""
    assert against_nothing("ebitda", {**FLAT, **TEAMS}).sum() == pytest.approx(304_760, abs=0.01)


def test_what_comes_once_is_no_part_of_what_a_buyer_sees() -> None:
    """Month 1: 13,190 + 3,100 = 16,290 of normalised ebitda; 86,400 + 56,000 came once."""
    changes = {**FLAT, **TEAMS}
    assert against_nothing("normalised_ebitda", changes)[1] == pytest.approx(16_290)
    assert against_nothing("cash_one_offs", changes)[1] == pytest.approx(-142_400)


def test_wages_are_saved_once() -> None:
    """The payroll of `wages` stays what it was: the 1.5 managers are in the line of their own."""
    assert not against_nothing("wages", FLAT).any() and not against_nothing("staff_needed", FLAT).any()
    assert against_nothing("managers_wages_saved", FLAT)[1:] == pytest.approx([14_400] * MONTHS)


def test_who_is_redeployed_keeps_the_wage_and_frees_co_ordination_only() -> None:
    """All 2.5 in teams: (10 x 2 + 2.5 x 4) x 52 / 12 = 130 h on paper, 65 in fact x 80 x 0.25 = 1,300 a month."""
    found = against_nothing("ebitda", {**FLAT, "redeployed_share": 1.0})
    assert found[1:] == pytest.approx([1300] * MONTHS)


def test_layers_go_over_the_roll_out() -> None:
    """Over 4 months from month 2: half a layer is gone in month 4, 40 x (1 - 4**-1.5) / 3 = 11.6667 managers are left.

    Severance is paid as they leave: in all the same 1.5 x 57,600 = 86,400.
    """
    run = compute({**COMPANY, **FLAT, "autonomy_start_month": 2.0, "autonomy_rollout_months": 4.0}, 8)
    assert run.line("layers_kept").tolist() == [2, 2, 2, 1.75, 1.5, 1.25, 1, 1, 1]
    assert run.line("managers")[4] == pytest.approx(11.666667)
    assert run.line("managers_severance").sum() == pytest.approx(86_400)
    assert not run.line("managers_severance")[[0, 1, 2, 7, 8]].any()


def test_the_works_council_is_heard_first() -> None:
    """40 staff where 35 must have a council: two months later, and 8,000 in the first month after the start."""
    council = {"works_council_staff": 35.0, "advice_months": 2.0, "advice_cost": 8000.0}
    asked = compute({**COMPANY, **council, **FLAT, "autonomy_start_month": 3.0}, 8)
    assert asked.line("layers_kept").tolist() == [2, 2, 2, 2, 2, 2, 1, 1, 1]
    assert asked.line("autonomy_advice_cost").tolist() == [0, 0, 0, 0, 8000, 0, 0, 0, 0]


def test_silos_stay_when_layers_go() -> None:
    """Before 12.5 x (2 x 1 + 1 x 2) x 52 / 12 = 216.67 h; after 10 x 2 x 1 x 52 / 12 = 86.67 h, all between silos."""
    run = compute({**COMPANY, **FLAT, "autonomy_start_month": 1.0}, 3)
    assert run.line("coordination_hours")[1:] == pytest.approx([216.666667, 86.666667, 86.666667])


def test_who_left_loses_no_hours_to_poor_communication() -> None:
    """(40 - 10 managers - 1.5 who left) x 3 h x 52 / 12 = 370.5 h; before (40 - 12.5) x 13 = 357.5 h."""
    run = compute({**COMPANY, **FLAT, "hours_lost_pw": 3.0, "autonomy_start_month": 1.0}, 2)
    assert run.line("hours_lost")[1:] == pytest.approx([357.5, 370.5])


def test_no_leaver_and_no_sick_hour_is_saved_twice() -> None:
    """The programme keeps every second leaver, teams half of the rest: 40 x 0.01 x 0.75 = 0.3; sick hours likewise."""
    effects = {"turnover_reduction": 0.5, "absence_reduction": 1.0}
    pins = {"track.internal.uptake": [1.0] * MONTHS}
    run = compute({**COMPANY, **TEAMS, **effects, "autonomy_ramp_up_months": 1.0}, MONTHS, pins=pins)
    assert run.line("separations_avoided")[2:] == pytest.approx([0.3] * (MONTHS - 1))
    assert np.abs(run.line("separations_stopped")).max() < 1e-12
    assert not run.line("autonomy_absence_avoided").any() and run.line("absence_avoided")[1:].all()


def test_freed_hours_are_guarded_with_all_others() -> None:
    """(40 - 10 - 1.5) x 26 x 52 / 12 = 3,211 h lost, 2,400 h sick and 52 h freed: 5,663 h, of which 4,800 are paid.

    Of the 52 h x 80 = 4,160 so much is left: 4,160 x 4,800 / 5,663 = 3,526.05.
    """
    lost = {"hours_lost_pw": 26.0, "time_reduction": 1.0}
    sick = {"absence_rate": 0.5, "work_related_absence_share": 1.0, "absence_reduction": 1.0}
    run = compute({**COMPANY, **FLAT, **lost, **sick}, 3, pins={"track.internal.uptake": [1.0] * 3})
    assert run.line("hours_claimed")[1] == pytest.approx(5663)
    assert run.line("autonomy_coordination_avoided")[1] == pytest.approx(3526.0462)


def test_a_trial_that_backfired_leaves_less_than_doing_nothing() -> None:
    """Everybody kept, and what the sources warn of: more control, more leavers, more sick, fewer sales. Later, a month:

    130 h x -0.5 x 80 x 0.25 = -1,300; sales -0.03 x 50,000 = -1,500, leavers -0.1 x 7,200 = -720, sick -0.1 x 2,400 =
    -240: -3,760 at full uptake, in the end, and never anything but less.
    """
    found = against_nothing("ebitda", {**FLAT, **TEAMS, "redeployed_share": 1.0, **BACKFIRED})
    assert found[MONTHS] == pytest.approx(-3760, abs=0.01) and (found[1:] < 0).all()


def test_without_effects_only_wages_are_saved() -> None:
    """Every other benefit is what it is without the choice, to the last bit."""
    choice = {**FLAT, **TEAMS, **dict.fromkeys(BACKFIRED, 0.0)}
    benefits = [name for name, line in LINES.items() if line.marks.sign > 0]
    moved = {name for name in benefits if against_nothing(name, choice).any()}
    assert moved == {"managers_wages_saved"}


def everything(run: Run) -> dict[str, list[float]]:
    return {str(node): np.asarray(column).tolist() for node, column in run.values.items()}


def test_without_levers_nothing_depends_on_what_autonomy_would_do() -> None:
    """All of the business is the same to the last bit, whatever it costs and does."""
    off = {"layers_removed": 0.0, "self_managing_share": 0.0}
    other = {**dict.fromkeys(BACKFIRED, 0.7), "team_training_price": 1.0, "autonomy_dip_share": 0.9}
    assert everything(compute_lively({**off})) == everything(compute_lively({**off, **other}))


def test_nothing_changes_before_the_start() -> None:
    """Planned for month 9: until then every line is what it is without the choice, the advice included."""
    off = compute_lively({"layers_removed": 0.0, "self_managing_share": 0.0, "autonomy_start_month": 9.0})
    on = compute_lively({"autonomy_start_month": 9.0})
    moved = {node.line for node, column in off.values.items() if not np.array_equal(column[:10], on.values[node][:10])}
    assert moved == set()
    assert not np.array_equal(off.line("ebitda")[10:], on.line("ebitda")[10:])


def test_the_books_close_with_it_on() -> None:
    """On the company in which everything moves, at three ways to choose."""
    for removed, teams, redeployed in ((1.0, 1.0, 0.0), (0.5, 0.0, 1.0), (0.0, 1.0, 0.5)):
        chosen = {"layers_removed": removed, "self_managing_share": teams, "redeployed_share": redeployed}
        run = compute_lively({**chosen})
        scale = np.abs(run.line("revenue")).max()
        assert np.abs(run.line("identity_residual")).max() < 1e-9 * scale
        assert np.abs(run.line("balance_residual")).max() < 1e-9 * scale
