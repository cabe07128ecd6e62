"""How much of the spread of an owner's advantage each uncertainty explains on its own: first-order indices.

Given-data indices: from draws as they are, correlated or not (where keys are correlated, each also counts what its
partners do, so the shares may add up to more than 1). Draws are sorted by one key into bins of equal probability; the
variance of the bins' means, less what chance alone would give them (one-way analysis of variance), is that key's share.
See Strong, Oakley and Chilcott, Journal of the Royal Statistical Society C 61(1), 2012, and Plischke, Reliability
Engineering and System Safety 95(4), 2010.

The draws are not those of `draws.draw`: columns of one joint sequence know each other in their finer digits, whatever
the scramble, so that one key's bins would hold another key's effect, with an error that looks small (38 % of the
example for a key that explains 0.3 %, at 1,024 draws). Here each column is even in itself, as in a Latin hypercube, and
paired with the others at random, which makes the correction for chance right. Errors are from independent samples.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geduld.case_records import Case
from geduld.correlation import correlated
from geduld.correlation_pairs import pairs_of
from geduld.draws import REPLICATES, SEED, check_size, check_whole
from geduld.draws_register import drawn as drawn_keys
from geduld.draws_sequence import shuffled_column
from geduld.errors import CaseError, problem
from geduld.families import Numbers, quantiles
from geduld.sensitivity_bench import Bench
from geduld.sensitivity_intervals import answered, intervals, ranks

BINS = 32
"""The fewest bins; see `bins_of`."""
FEWEST = 4 * BINS

Sample = tuple[Mapping[str, Numbers], Numbers]
"""Uniform numbers by key, as `Draws.uniforms`, and what came out in each draw: shapes (n,)."""


@dataclass(frozen=True, slots=True)
class Share:
    """A key's share of the variance, with its standard error and the interval that holds it 19 times in 20.

    Keys that cannot be told apart share a rank (`ranks`). An index near 0 may come out below 0; it is not cut
    off.
    """

    key: str
    value: float
    se: float
    low: float
    high: float
    rank: int


def sample(bench: Bench, n: int, seed: int = SEED, scrambles: int = REPLICATES) -> list[list[Sample]]:
    """For each ask, a sample of advantages from every scramble, for `first_order`.

    Args:
        bench: the case and its asks.
        n: draws a scramble; rounded up to a power of two.
        seed: what the scrambles are made of.
        scrambles: how many, 2 or more.

    Raises:
        CaseError: as `draw`; or a draw in which the model has no answer.
    """
    check_whole("seed", seed, 0)
    check_whole("scrambles", scrambles, 2)
    size = check_bins(check_size(n))
    drawn = [shuffled(bench.case, size, seed, replicate) for replicate in range(scrambles)]
    found = np.split(answered(np.concatenate([bench.advantages(raw) for _, raw in drawn], axis=1)), scrambles, axis=1)
    return [
        [
            ({key: uniforms[key] for key in bench.keys(ask)}, out[ask])
            for (uniforms, _), out in zip(drawn, found, strict=True)
        ]
        for ask in range(len(bench.asks))
    ]


def shuffled(case: Case, n: int, seed: int, replicate: int) -> tuple[dict[str, Numbers], dict[str, Numbers]]:
    """Uniform numbers and raw values by key, correlated as declared, in columns paired at random: shape (n,) each."""
    known, keys = case.assumptions, drawn_keys(case)
    columns = {key: shuffled_column(n.bit_length() - 1, f"{seed}/{replicate}/{key}/alone") for key in keys}
    uniforms = correlated(columns, pairs_of(case, keys))
    return uniforms, {key: quantiles(known[key], uniforms[key]) for key in keys}


def check_bins(n: int) -> int:
    """The number of draws itself, if they fill the bins.

    Raises:
        CaseError: they do not.
    """
    if n < FEWEST or n % bins_of(n):
        allowed = f"a power of two, {FEWEST} or more"
        raise CaseError(problem("sensitivity", "draws", f"{n} do not fill {BINS} bins", allowed=allowed))
    return n


def bins_of(n: int) -> int:
    """The bins of n draws: their root, as a power of two; a straight line loses 1/bins² of its share within them."""
    return int(max(BINS, 2 ** ((n.bit_length() - 1) // 2)))


def first_order(samples: Sequence[Sample]) -> tuple[Share, ...]:
    """The share of every key, largest first; nothing where nothing varies.

    Args:
        samples: one of each independent scramble, all of the same keys.

    Raises:
        CaseError: fewer than two scrambles, or too few draws.
    """
    if len(samples) < 2:
        raise CaseError(problem("sensitivity", "scrambles", f"{len(samples)} has no error", allowed="2 or more"))
    keys = list(samples[0][0])
    if not keys or any(np.ptp(out) == 0 for _, out in samples):
        return ()
    found = np.stack([indices(np.stack([uniforms[key] for key in keys]), out) for uniforms, out in samples])
    every = sorted(zip(keys, intervals(found), strict=True), key=lambda one: -one[1].value)
    places = ranks([found for _, found in every])
    return tuple(
        Share(key, one.value, one.se, one.low, one.high, rank) for (key, one), rank in zip(every, places, strict=True)
    )


def indices(uniforms: Numbers, out: Numbers) -> NDArray[np.float64]:
    """First-order indices from one sample.

    Args:
        uniforms: shape (keys, n); anything that sorts the draws does.
        out: what came out, shape (n,); it must vary.

    Returns:
        Shape (keys,); in expectation 0 for a key that explains nothing, less by chance.

    Raises:
        CaseError: n is no multiple of the bins, or too small.
    """
    n, bins = check_bins(len(out)), bins_of(len(out))
    binned = out[np.argsort(uniforms, axis=1, kind="stable")].reshape(len(uniforms), bins, -1)
    within = binned.var(axis=2, ddof=1).mean(axis=1)
    # The bins are all there are, no sample of bins: their variance is over `bins`, and chance adds (bins - 1) / n.
    between = binned.mean(axis=2).var(axis=1) - within * (bins - 1) / n
    return np.asarray(between / (between + within), dtype=np.float64)
