"""The conventions in an edition and on the command line: every choice with the same cells, bound to its figures."""

from __future__ import annotations

import re

import pytest
from editions.shared import page
from editions.test_blocks import bound, words

from geduld import claims
from geduld.case_records import BASELINE
from geduld.conventions import STEPS
from geduld.conventions_presets import presets
from geduld.editions.conventions import conventions
from geduld.reading_conventions import MEASURES
from geduld.reading_conventions import conventions as printed


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_choice_has_the_same_cells(language: str) -> None:
    """Per choice: each measure of each convention, and each step of each bridge; all claims hold."""
    edition = page("family", language).edition
    block = conventions(edition)
    found = {
        s: sorted(re.sub(r"^-\.\w+\.", "", c) for c in bound(block) if c.startswith(f"-.{s}.")) for s in edition.labels
    }
    assert found.pop(BASELINE) == []
    assert all(mine == found["invest"] for mine in found.values())
    assert len(found["invest"]) == len(presets()) * len(MEASURES) + (len(presets()) - 1) * len(STEPS)
    claims.check(block.claims, edition.figures)


def test_it_says_that_risk_is_counted_here_only() -> None:
    nl, en = (words(conventions(page("family", language).edition)) for language in ("nl", "en"))
    assert "anders zou het risico dubbel tellen" in nl and "else risk would count twice" in en
    assert "aanname zonder bron" in nl and "assumptions without a source" in en


def test_the_command_line_prints_every_choice_under_every_convention() -> None:
    results = page("family", "en").edition.results
    text = printed(results, "en")
    assert all(text.count(preset.name["en"]) >= 3 for preset in presets())
    assert all(len(re.findall(rf"^.*\b{s}\b", text, re.MULTILINE)) >= 5 for s in results.runs if s != BASELINE)
    assert "none: there are no costs to reckon it on" in text
