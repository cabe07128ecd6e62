"""First and total Sobol indices: what each factor explains alone, and with all that it strengthens or dampens.

A factor is an uncertainty, or a group of keys that declared correlations link: its members move together by the
copula, so factors are independent and the indices mean what they say. What the screening left out moves as one more
factor, "the rest" (no keys): its total index is the bound on all that was left out, and no variance is lost.

The estimators are SALib's (Saltelli and others 2010). Its sampler walks over every number in Python and cannot take
the copula in between; points here are laid out as there, on the house's own sequence, whose scrambles are the same on
every machine: one half of the dimensions for each of the two samples. Errors are from independent scrambles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geduld.correlation import correlated, groups
from geduld.correlation_pairs import pairs_of
from geduld.draws import REPLICATES, SEED, check_size, check_whole
from geduld.draws_register import drawn
from geduld.draws_sequence import column, sobol_digits
from geduld.families import Numbers, quantiles
from geduld.sensitivity_bench import Bench
from geduld.sensitivity_intervals import Interval, answered, intervals, ranks

POINTS = 512

Factor = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """A factor's first and total index; `keys` is empty for the rest.

    `rank` is by total index, shared where intervals cannot be told apart; the rest takes part. None is cut off at 0.
    """

    keys: Factor
    first: Interval
    total: Interval
    rank: int


def sobol(
    bench: Bench, keep: Iterable[str], n: int = POINTS, seed: int = SEED, scrambles: int = REPLICATES
) -> tuple[tuple[Index, ...], ...]:
    """For each ask, the indices of all factors, the largest total first; none where nothing varies.

    Args:
        bench: the case and its asks.
        keep: the keys that get an index, as the screening kept them; a correlated one brings its whole group.
        n: points a scramble, rounded up to a power of two; the model is run n times the factors + 2.
        seed: what the scrambles are made of.
        scrambles: how many, 2 or more.

    Raises:
        CaseError: a setting does not fit, or there is a point at which the model has no answer.
    """
    check_whole("seed", seed, 0)
    check_whole("scrambles", scrambles, 2)
    size, factors = check_size(n), factors_of(bench, keep)
    found = np.stack([_scramble(bench, factors, size, f"{seed}/{one}/sobol") for one in range(scrambles)])
    return tuple(_ranked(factors, found[:, ask]) for ask in range(len(bench.asks)))


def factors_of(bench: Bench, keep: Iterable[str]) -> list[Factor]:
    """The factors of kept keys, in their order, then the rest, of all other uncertainties, if there are any."""
    keys, asked = drawn(bench.case), dict.fromkeys(keep)
    linked = {key: tuple(group) for group in groups(keys, pairs_of(bench.case, keys)) for key in group}
    factors = list(dict.fromkeys(linked.get(key, (key,)) for key in asked))
    rest = tuple(key for key in keys if not any(key in factor for factor in factors))
    return [*factors, rest] if rest else factors


def _ranked(factors: Sequence[Factor], found: Numbers) -> tuple[Index, ...]:
    """The indices of one ask; found has the shape (scrambles, first and total, factors)."""
    if np.isnan(found).any():
        return ()
    first, total = intervals(found[:, 0]), intervals(found[:, 1])
    order = sorted(range(len(factors)), key=lambda i: -total[i].value)
    places = ranks([total[i] for i in order])
    return tuple(Index(factors[i], first[i], total[i], rank) for i, rank in zip(order, places, strict=True))


def _scramble(bench: Bench, factors: Sequence[Factor], n: int, label: str) -> Numbers:
    """Shape (asks, 2, factors); nan where nothing varies."""
    blocks = laid_out(factors, n, label)
    points = {key: np.concatenate([block[key] for block in blocks]) for key in blocks[0]}
    order = [key for key in drawn(bench.case) if key in points]
    mixed = correlated({key: points[key] for key in order}, pairs_of(bench.case, order))
    raw = {key: quantiles(bench.case.assumptions[key], values) for key, values in mixed.items()}
    out = answered(bench.advantages(raw)).reshape(len(bench.asks), len(blocks), n)
    return np.stack([indices(mine) for mine in out])


def laid_out(factors: Sequence[Factor], n: int, label: str) -> list[Mapping[str, Numbers]]:
    """Uniform numbers by key: sample A, A with each factor from B in turn, and B."""
    keys = [key for factor in factors for key in factor]
    log2_n = n.bit_length() - 1
    digits = sobol_digits(2 * len(keys), log2_n)
    a = {key: column(digits[i], log2_n, f"{label}/{key}/a") for i, key in enumerate(keys)}
    b = {key: column(digits[len(keys) + i], log2_n, f"{label}/{key}/b") for i, key in enumerate(keys)}
    return [a, *(a | {key: b[key] for key in factor} for factor in factors), b]


def indices(out: Numbers) -> Numbers:
    """First and total indices of one sample, shape (2, factors), from what came out: shape (factors + 2, n)."""
    from SALib.analyze.sobol import first_order, total_order

    if np.ptp(out) == 0:
        return np.full((2, len(out) - 2), np.nan)
    a, *crossed, b = (out - out.mean()) / out.std()
    found = [[estimate(a, one, b) for one in crossed] for estimate in (first_order, total_order)]
    return np.asarray(found, dtype=np.float64)


def to_keep(kept: Iterable[Collection[str]]) -> list[str]:
    """The keys that some ask keeps, each once: one sample serves all owners."""
    return list(dict.fromkeys(key for keys in kept for key in keys))
