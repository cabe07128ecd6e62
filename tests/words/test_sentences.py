"""Sentences: chosen by claims, checked by claims, without a number of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from string import Formatter
from typing import Any

import pytest
from words.voices import figures, said, voice

from geduld.claims import check
from geduld.errors import ClaimError
from geduld.words import sentences
from geduld.words.sentences import Voice, entries, sentence_ids

COMPARING = {
    "nl": r"\b(meer|minder|eerder|later|hoger|lager|betere?|slechter|vaker|boven|nooit|niet in|gedekt|terugverdiend)\b",
    "en": r"\b(more|less|earlier|later|higher|lower|better|worse|above|never|catch up|covered|ahead|paid for itself)\b",
}
FREE = {"letter_sure.base_case", "letter_ask.programme", "picture_note.convention", "company_note.convention"}
"""Sentences in which such a word compares no figures: conventions, and what is always so."""
TILES = {"cash_lowest", "break_even"}
"""Slots that only a key figure shows."""


def variants() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every variant of every sentence."""
    for sentence in sentence_ids():
        for entry in entries()[sentence]:
            yield f"{sentence}.{entry['variant']}", entry


# ---- the file ----


def test_no_sentence_holds_a_number_of_its_own() -> None:
    def words(pattern: str) -> str:
        return "".join(piece[0] for piece in Formatter().parse(pattern))

    assert [name for name, entry in variants() for lang in ("nl", "en") if re.search(r"\d", words(entry[lang]))] == []


def test_both_languages_say_the_same_figures() -> None:
    def slots(pattern: str) -> set[tuple[str | None, str | None]]:
        return {(name, form) for _, name, form, _ in Formatter().parse(pattern) if form}

    assert [name for name, entry in variants() if slots(entry["nl"]) != slots(entry["en"])] == []


def test_a_comparing_word_is_a_claim() -> None:
    wrong = [
        f"{name} ({language}): {found.group()}"
        for name, entry in variants()
        for language, words in COMPARING.items()
        if not entry.get("claims") and name not in FREE and (found := re.search(words, entry[language]))
    ]
    assert wrong == []


def test_an_amount_without_its_sign_has_a_claim_on_its_sign() -> None:
    wrong = []
    for name, entry in variants():
        signs = {claim[0] for claim in entry.get("claims", []) if claim[1] in ("<", ">", "<=", ">=") and claim[2] == 0}
        shown = {slot for _, slot, form, _ in Formatter().parse(entry["nl"] + entry["en"]) if form == "size"}
        wrong += [f"{name}: {slot}" for slot in shown - signs]
    assert wrong == []


def test_every_slot_is_bound_to_a_figure() -> None:
    used = {
        slot for _, e in variants() for lang in ("nl", "en") for _, slot, form, _ in Formatter().parse(e[lang]) if form
    }
    named = {
        part
        for _, e in variants()
        for claim in e.get("claims", [])
        for part in (claim[0], *(claim[2:] if claim[1] != "is" else []))
        if isinstance(part, str)
    }
    assert (used | named) - set(entries()["slots"]) == set()
    unused = set(entries()["slots"]) - used - named
    assert unused <= TILES, "bound, but neither said nor claimed"


def test_variants_of_a_sentence_have_names_of_their_own() -> None:
    for sentence in sentence_ids():
        names = [entry["variant"] for entry in entries()[sentence]]
        assert len(names) == len(set(names)), sentence


# ---- what is said ----


def test_the_sale_is_said_to_who_leaves_only() -> None:
    assert said("letter_sale") == ""
    leaves = said("letter_sale", leaves=1.0)
    assert "5 × de genormaliseerde ebitda" in leaves and "telt 25% mee" in leaves and "U vertrekt na 7 jaar" in leaves
    assert "geen verkoop" in said("not_exit") and "geen verkoop" not in said("not_exit", leaves=1.0)
    assert "No sale" in said("not_exit", "en") and "the sale of your shares" in said("not_exit", "en", leaves=1.0)


def test_who_leaves_does_not_read_of_the_cash_left_behind() -> None:
    stays, leaves = (said("letter_gain", "en", patience_months=None, leaves=value) for value in (0.0, 1.0))
    assert "what is still yours at the end" in stays and "the sale of your shares" in leaves
    other = ("letter_against_money", "nl", "formal", "payout", "invest")
    stays, leaves = (said(*other, leaves=value) for value in (0.0, 1.0))
    assert "of in kas zit" in stays and "wat een koper" in leaves


def test_an_owner_hears_of_cash_that_is_missing() -> None:
    assert said("letter_gap") == ""
    assert "€ 18.000 kas tekort" in said("letter_gap", funding_gap=18_000.0)


def test_a_gain_is_asked_for_by_its_patience() -> None:
    assert said("letter_title") == "Geef ons 32 maanden"
    assert said("letter_title", "en") == "Give us 32 months"
    assert said("letter_title", patience_months=1.0) == "Geef ons 1 maand"


def test_a_gain_says_when_and_how_much() -> None:
    text = said("letter_gain")
    assert "Na 32 maanden, in augustus 2029, heeft u" in text and "€ 95.000 meer waard" in text and "7 jaar" in text


def test_a_loss_says_so_and_names_the_better_choice() -> None:
    text = said("letter_gain", advantage=-25_000.0, patience_months=None)
    assert "‘nu uitkeren’ is u over 7 jaar € 25.000 meer waard" in text.lower() or "€ 25.000 meer waard" in text
    title = said("letter_title", advantage=-25_000.0)
    assert title == "Voor u is ‘nu uitkeren’ nu de betere keuze; toch vragen wij om tijd"


def test_a_difference_smaller_than_the_rounding_is_no_difference() -> None:
    assert said("letter_title", advantage=499.0) == "Voor u maakt het weinig verschil"
    assert said("letter_title", advantage=-499.0) == "Voor u maakt het weinig verschil"
    assert said("letter_title", advantage=500.0) == "Geef ons 32 maanden"


def test_patience_that_is_never_rewarded_within_the_horizon_is_said() -> None:
    assert "binnen 7 jaar niet in" in said("picture_title", patience_months=None)
    assert "tot het eind van uw horizon" in said("letter_title", patience_months=None)


def test_an_informal_owner_is_spoken_to_as_such() -> None:
    assert "heb je, rente meegerekend" in said("letter_gain", "nl", "informal")
    assert "is het jou € 95.000 meer waard" in said("letter_gain", "nl", "informal")
    assert re.search(r"\b(u|uw)\b", said("letter_dip", "nl", "informal"), re.IGNORECASE) is None


def test_a_return_that_does_not_exist_is_not_said() -> None:
    assert "11,4% rendement per jaar" in said("letter_against_return")
    assert "%" not in said("letter_against_return", break_even_return=None)


def test_a_loan_is_only_spoken_of_when_there_is_one() -> None:
    assert said("letter_loan", loan_cover_lowest=None, loan_months_short=None) == ""
    assert "140%" in said("letter_loan")
    short = said("letter_loan", loan_cover_lowest=0.6, loan_months_short=8.0)
    assert "in 8 maanden niet gedekt" in short and "Zonder programma is dat in 0 maanden zo" in short


def test_an_owner_who_leaves_early_hears_what_comes_after() -> None:
    other = ("nl", "formal", "payout", "invest")
    assert "over 10 jaar +€ 250.000 aan over" in said("letter_against_money", *other)


def test_the_strongest_argument_is_against_the_choice_that_is_best_whichever_that_is() -> None:
    """Time is best: cash now speaks for paying out. Paying out is best: what is left later speaks for time."""
    assert said("letter_against") == "Het sterkste argument tegen ‘tijd geven’ is ‘nu uitkeren’."
    assert "+€ 80.000" in said("letter_against_money") and "effect dat nog moet blijken" in said("letter_against_risk")
    assert "30%" in said("letter_against_drawn") and "−€ 5.000" in said("letter_against_tail")
    payout = ("nl", "formal", "payout", "invest")
    assert said("letter_against", *payout, certainty_equivalent=5e5).endswith("tegen ‘nu uitkeren’ is ‘tijd geven’.")
    assert said("letter_against_risk", *payout) == "" and said("letter_against_tail", *payout) == ""


def test_who_is_better_off_with_another_choice_reads_what_it_brings_and_what_would_have_to_be_true() -> None:
    """40 thousand above carrying on as now, 25 behind the best; 10 % of one assumption, or 8 % of every range."""
    loss = {"advantage": -25_000.0, "patience_months": None}
    assert "+€ 40.000 waard" in said("letter_gain", **loss)
    turns = said("letter_turns", **loss)
    assert "8,0% van hun bandbreedte" in turns and "daling van het verloop" in turns and "wij vragen tijd" in turns
    assert said("letter_turns") == ""
    far = {"strongest.alone.distance": 2.0, "strongest.together.distance": None}
    assert "vonden wij geen uitkomst" in said("letter_turns", **loss, **far)
    assert "één aanname" not in said("letter_turns", **loss, **{"strongest.alone.distance": 2.0})


def test_the_chance_is_that_of_the_rival_against_the_verdict() -> None:
    """Paying out beats time in 30 of 100 futures, time beats paying out in 70."""
    assert said("letter_against_drawn").startswith("In 30% van de toekomsten is die keuze voor u beter dan ‘tijd")
    assert said("letter_against_drawn", "nl", "formal", "payout", "invest").startswith("In 70%")
    assert said("letter_against_often") == "", "the rival itself is not better more often than itself"
    assert "20,0% van hun bandbreedte" in said("letter_against_change")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("advantage", [95_000.0, 0.0, -25_000.0])
@pytest.mark.parametrize("patience", [32.0, 0.0, None])
@pytest.mark.parametrize("deepest", [-48_000.0, -10.0, 0.0])
@pytest.mark.parametrize("break_even", [0.114, -0.05, None])
def test_there_is_always_something_true_to_say(
    language: str, advantage: float, patience: float | None, deepest: float, break_even: float | None
) -> None:
    speaks = voice(
        language, advantage=advantage, patience_months=patience, deepest_point=deepest, break_even_return=break_even
    )
    for sentence in (
        "letter_title",
        "letter_ask",
        "letter_dip",
        "letter_gain",
        "letter_against",
        "letter_against_drawn",
        "letter_against_money",
        "letter_against_return",
        "letter_against_risk",
        "letter_against_tail",
        "picture_title",
        "picture_alt",
    ):
        check(speaks.say(sentence).claims, speaks.figures)


# ---- what cannot be said ----


def test_no_variant_that_holds_is_an_error() -> None:
    with pytest.raises(
        ClaimError, match=r"sentences\.toml: loan_alt: no variant holds: family\.invest\.loan_cover_lowest"
    ):
        voice(loan_cover_lowest=None).say("loan_alt")


def test_a_claim_that_stopped_holding_is_an_error_afterwards() -> None:
    claims = voice().say("letter_title").claims
    with pytest.raises(ClaimError, match=r"letter_title\.patience: does not hold: family\.invest\.advantage > 0"):
        check(claims, figures(advantage=-1.0))


def test_a_sentence_with_a_wrong_claim_is_not_said(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {
        **entries(),
        "letter_title": [{"variant": "x", "claims": [["advantage", "<", 0]], "nl": "minder", "en": "less"}],
    }
    monkeypatch.setattr(sentences, "entries", lambda: broken)
    with pytest.raises(ClaimError, match="letter_title"):
        voice().say("letter_title")


def test_an_amount_that_rounds_to_nothing_is_not_called_more() -> None:
    with pytest.raises(ClaimError, match="reads as nothing"):
        voice(advantage=100.0).fill("{advantage:size} meer")


def test_an_unknown_slot_and_a_missing_figure_are_named() -> None:
    with pytest.raises(ClaimError, match="advantag: no such slot"):
        voice().fill("{advantag:money}")
    with pytest.raises(ClaimError, match=r"the results have no figure '-\.invest\.cash_lowest'"):
        voice().fill("{cash_lowest:money}")


def test_text_of_a_user_stays_text() -> None:
    text = voice().fill("{company} {advantage!b:money}")
    hostile = Voice("nl", "formal", {}, {"company": "<script>"}, {}, date(2026, 1, 1)).fill("{company}")
    assert "<strong>€" in text.__html__() and 'data-figure="family.invest.advantage"' in text.__html__()
    assert hostile.__html__() == "&lt;script&gt;"
