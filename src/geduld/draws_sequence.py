"""The sequence behind the draws: uniform columns that do not know of each other, yet fill their space evenly.

A Sobol sequence in base 2 (direction numbers of Joe and Kuo 2008, as SciPy has them). Point i is the exclusive or of
the digits c_k of the bits k of i, in each dimension; so a longer sequence begins with the shorter one. Each column is
scrambled by itself: a random lower triangular matrix and a random shift (Matousek 1998), which keep the evenness and
make the mean of each scramble unbiased. The random bits are the hash SHAKE-256 of seed, replicate and key, so they
are the same on every machine and with every release, and no other column has a say in them.

A key without a dimension (an element of a company) gets a column of its own kind: a van der Corput sequence whose
*order* is shuffled by nested random flips of the index (as in Burley 2020), besides being scrambled. It is as even
in itself as the others; against them it is as good as random: correlations of about 1.3/sqrt(n), 0.015 at 8,192.
Without the shuffle it would be nearly a function of them.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import qmc

Words = NDArray[np.uint64]
BITS = 32
FULL = np.uint64(2**BITS - 1)
ONE = np.uint64(1)


def column(digits: Words, log2_n: int, label: str) -> NDArray[np.float64]:
    """The scrambled column of one dimension.

    Args:
        digits: the dimension's digits, from `sobol_digits`, shape (log2_n,) or more.
        log2_n: the logarithm of the number of points.
        label: what the scramble is made of; another label is another, independent scramble.

    Returns:
        Shape (2^log2_n,), inside 0..1; neither end is ever reached.
    """
    points, mixed = _shift(label), scrambled(digits[:log2_n], label)
    for digit in mixed:
        points = np.concatenate([points, points ^ digit])
    return _unit(points)


def shuffled_column(log2_n: int, label: str) -> NDArray[np.float64]:
    """The scrambled and shuffled column of a key that has no dimension; arguments and result as in `column`."""
    index = _shuffled(np.arange(2**log2_n, dtype=np.uint64), _words(f"{label}/order", 1))
    points = np.repeat(_shift(label), 2**log2_n)
    for k, digit in enumerate(scrambled(ONE << np.arange(BITS - 1, -1, -1, dtype=np.uint64), label)):
        points ^= digit * ((index >> np.uint64(k)) & ONE)
    return _unit(points)


@lru_cache(maxsize=8)
def sobol_digits(dimensions: int, log2_n: int) -> Words:
    """The points 1, 2, 4, .. of the unscrambled sequence, as whole numbers of 32 bits: shape (dimensions, log2_n)."""
    sequence = qmc.Sobol(dimensions, scramble=False, bits=BITS)
    return np.column_stack([_point(sequence, 2**k) for k in range(log2_n)] or [np.zeros((dimensions, 0), np.uint64)])


def _point(sequence: qmc.Sobol, index: int) -> Words:
    sequence.reset()
    sequence.fast_forward(index)
    return np.asarray(sequence.random(1)[0] * 2.0**BITS, dtype=np.uint64)


def scrambled(digits: Words, label: str) -> Words:
    """Each digit word times a random lower triangular matrix with ones on its diagonal; shape as `digits`."""
    place = np.arange(BITS - 1, -1, -1, dtype=np.uint64)
    rows = (_words(f"{label}/matrix", BITS) & (FULL << place) & FULL & ~(ONE << place)) | (ONE << place)
    odd = np.bitwise_count(rows[:, None] & digits).astype(np.uint64) & ONE
    return np.asarray((odd << place[:, None]).sum(axis=0, dtype=np.uint64), dtype=np.uint64)


def _shift(label: str) -> Words:
    return _words(f"{label}/shift", 1) & FULL


def _words(label: str, count: int) -> Words:
    """Random words of 64 bits made of a label: shape (count,)."""
    return np.frombuffer(hashlib.shake_256(label.encode()).digest(8 * count), dtype="<u8").astype(np.uint64)


def _unit(points: Words) -> NDArray[np.float64]:
    return (points.astype(np.float64) + 0.5) / 2.0**BITS


def _shuffled(index: Words, word: Words) -> Words:
    """The index with each bit flipped or not, as the bits above it say: every aligned block stays together."""
    new = index.copy()
    for k in range(BITS):
        place = np.uint64(k)
        above = (index >> place >> ONE) + (np.full(1, k, dtype=np.uint64) << np.uint64(BITS))
        new ^= (_mixed(_mixed(above) ^ word) & ONE) << place
    return new


def _mixed(words: Words) -> Words:
    """A hash of each word (the finaliser of splitmix64; Steele, Lea and Flood 2014)."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
