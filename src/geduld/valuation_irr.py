"""Internal rates of return: every annual effective rate at which flows are worth nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize_scalar

Flows = NDArray[np.float64]

LOWEST_RETURN, HIGHEST_RETURN = -0.99, 100.0
"""Internal rates of return are sought between -99 % and +10,000 % a year."""

_TOUCHING = 1e-12
_GROWTHS = np.linspace(np.log1p(LOWEST_RETURN), np.log1p(HIGHEST_RETURN), 2001)


@dataclass(frozen=True, slots=True)
class Irr:
    """Internal rates of return, annual effective.

    Args:
        value: the one rate; None where there is none, or where there are several and none of them is *the* return.
        all: every rate between -99 % and +10,000 % a year, rising; a rate at which the present value only touches
            zero is two rates in one and stands here twice.
        reason: "one", "none" or "several" rates.
    """

    value: float | None
    all: tuple[float, ...]
    reason: Literal["one", "none", "several"]


def irr(flows: Flows) -> Irr:
    """All annual effective rates at which the present value is zero, and whether that is one, none or several.

    The present value as a share of the discounted money that moves is scanned over ln(1 + rate); every change of sign
    is narrowed down by Brent's method. Between grid points with one sign the nearest approach to zero is looked up too,
    so two rates close together are both found, and one where the present value only touches zero counts twice. No
    rate is reported outside -99 % to +10,000 %. Flows that are all zero have none: every rate would do.
    """
    known = one_run(flows)
    mixed = known.min() < 0 < known.max()
    rates = tuple(float(np.expm1(growth)) for growth in _growths_at_zero(known)) if mixed else ()
    if len(rates) == 1:
        return Irr(rates[0], rates, "one")
    return Irr(None, rates, "several" if rates else "none")


def break_even_return(difference: Flows) -> Irr:
    """The return elsewhere at which two strategies are worth the same: the irr of their difference, reason kept."""
    return irr(difference)


def one_run(flows: Flows) -> Flows:
    """The flows of one run, shape (H+1,), as numbers; ValueError for anything else."""
    if np.ndim(flows) != 1 or not np.size(flows):
        raise ValueError(f"one run is reduced at a time: shape (H+1,), not {np.shape(flows)}")
    return finite(flows)


def finite(flows: Flows) -> Flows:
    """The flows as numbers of any shape; ValueError, with the month, where one is not finite."""
    known = np.asarray(flows, dtype=np.float64)
    if not np.isfinite(known).all():
        raise ValueError(f"a flow is a number; index {int(np.argmin(np.isfinite(known)))} is not")
    return known


def _balance(growths: Flows, flows: Flows) -> Flows:
    """Present value as a share of the discounted money that moves, -1..1, per ln(1 + annual rate)."""
    worth = np.exp(np.multiply.outer(growths, -np.arange(len(flows)) / 12)) * flows
    return np.asarray(worth.sum(axis=-1) / np.abs(worth).sum(axis=-1))


def _growths_at_zero(flows: Flows) -> list[float]:
    """Every ln(1 + annual rate) at which the present value is zero, rising."""
    dips = np.array(_dips(flows), dtype=np.float64)
    touching = dips[np.abs(_balance(dips, flows)) <= _TOUCHING]
    points = np.sort(np.append(_GROWTHS, dips))
    points = points[np.abs(_balance(points, flows)) > _TOUCHING]
    before = np.flatnonzero(np.diff(np.sign(_balance(points, flows))))
    return sorted([*touching, *touching, *(_crossing(flows, points[i], points[i + 1]) for i in before)])


def _crossing(flows: Flows, low: float, high: float) -> float:
    return float(brentq(lambda growth: float(_balance(growth, flows)), low, high, xtol=1e-15))


def _dips(flows: Flows) -> list[float]:
    """Where the present value comes nearest to zero between grid points that have one sign.

    Half-way to zero is near enough to look: from one grid point to the next the share changes by far less.
    """
    share = _balance(_GROWTHS, flows)
    left, here, right = np.abs(share[:-2]), np.abs(share[1:-1]), np.abs(share[2:])
    nearest = (here < 0.5) & (here < left) & (here <= right) & (np.sign(share[:-2]) == np.sign(share[2:]))
    return [_nearest(flows, int(i) + 1, float(np.sign(share[i]))) for i in np.flatnonzero(nearest)]


def _nearest(flows: Flows, index: int, side: float) -> float:
    between = (_GROWTHS[index - 1], _GROWTHS[index + 1])
    found = minimize_scalar(
        lambda growth: side * float(_balance(growth, flows)), bounds=between, method="bounded", options={"xatol": 1e-12}
    )
    return float(found.x)
