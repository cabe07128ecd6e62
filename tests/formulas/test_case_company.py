"""Months of a company with a balance sheet, a credit line, a covenant and two tests, worked by hand."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, of, past

from geduld.engine import Run
from geduld.errors import CaseError
from geduld.marks import Value

SALES = {
    **of("segment.home", customers_at_start=1000, observed_arrivals_pm=50),
    "revenue_per_customer_pm": 100.0,
    "purchase_share": 0.6,
}
"""1,000 customers who stay a thousand: revenue 100,000 a month, cost of sales 60,000."""
BALANCE = {"receivables_at_start": 120_000.0, "stock_at_start": 90_000.0, "payables_at_start": 60_000.0}
WAS = {"total_revenue": 100_000.0, "total_cost_of_sales": 60_000.0}


def test_working_capital_stands_still_while_sales_do() -> None:
    """Receivables 120,000 x 91.25 / 300,000 = 36.5 days; nothing jumps in month 1: 120,000 + 90,000 - 60,000 EUR."""
    run = compute({**SALES, **BALANCE}, before=past(**WAS))
    assert run.line("receivable_days") == pytest.approx([36.5] * 4)
    assert run.line("working_capital") == pytest.approx([150_000] * 4)
    assert run.line("rise_in_working_capital") == pytest.approx([0] * 4)


def test_growth_asks_for_working_capital_over_three_months() -> None:
    """20% more than the year before said: a third of it each month, 120,000 x 1.2 = 144,000 after three.

    Receivables 120,000 -> 128,000 -> 136,000 -> 144,000; stock likewise to 108,000, payables to 72,000:
    the rise is 8,000 + 6,000 - 4,000 = 10,000 a month.
    """
    grown = {**SALES, **BALANCE, "revenue_per_customer_pm": 120.0}
    run = compute(grown, before=past(**WAS), months=4)
    assert run.line("receivables") == pytest.approx([120_000, 128_000, 136_000, 144_000, 144_000])
    assert run.line("rise_in_working_capital") == pytest.approx([0, 10_000, 10_000, 10_000, 0])


def test_a_balance_that_does_not_belong_to_the_revenue_is_refused() -> None:
    with pytest.raises(CaseError, match=r"receivable_days.*do not belong to one company"):
        compute({**SALES, **BALANCE}, before=past(total_revenue=900.0, total_cost_of_sales=60_000.0))


LENDER = {
    "cash_at_start": 100_000.0, "minimum_cash": 100_000.0, "target_cash": 100_000.0, "credit_limit": 50_000.0,
    "credit_rate_pa": 0.12, "other_assets_at_start": 1_000_000.0, "tax_low_rate": 0.0, "tax_high_rate": 0.0,
}  # fmt: skip
"""Cash at its minimum, 50,000 of credit at 1% a month, and no tax."""


def lent(changes: dict[str, Value], ebitda: list[float], decided: int = 12) -> Run:
    return compute({**LENDER, **changes}, len(ebitda), past(cash_for_debt=10_000.0), decided, pins={"ebitda": ebitda})


def test_the_order_of_payment() -> None:
    """In EUR; month 5 is May, the dividend month, in which all above 100,000 is proposed.

    month 1: 100,000 - 30,000 = 70,000: 30,000 drawn
    month 2: 100,000 - 30,000 - 300 of interest = 69,700: 20,000 drawn, the limit; 10,300 is missing
    month 3: 89,700 + 20,000 - 500 = 109,200: 9,200 paid back, 40,800 still drawn
    month 4: 100,000 + 50,000 - 408 = 149,592: 40,800 paid back, 108,792 in cash
    month 5: 108,792 + 1,208 = 110,000: 10,000 to the owners
    """
    run = lent({}, [-30_000, -30_000, 20_000, 50_000, 1208])
    assert run.line("credit") == pytest.approx([0, 30_000, 50_000, 40_800, 0, 0])
    assert run.line("credit_interest") == pytest.approx([0, 0, 300, 500, 408, 0])
    assert run.line("funding_gap") == pytest.approx([0, 0, 10_300, 0, 0, 0])
    assert run.line("cash") == pytest.approx([100_000, 100_000, 89_700, 100_000, 108_792, 100_000])
    assert run.line("distribution") == pytest.approx([0, 0, 0, 0, 0, 10_000])
    assert run.line("balance_residual") == pytest.approx([0] * 6, abs=1e-9)


def test_credit_is_drawn_on_the_day_of_the_decision_for_the_design() -> None:
    """8,000 of design with cash at its minimum: 8,000 drawn, 42,000 left; next month 1% of it, 80, is drawn too."""
    design = of("track.internal", trained_share=1.0, design_price=8000.0)
    run = compute({**LENDER, **design}, 1)
    assert run.line("credit") == pytest.approx([8000, 8080])
    assert run.line("credit_headroom") == pytest.approx([42_000, 41_920])
    assert run.line("credit_interest") == pytest.approx([0, 80])


def test_the_dividend_waits_for_the_credit_line() -> None:
    """May: 100,000 + 30,000 = 130,000 and 20,000 is drawn (200 of interest): 9,800 of a dividend of 25,000 can go.

    30,000 - 200 = 29,800 above the minimum would have been enough: all of the 15,200 is for the credit line.
    """
    year = {"credit_at_start": 20_000.0, "profit_last_year_at_start": 25_000.0, "payout_ratio": 1.0}
    run = lent({**year, "target_cash": 1e9}, [30_000.0], decided=4)
    assert run.line("distribution")[1] == pytest.approx(9800)
    assert run.line("blocked_by_cash")[1] == 0
    assert run.line("blocked_by_credit")[1] == pytest.approx(15_200)


DIVIDEND = {"profit_last_year_at_start": 25_000.0, "payout_ratio": 1.0, "target_cash": 1e9, "cash_at_start": 200_000.0}
BANK = {"debt_at_start": 120_000.0, "debt_repayment_pm": 1000.0, "debt_rate_pa": 0.0, "covenant_minimum": 1.2}


def may(changes: dict[str, Value], monthly: float, service: float = 0.0) -> Run:
    """Decided in April; month 1 is May, with 1,200 of ebitda and what cash for debt and its service were before."""
    before = past(cash_for_debt=monthly, debt_service=service)
    return compute({**LENDER, **DIVIDEND, **changes}, 1, before, 4, pins={"ebitda": [1200.0]})


def test_below_the_covenant_nothing_is_paid() -> None:
    """12 x 1,200 / (12 x 1,000) = 1.2 is met; with a euro less in 11 of the months it is 1.199: 25,000 stays."""
    met, short = may(BANK, 1200, 1000), may(BANK, 1199, 1000)
    assert met.line("debt_cover")[1] == pytest.approx(1.2)
    assert met.line("distribution")[1] == 25_000
    assert short.line("distribution")[1] == 0
    assert short.line("blocked_by_covenant")[1] == 25_000


def test_what_is_not_paid_goes_with_the_next_dividend_only_as_surplus() -> None:
    """Blocked in May of year 1; in June it is not caught up; in May of year 2 cash above the target goes."""
    changes = {**LENDER, **DIVIDEND, **BANK, "target_cash": 210_000.0, "payout_ratio": 0.0}
    before = past(cash_for_debt=-50_000, debt_service=1000)
    run = compute(changes, 13, before, 4, pins={"ebitda": [21_000.0] * 13})
    assert run.line("distribution_proposed")[1] == 220_000 - 210_000
    assert run.line("distribution")[1:13] == pytest.approx([0] * 12)
    assert run.line("distribution")[13] == pytest.approx(200_000 + 13 * 20_000 - 210_000)


def test_bound_reserves_stay() -> None:
    """Equity 200,000 + 10,000 + 1,200 = 211,200; 196,200 is bound: 15,000 of 25,000 may go."""
    run = may({"other_assets_at_start": 10_000.0, "bound_reserves": 196_200.0}, 1200)
    assert run.line("distribution")[1] == pytest.approx(15_000)
    assert run.line("blocked_by_equity")[1] == pytest.approx(10_000)
    assert run.line("equity")[1] == pytest.approx(196_200)


def test_the_next_year_must_be_payable() -> None:
    """18,000 a month is repaid: cash 183,200, the year behind 11 x 3,000 + 1,200 = 34,200, the year ahead 216,000.

    183,200 + 34,200 - 216,000 = 1,400 of 25,000 may go.
    """
    loan = {"debt_at_start": 300_000.0, "debt_repayment_pm": 18_000.0}
    run = may(loan, 3000)
    assert run.line("distribution")[1] == pytest.approx(1400)
    assert run.line("blocked_by_liquidity")[1] == pytest.approx(23_600)
    assert may({**loan, "debt_repayment_pm": 10_000.0}, 3000).line("distribution")[1] == 25_000


def test_an_approved_programme_counts_as_debt_of_the_next_year() -> None:
    """Cash 201,200 and 14,400 of the year behind; 200,000 is approved for training: 15,600 of 25,000 may go."""
    budget = {"approved_programme_budget": 200_000.0, "track.internal.staff": 0.0}
    trained = may({**budget, "track.internal.trained_share": 1.0}, 1200)
    assert trained.line("distribution")[1] == pytest.approx(15_600)
    assert trained.line("blocked_by_liquidity")[1] == pytest.approx(9400)
    assert may(budget, 1200).line("distribution")[1] == 25_000


def test_a_one_off_is_in_ebitda_and_not_in_normalised_ebitda() -> None:
    """40,000 less 9,000 in month 2 = 31,000; normalised 40,000 EUR."""
    run = compute({**SALES, "one_off_cost": 9000.0, "one_off_month": 2.0}, before=past(**WAS))
    assert run.line("ebitda")[1:] == pytest.approx([40_000, 31_000, 40_000])
    assert run.line("normalised_ebitda")[1:] == pytest.approx([40_000] * 3)
