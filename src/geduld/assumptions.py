"""Assumptions: each declared once, in data, with range, unit, bounds, price level, source and grade."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from geduld import dated
from geduld.dated import Dated
from geduld.errors import CaseError, plain, problem
from geduld.tables import Table, read_toml

Per = Literal["company", "track", "segment", "class", "channel", "supplier", "owner"]
Kind = Literal["lever", "uncertainty", "constant"]
Index = Literal["prices", "wages", "none", ""]

TRACKS = ("internal", "customer", "market")
CHANNELS = ("visit", "telephone", "email", "social")
PER = ("company", "track", "segment", "class", "channel", "supplier", "owner")
KINDS = ("lever", "uncertainty", "constant")
FAMILIES = ("fixed", "normal", "lognormal", "beta", "pert")
INDICES = ("prices", "wages", "none")
GRADES = ("A", "B", "C", "D")
AS_IT_WORKED = "team as it worked"
MEASURED_ON = ("trained group", "full applied skill", AS_IT_WORKED)
UNITS = (
    "share", "share/month", "share/year",
    "EUR", "EUR/month", "EUR/year", "EUR/h", "EUR/trainee", "EUR/trainee/year", "EUR/customer/month",
    "EUR/prospect", "EUR/GBP",
    "h/trainee", "h/customer/year", "h/week/fte", "h/month/fte", "EUR/fte/month",
    "month", "months", "days", "fte", "customers", "customers/month", "count", "ratio",
)  # fmt: skip
CURRENCIES = ("EUR", "GBP")
SOURCES = 'evidence = ["key"], source = "..., with its year" or placeholder = true'
YEAR = re.compile(r"(19|20)\d\d")
PRICE_LEVEL = re.compile(r"(19|20)\d\d(-(0[1-9]|1[0-2]))?|decision")

FIELDS = (
    "label", "per", "unit", "kind", "p10", "base", "p90", "family", "bounds", "whole",
    "price_level", "indexed_by", "exchange_rate",
    "evidence", "source", "grade", "placeholder", "quantiles", "replace", "note", "effect", "measured_on",
    *dated.FIELDS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasuredOn:
    """What an effect was measured on: full skill, or a trained group with its trial's `transfer` (None: the base).

    An effect of whole teams as they worked has no transfer: what a course loses on its way to the job is in it.
    """

    group: str
    track: str
    transfer: float | None
    base: str


@dataclass(frozen=True, slots=True)
class Assumption:
    """One assumption at one element, in its own unit, currency and price level.

    `p10`, `base` and `p90` are NaN where the company must bring the value; `lower` and `upper` are the bounds;
    `file` is where the value was set last, `overridden` whether that is not the declaration itself; `same_as` is the
    key whose value this one always has, also in a draw, or ""; `dated` has the values of a constant that differs by
    month or year, and `base` then stands for them all.
    """

    key: str
    name: str
    per: Per
    label: dict[str, str]
    unit: str
    kind: Kind
    p10: float
    base: float
    p90: float
    family: str
    lower: float
    upper: float
    price_level: str
    indexed_by: Index
    exchange_rate: str
    evidence: tuple[str, ...]
    source: str
    grade: str
    placeholder: bool
    quantiles: str
    replace: bool
    note: str
    effect: bool
    measured_on: MeasuredOn | None
    whole: bool
    group: str
    file: str
    overridden: bool = False
    same_as: str = ""
    dated: Dated | None = None

    @property
    def has_value(self) -> bool:
        """Whether there is a value, declared or brought by the company."""
        return not math.isnan(self.base)

    @property
    def is_range(self) -> bool:
        """Whether p10 and p90 differ."""
        return self.p10 < self.p90

    @property
    def currency(self) -> str:
        """The currency of a money amount, "" for anything else."""
        first = self.unit.partition("/")[0]
        return first if first in CURRENCIES and self.unit != "EUR/GBP" else ""

    @property
    def ready_unit(self) -> str:
        """The unit after conversion."""
        return "EUR" + self.unit.removeprefix(self.currency) if self.currency else self.unit

    @property
    def allowed(self) -> str:
        """The bounds as they stand in a message."""
        return f"{'a whole number ' if self.whole else ''}{plain(self.lower)}..{plain(self.upper)} {self.unit}"

    def error(self, what: str, allowed: str | None = None, near: str | None = None) -> CaseError:
        """An error about this assumption's value, in its file."""
        return CaseError(problem(self.file, self.key, what, allowed=allowed, near=near))


def declared(folder: Path) -> dict[str, Assumption]:
    """All assumptions declared in the files of a folder, by name, in the order of the files.

    Raises:
        CaseError: a file or a declaration is wrong, or a name is declared twice.
    """
    found: dict[str, Assumption] = {}
    for path in sorted(folder.glob("*.toml")):
        for name, table in read_toml(path, path.name).tables().items():
            if name in found:
                raise table.error("", f"is already declared in {found[name].file}")
            found[name] = check(_declare(name, table.only(*FIELDS), path.stem))
    if not found:
        raise CaseError(problem(str(folder), "", "no assumptions are declared there", allowed="*.toml"))
    return found


def _declare(name: str, table: Table, group: str) -> Assumption:
    unit = table.choice("unit", UNITS)
    values = dated.read_dated(table, unit)
    p10, base, p90 = (values.base,) * 3 if values else _range(table, unit)
    lower, upper = _bounds(table, unit)
    per = cast(Per, table.choice("per", PER, "company"))
    kind = cast(Kind, table.choice("kind", KINDS))
    price_level, indexed_by = read_price_level(table), cast(Index, table.choice("indexed_by", INDICES, ""))
    return Assumption(
        name, name, per, table.in_languages("label"), unit, kind, p10, base, p90,
        table.choice("family", FAMILIES, "fixed"), lower, upper,
        price_level, indexed_by, table.text("exchange_rate"),
        table.texts("evidence"), table.text("source"), read_grade(table), table.flag("placeholder"),
        table.text("quantiles"), table.flag("replace"), table.text("note"), table.flag("effect"), _measured(table),
        table.flag("whole", unit == "month"), group, table.file,
        dated=values,
    )  # fmt: skip


def _range(table: Table, unit: str) -> tuple[float, float, float]:
    """p10, base and p90; all base if there is only that, all NaN if there is nothing."""
    base = table.number("base", unit)
    p10, p90 = table.number("p10", unit), table.number("p90", unit)
    if base is None and (p10 is not None or p90 is not None):
        raise table.error("base", "is missing, and there is a p10 or p90", allowed=f"a number in {unit}")
    middle = math.nan if base is None else base
    return (middle if p10 is None else p10, middle, middle if p90 is None else p90)


def _bounds(table: Table, unit: str) -> tuple[float, float]:
    value: Any = table.need("bounds").values["bounds"]
    if not isinstance(value, list) or len(value) != 2:
        raise table.error("bounds", f"{value!r} is not a pair", allowed="[lowest, highest]")
    lower, upper = (Table(table.file, table.path, {"bounds": v}).number("bounds", unit) for v in value)
    if lower is None or upper is None or lower > upper:
        raise table.error("bounds", f"{value!r} is upside down", unit=unit, allowed="[lowest, highest]")
    return lower, upper


def read_price_level(table: Table) -> str:
    """The price level of a table, "" if it gives none."""
    level = table.text("price_level")
    if level and not PRICE_LEVEL.fullmatch(level):
        raise table.error("price_level", f"{level!r} is no price level", allowed='"2015", "2015-07" or "decision"')
    return level


def read_source(table: Table) -> str:
    """The source a table states in its own words, with its year; "" if it gives none."""
    source = table.text("source")
    if source and not YEAR.search(source):
        raise table.error("source", f"{source!r} has no date", allowed='a source with its year, "annual accounts 2025"')
    return source


def read_grade(table: Table) -> str:
    """The grade of a table, "" if it gives none."""
    return table.choice("grade", GRADES) if "grade" in table.values else ""


def _measured(table: Table) -> MeasuredOn | None:
    if "measured_on" not in table.values:
        return None
    said = table.table("measured_on").only("group", "track", "transfer", "base")
    transfer = said.number("transfer", "share")
    if transfer is not None and not 0 < transfer <= 1:
        raise said.error("transfer", f"{plain(transfer)} share is out of bounds", allowed="above 0, at most 1")
    return MeasuredOn(said.choice("group", MEASURED_ON), said.choice("track", TRACKS), transfer, said.text("base"))


def check(a: Assumption) -> Assumption:
    """The assumption itself, if its parts agree with each other.

    Raises:
        CaseError: the first rule that does not hold, with file, key, value, unit and what is allowed.
    """
    _check_kind(a)
    if a.has_value:
        _check_range(a)
        _check_money(a)
        _check_source(a)
    return a


def _check_kind(a: Assumption) -> None:
    if a.effect != (a.measured_on is not None):
        raise a.error("an effect, and only an effect, says what it was measured on", "effect = true with measured_on")
    if a.kind == "lever" and a.has_value and (a.evidence or a.source or a.placeholder):
        raise a.error("a lever is chosen, so it has no source", "no evidence, source or placeholder")
    if a.kind != "constant" and a.dated:
        raise a.error(f"is a {a.kind}, and that is not dated", f"base; {' and '.join(dated.FIELDS)} are for constants")
    if a.kind != "uncertainty" and a.is_range:
        raise a.error(f"a {a.kind} has no range: {plain(a.p10, a.base, a.p90)} {a.unit}", "base only")


def _check_range(a: Assumption) -> None:
    if not a.p10 <= a.base <= a.p90:
        said = plain(a.p10, a.base, a.p90)
        raise a.error(f"p10 <= base <= p90 does not hold for {said} {a.unit}", "p10 at most base, p90 at least base")
    for value in (a.p10, a.base, a.p90, *(a.dated.values.values() if a.dated else ())):
        check_bounds(a, value)


def check_bounds(a: Assumption, value: float) -> None:
    """Whether a value of this assumption lies within its bounds, and is whole where it must be."""
    if not a.lower <= value <= a.upper:
        raise a.error(f"{plain(value)} {a.unit} is out of bounds", a.allowed)
    if a.whole and value != int(value):
        raise a.error(f"{plain(value)} {a.unit} is not a whole number", a.allowed)


def _check_money(a: Assumption) -> None:
    if a.currency and not (a.price_level and a.indexed_by):
        allowed = 'price_level = "2015", "2015-07" or "decision", and indexed_by = "prices", "wages" or "none"'
        raise a.error(f"{plain(a.base)} {a.unit} has no price level or no index", allowed)
    if not a.currency and (a.price_level or a.indexed_by):
        what = f"{plain(a.base)} {a.unit} is no money, so it has no price level"
        raise a.error(what, "no price_level and no indexed_by")
    if (a.currency not in ("", "EUR")) != bool(a.exchange_rate):
        what = f"{plain(a.base)} {a.unit}: a foreign currency, and only that, has an exchange rate"
        raise a.error(what, 'exchange_rate = "gbp_eur"')


def _check_source(a: Assumption) -> None:
    said = f"{plain(*dict.fromkeys((a.p10, a.base, a.p90)))} {a.unit}"
    if a.kind == "lever":
        return
    if a.placeholder and (a.evidence or a.source or a.grade != "D" or not a.note):
        allowed = 'no evidence, no source, grade = "D", and a note that says why'
        raise a.error(f"{said} is a placeholder with a source, a better grade or no note", allowed)
    if not (a.evidence or a.source or a.placeholder):
        raise a.error(f"{said} has no source", SOURCES)
    if not a.grade:
        raise a.error(f"{said} has no grade", "grade = " + ", ".join(GRADES))
    if a.is_range and not (a.quantiles or a.placeholder):
        raise a.error(f"{said}: how was the source's range read?", 'quantiles = "..."')
