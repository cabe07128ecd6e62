"""Evidence: the table is read, and nothing rests on a row that is unknown or unverified."""

from __future__ import annotations

from pathlib import Path

import pytest

from geduld.case import load_shared
from geduld.errors import CaseError
from geduld.evidence import COLUMNS, check_evidence, load_evidence

BESIDE_THE_POINT = {
    ("half_life_months", "t2_people_skills_attrition"),
    ("conversion_increase", "t4_call_rct"),
    ("upsell_increase", "t3_engagement_gallup"),
}
"""A source that makes several claims is contradicted in another one than the assumption rests on: fading against
turnover, conversion against what calls earn, upsell against what engagement does inside."""


def table(folder: Path, *rows: str) -> Path:
    path = folder / "sources.csv"
    path.write_text("\n".join([",".join(COLUMNS), *rows]) + "\n", encoding="utf-8")
    return path


def row(key: str, contradicts: str = "", verified: str = "yes") -> str:
    return ",".join([key, *["x"] * (len(COLUMNS) - 3), contradicts, verified])


def test_a_row_is_read_with_what_contradicts_it(tmp_path: Path) -> None:
    found = load_evidence(table(tmp_path, row("a", "b;c"), row("b", verified="no")))
    assert found["a"].contradicts == ("b", "c")
    assert found["a"].verified
    assert not found["b"].verified


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ((row("a"), row("a")), "sources.csv: a: stands twice"),
        ((row("a", verified="maybe"),), "sources.csv: a.verified: 'maybe'; allowed: yes, no"),
        (("a,b",), "sources.csv: claim: the column is missing"),
    ],
)
def test_a_wrong_table_is_refused(tmp_path: Path, rows: tuple[str, ...], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        load_evidence(table(tmp_path, *rows))
    assert said in str(caught.value)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"sources\.csv: cannot be read"):
        load_evidence(tmp_path / "sources.csv")


def test_no_shared_assumption_rests_on_an_unknown_or_unverified_row() -> None:
    shared = load_shared()
    check_evidence(shared.declared.values(), shared.evidence)
    keys = {key for preset in shared.presets.values() for key in preset.evidence}
    assert all(shared.evidence[key].verified for key in keys)


def test_what_contradicts_a_source_stands_beside_it() -> None:
    shared = load_shared()
    known = [(a, c) for a in shared.declared.values() for key in a.evidence for c in shared.evidence[key].contradicts]
    missing = {(a.key, c) for a, c in known if shared.evidence[c].verified and c not in a.evidence}
    assert missing == BESIDE_THE_POINT
