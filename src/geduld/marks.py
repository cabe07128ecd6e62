"""What a formula may say: its marks (unit, grain, sign, opening balance) and the closed vocabulary it computes with.

A formula is a plain function. The marks only write down what the signature cannot say; they never change what
the function does, so every formula can be called with floats in a debugger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

Value = float | NDArray[np.float64]
"""One number, or one number per draw: shape (n,)."""

Grain = Literal["company", "track", "segment", "class", "channel", "supplier", "owner"]
Kind = Literal["cash", "cashable", "economic"]
Formula = TypeVar("Formula", bound=Callable[..., Any])

PLAIN = (int, float, bool)


@dataclass(frozen=True, slots=True)
class Marks:
    """What is declared about a line beside its formula."""

    unit: str = ""
    per: Grain = "company"
    sign: int = 0
    group: str = ""
    kind: Kind | None = None
    share: str = ""
    opening: float | str | None = None
    at_decision: bool = False
    lower: float | None = None
    upper: float | None = None
    because: str = ""
    outcome: bool = False
    constant: bool = False


def marks_of(formula: Callable[..., Any]) -> Marks:
    """The marks of a formula; the empty marks when it has none."""
    return cast(Marks, getattr(formula, "__marks__", Marks()))


def _mark(formula: Formula, **changes: Any) -> Formula:
    formula.__marks__ = replace(marks_of(formula), **changes)  # type: ignore[attr-defined]
    return formula


def line(unit: str, per: Grain = "company") -> Callable[[Formula], Formula]:
    """A line of the case: the unit of its monthly value, and the grain it is computed at."""
    return lambda formula: _mark(formula, unit=unit, per=per)


def cost(group: str, kind: Kind = "cash", share: str = "") -> Callable[[Formula], Formula]:
    """Money that goes out: positive here, subtracted once, in the sum of its group.

    A `cashable` line is cash only as far as the assumption `share` says; the rest is economic.
    """
    return lambda formula: _mark(formula, sign=-1, group=group, kind=kind, share=share)


def benefit(group: str, kind: Kind = "cash", share: str = "") -> Callable[[Formula], Formula]:
    """Money that comes in (or is kept); see `cost`."""
    return lambda formula: _mark(formula, sign=1, group=group, kind=kind, share=share)


def opening(balance: float | str) -> Callable[[Formula], Formula]:
    """A stock: its balance on the day of the decision, a number or the name of an assumption or constant line."""
    return lambda formula: _mark(formula, opening=balance)


def at_decision(formula: Formula) -> Formula:
    """The line also moves on the day of the decision itself (month 0)."""
    return _mark(formula, at_decision=True)


def within(lower: float | None, upper: float | None, because: str) -> Callable[[Formula], Formula]:
    """What must hold in every month and draw; a breach is a named error that says `because`."""
    return lambda formula: _mark(formula, lower=lower, upper=upper, because=because)


def outcome(formula: Formula) -> Formula:
    """A line that is shown or measured, though no other line reads it."""
    return _mark(formula, outcome=True)


def constant(formula: Formula) -> Formula:
    """The line rests on assumptions only: one value for all months, month 0 included."""
    return _mark(formula, constant=True)


def minimum(a: Value, b: Value) -> Value:
    """The smaller of two, draw by draw."""
    if isinstance(a, PLAIN) and isinstance(b, PLAIN):
        return min(a, b)
    return np.minimum(a, b)


def maximum(a: Value, b: Value) -> Value:
    """The larger of two, draw by draw."""
    if isinstance(a, PLAIN) and isinstance(b, PLAIN):
        return max(a, b)
    return np.maximum(a, b)


def clip(value: Value, lower: Value, upper: Value) -> Value:
    """`value`, but at least `lower` and at most `upper`."""
    return minimum(maximum(value, lower), upper)


def where(condition: Any, then: Value, otherwise: Value) -> Value:
    """`then` in the draws where the condition holds, `otherwise` in the rest."""
    if isinstance(condition, (bool, np.bool_)):
        return then if condition else otherwise
    return np.where(condition, then, otherwise)


def exp(value: Value) -> Value:
    """e to the power of `value`."""
    return np.exp(value)


VOCABULARY: dict[str, Callable[..., Value]] = {
    "minimum": minimum, "maximum": maximum, "clip": clip, "where": where, "exp": exp,
}  # fmt: skip
MONTH_INPUTS = ("month", "calendar_month", "fiscal_month")
