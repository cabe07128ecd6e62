"""What is estimated from independent samples: a mean, its standard error, and the interval that holds it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from geduld.errors import CaseError, problem
from geduld.families import Numbers

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over independent samples, its standard error, and the interval that holds it 19 times in 20."""

    value: float
    se: float
    low: float
    high: float


def intervals(found: Numbers) -> list[Interval]:
    """An interval from the same number in each sample: shape (samples, numbers), two samples or more."""
    count = len(found)
    means, errors = found.mean(axis=0), found.std(axis=0, ddof=1) / np.sqrt(count)
    reach = float(stdtrit(count - 1, (1 + LEVEL) / 2)) * errors
    rows = zip(means.tolist(), errors.tolist(), (means - reach).tolist(), (means + reach).tolist(), strict=True)
    return [Interval(*row) for row in rows]


def ranks(order: list[Interval]) -> list[int]:
    """The rank of each interval, in the order of their middles.

    It is that of the first of its group: a group ends only where every interval above lies wholly above every interval
    below, so what cannot be told apart shares a rank.
    """
    low, high = (np.array([getattr(one, end) for one in order]) for end in ("low", "high"))
    above, below = np.minimum.accumulate(low), np.maximum.accumulate(high[::-1])[::-1]
    found = list[int]()
    for i in range(len(order)):
        found.append(i + 1 if i == 0 or above[i - 1] > below[i] else found[-1])
    return found


def answered(found: Numbers) -> Numbers:
    """Advantages, shape (asks, n), if there is one everywhere.

    Raises:
        CaseError: the model has no answer at some point.
    """
    if wrong := int(np.isnan(found).any(axis=0).sum()):
        what = f"in {wrong} of {found.shape[1]} draws the model has no answer"
        raise CaseError(problem("draws", "", what, allowed="ranges in which every line can be computed"))
    return found
