"""Lenders and the opening balance sheet of a case: what does not add up is refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import NUMBERS, assumptions, write

from geduld.case import load_case
from geduld.errors import CaseError


def refused(folder: Path, **changes: float) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(write(folder, {"assumptions.toml": assumptions({**NUMBERS, **changes})}))
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_loan_that_is_not_repaid_is_refused(tmp_path: Path) -> None:
    """120,000 / 600 months = 200 EUR a month."""
    said = refused(tmp_path, debt_repayment_pm=0)
    assert said.startswith("assumptions.toml: debt_repayment_pm: 0 EUR/month never repays a loan of 120000 EUR")
    assert said.endswith("allowed: at least 200 EUR/month (within 50 years)")


def test_a_loan_that_outlives_everybody_is_refused(tmp_path: Path) -> None:
    assert "199 EUR/month never repays a loan of 120000 EUR" in refused(tmp_path, debt_repayment_pm=199)
    load_case(write(tmp_path, {"assumptions.toml": assumptions({**NUMBERS, "debt_repayment_pm": 200})}))


def test_no_loan_needs_no_repayment(tmp_path: Path) -> None:
    free = {**NUMBERS, "debt_at_start": 0, "debt_repayment_pm": 0, "equity_at_start": 640500}
    assert load_case(write(tmp_path, {"assumptions.toml": assumptions(free)}))


def test_credit_above_its_limit_is_refused(tmp_path: Path) -> None:
    said = refused(tmp_path, credit_at_start=150_000, equity_at_start=370_500)
    assert "credit_at_start: 150000 EUR is drawn on a credit line; allowed: at most 100000 EUR" in said


def test_a_balance_sheet_that_does_not_add_up_is_refused(tmp_path: Path) -> None:
    """780,000 of assets less 259,500 of debts is 520,500."""
    said = refused(tmp_path, equity_at_start=500_000)
    assert "equity_at_start: assets of 780000 EUR are not debts of 259500 plus equity of 500000 EUR" in said
    assert said.endswith("allowed: 520500 EUR, or another item that is 20500 EUR wrong")


def test_a_balance_in_whole_euros_may_be_a_euro_off(tmp_path: Path) -> None:
    assert load_case(write(tmp_path, {"assumptions.toml": assumptions({**NUMBERS, "equity_at_start": 520_501})}))


def test_a_reader_may_ask_what_if_there_were_less_cash(tmp_path: Path) -> None:
    case = load_case(write(tmp_path), {"cash_at_start": 100_000})
    assert case.assumptions["cash_at_start"].base == 100_000
