"""The command line prints each strategy line by line, and what a sale rests on."""

from __future__ import annotations

import re
from functools import cache

import pytest

from geduld.case import data_folder, load_case
from geduld.changes import changes
from geduld.exit_bridge import exit_bridge
from geduld.reading_increments import increments
from geduld.reading_sale import sale
from geduld.results import Results, evaluate
from geduld.words.labels import label, line_label


@cache
def results() -> Results:
    return evaluate(load_case(data_folder() / "cases" / "wholesaler"))


def amounts(line: str) -> list[int]:
    return [int(word.replace(",", "")) for word in re.findall(r"(?<=\s)-?[\d,]+(?=\s|$)", line)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_line_that_changes_is_printed_for_every_strategy(language: str) -> None:
    said = increments(results(), language)
    tables = said.split("\n\n")
    asked = [strategy for strategy in results().case.strategies if strategy != "baseline"]
    assert len(asked) == 7
    for strategy, shown in zip(asked, tables, strict=True):
        names = {line_label(c.line, language) for c in changes(results(), strategy) if not c.is_zero}
        assert names and all(name in shown for name in names)
        assert results().case.strategies[strategy].label[language] in shown.splitlines()[0]


def shown(strategy: str) -> list[str]:
    """The rows of the table of one strategy, in English."""
    title = f"‘{results().case.strategies[strategy].label['en']}’"
    (found,) = [t.splitlines() for t in increments(results(), "en").split("\n\n") if title in t.splitlines()[0]]
    return found


@pytest.mark.parametrize("strategy", ["autonomy", "broadcast", "cut", "expand", "invest", "payout", "squeeze"])
def test_the_lines_add_up_to_what_is_left_in_every_column(strategy: str) -> None:
    rows = shown(strategy)
    sums, left = (amounts(next(row for row in rows if label(key, "en") in row)) for key in ("sum_lines", "net_change"))
    assert len(sums) == 7 and sums == left


def test_a_row_is_its_line_year_by_year() -> None:
    revenue = amounts(next(row for row in shown("invest") if "Revenue" in row))
    flow = results().monthly("revenue", "invest") - results().monthly("revenue", "baseline")
    assert revenue[0] == round(float(flow[:13].sum())) and revenue[-1] == round(float(flow.sum()))


def test_the_sale_is_printed_for_who_leaves_only() -> None:
    said = sale(results(), "investor", "en")
    kept = [round(exit_bridge(results().views["investor"], s)[-1].value) for s in results().case.strategies]
    assert amounts(next(row for row in said.splitlines() if "after tax" in row)) == kept
    assert [sale(results(), owner, "en") for owner in ("family", "foundation", "partner")] == [""] * 3
