"""The letter argues against the owner's own best choice, whichever that is, for every owner and in both languages."""

from __future__ import annotations

import pytest
from editions.shared import OWNERS, drawn, page
from editions.test_blocks import words

from geduld.editions.notebook import Page, owner_edition

SAID = {"nl": "sterkste argument", "en": "strongest argument"}


def argued(opened: Page, owner: str, language: str) -> tuple[str, str]:
    """The owner's best choice and the one that is argued for, after looking that the letter says so."""
    edition = opened.edition
    best, rival = (str(edition.figures[f"{owner}.-.choice.{name}"].text) for name in ("best", "rival"))
    text = " ".join(words(opened.letter).split())
    start = text.index(SAID[language])
    assert f"‘{edition.labels[rival]}’" in text[start:] and best != rival
    assert len(text[start:]) > len(edition.labels[rival]) + 80, "an argument, not only a name"
    return best, rival


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("owner", OWNERS)
def test_every_letter_argues_for_the_next_best_choice(owner: str, language: str) -> None:
    opened = page(owner, language)
    best, rival = argued(opened, owner, language)
    view = opened.edition.results.views[owner]
    worth = {s: view.certainty_equivalent(s) for s in view.runs}
    order = sorted(worth, key=worth.__getitem__, reverse=True)
    assert best == order[0] and rival == next(s for s in order[1:] if s != "baseline")


def test_over_draws_it_is_the_next_best_with_the_risk_counted() -> None:
    opened = drawn("investor", "nl")
    best, rival = argued(opened, "investor", "nl")
    spread = opened.edition.spread
    assert spread and best == spread.verdict and rival not in (best, "baseline")


def test_where_the_verdict_turns_the_argument_turns_with_it() -> None:
    """With twice the effect of personal contact on churn, time is the best choice of the family."""
    before = argued(page("family", "nl"), "family", "nl")
    after = argued(owner_edition("wholesaler", "family", "nl", '{"churn_reduction": 0.2}'), "family", "nl")
    assert before[0] != "invest" == after[0]
