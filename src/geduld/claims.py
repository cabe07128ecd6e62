"""Claims: what a sentence says about figures, and whether the results show it.

A claim compares figures by their claim id, "owner.strategy.figure" ("-" for what a figure does not belong to):
`Claim("letter.gain", "family.invest.advantage", ">", 0)`. An edition in which one claim fails is not written.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from math import fsum
from typing import Any, Protocol

from geduld.errors import ClaimError, near_match, problem

CENT = 0.005
"""Sums must agree to the cent."""


class Valued(Protocol):
    """What a claim needs to know of a figure."""

    @property
    def value(self) -> float | None:
        """The unrounded value; None is an answer (never, none)."""

    @property
    def text(self) -> str | None:
        """The value of a figure that is no number."""


Figures = Mapping[str, Valued]
"""Claim id -> figure."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim: `left` and `right` are claim ids, or `right` a number, a text or nothing, as `op` asks.

    Args:
        id: the sentence or block that makes the claim.
        left: claim id of the figure that is spoken of.
        op: one of `OPERATORS`.
        right: what it is compared with.
        tolerance: for "about", the difference below which two figures read the same.
    """

    id: str
    left: str
    op: str
    right: float | str | None = None
    tolerance: float = 0.0

    def __str__(self) -> str:
        """The claim as it stands in a message: "family.invest.advantage > 0"."""
        return " ".join(str(part) for part in (self.left, self.op, self.right) if part is not None)


def holds(claim: Claim, figures: Figures) -> bool:
    """Whether the results show the claim; a comparison with a figure that has no value does not hold.

    Raises:
        ClaimError: the claim names a figure or an operator that there is not.
    """
    if claim.op not in OPERATORS:
        raise ClaimError(problem("claims", claim.id, repr(claim.op), allowed=", ".join(OPERATORS)))
    return OPERATORS[claim.op](claim, figures)


def check(claims: Iterable[Claim], figures: Figures) -> None:
    """Check every claim. Raises ClaimError that names the first failing one with the values it compares."""
    for claim in claims:
        if not holds(claim, figures):
            raise ClaimError(problem("claims", claim.id, f"does not hold: {claim} ({_values(claim, figures)})"))


def rows(claims: Iterable[Claim]) -> list[dict[str, Any]]:
    """The claims as plain data, each once, in the order in which they are made."""
    return [{slot: getattr(claim, slot) for slot in Claim.__slots__} for claim in dict.fromkeys(claims)]


def read(row: Mapping[str, Any]) -> Claim:
    """A claim from plain data, as `rows` wrote it."""
    return Claim(**row)


def _figure(claim: Claim, reference: str, figures: Figures) -> Valued:
    if reference not in figures:
        near = near_match(reference, figures)
        raise ClaimError(problem("claims", claim.id, f"there is no figure '{reference}'", near=near))
    return figures[reference]


def _left(claim: Claim, figures: Figures) -> float | None:
    return _figure(claim, claim.left, figures).value


def _right(claim: Claim, figures: Figures) -> float | None:
    return _figure(claim, claim.right, figures).value if isinstance(claim.right, str) else claim.right


def _many(claim: Claim, figures: Figures) -> list[float]:
    """Values of all figures that the pattern on the right stands for, the one on the left excepted."""
    named = (figures[key].value for key in figures if fnmatchcase(key, str(claim.right)) and key != claim.left)
    return [value for value in named if value is not None]


Comparison = Callable[[float, float], bool]


def _compare(compare: Comparison) -> Callable[[Claim, Figures], bool]:
    def holding(claim: Claim, figures: Figures) -> bool:
        left, right = _left(claim, figures), _right(claim, figures)
        return left is not None and right is not None and compare(left, right)

    return holding


def _about(claim: Claim, figures: Figures) -> bool:
    return _compare(lambda left, right: abs(left - right) < claim.tolerance)(claim, figures)


def _sums_to(claim: Claim, figures: Figures) -> bool:
    total = _left(claim, figures)
    return total is not None and abs(fsum(_many(claim, figures)) - total) < CENT


def _largest(claim: Claim, figures: Figures) -> bool:
    value = _left(claim, figures)
    return value is not None and all(value >= other for other in _many(claim, figures))


def _same_text(claim: Claim, figures: Figures) -> bool:
    return _figure(claim, claim.left, figures).text == _figure(claim, str(claim.right), figures).text


OPERATORS: Mapping[str, Callable[[Claim, Figures], bool]] = {
    ">": _compare(operator.gt),
    ">=": _compare(operator.ge),
    "<": _compare(operator.lt),
    "<=": _compare(operator.le),
    "==": _compare(operator.eq),
    "about": _about,
    "exists": lambda claim, figures: _left(claim, figures) is not None,
    "missing": lambda claim, figures: _left(claim, figures) is None,
    "is": lambda claim, figures: _figure(claim, claim.left, figures).text == claim.right,
    "reads as": lambda claim, figures: _same_text(claim, figures),
    "reads other than": lambda claim, figures: not _same_text(claim, figures),
    "is total of": _sums_to,
    "is largest of": _largest,
}


def _values(claim: Claim, figures: Figures) -> str:
    named: Sequence[str] = [ref for ref in (claim.left, claim.right) if isinstance(ref, str) and ref in figures]
    return ", ".join(
        f"{ref} = {figures[ref].value if figures[ref].text is None else figures[ref].text}" for ref in named
    )
