"""From company to owner, each line worked by hand."""

import pytest

from geduld.formulas import owner

TAX = {"dividend_tax_low_rate": 0.245, "dividend_tax_high_rate": 0.31, "dividend_tax_bracket": 70_000}
JANUARY, APRIL = 1, 4


def test_gross_dividend() -> None:
    """0.25 x 417,750 = 104,437.50 EUR."""
    assert owner.gross_dividend(stake=0.25, distribution=417_750) == 104_437.5


def test_dividends_earlier_this_year() -> None:
    """In April what was had so far = 50,000 EUR; January starts at 0, unless the decision itself is in January."""
    assert owner.dividends_earlier_this_year(4, APRIL, opening_dividends_this_year=50_000) == 50_000
    assert owner.dividends_earlier_this_year(1, JANUARY, opening_dividends_this_year=50_000) == 0
    assert owner.dividends_earlier_this_year(0, JANUARY, opening_dividends_this_year=50_000) == 50_000


def test_dividends_this_year() -> None:
    """50,000 + 100,000 = 150,000 EUR."""
    assert owner.dividends_this_year(dividends_earlier_this_year=50_000, gross_dividend=100_000) == 150_000


def test_dividend_tax() -> None:
    """Of 100,000 after 50,000 the first 20,000 are in the bracket: 0.245 x 20,000 + 0.31 x 80,000 = 29,700 EUR."""
    assert owner.dividend_tax(100_000, 150_000, 50_000, **TAX) == pytest.approx(29_700)


def test_dividend_tax__within_and_above_the_bracket() -> None:
    """0.245 x 20,000 = 4,900 EUR; 0.31 x 10,000 = 3,100 EUR."""
    assert owner.dividend_tax(20_000, 30_000, 10_000, **TAX) == pytest.approx(4900)
    assert owner.dividend_tax(10_000, 90_000, 80_000, **TAX) == pytest.approx(3100)


def test_net_dividend() -> None:
    """100,000 - 29,700 = 70,300 EUR."""
    assert owner.net_dividend(gross_dividend=100_000, dividend_tax=29_700) == 70_300


def test_loan_repayment() -> None:
    """120,000 / 60 = 2,000 EUR; of the last 500 no more."""
    assert owner.loan_repayment(opening_loan=90_000, loan_at_start=120_000, loan_term_months=60) == 2000
    assert owner.loan_repayment(opening_loan=500, loan_at_start=120_000, loan_term_months=60) == 500


def test_loan() -> None:
    """90,000 - 2,000 = 88,000 EUR."""
    assert owner.loan(opening_loan=90_000, loan_repayment=2000) == 88_000


def test_loan_service() -> None:
    """90,000 x 0.06 / 12 + 2,000 = 450 + 2,000 = 2,450 EUR."""
    assert owner.loan_service(opening_loan=90_000, loan_rate_pa=0.06, loan_repayment=2000) == pytest.approx(2450)


def test_loan_service_of_twelve_months() -> None:
    """12 x 2,450 = 29,400 EUR."""
    assert owner.loan_service_of_twelve_months(trailing12_loan_service=12 * 2450) == 29_400


def test_loan_income_of_twelve_months() -> None:
    """70,300 + 12 x 3,000 = 106,300 EUR."""
    assert owner.loan_income_of_twelve_months(trailing12_net_dividend=70_300, other_income_pm=3000) == 106_300


def test_believed_ebitda() -> None:
    """From 500,000 to 700,000, half believed: 500,000 + 0.5 x 200,000 = 600,000 EUR."""
    found = owner.believed_ebitda(500_000, normalised_ebitda_of_twelve_months=700_000, believed_share=0.5)
    assert found == 600_000


def test_believed_ebitda__fall() -> None:
    """A fall of 100,000 is believed in full: 500,000 - 100,000 = 400,000 EUR."""
    assert owner.believed_ebitda(500_000, 400_000, believed_share=0.5) == 400_000


def test_equity_value() -> None:
    """5 x 600,000 + 900,000 cash - 1,500,000 debt - 50,000 credit - 200,000 tax = 2,150,000 EUR."""
    found = owner.equity_value(5, 600_000, cash=900_000, debt=1_500_000, credit=50_000, tax_payable=200_000)
    assert found == 2_150_000


def test_equity_value__never_below_zero() -> None:
    """5 x max(0, -100,000) + 100,000 - 1,500,000 - 0 is below zero, so 0 EUR: an owner of a BV does not pay in."""
    assert owner.equity_value(5, -100_000, cash=100_000, debt=1_500_000, credit=0, tax_payable=0) == 0


def test_sale_proceeds() -> None:
    """In month 60 of 60: 1 (leaves) x 0.4 x 2,200,000 = 880,000 EUR; earlier nothing, and nothing for who stays."""
    assert owner.sale_proceeds(60, 60, leaves=1, stake=0.4, equity_value=2_200_000) == pytest.approx(880_000)
    assert owner.sale_proceeds(59, 60, leaves=1, stake=0.4, equity_value=2_200_000) == 0
    assert owner.sale_proceeds(60, 60, leaves=0, stake=0.4, equity_value=2_200_000) == 0


def test_gain_on_sale() -> None:
    """880,000 - 750,000 = 130,000 EUR; without a sale there is neither gain nor loss."""
    assert owner.gain_on_sale(sale_proceeds=880_000, acquisition_price=750_000) == 130_000
    assert owner.gain_on_sale(sale_proceeds=0, acquisition_price=750_000) == 0
    assert owner.gain_on_sale(sale_proceeds=700_000, acquisition_price=750_000) == 0


def test_tax_on_sale() -> None:
    """130,000 on top of 50,000 of dividends, bracket 70,000: 20,000 x 25 % + 110,000 x 30 % = 38,000 EUR."""
    found = owner.tax_on_sale(
        gain_on_sale=130_000,
        dividends_this_year=50_000,
        dividend_tax_low_rate=0.25,
        dividend_tax_high_rate=0.30,
        dividend_tax_bracket=70_000,
    )
    assert found == pytest.approx(38_000)


def test_settlement() -> None:
    """Who stays: 0.5 x (110,000 - 20,000 - 10,000 - 3,650) = 38,175 EUR at the horizon; none for who leaves."""
    equity = {"stake": 0.5, "cash": 110_000, "debt": 20_000, "credit": 10_000, "tax_payable": 3650}
    assert owner.settlement(120, horizon_months=120, leaves=0, **equity) == pytest.approx(38_175)
    assert owner.settlement(119, horizon_months=120, leaves=0, **equity) == 0
    assert owner.settlement(120, horizon_months=120, leaves=1, **equity) == 0


def test_final_payment() -> None:
    """0 + 880,000 - 38,000 = 842,000 EUR."""
    assert owner.final_payment(settlement=0, sale_proceeds=880_000, tax_on_sale=38_000) == 842_000


def test_owner_flow() -> None:
    """70,300 + 38,175 = 108,475 EUR at the horizon; 70,300 before; nothing after."""
    assert owner.owner_flow(120, horizon_months=120, net_dividend=70_300, final_payment=38_175) == 108_475
    assert owner.owner_flow(119, horizon_months=120, net_dividend=70_300, final_payment=0) == 70_300
    assert owner.owner_flow(121, horizon_months=120, net_dividend=70_300, final_payment=0) == 0
