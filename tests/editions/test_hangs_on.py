"""What the outcome hangs on: bars and turning points that a plain run confirms."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from editions.shared import OWNERS, drawn, page
from editions.test_blocks import bound, words

from geduld import kept
from geduld.case import data_folder, load_case
from geduld.editions import hangs_figures
from geduld.editions.edition import Edition
from geduld.editions.hangs_figures import BEGINS, MOST
from geduld.editions.hangs_on import hangs_on
from geduld.errors import CaseError
from geduld.results import evaluate

CASE = data_folder() / "cases" / "wholesaler"


@cache
def lead(owner: str, key: str, value: float, against: str) -> float:
    """What investing is worth above one other choice in a run of its own, with one assumption set by hand."""
    view = evaluate(load_case(CASE, {key: value})).views[owner]
    return float(view.worth("invest") - view.worth(against))


@pytest.mark.parametrize("owner", ["family", "investor"])
def test_the_ends_of_the_widest_bar_are_those_of_plain_runs(owner: str) -> None:
    edition = page(owner, "en").edition
    key = next(iter(keys(owner)))
    a = edition.case.assumptions[key]
    for part, at in (("low", a.p10), ("high", a.p90)):
        shown = edition.figures[f"{owner}.invest.{BEGINS}{key}.{part}"].value
        assert shown == pytest.approx(lead(owner, key, at, edition.alternative), rel=1e-6, abs=0.01)


def keys(owner: str) -> list[str]:
    """The assumptions shown, widest first."""
    begin, end = f"{owner}.invest.{BEGINS}", ".switch"
    found = page(owner, "en").edition.figures
    return [key.removeprefix(begin).removesuffix(end) for key in found if key.startswith(begin) and key.endswith(end)]


def test_at_its_turning_point_both_choices_are_worth_the_same() -> None:
    edition = page("family", "en").edition
    value = edition.figures[f"family.invest.{BEGINS}{keys('family')[0]}.switch"].value
    assert value is not None
    assert lead("family", keys("family")[0], value, edition.alternative) == pytest.approx(0, abs=1)


@pytest.mark.parametrize("owner", OWNERS)
def test_every_owner_sees_the_widest_bars_with_their_turning_points(owner: str) -> None:
    block = page(owner, "nl").hangs_on
    assert 1 < len(keys(owner)) <= MOST
    assert {f"{owner}.invest.{BEGINS}{key}.{part}" for key in keys(owner) for part in ("low", "high", "switch")} <= set(
        bound(block)
    )
    figures = page(owner, "nl").edition.figures
    widths = [
        abs(
            (figures[f"{owner}.invest.{BEGINS}{key}.high"].value or 0)
            - (figures[f"{owner}.invest.{BEGINS}{key}.low"].value or 0)
        )
        for key in keys(owner)
    ]
    assert widths[0] == max(widths)
    assert "Slaat om bij" in words(block) and block.picture is not None and block.alt


def test_what_an_assumption_explains_alone_is_shown_with_its_interval_where_there_are_draws() -> None:
    """At most all of it; churn moves the family's outcome most, so its interval lies clear of zero."""
    block, figures = drawn("family", "en").hangs_on, drawn("family", "en").edition.figures
    assert "Explains alone" in words(block) and "Explains alone" not in words(page("family", "en").hangs_on)
    for key in keys("family"):
        low, share, high = (
            figures[f"family.invest.{BEGINS}{key}.{part}"].value or 0.0 for part in ("share_low", "share", "share_high")
        )
        assert low <= share <= high and share < 1
    assert (figures[f"family.invest.{BEGINS}churn_reduction.share_low"].value or 0.0) > 0.05


def test_where_some_draws_have_no_answer_no_share_is_shown_and_it_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(*_: object) -> None:
        raise CaseError("draws: in 1 of 8192 draws the model has no answer")

    monkeypatch.setattr(hangs_figures, "sample", refuse)
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    done = drawn("family", "en").edition
    edition = Edition(done.results, done.owner, "en", None, {})
    assert "has not been estimated" in words(hangs_on(edition))
    assert not any(claim_id.endswith(".share") for claim_id in edition.figures)
