"""The letter: what is asked of this owner, what it brings, by when, how sure, and the strongest argument against."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geduld.claims import Claim
from geduld.editions.block import Block, figure_text, html
from geduld.editions.edition import Edition
from geduld.words.figures import Figure, format_figure
from geduld.words.numbers import NOTHING, count, money, month_of, number, percent
from geduld.words.sentences import Said
from geduld.words.text import Text, paragraph

PARAGRAPHS = (
    ("letter_ask", "letter_dip"),
    ("letter_gain", "letter_combined"),
    ("letter_turns",),
    ("letter_sale",),
    ("letter_loan",),
    ("letter_gap",),
)
"""Sentences of the letter, paragraph by paragraph; how sure it is comes last."""
AGAINST = ("letter_against", "letter_against_change", "letter_against_money", "letter_against_return",
           "letter_against_risk")  # fmt: skip
"""The strongest argument against this owner's own best choice: the next best, with all that speaks for it."""
AGAINST_DRAWN = ("letter_against", "letter_against_drawn", "letter_against_change", "letter_against_money",
                 "letter_against_return", "letter_against_risk", "letter_against_tail",
                 "letter_against_often")  # fmt: skip
SURE, SURE_DRAWN = ("letter_sure",), ("letter_sure_drawn",)
"""How sure: in the base case, and where the draws say more."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A key figure: its value in words, what it is, and what belongs to it."""

    value: Text | str
    label: str
    note: str


def letter(edition: Edition) -> Block:
    """The letter to one owner, with the key figures under it."""
    every = (*PARAGRAPHS, SURE_DRAWN if edition.spread else SURE)
    against = AGAINST_DRAWN if edition.spread else AGAINST
    said = {name: edition.voice.say(name) for name in (*sum(every, ()), *against)}
    turned = "_torn" if edition.is_torn else "_turned" if edition.is_turned else ""
    title = edition.voice.say(f"letter_title{turned}")
    paragraphs = [paragraph(said[name].text for name in names) for names in every]
    owner = edition.owner
    shown = html(
        "letter",
        kicker=edition.words("kicker_letter"),
        title=title.text,
        salutation=f"{owner.salutation[edition.language]}," if owner else "",
        paragraphs=[text for text in paragraphs if str(text)],
        against=paragraph(said[name].text for name in against),
        tiles=list(tiles(edition)),
        tiles_label=edition.words("tiles"),
        notes=[edition.words("rounding", money(edition.step, edition.language)), *_drawn_note(edition)],
    )
    return Block("letter", str(title.text), before=shown, claims=claims(title, *said.values()))


def _drawn_note(edition: Edition) -> list[str]:
    return [edition.words("letter_drawn_note", over_draws(edition))] if edition.spread else []


def over_draws(edition: Edition) -> str:
    """What every simulated figure is printed with: how many draws, and their seed; "" without draws."""
    spread = edition.results.spread
    return edition.words("over_draws", number(spread.n, edition.language), spread.seed) if spread else ""


def claims(*said: Said) -> tuple[Claim, ...]:
    """All claims of some sentences."""
    return tuple(claim for sentence in said for claim in sentence.claims)


def tiles(edition: Edition) -> Iterator[Tile]:
    """Four key figures: patience, the deepest point, the advantage, and the return at which it turns."""
    language, voice = edition.language, edition.voice
    horizon = voice.fill("{horizon:years}")
    deepest_month = voice.figure("deepest_month").value or 0.0
    yield _tile(edition, "patience", edition.words("tile_patience"), _until(edition), edition.words("not_reached"))
    when = month_of(edition.case.decision, deepest_month, language)
    yield _tile(edition, "deepest", edition.words("tile_deepest"), edition.words("tile_deepest_note", when))
    rate = percent(voice.figure("time_preference").value or 0.0, language)
    against = edition.words("tile_advantage", edition.strategy_label(edition.alternative))
    yield _tile(edition, "advantage", against, edition.words("tile_advantage_note", horizon, rate))
    break_even = voice.figure("break_even")
    note = break_even.note[language] if break_even.note else edition.words("tile_break_even_note")
    yield _tile(edition, "break_even", edition.words("tile_break_even"), note, edition.words("none"))


def _until(edition: Edition) -> str:
    months = edition.voice.figure("patience").value
    if months is None:
        return edition.words("tile_patience_never", edition.voice.fill("{horizon:years}"))
    return edition.words("tile_patience_note", month_of(edition.case.decision, months, edition.language))


def _tile(edition: Edition, slot: str, label: str, note: str, missing: str = NOTHING) -> Tile:
    figure, signed = edition.voice.figure(slot), slot == "advantage"
    if figure.value is None:
        return Tile(figure_text(missing, figure.claim_id), label, note)
    return Tile(figure_text(_value(edition, figure, signed), figure.claim_id), label, note)


def _value(edition: Edition, figure: Figure, signed: bool) -> str:
    if figure.unit == "share/year":
        return percent(figure.value or 0.0, edition.language)
    return format_figure(figure, edition.language, edition.step, signed)


def company_letter(edition: Edition) -> Block:
    """The opening of the company's edition: the question, the finding, and what the programme costs and brings."""
    title = edition.voice.say("company_title")
    shown = html(
        "letter",
        kicker=edition.words("kicker_company"),
        title=title.text,
        salutation="",
        paragraphs=[edition.words("question_company"), edition.case.about[edition.language]],
        against="",
        tiles=list(_company_tiles(edition)),
        tiles_label=edition.words("tiles"),
        notes=[edition.words("rounding", money(edition.step, edition.language))],
    )
    return Block("letter", str(title.text), before=shown, claims=claims(title))


def _company_tiles(edition: Edition) -> Iterator[Tile]:
    budget = count(edition.voice.figure("budget_period").value or 0.0, "month", edition.language)
    years = edition.voice.fill("{period:years}")
    asked, other = edition.strategy_label(edition.asked), edition.strategy_label(edition.alternative)
    yield _tile(edition, "budget", edition.words("tile_budget"), edition.words("tile_budget_note", budget))
    yield _tile(edition, "change", edition.words("tile_change", asked), edition.words("tile_change_note", years))
    yield _tile(
        edition, "change_alternative", edition.words("tile_change", other), edition.words("tile_change_note", years)
    )
    yield _tile(edition, "cash_lowest", edition.words("tile_cash"), edition.words("tile_cash_note", asked))
