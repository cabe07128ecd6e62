"""The annual accounts of the year before the decision: read from case.toml or a trial balance, and held to add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from math import fsum
from pathlib import Path

from geduld.assumptions import GRADES, read_source
from geduld.case_account_mapping import mapped
from geduld.case_trial_balance import DECIMALS, read_trial_balance
from geduld.errors import CaseError, near_match, plain, problem, shown
from geduld.tables import Table, as_number, read_toml

ASSETS = ("cash", "receivables", "stock", "fixed_assets", "other_assets")
CLAIMS = ("equity", "debt", "credit", "payables", "tax_payable", "other_liabilities")
BOUND = "bound_reserves"
"""The part of equity that law or statutes keep from the owners."""
INCOME = ("revenue", "deposit_interest")
OPERATING = ("cost_of_sales", "cost_to_serve", "wages", "marketing", "other_costs")
COSTS = (*OPERATING, "one_off_costs", "depreciation", "interest", "tax")
RESULTS = ("profit_before_tax", "profit_after_tax")
CASH_FLOW = (
    "tax_paid", "rise_in_working_capital", "capital_expenditure", "debt_repaid", "dividend", "credit_drawn",
    "other_paid",
)  # fmt: skip
YEAR_BEFORE = ("profit_after_tax", "equity", "cash", "fixed_assets", "debt")
MONTHLY = ("revenue", "cost_of_sales", "normalised_ebitda", "cash_for_debt")
EITHER_SIGN = ("equity", "tax_payable", "tax", *RESULTS, "rise_in_working_capital", "credit_drawn", "other_paid")
ELSEWHERE = {
    "cash": "an overdraft is credit", "receivables": "customers in credit are other_liabilities",
    "payables": "suppliers in debit are other_assets",
}  # fmt: skip
FIELDS = (
    "closes", "source", "grade", "trial_balance", "balance", "profit_and_loss", "cash_flow", "year_before", "monthly",
    "differences",
)  # fmt: skip
CENT = 0.005
NEAR_DAYS = 31


@dataclass(frozen=True)
class Accounts:
    """The accounts of one year in EUR, by item; what is not stated is not there.

    `year_before` holds the comparative figures, `monthly` twelve values by item, oldest first, `differences` the
    stated reasons why the first year of the baseline differs, `notes` what the reader is told about the reading.
    """

    closes: date
    source: str
    grade: str
    file: str
    items: Mapping[str, float]
    year_before: Mapping[str, float] = field(default_factory=dict)
    monthly: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    differences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @cached_property
    def normalised_ebitda(self) -> float:
        """Revenue less operating costs, one-offs left out."""
        return self.items["revenue"] - fsum(self.items[item] for item in OPERATING)

    @property
    def ebitda(self) -> float:
        """Earnings before interest, tax, depreciation and amortisation."""
        return self.normalised_ebitda - self.items["one_off_costs"]

    @property
    def cash_for_debt(self) -> float:
        """What the year left to serve debt with; read only where the cash flow statement is given."""
        return self.ebitda - fsum(self.items[i] for i in ("tax_paid", "rise_in_working_capital", "capital_expenditure"))

    @property
    def has_cash_flow(self) -> bool:
        """Whether the cash flow statement is given."""
        return "tax_paid" in self.items


def read_accounts(table: Table, folder: Path, decision: date) -> Accounts | None:
    """The section [accounts] of a case, or None where it has none.

    Raises:
        CaseError: something is missing, has the wrong sign, or does not add up, with both sums.
    """
    if not table.values:
        return None
    table.only(*FIELDS).need("closes", "source", "grade")
    stated = _trial_items if "trial_balance" in table.values else _stated_items
    file, items, notes = stated(table, folder)
    items |= _cash_flow(table, items)
    accounts = Accounts(
        _closes(table, decision), read_source(table), table.choice("grade", GRADES), file, items,
        _numbers(table.table("year_before").only(*YEAR_BEFORE)), _monthly(table.table("monthly")),
        _differences(table.table("differences")), notes,
    )  # fmt: skip
    for rule in (_check_signs, _check_balance, _check_monthly, _check_year):
        rule(accounts)
    return accounts


def _closes(table: Table, decision: date) -> date:
    value = table.values["closes"]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise table.error("closes", f"{shown(value)} is not a date", allowed="a day without quotes, 2026-12-31")
    if abs((value - decision).days) > NEAR_DAYS:
        what = f"the accounts close on {value}, the decision is on {decision}, so this is no opening balance"
        raise table.error("closes", what, allowed=f"accounts of a day at most {NEAR_DAYS} days from the decision")
    return value


def _stated_items(table: Table, _: Path) -> tuple[str, dict[str, float], tuple[str, ...]]:
    """The items as the tables of case.toml say them; what is left out is nothing, and the sums tell."""
    balance = table.table("balance").only(*ASSETS, *CLAIMS, BOUND).need("cash", "equity", BOUND)
    profit = table.table("profit_and_loss").only(*INCOME, *COSTS, *RESULTS).need("revenue", "wages", "tax", *RESULTS)
    zero = dict.fromkeys((*ASSETS, *CLAIMS, BOUND, *INCOME, *COSTS), 0.0)
    return table.file, {**zero, **_numbers(balance), **_numbers(profit)}, ()


def _trial_items(table: Table, folder: Path) -> tuple[str, dict[str, float], tuple[str, ...]]:
    """The items as the trial balance says them: the profit of the year and the dividend are still apart from equity."""
    for name in ("balance", "profit_and_loss"):
        if name in table.values:
            what = "is said twice: it also follows from trial_balance"
            raise table.error(name, what, allowed="the tables or the trial balance")
    name = table.text("trial_balance")
    if Path(name).name != name or not name.endswith(".csv"):
        raise table.error("trial_balance", f"{name!r} is no file of the case", allowed='"trial_balance.csv"')
    if not (folder / name).exists():
        known = [path.name for path in folder.glob("*.csv")]
        raise table.error("trial_balance", f"there is no {name!r} beside case.toml", near=near_match(name, known))
    mapping = read_toml(folder / f"{name.removesuffix('.csv')}.toml", f"{name.removesuffix('.csv')}.toml")
    decimal = mapping.choice("decimal", DECIMALS) if "decimal" in mapping.values else ""
    trial = read_trial_balance(folder / name, decimal)
    found = mapped(trial, mapping, (*ASSETS, *COSTS, "dividend"), (*CLAIMS, BOUND, *INCOME))
    items = {item: float(amount) for item, amount in found.items.items()}
    against = f"Against the usual side: {'; '.join(found.against)}." if found.against else ""
    return name, _with_results(items), tuple(filter(None, (f"{trial.read_as} debit and credit each (EUR).", against)))


def _with_results(items: dict[str, float]) -> dict[str, float]:
    """Totals that a trial balance does not have: profit, and equity after the profit and dividend of the year."""
    before = fsum([items[i] for i in INCOME] + [-items[c] for c in COSTS if c != "tax"])
    after = before - items["tax"]
    equity = fsum((items["equity"], items[BOUND], after, -items["dividend"]))
    totals = {"equity": equity, "profit_before_tax": before, "profit_after_tax": after}
    return {**items, **{item: round(amount, 2) for item, amount in totals.items()}}


def _cash_flow(table: Table, items: Mapping[str, float]) -> dict[str, float]:
    """The cash flow statement; the trial balance may have said the dividend already."""
    said = table.table("cash_flow").only(*CASH_FLOW)
    if not said.values:
        return {}
    if "dividend" in said.values and "dividend" in items:
        raise said.error("dividend", "is said twice: it also follows from trial_balance", allowed="one of them")
    needed = [item for item in CASH_FLOW[:5] if item not in items]
    return {"credit_drawn": 0.0, "other_paid": 0.0, **_numbers(said.need(*needed))}


def _numbers(table: Table) -> dict[str, float]:
    return {name: as_number(value, table, name, "EUR") for name, value in table.values.items()}


def _monthly(table: Table) -> dict[str, tuple[float, ...]]:
    return {item: _twelve(table, item) for item in table.only(*MONTHLY).values}


def _twelve(table: Table, item: str) -> tuple[float, ...]:
    value = table.values[item]
    if not isinstance(value, list) or len(value) != 12:
        raise table.error(item, f"{shown(value)} does not fit", allowed="12 amounts in EUR, oldest first")
    return tuple(as_number(each, table, item, "EUR") for each in value)


def _differences(table: Table) -> dict[str, dict[str, str]]:
    items = (*INCOME, *COSTS, "normalised_ebitda", "profit_before_tax", "profit_after_tax")
    return {item: table.in_languages(item, 500) for item in table.only(*items).values}


def _check_signs(accounts: Accounts) -> None:
    for item, amount in accounts.items.items():
        if amount < 0 and item not in EITHER_SIGN:
            hint = ELSEWHERE.get(item, "an amount in its natural direction, costs and debts without a minus")
            raise CaseError(problem(accounts.file, item, f"{plain(amount)} EUR is below zero", allowed=hint))
    free = accounts.items["equity"] - accounts.items[BOUND]
    if accounts.items[BOUND] > max(0.0, accounts.items["equity"]) + CENT:
        what = f"{plain(accounts.items[BOUND])} EUR is more than the equity it is part of, by {plain(-free)} EUR"
        raise CaseError(problem(accounts.file, BOUND, what, allowed="a part of equity"))


def _check_balance(accounts: Accounts) -> None:
    items = accounts.items
    assets, claims = fsum(items[i] for i in ASSETS), fsum(items[i] for i in CLAIMS)
    _check_same(accounts.file, "balance", ("assets", assets), ("equity and liabilities", claims))
    before = accounts.ebitda + items["deposit_interest"] - items["depreciation"] - items["interest"]
    said = ("profit_before_tax says", items["profit_before_tax"])
    _check_same(accounts.file, "profit_and_loss", ("income less costs before tax", before), said)
    after = ("profit_after_tax says", items["profit_after_tax"])
    _check_same(accounts.file, "profit_and_loss", ("profit before tax less tax", before - items["tax"]), after)


def _check_same(file: str, place: str, one: tuple[str, float], other: tuple[str, float]) -> None:
    gap = abs(one[1] - other[1])
    if gap >= CENT:
        said = f"{one[0]} EUR {one[1]:.2f} and {other[0]} EUR {other[1]:.2f} differ by EUR {gap:.2f}"
        raise CaseError(problem(file, place, said, allowed="the same, to the cent"))


def _check_monthly(accounts: Accounts) -> None:
    years = {**accounts.items, "normalised_ebitda": accounts.normalised_ebitda}
    if accounts.has_cash_flow:
        years["cash_for_debt"] = accounts.cash_for_debt
    for item, months in accounts.monthly.items():
        if item not in years:
            what = "is given by month, but the cash flow statement is not"
            raise CaseError(
                problem("case.toml", f"accounts.monthly.{item}", what, allowed="[accounts.cash_flow] as well")
            )
        _check_same("case.toml", f"accounts.monthly.{item}", ("twelve months", fsum(months)), ("the year", years[item]))


def _check_year(accounts: Accounts) -> None:
    """From the comparative figures through the year to the closing balance, as far as both are given."""
    if not accounts.has_cash_flow:
        return
    items = accounts.items
    paid = ("tax_paid", "rise_in_working_capital", "capital_expenditure", "debt_repaid", "dividend", "other_paid")
    came = accounts.ebitda + items["deposit_interest"] - items["interest"] + items["credit_drawn"]
    changes = {
        "cash": came - fsum(items[item] for item in paid),
        "equity": items["profit_after_tax"] - items["dividend"],
        "fixed_assets": items["capital_expenditure"] - items["depreciation"],
        "debt": -items["debt_repaid"],
    }
    for item in changes.keys() & accounts.year_before.keys():
        end = (f"{item} at the beginning and its changes", accounts.year_before[item] + changes[item])
        _check_same(accounts.file, f"accounts.year_before.{item}", end, ("its closing balance", items[item]))
