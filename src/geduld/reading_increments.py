"""What every strategy changes in the company against the baseline, line by line, as the command line prints it."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

import pandas as pd

from geduld.case_records import BASELINE
from geduld.changes import Change, Span, changes, left_over, spans
from geduld.results import Results
from geduld.words.labels import label, line_label


def increments(results: Results, language: str) -> str:
    """A table per strategy: a row per line that changes, a column per year or years, in whole euros; "" for none."""
    tables = [_table(results, strategy, language) for strategy in results.runs if strategy != BASELINE]
    return "\n\n".join(tables)


def _table(results: Results, strategy: str, language: str) -> str:
    columns = spans(results.case.months)
    moving = [change for change in changes(results, strategy) if not change.is_zero]
    rows = [(line_label(c.line, language), label(c.kind, language), *_row(c, columns)) for c in moving]
    sums = [fsum(column.sum(change.cash) for change in moving) for column in columns]
    left = [column.sum(left_over(results, strategy)) for column in columns]
    rows += [(label(name, language), "", *_whole(of), "") for name, of in (("sum_lines", sums), ("net_change", left))]
    heads = [
        label("increments_line", language),
        label("kind", language),
        *(column.label[language] for column in columns),
    ]
    shown = pd.DataFrame(rows, columns=[*heads, label("column_economic", language)])
    title = label("increments_title", language).format(results.case.strategies[strategy].label[language])
    return f"{title}\n{shown.to_string(index=False)}"


def _row(change: Change, columns: Sequence[Span]) -> list[str]:
    """The line per column, and what of it is no cash; empty where it is all cash."""
    economic = float(change.economic.sum())
    return [*_whole([column.sum(change.cash) for column in columns]), *(_whole([economic]) if economic else [""])]


def _whole(amounts: Sequence[float]) -> list[str]:
    return [f"{round(amount):,}" for amount in amounts]
