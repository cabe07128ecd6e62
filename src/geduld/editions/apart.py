"""Beside the waterfall: what each part of the programme brings this owner, and what is no money."""

from __future__ import annotations

from markupsafe import Markup

from geduld.editions.block import Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.measures import money_row, strategy_heads
from geduld.editions.wide import by_strategy
from geduld.figure import Figure
from geduld.words.numbers import money
from geduld.words.sentences import Said

GOODWILL = "apart.partners_goodwill"


def own_figures(edition: Edition, prefix: str) -> tuple[Figure, ...]:
    """The owner's figures of what is asked whose id begins with a prefix, in order."""
    assert edition.owner is not None
    place = f"{edition.owner.id}.{edition.asked}.{prefix}"
    return tuple(figure for claim_id, figure in edition.figures.items() if claim_id.startswith(place))


def parts_table(edition: Edition, title: Said) -> Markup:
    """What the owner would miss, or save, if one part were left out and the rest kept."""
    found = own_figures(edition, "part.")
    rows = [Row((Cell(f.label[edition.language], _setting(edition, f)), _amount(edition, f))) for f in found]
    if not rows:
        return Markup()
    heads = [Cell(edition.words("item")), Cell(edition.words("amount"), css="number")]
    return html(
        "table", id="parts", title="", intro=title.text, caption=edition.words("parts_caption"), css="measures",
        heads=heads, rows=rows, notes=[edition.words("parts_note")],
    )  # fmt: skip


def _setting(edition: Edition, figure: Figure) -> str:
    """What a lever is set to, in words; a track is trained or not."""
    value = edition.case.strategies[edition.asked].levers.get(figure.id.removeprefix("part."))
    return "" if value is None else edition.words("parts_set", f"{value:.0%}".replace("%", "\N{NO-BREAK SPACE}%"))


def apart_table(edition: Edition, title: Said) -> Markup:
    """What each choice brings that is no money: the part of savings nobody pays less for, and goodwill."""
    assert edition.owner is not None
    owner, words = edition.owner.id, edition.words
    rows = [
        money_row(edition, owner, f.id, sub=_kind(edition, f), css="sum" if f.id == "apart.total" else "")
        for f in own_figures(edition, "apart.")
    ]
    return by_strategy(
        edition.language, strategy_heads(edition, "item"), rows, intro=title.text, caption=words("apart_caption"),
        notes=[words("apart_note")],
    )  # fmt: skip


def _kind(edition: Edition, figure: Figure) -> str:
    line = edition.results.plan.lines.get(figure.id.removeprefix("apart."))
    return edition.words(f"apart_{line.marks.kind}") if line else ""


def _amount(edition: Edition, figure: Figure) -> Cell:
    shown = money(figure.value or 0.0, edition.language, signed=True)
    return Cell(figure_text(shown, figure.claim_id), css="number")
