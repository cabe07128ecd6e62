"""What guards stopped: claims beyond what there is to save, hours nobody has, staff counted twice; each by name."""

from __future__ import annotations

from markupsafe import Markup

from geduld.editions.block import Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.figure import Figure
from geduld.words.figures import format_value
from geduld.words.numbers import month_of


def guards_table(edition: Edition) -> Markup:
    """Each guard that stopped something: how much at most, in which month and under which choice; else a sentence."""
    found = [f for f in edition.figures.values() if f.id.startswith("stopped.")]
    if not found:
        return Markup("<p>{}</p>").format(edition.words("guards_none"))
    heads = [Cell(edition.words("guard"))]
    heads += [Cell(edition.words("guard_amount"), css="number")]
    heads += [Cell(edition.words(key)) for key in ("guard_month", "choice")]
    return html(
        "table", id="guards", title="", intro="", caption=edition.words("guards_caption"), css="wide", heads=heads,
        rows=[_row(edition, figure) for figure in found], notes=[],
    )  # fmt: skip


def _row(edition: Edition, figure: Figure) -> Row:
    language = edition.language
    always = figure.month is None
    when = edition.words("guard_always") if always else month_of(edition.case.decision, figure.month or 0, language)
    return Row((
        Cell(figure.label[language]),
        Cell(figure_text(format_value(figure.value or 0.0, figure.unit, language), figure.claim_id), css="number"),
        Cell(when),
        Cell(edition.labels[str(figure.strategy)]),
    ))  # fmt: skip
