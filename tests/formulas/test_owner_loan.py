"""The owner's own loan, each line worked by hand."""

import pytest

from geduld.formulas import owner_loan


def test_loan_annuity() -> None:
    """1,200 over 3 months at 1 % a month: 1,200 x 0.01 / (1 - 1.01^-3) = 12 / 0.0294098 = 408.03 EUR."""
    found = owner_loan.loan_annuity(loan_at_start=1200, loan_rate_pa=0.12, loan_term_months=3)
    assert found == pytest.approx(408.0265, abs=1e-4)


def test_loan_annuity__without_interest() -> None:
    """1,200 / 3 = 400."""
    assert owner_loan.loan_annuity(loan_at_start=1200, loan_rate_pa=0, loan_term_months=3) == 400


def test_loan_repayment() -> None:
    """Linear: 120,000 / 60 = 2,000 EUR; of the last 500 no more; in the last month all that is left, 2,000.4."""
    linear = {"loan_at_start": 120_000, "loan_rate_pa": 0.06, "loan_term_months": 60, "loan_form": 0}
    assert owner_loan.loan_repayment(15, opening_loan=90_000, **linear, loan_annuity=2320) == 2000
    assert owner_loan.loan_repayment(15, opening_loan=500, **linear, loan_annuity=2320) == 500
    assert owner_loan.loan_repayment(60, opening_loan=2000.4, **linear, loan_annuity=2320) == 2000.4


def test_loan_repayment__annuity() -> None:
    """2,320 - 90,000 x 0.06 / 12 = 2,320 - 450 = 1,870 EUR."""
    annuity = {"loan_at_start": 120_000, "loan_rate_pa": 0.06, "loan_term_months": 60, "loan_form": 1}
    assert owner_loan.loan_repayment(15, 90_000, **annuity, loan_annuity=2320) == pytest.approx(1870)


def test_loan() -> None:
    """90,000 - 2,000 = 88,000 EUR."""
    assert owner_loan.loan(opening_loan=90_000, loan_repayment=2000) == 88_000


def test_loan_service() -> None:
    """90,000 x 0.06 / 12 + 2,000 = 450 + 2,000 = 2,450 EUR."""
    assert owner_loan.loan_service(opening_loan=90_000, loan_rate_pa=0.06, loan_repayment=2000) == pytest.approx(2450)


def test_loan_service_of_twelve_months() -> None:
    """12 x 2,450 = 29,400 EUR."""
    assert owner_loan.loan_service_of_twelve_months(trailing12_loan_service=12 * 2450) == 29_400


def test_loan_income_of_twelve_months() -> None:
    """70,300 + 12 x 3,000 = 106,300 EUR."""
    assert owner_loan.loan_income_of_twelve_months(trailing12_net_dividend=70_300, other_income_pm=3000) == 106_300
