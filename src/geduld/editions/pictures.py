"""The pictures of an edition: when patience pays, and what goes out and comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import accumulate

import numpy as np
import pandas as pd
from markupsafe import Markup

from geduld import charts
from geduld.case import BASELINE
from geduld.changes import left_over
from geduld.editions.apart import apart_table, parts_table
from geduld.editions.block import Block, Cell, Row, html
from geduld.editions.edition import Edition
from geduld.editions.letter import claims
from geduld.editions.measures import money_row, strategy_heads
from geduld.editions.wide import by_strategy
from geduld.figure import Figure
from geduld.owners import OwnerView
from geduld.words.numbers import count, money, number, rounded

CENTS = 0.01


def view(edition: Edition) -> OwnerView:
    """The owner's view of all strategies."""
    assert edition.owner is not None
    return edition.results.views[edition.owner.id]


def receipts(edition: Edition) -> pd.DataFrame:
    """Receipts to date above the baseline, invested at the owner's return elsewhere (EUR).

    The index is years after the decision; a column per strategy but the baseline, unless that is the alternative. The
    same numbers as those the patience asked is read from; the first two are drawn, and all stand in the table.
    """
    own = view(edition)
    shown = [s.id for s in edition.strategies if s.id in (edition.asked, edition.alternative) or s.id != BASELINE]
    base = own.cumulative(BASELINE)
    columns = {strategy: own.cumulative(strategy) - base for strategy in shown}
    return pd.DataFrame(columns, index=np.arange(len(base)) / 12)


def picture(edition: Edition) -> Block:
    """The owner's receipts to date under what is asked and under its best alternative, with the crossover."""
    title, alt, note = (edition.voice.say(f"picture_{part}") for part in ("title", "alt", "note"))
    frame = receipts(edition)
    figure = charts.lines(
        frame[[edition.asked, edition.alternative]],
        edition.labels,
        title=str(title.text),
        language=edition.language,
        x_title=edition.words("year_axis"),
        y_title=edition.words("euro_axis"),
        marks=list(_crossover(edition, frame)),
    )
    below = html("note", text=note.text) + _year_table(edition, frame, edition.words("picture_caption"))
    return Block(
        "picture", str(title.text), picture=figure, alt=str(alt.text), after=below, claims=claims(title, alt, note)
    )


def _crossover(edition: Edition, frame: pd.DataFrame) -> Iterator[charts.Mark]:
    months = edition.voice.figure("patience").value
    if months:
        words = edition.words("mark_crossover", count(months, "month", edition.language))
        yield charts.Mark(months / 12, float(frame.to_numpy()[int(months), 0]), words)


def _year_table(edition: Edition, frame: pd.DataFrame, caption: str) -> Markup:
    ends = frame.iloc[12::12]
    heads = [Cell(edition.words("year_end")), *(Cell(edition.labels[name], css="number") for name in frame.columns)]
    rows = [
        Row((Cell(number(year, edition.language)), *(Cell(money(v, edition.language), css="number") for v in values)))
        for year, values in zip(ends.index, ends.to_numpy(), strict=True)
    ]
    return html("details", summary=edition.words("figures_behind"), caption=caption, heads=heads, rows=rows)


def steps(edition: Edition) -> tuple[Figure, ...]:
    """The steps of the owner's waterfall under what is asked, the total last; steps that are zero fall away."""
    assert edition.owner is not None
    own = (f for f in edition.results.figures if f.owner == edition.owner.id and f.strategy == edition.asked)
    found = [f for f in own if f.id.startswith("waterfall.")]
    return tuple(f for f in found if rounded(f.value or 0.0, CENTS) or f.id.endswith(".net"))


def out_in(edition: Edition) -> Block:
    """What goes out and what comes in, for this owner: bars and a table that add up to the cent."""
    title, alt, note = (edition.voice.say(f"waterfall_{part}") for part in ("title", "alt", "note"))
    found = steps(edition)
    figure = charts.waterfall(
        [charts.Bar(*_bar(edition, step)) for step in found],
        title=str(title.text),
        language=edition.language,
        x_title=edition.words("euro_present_axis"),
        extent=_extent(found),
    )
    parts, apart = edition.voice.say("parts_title"), edition.voice.say("apart_title")
    below = html("note", text=note.text) + _step_table(edition)
    return Block(
        "out_in", str(title.text), picture=figure, alt=str(alt.text),
        after=below + parts_table(edition, parts) + apart_table(edition, apart),
        claims=claims(title, alt, note, parts, apart),
    )  # fmt: skip


def _bar(edition: Edition, step: Figure) -> tuple[str, float, str, bool]:
    value = step.value or 0.0
    words = number(float(rounded(value, _fine(value, edition.step))), edition.language, signed=True)
    return step.label[edition.language], value, words, step.id.endswith(".net")


def _fine(value: float, step: float) -> float:
    """The reading step, or the first finer one at which an amount does not read as nothing; one euro at the finest."""
    while step > 1 and not rounded(value, step):
        step = max(step / 10, 1.0)
    return step


def _extent(found: Sequence[Figure]) -> tuple[float, float]:
    """The lowest and the highest the running total reaches, for the room of the axis."""
    reached = [*accumulate(step.value or 0.0 for step in found[:-1]), 0.0]
    return min(reached), max(reached)


def _step_table(edition: Edition) -> Markup:
    """The same steps of every choice, a column each; each column adds up to the cent."""
    assert edition.owner is not None
    owner, names = edition.owner.id, _moved(edition)
    rows = [money_row(edition, owner, name, CENTS, css="sum" if name == names[-1] else "") for name in names]
    gaps = [
        _gap([edition.figures[f"{owner}.{s.id}.{name}"].value or 0.0 for name in names]) for s in edition.strategies
    ]
    left = (Cell(money(float(gap), edition.language, CENTS), css="number") for gap in gaps)
    rows[-1:] = [*([Row((Cell(edition.words("rounding_line")), *left))] if any(gaps) else []), rows[-1]]
    return by_strategy(
        edition.language, strategy_heads(edition, "item"), rows, caption=edition.words("waterfall_caption")
    )


def _moved(edition: Edition) -> list[str]:
    """The steps that are more than nothing under some choice, the total last."""
    assert edition.owner is not None
    names = [f.id for f in edition.results.figures if f.id.startswith("waterfall.") and f.strategy == edition.asked]
    places = [f"{edition.owner.id}.{s.id}" for s in edition.strategies]
    some = {n for n in names for place in places if rounded(edition.figures[f"{place}.{n}"].value or 0.0, CENTS)}
    return [name for name in dict.fromkeys(names) if name in some or name.endswith(".net")]


def _gap(values: Sequence[float]) -> Decimal:
    """What the printed parts lack to the printed total, which is the last."""
    *parts, total = (rounded(value, CENTS) for value in values)
    return total - sum(parts)


def rounding_rows(edition: Edition, parts: Sequence[float], total: float) -> list[Row]:
    """A rounding line where the printed parts do not add up to the printed total, else none."""
    gap = _gap([*parts, total])
    shown = money(float(gap), edition.language, CENTS)
    return [Row((Cell(edition.words("rounding_line")), Cell(shown, css="number")))] if gap else []


def company_picture(edition: Edition) -> Block:
    """What the company has paid out and kept above the baseline, month by month, for every other strategy."""
    others = [s for s in edition.strategies if s.id != BASELINE]
    columns = {s.id: np.cumsum(left_over(edition.results, s.id)) for s in others}
    frame = pd.DataFrame(columns, index=np.arange(edition.case.months + 1) / 12)
    title, note = edition.voice.say("company_picture_title"), edition.voice.say("company_note")
    alt = edition.words("company_alt", edition.voice.fill("{period:years}"))
    figure = charts.multiples(
        frame, edition.labels, title=str(title.text), language=edition.language, y_title=edition.words("company_axis")
    )
    below = html("note", text=note.text) + _year_table(edition, frame, edition.words("picture_caption"))
    return Block("picture", str(title.text), picture=figure, alt=alt, after=below, claims=claims(title, note))
