"""What knowing would be worth: how much an owner gains by deciding after a question is answered, not before.

EVPI is that of every question at once: the mean of the best strategy of each draw, less the best strategy on average.
EVPPI is that of some keys: a regression of what each strategy is worth on those keys gives the strategy to choose once
they are known, and the gain is measured on draws that the regression has not seen. So a key that tells nothing is worth
nothing on average, and may come out a little below; a rule that is not the best makes it too low, never too high. See
Strong, Oakley and Brennan, Medical Decision Making 34(3), 2014, for the regression.

Worth is money at the owner's time preference; risk aversion is left out: the mean decides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import BSpline
from scipy.special import ndtri

from geduld.errors import CaseError, problem
from geduld.families import Numbers

FOLDS = 4
"""A rule made of three quarters of the draws is measured on the last one."""
DEGREE, SEGMENTS = 3, 16
"""A cubic spline over a key's chances, in so many stretches of equal chance. Fewer miss where an event jumps, more
follow chance: of 100 EUR, 8 lose 8 on an event and 64 lose 0.7 on a key that tells nothing; 16 lose 4 and 0.1."""
FEWEST = 512

Sample = tuple[Mapping[str, Numbers], Numbers]
"""Uniform numbers by key, shape (n,), and what each strategy is worth, shape (strategies, n)."""
Design = Callable[[Numbers], Numbers]
"""From uniform numbers, shape (keys, n), to the columns of a regression, shape (n, columns)."""


@dataclass(frozen=True, slots=True)
class Information:
    """What knowing some keys is worth (EUR), with its standard error from independent samples."""

    keys: tuple[str, ...]
    value: float
    se: float


def perfect(worth: Numbers) -> float:
    """What knowing everything is worth (EVPI), in the unit of worth.

    Args:
        worth: shape (strategies, n); draws weigh alike.
    """
    return float(worth.max(axis=0).mean() - worth.mean(axis=1).max())


def partial(uniforms: Numbers, worth: Numbers) -> float:
    """What knowing some keys is worth (EVPPI), in the unit of worth; below 0 by chance alone.

    Args:
        uniforms: shape (keys, n): the chance up to each value, so that every shape of range is treated alike.
        worth: shape (strategies, n).

    Raises:
        CaseError: fewer draws than a rule can be made of.
    """
    n = worth.shape[1]
    if n < FEWEST:
        what, allowed = f"{n} are too few for the value of information", f"{FEWEST} or more"
        raise CaseError(problem("sensitivity", "draws", what, allowed=allowed))
    columns = (alone if len(uniforms) == 1 else together)(uniforms)
    best, fold = int(worth.mean(axis=1).argmax()), np.arange(n) % FOLDS
    gains = [_gain(columns, worth, best, fold == k) for k in range(FOLDS)]
    return float(np.concatenate(gains).mean())


def _gain(columns: Numbers, worth: Numbers, best: int, held_out: NDArray[np.bool_]) -> Numbers:
    """What a rule made of the other draws brings in those held out, above always choosing the best on average."""
    fitted = np.linalg.lstsq(columns[~held_out], worth[:, ~held_out].T, rcond=None)[0]
    chosen = (columns[held_out] @ fitted).argmax(axis=1)
    seen = worth[:, held_out]
    return np.asarray(seen[chosen, np.arange(seen.shape[1])] - seen[best])


def alone(uniforms: Numbers) -> Numbers:
    """The spline of one key, shape (n, `SEGMENTS` + `DEGREE`)."""
    inner = np.linspace(0, 1, SEGMENTS + 1)
    knots = np.concatenate([np.zeros(DEGREE), inner, np.ones(DEGREE)])
    return np.asarray(BSpline.design_matrix(uniforms[0], knots, DEGREE).toarray())


def together(uniforms: Numbers) -> Numbers:
    """A spline of each key, and the products of their normal scores two by two."""
    scores = ndtri(uniforms)
    products = [one * other for one, other in combinations(scores, 2)]
    return np.column_stack([*(alone(each[np.newaxis]) for each in uniforms), *products])


def information(samples: Sequence[Sample], groups: Sequence[Sequence[str]]) -> tuple[Information, ...]:
    """What knowing each group of keys is worth, most first; the first sample to the last weigh alike.

    Args:
        samples: one of each independent scramble, all of the same keys.
        groups: the keys that become known together; all keys of the samples is EVPI, which needs no regression.

    Raises:
        CaseError: fewer than two samples, or too few draws.
    """
    if len(samples) < 2:
        raise CaseError(problem("sensitivity", "scrambles", f"{len(samples)} has no error", allowed="2 or more"))
    told = [_over(samples, tuple(keys)) for keys in groups]
    return tuple(sorted(told, key=lambda one: -one.value))


def _over(samples: Sequence[Sample], keys: tuple[str, ...]) -> Information:
    every = set(keys) == set(samples[0][0])
    found = [perfect(w) if every else partial(np.stack([uniforms[key] for key in keys]), w) for uniforms, w in samples]
    return Information(keys, float(np.mean(found)), float(np.std(found, ddof=1) / np.sqrt(len(found))))
