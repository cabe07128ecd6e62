"""Cash, and what of it goes to the owners, each line worked by hand."""

import pytest

from geduld.formulas import distribution

MAY = 5


def test_cash_before_distribution() -> None:
    """800,000 + 100,000 + 2,000 - 250 - 5,000 - 68,800 - 10,200 = 817,750 EUR."""
    found = distribution.cash_before_distribution(
        opening_cash=800_000,
        ebitda=100_000,
        deposit_interest=2000,
        interest=250,
        debt_repayment=5000,
        tax_paid=68_800,
        capital_expenditure=10_200,
    )
    assert found == 817_750


def test_ordinary_dividend() -> None:
    """0.6 x 400,000 = 240,000 EUR in the dividend month, 0 in others and after a loss."""
    in_may = distribution.ordinary_dividend(MAY, MAY, payout_ratio=0.6, net_profit_last_year=400_000)
    assert in_may == pytest.approx(240_000)
    assert distribution.ordinary_dividend(4, MAY, payout_ratio=0.6, net_profit_last_year=400_000) == 0
    assert distribution.ordinary_dividend(MAY, MAY, payout_ratio=0.6, net_profit_last_year=-400_000) == 0


def test_surplus_dividend() -> None:
    """817,750 - 240,000 - 500,000 = 77,750 EUR."""
    found = distribution.surplus_dividend(
        month=17,
        fiscal_month=MAY,
        dividend_fiscal_month=MAY,
        cash_before_distribution=817_750,
        ordinary_dividend=240_000,
        target_cash=500_000,
    )
    assert found == 77_750
    assert distribution.surplus_dividend(1, MAY, MAY, 817_750, 240_000, 500_000) == 77_750


def test_surplus_dividend__not_below_the_target_nor_in_other_months() -> None:
    """577,750 left under a target of 600,000 = 0 EUR; nor in April, nor on the day of the decision."""
    assert distribution.surplus_dividend(17, MAY, MAY, 817_750, 240_000, 600_000) == 0
    assert distribution.surplus_dividend(16, 4, MAY, 817_750, 0, 500_000) == 0
    assert distribution.surplus_dividend(0, MAY, MAY, 817_750, 0, 500_000) == 0


def test_extra_payout() -> None:
    """Half of the approved budget, once: 0.5 x 200,000 = 100,000 EUR, in other months 0."""
    lever = {"payout_month": 3, "payout_budget_share": 0.5, "approved_programme_budget": 200_000}
    assert distribution.extra_payout(month=3, **lever) == 100_000
    assert distribution.extra_payout(month=4, **lever) == 0


def test_distribution_proposed() -> None:
    """240,000 + 77,750 + 100,000 = 417,750 EUR."""
    found = distribution.distribution_proposed(ordinary_dividend=240_000, surplus_dividend=77_750, extra_payout=100_000)
    assert found == 417_750


def test_distribution() -> None:
    """817,750 - 300,000 = 517,750 may go and 417,750 is proposed = 417,750 EUR."""
    assert distribution.distribution(417_750, cash_before_distribution=817_750, minimum_cash=300_000) == 417_750


def test_distribution__never_out_of_the_minimum() -> None:
    """500,000 - 300,000 = 200,000 EUR; below the minimum 0."""
    assert distribution.distribution(417_750, cash_before_distribution=500_000, minimum_cash=300_000) == 200_000
    assert distribution.distribution(417_750, cash_before_distribution=250_000, minimum_cash=300_000) == 0


def test_distribution_blocked() -> None:
    """417,750 - 200,000 = 217,750 EUR."""
    assert distribution.distribution_blocked(distribution_proposed=417_750, distribution=200_000) == 217_750


def test_cash() -> None:
    """817,750 - 417,750 = 400,000 EUR."""
    assert distribution.cash(cash_before_distribution=817_750, distribution=417_750) == 400_000


def test_funding_gap() -> None:
    """300,000 - 250,000 = 50,000 EUR; with more than the minimum 0."""
    assert distribution.funding_gap(cash=250_000, minimum_cash=300_000) == 50_000
    assert distribution.funding_gap(cash=350_000, minimum_cash=300_000) == 0


def test_identity_residual() -> None:
    """100,000 + 2,000 - 417,750 - 68,800 - 250 - 5,000 - 10,200 - (400,000 - 800,000) = 0 EUR; a euro astray shows."""
    flows = {
        "ebitda": 100_000,
        "deposit_interest": 2000,
        "distribution": 417_750,
        "tax_paid": 68_800,
        "interest": 250,
        "debt_repayment": 5000,
        "capital_expenditure": 10_200,
    }
    assert distribution.identity_residual(**flows, cash=400_000, opening_cash=800_000) == 0
    assert distribution.identity_residual(**flows, cash=399_999, opening_cash=800_000) == 1
