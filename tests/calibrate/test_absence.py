"""Sickness absence: complete years, the last four quarters, and a range that holds its base."""

from __future__ import annotations

from pathlib import Path

import pytest

from geduld.calibrate.absence import ALL_SECTORS, WHOLESALE, read_absence
from geduld.errors import CaseError

SERIES = Path(__file__).resolve().parents[2] / "data" / "public" / "cbs_sickness_absence_nl.csv"


def series(tmp_path: Path, *quarters: tuple[int, int, float]) -> Path:
    path = tmp_path / "series.csv"
    lines = [f"1,Shops,sector,{year},{quarter},{rate}" for year, quarter, rate in quarters]
    path.write_text("\n".join(["sector_code,sector,level,year,quarter,absence_pct", *lines]))
    return path


def test_by_hand(tmp_path: Path) -> None:
    """2023: (4 + 5 + 6 + 5) / 4 = 5 per cent. 2024 has two quarters, so it is no year.
    Trailing: 2023Q3, 2023Q4, 2024Q1, 2024Q2 = (6 + 5 + 7 + 8) / 4 = 6.5 per cent. The rows stand in no order.
    """
    path = series(tmp_path, (2024, 2, 8), (2023, 3, 6), (2023, 1, 4), (2023, 2, 5), (2024, 1, 7), (2023, 4, 5))
    absence = read_absence(path, "Shops")
    assert absence.years == {2023: pytest.approx(0.05)}
    assert absence.trailing == pytest.approx(0.065)
    assert absence.trailing_quarters == ("2023Q3", "2023Q4", "2024Q1", "2024Q2")
    assert absence.rate.base == pytest.approx(0.05)


def test_wholesale_by_hand() -> None:
    """2024: (4.9 + 4.6 + 4.5 + 4.9) / 4 = 4.725 per cent; 2024Q4 to 2025Q3: (4.9 + 5.3 + 4.8 + 4.6) / 4 = 4.9.
    Years 2020..2024: 4.325, 4.425, 4.875, 4.575, 4.725; p10 = 4.325 + 0.4 x 0.1, p90 = 4.725 + 0.6 x 0.15.
    """
    absence = read_absence(SERIES, WHOLESALE)
    assert absence.latest_year == 2024
    assert absence.years[2024] == pytest.approx(0.04725)
    assert absence.trailing == pytest.approx(0.049)
    assert (absence.rate.p10, absence.rate.base, absence.rate.p90) == pytest.approx((0.04365, 0.04725, 0.04815))


def test_all_sectors_by_hand() -> None:
    """2024: (5.5 + 5.1 + 4.9 + 5.4) / 4 = 5.225 per cent."""
    assert read_absence(SERIES, ALL_SECTORS).rate.base == pytest.approx(0.05225)


def test_the_range_holds_a_latest_year_beyond_all_others(tmp_path: Path) -> None:
    quarters = [(2020 + n, q, 4.0 + 3 * (n == 4)) for n in range(5) for q in (1, 2, 3, 4)]
    rate = read_absence(series(tmp_path, *quarters), "Shops").rate
    assert (rate.p10, rate.base, rate.p90) == pytest.approx((0.04, 0.07, 0.07))


def test_an_unknown_sector_is_refused_with_the_nearest() -> None:
    with pytest.raises(CaseError, match="there is no such sector; did you mean '46 Groothandel en h"):
        read_absence(SERIES, "46 Groothandel en handelsbemiddelingen")


def test_a_quarter_twice_or_no_whole_year_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="a quarter comes twice"):
        read_absence(series(tmp_path, (2023, 1, 4), (2023, 1, 5)), "Shops")
    with pytest.raises(CaseError, match="has no complete year; allowed: four quarters"):
        read_absence(series(tmp_path, (2023, 1, 4), (2024, 2, 5)), "Shops")
