"""A computed figure as a reader sees it: by its unit, in the reader's language."""

from __future__ import annotations

from typing import Protocol

from geduld.words.labels import Words, label, table
from geduld.words.numbers import NARROW, NOTHING, count, money, number, percent


class Figure(Protocol):
    """What words need to know of a figure; `value` None means that there is none, and `note` says why."""

    @property
    def id(self) -> str:
        """What the figure measures, for example "npv"."""

    @property
    def value(self) -> float | None:
        """The value in `unit`, unrounded."""

    @property
    def unit(self) -> str:
        """Its unit, for example "EUR" or "share/year"."""

    @property
    def text(self) -> str | None:
        """The value of a figure that is no number."""

    @property
    def note(self) -> Words | None:
        """Words for the reader beside, or instead of, the value."""

    @property
    def claim_id(self) -> str:
        """The figure's place: "owner.strategy.id", with "-" for what it does not belong to."""


def format_figure(figure: Figure, language: str, step: float = 1.0, signed: bool = False) -> str:
    """The figure with its unit, money rounded to `step`; its note where it has no value, else a dash."""
    if figure.value is None:
        return figure.note[language] if figure.note else NOTHING
    return format_value(figure.value, figure.unit, language, step, signed)


def format_value(value: float, unit: str, language: str, step: float = 1.0, signed: bool = False) -> str:
    """A value in a declared unit: € 48.000, 7,0% per jaar, 32 maanden, 1,35 ×, € 45,20 per uur."""
    base, *per = unit.split("/")
    if base in ("EUR", "GBP"):
        fine = bool(per) and abs(value) < 1000
        return money(value, language, 0.01 if fine else step, signed, base) + _per(per, language)
    if base == "share":
        return percent(value, language, 2 if 0 < abs(value) < 0.01 else 1, signed) + _per(per, language)
    if base in ("month", "months"):
        return _months(value, base, language)
    digits = 0 if value == round(value) else 2 if abs(value) < 100 else 1
    return number(value, language, digits, signed) + _named(base, value, language) + _per(per, language)


def split_value(value: float, unit: str, language: str) -> tuple[str, str]:
    """A value and, apart, what it is counted per: ("€ 45,20", "per uur"); the second is empty without one."""
    per = _per(unit.split("/")[1:], language)
    return format_value(value, unit, language).removesuffix(per), per.strip()


def _months(value: float, unit: str, language: str) -> str:
    """`months` is a length, `month` a point in time."""
    digits = 0 if value == round(value) else 1
    if unit == "months":
        return count(value, "month", language, digits)
    return label("month_point", language).format(number(value, language, digits))


def _per(units: list[str], language: str) -> str:
    return "".join(f" {label('per', language)}{NARROW}{unit_word(unit, 1, language)}" for unit in units)


def _named(unit: str, value: float, language: str) -> str:
    word = unit_word(unit, value, language)
    return f"{NARROW}{word}" if word else ""


def unit_word(unit: str, value: float, language: str) -> str:
    """The word for a unit beside this value: "klant", "klanten"; the unit itself where it has no words."""
    words = table("units.toml").get(unit)
    if words is None:
        return unit
    return words[language] if value == 1 else words.get(f"{language}_more", words[language])
