"""What is proposed to the owners and what each limit lets through, each line worked by hand."""

import pytest

from geduld.formulas import distribution

MAY = 5


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


def test_allowed_by_cash() -> None:
    """817,750 - 300,000 = 517,750 may go and 417,750 is proposed = 417,750 EUR; of 500,000 only 200,000; below, 0."""
    assert distribution.allowed_by_cash(417_750, cash_before_credit=817_750, minimum_cash=300_000) == 417_750
    assert distribution.allowed_by_cash(417_750, cash_before_credit=500_000, minimum_cash=300_000) == 200_000
    assert distribution.allowed_by_cash(417_750, cash_before_credit=250_000, minimum_cash=300_000) == 0


def test_allowed_by_credit() -> None:
    """After 80,000 paid back on the credit line 420,000 - 300,000 = 120,000 EUR is left of 200,000; while drawn 0."""
    assert distribution.allowed_by_credit(200_000, 80_000, 80_000, 420_000, minimum_cash=300_000) == 120_000
    assert distribution.allowed_by_credit(200_000, 280_000, 200_000, 300_000, minimum_cash=300_000) == 0
    assert distribution.allowed_by_credit(200_000, 0, 0, 500_000, minimum_cash=300_000) == 200_000
    assert distribution.allowed_by_credit(0, 0, 0, 250_000, minimum_cash=300_000) == 0


def test_allowed_by_covenant() -> None:
    """All or nothing: 120,000 x 1 = 120,000 EUR, 120,000 x 0 = 0."""
    assert distribution.allowed_by_covenant(allowed_by_credit=120_000, covenant_met=1) == 120_000
    assert distribution.allowed_by_covenant(allowed_by_credit=120_000, covenant_met=0) == 0


def test_equity_before_distribution() -> None:
    """420,000 + 1,242,900 - 695,000 - 80,000 + 80,000 = 967,900 EUR."""
    found = distribution.equity_before_distribution(
        cash_before_distribution=420_000,
        net_operating_assets=1_242_900,
        debt=695_000,
        opening_credit=80_000,
        credit_repaid=80_000,
    )
    assert found == 967_900


def test_allowed_by_equity() -> None:
    """150,000 - 50,000 = 100,000 EUR of 120,000; with more equity all of it; below the bound reserves 0."""
    assert distribution.allowed_by_equity(120_000, equity_before_distribution=150_000, bound_reserves=50_000) == 100_000
    assert distribution.allowed_by_equity(120_000, equity_before_distribution=967_900, bound_reserves=50_000) == 120_000
    assert distribution.allowed_by_equity(120_000, equity_before_distribution=40_000, bound_reserves=50_000) == 0


def test_repayments_ahead() -> None:
    """50,000 / 5,000 = 10 months; of 90,000 the next 12; without a loan 0."""
    assert distribution.repayments_ahead(debt=50_000, debt_repayment_pm=5000) == 10
    assert distribution.repayments_ahead(debt=90_000, debt_repayment_pm=5000) == 12
    assert distribution.repayments_ahead(debt=0, debt_repayment_pm=0) == 0


def test_debt_service_ahead() -> None:
    """6% on 90,000, 85,000, ... 35,000: 0.005 x 12 x 62,500 = 3,750, and 12 x 5,000 = 60,000: 63,750 EUR."""
    found = distribution.debt_service_ahead(debt=90_000, debt_repayment_pm=5000, repayments_ahead=12, debt_rate_pa=0.06)
    assert found == pytest.approx(63_750)


def test_debt_service_ahead__of_a_loan_that_ends() -> None:
    """6% on 10,000 and 5,000: 50 + 25 = 75, and 10,000: 10,075 EUR."""
    found = distribution.debt_service_ahead(debt=10_000, debt_repayment_pm=5000, repayments_ahead=2, debt_rate_pa=0.06)
    assert found == pytest.approx(10_075)


def test_track_trains() -> None:
    """A tenth of the staff is somebody = 1 count; nobody 0."""
    assert distribution.track_trains(trained_share=0.1) == 1
    assert distribution.track_trains(trained_share=0) == 0


def test_programme_spent() -> None:
    """12,000 + 8,000 = 20,000 EUR: the sum of the programme has its sign."""
    assert distribution.programme_spent(opening_programme_spent=12_000, cash_programme=-8000) == 20_000


def test_programme_committed() -> None:
    """211,000 - 20,000 = 191,000 EUR; nothing where nobody is trained, nor when more than the budget is spent."""
    assert distribution.programme_committed(2, approved_programme_budget=211_000, programme_spent=20_000) == 191_000
    assert distribution.programme_committed(0, approved_programme_budget=211_000, programme_spent=0) == 0
    assert distribution.programme_committed(1, approved_programme_budget=211_000, programme_spent=250_000) == 0


def test_distribution() -> None:
    """420,000 + 90,000 - 200,000 - 191,000 = 119,000 EUR of 120,000; with more cash all of it; else 0."""
    ahead = {"debt_service_ahead": 200_000, "programme_committed": 191_000}
    assert distribution.distribution(120_000, 420_000, trailing12_cash_for_debt=90_000, **ahead) == 119_000
    assert distribution.distribution(120_000, 620_000, trailing12_cash_for_debt=90_000, **ahead) == 120_000
    assert distribution.distribution(120_000, 120_000, trailing12_cash_for_debt=90_000, **ahead) == 0


def test_blocked_by_cash() -> None:
    """417,750 - 200,000 = 217,750 EUR."""
    assert distribution.blocked_by_cash(distribution_proposed=417_750, allowed_by_cash=200_000) == 217_750


def test_blocked_by_credit() -> None:
    """200,000 - 120,000 = 80,000 EUR."""
    assert distribution.blocked_by_credit(allowed_by_cash=200_000, allowed_by_credit=120_000) == 80_000


def test_blocked_by_covenant() -> None:
    """120,000 - 0 = 120,000 EUR."""
    assert distribution.blocked_by_covenant(allowed_by_credit=120_000, allowed_by_covenant=0) == 120_000


def test_blocked_by_equity() -> None:
    """120,000 - 100,000 = 20,000 EUR."""
    assert distribution.blocked_by_equity(allowed_by_covenant=120_000, allowed_by_equity=100_000) == 20_000


def test_blocked_by_liquidity() -> None:
    """120,000 - 119,000 = 1,000 EUR."""
    assert distribution.blocked_by_liquidity(allowed_by_equity=120_000, distribution=119_000) == 1000


def test_distribution_blocked() -> None:
    """217,750 + 80,000 + 0 + 20,000 + 1,000 = 318,750 EUR."""
    found = distribution.distribution_blocked(
        blocked_by_cash=217_750,
        blocked_by_credit=80_000,
        blocked_by_covenant=0,
        blocked_by_equity=20_000,
        blocked_by_liquidity=1000,
    )
    assert found == 318_750
