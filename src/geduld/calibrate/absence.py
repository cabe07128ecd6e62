"""Sickness absence of a sector, from the quarterly series of Statistics Netherlands (StatLine 80072ned).

Attribution: "Source: CBS StatLine 80072ned". The copy is second-hand: refresh it before quoting a figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geduld.calibrate import Range
from geduld.calibrate.invoices import read_csv, refuse_missing
from geduld.errors import CaseError, near_match, problem

WHOLESALE = "46 Groothandel en handelsbemiddeling"
ALL_SECTORS = "A-U Alle economische activiteiten"
SOURCE = "CBS StatLine 80072ned"
QUARTERS = 4
RECENT_YEARS = 5
"""Complete years the range is taken from: before 2020 absence was lower throughout, so older years say little."""

COLUMNS = ("sector", "year", "quarter", "absence_pct")


@dataclass(frozen=True, slots=True)
class Absence:
    """Absence of one sector as a share of working days: complete years, and the last four quarters."""

    sector: str
    years: dict[int, float]
    trailing: float
    trailing_quarters: tuple[str, ...]

    @property
    def latest_year(self) -> int:
        """The last year with four quarters."""
        return max(self.years)

    @property
    def rate(self) -> Range:
        """Base: the latest complete year; p10 and p90 of the last five complete years, widened to hold the base."""
        recent = [self.years[year] for year in sorted(self.years)[-RECENT_YEARS:]]
        p10, p90 = np.quantile(recent, [0.1, 0.9]).tolist()
        base = self.years[self.latest_year]
        return Range(min(p10, base), base, max(p90, base))


def read_absence(path: Path, sector: str) -> Absence:
    """Absence of one sector; CaseError for an unknown sector, a quarter that comes twice, or no complete year.

    A year is the plain mean of its quarters: the series holds no number of staff to weigh them by.
    """
    series = read_csv(path, {"sector": str})
    refuse_missing(path, series, COLUMNS)
    quarters = series[series["sector"] == sector].sort_values(["year", "quarter"])
    _refuse(path, sector, quarters, series["sector"].unique().tolist())
    share = quarters["absence_pct"] / 100
    by_year = share.groupby(quarters["year"])
    years = {int(str(year)): float(rates.mean()) for year, rates in by_year if len(rates) == QUARTERS}
    if not years:
        raise CaseError(problem(path.name, sector, "has no complete year", allowed="four quarters of a year"))
    last = tuple(f"{row.year}Q{row.quarter}" for row in quarters.tail(QUARTERS).itertuples())
    return Absence(sector, years, float(share.tail(QUARTERS).mean()), last)


def _refuse(path: Path, sector: str, quarters: pd.DataFrame, known: list[str]) -> None:
    if quarters.empty:
        raise CaseError(problem(path.name, sector, "there is no such sector", near=near_match(sector, known)))
    if quarters.duplicated(["year", "quarter"]).any():
        raise CaseError(problem(path.name, sector, "a quarter comes twice", allowed="each quarter once"))
