"""The owner's own tax, each line worked by hand."""

import pytest

from geduld.formulas import owner_tax

TAX = {
    "withholding_rate": 0.15,
    "dividend_tax_low_rate": 0.245,
    "dividend_tax_high_rate": 0.31,
    "dividend_tax_bracket": 70_000,
}
JANUARY, APRIL = 1, 4


def test_dividends_this_year() -> None:
    """50,000 + 100,000 = 150,000 EUR; January starts at 0, unless the decision itself is in January."""
    assert (
        owner_tax.dividends_this_year(4, APRIL, opening_dividends_this_year=50_000, gross_dividend=100_000) == 150_000
    )
    assert (
        owner_tax.dividends_this_year(1, JANUARY, opening_dividends_this_year=50_000, gross_dividend=100_000) == 100_000
    )
    assert owner_tax.dividends_this_year(0, JANUARY, opening_dividends_this_year=50_000, gross_dividend=0) == 50_000


def test_tax_withheld() -> None:
    """0.15 x 100,000 = 15,000 EUR."""
    assert owner_tax.tax_withheld(gross_dividend=100_000, withholding_rate=0.15) == 15_000


BOX3 = {"stake": 0.1, "box3_exempt_amount": 50_000, "box3_deemed_return_pa": 0.06, "box3_tax_rate": 0.36}


def test_box3_tax_at_start() -> None:
    """0.36 x 0.06 x (0.1 x 2,000,000 - 50,000) = 0.0216 x 150,000 = 3,240 EUR."""
    assert owner_tax.box3_tax_at_start(balanced_equity_at_start=2_000_000, **BOX3) == pytest.approx(3240)


def test_box3_tax_at_start__nothing_on_debts() -> None:
    """0.1 x 400,000 = 40,000 is less than the 50,000 that are exempt: 0 EUR; so is equity below zero."""
    assert owner_tax.box3_tax_at_start(balanced_equity_at_start=-2_000_000, **BOX3) == 0
    assert owner_tax.box3_tax_at_start(balanced_equity_at_start=400_000, **BOX3) == 0


def test_box3_tax() -> None:
    """January: 0.36 x 0.06 x (0.1 x 3,000,000 - 50,000) = 5,400 EUR, as equity stood at the end of December.

    In April it is still the tax of this January: 3,240. Equity below zero: 0.
    """
    assert owner_tax.box3_tax(JANUARY, 3240, opening_equity=3_000_000, **BOX3) == pytest.approx(5400)
    assert owner_tax.box3_tax(APRIL, 3240, opening_equity=3_000_000, **BOX3) == 3240
    assert owner_tax.box3_tax(JANUARY, 3240, opening_equity=-1, **BOX3) == 0


def test_owner_tax_of_the_year() -> None:
    """0 + 0.245 x 70,000 + 0.31 x 30,000 - 0.15 x 100,000 = 17,150 + 9,300 - 15,000 = 11,450 EUR."""
    assert owner_tax.owner_tax_of_the_year(100_000, box3_tax=0, **TAX) == pytest.approx(11_450)


def test_owner_tax_of_the_year__box3() -> None:
    """5,400 on the value of the shares - 0.15 x 10,000 withheld on untaxed dividends = 3,900 EUR."""
    untaxed = {**TAX, "dividend_tax_low_rate": 0.0, "dividend_tax_high_rate": 0.0}
    assert owner_tax.owner_tax_of_the_year(10_000, box3_tax=5400, **untaxed) == pytest.approx(3900)


def test_owner_tax_of_the_year__refund() -> None:
    """Nothing is due and 15 % of 10,000 was withheld: -1,500 EUR is a refund."""
    untaxed = {**TAX, "dividend_tax_low_rate": 0.0, "dividend_tax_high_rate": 0.0}
    assert owner_tax.owner_tax_of_the_year(10_000, box3_tax=0, **untaxed) == pytest.approx(-1500)


def test_owner_tax_assessed() -> None:
    """In January the year that closed is added: 300 + 11,450 = 11,750 EUR; in April 300."""
    assert owner_tax.owner_tax_assessed(JANUARY, 300, opening_owner_tax_of_the_year=11_450) == 11_750
    assert owner_tax.owner_tax_assessed(APRIL, 300, opening_owner_tax_of_the_year=11_450) == 300


def test_owner_tax_paid() -> None:
    """In the month of payment 11,450 EUR, all that is assessed; in any other month 0; a refund of 400 is -400."""
    assert owner_tax.owner_tax_paid(7, owner_tax_payment_month=7, owner_tax_assessed=11_450) == 11_450
    assert owner_tax.owner_tax_paid(6, owner_tax_payment_month=7, owner_tax_assessed=11_450) == 0
    assert owner_tax.owner_tax_paid(7, owner_tax_payment_month=7, owner_tax_assessed=-400) == -400


def test_owner_tax_of_closed_years() -> None:
    """11,750 - 11,450 = 300 EUR."""
    assert owner_tax.owner_tax_of_closed_years(owner_tax_assessed=11_750, owner_tax_paid=11_450) == 300


def test_owner_tax_payable() -> None:
    """300 + 11,450 = 11,750 EUR."""
    assert owner_tax.owner_tax_payable(owner_tax_of_closed_years=300, owner_tax_of_the_year=11_450) == 11_750


def test_tax_still_owed() -> None:
    """At the horizon 11,750 EUR, which is all that is payable; 0 before and after."""
    assert owner_tax.tax_still_owed(120, horizon_months=120, owner_tax_payable=11_750) == 11_750
    assert owner_tax.tax_still_owed(119, horizon_months=120, owner_tax_payable=11_750) == 0
    assert owner_tax.tax_still_owed(121, horizon_months=120, owner_tax_payable=11_750) == 0
