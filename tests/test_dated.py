"""Numbers that differ by month or by fiscal year: read, checked, and run through a formula."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import NUMBERS, assumptions, write

from geduld.case import load_case
from geduld.dated import Dated, read_dated
from geduld.engine.calendar import ByMonth, Calendar
from geduld.errors import CaseError
from geduld.ready import ready_values
from geduld.tables import Table

TAX = """
[tax_low_rate]
by_year = { 2026 = 0.19, 2028 = 0.2 }
source = "a law of 2026"
grade = "A"
"""


def test_a_year_that_is_not_stated_has_the_last_one_before_it() -> None:
    """2026 and 2028 are stated: 2025 has that of 2026, 2027 too, 2031 that of 2028."""
    rate = Dated("by_year", {2026: 0.19, 2028: 0.2})
    assert [rate.at(1, year) for year in (2025, 2026, 2027, 2028, 2031)] == [0.19, 0.19, 0.19, 0.2, 0.2]
    assert rate.base == 0.2


def test_a_season_goes_round() -> None:
    season = Dated("by_calendar_month", {month: float(month) for month in range(1, 13)})
    assert [season.at(month, 2026) for month in (1, 12)] == [1.0, 12.0]
    assert season.base == 6.5


@pytest.mark.parametrize(
    ("decided", "starts", "month", "year"),
    [(12, 1, 0, 2026), (12, 1, 1, 2027), (12, 1, 13, 2028), (5, 7, 0, 2025), (5, 7, 2, 2026), (1, 1, 0, 2026)],
)
def test_the_fiscal_year_is_named_after_the_year_it_starts_in(decided: int, starts: int, month: int, year: int) -> None:
    """Decided in May 2026 with a year from July: May lies in the year that started in July 2025."""
    assert Calendar(decided, starts, 120, 2026).fiscal_year(month) == year


def test_a_case_reads_its_rate_by_fiscal_year(tmp_path: Path) -> None:
    """Decision in December 2026: month 0 has 2026, months 1 to 12 carry it on in 2027, month 13 has 2028."""
    folder = write(tmp_path, {"assumptions.toml": assumptions(NUMBERS) + TAX})
    rate = ready_values(load_case(folder), "baseline")["tax_low_rate"]
    assert isinstance(rate, ByMonth)
    assert [rate.values[month] for month in (0, 1, 12, 13)] == [0.19, 0.19, 0.19, 0.2]


def test_a_value_set_on_the_command_line_holds_for_all_months(tmp_path: Path) -> None:
    folder = write(tmp_path, {"assumptions.toml": assumptions(NUMBERS) + TAX})
    assert ready_values(load_case(folder, {"tax_low_rate": 0.3}), "baseline")["tax_low_rate"] == 0.3


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"by_year": {"2026": 0.1}, "base": 0.1}, "by_year: is said beside another value"),
        ({"by_year": {"26": 0.1}}, "'26' is no year"),
        ({"by_year": {}}, r"by_year: \{\} does not fit"),
        ({"by_calendar_month": [1.0] * 11}, "12 numbers in share, January first"),
        ({"by_calendar_month": [1.0] * 11 + ["x"]}, "by_calendar_month"),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(said: dict[str, object], message: str) -> None:
    with pytest.raises(CaseError, match=message):
        read_dated(Table("company.toml", "tax_low_rate", said), "share")


def test_only_a_constant_is_dated(tmp_path: Path) -> None:
    text = '\n[churn_rate_pm]\nby_year = { 2026 = 0.1 }\nsource = "ledger 2026"\ngrade = "B"\n'
    own = assumptions({key: value for key, value in NUMBERS.items() if not key.endswith("churn_rate_pm")})
    with pytest.raises(CaseError, match="and that is not dated"):
        load_case(write(tmp_path, {"assumptions.toml": own + text}))
