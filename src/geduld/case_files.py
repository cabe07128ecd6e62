"""The files of a case that are not assumptions: the company, its strategies, its past, and lines it fixes."""

from __future__ import annotations

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from geduld.assumptions import check_bounds
from geduld.case_accounts import Accounts, read_accounts
from geduld.case_accounts_feed import history, year_to_date
from geduld.case_curves import read_curve
from geduld.case_records import BASELINE, History, Labels, Segment, Strategy, TaxPreset
from geduld.case_tax import rates_by_year, read_brackets, year_of
from geduld.dated import Dated
from geduld.errors import CaseError, near_match, plain, problem, shown
from geduld.overrides import Keys, flat
from geduld.tables import LONGEST_NAME, SLUG_ALLOWED, Table, as_number, as_slug, read_toml

CASE, PINS = "case.toml", "pins.csv"
CASE_FIELDS = (
    "name", "fictional", "about", "decision", "fiscal_year_starts", "horizon_months", "currency", "segments",
    "year_to_date", "history", "accounts", "owners",
)  # fmt: skip
SEGMENT_FIELDS = ("label", "classes", "receives_referrals", "like", "curve")
STRATEGY_FIELDS = ("label", "who", "why", "levers")
PRESET_FIELDS = ("label", "valid_from", "valid_to", "evidence", "note", "brackets", "values")
DIVIDEND = ("dividend_tax_low_rate", "dividend_tax_high_rate", "dividend_tax_bracket")
SHORTEST, LONGEST = 12, 600
ONLY_CLASS = "all"
BASELINE_LABEL = {"nl": "Doorgaan zoals nu", "en": "Carry on as now"}
NOBODY = {"nl": "", "en": ""}
"""Whoever proposes to decide nothing, and why: it need not be said."""


@dataclass(frozen=True, slots=True)
class Company:
    """What case.toml says."""

    name: str
    fictional: bool
    about: Labels
    decision: date
    fiscal_year_starts: int
    months: int
    currency: str
    segments: Mapping[str, Segment]
    history: Mapping[str, History]
    year_to_date: Mapping[str, float]
    accounts: Accounts | None
    rest: str


def read_company(folder: Path) -> Company:
    """The company of a case.

    Raises:
        CaseError: the folder is no case, or case.toml is wrong.
    """
    if not (folder / CASE).is_file():
        raise CaseError(problem(str(folder), "", "is no case", allowed=f"a folder with {CASE} in it"))
    table = read_toml(folder / CASE, CASE).only(*CASE_FIELDS)
    decision, starts = as_date(table, "decision"), table.whole("fiscal_year_starts", 1, 12)
    accounts = read_accounts(table.table("accounts"), folder, decision)
    past = {key: _history(table.table("history"), key, value) for key, value in flat(table.table("history"))}
    so_far = {key: as_number(value, table, key, "EUR") for key, value in flat(table.table("year_to_date"))}
    return Company(
        table.need("name").text("name", longest=LONGEST_NAME),
        table.flag("fictional"),
        table.in_languages("about", 2000),
        decision,
        starts,
        table.whole("horizon_months", SHORTEST, LONGEST),
        table.choice("currency", ("EUR",)),
        _segments(table.table("segments")),
        history(accounts, past),
        year_to_date(accounts, starts, so_far),
        accounts,
        table.table("owners").only("rest").text("rest", longest=LONGEST_NAME),
    )


def as_date(table: Table, name: str) -> date:
    """A day; the entry must be there."""
    value = table.need(name).values[name]
    if not isinstance(value, date) or isinstance(value, datetime):
        raise table.error(name, f"{shown(value)} is not a date", allowed="a day without quotes, 2026-12-31")
    return value


def _segments(table: Table) -> dict[str, Segment]:
    segments = {as_slug(slug, table, slug): _segment(slug, each) for slug, each in table.tables().items()}
    if not segments:
        raise table.error("", "there are no customers without a segment", allowed="[segments.<id>]")
    receiving = sum(segment.receives_referrals for segment in segments.values())
    if receiving != 1:
        said = ", ".join(f"{s.id} {plain(s.receives_referrals)}" for s in segments.values())
        what = f"adds up to {plain(receiving)} share ({said})"
        raise table.error("receives_referrals", what, allowed="1 in one segment, 0 in the others")
    _check_likes(table, segments)
    for segment in segments.values():
        _check_curve(table, segments, segment)
    return segments


def _check_curve(table: Table, segments: Mapping[str, Segment], segment: Segment) -> None:
    """A curve says how its own customers leave; nothing else can, and it says so of no one else."""
    if segment.like and segments[segment.like].curve:
        what = f"{segment.like!r} has a curve, which holds for its own customers only"
        raise table.error(f"{segment.id}.like", what, allowed=f"[segment.{segment.id}.churn_rate_pm] and the rest")
    if segment.curve and segment.receives_referrals:
        what = "its loyal classes would bring in customers like themselves without end"
        raise table.error(f"{segment.id}.curve", what, allowed="a segment that receives no referrals")
    if segment.curve and segment.like:
        raise table.error(f"{segment.id}.like", f"{segment.like!r} and a curve say two things", allowed="one of them")


def _check_likes(table: Table, segments: Mapping[str, Segment]) -> None:
    for segment in segments.values():
        others = [slug for slug, other in segments.items() if slug != segment.id and not other.like]
        if segment.like and segment.like not in others:
            what, near = f"{segment.like!r} cannot be what it is like", near_match(segment.like, others)
            raise table.error(f"{segment.id}.like", what, allowed=", ".join(others), near=near)


def _segment(slug: str, table: Table) -> Segment:
    curve = read_curve(table.table("curve")) if "curve" in table.only(*SEGMENT_FIELDS).values else None
    if curve and "classes" in table.values:
        raise table.error("classes", "the curve gives the classes", allowed="curve.classes = 12, or no curve")
    said = tuple(as_slug(c, table, "classes") for c in table.texts("classes"))
    classes = curve.ids if curve else said or (ONLY_CLASS,)
    if len(set(classes)) < len(classes):
        raise table.error("classes", f"{', '.join(classes)}: one stands twice", allowed="each class once")
    receives = table.number("receives_referrals", "share") or 0.0
    if receives not in (0, 1):
        raise table.error("receives_referrals", f"{plain(receives)} share is out of bounds", allowed="0, 1")
    return Segment(slug, table.in_languages("label"), classes, receives, table.text("like"), curve)


def _history(table: Table, key: str, value: object) -> History:
    if isinstance(value, dict):
        year = Table(table.file, table.key(key), value).only("year").need("year").number("year")
        return History((float(year or 0) / 12,) * 12, from_year=True)
    if not isinstance(value, list) or len(value) != 12:
        count = f"{len(value)} values" if isinstance(value, list) else shown(value)
        raise table.error(key, count, allowed="{ year = 120000 }, or 12 monthly values, oldest first")
    return History(tuple(as_number(v, table, key) for v in value), from_year=False)


def read_strategies(folder: Path, keys: Keys, months: int) -> dict[str, Strategy]:
    """The strategies of a case; the baseline, which sets no lever, is always one of them and comes first.

    Raises:
        CaseError: a file is wrong, a key is no lever, or a lever is out of bounds.
    """
    found = {BASELINE: Strategy(BASELINE, BASELINE_LABEL, NOBODY, NOBODY, {}, "")}
    for path in toml_files(folder / "strategies"):
        strategy = _strategy(path, keys, months)
        found[strategy.id] = strategy
    return found


def toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder, by name; hidden files are not read. Raises CaseError where it cannot be read."""
    try:
        names = sorted(os.listdir(folder)) if folder.exists() else []
    except OSError as error:
        raise CaseError(problem(f"{folder.name}/", "", f"cannot be read: {error.strerror}")) from None
    return [folder / name for name in names if name.endswith(".toml") and not name.startswith(".")]


def slug_of_file(path: Path, file: str) -> str:
    """The id that a file name gives."""
    try:
        return as_slug(path.stem, Table(file, "", {}), "")
    except CaseError:
        what = f"the file name {path.name!r} gives no id"
        raise CaseError(problem(file, "", what, allowed=f"{SLUG_ALLOWED}, then .toml")) from None


def _strategy(path: Path, keys: Keys, months: int) -> Strategy:
    file = f"strategies/{path.name}"
    slug, table = slug_of_file(path, file), read_toml(path, file).only(*STRATEGY_FIELDS)
    said = table.table("levers")
    levers = {key: _lever(said, key, value, keys, months) for key, value in flat(said)}
    if slug == BASELINE and levers:
        raise table.error("levers", f"{', '.join(levers)}: the baseline sets no lever", allowed="no levers")
    return Strategy(slug, table.in_languages("label"), table.spoken("who"), table.spoken("why"), levers, file)


def _lever(table: Table, key: str, value: object, keys: Keys, months: int) -> float:
    a = keys.declared[keys.check(key, table.file)]
    number = as_number(value, table, key, a.unit)
    if a.kind != "lever":
        levers = ", ".join(name for name, each in keys.declared.items() if each.kind == "lever")
        raise table.error(key, f"{plain(number)} {a.unit}: it is no lever but {a.kind}", allowed=levers)
    a = replace(a, key=table.key(key), file=table.file, upper=min(a.upper, months) if a.unit == "month" else a.upper)
    check_bounds(a, number)
    return number


def read_presets(path: Path) -> dict[str, TaxPreset]:
    """The dated tax presets, with brackets per calendar year where dividends are taxed.

    Raises:
        CaseError: the file is wrong; brackets of a year have a gap or an overlap, or are closed.
    """
    file = f"presets/{path.name}"
    return {as_slug(slug, table, slug): _preset(slug, table) for slug, table in read_toml(path, file).tables().items()}


def _preset(slug: str, table: Table) -> TaxPreset:
    until = as_date(table, "valid_to") if "valid_to" in table.only(*PRESET_FIELDS).values else None
    values, brackets = table.table("values"), table.table("brackets")
    years = {year_of(brackets, name): read_brackets(brackets, name) for name in brackets.values}
    if not years:
        raise brackets.error("", "no year has brackets", allowed="2026 = [{ from = 0, rate = 0 }], or more of them")
    plain_values: dict[str, float | Dated] = {n: as_number(v, values, n) for n, v in values.values.items()}
    return TaxPreset(
        slug, table.in_languages("label"), as_date(table, "valid_from"), until,
        table.texts("evidence"), table.text("note"),
        plain_values | rates_by_year(years, DIVIDEND),
    )  # fmt: skip


def read_pins(path: Path, months: int) -> dict[str, tuple[float, ...]]:
    """Lines that the case fixes: the values of months 1..H by line, or element and line; none without the file.

    Raises:
        CaseError: the file is no table of numbers for exactly these months.
    """
    if not path.exists():
        return {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            head, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CaseError(problem(PINS, "", f"cannot be read: {error}")) from None
    _check_pins(head, rows, months)
    return {name: tuple(_pin(row[i], name, row[0]) for row in rows) for i, name in enumerate(head) if i}


def _check_pins(head: list[str], rows: list[list[str]], months: int) -> None:
    if head[:1] != ["month"] or len(head) < 2 or len(set(head)) < len(head):
        raise CaseError(problem(PINS, "", f"the first row is {shown(head)}", allowed="month,<line>,... each once"))
    if any(len(row) != len(head) for row in rows):
        raise CaseError(problem(PINS, "", "a row has more or fewer cells than the first", allowed=f"{len(head)} cells"))
    said = [row[0].strip() for row in rows]
    wrong = next((s for s, month in zip(said, range(1, months + 1), strict=False) if s != str(month)), None)
    if wrong is not None or len(said) != months:
        what = f"month {wrong!r} is out of order" if wrong is not None else f"{len(said)} months"
        raise CaseError(problem(PINS, "month", what, allowed=f"each month 1..{months} once, in order"))


def _pin(cell: str, line: str, month: str) -> float:
    try:
        return as_number(float(cell), Table(PINS, "", {}), line)
    except ValueError:
        what = f"{cell!r} in month {month} is not a number"
        raise CaseError(problem(PINS, line, what, allowed="numbers with a decimal point")) from None
