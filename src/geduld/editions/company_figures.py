"""Figures of the company beside its measures: what was held back by which test, sources and uses, and stopped claims.

Finished monthly lines are added up here; nothing is computed anew.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from geduld.changes import changes
from geduld.engine import Run
from geduld.figure import Figure, Words
from geduld.funding import sources_and_uses
from geduld.results import Results
from geduld.words.labels import label, line_label, table
from geduld.words.numbers import LOCALES

TESTS = ("blocked_by_cash", "blocked_by_credit", "blocked_by_covenant", "blocked_by_equity", "blocked_by_liquidity")
"""Lines that say what of a proposed distribution was held back, in the order in which they are judged."""
KINDS = ("cash", "cashable_cash", "cashable_rest", "economic")
"""Money that reaches the bank; the part of a cashable saving that does, and the part that does not; no money at all."""
STOPPED = "_stopped"
ROUNDING = 1e-9
"""What a guard is said to have stopped is more than rounding."""


def both(key: str, *values: object) -> Words:
    """Fixed words in every language."""
    return {language: label(key, language).format(*values) for language in LOCALES}


def company_figures(results: Results) -> Iterator[Figure]:
    """What was held back, sources and uses, kinds of value and what guards stopped; under every strategy."""
    for strategy, run in results.runs.items():
        yield from _held(run, strategy)
        yield from _funding(run, strategy)
        yield from stopped(run, strategy)
        yield from _kinds(results, strategy)


def _held(run: Run, strategy: str) -> Iterator[Figure]:
    """`held.<test>`: what a test held back over all months, with the first month; `held.proposed` and `held.paid`."""
    for name, line in {
        **{test: test for test in TESTS},
        "proposed": "distribution_proposed",
        "paid": "distribution",
    }.items():
        amounts = run.line(line)
        first = int((amounts > 0).argmax()) if amounts.any() else None
        words = {language: line_label(line, language) for language in LOCALES}
        yield Figure(f"held.{name}", float(amounts.sum()), "EUR", words, strategy, month=first)


def _funding(run: Run, strategy: str) -> Iterator[Figure]:
    """`funding.<row>`: sources and uses to the tightest month; `tightest.month`, `.cash`, `.headroom` at its end."""
    found, words = sources_and_uses(run), table("funding.toml")
    for row in found.rows:
        yield Figure(f"funding.{row.id}", row.amount, "EUR", words[row.id], strategy, month=found.month)
    balance = sum(row.amount for row in found.rows)
    yield Figure("funding.balance", balance + 0.0, "EUR", both("sources_check"), strategy, month=found.month)
    headroom = float(run.line("credit_headroom")[found.month])
    yield Figure("tightest.month", float(found.month), "month", words["month"], strategy)
    yield Figure("tightest.cash", found.cash, "EUR", words["cash"], strategy, month=found.month)
    yield Figure("tightest.headroom", headroom, "EUR", both("tightest_headroom"), strategy, month=found.month)


def stopped(run: Run, strategy: str) -> Iterator[Figure]:
    """`stopped.<line>`: the most a guard stopped in a month, with that month and its unit; none where it stopped none.

    A guard that rests on assumptions only stops the same in every month, so it has no month.
    """
    for node, values in run.values.items():
        if node.line.endswith(STOPPED) and np.abs(values).max() > ROUNDING:
            marks, month = run.plan.lines[node.line].marks, int(np.abs(values).argmax())
            words = {language: _guard(node.line, node.element, language) for language in LOCALES}
            when = None if marks.constant else month
            yield Figure(f"stopped.{node}", float(values[month]), marks.unit, words, strategy, month=when)


def _guard(line: str, element: str, language: str) -> str:
    return f"{line_label(line, language)} ({element})" if element else line_label(line, language)


def _kinds(results: Results, strategy: str) -> Iterator[Figure]:
    """`kind.<kind>`: what the strategy changes before interest and tax, by how much of it is money."""
    found = dict.fromkeys(KINDS, 0.0)
    for change in changes(results, strategy):
        if not results.plan.lines[change.line].marks.kind:
            continue
        partly = change.kind == "cashable"
        found["cashable_cash" if partly else "cash"] += float(change.cash.sum())
        found["cashable_rest" if partly else "economic"] += float(change.economic.sum())
    for kind, value in found.items():
        yield Figure(f"kind.{kind}", value, "EUR", both(f"kind_{kind}"), strategy, convention=both("change_convention"))
