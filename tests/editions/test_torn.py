"""A letter whose base case asks for patience while the draws do not: its title says both."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geduld.case import data_folder, load_case
from geduld.editions.edition import Edition
from geduld.editions.letter import letter
from geduld.results import Results, evaluate
from geduld.spread import simulate
from geduld.spread_records import Spread


def results() -> tuple[Results, Spread]:
    case = load_case(data_folder() / "cases" / "wholesaler", {"churn_reduction": 0.2}, ("family",))
    spread = simulate(case, 256, scrambles=0)
    return evaluate(case, spread), spread


def turned(spread: Spread, verdict: str) -> Spread:
    """The spread with another verdict, whatever the example's happens to be."""
    return replace(spread, owners={name: replace(o, verdict=verdict) for name, o in spread.owners.items()})


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_title_says_when_draws_and_base_case_differ(language: str) -> None:
    base, spread = results()
    best = base.views["family"].verdict()
    assert best == "invest", "with so strong an effect on churn time is worth most"
    for verdict, torn in (("payout", True), (best, False)):
        drawn = evaluate(base.case, turned(spread, verdict))
        edition = Edition(drawn, base.case.owners["family"], language, None, {})
        assert edition.is_torn is torn
        assert ("basisgeval" in letter(edition).title or "base case" in letter(edition).title) is torn
