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


def test_owner_tax_of_the_year() -> None:
    """0.245 x 70,000 + 0.31 x 30,000 - 0.15 x 100,000 = 17,150 + 9,300 - 15,000 = 11,450 EUR."""
    assert owner_tax.owner_tax_of_the_year(100_000, **TAX) == pytest.approx(11_450)


def test_owner_tax_of_the_year__refund() -> None:
    """Nothing is due and 15 % of 10,000 was withheld: -1,500 EUR is a refund."""
    untaxed = {**TAX, "dividend_tax_low_rate": 0.0, "dividend_tax_high_rate": 0.0}
    assert owner_tax.owner_tax_of_the_year(10_000, **untaxed) == pytest.approx(-1500)


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
