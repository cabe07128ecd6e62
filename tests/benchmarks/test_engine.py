"""The compiled engine against its twin on arrays, and against a kernel written by hand."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from time import perf_counter
from typing import Any

import numpy as np
from benchmarks.hand_kernel import KEYS, TRACKS, skills
from benchmarks.reference import reference, tell

from geduld import model
from geduld.compiled import BLOCK, attempt_compiled
from geduld.draws import draw
from geduld.engine import Node, Plan
from geduld.engine.attempt import attempt, needed
from geduld.families import Numbers
from geduld.spread_blocks import Prepared, spelt_out

DRAWS = 8192
TWIN_DRAWS = 512
"""Of the twin: it takes a block at a time, and every block as long."""


@cache
def prepared() -> Prepared:
    return Prepared(spelt_out(reference()))


@cache
def values(n: int) -> dict[str, Any]:
    """Of one strategy, over draws."""
    return model.values(prepared().case, "invest", draw(reference(), n, 0).raw)


def quickest(run: Callable[[], object], rounds: int = 5) -> float:
    """Seconds of the quickest of some rounds, after one to warm up."""
    run()
    found = []
    for _ in range(rounds):
        start = perf_counter()
        run()
        found.append(perf_counter() - start)
    return min(found)


def test_compiled_against_its_array_twin(benchmark: Any) -> None:
    """Everything that measures read, per draw: at least 8 times as quick."""
    of = prepared()
    order = needed(of.plan, of.keep)
    args = (of.plan, values(DRAWS), of.calendar, of.past, of.case.pins, of.keep)
    attempt_compiled(*args)
    benchmark.pedantic(attempt_compiled, args=args, rounds=3)
    twin = quickest(
        lambda: attempt(of.plan, values(TWIN_DRAWS), of.calendar, of.past, of.case.pins, order, of.keep, TWIN_DRAWS),
        rounds=2,
    )
    ratio = (twin / TWIN_DRAWS) / (benchmark.stats.stats.min / DRAWS)
    tell(benchmark, "compiled against its twin on arrays", "≥ 8 ×", f"{ratio:.1f} ×", draws=DRAWS, strategies=1)
    assert ratio >= 8


def by_hand(plan: Plan) -> tuple[Callable[[], Numbers], Callable[[], Numbers]]:
    """The skill of three tracks over draws: composed from the formulas, and by hand, in blocks on all cores alike."""
    of, given = prepared(), values(DRAWS)
    keep = [Node("skill", f"track.{track}") for track in TRACKS]
    table = np.stack([np.broadcast_to(np.asarray(given[key], dtype=np.float64), (DRAWS,)) for key in KEYS])
    parts = [(first, min(first + BLOCK, DRAWS)) for first in range(0, DRAWS, BLOCK)]

    def composed() -> Numbers:
        found = attempt_compiled(plan, given, of.calendar, of.past, of.case.pins, keep)
        return np.stack([found.values[node] for node in keep])

    def hand() -> Numbers:
        out = np.empty((len(TRACKS), of.case.months + 1, DRAWS))
        with ThreadPoolExecutor(os.cpu_count() or 1) as threads:
            list(threads.map(lambda part: skills(*part, of.case.months, table, out), parts))
        return out

    return composed, hand


def test_compiled_against_a_kernel_by_hand(benchmark: Any) -> None:
    """The same 29 lines at 51 places give the same numbers, at no less than 0.7 times the speed."""
    composed, hand = by_hand(prepared().plan)
    np.testing.assert_allclose(composed(), hand(), rtol=1e-9, atol=1e-12)
    benchmark.pedantic(composed, rounds=7)
    ratio = quickest(hand, rounds=7) / benchmark.stats.stats.min
    more = {"lines": 29, "places": 51, "draws": DRAWS, "inputs": len(KEYS), "strategies": 1, "owners": 0, "classes": 0}
    tell(benchmark, "compiled against a kernel by hand: the skill of three tracks", "≥ 0.7 ×", f"{ratio:.2f} ×", **more)
    assert ratio >= 0.7
