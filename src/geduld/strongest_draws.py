"""In which futures a strategy is an owner's best, and which assumption lies furthest from its middle there.

From the draws of `sensitivity_shares`, in which every column is even in itself: the median of an assumption's own
percentiles over all draws is 50 %, so what it is over the draws in which a strategy wins says what they have in common.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geduld.sensitivity_shares import Sample

FEWEST_WINS = 32
"""Of fewer draws nothing is said in common."""


@dataclass(frozen=True, slots=True)
class WhenBest:
    """`wins` of `draws`; `key` lies at its own percentile `place` (0..1, median over the wins), or neither is known."""

    wins: int
    draws: int
    key: str | None = None
    place: float | None = None


def when_best(samples: Sequence[Sample]) -> WhenBest:
    """What the draws in which an advantage is zero or more have in common.

    Args:
        samples: of one ask against the best of all others, from `sample`.
    """
    out = np.concatenate([advantage for _, advantage in samples])
    wins = out >= 0
    keys, count = list(samples[0][0]), int(wins.sum())
    if not keys or count < FEWEST_WINS:
        return WhenBest(count, len(out))
    places = {key: float(np.median(np.concatenate([u[key] for u, _ in samples])[wins])) for key in keys}
    furthest = max(keys, key=lambda key: abs(places[key] - 0.5))
    return WhenBest(count, len(out), furthest, places[furthest])
