"""Switching values: where one uncertainty, alone, makes a strategy worth as much to an owner as its alternative."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import elementwise

from geduld.assumptions import Assumption
from geduld.families import Numbers, chance_up_to
from geduld.sensitivity_bench import Bench

STEPS = (0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0)
"""Where a sign is looked up, in distances of p10 or p90 from base; then at the bound. Two switches between neighbours
are not seen."""
UNRANGED = 0.1
"""The distance of a value without a range, as a share of itself."""
EXACT, CLOSE = 1e-3, 1e-13
"""A switching value is found when the advantage is within a tenth of a cent, or where it jumps across zero."""


@dataclass(frozen=True, slots=True)
class Switch:
    """The switching value of one key, everything else at base.

    Attributes:
        value: nearest to base, in the key's own unit; the first whole number that turns the advantage where it must be
            whole; None where there is none.
        distance: how far that is from base: 1 is its p10 or p90. None without a value or without a range; infinite on
            a side to which the range does not go.
        chance: the share of its own futures in which this key alone turns the advantage, by its family and over all
            values found; None without a range.
        found: how many values turn the advantage; `value` is the nearest.
        searched: from where to where: the bounds, or as far as the model has an answer.
    """

    key: str
    value: float | None
    distance: float | None
    chance: float | None
    found: int
    searched: tuple[float, float]

    @property
    def within_range(self) -> bool:
        """Whether the value lies between p10 and p90."""
        return self.distance is not None and self.distance <= 1


@dataclass(frozen=True, slots=True)
class _Crossing:
    """Two neighbours between which the advantage of an ask changes sign."""

    ask: int
    key: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class _Profile:
    """The advantage of an ask along one key, as far from base as the model has an answer."""

    ask: int
    key: str
    at: Numbers
    advantage: Numbers

    def crossings(self) -> list[_Crossing]:
        signs = pairwise(zip(self.at.tolist(), (self.advantage > 0).tolist(), strict=True))
        return [_Crossing(self.ask, self.key, low, high) for (low, a), (high, b) in signs if a != b]


def switching_values(bench: Bench, among: Sequence[Sequence[str]] | None = None) -> tuple[tuple[Switch, ...], ...]:
    """For each ask, the switching value of every uncertainty: the nearest first, those without one last.

    All keys of all asks are looked up together: once along a grid, then by Chandrupatla's method on all crossings.

    Args:
        bench: the case and what is asked of it.
        among: the keys of each ask; None for all that can matter to it.
    """
    profiles = _profiles(bench, among or [bench.keys(ask) for ask in range(len(bench.asks))])
    crossings = [crossing for profile in profiles for crossing in profile.crossings()]
    found: dict[tuple[int, str], list[float]] = {(p.ask, p.key): [] for p in profiles}
    for crossing, value in zip(crossings, _roots(bench, crossings), strict=True):
        found[crossing.ask, crossing.key].append(value)
    known = bench.case.assumptions
    all_of = [(p.ask, _switch(known[p.key], found[p.ask, p.key], p)) for p in profiles]
    return tuple(_nearest_first(s for at, s in all_of if at == ask) for ask in range(len(bench.asks)))


def closest(switches: Iterable[Switch]) -> Switch | None:
    """The smallest plausible change that turns the verdict: the value nearest to base in units of its own range."""
    first = next(iter(_nearest_first(switches)), None)
    return first if first and first.distance is not None and math.isfinite(first.distance) else None


def _nearest_first(switches: Iterable[Switch]) -> tuple[Switch, ...]:
    def place(one: Switch) -> tuple[float, bool, str]:
        return (math.inf if one.distance is None else one.distance, one.value is None, one.key)

    return tuple(sorted(switches, key=place))


def grid(a: Assumption) -> Numbers:
    """The values at which an advantage is looked up: base, steps of its own range to both sides, and the bounds."""
    away = UNRANGED * abs(a.base) or (a.upper - a.lower) * 1e-6
    wide = (a.p90 - a.p10) / 2 if a.is_range else away
    below = [a.base - step * (a.base - a.p10 or wide) for step in STEPS]
    above = [a.base + step * (a.p90 - a.base or wide) for step in STEPS]
    points = np.clip([a.lower, *below, a.base, *above, a.upper], a.lower, a.upper)
    return np.unique(np.rint(points) if a.whole else points)


def _profiles(bench: Bench, among: Sequence[Sequence[str]]) -> list[_Profile]:
    keys = {key: grid(bench.case.assumptions[key]) for mine in among for key in mine}
    repeated = [key for key, at in keys.items() for _ in at]
    values = bench.away(repeated, np.concatenate([*keys.values(), np.zeros(0)]).tolist())
    ends = np.cumsum([len(at) for at in keys.values()])
    parts = dict(zip(keys, np.split(values, ends[:-1], axis=1), strict=True)) if keys else {}
    known = bench.case.assumptions
    asked = ((ask, key) for ask, mine in enumerate(among) for key in mine)
    return [_answered(ask, key, known[key].base, keys[key], parts[key][ask]) for ask, key in asked]


def _answered(ask: int, key: str, base: float, at: Numbers, advantage: Numbers) -> _Profile:
    """The part around base in which there is an answer everywhere."""
    missing, middle = np.isnan(advantage), int(np.searchsorted(at, base))
    before, after = np.flatnonzero(missing[:middle]), np.flatnonzero(missing[middle:])
    part = slice(before[-1] + 1 if len(before) else 0, middle + after[0] if len(after) else len(at))
    return _Profile(ask, key, at[part], advantage[part])


def _roots(bench: Bench, crossings: Sequence[_Crossing]) -> list[float]:
    """Where each crossing is zero, or jumps across it."""
    if not crossings:
        return []
    known = bench.case.assumptions

    def advantage(at: Numbers, *index: Any) -> Numbers:
        some = [crossings[int(i)] for i in np.ravel(index[0])]
        whole = [known[one.key].whole for one in some]
        points = np.where(whole, np.rint(np.ravel(at)), np.ravel(at))
        values = bench.away([one.key for one in some], points.tolist())
        return values[[one.ask for one in some], np.arange(len(some))].reshape(np.shape(at))

    ends = (np.array([one.low for one in crossings]), np.array([one.high for one in crossings]))
    numbers = np.arange(len(crossings), dtype=np.float64)
    done = elementwise.find_root(
        advantage, ends, args=(numbers,), tolerances={"fatol": EXACT, "xrtol": CLOSE, "xatol": CLOSE}
    )
    return [float(x) for x in done.x]


def _switch(a: Assumption, roots: list[float], profile: _Profile) -> Switch:
    values = sorted(roots)
    nearest = min(values, key=lambda value: abs(value - a.base), default=None)
    chance = _chance(a, values) if a.is_range else None
    ends = (float(profile.at[0]), float(profile.at[-1]))
    if nearest is None:
        return Switch(a.key, None, None, chance, 0, ends)
    beyond = math.ceil if nearest > a.base else math.floor
    value = float(beyond(nearest)) if a.whole else nearest
    return Switch(a.key, value, _distance(a, value), chance, len(values), ends)


def _distance(a: Assumption, value: float) -> float | None:
    if not a.is_range:
        return None
    reach = a.p90 - a.base if value > a.base else a.base - a.p10
    return abs(value - a.base) / reach if reach else math.inf


def _chance(a: Assumption, values: list[float]) -> float:
    """The share of futures between the values where the sign is not that of base: every other stretch from base's."""
    up_to = np.concatenate([[0.0], chance_up_to(a, np.array(values)), [1.0]])
    stretch = np.arange(len(values) + 1) - int(np.searchsorted(values, a.base))
    return float(np.diff(up_to)[stretch % 2 == 1].sum())
