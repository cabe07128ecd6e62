"""Cash and dividends, worked by hand; the months' ebitda is given."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, past

from geduld.engine import Run
from geduld.marks import Value

CASH = {"cash_at_start": 300_000.0, "minimum_cash": 100_000.0, "target_cash": 350_000.0, "payout_ratio": 0.5}
BEFORE = past(profit_to_date=400_000)
"""Tax on 400,000 is 38,000 + 51,600 = 89,600, so 310,400 was earned last year."""


def year(changes: dict[str, Value], months: int = 6) -> Run:
    return compute({**CASH, **changes}, months, BEFORE, pins={"ebitda": [50_000.0] * months})


def test_a_dividend_month() -> None:
    """May: 300,000 + 5 x 50,000 = 550,000; half of 310,400 = 155,200; above the target 550,000 - 155,200 - 350,000.

    155,200 + 44,800 = 200,000 leave and the target of 350,000 stays; June: + 50,000 - 89,600 tax = 310,400 EUR.
    """
    run = year({})
    assert run.line("ordinary_dividend")[5] == pytest.approx(155_200)
    assert run.line("surplus_dividend")[5] == pytest.approx(44_800)
    assert run.line("distribution") == pytest.approx([0, 0, 0, 0, 0, 200_000, 0])
    assert run.line("cash") == pytest.approx([300_000, 350_000, 400_000, 450_000, 500_000, 350_000, 310_400])


def test_the_profit_of_the_year_before_is_paid_when_the_decision_is_in_mid_year() -> None:
    """Decided in March: May is month 2, the last closed year earned 80,000: half is 40,000, no surplus over 350,000."""
    run = compute({**CASH, "profit_last_year_at_start": 80_000.0}, 2, BEFORE, 3, pins={"ebitda": [10_000.0] * 2})
    assert run.line("distribution") == pytest.approx([0, 0, 40_000])


def test_a_blocked_dividend_is_shown_and_not_caught_up() -> None:
    """A minimum of 500,000: 50,000 of 200,000 can go in May, 150,000 is blocked; in June nothing is caught up."""
    run = year({"minimum_cash": 500_000.0})
    assert run.line("distribution")[5:] == pytest.approx([50_000, 0])
    assert run.line("distribution_blocked")[5:] == pytest.approx([150_000, 0])
    assert run.line("cash")[5:] == pytest.approx([500_000, 460_400])


def test_what_is_missing_to_the_minimum_is_named() -> None:
    """A minimum of 500,000 with 300,000 to 500,000 in the months before May, 460,400 in June."""
    run = year({"minimum_cash": 500_000.0})
    assert run.line("funding_gap") == pytest.approx([200_000, 150_000, 100_000, 50_000, 0, 0, 39_600])


def test_nothing_is_paid_out_of_a_shortage() -> None:
    """A minimum of 600,000: 550,000 in May is too little for any of the 200,000."""
    run = year({"minimum_cash": 600_000.0})
    assert run.line("distribution")[5] == 0
    assert run.line("distribution_blocked")[5] == pytest.approx(200_000)


def test_a_pay_out_on_the_day_of_the_decision() -> None:
    """120,000 at once: 180,000 left; in May 430,000 less 155,200, under the target, so 274,800 stays."""
    run = year({"payout_budget_share": 1.0, "approved_programme_budget": 120_000.0})
    assert run.line("distribution") == pytest.approx([120_000, 0, 0, 0, 0, 155_200, 0])
    assert run.line("cash")[[0, 5]] == pytest.approx([180_000, 274_800])


def test_a_pay_out_is_no_cost() -> None:
    """Profit and tax do not know of it."""
    paid = year({"payout_budget_share": 1.0, "approved_programme_budget": 120_000.0})
    assert paid.line("profit_before_tax").tolist() == year({}).line("profit_before_tax").tolist()


def test_a_pay_out_is_limited_by_the_minimum_too() -> None:
    """250,000 is asked, 300,000 - 100,000 = 200,000 goes, 50,000 is blocked."""
    run = year({"payout_budget_share": 1.0, "approved_programme_budget": 250_000.0})
    assert run.line("distribution")[0] == 200_000 and run.line("distribution_blocked")[0] == 50_000


def test_a_pay_out_in_a_later_month() -> None:
    run = year({"payout_budget_share": 1.0, "approved_programme_budget": 120_000.0, "payout_month": 3.0})
    assert run.line("extra_payout").tolist() == [0, 0, 0, 120_000, 0, 0, 0]


def test_cash_above_the_minimum_earns_interest() -> None:
    """1% a month on 300,000 - 100,000 = 2,000, then on 352,000 - 100,000 = 2,520 EUR."""
    run = year({"deposit_rate_pa": 1.01**12 - 1}, months=2)
    assert run.line("deposit_interest") == pytest.approx([0, 2000, 2520])
    assert run.line("cash") == pytest.approx([300_000, 352_000, 404_520])


def test_replacement_and_the_bank_are_paid_before_the_owners() -> None:
    """300,000 + 50,000 - 24,000 / 12 - 5,000 - 60,000 x 0.06 / 12 = 342,700 EUR in month 1."""
    bank = {"debt_at_start": 60_000.0, "debt_rate_pa": 0.06, "debt_repayment_pm": 5000.0}
    run = year({**bank, "capital_expenditure_pa": 24_000.0}, months=1)
    assert run.line("cash")[1] == pytest.approx(342_700)
