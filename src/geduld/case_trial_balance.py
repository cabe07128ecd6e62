"""A trial balance as bookkeeping programs export it: a CSV with number, description, debit and credit of each account.

What separates columns and decimals is found out from the file and said in words; what the file leaves open is asked.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from geduld.errors import CaseError, problem, shown

COLUMNS = {
    "number": ("rekening", "rekeningnummer", "grootboekrekening", "nummer", "account", "account number", "number"),
    "description": ("omschrijving", "naam", "description", "name"),
    "debit": ("debet", "debit"),
    "credit": ("credit",),
}
"""Each column, by the headings it can have."""
SEPARATORS = {";": "semicolon", ",": "comma", "\t": "tab"}
DECIMALS = {",": "decimal comma", ".": "decimal point"}
NUMBER = re.compile(r"[0-9A-Za-z]{1,12}")
TOTAL = ("totaal", "total")
SIGNED = re.compile(r"(?P<open>\()?(?P<minus>-)?(?P<body>[0-9.,]+)(?P<after>-)?(?P<close>\))?")
ALLOWED_AMOUNT = "an amount in EUR with at most two decimals, or nothing"


@dataclass(frozen=True, slots=True)
class Account:
    """One account: `balance` in EUR, above zero where debit outweighs credit."""

    number: str
    description: str
    balance: Decimal

    def __str__(self) -> str:
        """The account as it stands in a message: 1300 Debiteuren (EUR 1331000.00 debit)."""
        side = "credit" if self.balance < 0 else "debit"
        return f"{self.number} {self.description} (EUR {abs(self.balance):.2f} {side})"


@dataclass(frozen=True, slots=True)
class TrialBalance:
    """The accounts of a trial balance, and in words how the file was read."""

    file: str
    accounts: tuple[Account, ...]
    read_as: str


@dataclass(frozen=True, slots=True)
class _Row:
    at: int
    number: str
    description: str
    debit: str
    credit: str


def read_trial_balance(path: Path, decimal: str = "") -> TrialBalance:
    """The accounts in a file.

    Args:
        path: the CSV; UTF-8, columns separated by semicolon, comma or tab, with a row of headings.
        decimal: "," or "." where the mapping says it; "" finds it out from the amounts.

    Raises:
        CaseError: the file cannot be read, its columns or decimals are not clear, an account stands twice, or debit is
            not credit.
    """
    separator, rows = _rows(path)
    found = decimal or _decimal(path.name, [amount for row in rows for amount in (row.debit, row.credit)])
    last = rows[-1] if rows and not rows[-1].number and rows[-1].description.casefold().startswith(TOTAL) else None
    booked = [row for row in rows if row is not last]
    accounts = tuple(_account(path.name, row, found) for row in booked)
    _check_once(path.name, accounts)
    debit, credit = _sums(path.name, booked, found)
    if last:
        _check_total(path.name, last, found, (debit, credit))
    said = f"columns separated by {SEPARATORS[separator]}, {DECIMALS.get(found, 'whole euros')}"
    return TrialBalance(path.name, accounts, f"{path.name} was read as: {said}; {len(accounts)} accounts, {debit:.2f}")


def _rows(path: Path) -> tuple[str, list[_Row]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise CaseError(problem(path.name, "", f"cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError as error:
        raise CaseError(problem(path.name, "", f"byte {error.start} is no UTF-8 text", allowed="UTF-8")) from None
    head = text.partition("\n")[0]
    separator, places = _columns(path.name, head)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    cells = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)][1:]
    return separator, [_row(path.name, at, row, places) for at, row in cells]


def _columns(file: str, head: str) -> tuple[str, dict[str, int]]:
    """What separates the columns, and where each column and the last one stand."""
    for separator in SEPARATORS:
        names = [name.strip().casefold() for name in next(csv.reader([head], delimiter=separator), [])]
        places = {c: names.index(name) for c, known in COLUMNS.items() for name in known if names.count(name) == 1}
        if len(places) == len(COLUMNS):
            return separator, {**places, "width": len(names)}
    allowed = "; ".join(" or ".join(names) for names in COLUMNS.values())
    what = f"the first row is {shown(head.strip())}"
    raise CaseError(problem(file, "", what, allowed=f"one column each: {allowed}"))


def _row(file: str, at: int, cells: Sequence[str], places: dict[str, int]) -> _Row:
    if len(cells) != places["width"]:
        what = f"{len(cells)} cells where the first row has {places['width']}"
        raise CaseError(problem(file, f"row {at}", what, allowed="amounts with a comma in quotes, or semicolons"))
    number, description, debit, credit = (cells[places[column]].strip() for column in COLUMNS)
    return _Row(at, number, description, _bare(debit), _bare(credit))


def _bare(amount: str) -> str:
    """An amount without spaces and the sign of the euro."""
    return re.sub(r"\s|€|EUR", "", amount)


def _decimal(file: str, amounts: Iterable[str]) -> str:
    """What stands before the cents; "" where all amounts are whole euros without any mark."""
    written = [a for a in amounts if "," in a or "." in a]
    told = {mark: next((a for a in written if _mark(a) == mark), "") for mark in DECIMALS}
    clear = [mark for mark, example in told.items() if example]
    if len(clear) == 2:
        what = f"{told[',']!r} has a decimal comma and {told['.']!r} a decimal point"
        raise CaseError(problem(file, "decimal", what, allowed="one of them throughout"))
    if written and not clear:
        what = f"{written[0]!r} can be read with a decimal comma and with a decimal point"
        ask = 'decimal = "," or decimal = "." in the mapping'
        raise CaseError(problem(file, "decimal", what, allowed=ask))
    return clear[0] if clear else ""


def _mark(amount: str) -> str:
    """The mark that can only stand before decimals in this amount; "" where it can be thousands as well."""
    marks = [c for c in amount if c in DECIMALS]
    other = {",": ".", ".": ","}
    if len(set(marks)) == 2:
        return marks[-1]
    if len(marks) > 1:
        return other[marks[0]]
    before, _, after = amount.strip("()-").partition(marks[0])
    thousands = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return "" if thousands else marks[0]


def _account(file: str, row: _Row, decimal: str) -> Account:
    if not NUMBER.fullmatch(row.number):
        what = f"{shown(row.number)} is no account number ({shown(row.description)})"
        allowed = "up to 12 digits or letters; a last row without number is called Totaal or Total"
        raise CaseError(problem(file, f"row {row.at}", what, allowed=allowed))
    debit, credit = (_amount(file, row, text, decimal) for text in (row.debit, row.credit))
    return Account(row.number, row.description, debit - credit)


def _amount(file: str, row: _Row, text: str, decimal: str) -> Decimal:
    """An amount with its sign: a minus before or after it, or brackets, as programs write them."""
    if not text:
        return Decimal(0)
    mark, found = decimal or ".", SIGNED.fullmatch(text)
    groups = {",": ".", ".": ","}[mark]
    form = rf"(?:\d+|\d{{1,3}}(?:{re.escape(groups)}\d{{3}})+)(?:{re.escape(mark)}\d{{1,2}})?"
    if not found or bool(found["open"]) != bool(found["close"]) or not re.fullmatch(form, found["body"]):
        said = f"{shown(text)} is no amount with a {DECIMALS[mark]}"
        raise CaseError(problem(file, f"row {row.at}, account {row.number}", said, allowed=ALLOWED_AMOUNT))
    value = Decimal(found["body"].replace(groups, "").replace(mark, "."))
    return -value if found["minus"] or found["after"] or found["open"] else value


def _check_once(file: str, accounts: Sequence[Account]) -> None:
    seen: dict[str, Account] = {}
    for account in accounts:
        if seen.setdefault(account.number, account) is not account:
            what = f"stands twice: {seen[account.number]} and {account}"
            raise CaseError(problem(file, f"account {account.number}", what, allowed="each account once"))
    if not accounts:
        raise CaseError(problem(file, "", "has no accounts", allowed="a row for each account"))


def _sums(file: str, rows: Sequence[_Row], decimal: str) -> tuple[Decimal, Decimal]:
    """All debit and all credit, which must be the same."""
    debit = sum((_amount(file, row, row.debit, decimal) for row in rows), Decimal(0))
    credit = sum((_amount(file, row, row.credit, decimal) for row in rows), Decimal(0))
    if debit != credit:
        what = f"debit EUR {debit:.2f} is not credit EUR {credit:.2f}: EUR {abs(debit - credit):.2f} apart"
        raise CaseError(problem(file, "", what, allowed="a trial balance that balances"))
    return debit, credit


def _check_total(file: str, last: _Row, decimal: str, sums: tuple[Decimal, Decimal]) -> None:
    said = tuple(_amount(file, last, text, decimal) for text in (last.debit, last.credit))
    if said != sums:
        what = f"the total says {said[0]:.2f} and {said[1]:.2f}, the accounts add up to {sums[0]:.2f} and {sums[1]:.2f}"
        raise CaseError(problem(file, f"row {last.at}", what, allowed="the whole trial balance"))
