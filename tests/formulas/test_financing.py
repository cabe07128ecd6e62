"""Lenders and cash in the order of payment, each line worked by hand."""

import pytest

from geduld.formulas import financing

ONE_PER_CENT_A_MONTH = 0.12682503013197
"""1.01^12 = 1.12682503013197, so the yearly rate that is 1% a month."""


def test_debt_repayment() -> None:
    """5,000 a month; of the last 3,000 no more than = 3,000 EUR."""
    assert financing.debt_repayment(opening_debt=50_000, debt_repayment_pm=5000) == 5000
    assert financing.debt_repayment(opening_debt=3000, debt_repayment_pm=5000) == 3000


def test_debt() -> None:
    """50,000 - 5,000 = 45,000 EUR."""
    assert financing.debt(opening_debt=50_000, debt_repayment=5000) == 45_000


def test_interest() -> None:
    """A contract rate of 6% a year: 50,000 x 0.06 / 12 = 250 EUR."""
    assert financing.interest(opening_debt=50_000, debt_rate_pa=0.06) == pytest.approx(250)


def test_deposit_interest() -> None:
    """1% a month on what is above the minimum: (500,000 - 300,000) x 0.01 = 2,000 EUR; below it 0."""
    assert financing.deposit_interest(500_000, 300_000, ONE_PER_CENT_A_MONTH) == pytest.approx(2000)
    assert financing.deposit_interest(200_000, 300_000, ONE_PER_CENT_A_MONTH) == 0


def test_credit_interest() -> None:
    """A rate of 9% a year: 40,000 x 0.09 / 12 = 300 EUR."""
    assert financing.credit_interest(opening_credit=40_000, credit_rate_pa=0.09) == pytest.approx(300)


def test_cash_for_debt() -> None:
    """100,000 - 68,800 - 20,750 - 10,200 = 250 EUR."""
    assert financing.cash_for_debt(100_000, 68_800, rise_in_working_capital=20_750, capital_expenditure=10_200) == 250


def test_debt_service() -> None:
    """250 + 300 + 5,000 = 5,550 EUR."""
    assert financing.debt_service(interest=250, credit_interest=300, debt_repayment=5000) == 5550


def test_debt_cover() -> None:
    """90,000 / 75,000 = 1.2 ratio; without debt service 0."""
    assert financing.debt_cover(trailing12_cash_for_debt=90_000, trailing12_debt_service=75_000) == pytest.approx(1.2)
    assert financing.debt_cover(trailing12_cash_for_debt=90_000, trailing12_debt_service=0) == 0


def test_covenant_met() -> None:
    """90,000 is 1.2 x 75,000, so it is met = 1 count; one euro less is not; without debt service it always is."""
    assert financing.covenant_met(90_000, 75_000, covenant_minimum=1.2) == 1
    assert financing.covenant_met(89_999, 75_000, covenant_minimum=1.2) == 0
    assert financing.covenant_met(-10_000, 0, covenant_minimum=1.2) == 1


def test_cash_before_credit() -> None:
    """800,000 + 250 + 2,000 - 5,550 = 796,700 EUR."""
    found = financing.cash_before_credit(
        opening_cash=800_000, cash_for_debt=250, deposit_interest=2000, debt_service=5550
    )
    assert found == 796_700


def test_credit_repaid() -> None:
    """Of 340,000 what lies above 300,000 = 40,000 EUR, no more than is drawn, and nothing below the minimum."""
    assert financing.credit_repaid(opening_credit=90_000, cash_before_credit=340_000, minimum_cash=300_000) == 40_000
    assert financing.credit_repaid(opening_credit=30_000, cash_before_credit=340_000, minimum_cash=300_000) == 30_000
    assert financing.credit_repaid(opening_credit=30_000, cash_before_credit=290_000, minimum_cash=300_000) == 0


def test_cash_before_distribution() -> None:
    """340,000 - 40,000 = 300,000 EUR."""
    assert financing.cash_before_distribution(cash_before_credit=340_000, credit_repaid=40_000) == 300_000


def test_credit_drawn() -> None:
    """300,000 - 250,000 = 50,000 EUR is missing; with 20,000 of room left no more than that; with enough cash 0."""
    line = {"minimum_cash": 300_000, "distribution": 0, "opening_credit": 80_000, "credit_repaid": 0}
    assert financing.credit_drawn(cash_before_distribution=250_000, credit_limit=500_000, **line) == 50_000
    assert financing.credit_drawn(cash_before_distribution=250_000, credit_limit=100_000, **line) == 20_000
    assert financing.credit_drawn(cash_before_distribution=350_000, credit_limit=500_000, **line) == 0


def test_credit_drawn__with_room_that_was_paid_back() -> None:
    """Asked: 300,000 - 260,000 + 20,000 = 60,000; room: 100,000 - 80,000 + 30,000 = 50,000 EUR."""
    found = financing.credit_drawn(
        300_000, 260_000, 20_000, credit_limit=100_000, opening_credit=80_000, credit_repaid=30_000
    )
    assert found == 50_000


def test_credit_drawn__of_a_line_the_bank_has_lowered() -> None:
    """80,000 is drawn and the bank has lowered the limit to 60,000: room 60,000 - 80,000 = -20,000, so 0 EUR is drawn.

    What is above the new limit is paid back from cash above the minimum, when there is any; it is not drawn back.
    """
    assert financing.credit_drawn(300_000, 250_000, 0, credit_limit=60_000, opening_credit=80_000, credit_repaid=0) == 0


def test_credit() -> None:
    """80,000 - 30,000 + 50,000 = 100,000 EUR."""
    assert financing.credit(opening_credit=80_000, credit_repaid=30_000, credit_drawn=50_000) == 100_000


def test_credit_headroom() -> None:
    """500,000 - 100,000 = 400,000 EUR."""
    assert financing.credit_headroom(credit_limit=500_000, credit=100_000) == 400_000


def test_cash() -> None:
    """817,750 - 417,750 = 400,000 EUR; with 30,000 of new credit 430,000."""
    assert financing.cash(cash_before_distribution=817_750, distribution=417_750, credit_drawn=0) == 400_000
    assert financing.cash(cash_before_distribution=817_750, distribution=417_750, credit_drawn=30_000) == 430_000


def test_change_in_cash() -> None:
    """400,000 - 440,000 = -40,000 EUR."""
    assert financing.change_in_cash(cash=400_000, opening_cash=440_000) == -40_000


def test_funding_gap() -> None:
    """300,000 - 250,000 = 50,000 EUR; with more than the minimum 0."""
    assert financing.funding_gap(cash=250_000, minimum_cash=300_000) == 50_000
    assert financing.funding_gap(cash=350_000, minimum_cash=300_000) == 0
