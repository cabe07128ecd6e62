"""What must hold of a company's lenders and opening balance sheet before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping

from geduld.assumptions import Assumption
from geduld.errors import plain

ASSETS = ("cash_at_start", "receivables_at_start", "stock_at_start", "fixed_assets_at_start", "other_assets_at_start")
DEBTS = (
    "debt_at_start", "credit_at_start", "payables_at_start", "tax_of_closed_years_at_start",
    "tax_of_the_year_at_start", "other_liabilities_at_start",
)  # fmt: skip
EQUITY = "equity_at_start"
LONGEST_LOAN = 600
"""Months: a loan that takes more than fifty years is taken never to repay."""
ROUNDING = 1.0
"""EUR: accounts in whole euros may be this far from adding up."""
BY_HAND = "--set"


def check_loan(known: Mapping[str, Assumption]) -> None:
    """Whether the loan is repaid some day, and the credit line is drawn within its limit.

    Raises:
        CaseError: it is not, with the amounts and what would do.
    """
    debt, repayment = known["debt_at_start"], known["debt_repayment_pm"]
    if debt.base > repayment.base * LONGEST_LOAN:
        what = f"{plain(repayment.base)} EUR/month never repays a loan of {plain(debt.base)} EUR"
        least = f"at least {plain(debt.base / LONGEST_LOAN)} EUR/month (within {LONGEST_LOAN // 12} years)"
        raise repayment.error(what, least)
    credit, limit = known["credit_at_start"], known["credit_limit"]
    if credit.base > limit.base:
        raise credit.error(f"{plain(credit.base)} EUR is drawn on a credit line", f"at most {plain(limit.base)} EUR")


def check_opening_balance(known: Mapping[str, Assumption]) -> None:
    """Whether equity is what assets less debts leave; not asked where a reader has set one of them by hand.

    Raises:
        CaseError: the balance sheet does not add up, with both sides and the difference.
    """
    items = [known[key] for key in (*ASSETS, *DEBTS, EQUITY)]
    if any(a.file == BY_HAND for a in items):
        return
    assets, debts = (sum(known[key].base for key in side) for side in (ASSETS, DEBTS))
    equity = known[EQUITY]
    if abs(assets - debts - equity.base) > ROUNDING:
        what = f"assets of {plain(assets)} EUR are not debts of {plain(debts)} plus equity of {plain(equity.base)} EUR"
        raise equity.error(
            what, f"{plain(assets - debts)} EUR, or another item that is {_apart(assets, debts, equity)}"
        )


def _apart(assets: float, debts: float, equity: Assumption) -> str:
    return f"{plain(abs(assets - debts - equity.base))} EUR wrong"
