"""Line by line: columns that cover every month once, and lines that add up to what is left."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from example_draws import case as example_case
from hypothesis import given
from hypothesis import strategies as st

from geduld.changes import change_figures, changes, left_over, spans
from geduld.results import Results, evaluate

STRATEGIES = ["autonomy", "broadcast", "cut", "expand", "invest", "payout", "squeeze"]


@cache
def results() -> Results:
    return evaluate(example_case())


def test_ten_years_are_five_years_and_the_rest() -> None:
    """The decision (month 0) counts in year 1: months 0..12, then 13..24, ..., 61..120, and all of them."""
    found = [(s.id, s.first, s.last) for s in spans(120)]
    assert found[0] == ("year_1", 0, 12) and found[1] == ("year_2", 13, 24)
    assert found[-2:] == [("year_6_10", 61, 120), ("change", 0, 120)]


@given(st.integers(1, 600))
def test_every_month_is_in_one_column_and_in_the_total(months: int) -> None:
    *columns, total = spans(months)
    covered = [month for column in columns for month in range(column.first, column.last + 1)]
    assert covered == list(range(months + 1)) == list(range(total.first, total.last + 1))


def test_a_column_adds_its_months() -> None:
    """Months 0..12 of 1 euro each are 13 euros; months 13..24 are 12."""
    ones = np.ones(121)
    assert [s.sum(ones) for s in spans(120)][:2] == [13.0, 12.0]


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_the_lines_add_up_to_what_is_left_in_every_month(strategy: str) -> None:
    found = results()
    added = np.sum([change.cash for change in changes(found, strategy)], axis=0)
    assert np.abs(added - left_over(found, strategy)).max() < 1e-6


def test_the_baseline_changes_nothing() -> None:
    found = results()
    assert all(change.is_zero for change in changes(found, "baseline"))
    assert not left_over(found, "baseline").any()


def test_what_is_no_cash_is_never_in_the_sum() -> None:
    found = results()
    apart = {change.line: change for change in changes(found, "invest") if change.economic.any()}
    assert {change.kind for change in apart.values()} <= {"cashable", "economic"}
    assert apart["time_no_longer_lost"].cash.sum() < apart["time_no_longer_lost"].economic.sum()


def test_every_figure_of_a_change_has_a_claim_id_of_its_own() -> None:
    ids = [figure.claim_id for figure in change_figures(results())]
    assert len(ids) == len(set(ids))
