"""A small company in plain numbers: what the worked cases start from and change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from geduld.engine import Calendar, Line, Past, Plan, Run, collect, run, wire
from geduld.engine.wiring import Element
from geduld.formulas import ROOMS
from geduld.marks import Grain, Value

LINES: dict[str, Line] = collect(ROOMS)
DECEMBER = 12

ELEMENTS: dict[Grain, tuple[Element, ...]] = {
    "company": ("",),
    "track": ("track.internal", "track.customer", "track.market"),
    "segment": ("segment.home", "segment.referred"),
    "class": ("segment.home.class.steady", "segment.home.class.loose", "segment.referred.class.all"),
    "channel": ("channel.visit", "channel.telephone", "channel.email", "channel.social"),
    "supplier": ("supplier.north", "supplier.south"),
    "owner": ("owner.family", "owner.partner"),
}
ONE_CLASS: dict[Grain, tuple[Element, ...]] = {
    **ELEMENTS,
    "class": ("segment.home.class.all", "segment.referred.class.all"),
}

TRACK: dict[str, float] = {
    "trained_share": 0, "rollout_start_month": 0, "rollout_months": 12, "coaching_share": 0, "refreshed_share_pa": 0,
    "new_hires_trained_share": 0, "staff": 0, "design_price": 0, "course_price": 0, "training_hours": 0,
    "refresher_price": 0, "refresher_hours": 0, "coaching_price_pa": 0, "management_price_pm": 0,
    "platform_price_pm": 0,
    "half_life_months": 12, "transfer_share": 0.5, "transfer_share_uncoached": 0.5, "ramp_up_months": 1,
    "notice_months": 1, "dip_share": 0, "training_time_realisation_share": 1, "dip_realisation_share": 1,
}  # fmt: skip
EXPAND: dict[str, float] = {
    "branches": 0, "branch_start_month": 0, "branch_close_month": 0, "volume_discount_agreed": 0,
    "branch_investment_price": 0, "branch_life_months": 120, "branch_opening_price": 0, "branch_running_price_pm": 0,
    "branch_service_share": 0, "branch_cost_against_plan": 1, "branch_sales_pm": 0, "branch_sales_against_plan": 1,
    "branch_ramp_months": 1, "branch_season": 1, "branch_cannibalised_share": 0, "branch_closure_months": 0,
    "branch_resale_share": 0, "discount_threshold_1": 1, "discount_share_1": 0, "discount_threshold_2": 1,
    "discount_share_2": 0, "discount_threshold_3": 1, "discount_share_3": 0, "discount_received_share": 1,
}  # fmt: skip
INSIDE: dict[str, float] = {
    "hours_lost_pw": 0, "time_reduction": 0, "time_reduction_trial_transfer": 0.5, "hours_realisation_share": 1,
    "separation_rate_pa": 0, "turnover_reduction": 0, "turnover_reduction_trial_transfer": 0.5,
    "replacement_cost_share": 0, "replacement_realisation_share": 1,
    "failure_cost_pa": 0, "failure_reduction": 0, "failure_reduction_trial_transfer": 0.5,
    "absence_rate": 0, "work_related_absence_share": 0, "absence_reduction": 0,
    "absence_reduction_trial_transfer": 0.5, "absence_realisation_share": 1, "span_of_control": 1e9, "layers": 1,
    "silos": 1, "hours_per_silo_pw": 0, "hours_per_layer_pw": 0, "coordination_reduction": 0,
    "coordination_reduction_trial_transfer": 0.5, "managers_hourly_cost": 0, "coordination_realisation_share": 1,
}  # fmt: skip
AUTONOMY: dict[str, float] = {
    "layers_removed": 0, "self_managing_share": 0, "redeployed_share": 0, "autonomy_start_month": 0,
    "autonomy_rollout_months": 12, "managers_work_share": 0, "team_training_price": 0,
    "team_training_hours": 0, "autonomy_ramp_up_months": 1, "autonomy_half_life_months": 1e12, "autonomy_dip_share": 0,
    "coordination_freed_share": 0,
    "autonomy_turnover_reduction": 0, "autonomy_absence_reduction": 0, "autonomy_sales_increase": 0,
}  # fmt: skip
CUSTOMERS: dict[str, float] = {
    "customers_at_start": 0, "observed_arrivals_pm": 0, "receives_referrals": 0,
    "segment.referred.receives_referrals": 1, "class_share_today": 1, "class_share_new": 1,
    "churn_rate_pm": 0.05, "churn_level": 1, "churn_reduction": 0, "churn_reduction_trial_transfer": 0.5,
    "referrals_pm": 0, "referral_increase": 0, "referral_increase_trial_transfer": 0.5, "referred_value_uplift": 0,
    "revenue_per_customer_pm": 0, "cost_to_serve_pm": 0, "season": 1,
    "upsell_increase": 0, "upsell_increase_trial_transfer": 0.5,
    "service_reduction": 0, "service_reduction_trial_transfer": 0.5,
}  # fmt: skip
MARKET: dict[str, float] = {
    "broadcast_moved_share": 0, "contact_mix_share": 0.25, "broadcast_extra_share": 0, "broadcast_extra_months": 0,
    "broadcast_start_month": 0, "broadcast_yield_fall": 0,
    "broadcast_pa": 0, "personal_contact_pa": 0, "broadcast_arrivals_share": 0, "broadcast_carry_over": 0.5,
    "fatigue_share": 0, "campaign_arrivals_share": 1, "segment.referred.campaign_arrivals_share": 0,
    "contact_price": 1, "contact_conversion": 0, "conversion_increase": 0, "conversion_increase_trial_transfer": 0.5,
    "partners_value": 0, "partners_value_trial_transfer": 0.5,
    "subsidy_share": 0, "subsidy_maximum_amount": 25_000, "subsidy_minimum_cost": 5000, "subsidy_delay_months": 6,
}  # fmt: skip
SQUEEZE: dict[str, float] = {
    "squeeze_price_cut_share": 0, "squeeze_purchase_share": 0, "squeeze_start_month": 0, "squeeze_payment_days": 0,
    "squeeze_half_life_months": 24, "late_payment_rate_pa": 0, "late_payment_claimed_share": 0,
    "supplier_capital_rate_pa": 0, "squeeze_reference_share": 0.03, "supplier_purchase_share": 0,
    "supplier_leave_rate_pa": 0, "supplier_delay_rate_pa": 0, "supplier_leave_luck": 0.5, "supplier_delay_luck": 0.5,
    "supplier_replacement_share": 0, "supplier_premium_share": 0, "supplier_premium_months": 1,
    "supplier_delay_months": 1, "supplier_delay_churn_rise": 0, "supplier_goodwill_share": 0,
}  # fmt: skip
COMPANY: dict[str, float] = {
    "purchase_share": 0, "paid_hours_pm": 120, "hourly_labour_cost": 0, "other_costs_pa": 0, "marketing_pa": 0,
    "capital_expenditure_pa": 0, "depreciation_pa": 0, "cash_at_start": 0, "minimum_cash": 0, "target_cash": 0,
    "payout_ratio": 0, "dividend_fiscal_month": 5, "profit_last_year_at_start": 0, "debt_at_start": 0,
    "debt_repayment_pm": 0, "losses_at_start": 0, "tax_of_closed_years_at_start": 0, "payout_budget_share": 0,
    "payout_month": 0, "approved_programme_budget": 0, "tax_low_rate": 0.19, "tax_high_rate": 0.258,
    "tax_bracket": 200_000, "loss_free_amount": 1_000_000, "loss_share_above": 0.5, "tax_payment_fiscal_month": 6,
    "inflation_pa": 0, "wage_growth_pa": 0, "sales_price_growth_pa": 0, "purchase_price_growth_pa": 0,
    "debt_rate_pa": 0, "deposit_rate_pa": 0, "staff_follows_customers_share": 0, "contact_hours_pa": 0,
    "contact_time_realisation_share": 1,
    "receivables_at_start": 0, "stock_at_start": 0, "payables_at_start": 0, "fixed_assets_at_start": 0,
    "other_assets_at_start": 0, "other_liabilities_at_start": 0, "tax_of_the_year_at_start": 0, "equity_at_start": 0,
    "bound_reserves": 0, "credit_limit": 0, "credit_at_start": 0, "credit_rate_pa": 0, "covenant_minimum": 0,
    "one_off_cost": 0, "one_off_month": 0,
    "works_council_staff": 50, "advice_months": 0, "advice_cost": 0,
}  # fmt: skip
CUT: dict[str, float] = {
    "staff_cut_share": 0, "staff_cut_month": 0, "dismissal_months": 1, "service_years": 0,
    "transition_payment_months": 1 / 3, "settlement_extra_months": 0, "salary_share": 0.75,
    "hired_back_share": 0, "hired_back_after_months": 6, "cut_strain_half_life_months": 12,
    "turnover_rise_after_cut": 0, "turnover_rise_growth": 0.15, "absence_rise_after_cut": 0,
    "churn_rise_after_cut": 0, "service_lag_months": 3, "failure_rise_after_cut": 0,
}  # fmt: skip
OWNER: dict[str, float] = {
    "stake": 0.5, "horizon_months": 120, "loan_at_start": 0, "loan_rate_pa": 0, "loan_term_months": 1,
    "other_income_pm": 0, "dividends_this_year_at_start": 0, "dividend_tax_low_rate": 0.25,
    "dividend_tax_high_rate": 0.30, "dividend_tax_bracket": 70_000,
    "leaves": 0, "exit_multiple": 0, "believed_share": 0, "acquisition_price": 0, "withholding_rate": 0.15,
    "owner_tax_payment_month": 7, "owner_tax_of_closed_years_at_start": 0, "loan_form": 0, "dividend_need_pa": 0,
    "reserve_at_start": 0, "continuing_years": 0, "box3_exempt_amount": 0, "box3_tax_rate": 0,
    "box3_deemed_return_pa": 0,
}  # fmt: skip
QUIET: dict[str, float] = {
    **{f"{track}.{key}": value for track in ELEMENTS["track"] for key, value in TRACK.items()},
    "track.internal.staff": 40.0,
    **INSIDE,
    **AUTONOMY,
    **CUSTOMERS,
    **MARKET,
    **SQUEEZE,
    **COMPANY,
    **CUT,
    **EXPAND,
    **{f"{owner}.{key}": value for owner in ELEMENTS["owner"] for key, value in OWNER.items()},
}
"""Nothing happens: no prices rise, nobody is trained, nothing is sold, nothing is paid."""


def each(grain: Grain, **values: float) -> dict[str, float]:
    """The same values for every element of a grain."""
    return {f"{element}.{key}": value for element in ELEMENTS[grain] for key, value in values.items()}


def of(element: Element, **values: float) -> dict[str, float]:
    """Values of one element."""
    return {f"{element}.{key}": value for key, value in values.items()}


BEFORE = (
    "net_dividend", "loan_service", "normalised_ebitda", "total_revenue", "total_cost_of_sales", "cash_for_debt",
    "debt_service",
)  # fmt: skip
"""The lines whose twelve months before the decision are asked for."""


def past(profit_to_date: float = 0.0, **monthly: float) -> Past:
    """Profit of the fiscal year so far, and what each line of `BEFORE` was in every month before; nothing if not said.

    Raises:
        ValueError: a line is none of `BEFORE`.
    """
    if unknown := set(monthly) - set(BEFORE):
        raise ValueError(f"{sorted(unknown)} is none of {BEFORE}")
    history = {line: [monthly.get(line, 0.0)] * 12 for line in BEFORE}
    history["purchase_volume"] = history["total_cost_of_sales"]
    return Past(history, {"profit_before_tax": profit_to_date})


def plan_of(
    values: Mapping[str, Value],
    elements: Mapping[Grain, Sequence[Element]] = ELEMENTS,
    pins: Sequence[str] = (),
    lines: Mapping[str, Line] = LINES,
) -> Plan:
    """The model's lines tied to these values."""
    return wire(lines, elements, values.keys(), pins=pins)


def compute(
    changes: Mapping[str, Value],
    months: int = 3,
    before: Past | None = None,
    decided: int = DECEMBER,
    pins: Mapping[str, Sequence[float]] | None = None,
    elements: Mapping[Grain, Sequence[Element]] = ONE_CLASS,
) -> Run:
    """The quiet company with some changes; the fiscal year starts in January."""
    values: dict[str, Value] = {**QUIET, **changes}
    plan = plan_of(values, elements, tuple(pins or ()))
    return run(plan, values, Calendar(decided, 1, months), before or past(), pins)
