"""Events: something that happens once, in some month, or never within the horizon."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geduld.errors import CaseError, plain, problem


def event_month(uniforms: NDArray[np.float64], hazard: ArrayLike) -> NDArray[np.float64]:
    """The month an event falls in: one uniform number inverts the cumulative hazard, so tails do not average away.

    The chance that it has not happened by the end of month t is exp(-(h_1 + .. + h_t)). A small uniform number is an
    early event; at a higher hazard the same number is never a later one.

    Args:
        uniforms: shape (n,), each inside 0..1.
        hazard: rate a month in months 1..H, shape (H,), or (H, n) where it differs by draw; -ln(1 - p) for a chance p
            a month.

    Returns:
        Shape (n,): 1..H, or infinity where it does not happen within H months.

    Raises:
        CaseError: a hazard is negative or no number, or its shape fits neither.
    """
    rates = np.asarray(hazard, dtype=np.float64)
    if rates.ndim == 0 or rates.ndim > 2 or (rates.ndim == 2 and rates.shape[1] != len(uniforms)):
        what = f"the shape {rates.shape} does not fit {len(uniforms)} draws"
        raise CaseError(problem("events", "hazard", what, allowed="(months,) or (months, draws)"))
    if not (rates >= 0).all():
        worst = float(rates[~(rates >= 0)][0])
        raise CaseError(problem("events", "hazard", f"{plain(worst)} per month", allowed="0 or more"))
    passed = np.cumsum(rates, axis=0)
    needed = -np.log1p(-uniforms)
    months = _first(passed, needed) if passed.ndim == 2 else np.searchsorted(passed, needed)
    return np.where(months < len(passed), months + 1.0, np.inf)


def _first(passed: NDArray[np.float64], needed: NDArray[np.float64]) -> NDArray[np.int64]:
    """How many months end before the hazard passed is what is needed, draw by draw."""
    return np.asarray((passed < needed).sum(axis=0), dtype=np.int64)
