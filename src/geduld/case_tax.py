"""Corporate tax by bracket, a dated table per fiscal year, as the dated constants that the formulas read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from geduld.assumptions import Assumption, check
from geduld.dated import YEAR, Dated
from geduld.errors import CaseError, plain
from geduld.tables import Table, read_toml

LOW_RATE, HIGH_RATE, BRACKET = "tax_low_rate", "tax_high_rate", "tax_bracket"
NO_LIMIT = 100_000_000_000.0
"""The limit of a tax with one bracket: more than any company's profit (EUR)."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A rate (share) on the profit from `start` to `end` (EUR); None is the last, open one."""

    start: float
    end: float | None
    rate: float


@dataclass(frozen=True, slots=True)
class TaxYear:
    """Brackets of one fiscal year, with what they rest on."""

    brackets: tuple[Bracket, ...]
    evidence: tuple[str, ...]
    note: str


def read_corporate_tax(path: Path) -> dict[int, TaxYear]:
    """Fiscal year -> its brackets, rising by year.

    Raises:
        CaseError: a bracket table that does not start at 0, has a gap or an overlap, is closed, or has over two.
    """
    table = read_toml(path, f"presets/{path.name}")
    years = {_year(table, name): _tax_year(said) for name, said in table.tables().items()}
    if not years:
        raise table.error("", "no fiscal year has brackets", allowed="[2026] with evidence and brackets")
    return dict(sorted(years.items()))


def _year(table: Table, name: str) -> int:
    if not (name.isdecimal() and 1900 <= int(name) <= 2999):
        raise table.error(name, f"{name!r} is no fiscal year", allowed="1900..2999")
    return int(name)


def _tax_year(table: Table) -> TaxYear:
    said = table.only("evidence", "note", "brackets").need("evidence", "brackets").values["brackets"]
    if not isinstance(said, list) or not said or not all(isinstance(each, dict) for each in said):
        raise table.error("brackets", f"{said!r} does not fit", allowed="[{ from = 0, to = 200000, rate = 0.19 }, ...]")
    brackets = tuple(_bracket(Table(table.file, table.key("brackets"), each)) for each in said)
    _check_whole(table, brackets)
    return TaxYear(brackets, table.texts("evidence"), table.text("note"))


def _bracket(table: Table) -> Bracket:
    start, rate = table.only("from", "to", "rate").need("from", "rate").number("from", "EUR"), table.number("rate")
    if not 0 <= (rate or 0.0) <= 1:
        raise table.error("rate", f"{plain(rate or 0.0)} share is out of bounds", allowed="0..1 share")
    return Bracket(start or 0.0, table.number("to", "EUR"), rate or 0.0)


def _check_whole(table: Table, brackets: tuple[Bracket, ...]) -> None:
    """Every euro of profit lies in one bracket."""
    if brackets[0].start:
        raise _wrong(table, f"the first one starts at {plain(brackets[0].start)} EUR", "from = 0 in the first")
    for bracket in brackets:
        if bracket.end is not None and bracket.end <= bracket.start:
            what = f"one goes from {plain(bracket.start)} to {plain(bracket.end)} EUR"
            raise _wrong(table, what, "each to above its from")
    for before, after in pairwise(brackets):
        _check_joint(table, before, after)
    if (end := brackets[-1].end) is not None:
        raise _wrong(table, f"nothing is said of profit above {plain(end)} EUR", "no to in the last one")
    if len(brackets) > 2:
        what = f"there are {len(brackets)}, and the formula of Dutch corporate tax knows two rates"
        raise _wrong(table, what, "one or two brackets")


def _check_joint(table: Table, before: Bracket, after: Bracket) -> None:
    if before.end is None:
        what = f"the one from {plain(before.start)} EUR is open, and another starts at {plain(after.start)} EUR"
        raise _wrong(table, what, "only the last one without to")
    if before.end != after.start:
        word = "a gap" if before.end < after.start else "an overlap"
        low, high = sorted((before.end, after.start))
        raise _wrong(table, f"{word} from {plain(low)} to {plain(high)} EUR", "each from is the to of the one before")


def _wrong(table: Table, what: str, allowed: str) -> CaseError:
    return table.error("brackets", what, allowed=allowed)


def with_corporate_tax(
    declared: Mapping[str, Assumption], years: Mapping[int, TaxYear], file: str
) -> dict[str, Assumption]:
    """The declarations with the two rates and the limit between them as constants by fiscal year.

    Raises:
        CaseError: a rate or an amount is out of the bounds of its declaration.
    """
    values = {
        LOW_RATE: {year: tax.brackets[0].rate for year, tax in years.items()},
        HIGH_RATE: {year: tax.brackets[-1].rate for year, tax in years.items()},
        BRACKET: {year: tax.brackets[0].end or NO_LIMIT for year, tax in years.items()},
    }
    evidence = tuple(dict.fromkeys(key for tax in years.values() for key in tax.evidence))
    last = list(years.values())[-1]

    def dated(name: str) -> Assumption:
        known = Dated(YEAR, values[name])
        return check(
            replace(
                declared[name], p10=known.base, base=known.base, p90=known.base, dated=known, evidence=evidence,
                grade="A", note=last.note, file=file,
            )
        )  # fmt: skip

    return {**declared, **{name: dated(name) for name in values if name in declared}}
