"""Correlated draws: a Gaussian copula on ranks, for the declared pairs only.

Each column keeps its own uniform distribution. Within a group of keys that declared pairs link, the columns' normal
quantiles are mixed by the triangular root of the group's matrix; the key first in order stays as it is, and every key
outside the groups stays bit for bit as it is. A rank correlation (Spearman) rho asks for the linear correlation
2 sin(pi rho / 6) of the normals (Pearson 1907). What is not declared within a group is 0.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

import numpy as np
from scipy.special import ndtr, ndtri

from geduld.correlation_matrix import Matrix, lower_root, nearest, possible, smallest_impossible
from geduld.correlation_pairs import Pair
from geduld.errors import CaseError, plain, problem
from geduld.families import Numbers

TINY = 2.0**-33
"""No uniform number of the sequence lies nearer to 0 or 1."""


def correlated(uniforms: Mapping[str, Numbers], pairs: Collection[Pair]) -> dict[str, Numbers]:
    """The columns with the declared rank correlations.

    Args:
        uniforms: key -> independent uniform numbers, shape (n,); their order decides which keeps its column.
        pairs: from `pairs_of`; both keys of each are among the columns.

    Returns:
        All columns, in the same order; those in no pair are the very same arrays.

    Raises:
        CaseError: the correlations cannot hold together: see `matrix_of`.
    """
    changed = dict(uniforms)
    for group in groups(list(uniforms), pairs):
        root = lower_root(matrix_of(group, pairs))
        normal = [ndtri(uniforms[key]) for key in group]
        for i, key in enumerate(group[1:], 1):
            mixed = sum((root[i, j] * normal[j] for j in range(1, i + 1)), start=root[i, 0] * normal[0])
            changed[key] = np.clip(ndtr(mixed), TINY, 1 - TINY)
    return changed


def check_pairs(keys: Sequence[str], pairs: Collection[Pair]) -> None:
    """Whether declared correlations can hold together; keys and errors as in `correlated`."""
    for group in groups(keys, pairs):
        matrix_of(group, pairs)


def groups(keys: Sequence[str], pairs: Collection[Pair]) -> list[list[str]]:
    """The sets of keys that pairs link, in one or more steps; keys and groups in the order given."""
    group_of = {key: {key} for key in keys}
    for pair in pairs:
        joined = group_of[pair.keys[0]] | group_of[pair.keys[1]]
        group_of |= dict.fromkeys(joined, joined)
    first = {min(keys.index(key) for key in group): group for group in group_of.values() if len(group) > 1}
    return [sorted(first[i], key=keys.index) for i in sorted(first)]


def matrix_of(group: Sequence[str], pairs: Collection[Pair]) -> Matrix:
    """The linear correlations of the normals of a group: shape (keys, keys).

    Raises:
        CaseError: no numbers can be correlated like this; with the smallest set of keys that cannot, what is declared
            for them, and the nearest correlations that can be.
    """
    ranks = np.eye(len(group))
    for pair in pairs:
        if set(pair.keys) <= set(group):
            i, j = (group.index(key) for key in pair.keys)
            ranks[i, j] = ranks[j, i] = pair.rho
    if rows := smallest_impossible(linear(ranks)):
        raise _impossible([group[i] for i in rows], ranks[np.ix_(rows, rows)], pairs)
    return linear(ranks)


def linear(ranks: Matrix) -> Matrix:
    """The linear correlations of normals with these rank correlations."""
    found = 2 * np.sin(np.pi / 6 * ranks)
    np.fill_diagonal(found, 1.0)
    return np.asarray(found, dtype=np.float64)


def nearest_ranks(ranks: Matrix) -> Matrix:
    """Rank correlations that can be, in hundredths, nearest to some that cannot."""
    near = 6 / np.pi * np.arcsin(nearest(linear(ranks)) / 2)
    tried = (np.round(near * (1 - step / 100), 2) for step in range(100))
    close = next((found for found in tried if possible(linear(found))), np.zeros_like(near))
    np.fill_diagonal(close, 1.0)
    return close


def _impossible(keys: list[str], ranks: Matrix, pairs: Collection[Pair]) -> CaseError:
    files = dict.fromkeys(pair.file for pair in pairs if set(pair.keys) <= set(keys))
    what, near = f"{_listed(keys, ranks)} cannot all hold", _listed(keys, nearest_ranks(ranks))
    return CaseError(problem(" and ".join(files), "rho", what, allowed=f"nearest: {near}"))


def _listed(keys: list[str], ranks: Matrix) -> str:
    places = combinations(range(len(keys)), 2)
    return ", ".join(f"{plain(float(ranks[i, j]))} of {keys[i]} and {keys[j]}" for i, j in places)
