"""The director's edition: all owners side by side, with private terms that else only their own edition shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from geduld import charts
from geduld.assumptions import Assumption
from geduld.editions import part_figures
from geduld.editions.accounts import value_words
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.how_sure import convention
from geduld.editions.letter import Tile, claims, over_draws
from geduld.editions.measures import reason
from geduld.editions.pictures import receipts
from geduld.figure import Figure
from geduld.words.figures import format_value
from geduld.words.numbers import NOTHING, money, month_of, percent

MEASURES = ("verdict_advantage", "advantage", "patience_months", "deepest_point", "deepest_point_month",
            "break_even_return", "net_dividends")  # fmt: skip
"""What is asked, by the measures of each owner; the verdict and its lead belong to no strategy."""
DRAWN = ("chance_behind", "chance_of_loss", "chance_best", "advantage.mean", "advantage.p10", "advantage.p90")
HEIGHT = 460
"""Pixels: a line per owner, and names of three lines beside them."""
SHORT = ("loan_cover_lowest", "loan_months_short", "loan_first_short", "loan_last_short", "loan_shortage",
         "reserve_lowest", "reserve_lowest_month", "reserve_months_short")  # fmt: skip


def letter(edition: Edition) -> Block:
    """The finding over all owners, who wants what, and what it asks of the company."""
    drawn = ("director_drawn",) if edition.results.spread else ()
    said = [edition.voice.say(name) for name in ("director_title", *drawn, "director_short", "director_held")]
    title, *paragraphs = said
    wants = [each.voice.say("director_owner") for each in owners(edition)]
    shown = html(
        "letter", kicker=edition.words("kicker_director"), title=title.text, salutation="",
        paragraphs=[*(one.text for one in wants), *(one.text for one in paragraphs if str(one.text))],
        against=edition.words("director_private"), tiles=list(_tiles(edition)), tiles_label=edition.words("tiles"),
        notes=[edition.words("rounding", money(edition.step, edition.language))],
    )  # fmt: skip
    return Block("letter", str(title.text), before=shown, claims=claims(*said, *wants))


def owners(edition: Edition) -> Iterator[Edition]:
    """The edition as each owner reads it, in the director's language."""
    return (edition.of(owner) for owner in edition.case.owners)


def _tiles(edition: Edition) -> Iterator[Tile]:
    count = edition.voice.figure("owner_count").value or 0.0
    for name, note in (("in_favour", "tile_of_owners"), ("short", "tile_of_owners")):
        figure = edition.voice.figure(f"owners_{name}")
        words = figure_text(f"{figure.value or 0.0:.0f}", figure.claim_id)
        yield Tile(words, edition.words(f"tile_{name}"), edition.words(note, f"{count:.0f}"))
    for slot in ("blocked", "tightest_headroom"):
        figure = edition.figures[edition.voice.reference(slot)]
        words = figure_text(money(figure.value or 0.0, edition.language, edition.step), figure.claim_id)
        yield Tile(words, edition.words(f"tile_{slot}"), _when(edition, figure))


def _when(edition: Edition, figure: Figure) -> str:
    if figure.month is None:
        return edition.words("tile_cash_note", edition.strategy_label(edition.asked))
    return month_of(edition.case.decision, figure.month, edition.language)


def verdicts(edition: Edition) -> Block:
    """A row per measure, a column per owner: what each is asked, what it brings them, and what they would choose."""
    title = edition.voice.say("director_title")
    parts = (f"part.{part}" for part in part_figures.parts(edition.results, edition.asked))
    drawn = edition.results.spread is not None
    names = ["verdict", *(["verdict.base"] if drawn else []), *MEASURES, *parts, *(DRAWN if drawn else ())]
    caption = edition.words("verdicts_caption", edition.strategy_label(edition.asked))
    shown = html(
        "table", id="verdicts", title=edition.words("verdicts_title"), intro="", caption=caption, css="measures",
        heads=_heads(edition, "measure"), rows=[_row(edition, name) for name in names],
        notes=[over_draws(edition)] if edition.results.spread else [edition.words("sure_none_title")],
    )  # fmt: skip
    return Block("verdicts", edition.words("verdicts_title"), before=shown, claims=claims(title))


def _heads(edition: Edition, first: str) -> list[Cell]:
    return [Cell(edition.words(first)), *(Cell(owner.name, css="number") for owner in edition.case.owners.values())]


def _row(edition: Edition, name: str, strategy: str = "") -> Row:
    found = [_find(edition, name, owner, strategy) for owner in edition.case.owners]
    first = next(figure for figure in found if figure)
    head = Cell(first.label[edition.language], convention(edition, first))
    return Row((head, *(_cell(edition, figure) for figure in found)))


def _find(edition: Edition, name: str, owner: str, strategy: str) -> Figure | None:
    """An owner's figure: of the strategy, else of what is asked, else of none."""
    of_strategy = edition.figures.get(f"{owner}.{strategy or edition.asked}.{name}")
    return of_strategy or edition.figures.get(f"{owner}.-.{name}")


def _cell(edition: Edition, figure: Figure | None) -> Cell:
    if figure is None:
        return Cell(NOTHING, css="number")
    why = reason(figure, edition.language) if figure.value is None and figure.text is None else ""
    return Cell(figure_text(_words(edition, figure), figure.claim_id), why, "number")


def _words(edition: Edition, figure: Figure) -> str:
    if figure.text is not None:
        return edition.labels[figure.text]
    if figure.value is None:
        return NOTHING
    if figure.unit == "month":
        return month_of(edition.case.decision, figure.value, edition.language)
    if figure.unit == "share/year":
        return percent(figure.value, edition.language)
    return format_value(figure.value, figure.unit, edition.language, edition.step)


def picture(edition: Edition) -> Block:
    """What is asked against each owner's own best other choice: receipts to date, a line per owner."""
    title = edition.voice.say("director_picture_title")
    names = {owner.id: owner.name for owner in edition.case.owners.values()}
    figure = charts.lines(
        ahead(edition), names, title=str(title.text), language=edition.language, x_title=edition.words("year_axis"),
        y_title=edition.words("director_axis"),
    ).update_layout(height=HEIGHT, meta={"top": 34, "paper": 0.92})  # fmt: skip
    alt = edition.words("director_alt", edition.strategy_label(edition.asked))
    below = html("note", text=edition.words("director_picture_note"))
    return Block("picture", str(title.text), picture=figure, alt=alt, after=below, claims=claims(title))


def ahead(edition: Edition) -> pd.DataFrame:
    """Per owner, receipts to date under what is asked less those under the owner's best other choice (EUR).

    Each owner at the own return elsewhere and up to the own horizon; the index is years after the decision.
    """
    columns = {}
    for each in owners(edition):
        frame, own = receipts(each), str(each.owner.id if each.owner else "")
        columns[own] = frame[each.asked] - frame[each.alternative]
    return pd.DataFrame(columns)


def short(edition: Edition) -> Block:
    """Who is short of cash, from when to when, how much at the worst; under every choice."""
    title = edition.voice.say("director_short_title")
    known = {figure.id for figure in edition.figures.values() if figure.owner}
    names = [name for name in SHORT if name in known]
    borrowing = [each.id for each in edition.case.owners.values() if _find(edition, "loan_shortage", each.id, "")]
    if not borrowing:
        items = [{"head": "", "text": edition.words("loan_none")}]
        return Block("short", str(title.text), before=html("list", id="short", title=title.text, items=items))
    firsts = [_find(edition, name, borrowing[0], "") for name in names]
    heads = [Cell(first.label[edition.language] if first else "", css="number") for first in firsts]
    shown = html(
        "table", id="short", title=title.text, intro="", caption=edition.words("short_caption"), css="measures",
        heads=[Cell(edition.words("owner_head")), *heads],
        rows=[_short_row(edition, owner, s.id, names) for owner in borrowing for s in edition.strategies],
        notes=[edition.words("short_note")],
    )  # fmt: skip
    return Block("short", str(title.text), before=shown, claims=claims(title))


def _short_row(edition: Edition, owner: str, strategy: str, names: Sequence[str]) -> Row:
    head = Cell(edition.case.owners[owner].name, edition.strategy_label(strategy))
    return Row((head, *(_cell(edition, _find(edition, name, owner, strategy)) for name in names)))


def terms(edition: Edition) -> Block:
    """The private terms of all owners beside each other."""
    title = edition.words("terms_title")
    found = {a.key.rpartition(".")[2]: a for a in edition.case.assumptions.values() if a.key.startswith("owner.")}
    rows = [_term(edition, name) for name in found]
    shown = html(
        "table", id="terms", title=title, intro=edition.words("director_private"), css="measures",
        caption=edition.words("terms_caption"), heads=_heads(edition, "assumption"), rows=rows, notes=[],
    )  # fmt: skip
    return Block("terms", title, before=shown)


def _term(edition: Edition, name: str) -> Row:
    every = [edition.case.assumptions.get(f"owner.{owner}.{name}") for owner in edition.case.owners]
    label = next(a.label[edition.language] for a in every if a)
    shown = [value_words(edition, a) if a and not _is_open(a) else NOTHING for a in every]
    return Row((Cell(label), *(Cell(words, css="number") for words in shown)))


def _is_open(a: Assumption) -> bool:
    """Whether a bracket has no limit: it stands at the end of what is allowed."""
    return a.name.endswith("_bracket") and a.base == a.upper


def headline(edition: Edition) -> str:
    """What each owner is brought, as plain text, a line each: what nbval compares."""
    names, owners_of = ("verdict", "advantage", "loan_months_short"), edition.case.owners
    rows = [[owner.name, *(_said(edition, name, owner.id) for name in names)] for owner in owners_of.values()]
    return aligned(rows)


def _said(edition: Edition, name: str, owner: str) -> str:
    figure = _find(edition, name, owner, "")
    return (_words(edition, figure) if figure else NOTHING).replace("\N{NO-BREAK SPACE}", " ")


def aligned(rows: Sequence[Sequence[str]]) -> str:
    """Rows of words as columns of even width."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)).rstrip() for row in rows)
