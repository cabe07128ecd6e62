"""What knowing would be worth: how much an owner gains by deciding after a question is answered, not before.

EVPI is that of every question at once: the mean of the best strategy of each draw, less the best strategy on average.
EVPPI is that of some keys: a regression of what each strategy is worth on those keys gives the strategy to choose once
they are known, and the gain is measured on draws that the regression has not seen. So a key that tells nothing is worth
nothing on average, and may come out a little below; a rule that is not the best makes it too low, never too high. See
Strong, Oakley and Brennan, Medical Decision Making 34(3), 2014, for the regression.

Worth is money at the owner's time preference; risk aversion is left out: the mean decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
DEGREE, SEGMENTS, DRAWS_EACH = 3, 16, 512
"""A cubic spline over a key's chances, in so many stretches of equal chance. Fewer miss where an event jumps, more
follow chance: of 100 EUR, 8 lose 8 on an event and 64 lose 0.7 on a key that tells nothing; 16 lose 4 and 0.1 (8,192
draws). With fewer draws there are fewer stretches, or a rule would follow little but chance."""
FEWEST = 512

Sample = tuple[Mapping[str, Numbers], Numbers]
"""Uniform numbers by key, shape (n,), and what each strategy is worth to each owner, shape (owners, strategies, n)."""


@dataclass(frozen=True, slots=True)
class Information:
    """What knowing some keys is worth (EUR), with its standard error from independent samples."""

    keys: tuple[str, ...]
    value: float
    se: float


def perfect(worth: Numbers) -> Numbers:
    """What knowing everything is worth (EVPI), in the unit of worth.

    Args:
        worth: shape (..., strategies, n); draws weigh alike.

    Returns:
        Shape (...).
    """
    return np.asarray(worth.max(axis=-2).mean(axis=-1) - worth.mean(axis=-1).max(axis=-1))


def partial(uniforms: Numbers, worth: Numbers) -> Numbers:
    """What knowing some keys is worth (EVPPI), in the unit of worth; below 0 by chance alone.

    Args:
        uniforms: shape (keys, n): the chance up to each value, so that every shape of range is treated alike.
        worth: shape (..., strategies, n).

    Returns:
        Shape (...).

    Raises:
        CaseError: fewer draws than a rule can be made of.
    """
    n = worth.shape[-1]
    if n < FEWEST:
        what, allowed = f"{n} are too few for the value of information", f"{FEWEST} or more"
        raise CaseError(problem("sensitivity", "draws", what, allowed=allowed))
    columns = (alone if len(uniforms) == 1 else together)(uniforms)
    ahead = worth - np.take_along_axis(
        worth, worth.mean(axis=-1, keepdims=True).argmax(axis=-2, keepdims=True), axis=-2
    )
    fold = np.arange(n) % FOLDS
    return np.asarray(np.concatenate([_gain(columns, ahead, fold == k) for k in range(FOLDS)], axis=-1).mean(axis=-1))


def _gain(columns: Numbers, ahead: Numbers, held_out: NDArray[np.bool_]) -> Numbers:
    """What a rule made of the other draws brings in those held out, above always choosing the best on average."""
    seen, known = ahead[..., held_out], columns[~held_out]
    # The products of the columns are few: a regression on them is a hundred times quicker than on the draws.
    fitted = np.linalg.pinv(known.T @ known, hermitian=True) @ (
        known.T @ ahead[..., ~held_out].reshape(-1, len(known)).T
    )
    chosen = (columns[held_out] @ fitted).T.reshape(seen.shape).argmax(axis=-2)
    return np.asarray(np.take_along_axis(seen, chosen[..., np.newaxis, :], axis=-2)[..., 0, :])


def alone(uniforms: Numbers) -> Numbers:
    """The spline of one key, shape (n, `SEGMENTS` + `DEGREE`) at most."""
    inner = np.linspace(0, 1, max(1, min(SEGMENTS, uniforms.shape[1] // DRAWS_EACH)) + 1)
    knots = np.concatenate([np.zeros(DEGREE), inner, np.ones(DEGREE)])
    return np.asarray(BSpline.design_matrix(uniforms[0], knots, DEGREE).toarray())


def together(uniforms: Numbers) -> Numbers:
    """A spline of each key, and the products of their normal scores two by two."""
    scores = ndtri(uniforms)
    products = [one * other for one, other in combinations(scores, 2)]
    return np.column_stack([*(alone(each[np.newaxis]) for each in uniforms), *products])


def information(samples: Sequence[Sample], groups: Sequence[Sequence[str]]) -> tuple[tuple[Information, ...], ...]:
    """For each owner what knowing each group of keys is worth, most first.

    Args:
        samples: one of each independent scramble, all of the same keys and owners.
        groups: the keys that become known together; all keys of the samples is EVPI, which needs no regression.

    Raises:
        CaseError: fewer than two samples, or too few draws.
    """
    if len(samples) < 2:
        raise CaseError(problem("sensitivity", "scrambles", f"{len(samples)} has no error", allowed="2 or more"))
    found = np.stack([[_known(sample, keys) for keys in groups] for sample in samples])
    means, errors = found.mean(axis=0), found.std(axis=0, ddof=1) / np.sqrt(len(samples))
    owners = range(found.shape[2])
    told = [[Information(tuple(g), means[i, o], errors[i, o]) for i, g in enumerate(groups)] for o in owners]
    return tuple(tuple(sorted(mine, key=lambda one: -one.value)) for mine in told)


def _known(sample: Sample, keys: Sequence[str]) -> Numbers:
    uniforms, worth = sample
    if set(keys) == set(uniforms):
        return perfect(worth)
    return partial(np.stack([uniforms[key] for key in keys]), worth)
