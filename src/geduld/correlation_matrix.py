"""Correlation matrices: whether one can be, which part cannot, what is nearest, and its triangular root."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
SLACK = 1e-9
"""An eigenvalue down to minus this is rounding."""


def possible(matrix: Matrix) -> bool:
    """Whether some numbers can be correlated like this: no eigenvalue is negative."""
    return bool(np.linalg.eigvalsh(matrix)[0] >= -SLACK)


def smallest_impossible(matrix: Matrix) -> tuple[int, ...]:
    """The smallest set of rows that cannot be correlated like this, () if all can; the first of several."""
    if possible(matrix):
        return ()
    rows = range(len(matrix))
    sets = (chosen for size in range(2, len(matrix) + 1) for chosen in combinations(rows, size))
    return next(chosen for chosen in sets if not possible(matrix[np.ix_(chosen, chosen)]))


def nearest(matrix: Matrix, rounds: int = 1000) -> Matrix:
    """The nearest possible correlation matrix in the sum of squares (alternating projections; Higham 2002)."""
    near, correction = matrix.copy(), np.zeros_like(matrix)
    for _ in range(rounds):
        wanted = near - correction
        values, vectors = np.linalg.eigh(wanted)
        projected = (vectors * np.maximum(values, 0.0)) @ vectors.T
        correction = projected - wanted
        before, near = near, projected.copy()
        np.fill_diagonal(near, 1.0)
        if np.abs(near - before).max() < 1e-12:
            break
    return near


def lower_root(matrix: Matrix) -> Matrix:
    """The lower triangular root (Cholesky), also of a matrix with zero eigenvalues; a row rests on rows before it only.

    A row more leaves those before it bit for bit as they were.
    """
    root = np.zeros_like(matrix)
    for i in range(len(matrix)):
        for j in range(i):
            left = matrix[i, j] - float(np.sum(root[i, :j] * root[j, :j]))
            root[i, j] = left / root[j, j] if root[j, j] > 1e-7 else 0.0
        root[i, i] = np.sqrt(max(0.0, matrix[i, i] - float(np.sum(root[i, :i] ** 2))))
    return root
