"""The balance sheet and its identities, each line worked by hand."""

import pytest

from geduld.formulas import balance


def test_usual_depreciation() -> None:
    """120,000 / 12 = 10,000 EUR, whatever prices do; of 53,000 less 50,000 of branches no more than 3,000."""
    usual = balance.usual_depreciation
    assert usual(depreciation_pa=120_000, opening_fixed_assets=500_000, opening_branch_book_value=50_000) == 10_000
    assert usual(depreciation_pa=120_000, opening_fixed_assets=53_000, opening_branch_book_value=50_000) == 3000


def test_depreciation() -> None:
    """10,000 + 4,000 of a branch + 30,000 written off = 44,000 EUR."""
    assert balance.depreciation(usual_depreciation=10_000, branch_depreciation=4000, branch_write_off=30_000) == 44_000


def test_capital_expenditure() -> None:
    """120,000 / 12 x 1.02 + 400,000 for a branch = 410,200 EUR."""
    found = balance.capital_expenditure(capital_expenditure_pa=120_000, price_index=1.02, branch_investment=400_000)
    assert found == pytest.approx(410_200)


def test_depreciation_stopped() -> None:
    """120,000 / 12 - 3,000 = 7,000 EUR."""
    assert balance.depreciation_stopped(depreciation_pa=120_000, usual_depreciation=3000) == 7000


def test_fixed_assets() -> None:
    """500,000 + 10,200 - 10,000 = 500,200 EUR."""
    assert (
        balance.fixed_assets(opening_fixed_assets=500_000, capital_expenditure=10_200, depreciation=10_000) == 500_200
    )


def test_receivable_days() -> None:
    """400,000 of 1,200,000 in a quarter of 91.25 days: 400,000 x 91.25 / 1,200,000 = 30.4167 days, and kept."""
    assert balance.receivable_days(0, 0, 400_000, trailing3_total_revenue=1_200_000) == pytest.approx(30.416666667)
    assert balance.receivable_days(7, 30.5, 400_000, trailing3_total_revenue=1_900_000) == 30.5
    assert balance.receivable_days(0, 0, 0, trailing3_total_revenue=0) == 0


def test_stock_days() -> None:
    """600,000 x 91.25 / 912,500 = 60 days, and kept."""
    assert balance.stock_days(0, 0, 600_000, trailing3_total_cost_of_sales=912_500) == pytest.approx(60)
    assert balance.stock_days(7, 60, 600_000, trailing3_total_cost_of_sales=1_000_000) == 60


def test_payable_days() -> None:
    """350,000 x 91.25 / 912,500 = 35 days, and kept."""
    assert balance.payable_days(0, 0, 350_000, trailing3_total_cost_of_sales=912_500) == pytest.approx(35)
    assert balance.payable_days(7, 35, 350_000, trailing3_total_cost_of_sales=1_000_000) == 35


def test_receivables() -> None:
    """1,825,000 x 30 / 91.25 = 600,000 EUR."""
    assert balance.receivables(trailing3_total_revenue=1_825_000, opening_receivable_days=30) == pytest.approx(600_000)


def test_stock() -> None:
    """1,825,000 x 60 / 91.25 = 1,200,000 EUR."""
    assert balance.stock(trailing3_total_cost_of_sales=1_825_000, opening_stock_days=60) == pytest.approx(1_200_000)


def test_payables() -> None:
    """1,825,000 x 35 / 91.25 = 700,000, and 50,000 that is paid later = 750,000 EUR."""
    assert balance.payables(1_825_000, opening_payable_days=35, squeezed_payables=50_000) == pytest.approx(750_000)


def test_working_capital_at_start() -> None:
    """400,000 + 600,000 - 350,000 = 650,000 EUR."""
    found = balance.working_capital_at_start(
        receivables_at_start=400_000, stock_at_start=600_000, payables_at_start=350_000
    )
    assert found == 650_000


def test_working_capital() -> None:
    """600,000 + 1,200,000 - 700,000 = 1,100,000 EUR."""
    assert balance.working_capital(receivables=600_000, stock=1_200_000, payables=700_000) == 1_100_000


def test_rise_in_working_capital() -> None:
    """1,100,000 - 1,050,000 = 50,000 EUR; what shrinking sets free is below zero."""
    assert balance.rise_in_working_capital(working_capital=1_100_000, opening_working_capital=1_050_000) == 50_000
    assert balance.rise_in_working_capital(working_capital=1_000_000, opening_working_capital=1_050_000) == -50_000


def test_net_operating_assets() -> None:
    """1,100,000 + 500,200 + 60,000 - 97,300 - 320,000 = 1,242,900 EUR."""
    found = balance.net_operating_assets(
        working_capital=1_100_000,
        fixed_assets=500_200,
        other_assets_at_start=60_000,
        tax_payable=97_300,
        other_liabilities_at_start=320_000,
    )
    assert found == 1_242_900


def test_balanced_equity_at_start() -> None:
    """900,000 + 650,000 + 500,000 + 60,000 - 700,000 - 90,000 - 5,000 - 40,000 - 320,000 = 955,000 EUR."""
    found = balance.balanced_equity_at_start(
        cash_at_start=900_000,
        working_capital_at_start=650_000,
        fixed_assets_at_start=500_000,
        other_assets_at_start=60_000,
        debt_at_start=700_000,
        credit_at_start=90_000,
        tax_of_closed_years_at_start=5000,
        tax_of_the_year_at_start=40_000,
        other_liabilities_at_start=320_000,
    )
    assert found == 955_000


def test_equity_difference_at_start() -> None:
    """955,400 - 955,000 = 400 EUR."""
    assert balance.equity_difference_at_start(equity_at_start=955_400, balanced_equity_at_start=955_000) == 400


def test_equity() -> None:
    """400,000 + 1,242,900 - 695,000 - 50,000 = 897,900 EUR."""
    assert balance.equity(cash=400_000, net_operating_assets=1_242_900, debt=695_000, credit=50_000) == 897_900


def test_balance_residual() -> None:
    """897,900 - 955,000 - 60,000 + 17,100 + 100,000 = 0 EUR; a euro astray shows."""
    month = {"opening_equity": 955_000, "profit_before_tax": 60_000, "tax_accrued": 17_100, "distribution": 100_000}
    assert balance.balance_residual(equity=897_900, **month) == 0
    assert balance.balance_residual(equity=897_901, **month) == 1


def test_identity_residual() -> None:
    """100,000 + 2,000 + 6,000 - 40,000 - 68,800 - 5,250 - 3,000 - 10,200 - 20,750 + 40,000 = 0 EUR; a euro shows."""
    flows = {
        "ebitda": 100_000,
        "deposit_interest": 2000,
        "credit_drawn": 6000,
        "distribution": 40_000,
        "tax_paid": 68_800,
        "debt_service": 5250,
        "credit_repaid": 3000,
        "capital_expenditure": 10_200,
        "rise_in_working_capital": 20_750,
    }
    assert balance.identity_residual(**flows, change_in_cash=-40_000) == 0
    assert balance.identity_residual(**flows, change_in_cash=-40_001) == 1
