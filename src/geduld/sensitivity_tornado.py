"""Tornado: how far the advantage swings when one uncertainty goes from its p10 to its p90."""

from __future__ import annotations

from dataclasses import dataclass

from geduld.draws_register import drawn
from geduld.sensitivity_bench import Bench


@dataclass(frozen=True, slots=True)
class Swing:
    """One bar: the key at its p10 (`low`) and p90 (`high`), in its own unit, and the advantage there and at base (EUR).

    All other keys stay at base, also those that are correlated with this one in the draws; nan is no answer there.
    """

    key: str
    low: float
    high: float
    at_low: float
    at_high: float
    at_base: float

    @property
    def width(self) -> float:
        """How far the advantage swings (EUR); where both ends lie on one side of base, from base to the further one."""
        return max(self.at_low, self.at_base, self.at_high) - min(self.at_low, self.at_base, self.at_high)


def tornado(bench: Bench) -> tuple[tuple[Swing, ...], ...]:
    """For each ask, a bar for every uncertainty with a range, the widest first; a bar of no width is one too."""
    known = bench.case.assumptions
    ranged = [key for key in drawn(bench.case) if known[key].is_range]
    ends = [(key, value) for key in ranged for value in (known[key].p10, known[key].p90)]
    found = bench.away([key for key, _ in ends], [value for _, value in ends]).reshape(len(bench.asks), -1, 2)
    place = {key: i for i, key in enumerate(ranged)}

    def bar(key: str, ask: int) -> Swing:
        at_low, at_high = found[ask, place[key]].tolist()
        return Swing(key, known[key].p10, known[key].p90, at_low, at_high, float(bench.base[ask]))

    asked = ([bar(key, ask) for key in bench.keys(ask) if key in place] for ask in range(len(bench.asks)))
    return tuple(tuple(sorted(bars, key=lambda one: (-one.width, one.key))) for bars in asked)
