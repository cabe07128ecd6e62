"""Tables of figures: every choice by the same measures, and what the company needs."""

from __future__ import annotations

from markupsafe import Markup

from geduld.case import BASELINE
from geduld.editions.block import Block, Cell, Row, figure_text
from geduld.editions.edition import Edition
from geduld.editions.letter import claims
from geduld.editions.wide import by_strategy
from geduld.results import Figure
from geduld.words.figures import format_value
from geduld.words.labels import table
from geduld.words.numbers import NOTHING, money

OWNER = (
    "certainty_equivalent", "advantage", "net_dividends", "npv", "irr", "break_even_return", "payback_month",
    "discounted_payback_month", "patience_months", "patience_months_with_settlement", "deepest_point",
    "deepest_point_month", "loan_cover_lowest", "loan_months_short", "reserve_lowest", "reserve_lowest_month",
    "reserve_months_short", "continuing_value_effect",
)  # fmt: skip
"""Measures of an owner, in reading order."""
AGAINST_BASELINE = ("npv", "irr", "payback_month", "discounted_payback_month", "deepest_point", "deepest_point_month")
"""Measures that say nothing of the baseline itself."""
COMPANY = ("programme_budget", "programme_total", "cash_lowest", "funding_gap")
COMPANY_HEADLINE = ("change.net", *COMPANY[:2])
HEADLINE = ("patience_months", "deepest_point", "advantage", "npv", "break_even_return", "loan_cover_lowest")
REASONS = {
    "payback_month": "never", "discounted_payback_month": "never", "patience_months": "never",
    "patience_months_with_settlement": "never", "loan_cover_lowest": "no_loan", "loan_months_short": "no_loan",
}  # fmt: skip
"""Why a measure may have no number, in the words of reasons.toml."""
SALE_TOTALS = tuple(f"exit.{step}" for step in (
    "booked_ebitda", "normalised_ebitda", "believed_ebitda", "enterprise_value", "equity_value", "sale_proceeds",
    "kept",
))  # fmt: skip
"""Steps of the sale that the ones above them add up to."""


def measures(edition: Edition) -> Block:
    """All measures of the owner, a column per choice, the convention under each name."""
    title = edition.words("measures_title")
    shown = by_strategy(
        edition.language, strategy_heads(edition, "measure"),
        [measure_row(edition, name, _owner(edition)) for name in OWNER], id="measures", title=title,
        intro=edition.words("measures_intro"), caption=edition.words("measures_caption"),
    )  # fmt: skip
    return Block("measures", title, before=shown, after=_sale(edition))


def _sale(edition: Edition) -> Markup:
    """What the sale of an owner who leaves rests on, step by step up to each total; nothing for who stays."""
    steps = [f"exit.{step}" for step in table("exit.toml")]
    shown = [step for step in steps if f"{_owner(edition)}.{edition.asked}.{step}" in edition.figures]
    if not shown:
        return Markup()
    return by_strategy(
        edition.language, strategy_heads(edition, "amount"), [_sale_row(edition, step) for step in shown], id="sale",
        title=edition.words("sale_title"), caption=edition.words("sale_note"),
    )  # fmt: skip


def _sale_row(edition: Edition, step: str) -> Row:
    figures = [edition.figures[f"{_owner(edition)}.{s.id}.{step}"] for s in edition.strategies]
    cells = [Cell(figure_text(money(f.value or 0.0, edition.language), f.claim_id), css="number") for f in figures]
    return Row((Cell(figures[0].label[edition.language]), *cells), "sum" if step in SALE_TOTALS else "")


def strategy_heads(edition: Edition, first: str) -> list[Cell]:
    """A head of the rows, in fixed words, then one per strategy: what is asked first, then its alternative.

    The baseline is marked as such.
    """
    mark = edition.words("baseline_mark")
    found = [Cell(edition.strategy_label(s.id), mark if s.id == BASELINE else "", "number") for s in edition.strategies]
    return [Cell(edition.words(first)), *found]


def _owner(edition: Edition) -> str | None:
    return edition.owner.id if edition.owner else None


def money_row(edition: Edition, place: str, name: str, step: float = 1.0, sub: str = "", css: str = "") -> Row:
    """One amount of money: its name, then a cell per strategy, to `step` euros.

    Args:
        edition: with the figures.
        place: the owner's id, or "-" for the company.
        name: id of the figure.
        step: to what it is rounded (EUR).
        sub: words under the name.
        css: look of the row.
    """
    figures = [edition.figures[f"{place}.{s.id}.{name}"] for s in edition.strategies]
    shown = (figure_text(money(f.value or 0.0, edition.language, step), f.claim_id) for f in figures)
    return Row((Cell(figures[0].label[edition.language], sub), *(Cell(words, css="number") for words in shown)), css)


def measure_row(edition: Edition, name: str, owner: str | None) -> Row:
    """One measure: its name and convention, then a cell per strategy; of the company when `owner` is None."""
    figures = [edition.results.figure(name, s.id, owner) for s in edition.strategies]
    language, first = edition.language, figures[0]
    head = Cell(first.label[language], first.convention[language] if first.convention else "")
    return Row((head, *(measure_cell(edition, figure) for figure in figures)))


def measure_cell(edition: Edition, figure: Figure) -> Cell:
    """A figure as a cell: its value, or a dash with the reason why there is none."""
    if figure.strategy == BASELINE and figure.id in AGAINST_BASELINE:
        return Cell(NOTHING, css="number")
    if figure.value is None:
        return Cell(figure_text(NOTHING, figure.claim_id), reason(figure, edition.language), "number")
    return Cell(figure_text(figure_words(edition, figure), figure.claim_id), css="number")


def figure_words(edition: Edition, figure: Figure) -> str:
    """The value of a figure in words; a rate without "per year", which its convention says."""
    unit = "share" if figure.unit == "share/year" else figure.unit
    return format_value(figure.value or 0.0, unit, edition.language, edition.step)


def reason(figure: Figure, language: str) -> str:
    """Why a figure has no value."""
    if figure.note:
        return figure.note[language]
    return table("reasons.toml")[REASONS[figure.id]][language] if figure.id in REASONS else ""


def headline(edition: Edition) -> str:
    """The key figures as plain text, rounded, a line each: what nbval compares.

    For an owner those of what is asked; for the company those of every strategy.
    """
    every = [s.id for s in edition.strategies]
    names, chosen = (HEADLINE, [edition.asked]) if edition.owner else (COMPANY_HEADLINE, every)
    place = _owner(edition) or "-"
    figures = [edition.figures[f"{place}.{strategy}.{name}"] for strategy in chosen for name in names]
    rows = [(edition.strategy_label(str(f.strategy)), f.label[edition.language], _plain(edition, f)) for f in figures]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return "\n".join(f"{a:<{widths[0]}}  {b:<{widths[1]}}  {c:>{widths[2]}}" for a, b, c in rows)


def _plain(edition: Edition, figure: Figure) -> str:
    shown = NOTHING if figure.value is None else figure_words(edition, figure)
    return shown.replace("\N{NO-BREAK SPACE}", " ")


def funding(edition: Edition) -> Block:
    """What money each choice needs, from the company's point of view."""
    title = edition.voice.say("funding_title")
    shown = by_strategy(
        edition.language, strategy_heads(edition, "measure"), [measure_row(edition, name, None) for name in COMPANY],
        id="funding", title=title.text, caption=edition.words("funding_caption"),
    )  # fmt: skip
    return Block("funding", str(title.text), before=shown, claims=claims(title))
