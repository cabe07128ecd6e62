"""The company's money: what of its distributions is held back by which test, and where money comes from and goes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from geduld import charts
from geduld.claims import CENT, Claim
from geduld.editions.block import Block, Cell, Row, figure_text
from geduld.editions.company_figures import TESTS
from geduld.editions.edition import Edition
from geduld.editions.letter import claims
from geduld.editions.measures import strategy_heads
from geduld.editions.wide import by_strategy
from geduld.figure import Figure
from geduld.funding import ROWS
from geduld.words.labels import line_label
from geduld.words.numbers import money, month_of

HELD = ("held.proposed", *(f"held.{test}" for test in TESTS), "held.paid")
TIGHT = ("tightest.cash", "tightest.headroom", "credit_headroom_lowest", "cash_lowest", "funding_gap")


def held_back(edition: Edition) -> Block:
    """Distributions per year under what is asked, paid and held back; and every choice in total, test by test."""
    title, alt = edition.voice.say("held_company_title"), edition.voice.say("held_company_alt")
    frame = by_year(edition)
    names = {name: line_label(name, edition.language) for name in ("distribution", *TESTS)}
    figure = charts.held_back(
        frame, names, title=str(title.text), language=edition.language, x_title=edition.words("year_axis"),
        y_title=edition.words("held_axis"),
    )  # fmt: skip
    rows = [_row(edition, name, dated=name.startswith("held.blocked")) for name in HELD]
    below = by_strategy(
        edition.language, strategy_heads(edition, "held_head"), [*rows[:-1], Row(rows[-1].cells, "sum")],
        caption=edition.words("held_company_caption"), notes=[edition.words("held_note")],
    )  # fmt: skip
    return Block(
        "held_back", str(title.text), picture=figure, alt=str(alt.text), after=below, claims=claims(title, alt)
    )  # fmt: skip


def by_year(edition: Edition) -> pd.DataFrame:
    """What was paid, and what each test that held back anything did, per year of what is asked (EUR)."""
    lines = {name: edition.results.monthly(name, edition.asked) for name in ("distribution", *TESTS)}
    shown = {name: flow for name, flow in lines.items() if flow.any() or name == "distribution"}
    ends = np.arange(0, edition.case.months, 12)
    columns = {
        name: [float(flow[(end + 1 if end else 0) : end + 13].sum()) for end in ends] for name, flow in shown.items()
    }
    return pd.DataFrame(columns, index=ends // 12 + 1)


def sources_and_uses(edition: Edition) -> Block:
    """Sources and uses to the tightest month, a column per choice, and the headroom there."""
    title = edition.voice.say("tightest_title")
    rows = [Row(_row(edition, "tightest.month").cells, "sum"), *(_row(edition, f"funding.{name}") for name in ROWS)]
    shown = by_strategy(
        edition.language, strategy_heads(edition, "item"),
        [*rows, Row((Cell(edition.words("sources_check")), *_checks(edition)), "sum"),
         *(_row(edition, name, dated=name != "funding_gap") for name in TIGHT)],
        id="sources", title=title.text, intro=edition.words("sources_intro"),
        caption=edition.words("sources_caption"),
    )  # fmt: skip
    return Block("funding", str(title.text), before=shown, claims=(*claims(title), *_zero(edition)))


def _zero(edition: Edition) -> Iterator[Claim]:
    """Sources and uses add up to nothing, to the cent."""
    for strategy in edition.case.strategies:
        yield Claim("funding", f"-.{strategy}.funding.balance", "about", 0.0, CENT)


def _checks(edition: Edition) -> Iterator[Cell]:
    for strategy in edition.strategies:
        figure = edition.figures[f"-.{strategy.id}.funding.balance"]
        yield Cell(figure_text(money(figure.value or 0.0, edition.language), figure.claim_id), css="number")


def _row(edition: Edition, name: str, dated: bool = False) -> Row:
    found = [edition.figures[f"-.{s.id}.{name}"] for s in edition.strategies]
    return Row((Cell(found[0].label[edition.language]), *(_cell(edition, figure, dated) for figure in found)))


def _cell(edition: Edition, figure: Figure, dated: bool) -> Cell:
    if figure.unit == "month":
        when = month_of(edition.case.decision, figure.value or 0, edition.language)
        return Cell(figure_text(when, figure.claim_id), css="number")
    shown = figure_text(money(figure.value or 0.0, edition.language), figure.claim_id)
    said = dated and figure.month is not None
    return Cell(shown, month_of(edition.case.decision, figure.month or 0, edition.language) if said else "", "number")
