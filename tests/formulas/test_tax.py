"""Corporate tax, each line worked by hand."""

import pytest

from geduld.formulas import tax

RATES = {"tax_low_rate": 0.19, "tax_high_rate": 0.258, "tax_bracket": 200_000}
LIMIT = {"loss_free_amount": 1_000_000, "loss_share_above": 0.5}


def test_losses_brought_forward() -> None:
    """In the first month of the year what was set off goes: 100,000 - 60,000 = 40,000 EUR; later it stays."""
    year = {"opening_loss_relief": 60_000, "opening_profit_of_the_year": 60_000}
    assert tax.losses_brought_forward(1, opening_losses_brought_forward=100_000, **year) == 40_000
    assert tax.losses_brought_forward(2, opening_losses_brought_forward=100_000, **year) == 100_000


def test_losses_brought_forward__after_a_loss() -> None:
    """The loss of the year is added: 100,000 + 30,000 = 130,000 EUR."""
    assert tax.losses_brought_forward(1, 100_000, 0, opening_profit_of_the_year=-30_000) == 130_000


def test_loss_relief() -> None:
    """The first million and half of what is above it: 1,000,000 + 0.5 x 600,000 = 1,300,000 EUR."""
    assert tax.loss_relief(3_000_000, profit_of_the_year=1_600_000, **LIMIT) == 1_300_000


def test_loss_relief__no_more_than_there_is() -> None:
    """Losses of 200,000; a profit of 50,000 takes no more than itself = 50,000 EUR; a loss takes 0."""
    assert tax.loss_relief(200_000, profit_of_the_year=1_600_000, **LIMIT) == 200_000
    assert tax.loss_relief(3_000_000, profit_of_the_year=50_000, **LIMIT) == 50_000
    assert tax.loss_relief(3_000_000, profit_of_the_year=-50_000, **LIMIT) == 0


def test_taxable_profit() -> None:
    """1,600,000 - 1,300,000 = 300,000 EUR; a loss is not taxed: 0."""
    assert tax.taxable_profit(profit_of_the_year=1_600_000, loss_relief=1_300_000) == 300_000
    assert tax.taxable_profit(profit_of_the_year=-50_000, loss_relief=0) == 0


def test_tax_of_the_year() -> None:
    """0.19 x 200,000 + 0.258 x 100,000 = 38,000 + 25,800 = 63,800 EUR."""
    assert tax.tax_of_the_year(300_000, **RATES) == pytest.approx(63_800)


def test_tax_of_the_year__within_the_first_bracket() -> None:
    """0.19 x 150,000 = 28,500 EUR."""
    assert tax.tax_of_the_year(150_000, **RATES) == pytest.approx(28_500)


def test_tax_assessed() -> None:
    """A new year makes last year's tax due: 5,000 + 63,800 = 68,800 EUR; in other months 5,000."""
    assert tax.tax_assessed(1, opening_tax_of_closed_years=5000, opening_tax_of_the_year=63_800) == 68_800
    assert tax.tax_assessed(2, opening_tax_of_closed_years=5000, opening_tax_of_the_year=63_800) == 5000


def test_tax_paid() -> None:
    """All that is assessed, in the declared month = 68,800 EUR; else 0."""
    assert tax.tax_paid(6, tax_payment_fiscal_month=6, tax_assessed=68_800) == 68_800
    assert tax.tax_paid(5, tax_payment_fiscal_month=6, tax_assessed=68_800) == 0


def test_tax_of_closed_years() -> None:
    """70,000 - 68,800 = 1,200 EUR."""
    assert tax.tax_of_closed_years(tax_assessed=70_000, tax_paid=68_800) == 1200


def test_tax_payable() -> None:
    """68,800 + 28,500 = 97,300 EUR."""
    assert tax.tax_payable(tax_of_closed_years=68_800, tax_of_the_year=28_500) == 97_300


def test_net_profit_of_the_year() -> None:
    """1,600,000 - 63,800 = 1,536,200 EUR."""
    assert tax.net_profit_of_the_year(profit_of_the_year=1_600_000, tax_of_the_year=63_800) == 1_536_200


def test_net_profit_last_year() -> None:
    """Taken over when the year is closed = 1,536,200 EUR; until then the year before, 310,400."""
    assert tax.net_profit_last_year(1, 1_536_200, opening_net_profit_last_year=310_400) == 1_536_200
    assert tax.net_profit_last_year(12, 1_536_200, opening_net_profit_last_year=310_400) == 310_400


def test_profit_before_tax() -> None:
    """100,000 - 10,000 - 250 - 300 + 2,000 = 91,450 EUR."""
    found = tax.profit_before_tax(100_000, 10_000, interest=250, credit_interest=300, deposit_interest=2000)
    assert found == 91_450


def test_profit_of_the_year() -> None:
    """400,000 so far and 91,750 this month = 491,750 EUR."""
    assert tax.profit_of_the_year(year_to_date_profit_before_tax=400_000 + 91_750) == 491_750


def test_tax_accrued() -> None:
    """63,800 - 60,000 = 3,800 EUR; in the first month of a year all of it, but on the day of the decision."""
    assert tax.tax_accrued(7, 4, tax_of_the_year=63_800, opening_tax_of_the_year=60_000) == 3800
    assert tax.tax_accrued(7, 1, tax_of_the_year=3800, opening_tax_of_the_year=60_000) == 3800
    assert tax.tax_accrued(0, 1, tax_of_the_year=3800, opening_tax_of_the_year=3000) == 800
