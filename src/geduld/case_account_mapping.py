"""A trial balance brought to the items of the annual accounts, by the company's own mapping."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from geduld.case_trial_balance import Account, TrialBalance
from geduld.errors import CaseError, near_match, problem, shown
from geduld.tables import Table

FIELDS = ("decimal", "accounts")
RANGE = re.compile(r"([0-9]{1,12})-([0-9]{1,12})")
SIDES = ("debit", "credit")
MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Mapped:
    """Amounts by item in the item's own direction, and the accounts that stand against it."""

    items: Mapping[str, Decimal]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the mapping: an account or a range, and its item for a debit and for a credit balance."""

    key: str
    debit: str
    credit: str

    def holds(self, number: str) -> bool:
        """Whether an account belongs to it."""
        found = RANGE.fullmatch(self.key)
        if not found:
            return number == self.key
        return number.isdecimal() and int(found[1]) <= int(number) <= int(found[2])


def mapped(trial: TrialBalance, mapping: Table, debit: Collection[str], credit: Collection[str]) -> Mapped:
    """The sums of the items.

    Args:
        trial: the accounts.
        mapping: the file that says which account belongs to which item: `"1300-1319" = "receivables"`, or
            `"1010" = { debit = "cash", credit = "credit" }` where the side decides.
        debit: the items whose balance is a debit.
        credit: the items whose balance is a credit.

    Raises:
        CaseError: an unknown item, an account mapped twice, a number that is not there, or accounts with a balance
            that are not mapped.
    """
    known = (*debit, *credit)
    said = mapping.only(*FIELDS).need("accounts").table("accounts")
    entries = [_entry(said, key, known) for key in said.values]
    _check_numbers(said, entries, trial)
    homes = [(account, _home(said, entries, account)) for account in trial.accounts]
    _check_mapped(trial, said, [account for account, item in homes if not item and account.balance])
    items = dict.fromkeys(known, Decimal(0))
    for account, item in homes:
        if item:
            items[item] += account.balance if item in debit else -account.balance
    return Mapped(items, tuple(f"{a} in {item}" for a, item in homes if item and _is_against(a, item in debit)))


def _is_against(account: Account, is_debit: bool) -> bool:
    return account.balance < 0 if is_debit else account.balance > 0


def _entry(table: Table, key: str, items: Collection[str]) -> _Entry:
    value = table.values[key]
    if isinstance(value, dict):
        sides = table.table(key).only(*SIDES).need(*SIDES)
        return _Entry(key, *(sides.choice(side, items) for side in SIDES))
    if value not in items:
        near = near_match(value, items) if isinstance(value, str) else None
        raise table.error(key, f"{shown(value)} is no item", allowed=", ".join(items), near=near)
    return _Entry(key, value, value)


def _check_numbers(table: Table, entries: list[_Entry], trial: TrialBalance) -> None:
    """A single number that is not in the trial balance is misspelt; a range may be wider than what is used."""
    numbers = [account.number for account in trial.accounts]
    for entry in entries:
        if not RANGE.fullmatch(entry.key) and entry.key not in numbers:
            near = near_match(entry.key, numbers)
            raise table.error(entry.key, f"there is no such account in {trial.file}", near=near)


def _home(table: Table, entries: list[_Entry], account: Account) -> str:
    """The item of an account, "" where the mapping is silent about it."""
    found = [entry for entry in entries if entry.holds(account.number)]
    if len(found) > 1:
        said = ", ".join(f"{entry.key} ({entry.debit})" for entry in found)
        raise table.error("", f"{account} is mapped twice: {said}", allowed="each account once")
    return "" if not found else found[0].credit if account.balance < 0 else found[0].debit


def _check_mapped(trial: TrialBalance, table: Table, left: list[Account]) -> None:
    if left:
        more = f" and {len(left) - MOST_NAMED} more" if len(left) > MOST_NAMED else ""
        named = ", ".join(map(str, left[:MOST_NAMED]))
        what = f"not mapped, with a balance in {trial.file}: {named}{more}"
        raise CaseError(problem(table.file, table.path, what, allowed='"account or from-to" = "item"'))
