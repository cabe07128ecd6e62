"""The legal part of an edition: the same questions of every choice, and the facts of the case change the answers."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from editions.shared import page
from editions.test_blocks import shown, words

from geduld.editions.choices import choices
from geduld.editions.edition import Edition
from geduld.editions.legal import legal, raised
from geduld.legal_flags import flags

ANSWERS = {"nl": {0.0: "geldt niet", 1.0: "geldt", None: "niet bekend"},
           "en": {0.0: "does not apply", 1.0: "applies", None: "not known"}}  # fmt: skip


def told(language: str, food: float | None) -> Edition:
    """The investor's edition, where contracts end at the decision and the case says this of farm and food products."""
    edition = page("investor", language).edition
    facts = replace(edition.case.legal, food_chain=food, running_contracts=0.0)
    case = replace(edition.case, legal=facts)
    return replace(edition, results=replace(edition.results, case=case))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("food", [0.0, 1.0, None])
def test_a_fact_of_the_case_is_the_answer_on_the_page_and_on_the_card(language: str, food: float | None) -> None:
    edition = told(language, food)
    (flag,) = [f for f in flags(edition.case) if (f.strategy, f.id) == ("squeeze", "food_chain")]
    said = f"{flag.label[language]}: {ANSWERS[language][food]}"
    assert said in raised(edition)["squeeze"]
    assert flag.text[language] in words(legal(edition))
    card = re.search(r'data-strategy="squeeze">(.*?)</article>', shown(choices(edition)), re.DOTALL)
    assert card is not None
    assert re.search(re.escape(said) + r"\s*(;|<)", card[1])


def test_every_choice_has_a_row_with_an_answer_to_each_question() -> None:
    edition = page("investor", "en").edition
    questions = {f.id for f in flags(edition.case)}
    rows = re.findall(r'<th scope="row">(.*?)</tr>', shown(legal(edition)), re.DOTALL)
    assert len(rows) == len(edition.case.strategies)
    assert {row.count("<td") for row in rows} == {len(questions)}


def test_the_title_counts_the_choices_with_an_open_question() -> None:
    """Food bought: the squeeze touches the rules for it; not known is open as well."""
    counts = [int(re.findall(r"\d+", legal(told("en", food)).title)[0]) for food in (0.0, 1.0, None)]
    assert counts[0] + 1 == counts[1] == counts[2]
