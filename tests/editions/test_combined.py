"""A strategy made of others is argued as well as any, and says what it is made of."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest
from editions.shared import example, folder
from editions.test_blocks import words

from geduld.case import load_case
from geduld.editions.notebook import Page, owner_edition
from geduld.errors import CaseError

PHASED = """label = { nl = "Eerst tijd, dan inkoop", en = "Time first, then purchasing" }
who = "the director"
why = "Both."
parts = ["invest", "squeeze"]
"""
TURNED = {"nl": "hoeft niet het een of het ander", "en": "need not be the one or the other"}
BEHIND = {"nl": "Het kan ook samen: ‘Eerst tijd, dan inkoop’", "en": "It can also be combined: ‘Time first"}


def case(levers: str, only: tuple[str, ...] = ("baseline", "invest", "squeeze")) -> Path:
    made = folder() / "combined"
    shutil.copytree(example(), made)
    for path in (made / "strategies").glob("*.toml"):
        if path.stem not in only:
            path.unlink()
    (made / "strategies" / "phased.toml").write_text(PHASED + levers, "utf-8")
    return made


@cache
def opened(language: str) -> Page:
    return owner_edition(str(case("[levers]\nsqueeze_start_month = 24\n")), "foundation", language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_edition_says_what_it_is_made_of_and_the_letter_that_it_can_be_combined(language: str) -> None:
    page = opened(language)
    labels = page.edition.labels
    made = f"‘{labels['invest']}’ + ‘{labels['squeeze']}’"
    assert made in words(page.choices) and made in words(page.accounts)
    own = {s: page.edition.figures[f"foundation.{s}.own.worth"].value or 0.0 for s in labels}
    said = TURNED if own["phased"] >= max(own[s] for s in labels if s != "invest") else BEHIND
    assert said[language] in " ".join(words(page.letter).split())


def test_what_contradicts_itself_is_refused() -> None:
    both = PHASED.replace("squeeze", "payout")
    folder_ = case("", ("baseline", "invest", "payout"))
    (folder_ / "strategies" / "phased.toml").write_text(both, "utf-8")
    with pytest.raises(CaseError, match="payout_budget_share"):
        load_case(folder_)
