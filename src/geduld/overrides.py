"""What a company, an owner or the command line puts in the place of a declared value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from geduld import assumptions as declaring
from geduld import dated
from geduld.assumptions import CURRENCIES, FAMILIES, GRADES, INDICES, Assumption, Index, Per, check
from geduld.case_records import keys_of, split_key
from geduld.errors import CaseError, near_match, plain, problem
from geduld.tables import Table, as_number

FIELDS = (
    "base", "p10", "p90", "unit", "currency", "exchange_rate", "price_level", "indexed_by",
    "evidence", "source", "grade", "placeholder", "quantiles", "family", "note",
    *dated.FIELDS,
)  # fmt: skip
PATH = re.compile(r"(track|owner|segment|channel|supplier)(\.[^.]+)?|segment\.[^.]+\.class(\.[^.]+)?")
GRAINS: dict[Per, tuple[Per, ...]] = {
    "company": ("company",), "track": ("company", "track"), "segment": ("company", "segment"),
    "class": ("company", "segment", "class"), "channel": ("company", "channel"),
    "supplier": ("company", "supplier"), "owner": ("company", "owner"),
}  # fmt: skip
SET = "--set"


@dataclass(frozen=True)
class Keys:
    """The keys a case can have: the declared names, at the elements of their grain."""

    declared: Mapping[str, Assumption]
    elements: Mapping[Per, tuple[str, ...]]

    def check(self, key: str, file: str) -> str:
        """The name of the key, if there is such an assumption and it can have a value there.

        Raises:
            CaseError: an unknown name or element (with a near match), or a grain that the assumption does not have.
        """
        element, name = split_key(key)
        everywhere = [place for places in self.elements.values() for place in places]
        if element not in everywhere:
            raise self._unknown(file, key, f"there is no {element!r} in this case", element, everywhere)
        if name not in self.declared:
            raise self._unknown(file, key, "there is no such assumption", name, self.declared)
        if key not in (allowed := self.allowed(name)):
            what = f"{name} is per {self.declared[name].per}, so it has no value there"
            raise CaseError(problem(file, key, what, allowed=", ".join(allowed)))
        return name

    def allowed(self, name: str) -> list[str]:
        """All keys this name can have."""
        grains = GRAINS[self.declared[name].per]
        return [f"{place}.{name}" if place else name for grain in grains for place in self.elements[grain]]

    @staticmethod
    def _unknown(file: str, key: str, what: str, said: str, known: Collection[str]) -> CaseError:
        near = near_match(said, known)
        allowed = ", ".join(k for k in known if k) if len(known) <= 12 else None
        return CaseError(problem(file, key, what, allowed=allowed, near=near))


def flat(table: Table, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """The entries of a table by full key: tables that only lead to an element are taken apart."""
    for name, value in table.values.items():
        key = f"{prefix}.{name}" if prefix else name
        if not PATH.fullmatch(key):
            yield key, value
        elif isinstance(value, dict):
            yield from flat(Table(table.file, table.path, value), key)
        else:
            raise table.error(key, f"{value!r} is not a table", allowed=f"[{key}.<key>]")


def overridden(now: Mapping[str, Assumption], table: Table, keys: Keys) -> dict[str, Assumption]:
    """The assumptions with everything a file says put in its place; what holds for more is read first.

    Raises:
        CaseError: an unknown key, a lever, or a value that does not fit.
    """
    after = dict(now)
    for key, value in sorted(flat(table), key=lambda entry: entry[0].count(".")):
        name = keys.check(key, table.file)
        if not isinstance(value, dict):
            raise table.error(key, f"{value!r} is not a table", allowed=f"[{key}] with base = ...")
        said = Table(table.file, key, value).only(*FIELDS)
        _check_reach(now, key, table.file, keys)
        after[key] = _override(inherited(after, key, keys.declared[name]), key, said)
    return after


def inherited(now: Mapping[str, Assumption], key: str, declaration: Assumption) -> Assumption:
    """The assumption that holds at a key so far."""
    element, name = split_key(key)
    return next((now[k] for k in keys_of(name, element) if k in now), declaration)


def _override(a: Assumption, key: str, table: Table) -> Assumption:
    if (elsewhere := _elsewhere(a)) or a.per == "owner":
        raise table.error("", "is not said here", allowed=elsewhere or "owners/<id>.toml: [terms]")
    before = a
    a = _amount(replace(a, key=key, file=table.file, overridden=True), table)
    values = dated.read_dated(table, a.unit)
    p10, base, p90 = (values.base,) * 3 if values else _values(a, table)
    kept = a.dated if base == a.base else None
    family = table.choice("family", FAMILIES, a.family)
    after = check(_sourced(replace(a, p10=p10, base=base, p90=p90, family=family, dated=values or kept), table))
    _check_price_level(before, after, table)
    return after


def _check_price_level(before: Assumption, after: Assumption, table: Table) -> None:
    """A company's own amount is not silently taken for one of the year that the declared amount is of."""
    old = after.currency and before.price_level not in ("", "decision") and not before.overridden
    if old and "price_level" not in table.values and after.base != before.base:
        what = f"is missing for {plain(after.base)} {after.unit}; the declared amount is of {before.price_level}"
        raise table.error("price_level", what, allowed='"decision", or the year or month of the amount, as "2026"')


def _elsewhere(a: Assumption) -> str:
    """Where an assumption is said that no assumptions file and no `--set` says."""
    if a.kind == "lever":
        return "a lever is chosen in a strategy, strategies/<id>.toml: [levers]"
    said = {
        "receives_referrals": "case.toml: [segments.<id>]",
        "supplier_purchase_share": "case.toml: [suppliers.<id>]",
    }
    return said.get(a.name, "")


def _amount(a: Assumption, table: Table) -> Assumption:
    """Unit, currency, price level and index of the override."""
    unit = _unit(a, table)
    same = unit == a.unit
    return replace(
        a,
        unit=unit,
        exchange_rate=table.text("exchange_rate", a.exchange_rate if same else ""),
        price_level=declaring.read_price_level(table) or a.price_level,
        indexed_by=cast(Index, table.choice("indexed_by", INDICES, a.indexed_by)),
    )


def _unit(a: Assumption, table: Table) -> str:
    """The unit, which can only differ from the declared one in its currency."""
    rest = a.unit.removeprefix(a.currency)
    units = [c + rest for c in CURRENCIES] if a.currency else [a.unit]
    said = table.choice("unit", units) if "unit" in table.values else ""
    if "currency" not in table.values:
        return said or a.unit
    if not a.currency:
        raise table.error("currency", f"{a.unit} is no money", allowed="no currency")
    unit = table.choice("currency", CURRENCIES) + rest
    if said and said != unit:
        raise table.error("unit", f"{said!r} is another currency than {table.values['currency']!r}", allowed=unit)
    return unit


def _values(a: Assumption, table: Table) -> tuple[float, float, float]:
    """p10, base and p90: what the table does not say stays; a value without a range stands alone."""
    p10, base, p90 = (table.number(name, a.unit) for name in ("p10", "base", "p90"))
    if base is None and not a.has_value and (p10 is not None or p90 is not None):
        raise table.error("base", "is missing, and there is a p10 or p90", allowed=f"a number in {a.unit}")
    middle = a.base if base is None else base
    low, high = (a.p10, a.p90) if a.is_range else (middle, middle)
    return (low if p10 is None else p10, middle, high if p90 is None else p90)


def _sourced(a: Assumption, table: Table) -> Assumption:
    """Where the value comes from: a new value has a new source, which has its own grade."""
    note, quantiles = table.text("note"), table.text("quantiles")
    new = [name for name in ("evidence", "source", "placeholder") if name in table.values]
    grade = declaring.read_grade(table)
    if not new:
        return replace(a, grade=_kept_grade(a, table, grade), note=note or a.note, quantiles=quantiles or a.quantiles)
    source, placeholder = declaring.read_source(table), table.flag("placeholder")
    return replace(
        a, evidence=table.texts("evidence"), source=source, placeholder=placeholder, note=note,
        grade=grade or ("D" if placeholder else ""), quantiles=quantiles or a.quantiles,
    )  # fmt: skip


def _kept_grade(a: Assumption, table: Table, grade: str) -> str:
    """The grade of a value whose source stays: never a better one."""
    values = {"base", "p10", "p90", *dated.FIELDS} & set(table.values)
    if values:
        raise a.error(f"{plain(a.base)} {a.unit} has no source", declaring.SOURCES)
    if grade and a.grade and GRADES.index(grade) < GRADES.index(a.grade):
        raise table.error("grade", f"{grade} is better than the {a.grade} of its source", allowed="a source of its own")
    return grade or a.grade


def set_values(now: Mapping[str, Assumption], values: Mapping[str, float], keys: Keys) -> dict[str, Assumption]:
    """The assumptions with the base values of the command line; a range that no longer holds the base collapses to it.

    Raises:
        CaseError: an unknown key, a lever, a value out of bounds, or a key whose value stands per element.
    """
    after = dict(now)
    for key, value in values.items():
        name = keys.check(key, SET)
        _check_reach(now, key, SET, keys)
        after[key] = _set(inherited(after, key, keys.declared[name]), key, value)
    return after


def _check_reach(now: Mapping[str, Assumption], key: str, file: str, keys: Keys) -> None:
    """A value that another one further in would stand before, so that it did nothing there, is refused."""
    element, name = split_key(key)
    within = f"{element}." if element else ""
    inner = [k for k in keys.allowed(name) if k != key and k in now and k.startswith(within)]
    if inner:
        said = ", ".join(f"{k} in {now[k].file}" for k in inner)
        raise CaseError(problem(file, key, f"would do nothing where a value is already said: {said}", allowed=inner[0]))


def _set(a: Assumption, key: str, value: float) -> Assumption:
    if elsewhere := _elsewhere(a):
        raise CaseError(problem(SET, key, "is not said here", allowed=elsewhere))
    base = as_number(value, Table(SET, "", {}), key, a.unit)
    collapsed = a.is_range and not a.p10 <= base <= a.p90
    note = "base set on the command line" + ("; its range collapsed to it" if collapsed else "")
    return fixed(a, key, base, SET, note=note)


def fixed(a: Assumption, key: str, base: float, file: str, *, grade: str = "D", note: str = "") -> Assumption:
    """The assumption with this base, said by `file` itself; without a range unless its own still holds the base."""
    p10, p90 = (a.p10, a.p90) if a.p10 <= base <= a.p90 else (base, base)
    level = a.price_level or ("decision" if a.currency else "")
    return check(
        replace(
            a, key=key, p10=p10, base=base, p90=p90, price_level=level, evidence=(), source=file, grade=grade,
            placeholder=False, note=note, quantiles=a.quantiles or "as declared", file=file, overridden=True,
            dated=None,
        )
    )  # fmt: skip
