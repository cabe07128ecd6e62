"""What knowing is worth to the owners of the example, of which only a few assumptions are left uncertain."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from spread_case import collapsed, example

from geduld.case import Case
from geduld.reading_information import information_rows
from geduld.sensitivity_information import OwnersInformation, value_of_information

OPEN = ("churn_reduction", "half_life_months", "course_price")


@cache
def case() -> Case:
    """Two owners, the programme beside paying out, and three uncertainties: the price moves the choice the least."""
    known = example("family", "partner")
    strategies = {s: known.strategies[s] for s in ("baseline", "invest", "payout")}
    return collapsed(replace(known, strategies=strategies), {key: _range(known, key) for key in OPEN})


def _range(known: Case, key: str) -> dict[str, object]:
    a = known.assumptions[key]
    return {"p10": a.p10, "p90": a.p90, "family": a.family}


@cache
def found() -> dict[str, OwnersInformation]:
    return dict(value_of_information(case(), 512, scrambles=4))


@pytest.mark.parametrize("owner", ["family", "partner"])
def test_more_knowledge_is_worth_more(owner: str) -> None:
    """One question is worth at most what all are; all three of them together are everything; each within its error."""
    told = found()[owner]
    assert told.everything.value > 0
    for one in told.alone:
        assert one.value <= told.everything.value + 3 * (one.se + told.everything.se)
    assert [one.value for one in told.alone] == sorted((one.value for one in told.alone), reverse=True)
    assert set(told.together.keys) <= {key for one in told.alone for key in one.keys}
    best = told.alone[0]
    assert told.together.value >= best.value - 3 * (best.se + told.together.se)


def test_what_moves_nothing_is_worth_nothing_to_know() -> None:
    """Only three assumptions have a range; knowing any other one never changes the choice."""
    told = {one.keys[0]: one for one in found()["family"].alone}
    assert told.keys() >= set(OPEN)
    assert all(abs(one.value) <= 3 * one.se + 1e-6 for key, one in told.items() if key not in OPEN)
    assert found()["family"].alone[0].keys[0] in ("churn_reduction", "half_life_months")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_said_with_its_error_and_its_method(language: str) -> None:
    rows = list(information_rows(case(), found()["family"], language))
    assert "EVPI" in rows[1] and "±" in rows[1]
    assert "EVPPI" in rows[-1]
    assert case().assumptions[found()["family"].alone[0].keys[0]].label[language] in "\n".join(rows)


def test_without_a_choice_there_is_nothing_to_know() -> None:
    alone = replace(case(), strategies={"baseline": case().strategies["baseline"]})
    assert value_of_information(alone, 512) == {}
