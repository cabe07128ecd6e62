"""The public data are described, and the official figures of the evidence table are what the data say."""

from __future__ import annotations

import csv
import re
import statistics
from math import prod
from pathlib import Path

import pytest

from geduld.calibrate.absence import WHOLESALE, read_absence

DATA = Path(__file__).resolve().parents[2] / "data"
PUBLIC = DATA / "public"


def evidence(key: str) -> dict[str, str]:
    with (DATA / "evidence" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return next(row for row in csv.DictReader(file) if row["key"] == key)


def rates(first: str, last: str) -> list[float]:
    """Pounds for one euro, from one day to another."""
    with (PUBLIC / "ecb_gbp_per_eur.csv").open(encoding="utf-8", newline="") as file:
        return [float(row["gbp_per_eur"]) for row in csv.DictReader(file) if first <= row["date"] <= last]


def test_every_file_is_in_the_readme_with_its_licence() -> None:
    said = re.findall(r"^\| `([^`]+)` \| [^|]+ \| [^|]+ \| [^|]+ \|$", (PUBLIC / "README.md").read_text(), re.MULTILINE)
    assert sorted(said) == sorted(path.name for path in PUBLIC.iterdir() if path.name != "README.md")


def test_the_pound_of_2011() -> None:
    """One euro was 0.86788 pound in the mean of 257 days; 1 / 0.86788 = 1.1522 euro for a pound."""
    row = evidence("o_ecb_gbp_eur_2011")
    days = rates("2011-01-01", "2011-12-31")
    assert len(days) == 257
    assert 1 / statistics.mean(days) == pytest.approx(float(row["central"]), abs=5e-5)
    assert (1 / max(days), 1 / min(days)) == pytest.approx((float(row["low"]), float(row["high"])), abs=5e-5)


def test_the_pound_of_the_ledger() -> None:
    assert 1 / statistics.mean(rates("2010-12-01", "2011-11-30")) == pytest.approx(1.1520, abs=5e-5)


def test_consumer_prices() -> None:
    """The mean growth from 2011 to 2023 is the twelfth root of the product of the twelve rates in the claim."""
    row = evidence("o_cbs_cpi_2011_2023")
    said = {int(year): float(rate) for year, rate in re.findall(r"(20\d\d) (\d+\.\d)", row["claim"])}
    assert sorted(said) == list(range(2011, 2024))
    growth = prod(1 + said[year] / 100 for year in range(2012, 2024)) ** (1 / 12) - 1
    assert 100 * growth == pytest.approx(float(row["central"]), abs=5e-3)


def test_absence_in_wholesale() -> None:
    row = evidence("o_cbs_absence_wholesale_2024")
    years = read_absence(PUBLIC / "cbs_sickness_absence_nl.csv", WHOLESALE).years
    recent = [100 * years[year] for year in range(2020, 2025)]
    expected = min(recent), recent[-1], max(recent)
    assert tuple(float(row[name]) for name in ("low", "central", "high")) == pytest.approx(expected)
