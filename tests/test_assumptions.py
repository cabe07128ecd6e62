"""Assumptions: declared once, complete, and every wrong declaration refused in one line."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geduld.assumptions import GRADES, UNITS, Assumption, check, declared
from geduld.case import load_shared
from geduld.errors import CaseError

KEYS = {
    "programme": """
        trained_share rollout_start_month rollout_months coaching_share refreshed_share_pa
        new_hires_trained_share staff design_price course_price training_hours refresher_price refresher_hours
        coaching_price_pa management_price_pm half_life_months transfer_share transfer_share_uncoached
        ramp_up_months notice_months dip_share training_time_realisation_share dip_realisation_share
        platform_price_pm contact_hours_pa contact_time_realisation_share subsidy_share subsidy_maximum_amount
        subsidy_minimum_cost subsidy_delay_months""",
    "market": """
        broadcast_moved_share contact_mix_share broadcast_extra_share broadcast_extra_months
        broadcast_start_month broadcast_yield_fall broadcast_pa
        personal_contact_pa broadcast_arrivals_share broadcast_carry_over fatigue_share campaign_arrivals_share
        contact_price contact_conversion conversion_increase partners_value""",
    "squeeze": """
        squeeze_price_cut_share squeeze_purchase_share squeeze_start_month squeeze_payment_days supplier_purchase_share
        squeeze_half_life_months late_payment_rate_pa late_payment_claimed_share supplier_capital_rate_pa
        squeeze_reference_share supplier_leave_rate_pa supplier_delay_rate_pa supplier_leave_luck supplier_delay_luck
        supplier_replacement_share supplier_premium_share supplier_premium_months supplier_delay_months
        supplier_delay_churn_rise supplier_goodwill_share""",
    "inside": """
        hours_lost_pw time_reduction hours_realisation_share separation_rate_pa turnover_reduction
        replacement_cost_share replacement_realisation_share failure_cost_pa failure_reduction absence_rate
        work_related_absence_share absence_reduction absence_realisation_share span_of_control layers silos
        hours_per_silo_pw hours_per_layer_pw coordination_reduction managers_hourly_cost
        coordination_realisation_share""",
    "customers": """
        customers_at_start churn_rate_pm churn_level class_share_today class_share_new churn_reduction referrals_pm
        referral_increase referred_value_uplift receives_referrals observed_arrivals_pm
        revenue_per_customer_pm cost_to_serve_pm season upsell_increase service_reduction""",
    "company": """
        purchase_share paid_hours_pm hourly_labour_cost other_costs_pa marketing_pa capital_expenditure_pa
        depreciation_pa cash_at_start minimum_cash target_cash payout_ratio dividend_fiscal_month
        profit_last_year_at_start debt_at_start debt_repayment_pm losses_at_start tax_of_closed_years_at_start
        payout_budget_share payout_month approved_programme_budget
        staff_follows_customers_share receivables_at_start stock_at_start payables_at_start fixed_assets_at_start
        other_assets_at_start other_liabilities_at_start tax_of_the_year_at_start equity_at_start bound_reserves
        credit_limit credit_at_start one_off_cost one_off_month""",
    "advice": "works_council_staff advice_months advice_cost",
    "autonomy": """
        layers_removed self_managing_share redeployed_share autonomy_start_month autonomy_rollout_months
        managers_work_share team_training_price team_training_hours autonomy_ramp_up_months
        autonomy_half_life_months autonomy_dip_share coordination_freed_share autonomy_turnover_reduction
        autonomy_absence_reduction autonomy_sales_increase""",
    "cut": """
        staff_cut_share staff_cut_month dismissal_months service_years transition_payment_months
        settlement_extra_months salary_share hired_back_share hired_back_after_months
        cut_strain_half_life_months turnover_rise_after_cut turnover_rise_growth absence_rise_after_cut
        churn_rise_after_cut service_lag_months failure_rise_after_cut""",
    "expand": """
        branches branch_start_month branch_close_month volume_discount_agreed branch_investment_price
        branch_life_months branch_opening_price branch_running_price_pm branch_service_share branch_cost_against_plan
        branch_sales_pm branch_sales_against_plan branch_ramp_months branch_season branch_cannibalised_share
        branch_closure_months branch_resale_share discount_threshold_1 discount_share_1 discount_threshold_2
        discount_share_2 discount_threshold_3 discount_share_3 discount_received_share""",
    "finance": """
        credit_rate_pa covenant_minimum
        inflation_pa wage_growth_pa sales_price_growth_pa purchase_price_growth_pa past_inflation_pa
        past_wage_growth_pa gbp_eur debt_rate_pa deposit_rate_pa tax_low_rate tax_high_rate tax_bracket
        loss_free_amount loss_share_above tax_payment_fiscal_month""",
    "owners": """
        leaves exit_multiple believed_share acquisition_price
        stake required_return_pa time_preference_pa risk_tolerance return_elsewhere_pa horizon_months loan_at_start
        loan_rate_pa loan_term_months loan_service_last_year other_income_pm dividends_this_year_at_start
        dividend_tax_low_rate dividend_tax_high_rate dividend_tax_bracket net_dividends_last_year
        withholding_rate owner_tax_payment_month owner_tax_of_closed_years_at_start loan_form dividend_need_pa
        reserve_at_start continuing_years box3_exempt_amount box3_tax_rate box3_deemed_return_pa""",
}
PRICE = """
[course_price]
label = { nl = "Prijs", en = "Price" }
per = "track"
unit = "EUR/trainee"
kind = "uncertainty"
p10 = 700
base = 1100
p90 = 2400
family = "lognormal"
bounds = [0, 20000]
price_level = "2015"
indexed_by = "prices"
evidence = ["a_source"]
grade = "A"
quantiles = "as stated"
"""
EFFECT = """
[saving]
label = { nl = "Besparing", en = "Saving" }
unit = "share"
kind = "constant"
base = 0.1
bounds = [-1, 1]
source = "definition"
grade = "B"
effect = true
measured_on = { group = "trained group", track = "internal", transfer = 0.4, base = "all hours" }
"""
LEVER = """
[trained_share]
label = { nl = "Deel", en = "Share" }
unit = "share"
kind = "lever"
base = 0
bounds = [0, 1]
"""


def read(folder: Path, text: str, name: str = "programme.toml") -> dict[str, Assumption]:
    (folder / name).write_text(text, encoding="utf-8")
    return declared(folder)


def shared() -> list[Assumption]:
    return list(load_shared().declared.values())


def test_the_keys_are_those_the_formulas_read() -> None:
    found: dict[str, set[str]] = {}
    for a in shared():
        found.setdefault(a.group, set()).add(a.key)
    assert found == {group: set(names.split()) for group, names in KEYS.items()}


def test_a_declaration_is_read_as_it_stands(tmp_path: Path) -> None:
    price = read(tmp_path, PRICE)["course_price"]
    assert (price.p10, price.base, price.p90) == (700, 1100, 2400)
    assert (price.unit, price.currency, price.ready_unit) == ("EUR/trainee", "EUR", "EUR/trainee")
    assert (price.group, price.file, price.overridden) == ("programme", "programme.toml", False)
    assert price.label == {"nl": "Prijs", "en": "Price"}


def test_an_effect_says_what_it_was_measured_on(tmp_path: Path) -> None:
    measured = read(tmp_path, EFFECT)["saving"].measured_on
    assert measured is not None
    assert (measured.group, measured.track, measured.transfer) == ("trained group", "internal", 0.4)


def test_only_whole_months_of_a_calendar_are_asked_for() -> None:
    assert [a.key for a in shared() if a.unit == "month" and not a.whole] == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("p10 = 700", "p10 = 1200", "p10 <= base <= p90 does not hold for 1200, 1100, 2400 EUR/trainee"),
        ("p90 = 2400", "p90 = 1000", "p10 <= base <= p90 does not hold for 700, 1100, 1000 EUR/trainee"),
        ("p90 = 2400", "p90 = 24000", "24000 EUR/trainee is out of bounds; allowed: 0..20000 EUR/trainee"),
        ("base = 1100", "base = nan", "base: nan is not a finite number EUR/trainee"),
        ("base = 1100", "base = inf", "base: inf is not a finite number EUR/trainee"),
        ("base = 1100", f"base = 1{'0' * 400}", "is not a finite number EUR/trainee"),
        ("base = 1100", "base = true", "base: True is not a number; allowed: a number in EUR/trainee"),
        ("base = 1100", 'base = "1100"', "base: '1100' is not a number; allowed: a number in EUR/trainee"),
        ("base = 1100\n", "", "base: is missing, and there is a p10 or p90"),
        ('unit = "EUR/trainee"', 'unit = "EUR/trainees"', "unit: 'EUR/trainees' is unknown"),
        ('unit = "EUR/trainee"', 'unit = "EUR/trainees"', "did you mean 'EUR/trainee'?"),
        ('price_level = "2015"\n', "", "1100 EUR/trainee has no price level or no index"),
        ('indexed_by = "prices"\n', "", "1100 EUR/trainee has no price level or no index"),
        ('price_level = "2015"', 'price_level = "mid 2015"', "price_level: 'mid 2015' is no price level"),
        ('price_level = "2015"', 'price_level = "2015-13"', "price_level: '2015-13' is no price level"),
        ('unit = "EUR/trainee"', 'unit = "share"', "1100 share is no money, so it has no price level"),
        ('evidence = ["a_source"]\n', "", "700, 1100, 2400 EUR/trainee has no source"),
        ('grade = "A"\n', "", "700, 1100, 2400 EUR/trainee has no grade; allowed: grade = A, B, C, D"),
        ('grade = "A"', 'grade = "E"', "grade: 'E' is unknown; allowed: A, B, C, D"),
        ('grade = "A"', 'grade = "A"\nplaceholder = true', "is a placeholder with a source, a better grade or no note"),
        ('quantiles = "as stated"', "", "how was the source's range read?"),
        ('evidence = ["a_source"]', 'evidence = "a_source"', "evidence: 'a_source' is not a list"),
        ("[0, 20000]", "[20000, 0]", "bounds: [20000, 0] is upside down"),
        ("[0, 20000]", "20000", "bounds: 20000 is not a pair; allowed: [lowest, highest]"),
        ('en = "Price"', 'fr = "Prix"', "label.fr: there is no such key; allowed: nl, en"),
        (', en = "Price"', "", "label.en: is missing"),
        ('nl = "Prijs"', 'nl = ""', "label.nl: a text of 0 characters; allowed: 1..200 characters"),
        ("bounds =", "bound =", "bound: there is no such key"),
        ("bounds =", "bound =", "did you mean 'bounds'?"),
        ("grade =", "effect = true\ngrade =", "an effect, and only an effect, says what it was measured on"),
        ("grade =", 'exchange_rate = "gbp_eur"\ngrade =', "a foreign currency, and only that, has an exchange rate"),
    ],
)
def test_a_wrong_declaration_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert PRICE.count(old) == 1
    with pytest.raises(CaseError) as caught:
        read(tmp_path, PRICE.replace(old, new))
    assert str(caught.value).startswith("programme.toml: course_price")
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("base = 0.1", "base = 0.1\np10 = 0", "saving: a constant has no range: 0, 0.1, 0.1 share"),
        ('"trained group"', '"everybody"', "saving.measured_on.group: 'everybody' is unknown"),
        ('"internal"', '"intern"', "saving.measured_on.track: 'intern' is unknown; allowed: internal, customer"),
        ("transfer = 0.4", "transfer = 0", "saving.measured_on.transfer: 0 share is out of bounds"),
        ("effect = true", "effect = 1", "saving.effect: 1 is neither true nor false; allowed: true, false"),
        ("effect = true", "effect = false", "saving: an effect, and only an effect"),
    ],
)
def test_a_wrong_effect_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        read(tmp_path, EFFECT.replace(old, new))
    assert said in str(caught.value)


def test_a_lever_has_no_source_and_no_range(tmp_path: Path) -> None:
    assert read(tmp_path, LEVER)["trained_share"].base == 0
    with pytest.raises(CaseError, match="a lever is chosen, so it has no source"):
        read(tmp_path, LEVER + 'source = "definition"\n')
    with pytest.raises(CaseError, match="a lever has no range: 0, 0, 1 share"):
        read(tmp_path, LEVER + "p90 = 1\n")


def test_a_placeholder_says_why_and_has_the_lowest_grade(tmp_path: Path) -> None:
    text = EFFECT.replace('source = "definition"', "placeholder = true").replace('"B"', '"D"')
    with pytest.raises(CaseError, match="a note that says why"):
        read(tmp_path, text)
    assert read(tmp_path, text.replace("effect =", 'note = "not found"\neffect ='))["saving"].placeholder


def test_a_name_is_declared_once(tmp_path: Path) -> None:
    read(tmp_path, LEVER, "inside.toml")
    with pytest.raises(CaseError, match=r"programme\.toml: trained_share: is already declared in inside\.toml"):
        read(tmp_path, LEVER)


def test_broken_toml_is_told_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"programme\.toml: not TOML: .*line 2, column 8"):
        read(tmp_path, "[a]\nbase = = 3\n")


def test_a_folder_without_assumptions_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no assumptions are declared there"):
        declared(tmp_path)


# ---- the shared data ----


def test_every_default_rests_on_evidence_or_says_that_it_does_not() -> None:
    values = [a for a in shared() if a.has_value and a.kind != "lever"]
    assert [a.key for a in values if not (a.evidence or a.placeholder or a.source == "definition")] == []
    assert [a.key for a in values if a.grade not in GRADES] == []
    assert [a.key for a in values if a.placeholder and a.grade != "D"] == []


def test_what_is_not_known_is_marked() -> None:
    """What the evidence looked for and did not find is a placeholder, not a number with a borrowed source."""
    unknown = "time_reduction referrals_pm referral_increase deposit_rate_pa debt_rate_pa wage_growth_pa"
    assert {a.key for a in shared() if a.placeholder} >= set(unknown.split())


def test_harm_stays_in_the_range() -> None:
    by_key = load_shared().declared
    assert (by_key["churn_reduction"].p10, by_key["churn_reduction"].base) == (-0.2, 0.04)
    assert by_key["time_reduction"].p10 < 0
    assert by_key["turnover_reduction"].p10 == 0


def test_every_unit_is_used() -> None:
    assert set(UNITS) - {a.unit for a in shared()} == set()


def test_levers_do_nothing_until_a_strategy_sets_them() -> None:
    assert {a.key: a.base for a in shared() if a.kind == "lever" and a.base} == {
        "rollout_months": 12,
        "autonomy_rollout_months": 12,
    }


@cache
def price() -> Assumption:
    return load_shared().declared["course_price"]


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_a_range_is_accepted_exactly_if_it_is_in_order_and_within_bounds(p10: float, base: float, p90: float) -> None:
    a = replace(price(), p10=p10, base=base, p90=p90)
    fits = p10 <= base <= p90 and a.lower <= p10 and p90 <= a.upper
    if fits:
        assert check(a) is a
    else:
        with pytest.raises(CaseError, match="course_price"):
            check(a)
