"""Taxes by bracket, a dated table per year, as the dated constants that the formulas read: two rates and a limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from geduld.assumptions import Assumption, check
from geduld.dated import YEAR, Dated
from geduld.errors import CaseError, plain
from geduld.tables import Table, read_toml

CORPORATE = ("tax_low_rate", "tax_high_rate", "tax_bracket")
"""What the formulas call the low rate, the high rate, and the limit between them."""
NO_LIMIT = 100_000_000_000.0
"""The limit of a tax with one bracket: more than anybody's income or profit (EUR)."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """A rate (share) on what lies from `start` to `end` (EUR a year); None is the last, open one."""

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
    years = {year_of(table, name): _tax_year(said) for name, said in table.tables().items()}
    if not years:
        raise table.error("", "no fiscal year has brackets", allowed="[2026] with evidence and brackets")
    return dict(sorted(years.items()))


def year_of(table: Table, name: str) -> int:
    """The year that a key of a table is."""
    if not (name.isdecimal() and 1900 <= int(name) <= 2999):
        raise table.error(name, f"{name!r} is no year", allowed="1900..2999")
    return int(name)


def _tax_year(table: Table) -> TaxYear:
    table.only("evidence", "note", "brackets").need("evidence", "brackets")
    return TaxYear(read_brackets(table, "brackets"), table.texts("evidence"), table.text("note"))


def read_brackets(table: Table, name: str) -> tuple[Bracket, ...]:
    """The brackets that stand under a key: from 0, joined, and the last one open.

    Raises:
        CaseError: there is none, a gap, an overlap, a closed last one, or more than two.
    """
    said = table.values[name]
    if not isinstance(said, list) or not said or not all(isinstance(each, dict) for each in said):
        raise table.error(name, f"{said!r} does not fit", allowed="[{ from = 0, to = 200000, rate = 0.19 }, ...]")
    brackets = tuple(_bracket(Table(table.file, table.key(name), each)) for each in said)
    _check_whole(_Wrong(table, name), brackets)
    return brackets


def _bracket(table: Table) -> Bracket:
    start, rate = table.only("from", "to", "rate").need("from", "rate").number("from", "EUR"), table.number("rate")
    if not 0 <= (rate or 0.0) <= 1:
        raise table.error("rate", f"{plain(rate or 0.0)} share is out of bounds", allowed="0..1 share")
    return Bracket(start or 0.0, table.number("to", "EUR"), rate or 0.0)


@dataclass(frozen=True, slots=True)
class _Wrong:
    """Where brackets stand, for what is wrong with them."""

    table: Table
    name: str

    def __call__(self, what: str, allowed: str) -> CaseError:
        return self.table.error(self.name, what, allowed=allowed)


def _check_whole(wrong: _Wrong, brackets: tuple[Bracket, ...]) -> None:
    """Every euro lies in one bracket."""
    if brackets[0].start:
        raise wrong(f"the first one starts at {plain(brackets[0].start)} EUR", "from = 0 in the first")
    for bracket in brackets:
        if bracket.end is not None and bracket.end <= bracket.start:
            what = f"one goes from {plain(bracket.start)} to {plain(bracket.end)} EUR"
            raise wrong(what, "each to above its from")
    for before, after in pairwise(brackets):
        _check_joint(wrong, before, after)
    if (end := brackets[-1].end) is not None:
        raise wrong(f"nothing is said of what lies above {plain(end)} EUR", "no to in the last one")
    if len(brackets) > 2:
        what = f"there are {len(brackets)}, and the formula knows two rates"
        raise wrong(what, "one or two brackets")


def _check_joint(wrong: _Wrong, before: Bracket, after: Bracket) -> None:
    if before.end is None:
        what = f"the one from {plain(before.start)} EUR is open, and another starts at {plain(after.start)} EUR"
        raise wrong(what, "only the last one without to")
    if before.end != after.start:
        word = "a gap" if before.end < after.start else "an overlap"
        low, high = sorted((before.end, after.start))
        raise wrong(f"{word} from {plain(low)} to {plain(high)} EUR", "each from is the to of the one before")


def rates_by_year(years: Mapping[int, tuple[Bracket, ...]], names: tuple[str, str, str]) -> dict[str, Dated]:
    """What the formulas read of brackets by year: low rate, high rate, and the limit between them, by these names."""
    low, high, limit = names
    rising = dict(sorted(years.items()))
    return {
        low: Dated(YEAR, {year: brackets[0].rate for year, brackets in rising.items()}),
        high: Dated(YEAR, {year: brackets[-1].rate for year, brackets in rising.items()}),
        limit: Dated(YEAR, {year: brackets[0].end or NO_LIMIT for year, brackets in rising.items()}),
    }


def with_corporate_tax(
    declared: Mapping[str, Assumption], years: Mapping[int, TaxYear], file: str
) -> dict[str, Assumption]:
    """The declarations with the two rates and the limit between them as constants by fiscal year.

    Raises:
        CaseError: a rate or an amount is out of the bounds of its declaration.
    """
    values = rates_by_year({year: tax.brackets for year, tax in years.items()}, CORPORATE)
    evidence = tuple(dict.fromkeys(key for tax in years.values() for key in tax.evidence))
    last = list(years.values())[-1]

    def dated(name: str) -> Assumption:
        known = values[name]
        return check(
            replace(
                declared[name], p10=known.base, base=known.base, p90=known.base, dated=known, evidence=evidence,
                grade="A", note=last.note, file=file,
            )
        )  # fmt: skip

    return {**declared, **{name: dated(name) for name in values if name in declared}}
