"""Line by line: what a strategy changes in the company against the baseline, per year and in total.

Finished monthly lines are subtracted and added here; nothing is computed anew. The total is taken from what the
company paid out and kept, not from the lines, so that their sum can be checked against it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from geduld import valuation
from geduld.engine import Line
from geduld.engine.run import Months
from geduld.results import Figure, Results
from geduld.waterfall import BELOW_EBITDA
from geduld.words.labels import label, line_label

Words = Mapping[str, str]
TAIL = {name: sign for terms in BELOW_EBITDA.values() for name, sign in terms.items()}
"""Lines between ebitda and what is left for owners, with the sign in which they count."""
FIRST_YEARS = 5
"""Years that are shown one by one; the rest stands in one column."""


@dataclass(frozen=True, slots=True)
class Span:
    """Months `first..last` as one column; the first holds the day of the decision too."""

    id: str
    label: Words
    first: int
    last: int

    def sum(self, monthly: Months) -> float:
        """The sum of a monthly line over the span, in its unit."""
        return float(monthly[self.first : self.last + 1].sum())


@dataclass(frozen=True, slots=True)
class Change:
    """One line: monthly change in cash and in what is no cash, shape (H+1,), EUR, with the sign in which it counts."""

    line: str
    kind: str
    cash: Months
    economic: Months

    @property
    def is_zero(self) -> bool:
        """Whether the strategy leaves the line as it is."""
        return not (self.cash.any() or self.economic.any())


def spans(months: int) -> tuple[Span, ...]:
    """The columns of a case of so many months: the first years one by one, then the rest, then all."""
    ends = [0, *range(12, min(months, 12 * FIRST_YEARS) + 1, 12)]
    ends += [months] if ends[-1] < months else []
    columns = (_span(start, end, months) for start, end in pairwise(ends))
    return (*columns, Span("change", _words("column_total"), 0, months))


def _words(key: str, *numbers: int) -> Words:
    return {language: label(key, language).format(*numbers) for language in ("nl", "en")}


def _span(start: int, end: int, months: int) -> Span:
    first, last = start // 12 + 1, -(-end // 12)
    key = "column_year" if first == last else "column_years"
    name = f"year_{first}" if first == last else f"year_{first}_{last}"
    return Span(name, _words(key, first, last), start + 1 if start else 0, end if end <= months else months)


def changes(results: Results, strategy: str, against: str = "baseline") -> tuple[Change, ...]:
    """All lines from revenue to what is left after tax, in the order of the model."""
    lines = results.plan.lines.values()
    marked = [line for line in lines if line.marks.sign and line.marks.kind and not _is_part(line, results)]
    top = [_change(results, line, strategy, against) for line in marked]
    tail = [
        Change(name, "cash", sign * _diff(results, name, strategy, against), _none(results))
        for name, sign in TAIL.items()
    ]
    return (*top, *tail)


def _is_part(line: Line, results: Results) -> bool:
    whole = line.name.partition("_")[2]
    return line.name.startswith(("cash_", "economic_")) and whole in results.plan.lines


def _diff(results: Results, name: str, strategy: str, against: str) -> Months:
    return results.monthly(name, strategy) - results.monthly(name, against)


def _none(results: Results) -> Months:
    return np.zeros(results.case.months + 1)


def _change(results: Results, line: Line, strategy: str, against: str) -> Change:
    sign, kind = line.marks.sign, str(line.marks.kind)
    if kind != "cashable":
        flow = sign * _diff(results, line.name, strategy, against)
        return Change(line.name, kind, *((flow, _none(results)) if kind == "cash" else (_none(results), flow)))
    parts = [sign * _diff(results, f"{part}_{line.name}", strategy, against) for part in ("cash", "economic")]
    return Change(line.name, kind, *parts)


def left_over(results: Results, strategy: str, against: str = "baseline") -> Months:
    """What the company pays out or keeps more, month by month (EUR): the total that the lines must add up to."""
    cash = _diff(results, "cash", strategy, against)
    return _diff(results, "distribution", strategy, against) + np.diff(cash, prepend=0.0)


@dataclass(frozen=True, slots=True)
class Moved:
    """Lines that some strategy moves: `any` of all that move, `economic` of what is no cash."""

    any: frozenset[str]
    economic: frozenset[str]


def moved_lines(results: Results) -> Moved:
    """What moves under one strategy or more, so that every strategy carries the same lines."""
    every = [change for strategy in results.runs for change in changes(results, strategy)]
    economic = frozenset(change.line for change in every if change.economic.any())
    return Moved(frozenset(change.line for change in every if not change.is_zero), economic)


def change_figures(results: Results) -> Iterator[Figure]:
    """Figures of every change: `change.<line>` over all months, `year_1.<line>` and so on, `economic.<line>`.

    A line that moves under some strategy is a figure of all of them, and nothing where it stays as it is.
    """
    moved = moved_lines(results)
    for strategy in results.runs:
        for change in (one for one in changes(results, strategy) if one.line in moved.any):
            yield from _figures(results, change.line, change.cash, strategy)
            yield _figure("economic", change.line, float(change.economic.sum()), strategy)
        left = left_over(results, strategy)
        yield from _figures(results, "net", left, strategy)
        yield _payback(left, strategy)


def _payback(left: Months, strategy: str) -> Figure:
    """When the company has its money back: the first month from which what is left stays at or above zero."""
    months = valuation.payback_month(left)
    return Figure(
        "company_payback_month", months, "months", _words("company_payback"), strategy,
        note=_words("not_reached") if months is None else None, convention=_words("company_payback_convention"),
    )  # fmt: skip


def _figures(results: Results, line: str, flow: Months, strategy: str) -> Iterator[Figure]:
    return (_figure(span.id, line, span.sum(flow), strategy) for span in spans(results.case.months))


def _figure(span: str, line: str, value: float, strategy: str) -> Figure:
    names = _words("net_change") if line == "net" else {lang: line_label(line, lang) for lang in ("nl", "en")}
    return Figure(f"{span}.{line}", value, "EUR", names, strategy, convention=_words("change_convention"))
