"""Loan and dividend: month by month, whether the owner's income covers the loan, and what dividend is held back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from geduld import charts
from geduld.case import BASELINE
from geduld.claims import Claim
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.company_figures import TESTS
from geduld.editions.edition import Edition
from geduld.editions.letter import claims
from geduld.editions.measures import strategy_heads
from geduld.editions.pictures import view
from geduld.editions.wide import by_strategy
from geduld.figure import Figure
from geduld.owners import Flows
from geduld.words.figures import format_value
from geduld.words.numbers import NOTHING, money, month_of, number

LOAN = ("loan_cover_lowest", "loan_months_short", "loan_first_short", "loan_last_short", "loan_shortage")
RESERVE = ("reserve_lowest", "reserve_lowest_month", "reserve_months_short")
"""Shown where the case follows the owner's own reserve of cash."""
MOST = 5.0
"""Cover is drawn up to here; near its end a loan costs next to nothing."""
HELD = (*(f"held.{test}" for test in TESTS), "held.total")


def loan(edition: Edition) -> Block:
    """Month by month, how often this owner's income covers the service of the own loan, and the dividend by year."""
    held = edition.voice.say("held_title")
    dividend = _dividend(edition, str(held.text))
    if edition.voice.figure("cover").value is None:
        name = edition.words("loan_none_title")
        text = html("list", id="loan", title=name, items=[{"head": "", "text": edition.words("loan_none")}])
        return Block("loan", name, before=text + dividend, claims=(*claims(held), *year_claims(edition)))
    said = [edition.voice.say(f"loan_{part}") for part in ("title", "alt", "note", "bridge")]
    frame, (title, alt, note, bridge) = cover(edition), (sentence.text for sentence in said)
    below = html("note", text=note) + _months(edition, frame) + _shortage(edition, bridge) + dividend
    made = (*claims(*said, held), *year_claims(edition))
    return Block("loan", str(title), picture=_chart(edition, frame, str(title)), alt=str(alt), after=below, claims=made)


def _chart(edition: Edition, frame: pd.DataFrame, title: str) -> go.Figure:
    headline = frame.clip(upper=MOST)[list(dict.fromkeys([edition.asked, edition.alternative, BASELINE]))]
    return charts.lines(
        headline, edition.labels, title=title, language=edition.language,
        x_title=edition.words("year_axis"), y_title=edition.words("cover_axis"), y_format=",.2f",
        marks=list(_lowest(edition, frame)), threshold=1.0,
    )  # fmt: skip


def cover(edition: Edition) -> pd.DataFrame:
    """Cover of the own loan per month while it runs; the index is years, a column per strategy."""
    own = view(edition)
    columns = {s.id: own.loan_cover(s.id).cover[1:] for s in edition.strategies}
    frame = pd.DataFrame(columns)
    return frame.set_index((frame.index + 1) / 12).dropna(how="all")


def _lowest(edition: Edition, frame: pd.DataFrame) -> Iterator[charts.Mark]:
    asked = frame.iloc[:, 0]
    at, value = float(asked.index[int(asked.argmin())]), float(asked.min())
    words = edition.words("mark_lowest", f"{number(value, edition.language, 2)} ×")
    yield charts.Mark(at, value, words, above=False, warns=value < 1)


def _months(edition: Edition, frame: pd.DataFrame) -> Markup:
    """Every month the loan runs: what came in and went out over twelve months under what is asked, and all covers."""
    own = view(edition)
    names = ("loan_income_of_twelve_months", "loan_service_of_twelve_months", "reserve")
    flows = [own.line(name, edition.asked) for name in names]
    heads = [
        Cell(edition.words("month_head")),
        *(Cell(edition.words(key), css="number") for key in ("loan_income", "loan_service", "loan_reserve")),
        *(Cell(edition.labels[name], css="number") for name in frame.columns),
    ]
    rows = [
        _month(edition, round(years * 12), flows, values)
        for years, values in zip(frame.index, frame.to_numpy(), strict=True)
    ]
    caption = edition.words("loan_caption")
    return html("details", summary=edition.words("figures_behind"), caption=caption, heads=heads, rows=rows)


def _month(edition: Edition, month: int, flows: Sequence[Flows], covers: Iterable[float]) -> Row:
    language = edition.language
    return Row((
        Cell(month_of(edition.case.decision, month, language)),
        *(Cell(money(float(flow[month]), language), css="number") for flow in flows),
        *(Cell(f"{number(v, language, 2)} ×", css="number warn" if v < 1 else "number") for v in covers),
    ))  # fmt: skip


def _shortage(edition: Edition, bridge: object) -> Markup:
    """How long and how much is short under every choice, and what bridges it."""
    names = [name for name in (*LOAN, *RESERVE) if _find(edition, name, edition.asked)]
    return by_strategy(
        edition.language, strategy_heads(edition, "measure"), [_row(edition, name) for name in names], id="bridge",
        intro=bridge, caption=edition.words("bridge_caption"), notes=[edition.words("bridge_note")],
    )  # fmt: skip


def _find(edition: Edition, name: str, strategy: str) -> Figure | None:
    assert edition.owner is not None
    return edition.figures.get(f"{edition.owner.id}.{strategy}.{name}")


def _row(edition: Edition, name: str) -> Row:
    found = [figure for s in edition.strategies if (figure := _find(edition, name, s.id))]
    return Row((Cell(found[0].label[edition.language]), *(_cell(edition, figure) for figure in found)))


def _cell(edition: Edition, figure: Figure) -> Cell:
    """A figure; a month as the calendar has it."""
    if figure.value is None:
        return Cell(figure_text(NOTHING, figure.claim_id), css="number")
    if figure.unit == "month":
        when = month_of(edition.case.decision, figure.value, edition.language)
        return Cell(figure_text(when, figure.claim_id), css="number")
    return Cell(figure_text(format_value(figure.value, figure.unit, edition.language), figure.claim_id), css="number")


def _dividend(edition: Edition, title: str) -> Markup:
    """What this owner gets per year under every choice, and what each test holds back of it, before the owner's tax."""
    rows = [_row(edition, name) for name in HELD]
    return _years(edition, title) + by_strategy(
        edition.language, strategy_heads(edition, "held_head"), [*rows[:-1], Row(rows[-1].cells, "sum")], id="held",
        caption=edition.words("held_caption"), notes=[edition.words("held_note")],
    )  # fmt: skip


def _years(edition: Edition, title: str) -> Markup:
    """Dividend after tax per year, and its sum over the whole horizon."""
    assert edition.owner is not None
    place = f"{edition.owner.id}.{edition.asked}.dividend."
    names = [figure.id for claim_id, figure in edition.figures.items() if claim_id.startswith(f"{place}year")]
    total = _row(edition, "dividend.total")
    return by_strategy(
        edition.language, strategy_heads(edition, "year_head"),
        [*(_row(edition, name) for name in names), Row(total.cells, "sum")], id="dividend", title=title,
        caption=edition.words("dividend_caption"),
    )  # fmt: skip


def year_claims(edition: Edition) -> tuple[Claim, ...]:
    """The years add up to the whole, to the cent."""
    assert edition.owner is not None
    places = (f"{edition.owner.id}.{s.id}" for s in edition.strategies)
    return tuple(Claim("loan", f"{p}.dividend.total", "is total of", f"{p}.dividend.*") for p in places)
