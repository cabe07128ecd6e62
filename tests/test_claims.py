"""Claims: what holds, what does not, and what a failing one says."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geduld.claims import OPERATORS, Claim, check, holds, read, rows
from geduld.errors import ClaimError


def figure(value: float | None = None, text: str | None = None) -> SimpleNamespace:
    """A figure as a claim reads it."""
    return SimpleNamespace(value=value, text=text)


FIGURES = {
    "family.invest.advantage": figure(57.0),
    "family.payout.advantage": figure(-57.0),
    "family.invest.irr": figure(None),
    "family.-.verdict": figure(text="invest"),
    "family.-.verdict.base": figure(text="payout"),
    "family.invest.waterfall.courses": figure(-30.0),
    "family.invest.waterfall.customers": figure(70.004),
    "family.invest.waterfall.net": figure(40.0),
}
STEPS = "family.invest.waterfall.*"


@pytest.mark.parametrize(
    ("left", "op", "right", "truth"),
    [
        ("family.invest.advantage", ">", 0, True),
        ("family.invest.advantage", "<", 0, False),
        ("family.invest.advantage", ">", "family.payout.advantage", True),
        ("family.invest.advantage", ">=", 57, True),
        ("family.invest.advantage", "<=", 56.9, False),
        ("family.invest.advantage", "==", 57, True),
        ("family.invest.irr", "missing", None, True),
        ("family.invest.irr", "exists", None, False),
        ("family.invest.irr", ">", 0, False),
        ("family.invest.irr", "<=", 0, False),
        ("family.-.verdict", "is", "invest", True),
        ("family.-.verdict", "is", "payout", False),
        ("family.-.verdict", "reads as", "family.-.verdict.base", False),
        ("family.-.verdict", "reads other than", "family.-.verdict.base", True),
        ("family.-.verdict", "reads as", "family.-.verdict", True),
        ("family.invest.waterfall.net", "is total of", STEPS, True),
        ("family.invest.waterfall.customers", "is largest of", STEPS, True),
        ("family.invest.waterfall.courses", "is largest of", STEPS, False),
    ],
)
def test_a_claim_holds_or_does_not(left: str, op: str, right: float | str | None, truth: bool) -> None:
    assert holds(Claim("letter", left, op, right), FIGURES) is truth


def test_a_sum_must_agree_to_the_cent() -> None:
    off = FIGURES | {"family.invest.waterfall.net": figure(40.02)}
    claim = Claim("waterfall", "family.invest.waterfall.net", "is total of", STEPS)
    with pytest.raises(ClaimError, match=r"waterfall: does not hold: family\.invest\.waterfall\.net is total of"):
        check([claim], off)


def test_about_means_closer_than_half_a_step() -> None:
    near, far = (Claim("x", "family.invest.advantage", "about", 0, tolerance) for tolerance in (57.1, 57.0))
    assert holds(near, FIGURES) and not holds(far, FIGURES)


def test_the_message_says_what_was_compared() -> None:
    with pytest.raises(ClaimError, match=r"letter\.gain: does not hold: family\.payout\.advantage > 0 \(.* = -57\.0\)"):
        check([Claim("letter.gain", "family.payout.advantage", ">", 0)], FIGURES)


def test_a_figure_that_is_not_there_is_named_with_a_near_match() -> None:
    with pytest.raises(ClaimError, match=r"there is no figure 'family\.invest\.advantag'; did you mean '.*advantage'"):
        check([Claim("letter", "family.invest.advantag", ">", 0)], FIGURES)


def test_an_operator_that_is_not_there_is_named() -> None:
    with pytest.raises(ClaimError, match="'=>'; allowed: >"):
        holds(Claim("letter", "family.invest.advantage", "=>", 0), FIGURES)


def test_claims_are_written_once_each_and_read_back() -> None:
    claims = [Claim("a", "x", ">", 0.0), Claim("b", "x", "exists"), Claim("a", "x", ">", 0.0)]
    assert [read(row) for row in rows(claims)] == claims[:2]


@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_exactly_one_of_more_less_and_equal_holds(left: float, right: float) -> None:
    both = {"a": figure(left), "b": figure(right)}
    assert sum(holds(Claim("x", "a", op, "b"), both) for op in (">", "<", "==")) == 1


def test_every_operator_is_tried_here() -> None:
    tried = {">", "<", ">=", "<=", "==", "about", "exists", "missing", "is", "is total of", "is largest of"}
    assert set(OPERATORS) == tried | {"reads as", "reads other than"}
