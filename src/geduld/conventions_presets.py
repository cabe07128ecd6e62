"""The conventions as dated data: data/presets/conventions.toml, read once and refused where a rule does not fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from geduld.assumptions import GRADES
from geduld.case import data_folder
from geduld.conventions import TIMINGS, Convention
from geduld.errors import CaseError, plain
from geduld.tables import Table, read_toml

FILE = "conventions.toml"
NEEDED = ("name", "rate_pa", "timing", "benefits_down", "costs_up", "capital_up", "reason", "source", "checked", "note")
FLAGS = ("real", "discounted_roi", "adjustments_placeholder", "rate_placeholder")
LONGEST_HORIZON = 100


@dataclass(frozen=True, slots=True)
class Preset:
    """A convention with its name, the reason of its adjustments, and what it rests on."""

    convention: Convention
    name: Mapping[str, str]
    reason: Mapping[str, str]
    source: str
    checked: date
    note: str
    adjustments_placeholder: bool
    rate_placeholder: bool


@cache
def presets() -> tuple[Preset, ...]:
    """The conventions of the data folder, in the order of the file."""
    return read_conventions(data_folder() / "presets" / FILE)


def read_conventions(path: Path) -> tuple[Preset, ...]:
    """The conventions of a file.

    Raises:
        CaseError: there are fewer than two, or a rule is missing, unknown or out of bounds.
    """
    table = read_toml(path, f"presets/{path.name}")
    found = tuple(_preset(name, said) for name, said in table.tables().items())
    if len(found) < 2:
        raise table.error("", f"{len(found)} conventions", allowed="two or more, to be compared")
    return found


def _preset(name: str, table: Table) -> Preset:
    table.only(*NEEDED, *FLAGS, "first_flow_years", "years").need(*NEEDED, "real", "discounted_roi")
    return Preset(
        _convention(name, table), table.in_languages("name"), table.in_languages("reason"),
        table.text("source"), _checked(table), table.text("note"),
        *(table.flag(flag) for flag in FLAGS[2:]),
    )  # fmt: skip


def _convention(name: str, table: Table) -> Convention:
    return Convention(
        id=name,
        rate_pa=_share(table, "rate_pa"),
        real=table.flag("real"),
        timing=table.choice("timing", TIMINGS),
        first_flow_years=_share(table, "first_flow_years") if "first_flow_years" in table.values else 0.0,
        years=table.whole("years", 1, LONGEST_HORIZON) if "years" in table.values else None,
        discounted_roi=table.flag("discounted_roi"),
        benefits_down=_by_grade(table, "benefits_down"),
        costs_up=_by_grade(table, "costs_up"),
        capital_up=_share(table, "capital_up", 2.0),
    )


def _by_grade(table: Table, name: str) -> dict[str, float]:
    said = table.table(name).only(*GRADES).need(*GRADES)
    return {grade: _share(said, grade, 2.0 if name == "costs_up" else 1.0) for grade in GRADES}


def _share(table: Table, name: str, most: float = 1.0) -> float:
    value = table.need(name).number(name, "share") or 0.0
    if not 0 <= value <= most:
        raise table.error(name, f"{plain(value)} share is out of bounds", allowed=f"0..{plain(most)} share")
    return value


def _checked(table: Table) -> date:
    value = table.values["checked"]
    if not isinstance(value, date):
        raise CaseError(f"{table.error('checked', f'{value!r} is no date', allowed='a date, as 2026-11-24')}")
    return value
