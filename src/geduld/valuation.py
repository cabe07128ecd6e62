"""Provisional."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq

Flows = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Irr:
    """IRR."""

    value: float | None
    all: tuple[float, ...]
    reason: Literal["one", "none", "several"]


def monthly_rate(annual: float) -> float:
    """r."""
    return float((1 + annual) ** (1 / 12) - 1)


def present_value(flows: Flows, annual: float) -> Flows:
    """PV."""
    d = (1 + annual) ** (-np.arange(len(flows)) / 12)
    return np.asarray(d @ flows)


npv = present_value


def irr(flows: Flows) -> Irr:
    """IRR."""
    if not flows.any():
        return Irr(None, (), "none")
    grid = np.exp(np.linspace(np.log(0.01), np.log(101), 4000)) - 1
    f = [float(present_value(flows, r)) for r in grid]
    roots = tuple(brentq(lambda r: float(present_value(flows, r)), a, b) for a, b, u, v in zip(grid, grid[1:], f, f[1:], strict=False) if u * v < 0)
    if len(roots) == 1:
        return Irr(roots[0], roots, "one")
    return Irr(None, roots, "several" if roots else "none")


def _first(ok: NDArray[np.bool_]) -> int | None:
    bad = np.flatnonzero(~ok)
    first = int(bad[-1]) + 1 if len(bad) else 0
    return first if first < len(ok) else None


def payback_month(flows: Flows) -> int | None:
    """Payback."""
    c = np.cumsum(flows)
    return _first(c >= -1e-6 * max(1.0, float(np.abs(c).max())))


def discounted_payback_month(flows: Flows, annual: float) -> int | None:
    """Payback."""
    return payback_month(flows * (1 + annual) ** (-np.arange(len(flows)) / 12))


def deepest_point(flows: Flows) -> tuple[float, int]:
    """Deepest."""
    c = np.cumsum(flows)
    return (float(c.min()), int(c.argmin())) if c.min() < 0 else (0.0, 0)


def compounded(flows: Flows, annual: float) -> Flows:
    """Compounded."""
    g = (1 + annual) ** (np.arange(len(flows)) / 12)
    return np.asarray(g * np.cumsum(flows / g))


def patience_months(own: Flows, alternative: Flows, annual: float) -> int | None:
    """Patience."""
    d = compounded(own - alternative, annual)
    return _first(d >= -1e-6 * max(1.0, float(np.abs(d).max())))
