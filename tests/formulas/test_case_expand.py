"""A branch over its whole life, worked by hand: what it brings now, what it costs later, and what must hold."""

from __future__ import annotations

import numpy as np
import pytest
from formulas.lively_case import compute as lively
from formulas.plain_case import LINES, compute, of, past

MONTHS = 8
SHOP = {
    **of("segment.home", customers_at_start=1000, observed_arrivals_pm=50),
    "revenue_per_customer_pm": 100.0,
    "purchase_share": 0.6,
    "cash_at_start": 1_000_000.0,
}
"""A thousand customers, 50 of whom leave and 50 come: 100,000 of sales and 60,000 of purchases a month."""
BRANCH = {
    "branches": 1.0,
    "branch_start_month": 2.0,
    "branch_investment_price": 60_000.0,
    "branch_life_months": 30.0,
    "branch_opening_price": 5000.0,
    "branch_running_price_pm": 7000.0,
    "branch_service_share": 0.05,
    "branch_sales_pm": 40_000.0,
    "branch_cannibalised_share": 0.25,
    "branch_ramp_months": 1 / np.log(2),
}
"""The ramp halves what is missing each month: 1/2, 3/4, 7/8 of 40,000 x 0.75 = 30,000 on top."""
CLOSED = {"branch_close_month": 6.0, "branch_closure_months": 3.0, "branch_resale_share": 0.25}
STEPS = {
    "volume_discount_agreed": 1.0,
    "discount_threshold_1": 1.0, "discount_share_1": 0.01, "discount_threshold_2": 1.02, "discount_share_2": 0.02,
    "discount_threshold_3": 1.05, "discount_share_3": 0.04, "discount_received_share": 0.5,
}  # fmt: skip
BEFORE = past(total_revenue=100_000, total_cost_of_sales=60_000)


def test_now_a_branch_asks_capital_and_a_year_of_patience() -> None:
    """Open from month 3. On top 30,000 x 1/2, 3/4, 7/8, 15/16 = 15,000, 22,500, 26,250, 28,125 EUR.

    Margin after 60 % purchases and 5 % service is 35 %: 5,250, 7,875, 9,187.50, 9,843.75, less 7,000 a month and, in
    month 3, 5,000 of opening: -6,750, 875, 2,187.50, 2,843.75 of ebitda beside the 40,000 of the company as it was.
    Capital of 60,000 in month 3, depreciated at 2,000 a month from month 4.
    """
    run = compute({**SHOP, **BRANCH}, MONTHS, BEFORE)
    assert run.line("branch_revenue")[:7] == pytest.approx([0, 0, 0, 15_000, 22_500, 26_250, 28_125])
    assert run.line("ebitda")[1:7] == pytest.approx([40_000, 40_000, 33_250, 40_875, 42_187.5, 42_843.75])
    assert run.line("capital_expenditure")[1:5] == pytest.approx([0, 0, 60_000, 0])
    assert run.line("depreciation")[2:6] == pytest.approx([0, 0, 2000, 2000])
    assert run.line("fixed_assets")[2:6] == pytest.approx([0, 60_000, 58_000, 56_000])


def test_opening_and_closing_are_no_part_of_normalised_ebitda_and_running_is() -> None:
    """Month 3 without the 5,000 of opening: 40,000 + 5,250 - 7,000 = 38,250 EUR; month 6, closed, 40,000."""
    run = compute({**SHOP, **BRANCH, **CLOSED}, MONTHS, BEFORE)
    assert run.line("normalised_ebitda")[3] == pytest.approx(38_250)
    assert run.line("normalised_ebitda")[6] == pytest.approx(40_000)


def test_later_a_branch_that_closes_leaves_rent_severance_and_a_write_off() -> None:
    """Closed in month 6: no sales, no running cost, 3 x 7,000 = 21,000 of closing, out of 40,000 of the company.

    Book value 60,000 - 2 x 2,000 = 56,000; a quarter, 14,000, is fetched in cash, 42,000 is written off: profit before
    tax 40,000 - 21,000 - 42,000 = -23,000 EUR. After that nothing is left of it.
    """
    run = compute({**SHOP, **BRANCH, **CLOSED}, MONTHS, BEFORE)
    assert run.line("branch_sales")[5:].tolist() == pytest.approx([35_000, 0, 0, 0])
    assert run.line("branch_running_cost")[5:].tolist() == pytest.approx([7000, 0, 0, 0])
    assert run.line("branch_closure_cost")[5:].tolist() == pytest.approx([0, 21_000, 0, 0])
    assert run.line("capital_expenditure")[6] == pytest.approx(-14_000)
    assert run.line("profit_before_tax")[6] == pytest.approx(-23_000)
    assert run.line("fixed_assets")[5:] == pytest.approx([56_000, 0, 0, 0])
    assert run.line("profit_before_tax")[7] == pytest.approx(40_000)


def test_a_branch_that_stays_open_is_kept_and_depreciated_to_nothing() -> None:
    """60,000 over 4 months is 15,000 a month from month 4 to 7, and nothing in month 8, while it goes on selling."""
    run = compute({**SHOP, **BRANCH, "branch_life_months": 4.0}, MONTHS, BEFORE)
    assert run.line("branch_depreciation")[3:].tolist() == pytest.approx([0, 15_000, 15_000, 15_000, 15_000, 0])
    assert run.line("branch_closure_cost").max() == 0 and run.line("branch_revenue")[8] > 29_000


def test_what_a_branch_takes_from_own_customers_is_counted_once() -> None:
    """It sells 20,000 in month 3, 5,000 of it to own customers: the company sells 100,000 + 15,000, not 120,000 EUR."""
    run = compute({**SHOP, **BRANCH}, MONTHS, BEFORE)
    assert run.line("branch_sales")[3] == pytest.approx(20_000)
    assert run.line("revenue")[3] == pytest.approx(100_000)
    assert run.line("total_revenue")[3] == pytest.approx(115_000)
    assert run.line("total_cost_of_sales")[3] == pytest.approx(60_000 + 0.6 * 15_000)


def test_a_branch_adds_no_customers_and_no_staff_beside_its_own() -> None:
    """Its buyers are no customers and its staff is in its running cost, so neither line moves."""
    with_staff = {**SHOP, "staff_follows_customers_share": 0.5, "hourly_labour_cost": 10.0}
    one, other = compute({**with_staff, **BRANCH}, MONTHS, BEFORE), compute(with_staff, MONTHS, BEFORE)
    for line in ("customers", "staff_needed", "wages"):
        assert np.array_equal(one.line(line), other.line(line))


def test_discount_steps_are_reached_by_the_purchases_of_a_branch() -> None:
    """The year before: 720,000. From month 3 the branch buys 9,000, 13,500, 15,750 and 16,875.

    Twelve months to the month before, over 720,000: 1 up to month 3; month 4 1.0125; month 5 742,500 = 1.03125; month 6
    758,250 = 1.053125. So 1 %, 1 %, 2 % and 4 %, half of it received, on all purchases:
    month 3 0.005 x 69,000 = 345; month 4 0.005 x 73,500 = 367.50; month 5 0.01 x 75,750 = 757.50; month 6
    0.02 x 76,875 = 1,537.50 EUR.
    """
    run = compute({**SHOP, **BRANCH, **STEPS}, MONTHS, BEFORE)
    assert run.line("purchase_level")[3:7] == pytest.approx([1, 1.0125, 1.03125, 1.053125])
    assert run.line("volume_discount_gained")[1:7] == pytest.approx([300, 300, 345, 367.5, 757.5, 1537.5])
    assert run.line("total_cost_of_sales")[6] == pytest.approx(76_875 - 1537.5)


def test_a_discount_can_be_agreed_without_a_branch() -> None:
    """The first step asks for no more than the year before: 0.01 x 0.5 x 60,000 = 300 EUR a month."""
    assert compute({**SHOP, **STEPS}, 3, BEFORE).line("ebitda")[1:].tolist() == pytest.approx([40_300] * 3)


def test_a_rise_in_purchase_prices_reaches_no_step() -> None:
    """Prices that double in a year are no volume: after a year the level is still 1."""
    run = compute({**SHOP, **STEPS, "purchase_price_growth_pa": 1.0, "cash_at_start": 1e9}, 14, BEFORE)
    assert run.line("purchase_level")[14] == pytest.approx(1)


def test_advice_delays_the_opening_and_is_paid_once() -> None:
    """40 staff where 40 need a council, 2 months of advice: open from month 5, and 1,000 EUR paid in month 3."""
    asked = {"works_council_staff": 40.0, "advice_months": 2.0, "advice_cost": 1000.0}
    run = compute({**SHOP, **BRANCH, **asked}, MONTHS, BEFORE)
    assert run.line("branches_open").tolist() == [0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert run.line("branch_advice_cost").tolist() == [0, 0, 0, 1000, 0, 0, 0, 0, 0]


def test_nothing_changes_before_the_planned_start() -> None:
    """The start is after month 3; the advice is paid in month 4, and the branches open after two months of waiting."""
    one, other = lively({"volume_discount_agreed": 0.0}), lively({"branches": 0.0, "volume_discount_agreed": 0.0})
    for name in ("ebitda", "cash", "equity", "total_revenue", "stock", "fixed_assets"):
        assert np.array_equal(one.line(name)[:4], other.line(name)[:4]), name
        assert not np.array_equal(one.line(name), other.line(name)), name


def test_levers_at_nothing_change_nothing_whatever_a_branch_would_cost_or_sell() -> None:
    still = {"branches": 0.0, "volume_discount_agreed": 0.0}
    keys = ("branch_sales_pm", "branch_investment_price", "discount_share_1", "branch_life_months")
    branch = dict.fromkeys(keys, 0.5)
    one, other = lively(still), lively({**still, **branch, "branch_start_month": 9.0, "branch_close_month": 0.0})
    for name in LINES:
        if not name.startswith(("branch_", "volume_discount")):
            assert np.array_equal(one.line(name), other.line(name)), name


def test_the_balance_sheet_and_cash_add_up_from_opening_to_closing() -> None:
    for run in (lively(), compute({**SHOP, **BRANCH, **CLOSED, **STEPS}, MONTHS, BEFORE)):
        assert np.abs(run.line("balance_residual")).max() < 1e-6
        assert np.abs(run.line("identity_residual")).max() < 1e-6


def test_a_branch_that_disappoints_costs_more_than_none() -> None:
    """At half of the plan 35 % of 15,000 is 5,250, below 7,000 of running cost: 40,000 - 1,750 = 38,250 EUR a month."""
    run = compute({**SHOP, **BRANCH, "branch_sales_against_plan": 0.5}, 40, BEFORE)
    assert run.line("ebitda")[40] == pytest.approx(38_250)
