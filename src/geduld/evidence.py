"""Evidence: what the assumptions rest on, and which rows nobody has verified yet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from geduld.assumptions import Assumption
from geduld.errors import CaseError, near_match, problem

COLUMNS = (
    "key", "topic", "claim", "low", "central", "high", "unit", "population", "year", "title", "authors", "url", "kind",
    "transfer_note", "contradicts", "verified",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evidence:
    """One claim of a source, as texts: what it says of whom and when; `verified` if somebody read it in the source.

    `contradicts` are the keys of the claims that speak against this one.
    """

    key: str
    topic: str
    claim: str
    low: str
    central: str
    high: str
    unit: str
    population: str
    year: str
    title: str
    authors: str
    url: str
    kind: str
    transfer_note: str
    contradicts: tuple[str, ...]
    verified: bool


def load_evidence(path: Path) -> dict[str, Evidence]:
    """All rows of the evidence table, by key.

    Raises:
        CaseError: the file is missing or lacks a column, a key stands twice, or `verified` is neither yes nor no.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise CaseError(problem(path.name, "", f"cannot be read: {error.strerror}")) from None
    found: dict[str, Evidence] = {}
    for row in rows:
        item = _evidence(row, path.name)
        if item.key in found:
            raise CaseError(problem(path.name, item.key, "stands twice"))
        found[item.key] = item
    return found


def _evidence(row: Mapping[str, str | None], file: str) -> Evidence:
    for column in COLUMNS:
        if row.get(column) is None:
            raise CaseError(problem(file, column, "the column is missing", allowed=", ".join(COLUMNS)))
    if row["verified"] not in ("yes", "no"):
        raise CaseError(problem(file, f"{row['key']}.verified", f"{row['verified']!r}", allowed="yes, no"))
    text = {column: row[column] or "" for column in COLUMNS}
    return Evidence(
        text["key"], text["topic"], text["claim"], text["low"], text["central"], text["high"], text["unit"],
        text["population"], text["year"], text["title"], text["authors"], text["url"], text["kind"],
        text["transfer_note"], tuple(text["contradicts"].replace(";", " ").split()), text["verified"] == "yes",
    )  # fmt: skip


def check_evidence(assumptions: Iterable[Assumption], evidence: Mapping[str, Evidence]) -> None:
    """Whether every evidence key that an assumption names is known and verified.

    Raises:
        CaseError: an unknown key (with a near match), or one whose row nobody has verified.
    """
    for a in assumptions:
        for key in a.evidence:
            if key not in evidence:
                raise a.error(f"the evidence {key!r} is unknown", "a key of sources.csv", near_match(key, evidence))
            if not evidence[key].verified:
                raise a.error(f"nobody has verified the evidence {key!r}, so no value rests on it", "verified evidence")
