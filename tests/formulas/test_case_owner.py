"""What reaches an owner, worked by hand; the company's distribution is given."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, of, past

NOVEMBER = 11
FAMILY = "owner.family"


def test_tax_across_the_bracket_and_the_turn_of_the_year() -> None:
    """Half of each distribution; 30,000 was had before; 25% to 70,000 in a calendar year, 30% above; in EUR.

    December: 80,000 after 30,000: 0.25 x 40,000 + 0.30 x 40,000 = 22,000
    January:  50,000 in a new year: 0.25 x 50,000 = 12,500
    February: 30,000 after 50,000: 0.25 x 20,000 + 0.30 x 10,000 = 8,000
    """
    run = compute(
        of(FAMILY, dividends_this_year_at_start=30_000),
        decided=NOVEMBER,
        pins={"distribution": [160_000.0, 100_000.0, 60_000.0]},
    )
    assert run.line("dividends_this_year", FAMILY).tolist() == [30_000, 110_000, 50_000, 80_000]
    assert run.line("dividend_tax", FAMILY) == pytest.approx([0, 22_000, 12_500, 8000])
    assert run.line("net_dividend", FAMILY) == pytest.approx([0, 58_000, 37_500, 22_000])


def test_a_dividend_on_the_day_of_the_decision_counts_in_its_year() -> None:
    """100,000 paid out in November: 50,000 each; December 60,000 each: 0.25 x 20,000 + 0.30 x 40,000 = 17,000."""
    payout = {"payout_budget_share": 1.0, "approved_programme_budget": 100_000.0, "cash_at_start": 100_000.0}
    later = {**payout, "dividend_fiscal_month": 12.0, "payout_ratio": 1.0, "profit_last_year_at_start": 120_000.0}
    later["other_assets_at_start"] = 50_000.0  # equity enough for both
    run = compute(later, 2, decided=NOVEMBER, pins={"ebitda": [120_000.0, 0.0]})
    assert run.line("dividend_tax", FAMILY) == pytest.approx([12_500, 17_000, 0])


def test_owners_share_by_their_stakes() -> None:
    """0.7 and 0.2 of 10,000: 7,000 and 2,000 EUR; the tax of one does not know the other."""
    run = compute({"owner.family.stake": 0.7, "owner.partner.stake": 0.2}, pins={"distribution": [10_000.0] * 3})
    assert run.line("gross_dividend", FAMILY)[1:].tolist() == [7000, 7000, 7000]
    assert run.line("gross_dividend", "owner.partner")[1:].tolist() == [2000, 2000, 2000]


def test_a_loan_is_paid_back_to_zero() -> None:
    """1,200 in three parts at 12% a year, 1% a month: 400 + 12, 400 + 8, 400 + 4, then nothing."""
    run = compute(of(FAMILY, loan_at_start=1200, loan_rate_pa=0.12, loan_term_months=3), months=4)
    assert run.line("loan", FAMILY).tolist() == [1200, 800, 400, 0, 0]
    assert run.line("loan_service", FAMILY) == pytest.approx([0, 412, 408, 404, 0])


def test_the_loan_over_twelve_months_looks_back_before_the_decision() -> None:
    """100 a month before: 11 x 100 + 412 = 1,512; 10 x 100 + 820 = 1,820; 9 x 100 + 1,224 = 2,124 EUR."""
    loan = of(FAMILY, loan_at_start=1200, loan_rate_pa=0.12, loan_term_months=3)
    run = compute(loan, before=past(loan_service=100))
    assert run.line("loan_service_of_twelve_months", FAMILY)[1:] == pytest.approx([1512, 1820, 2124])


def test_the_income_to_pay_it_with() -> None:
    """200 a month of net dividend before, 50 a month beside it; 1,000 x 0.5 x 0.75 = 375 net in month 2.

    day 0: 12 x 200 + 600 = 3,000; month 1: 11 x 200 + 600 = 2,800; month 2: 10 x 200 + 375 + 600 = 2,975 EUR.
    """
    run = compute(of(FAMILY, other_income_pm=50), 2, past(net_dividend=200), pins={"distribution": [0.0, 1000.0]})
    assert run.line("loan_income_of_twelve_months", FAMILY) == pytest.approx([3000, 2800, 2975])


def test_settlement_at_the_horizon() -> None:
    """After 3 months: cash 100,000 + 30,000 - 3,000, debt 47,000, tax owed 0.19 x 30,000 = 5,700.

    0.5 x (127,000 - 47,000 - 5,700) = 37,150 EUR, once; what comes later is not this owner's.
    """
    bank = {"cash_at_start": 100_000.0, "debt_at_start": 50_000.0, "debt_repayment_pm": 1000.0}
    run = compute({**bank, **of(FAMILY, horizon_months=3)}, months=6, pins={"ebitda": [10_000.0] * 6})
    assert run.line("settlement", FAMILY) == pytest.approx([0, 0, 0, 37_150, 0, 0, 0])
    assert run.line("owner_flow", FAMILY) == pytest.approx([0, 0, 0, 37_150, 0, 0, 0])


def test_dividends_after_the_horizon_are_not_this_owners() -> None:
    """1,000 a month, half of it, 25% tax: 375 net in months 1 and 2, and at the horizon nothing is in the company."""
    run = compute(of(FAMILY, horizon_months=2), 4, pins={"distribution": [1000.0] * 4, "cash": [0.0] * 4})
    assert run.line("owner_flow", FAMILY) == pytest.approx([0, 375, 375, 0, 0])
    assert run.line("net_dividend", FAMILY)[4] == 375
