"""Which ranges make a case fail, or hold: a box of a few assumptions, found by PRIM (Friedman and Fisher 1999).

The box is peeled off in small slices, each time the one that raises the density of what is looked for most per draw
given up (the objective of EMA Workbench, a peer in the tests; importing it takes three seconds, and charts with it).
Of all boxes on the way, the one that tells most is kept: the share it holds of the draws looked for, less the share it
holds of all others; then assumptions are let go as long as it loses next to nothing by it. Coverage and density are of
draws the box was not found in, with errors from independent scrambles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geduld.case_records import Case
from geduld.draws import REPLICATES, SEED, check_whole, draw, replicates
from geduld.families import Numbers, quantiles
from geduld.sensitivity_bench import Bench
from geduld.sensitivity_intervals import Interval, answered, intervals

PEEL, LEAST = 0.05, 0.05
"""The slice that is tried, and the smallest box, as shares of the draws."""
MOST, LOSS = 4, 0.01
"""At most so many assumptions; one that tells less than this is let go."""
FEWEST = 32
"""Draws of either outcome, for there to be something to find."""

Flags = NDArray[np.bool_]
Limits = Mapping[str, tuple[float, float]]
"""Key -> from, to, as uniform numbers: the chances of lower values."""


@dataclass(frozen=True, slots=True)
class Box:
    """Ranges that hold many of the draws looked for and few others.

    Attributes:
        ahead: whether the draws looked for are those in which the strategy is ahead (advantage 0 or more), or behind.
        ranges: key -> from, to, in its own unit; infinite where it is not limited on that side.
        coverage: of the draws looked for, the share inside.
        density: of the draws inside, the share looked for.
        base: of all draws, the share looked for.
    """

    ahead: bool
    ranges: Mapping[str, tuple[float, float]]
    coverage: Interval
    density: Interval
    base: Interval


def discover(bench: Bench, n: int, seed: int = SEED, scrambles: int = REPLICATES) -> tuple[tuple[Box, ...], ...]:
    """For each ask, the box in which it fails and the one in which it holds.

    There is none where that hardly ever happens, or where other draws do not confirm that the box is denser than all.

    Args:
        bench: the case and its asks.
        n: draws to find the box in, and in each scramble it is judged by; rounded up to a power of two.
        seed: what the draws are made of.
        scrambles: further scrambles the box is judged by, 2 or more.

    Raises:
        CaseError: as `draw`; or a draw in which the model has no answer.
    """
    check_whole("scrambles", scrambles, 2)
    first, *fresh = [draw(bench.case, n, seed), *replicates(bench.case, n, seed, scrambles)]
    outs = [answered(bench.advantages(one.raw)) >= 0 for one in (first, *fresh)]
    told = [(one.uniforms, out) for one, out in zip(fresh, outs[1:], strict=True)]
    return tuple(
        tuple(_boxes(bench, ask, first.uniforms, outs[0][ask], [(u, out[ask]) for u, out in told]))
        for ask in range(len(bench.asks))
    )


def _boxes(
    bench: Bench,
    ask: int,
    uniforms: Mapping[str, Numbers],
    held: Flags,
    fresh: list[tuple[Mapping[str, Numbers], Flags]],
) -> Iterator[Box]:
    mine = {key: uniforms[key] for key in bench.keys(ask) if bench.case.assumptions[key].is_range}
    for ahead in (False, True):
        found = find(mine, held == ahead)
        judged = [judge(found, u, out == ahead) for u, out in fresh] if found else []
        if found and np.isfinite(judged).all():
            box = Box(ahead, _raw(bench.case, found), *intervals(np.array(judged)))
            if box.density.low > box.base.high:
                yield box


def _raw(case: Case, limits: Limits) -> dict[str, tuple[float, float]]:
    def value(key: str, at: float) -> float:
        return float(quantiles(case.assumptions[key], np.array([at]))[0]) if 0 < at < 1 else (2 * at - 1) * np.inf

    return {key: (value(key, low), value(key, high)) for key, (low, high) in limits.items()}


def judge(limits: Limits, uniforms: Mapping[str, Numbers], wanted: Flags) -> tuple[float, float, float]:
    """Coverage, density and base rate of a box in a sample; nan where it or what is looked for is empty."""
    inside = _inside(limits, uniforms, len(wanted))
    hits = int((inside & wanted).sum())
    whole = [int(wanted.sum()), int(inside.sum()), len(wanted)]
    found = [hits / of if of else np.nan for of in whole[:2]]
    return found[0], found[1], whole[0] / whole[2]


def find(uniforms: Mapping[str, Numbers], wanted: Flags) -> dict[str, tuple[float, float]]:
    """The box that tells most of what is looked for, of at most `MOST` keys; empty where there is none.

    Args:
        uniforms: uniform numbers by key, shape (n,).
        wanted: which draws are looked for, shape (n,).
    """
    if min(wanted.sum(), (~wanted).sum()) < FEWEST or not uniforms:
        return {}
    boxes = [{}, *peeled(uniforms, wanted)]
    best = max(boxes, key=lambda box: _telling(box, uniforms, wanted))
    while best:
        told = _telling(best, uniforms, wanted)
        fewer = [{k: v for k, v in best.items() if k != key} for key in best]
        score, place = max((_telling(box, uniforms, wanted), i) for i, box in enumerate(fewer))
        if len(best) <= MOST and told - score > LOSS:
            break
        best = fewer[place]
    return dict(best)


def peeled(uniforms: Mapping[str, Numbers], wanted: Flags) -> Iterator[dict[str, tuple[float, float]]]:
    """Ever smaller boxes, until no slice raises the density or the smallest is reached."""
    keys, columns = list(uniforms), np.stack(list(uniforms.values()), axis=1)
    limits, left = dict[str, tuple[float, float]](), wanted
    while True:
        ends = np.quantile(columns, [PEEL, 1 - PEEL], axis=0, method="midpoint")
        stay = np.stack([columns >= ends[0], columns <= ends[1]])
        count = stay.sum(axis=1)
        gain = ((stay & left[:, None]).sum(axis=1) / np.maximum(count, 1) - left.mean()) / np.maximum(
            len(left) - count, 1
        )
        gain[(count < LEAST * len(wanted)) | (count == len(left))] = -np.inf
        side, at = np.unravel_index(int(np.argmax(gain)), gain.shape)
        if gain[side, at] <= 0:
            return
        low, high = limits.get(keys[at], (0.0, 1.0))
        limits = limits | {keys[at]: (low, float(ends[1, at])) if side else (float(ends[0, at]), high)}
        columns, left = columns[stay[side, :, at]], left[stay[side, :, at]]
        yield limits


def _telling(limits: Limits, uniforms: Mapping[str, Numbers], wanted: Flags) -> float:
    """The share of what is looked for that is inside, less the share of the others."""
    inside = _inside(limits, uniforms, len(wanted))
    return float(inside[wanted].mean() - inside[~wanted].mean())


def _inside(limits: Limits, uniforms: Mapping[str, Numbers], n: int) -> Flags:
    inside = np.ones(n, dtype=np.bool_)
    for key, (low, high) in limits.items():
        inside &= (uniforms[key] >= low) & (uniforms[key] <= high)
    return inside
