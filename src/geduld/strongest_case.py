"""The strongest case for every choice: the smallest change of the assumptions with which it is an owner's best.

Base case, and by the rules of the verdict: present value of the owner's flows after tax at the time preference. To win
is to be worth at least as much as every other strategy at that point, not only as the verdict of the base case.
Searched for every strategy and every owner in the same way: with one assumption alone, and with all of them together.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from geduld.assumptions import Assumption
from geduld.families import Numbers
from geduld.owners import OwnerView
from geduld.sensitivity_bench import BEST, Ask, Bench
from geduld.sensitivity_switch import Switch, switching_values
from geduld.strongest_search import REACHES, Space, Start, run_together, search

BEYOND = 1e-9
"""How far past a switching value it is looked whether the strategy wins there, as a share of the way from base."""
PAST = 1e-5
"""So far past it the search with all keys may begin, as a share of its distance."""
CENT = 0.005
"""EUR: less than this behind is rounding."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A key at the point: its value in its own unit, and what the strategy loses there if it alone stays at base (EUR).

    What the keys carry need not add up to anything: they work together.
    """

    key: str
    value: float
    carries: float


@dataclass(frozen=True, slots=True)
class Together:
    """All assumptions together.

    Attributes:
        distance: the share of its own range that no key exceeds, 1 for p10 and p90; None where no point was found.
        within: how far was looked: the largest distance tried.
        lead: worth above the best other strategy at the point, or, without one, where it came closest (EUR).
        runner_up: that other strategy.
        moves: the keys that moved, those that carry most first.
    """

    distance: float | None
    within: float
    lead: float
    runner_up: str
    moves: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class StrongestCase:
    """What would have to be otherwise for a strategy to be an owner's best choice, or no longer to be it.

    Attributes:
        owner: whose choice it is.
        strategy: the strategy argued for.
        lead: worth above the best of all others in the base case (EUR); below zero but for the verdict.
        alone: the values of single assumptions beyond which it wins, the nearest first; of the verdict, those beyond
            which it wins no longer.
        together: the nearest point found with all of them; of the verdict, base.
    """

    owner: str
    strategy: str
    lead: float
    alone: tuple[Switch, ...]
    together: Together

    @property
    def wins(self) -> bool:
        """Whether it is the best choice in the base case already."""
        return self.lead >= 0

    @property
    def nearest(self) -> Switch | None:
        """The assumption that needs the smallest change alone; None where none does it alone."""
        return self.alone[0] if self.alone else None


def asks_of_all(views: Mapping[str, OwnerView]) -> tuple[Ask, ...]:
    """Every strategy of each owner, against the best of all others at each point."""
    return tuple(Ask(owner, strategy, BEST) for owner, view in views.items() for strategy in view.runs)


def strongest_cases(bench: Bench) -> tuple[StrongestCase, ...]:
    """The strongest case for every ask of a bench, each against the best of all others: `asks_of_all`.

    Some ten thousand points are computed.

    Raises:
        CaseError, ModelError: the case cannot be run.
    """
    alone = single(bench)
    parts = zip(bench.asks, bench.base.tolist(), alone, jointly(bench, alone), strict=True)
    return tuple(StrongestCase(ask.owner, ask.strategy, *found) for ask, *found in parts)


def single(bench: Bench) -> list[tuple[Switch, ...]]:
    """For each ask, the keys that alone turn the sign of the advantage, the nearest in its own range first.

    A value counts only where the advantage, computed once more just beyond it, does not have the sign of base.
    """
    known = bench.case.assumptions
    ranged = [[key for key in bench.keys(ask) if known[key].is_range] for ask in range(len(bench.asks))]
    found = [[one for one in mine if _is_near(one)] for mine in switching_values(bench, ranged)]
    flat = [(ask, one) for ask, mine in enumerate(found) for one in mine]
    leads = bench.away([one.key for _, one in flat], [_beyond(known[one.key], one) for _, one in flat])
    sides = np.where(bench.base >= 0, -1.0, 1.0)
    held = [pair for column, pair in enumerate(flat) if sides[pair[0]] * leads[pair[0], column] >= -CENT]
    return [tuple(one for at, one in held if at == ask) for ask in range(len(bench.asks))]


def _is_near(one: Switch) -> bool:
    return one.distance is not None and math.isfinite(one.distance)


def _beyond(a: Assumption, one: Switch) -> float:
    value = one.value or 0.0
    past = value if a.whole else value + BEYOND * (value - a.base)
    return min(max(past, one.searched[0]), one.searched[1])


def jointly(bench: Bench, alone: Sequence[Sequence[Switch]]) -> list[Together]:
    """For each ask, the nearest point found with every key that can matter to it, and who is second there.

    Args:
        bench: the case and its asks.
        alone: what `single` found for each.
    """
    known = bench.case.assumptions
    can = [{key for key in bench.keys(ask) if known[key].is_range} for ask in range(len(bench.asks))]
    names = [key for key in known if any(key in mine for mine in can)]
    space = Space(tuple(known[key] for key in names))
    free = [np.array([key in mine for key in names], dtype=np.bool_) for mine in can]
    starts = [_start(space, mine[0]) if mine else None for mine in alone]
    searches = [search(*of) for of in zip(free, starts, strict=True)]
    found = run_together(searches, lambda wanted: _leads(bench, space, wanted))
    values = [space.values(one.moves[None])[0] for one in found]
    second = _runners_up(bench, space, [one.moves for one in found])
    return [
        Together(one.distance, REACHES[-1], one.lead, other, _moved(space, at, one.carried))
        for one, at, other in zip(found, values, second, strict=True)
    ]


def _start(space: Space, one: Switch) -> Start:
    """One key alone, a little past the value from which on it wins."""
    value, distance = one.value or 0.0, one.distance or 0.0
    corner = np.array([np.sign(value - a.base) if a.key == one.key else 0.0 for a in space.keys])
    return corner, distance * (1 + PAST)


def _leads(bench: Bench, space: Space, wanted: Mapping[int, Numbers]) -> dict[int, Numbers]:
    """The advantage of each ask at its own points; all are computed at once."""
    ends = np.cumsum([len(moves) for moves in wanted.values()])
    every = bench.advantages(_points(space, np.vstack([*wanted.values()])))
    parts = np.split(np.broadcast_to(every, (len(every), ends[-1])), ends[:-1], axis=1)
    return {ask: part[ask] for ask, part in zip(wanted, parts, strict=True)}


def _points(space: Space, moves: Numbers) -> dict[str, Numbers]:
    """Values by key, without the keys that no point moves; at least one, so that every point is counted."""
    values, moved = space.values(moves), np.abs(moves).max(axis=0) > 0
    keys = [a.key for a in space.keys]
    return {key: values[:, i] for i, key in enumerate(keys) if moved[i] or i == 0}


def _runners_up(bench: Bench, space: Space, moves: Sequence[Numbers]) -> list[str]:
    """The best other strategy at each ask's point."""
    every = [*bench.case.strategies]
    others = [[s for s in every if s != ask.strategy] or every for ask in bench.asks]
    pairs = [replace(ask, against=s) for ask, mine in zip(bench.asks, others, strict=True) for s in mine]
    leads = bench.asking(tuple(pairs)).advantages(_points(space, np.stack(moves)))
    at = [ask for ask, mine in enumerate(others) for _ in mine]
    found = [(float(leads[row, ask]), ask, pair.against) for row, (ask, pair) in enumerate(zip(at, pairs, strict=True))]
    return [min(one for one in found if one[1] == ask)[2] for ask in range(len(bench.asks))]


def _moved(space: Space, values: Numbers, carried: Numbers) -> tuple[Moved, ...]:
    rows = zip(space.keys, values.tolist(), carried.tolist(), strict=True)
    moves = [Moved(a.key, value, carries) for a, value, carries in rows if value != a.base]
    return tuple(sorted(moves, key=lambda one: (-one.carries, one.key)))
