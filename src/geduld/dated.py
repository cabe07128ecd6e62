"""Known numbers that differ by calendar month (a season) or by fiscal year (a tax rate), as a file states them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from geduld.errors import CaseError
from geduld.tables import Table, as_number

CALENDAR_MONTH: Final = "by_calendar_month"
YEAR: Final = "by_year"
FIELDS = (CALENDAR_MONTH, YEAR)


@dataclass(frozen=True, slots=True)
class Dated:
    """Values by calendar month, 1 to 12, or by the year in which the fiscal year starts, rising."""

    by: Literal["by_calendar_month", "by_year"]
    values: Mapping[int, float]

    def at(self, calendar_month: int, fiscal_year: int) -> float:
        """The value that holds then; a year that is not stated has that of the last one before it, else the first."""
        if self.by == CALENDAR_MONTH:
            return self.values[calendar_month]
        return self.values[max((year for year in self.values if year <= fiscal_year), default=min(self.values))]

    @property
    def base(self) -> float:
        """One number for all: the mean of the months, or the value of the last year."""
        numbers = list(self.values.values())
        return sum(numbers) / len(numbers) if self.by == CALENDAR_MONTH else numbers[-1]

    def each(self, change: Callable[[float], float]) -> Dated:
        """The same dates with changed values."""
        return Dated(self.by, {date: change(value) for date, value in self.values.items()})


def read_dated(table: Table, unit: str) -> Dated | None:
    """What a table says by month or by year; None if it says neither.

    Raises:
        CaseError: both are said, or one beside `base`; there are not twelve months; a year is no year.
    """
    said = [name for name in FIELDS if name in table.values]
    if not said:
        return None
    if len(said) > 1 or "base" in table.values:
        raise table.error(said[0], "is said beside another value", allowed=f"base, {CALENDAR_MONTH} or {YEAR}")
    return _months(table, unit) if said == [CALENDAR_MONTH] else _years(table, unit)


def _months(table: Table, unit: str) -> Dated:
    said = table.values[CALENDAR_MONTH]
    if not isinstance(said, list) or len(said) != 12:
        raise table.error(CALENDAR_MONTH, f"{said!r} does not fit", allowed=f"12 numbers in {unit}, January first")
    numbers = [as_number(value, table, CALENDAR_MONTH, unit) for value in said]
    return Dated(CALENDAR_MONTH, dict(enumerate(numbers, start=1)))


def _years(table: Table, unit: str) -> Dated:
    said = table.values[YEAR]
    if not isinstance(said, dict) or not said:
        raise table.error(YEAR, f"{said!r} does not fit", allowed=f"{{ 2026 = number in {unit} }}")
    years = {_year(table, key): as_number(value, table, f"{YEAR}.{key}", unit) for key, value in said.items()}
    return Dated(YEAR, dict(sorted(years.items())))


def _year(table: Table, key: str) -> int:
    if not (key.isdecimal() and 1900 <= int(key) <= 2999):
        raise _no_year(table, key)
    return int(key)


def _no_year(table: Table, key: str) -> CaseError:
    return table.error(YEAR, f"{key!r} is no year", allowed="1900..2999")
