"""Figures that take a search are kept on disk: the same ones at once, and of each owner apart."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from editions.shared import example

from geduld import kept
from geduld.case import Case, keep_owners, load_case
from geduld.editions import study_figures
from geduld.figure import Figure
from geduld.results import Results, evaluate

MARKER = 0.0417171
"""A time preference that no other number of the example looks like."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    return tmp_path / study_figures.FOLDER


@cache
def results() -> Results:
    return evaluate(load_case(example(), {"owner.family.time_preference_pa": MARKER}, ["family", "partner"]))


def told(of: Results) -> list[Figure]:
    return list(study_figures.study_figures(of, "invest"))


def test_the_second_time_they_come_from_disk_and_hold_nothing_of_another_owner(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(results())
    assert {figure.owner for figure in first} == {"family", "partner"}
    assert {figure.id.partition(".")[0] for figure in first} == {"part", "hangs", "strongest", "explained"}

    def refuse(*_: object) -> None:
        raise AssertionError("searched again")

    monkeypatch.setattr(study_figures, "_made", refuse)
    assert told(results()) == first
    (partner,) = folder.glob("partner-*")
    for word in ("family", str(MARKER), results().case.owners["family"].name):
        assert word not in partner.name + partner.read_text("utf-8")


def test_another_question_is_another_file_and_another_owners_terms_are_none() -> None:
    """Words of a choice, a lever, a value: another file. What the family declares: not for the partner."""
    case = keep_owners(results().case, ["partner"])
    invest, price = case.strategies["invest"], case.assumptions["course_price"]
    lever = next(iter(invest.levers))
    renamed = replace(invest, label={**invest.label, "en": "Something else"})
    other = replace(invest, levers={**invest.levers, lever: invest.levers[lever] * 0.5})
    dearer = {**case.assumptions, price.key: replace(price, base=price.base + 1)}
    cases = [
        case,
        replace(case, strategies={**case.strategies, "invest": renamed}),
        replace(case, strategies={**case.strategies, "invest": other}),
        replace(case, assumptions=dearer),
    ]
    assert len({place(one) for one in cases}) == len(cases)
    unmarked = load_case(example(), owners=["family", "partner"])
    assert place(keep_owners(unmarked, ["partner"])) == place(case)


def place(case: Case) -> Path:
    return study_figures._place(replace(results(), case=case), "invest")
