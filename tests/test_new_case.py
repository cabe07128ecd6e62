"""A new case: made whole or not at all, never over anything, and complete once a company fills what is asked."""

from __future__ import annotations

import re
import stat
from datetime import date
from pathlib import Path

import pytest

from geduld.case import load_case, load_shared
from geduld.errors import CaseError
from geduld.new_case import new_case

DECISION = date(2026, 12, 31)
VALUES = {
    "equity_at_start": -100,
    "purchase_share": 0.6,
    "payout_ratio": 0.5,
    "churn_rate_pm": 0.02,
    "dividend_fiscal_month": 5,
}
TERMS = {"stake": "0.5", "horizon_months": '"none"', "time_preference_pa": "0.04", "return_elsewhere_pa": "0.04"}


def filled(folder: Path) -> Path:
    """The new case as a company fills it: a number for each open base, and an owner's required terms."""
    path, own = folder / "assumptions.toml", folder / "owners" / "owner.toml"
    path.write_text(re.sub(r"^\[(.+)\].*\n# base = .*(?:\n# .*)*", _base, path.read_text(), flags=re.MULTILINE))
    own.write_text(re.sub(r"^# (\w+) = \.\.\. .*$", _term, own.read_text(), flags=re.MULTILINE))
    case = folder / "case.toml"
    case.write_text(case.read_text().replace("# profit_before_tax = ...", "profit_before_tax = 0"))
    return folder


def _base(found: re.Match[str]) -> str:
    value = VALUES.get(found[1].rpartition(".")[2], 100)
    return f'[{found[1]}]\nbase = {value}\nsource = "annual accounts 2025"\ngrade = "A"'


def _term(found: re.Match[str]) -> str:
    return f"{found[1]} = {TERMS.get(found[1], '0')}"


def test_a_filled_new_case_passes(tmp_path: Path) -> None:
    new_case(tmp_path / "ours", DECISION)
    case = load_case(filled(tmp_path / "ours"))
    assert list(case.strategies) == ["baseline", "invest", "payout"]
    assert list(case.owners) == ["owner"]
    assert case.assumptions["segment.referred.churn_rate_pm"].same_as == "segment.customers.churn_rate_pm"


def test_a_new_case_asks_for_what_is_missing(tmp_path: Path) -> None:
    new_case(tmp_path / "ours", DECISION)
    with pytest.raises(CaseError, match="is missing"):
        load_case(tmp_path / "ours")


def test_everything_required_is_asked_for_with_its_unit(tmp_path: Path) -> None:
    new_case(tmp_path / "ours", DECISION)
    text = "".join((tmp_path / "ours" / name).read_text() for name in ("assumptions.toml", "owners/owner.toml"))
    taxes = {name for preset in load_shared().presets.values() for name in preset.values}
    required = [a for a in load_shared().declared.values() if not a.has_value and a.name not in taxes]
    assert [a.name for a in required if a.name not in text] == []
    assert [a.name for a in required if not re.search(rf"{a.name}\b[^\n]*(\n[^\n]*)?\b{re.escape(a.unit)}", text)] == []


def test_all_files_made_are_named(tmp_path: Path) -> None:
    made = new_case(tmp_path / "ours", DECISION)
    assert set(made) == {path for path in (tmp_path / "ours").rglob("*") if path.is_file()}


def test_the_folders_above_are_made_and_can_be_read_by_others(tmp_path: Path) -> None:
    new_case(tmp_path / "a" / "b" / "ours", DECISION)
    assert stat.S_IMODE((tmp_path / "a" / "b" / "ours").stat().st_mode) == 0o755


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    assert new_case(tmp_path / "ours", DECISION)


def test_the_decision_is_the_end_of_this_year_unless_said(tmp_path: Path) -> None:
    new_case(tmp_path / "ours")
    assert f"decision = {date.today().year}-12-31" in (tmp_path / "ours" / "case.toml").read_text()


@pytest.mark.parametrize("what", ["a folder with something in it", "a file", "a link"])
def test_nothing_is_overwritten(tmp_path: Path, what: str) -> None:
    ours = tmp_path / "ours"
    if what == "a file":
        ours.write_text("mine")
    elif what == "a link":
        ours.symlink_to(tmp_path / "elsewhere")
    else:
        ours.mkdir()
        (ours / "mine.txt").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(CaseError, match="exists already, and nothing is overwritten; allowed: a folder that is new"):
        new_case(ours, DECISION)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(CaseError, match=r"file/ours: cannot be made"):
        new_case(tmp_path / "file" / "ours", DECISION)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_nothing_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(CaseError, match="cannot be made: No space left on device"):
        new_case(tmp_path / "ours", DECISION)
    assert list(tmp_path.iterdir()) == []
