"""Why what is asked is worth more or less than the owner's best alternative: a waterfall by lever, a table by line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from markupsafe import Markup

from geduld import charts
from geduld.claims import Claim
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.explained_figures import BEGINS
from geduld.editions.pictures import CENTS, rounding_rows
from geduld.explain import TOTAL
from geduld.figure import Figure
from geduld.reading_explain import told
from geduld.words.numbers import money, number, rounded


def explained(edition: Edition) -> Block:
    """From the best alternative to what is asked: bars that add up to the difference, and the same by line."""
    start, end = (edition.strategy_label(s) for s in (edition.alternative, edition.asked))
    levers, total = _steps(edition, "lever"), _total(edition)
    most = max(levers, key=lambda figure: abs(figure.value or 0.0))
    title = told("heading", edition.language, start, end, most.label[edition.language])
    picture = charts.waterfall(
        [_bar(edition, figure, total) for figure in (*levers, total)], title=title, language=edition.language,
        x_title=told("axis", edition.language, start), extent=_extent(levers),
    )  # fmt: skip
    tables = _table(edition, "lever", levers, total) + _table(edition, "line", _steps(edition, "line"), total)
    below = html("note", text=told("note", edition.language, start, end)) + tables
    alt = told("alt", edition.language, start, end)
    return Block("explained", title, picture=picture, alt=alt, after=below, claims=_claims(total))


def _place(edition: Edition) -> str:
    assert edition.owner is not None
    return f"{edition.owner.id}.{edition.asked}.{BEGINS}"


def _steps(edition: Edition, kind: str) -> list[Figure]:
    begin = f"{_place(edition)}{kind}."
    return [figure for claim_id, figure in edition.figures.items() if claim_id.startswith(begin)]


def _total(edition: Edition) -> Figure:
    return edition.figures[f"{_place(edition)}{TOTAL}"]


def _claims(total: Figure) -> tuple[Claim, ...]:
    """Both ways of taking the difference apart add up to it."""
    place = total.claim_id.removesuffix(TOTAL)
    return tuple(Claim("explained", total.claim_id, "is total of", f"{place}{kind}.*") for kind in ("lever", "line"))


def _bar(edition: Edition, figure: Figure, total: Figure) -> charts.Bar:
    value, step = figure.value or 0.0, edition.step
    fine = step if rounded(value, step) else 1.0
    words = number(float(rounded(value, fine)), edition.language, signed=True)
    return charts.Bar(figure.label[edition.language], value, words, figure is total)


def _extent(levers: Sequence[Figure]) -> tuple[float, float]:
    """The lowest and the highest the running total reaches."""
    reached = [0.0, *accumulate(figure.value or 0.0 for figure in levers)]
    return min(reached), max(reached)


def _table(edition: Edition, kind: str, steps: Sequence[Figure], total: Figure) -> Markup:
    heads = [Cell(edition.words("item")), Cell(edition.words("amount"), css="number")]
    values = [figure.value or 0.0 for figure in steps]
    rows = [*(_row(edition, figure) for figure in steps), *rounding_rows(edition, values, total.value or 0.0)]
    summary = edition.words("figures_behind") if kind == "lever" else told("lines_behind", edition.language)
    caption = told(f"caption_{kind}", edition.language)
    return html("details", summary=summary, caption=caption, heads=heads, rows=[*rows, _row(edition, total, "sum")])


def _row(edition: Edition, figure: Figure, css: str = "") -> Row:
    shown = figure_text(money(figure.value or 0.0, edition.language, CENTS), figure.claim_id)
    return Row((Cell(figure.label[edition.language]), Cell(shown, css="number")), css)
