"""An owner who leaves, each line worked by hand."""

import pytest

from geduld.formulas import owner_sale


def test_believed_ebitda() -> None:
    """From 500,000 to 700,000, half believed: 500,000 + 0.5 x 200,000 = 600,000 EUR."""
    found = owner_sale.believed_ebitda(500_000, normalised_ebitda_of_twelve_months=700_000, believed_share=0.5)
    assert found == 600_000


def test_believed_ebitda__fall() -> None:
    """A fall of 100,000 is believed in full: 500,000 - 100,000 = 400,000 EUR."""
    assert owner_sale.believed_ebitda(500_000, 400_000, believed_share=0.5) == 400_000


def test_enterprise_value() -> None:
    """5 x 600,000 = 3,000,000 EUR; a loss is not worth less than nothing: 5 x max(0, -100,000) = 0."""
    assert owner_sale.enterprise_value(exit_multiple=5, believed_ebitda=600_000) == 3_000_000
    assert owner_sale.enterprise_value(exit_multiple=5, believed_ebitda=-100_000) == 0


def test_equity_value() -> None:
    """3,000,000 + 900,000 cash - 1,500,000 debt - 50,000 credit - 200,000 tax - 400,000 late bills = 1,750,000 EUR."""
    owed = {"debt": 1_500_000, "credit": 50_000, "tax_payable": 200_000, "squeezed_payables": 400_000}
    assert owner_sale.equity_value(3_000_000, cash=900_000, **owed) == 1_750_000


def test_equity_value__never_below_zero() -> None:
    """0 + 100,000 - 1,500,000 is below zero, so 0 EUR: an owner of a BV does not pay in."""
    assert owner_sale.equity_value(0, 100_000, debt=1_500_000, credit=0, tax_payable=0, squeezed_payables=0) == 0


def test_sale_proceeds() -> None:
    """In month 60 of 60: 1 (leaves) x 0.4 x 2,200,000 = 880,000 EUR; earlier nothing, and nothing for who stays."""
    assert owner_sale.sale_proceeds(60, 60, leaves=1, stake=0.4, equity_value=2_200_000) == pytest.approx(880_000)
    assert owner_sale.sale_proceeds(59, 60, leaves=1, stake=0.4, equity_value=2_200_000) == 0
    assert owner_sale.sale_proceeds(60, 60, leaves=0, stake=0.4, equity_value=2_200_000) == 0


def test_gain_on_sale() -> None:
    """880,000 - 750,000 = 130,000 EUR; without a sale there is neither gain nor loss."""
    assert owner_sale.gain_on_sale(sale_proceeds=880_000, acquisition_price=750_000) == 130_000
    assert owner_sale.gain_on_sale(sale_proceeds=0, acquisition_price=750_000) == 0
    assert owner_sale.gain_on_sale(sale_proceeds=700_000, acquisition_price=750_000) == 0


def test_tax_on_sale() -> None:
    """130,000 on top of 50,000 of dividends, bracket 70,000: 20,000 x 25 % + 110,000 x 30 % = 38,000 EUR."""
    found = owner_sale.tax_on_sale(
        gain_on_sale=130_000,
        dividends_this_year=50_000,
        dividend_tax_low_rate=0.25,
        dividend_tax_high_rate=0.30,
        dividend_tax_bracket=70_000,
    )
    assert found == pytest.approx(38_000)
