"""A company in which everything moves, for the questions asked of every line alike."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
from formulas.plain_case import ELEMENTS, LINES, QUIET, each, of, past, plan_of

from geduld.engine import Calendar, Past, Plan, Run, run
from geduld.marks import Value

PROGRAMME = each(
    "track", trained_share=0.9, rollout_start_month=2, rollout_months=9, coaching_share=0.6, refreshed_share_pa=0.5,
    new_hires_trained_share=0.7, design_price=15_000, course_price=1100, training_hours=16, refresher_price=300,
    refresher_hours=4, coaching_price_pa=200, management_price_pm=1500, platform_price_pm=5, half_life_months=12,
    transfer_share=0.5,
    transfer_share_uncoached=0.3, ramp_up_months=4, notice_months=5, dip_share=0.03,
    training_time_realisation_share=0.4, dip_realisation_share=0.3,
)  # fmt: skip
LOOSE = of("segment.home.class.loose", churn_rate_pm=0.09, class_share_today=0.4, class_share_new=0.7)
STEADY = of("segment.home.class.steady", churn_rate_pm=0.02, class_share_today=0.6, class_share_new=0.3)
LIVELY: dict[str, float] = {
    **QUIET, **PROGRAMME, "track.customer.staff": 12.0, "track.market.staff": 4.0,
    "hours_lost_pw": 2.0, "time_reduction": 0.1, "hours_realisation_share": 0.4, "separation_rate_pa": 0.12,
    "turnover_reduction": 0.1, "replacement_cost_share": 0.21, "replacement_realisation_share": 0.6,
    "failure_cost_pa": 90_000.0, "failure_reduction": 0.1, "absence_rate": 0.05, "work_related_absence_share": 0.2,
    "absence_reduction": 0.05, "absence_realisation_share": 0.3, "span_of_control": 7.0, "layers": 2.0, "silos": 4.0,
    "hours_per_silo_pw": 1.0, "hours_per_layer_pw": 2.0, "coordination_reduction": 0.05, "managers_hourly_cost": 65.0,
    "coordination_realisation_share": 0.2,
    "layers_removed": 0.8, "self_managing_share": 0.7, "redeployed_share": 0.4, "autonomy_start_month": 3.0,
    "autonomy_rollout_months": 8.0, "managers_work_share": 0.3,
    "team_training_price": 1500.0, "team_training_hours": 30.0, "autonomy_ramp_up_months": 6.0,
    "autonomy_half_life_months": 60.0,
    "autonomy_dip_share": 0.05, "coordination_freed_share": 0.5, "autonomy_turnover_reduction": 0.05,
    "autonomy_absence_reduction": 0.04, "autonomy_sales_increase": 0.02,
    **LOOSE, **STEADY, **of("segment.home", customers_at_start=3000, observed_arrivals_pm=150),
    "churn_level": 1.05,
    "churn_reduction": 0.08, "referrals_pm": 0.004, "referral_increase": 0.1, "referred_value_uplift": 0.16,
    "revenue_per_customer_pm": 420.0, "cost_to_serve_pm": 30.0,
    "upsell_increase": 0.02, "service_reduction": 0.03, "season": 1.1,
    "broadcast_moved_share": 0.3, "broadcast_extra_share": 0.9, "broadcast_extra_months": 11.0,
    "broadcast_start_month": 1.0, "broadcast_yield_fall": 0.1,
    "broadcast_pa": 60_000.0, "personal_contact_pa": 6000.0, "broadcast_arrivals_share": 0.2, "fatigue_share": 0.1,
    "contact_price": 40.0, "contact_conversion": 0.02, "conversion_increase": 0.1, "partners_value": 0.002,
    "subsidy_share": 0.5, "subsidy_delay_months": 4.5,
    "squeeze_price_cut_share": 0.02, "squeeze_purchase_share": 0.5, "squeeze_start_month": 1.0,
    "squeeze_payment_days": 12.0, "squeeze_half_life_months": 20.0, "late_payment_rate_pa": 0.1,
    "late_payment_claimed_share": 0.2, "supplier_capital_rate_pa": 0.08, "supplier_leave_rate_pa": 0.75,
    "supplier_delay_rate_pa": 0.8, "supplier_replacement_share": 0.05, "supplier_premium_share": 0.03,
    "supplier_premium_months": 5.0, "supplier_delay_months": 4.0, "supplier_delay_churn_rise": 0.6,
    "supplier_goodwill_share": 0.003,
    **of("supplier.north", supplier_purchase_share=0.3, supplier_leave_luck=0.3, supplier_delay_luck=0.1),
    **of("supplier.south", supplier_purchase_share=0.2, supplier_leave_luck=0.9, supplier_delay_luck=0.2),
    "purchase_share": 0.6, "paid_hours_pm": 140.0, "hourly_labour_cost": 45.0, "other_costs_pa": 300_000.0,
    "marketing_pa": 120_000.0, "capital_expenditure_pa": 60_000.0, "depreciation_pa": 80_000.0,
    "cash_at_start": 200_000.0, "minimum_cash": 250_000.0, "target_cash": 450_000.0, "payout_ratio": 0.6,
    "profit_last_year_at_start": 150_000.0, "debt_at_start": 400_000.0, "debt_repayment_pm": 18_000.0,
    "losses_at_start": 700_000.0, "tax_of_closed_years_at_start": 20_000.0, "payout_budget_share": 0.25,
    "payout_month": 7.0, "approved_programme_budget": 4_000_000.0, "loss_free_amount": 250_000.0,
    "inflation_pa": 0.02, "wage_growth_pa": 0.03, "sales_price_growth_pa": 0.015, "purchase_price_growth_pa": 0.025,
    "debt_rate_pa": 0.05, "deposit_rate_pa": 0.02, "staff_follows_customers_share": 0.5, "contact_hours_pa": 0.25,
    "contact_time_realisation_share": 0.5,
    "receivables_at_start": 900_000.0, "stock_at_start": 700_000.0, "payables_at_start": 500_000.0,
    "fixed_assets_at_start": 9000.0, "other_assets_at_start": 350_000.0, "other_liabilities_at_start": 60_000.0,
    "tax_of_the_year_at_start": 10_000.0, "equity_at_start": 1_000_000.0, "bound_reserves": 1_620_000.0,
    "credit_limit": 860_000.0, "credit_at_start": 800_000.0, "credit_rate_pa": 0.08, "covenant_minimum": 12.0,
    "one_off_cost": 40_000.0, "one_off_month": 5.0,
    "staff_cut_share": 0.2, "staff_cut_month": 3.0, "dismissal_months": 2.5, "service_years": 9.0,
    "settlement_extra_months": 1.5, "hired_back_share": 0.4, "hired_back_after_months": 8.0,
    "cut_strain_half_life_months": 9.0, "turnover_rise_after_cut": 0.31, "absence_rise_after_cut": 1.5,
    "churn_rise_after_cut": 0.5, "failure_rise_after_cut": 0.6,
    "branches": 2.0, "branch_start_month": 3.0, "branch_close_month": 24.0, "volume_discount_agreed": 1.0,
    "branch_investment_price": 150_000.0, "branch_life_months": 40.0, "branch_opening_price": 30_000.0,
    "branch_running_price_pm": 25_000.0, "branch_service_share": 0.03, "branch_cost_against_plan": 1.1,
    "branch_sales_pm": 200_000.0, "branch_sales_against_plan": 0.9, "branch_ramp_months": 6.0, "branch_season": 1.2,
    "branch_cannibalised_share": 0.15, "branch_closure_months": 6.0, "branch_resale_share": 0.2,
    "discount_threshold_1": 1.02, "discount_share_1": 0.01, "discount_threshold_2": 1.1, "discount_share_2": 0.02,
    "discount_threshold_3": 1.2, "discount_share_3": 0.03, "discount_received_share": 0.8,
    "works_council_staff": 35.0, "advice_months": 2.0, "advice_cost": 8000.0,
    **each("owner", stake=0.4, horizon_months=28, loan_at_start=60_000, loan_rate_pa=0.04, loan_term_months=24,
           other_income_pm=900, dividends_this_year_at_start=5000, dividend_tax_bracket=20_000, leaves=0.5,
           exit_multiple=5, believed_share=0.5, acquisition_price=1000, owner_tax_of_closed_years_at_start=700,
           loan_form=0.5, dividend_need_pa=9000, reserve_at_start=4000, continuing_years=3,
           box3_exempt_amount=30_000, box3_tax_rate=0.3, box3_deemed_return_pa=0.06),
}  # fmt: skip
CALENDAR = Calendar(decision_month=9, fiscal_year_starts=1, months=30)
BEFORE = past(
    profit_to_date=240_000.0,
    net_dividend=500.0,
    loan_service=300.0,
    normalised_ebitda=30_000.0,
    total_revenue=1_200_000.0,
    total_cost_of_sales=720_000.0,
    cash_for_debt=-200_000.0,
    debt_service=11_000.0,
)


@cache
def plan() -> Plan:
    """The lines of the model over two classes in one segment, the referred in another, and two owners."""
    return plan_of(LIVELY, ELEMENTS)


def compute(values: dict[str, Value] | None = None, months: int = CALENDAR.months, before: Past = BEFORE) -> Run:
    """Thirty months from September, unless other values, another end or another past are asked for."""
    return run(plan(), {**LIVELY, **(values or {})}, replace(CALENDAR, months=months), before)


def draws(n: int, seed: int = 3) -> dict[str, Value]:
    """Every value within 3% of itself, differently in each of n draws; months stay whole."""
    spread = np.random.default_rng(seed).uniform(0.97, 1.03, (len(LIVELY), n))
    whole = ("_month", "_months", "receives_referrals")
    return {
        key: np.full(n, value) if key.endswith(whole) else value * column
        for (key, value), column in zip(LIVELY.items(), spread, strict=True)
    }


Call = tuple[Any, ...]


@cache
def calls() -> dict[str, list[Call]]:
    """Line -> the arguments of each time it was called in thirty months, at all elements."""
    found: dict[str, list[Call]] = {name: [] for name in LINES}

    def listening(name: str) -> Any:
        def told(*arguments: Any) -> Any:
            found[name].append(tuple(float(a) for a in arguments))
            return LINES[name].function(*arguments)

        return told

    lines = {name: replace(line, function=listening(name)) for name, line in LINES.items()}
    run(plan_of(LIVELY, ELEMENTS, lines=lines), LIVELY, CALENDAR, BEFORE)
    return found
