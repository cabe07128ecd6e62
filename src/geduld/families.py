"""Families: from p10, base and p90 to a value for every uniform number.

**What is asked.** Three stated quantiles must be hit exactly (10, 50 and 90 %: base is the median), every value must
lie within the bounds, ends may be harmful (below zero), and any skew that a source can state must do. A classical
family has two free parameters, so it misses the third quantile; a classical pert cannot even be as skewed as its own
p10, base and p90 often are (one side at most 2.2 times the other, where churn_reduction has 3.4).

**What is chosen.** Every family is one curve, the *bent line*, drawn on the family's own scale:

    line(z) = mid + s L (sinh(asinh(s d z) + a) - sinh a)          z the standard normal quantile of u

with a, d and L such that it passes through (-1.28, low), (0, mid) and (1.28, high); s = 1 if the upper side is longer,
else -1. It is the inner curve of the semi-bounded distribution of Hadlock and Bickel (Johnson quantile-parameterized
distributions, Decision Analysis 14(1), 2017): a hyperbola, always rising, smooth, and straight when both sides are
equally long. So every rising triple is feasible, where a three-term metalog refuses the skewed ones.

- normal: the scale is the value itself. Midway base: exactly a normal.
- lognormal: its logarithm, so p10 must lie above 0. Where base² = p10 × p90: exactly a lognormal.
- beta: the normal quantile of its place between the bounds, so the triple must lie inside them. At 10, 50 and 90 % of
  the way from bound to bound: exactly the uniform, Beta(1, 1).
- pert: the value, its ends folded in: no future is further from base than twice p10 or p90 is. Midway base: the spread
  of a symmetric pert to 0.2 %.
- fixed: no scale and no range, base always.

**Bounds.** What the line puts beyond a bound is counted at the bound (a pert from 0 to 0.5 bounded by 0 has one future
in ten exactly there, as its p10 says). The stated quantiles stay exact: they lie within the bounds. A beta never gets
there. **Ties.** Where p10 equals base nothing lies below base: half of the futures are exactly base, which is the limit
of the curve; likewise above. Where all three are equal the value is constant.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from geduld.assumptions import Assumption
from geduld.errors import plain

Numbers = NDArray[np.float64]
"""One number per draw: shape (n,)."""
Curve = Callable[[Assumption, Numbers], Numbers]

Z90 = float(ndtri(0.9))
TIED = 1e-12
"""A side shorter than this share of the other counts as no side."""
HALVINGS = 40
REACH = 2.0
"""How far a pert reaches from its base, in distances of p10 or p90 from it."""


def quantiles(a: Assumption, uniforms: Numbers) -> Numbers:
    """The values of an assumption at some uniform numbers.

    Args:
        a: with p10, base and p90, in its own unit, currency and price level.
        uniforms: shape (n,), each in 0..1; 0.1, 0.5 and 0.9 give p10, base and p90.

    Returns:
        Shape (n,), in the assumption's unit, within its bounds, whole where it must be.

    Raises:
        CaseError: the family cannot have these quantiles, see `check_family`.
    """
    check_family(a)
    if not a.is_range:
        return np.full(np.shape(uniforms), a.base)
    z = ndtri(np.ascontiguousarray(uniforms, dtype=np.float64))
    limited = np.clip(CURVES[a.family](a, z), a.lower, a.upper)
    return np.rint(limited) if a.whole else limited


def chance_up_to(a: Assumption, values: Numbers) -> Numbers:
    """The share of an assumption's futures that lie at or below some values: the inverse of `quantiles`.

    By halving, so that it agrees with the draws at bounds, ties and whole numbers too; to 1e-12.

    Args:
        a: the assumption; without a range all futures are at base.
        values: in its unit, shape (m,).

    Returns:
        Shape (m,), each in 0..1.

    Raises:
        CaseError: the family cannot have the stated quantiles.
    """
    low, high = np.zeros(np.shape(values)), np.ones(np.shape(values))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        reached = quantiles(a, middle) <= values
        low, high = np.where(reached, middle, low), np.where(reached, high, middle)
    return np.asarray(np.where(low == 0, 0.0, high), dtype=np.float64)


def check_family(a: Assumption) -> None:
    """Whether the family can have these quantiles; without a range any can.

    Raises:
        CaseError: it cannot, with file, key, values, unit, and what would be feasible.
    """
    if a.is_range and (wrong := _infeasible(a)):
        what, allowed = wrong
        raise a.error(f"{plain(a.p10, a.base, a.p90)} {a.unit}: {what}", allowed)


def _infeasible(a: Assumption) -> tuple[str, str] | None:
    """What is wrong with the triple, and what would be right; None if it is feasible."""
    if not a.lower <= a.p10 <= a.base <= a.p90 <= a.upper:
        return "no quantiles: they fall, or lie out of bounds", f"p10 <= base <= p90 in {a.allowed}"
    if a.family == "fixed":
        return "a fixed value has no range", 'p10 = base = p90, or family = "pert", "normal", "lognormal" or "beta"'
    if a.family == "lognormal" and a.p10 <= 0:
        return "a lognormal is never 0 or less", 'p10 above 0, or family = "pert" or "normal"'
    if a.family == "beta" and (a.p10 <= a.lower or a.p90 >= a.upper):
        ends = f"p10 above {plain(a.lower)} and p90 below {plain(a.upper)} {a.unit}"
        return "a beta comes near its bounds and never lies on one", f'{ends}, or family = "pert"'
    return None


def bent_line(low: float, mid: float, high: float, z: Numbers) -> Numbers:
    """The rising curve through (-1.28, low), (0, mid) and (1.28, high) at `z`; straight if both sides are as long.

    Args:
        low: p10 on the family's scale.
        mid: base, no less than `low`.
        high: p90, no less than `mid`.
        z: standard normal quantiles, shape (n,).
    """
    below, above = mid - low, high - mid
    short, long, side = (below, above, 1.0) if above >= below else (above, below, -1.0)
    if short <= TIED * long:
        return mid + side * long * np.maximum(side * z, 0.0) / Z90
    if short == long:
        return mid + long * z / Z90
    bend = 2 * np.arcsinh(np.sqrt((long - short) / (4 * short)))
    steep = np.sinh(bend)
    turned = np.sinh(np.arcsinh(side * steep / Z90 * z) + bend)
    return np.asarray(mid + side * short * (turned / steep - 1.0), dtype=np.float64)


def _normal(a: Assumption, z: Numbers) -> Numbers:
    return bent_line(a.p10, a.base, a.p90, z)


def _lognormal(a: Assumption, z: Numbers) -> Numbers:
    low, mid, high, highest = np.log([a.p10, a.base, a.p90, a.upper]).tolist()
    return np.asarray(np.exp(np.minimum(bent_line(low, mid, high, z), highest)), dtype=np.float64)


def _beta(a: Assumption, z: Numbers) -> Numbers:
    width = a.upper - a.lower
    low, mid, high = (float(ndtri((value - a.lower) / width)) for value in (a.p10, a.base, a.p90))
    return np.asarray(a.lower + width * ndtr(bent_line(low, mid, high, z)), dtype=np.float64)


def _pert(a: Assumption, z: Numbers) -> Numbers:
    away = bent_line(a.p10, a.base, a.p90, z) - a.base
    return a.base + _folded(np.minimum(away, 0.0), a.base - a.p10) + _folded(np.maximum(away, 0.0), a.p90 - a.base)


def _folded(away: Numbers, distance: float) -> Numbers:
    """Distances from base on one side, folded in: 0 and `distance` stay, none exceeds `REACH` times `distance`."""
    if distance <= 0:
        return np.zeros_like(away)
    steep = float(ndtri(0.5 + 0.5 / REACH))
    return np.asarray(distance * REACH * (2 * ndtr(steep * (away / distance)) - 1), dtype=np.float64)


CURVES: dict[str, Curve] = {"normal": _normal, "lognormal": _lognormal, "beta": _beta, "pert": _pert}
"""The curve of each family that has a range: values at standard normal quantiles, before the bounds."""
