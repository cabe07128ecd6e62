"""The evidence table as data: whole, honest about what was not verified, and the same in both directions."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from geduld.evidence import COLUMNS, load_evidence

FOLDER = Path(__file__).resolve().parent.parent / "data" / "evidence"
TABLE = FOLDER / "sources.csv"
COLLECTED = 173
NOT_VERIFIED = 20


@cache
def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def contradicted() -> set[tuple[str, str]]:
    return {(row["key"], other) for row in rows() for other in row["contradicts"].split(";") if other}


def pairs_in_readme() -> set[tuple[str, str]]:
    text = (FOLDER / "README.md").read_text(encoding="utf-8").split("## What contradicts what")[1]
    lines = re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
    return {(key, other) for key, against in lines for other in re.findall(r"`(\w+)`", against)}


def test_every_collected_claim_is_there_once() -> None:
    keys = [row["key"] for row in rows()]
    assert len(keys) == len(set(keys))
    assert len([key for key in keys if not key.startswith("o_")]) == COLLECTED
    assert all(re.fullmatch(r"(t[1-7]|u|o)_[a-z0-9_]+", key) for key in keys)


def test_the_columns_are_those_that_the_program_reads() -> None:
    assert set(rows()[0]) == set(COLUMNS)
    assert len(load_evidence(TABLE)) == len(rows())


def test_what_nobody_verified_is_marked() -> None:
    assert {row["verified"] for row in rows()} == {"yes", "no"}
    assert len([row for row in rows() if row["verified"] == "no"]) == NOT_VERIFIED
    assert all(row["verified"] == "yes" for row in rows() if row["key"].startswith("o_"))
    assert all(row["verified"] == "no" for row in rows() if row["key"].startswith("u_"))


def test_contradictions_are_the_pairs_of_the_readme_in_both_directions() -> None:
    pairs = pairs_in_readme()
    assert len(pairs) == 22
    assert contradicted() == pairs | {(b, a) for a, b in pairs}
    assert {key for pair in contradicted() for key in pair} <= {row["key"] for row in rows()}
    assert all(a != b for a, b in contradicted())


def test_every_row_says_what_and_of_what_kind() -> None:
    wrong = [row["key"] for row in rows() for column in ("topic", "claim", "title", "kind") if not row[column]]
    assert wrong == []


@pytest.mark.parametrize("column", ["low", "central", "high"])
def test_values_are_numbers_or_empty(column: str) -> None:
    for row in rows():
        if row[column]:
            float(row[column])


def test_intervals_are_in_order() -> None:
    for row in rows():
        if row["low"] and row["high"]:
            assert float(row["low"]) <= float(row["high"]), row["key"]


def test_a_spreadsheet_opens_it_as_text() -> None:
    TABLE.read_bytes().decode("ascii")
    for row in rows():
        for column, value in row.items():
            is_number = re.fullmatch(r"-?\d+(\.\d+)?", value)
            assert is_number or not value.startswith(("=", "+", "-", "@")), (row["key"], column)
            assert value == value.strip() and "\n" not in value and "\t" not in value, (row["key"], column)


def test_official_figures_say_where_they_were_read() -> None:
    for row in rows():
        if row["key"].startswith("o_"):
            assert row["year"] and row["authors"] and (row["url"] or "StatLine" in row["title"]), row["key"]
