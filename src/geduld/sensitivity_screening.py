"""Which uncertainties matter at all: elementary effects (Morris 1991; mu* of Campolongo and others 2007).

Sampler and statistics are SALib's. Each key takes four values, evenly from its p10 to its p90, so that an effect is in
EUR of advantage over that range; keys move one at a time, correlated ones too (a group is kept if any member is).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from geduld.draws import REPLICATES, SEED, check_whole
from geduld.draws_register import drawn
from geduld.families import Numbers
from geduld.sensitivity_bench import Bench
from geduld.sensitivity_intervals import Interval, answered, intervals

LEVELS, TRAJECTORIES = 4, 8
LEFT = 0.01
"""What the keys screened out may hold of the sum of squared effects, at the upper ends of their intervals."""


@dataclass(frozen=True, slots=True)
class Effect:
    """A key over its p10..p90 (EUR): how much it moves the advantage (`mu_star`), how unevenly (`sigma`)."""

    key: str
    mu_star: Interval
    sigma: Interval


def seed_of(label: str) -> int:
    """A whole number from a label, the same on every machine."""
    return int.from_bytes(hashlib.shake_256(label.encode()).digest(4), "big")


def screening(
    bench: Bench, seed: int = SEED, scrambles: int = REPLICATES, trajectories: int = TRAJECTORIES
) -> tuple[tuple[Effect, ...], ...]:
    """For each ask, the effect of every uncertainty with a range, the largest first.

    Args:
        bench: the case and its asks.
        seed: what the samples are made of.
        scrambles: independent samples, 2 or more; the errors come from them.
        trajectories: walks a sample, 2 or more; each takes every key once.

    Raises:
        CaseError: a setting does not fit; or the model has no answer at some point.
    """
    for name, value, lowest in (("seed", seed, 0), ("scrambles", scrambles, 2), ("trajectories", trajectories, 2)):
        check_whole(name, value, lowest)
    known = bench.case.assumptions
    keys = [key for key in drawn(bench.case) if known[key].is_range]
    if not keys:
        return tuple(() for _ in bench.asks)
    said = {"num_vars": len(keys), "names": keys, "bounds": [[0.0, 1.0]] * len(keys)}
    walks = [_walks(said, trajectories, seed_of(f"{seed}/{one}/screening")) for one in range(scrambles)]
    low, high = (np.array([getattr(known[key], end) for key in keys]) for end in ("p10", "p90"))
    at = low + np.concatenate(walks) * (high - low)
    found = answered(bench.advantages({key: at[:, i] for i, key in enumerate(keys)}))
    asked = (np.split(mine, scrambles) for mine in found)
    return tuple(_of_ask(bench.keys(ask), said, walks, outs) for ask, outs in enumerate(asked))


def _walks(said: dict[str, object], trajectories: int, seed: int) -> Numbers:
    from SALib.sample.morris import sample

    return np.asarray(sample(dict(said), trajectories, num_levels=LEVELS, seed=seed), dtype=np.float64)


def _of_ask(
    mine: Collection[str], said: dict[str, object], walks: Sequence[Numbers], outs: Sequence[Numbers]
) -> tuple[Effect, ...]:
    from SALib.analyze.morris import analyze

    # Its own interval is not used: one bootstrap sample less than two has no spread.
    told = [
        analyze(dict(said), x, y, num_resamples=2, num_levels=LEVELS, seed=1) for x, y in zip(walks, outs, strict=True)
    ]
    stars, sigmas = (
        intervals(np.array([np.asarray(one[name], dtype=np.float64) for one in told])) for name in ("mu_star", "sigma")
    )
    keys = [str(key) for key in told[0]["names"]]
    effects = [Effect(*row) for row in zip(keys, stars, sigmas, strict=True) if row[0] in mine]
    return tuple(sorted(effects, key=lambda one: (-one.mu_star.value, one.key)))


def kept(effects: Sequence[Effect], left: float = LEFT) -> list[str]:
    """The fewest keys, largest first, so that the upper ends of all others hold at most `left` of the squares."""
    squares = np.array([one.mu_star.high**2 for one in effects])
    after = np.append(np.cumsum(squares[::-1])[::-1], 0.0)
    total = sum(one.mu_star.value**2 for one in effects)
    return [one.key for one in effects[: int(np.argmax(after <= left * total))]]
