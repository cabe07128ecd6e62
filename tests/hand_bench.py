"""A bench whose advantage is worked by hand: a function of some keys in the place of the company."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from example_draws import case as example_case

from geduld.case import Case
from geduld.families import Numbers
from geduld.sensitivity_bench import Ask, Bench


def hand_case(**ranges: tuple[float, float, float]) -> Case:
    """The example with these uncertainties only: p10, base, p90 of a normal, bounded by 0 and 100."""
    plain = example_case().assumptions["design_price"]
    made = {
        key: replace(plain, key=key, name=key, p10=low, base=base, p90=high, family="normal", lower=0.0, upper=100.0)
        for key, (low, base, high) in ranges.items()
    }
    return replace(example_case(), assumptions=made)


@dataclass(frozen=True)
class HandBench(Bench):
    """`advantage` of the values by key, shape (n,), for every ask."""

    advantage: Callable[[Mapping[str, Numbers]], Numbers] = lambda values: next(iter(values.values()))

    def advantages(self, points: Mapping[str, Numbers]) -> Numbers:
        n = max((len(values) for values in points.values()), default=1)
        bases = {key: np.full(n, a.base) for key, a in self.case.assumptions.items()}
        return np.stack([np.asarray(self.advantage({**bases, **points}), dtype=np.float64)] * len(self.asks))


def bench(case: Case, advantage: Callable[[Mapping[str, Numbers]], Numbers]) -> HandBench:
    return HandBench(case, (Ask("family", "invest", "payout"),), advantage=advantage)
