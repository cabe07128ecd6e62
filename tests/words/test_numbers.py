"""Numbers, money, units and dates, worked by hand in both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geduld.words.numbers import count, day, money, month_of, number, percent, reading_step, rounded

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


@pytest.mark.parametrize(
    ("value", "step", "language", "said"),
    [
        (48_049.17, 1_000, "nl", f"€{NBSP}48.000"),
        (48_049.17, 1_000, "en", "€48,000"),
        (-31_400, 1_000, "nl", f"{MINUS}€{NBSP}31.000"),
        (-31_400, 1_000, "en", f"{MINUS}€31,000"),
        (1_234.5, 0.01, "nl", f"€{NBSP}1.234,50"),
        (1_234.5, 0.01, "en", "€1,234.50"),
        (500, 1_000, "nl", f"€{NBSP}1.000"),
        (-499, 1_000, "nl", f"€{NBSP}0"),
        (10_000_000_000, 1e6, "nl", f"€{NBSP}10.000.000.000"),
        (0.1, 0.01, "en", "€0.10"),
    ],
)
def test_money_is_rounded_for_reading(value: float, step: float, language: str, said: str) -> None:
    assert money(value, language, step) == said


def test_a_sign_stands_before_the_currency_and_is_a_real_minus() -> None:
    assert money(95_000, "nl", signed=True) == f"+€{NBSP}95.000"
    assert money(0, "nl", signed=True) == f"€{NBSP}0"
    assert number(-1_234.56, "nl", 1) == f"{MINUS}1.234,6"


@pytest.mark.parametrize(
    ("value", "language", "said"),
    [(0.114, "nl", "11,4%"), (0.114, "en", "11.4%"), (-0.0004, "nl", "0,0%"), (-0.051, "en", f"{MINUS}5.1%")],
)
def test_a_share_reads_as_per_cent(value: float, language: str, said: str) -> None:
    assert percent(value, language) == said


@pytest.mark.parametrize(
    ("value", "unit", "language", "said"),
    [
        (1, "month", "nl", f"1{NBSP}maand"),
        (32, "month", "nl", f"32{NBSP}maanden"),
        (1, "month", "en", f"1{NBSP}month"),
        (32, "month", "en", f"32{NBSP}months"),
        (7, "year", "nl", f"7{NBSP}jaar"),
        (1, "year", "en", f"1{NBSP}year"),
    ],
)
def test_a_unit_has_its_plural(value: float, unit: str, language: str, said: str) -> None:
    assert count(value, unit, language) == said


def test_half_a_year_keeps_its_half() -> None:
    assert count(7.5, "year", "nl", digits=1) == f"7,5{NBSP}jaar"


def test_dates_are_written_out() -> None:
    assert day(date(2026, 11, 23), "nl") == "23 november 2026"
    assert day(date(2026, 11, 23), "en") == "23 November 2026"


def test_month_32_after_the_last_day_of_2026_is_august_2029() -> None:
    """December 2026 plus 2 years is December 2028; 8 more months are August 2029."""
    assert month_of(date(2026, 12, 31), 32, "nl") == "augustus 2029"
    assert month_of(date(2026, 12, 31), 0, "en") == "December 2026"


@pytest.mark.parametrize(
    ("amounts", "step"),
    [((), 1), ((950,), 10), ((9_900,), 100), ((48_000, -95_000), 1_000), ((1_200_000,), 10_000), ((3e8,), 1e6)],
)
def test_the_largest_amount_sets_one_precision_for_the_page(amounts: tuple[float, ...], step: float) -> None:
    assert reading_step(amounts) == step


@given(st.floats(-1e12, 1e12), st.sampled_from([0.01, 1.0, 100.0, 1_000.0]))
def test_rounding_is_off_by_half_a_step_at_most(value: float, step: float) -> None:
    off = abs(rounded(value, step) - Decimal(repr(value)))
    assert off <= Decimal(repr(step)) / 2


@given(st.floats(-1e9, 1e9))
def test_nothing_reads_as_minus_zero(value: float) -> None:
    assert money(value, "nl", 1_000).lstrip(MINUS) != f"€{NBSP}0" or not money(value, "nl", 1_000).startswith(MINUS)
