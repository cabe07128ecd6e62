"""Figures of owners beside their measures: what rests on which evidence, what is no money, what is held back.

All rest on the base case. A figure differs between owners only through the owner's own terms.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from geduld import valuation
from geduld.changes import changes, moved_lines
from geduld.editions.company_figures import TESTS, both
from geduld.editions.study_figures import study_figures
from geduld.figure import Figure
from geduld.owners import Flows, OwnerView
from geduld.results import Results
from geduld.sensitivity_grades import value_by_grade
from geduld.words.labels import line_label
from geduld.words.numbers import LOCALES


def owner_figures(results: Results, asked: str) -> Iterator[Figure]:
    """All of them, for every owner the case was loaded with."""
    moved = moved_lines(results)
    for view in results.views.values():
        for strategy in results.runs:
            yield from _grades(results, view, strategy)
            yield from _apart(results, view, strategy, moved.economic)
            yield from _loan(view, strategy)
            yield from _held(view, strategy)
            yield from _dividends(view, strategy)
    yield from study_figures(results, asked)


def _grades(results: Results, view: OwnerView, strategy: str) -> Iterator[Figure]:
    """`grade.<grade>`: present value by the weakest effect a line rests on; they add up to the net present value."""
    for grade, value in value_by_grade(results.case, view, strategy).items():
        yield Figure(f"grade.{grade}", value, "EUR", both(f"value_grade_{grade}"), strategy, view.owner)


def _apart(results: Results, view: OwnerView, strategy: str, lines: Collection[str]) -> Iterator[Figure]:
    """`apart.<line>`: the owner's share of what is no money, as present value; `apart.total` is their sum.

    Every line that is no money under some strategy, under all of them.
    """
    total = 0.0
    for change in changes(results, strategy):
        if change.line in lines:
            value = _present(view, view.terms.stake * change.economic)
            total += value
            words = {language: _capital(line_label(change.line, language)) for language in LOCALES}
            yield Figure(f"apart.{change.line}", value, "EUR", words, strategy, view.owner)
    yield Figure("apart.total", total, "EUR", both("apart_total"), strategy, view.owner)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _present(view: OwnerView, flow: Flows) -> float:
    within = flow[: view.terms.horizon_months + 1]
    return float(valuation.present_value(within, view.terms.required_return_pa))


def _loan(view: OwnerView, strategy: str) -> Iterator[Figure]:
    """`loan_shortage` over twelve months at the worst, with the first and the last month short; none without a loan."""
    income = view.line("loan_income_of_twelve_months", strategy)
    service = view.line("loan_service_of_twelve_months", strategy)
    if not service[1:].any():
        return
    short = np.where(service > 0, service - income, 0.0)[1:]
    months = np.flatnonzero(short > valuation.ROUNDING * service[1:]) + 1
    worst, most = int(short.argmax()) + 1, max(0.0, float(short.max()))
    yield Figure("loan_shortage", most, "EUR", both("loan_shortage"), strategy, view.owner, month=worst)
    for name, month in (("first", months[:1]), ("last", months[-1:])):
        value = float(month[0]) if len(month) else None
        yield Figure(f"loan_{name}_short", value, "month", both(f"loan_{name}_short"), strategy, view.owner)


def _held(view: OwnerView, strategy: str) -> Iterator[Figure]:
    """`held.<test>`: the owner's share of what a test held back up to the horizon, before the owner's tax."""
    end = view.terms.horizon_months + 1
    for test in TESTS:
        value = view.terms.stake * float(view.runs[strategy].line(test)[:end].sum())
        words = {language: line_label(test, language) for language in LOCALES}
        yield Figure(f"held.{test}", value, "EUR", words, strategy, view.owner)
    total = view.terms.stake * float(view.runs[strategy].line("distribution_blocked")[:end].sum())
    yield Figure("held.total", total, "EUR", both("held_total"), strategy, view.owner)


def _dividends(view: OwnerView, strategy: str) -> Iterator[Figure]:
    """`dividend.year_<n>`: dividends after tax in a year, the day of the decision in the first; `dividend.total`."""
    paid = view.flow(strategy, settled=False)
    yield Figure("dividend.total", float(paid.sum()), "EUR", both("dividend_total"), strategy, view.owner)
    for first in range(0, len(paid) - 1, 12):
        year, start = first // 12 + 1, first + 1 if first else 0
        amount = float(paid[start : first + 13].sum())
        yield Figure(f"dividend.year_{year}", amount, "EUR", both("dividend_year", year), strategy, view.owner)
