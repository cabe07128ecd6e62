"""The conventions as data: read as they stand, and every wrong rule refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from geduld.case import data_folder
from geduld.conventions_presets import FILE, presets, read_conventions
from geduld.errors import CaseError

WRITTEN = (data_folder() / "presets" / FILE).read_text("utf-8")


def test_the_conventions_are_read_as_they_stand() -> None:
    tei, green_book, corporate = presets()
    assert (tei.convention.id, green_book.convention.id, corporate.convention.id) == (
        "tei", "green_book", "corporate_finance",
    )  # fmt: skip
    assert (tei.convention.rate_pa, tei.convention.years, tei.convention.timing) == (0.10, 3, "year_end")
    assert (green_book.convention.rate_pa, green_book.convention.real, green_book.convention.years) == (
        0.035,
        True,
        None,
    )
    assert (corporate.convention.timing, corporate.convention.discounted_roi) == ("mid_year", False)


def test_every_convention_says_what_it_rests_on_and_when_that_was_read() -> None:
    """Sizes without a source are marked; the classes of the Green Book are those of its table (41 % and 24 %)."""
    assert all(preset.source and preset.note and preset.checked.year == 2026 for preset in presets())
    assert [p.convention.id for p in presets() if p.adjustments_placeholder or p.rate_placeholder] == [
        "tei", "corporate_finance",
    ]  # fmt: skip
    green_book = presets()[1].convention
    assert set(green_book.costs_up.values()) == {0.41} and green_book.capital_up == 0.24


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "rate_pa = 0.035",
            "rate_pa = 3.5",
            r"green_book\.rate_pa: 3\.5 share is out of bounds; allowed: 0\.\.1 share",
        ),
        ("rate_pa = 0.035\n", "", r"green_book\.rate_pa: is missing"),
        ('"mid_year"', '"mid-year"', r"corporate_finance\.timing: 'mid-year' is unknown.*did you mean 'mid_year'"),
        ("years = 3", "years = 0", r"tei\.years: 0 does not fit; allowed: a whole number 1\.\.100"),
        ("years = 3", "year = 3", r"tei\.year: there is no such key.*did you mean 'years'"),
        ("C = 0.15, ", "", r"tei\.benefits_down\.C: is missing"),
        ("D = 0.20", "D = 1.2", r"tei\.benefits_down\.D: 1\.2 share is out of bounds"),
        ("capital_up = 0.24", "capital_up = true", r"green_book\.capital_up: True is not a number"),
        ("real = true", "real = 1", r"green_book\.real: 1 is neither true nor false"),
        ("checked = 2026-11-24", 'checked = "today"', r"tei\.checked: 'today' is no date; allowed: a date"),
        ('en = "Corporate finance"', 'de = "Finanz"', r"corporate_finance\.name\.de: there is no such key"),
    ],
)
def test_a_wrong_rule_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in WRITTEN
    (tmp_path / FILE).write_text(WRITTEN.replace(old, new, 1), "utf-8")
    with pytest.raises(CaseError, match=f"presets/conventions.toml: {said}"):
        read_conventions(tmp_path / FILE)


def test_one_convention_alone_compares_nothing(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(WRITTEN.split("[green_book]")[0], "utf-8")
    with pytest.raises(CaseError, match="1 conventions; allowed: two or more"):
        read_conventions(tmp_path / FILE)
