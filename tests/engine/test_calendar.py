"""Months of the calendar and of the fiscal year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geduld.engine import Calendar

MONTH = st.integers(1, 12)


@pytest.mark.parametrize(
    ("decided", "starts", "month", "calendar_month", "fiscal_month"),
    [(12, 1, 0, 12, 12), (12, 1, 1, 1, 1), (10, 1, 3, 1, 1), (5, 7, 0, 5, 11), (5, 7, 2, 7, 1), (1, 1, 120, 1, 1)],
)
def test_months_by_hand(decided: int, starts: int, month: int, calendar_month: int, fiscal_month: int) -> None:
    inputs = Calendar(decided, starts, 120).inputs(month)
    assert inputs == {"month": month, "calendar_month": calendar_month, "fiscal_month": fiscal_month}


@given(MONTH, MONTH, st.integers(0, 600))
def test_a_year_has_twelve_months(decided: int, starts: int, month: int) -> None:
    calendar = Calendar(decided, starts, 600)
    assert calendar.inputs(month) | {"month": 0.0} == calendar.inputs(month + 12) | {"month": 0.0}
    assert calendar.fiscal_month(month) % 12 + 1 == calendar.fiscal_month(month + 1)
    assert (calendar.fiscal_month(month) == 1) == (calendar.calendar_month(month) == starts)
