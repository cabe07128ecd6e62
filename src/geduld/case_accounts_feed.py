"""What the annual accounts put into a case: assumptions of the opening balance, and the year before the decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from geduld.assumptions import Assumption
from geduld.case_accounts import Accounts
from geduld.case_records import History
from geduld.errors import CaseError, plain, problem
from geduld.overrides import fixed

Taken = Callable[[Accounts], float | None]


def _item(name: str) -> Taken:
    return lambda accounts: accounts.items.get(name)


def _tax_of_closed_years(accounts: Accounts) -> float:
    """What is owed beyond the tax of the year itself, which the model computes; below zero where it was paid ahead."""
    return round(accounts.items["tax_payable"] - accounts.items["tax"], 2)


ASSUMED: Mapping[str, Taken] = {
    "cash_at_start": _item("cash"),
    "receivables_at_start": _item("receivables"),
    "stock_at_start": _item("stock"),
    "fixed_assets_at_start": _item("fixed_assets"),
    "other_assets_at_start": _item("other_assets"),
    "equity_at_start": _item("equity"),
    "bound_reserves": _item("bound_reserves"),
    "debt_at_start": _item("debt"),
    "credit_at_start": _item("credit"),
    "payables_at_start": _item("payables"),
    "other_liabilities_at_start": _item("other_liabilities"),
    "other_costs_pa": _item("other_costs"),
    "marketing_pa": _item("marketing"),
    "depreciation_pa": _item("depreciation"),
    "capital_expenditure_pa": _item("capital_expenditure"),
    "profit_last_year_at_start": lambda accounts: accounts.year_before.get("profit_after_tax"),
}
"""Assumption -> what the accounts say of it."""
OF_THE_YEAR: Mapping[str, Taken] = {
    "tax_of_the_year_at_start": _item("tax"),
    "tax_of_closed_years_at_start": _tax_of_closed_years,
}
"""The same, where the accounts close with the fiscal year."""
HISTORY: Mapping[str, Taken] = {
    "total_revenue": _item("revenue"),
    "total_cost_of_sales": _item("cost_of_sales"),
    "normalised_ebitda": lambda accounts: accounts.normalised_ebitda,
    "cash_for_debt": lambda accounts: accounts.cash_for_debt if accounts.has_cash_flow else None,
    "debt_service": lambda accounts: _debt_service(accounts) if accounts.has_cash_flow else None,
}
"""Line -> its sum over the year before the decision."""
MONTHLY = {
    "total_revenue": "revenue", "total_cost_of_sales": "cost_of_sales", "normalised_ebitda": "normalised_ebitda",
    "cash_for_debt": "cash_for_debt",
}  # fmt: skip
PROFIT = "profit_before_tax"


def _debt_service(accounts: Accounts) -> float:
    return accounts.items["interest"] + accounts.items["debt_repaid"]


def closes_the_year(accounts: Accounts, fiscal_year_starts: int) -> bool:
    """Whether the accounts end with a fiscal year, so that its profit and tax are those of the whole year."""
    return accounts.closes.month % 12 + 1 == fiscal_year_starts


def assumed(
    accounts: Accounts | None, starts: int, declared: Mapping[str, Assumption], said: Mapping[str, Assumption]
) -> dict[str, Assumption]:
    """The assumptions the accounts say, with the accounts as source, as far as they are declared.

    Args:
        accounts: from `read_accounts`, or None.
        starts: the first month of the fiscal year.
        declared: every declaration by name.
        said: what the other files of the company have said so far.

    Raises:
        CaseError: another file says one of them too.
    """
    if accounts is None:
        return {}
    taken = {**ASSUMED, **(OF_THE_YEAR if closes_the_year(accounts, starts) else {})}
    values = {key: value for key, take in taken.items() if key in declared and (value := take(accounts)) is not None}
    for key, value in values.items():
        if said[key].overridden:
            raise _twice(said[key].file, key, f"{plain(said[key].base)} {said[key].unit}", f"{plain(value)} EUR")
    return {key: _assumption(declared[key], value, accounts) for key, value in values.items()}


def _assumption(a: Assumption, value: float, accounts: Accounts) -> Assumption:
    return replace(fixed(a, a.key, value, accounts.file, grade=accounts.grade, note=a.note), source=accounts.source)


def _twice(file: str, key: str, said: str, also: str) -> CaseError:
    what = f"{said} is said twice: case.toml [accounts] has {also}"
    return CaseError(problem(file, key, what, allowed="one of the two places"))


def history(accounts: Accounts | None, said: Mapping[str, History]) -> dict[str, History]:
    """Twelve months of every line the accounts tell of: as they were, else a flagged twelfth of the year.

    Raises:
        CaseError: case.toml says one of them too.
    """
    if accounts is None:
        return dict(said)
    years = {line: value for line, take in HISTORY.items() if (value := take(accounts)) is not None}
    for line in years.keys() & said.keys():
        raise _twice(
            "case.toml", f"history.{line}", f"{plain(sum(said[line].values))} EUR", f"{plain(years[line])} EUR"
        )
    return {**said, **{line: _months(accounts, line, year) for line, year in years.items()}}


def _months(accounts: Accounts, line: str, year: float) -> History:
    months = accounts.monthly.get(MONTHLY.get(line, ""))
    return History(months or (year / 12,) * 12, from_year=months is None, from_accounts=True)


def year_to_date(accounts: Accounts | None, starts: int, said: Mapping[str, float]) -> dict[str, float]:
    """The profit of the fiscal year up to the decision, which the accounts say when they close that year.

    Raises:
        CaseError: case.toml says it too.
    """
    if accounts is None or not closes_the_year(accounts, starts):
        return dict(said)
    value = accounts.items[PROFIT]
    if PROFIT in said:
        raise _twice("case.toml", f"year_to_date.{PROFIT}", f"{plain(said[PROFIT])} EUR", f"{plain(value)} EUR")
    return {**said, PROFIT: value}
