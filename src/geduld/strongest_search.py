"""The nearest point at which an advantage that is below zero is above it, with all keys free to move together.

Distance. Each key's change is measured in its own range (1 is its p10 or p90), and the distance of a point is that of
the key that has moved furthest: "every assumption moves at most a tenth of its range". It has one meaning whatever the
number of keys, an owner can picture it, and no key can hide behind another, as it can in a sum of squares. Keys that
are correlated in the draws are free as all others are: the distance says nothing of how likely the point is.

Search. Within a given distance the best point lies in a corner as long as the advantage rises or falls in each key, so
corners are climbed: from base, every key is tried at both ends and at base, and those that gain are moved, together as
far as that pays. Then the corner is drawn towards base until it no longer wins; climbing and drawing in take turns. The
method is local: every point it returns has been computed, but a nearer one may exist, and where keys help only in each
other's company, none of them gains on its own and the search does not see it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from geduld.assumptions import Assumption
from geduld.families import Numbers

REACHES = (0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 100.0)
"""The distances within which a point is looked for, one after the other, always inside the bounds."""
SWEEPS = 12
"""How often all keys are tried at a distance; most searches need two or three."""
TURNS = 4
CUTS, HALVES = 32, 3
"""A corner is drawn in to one part of 32, then to one of 32 of that part, and once more."""
FINE = 1e-3
"""Turns end when the distance becomes less than this share smaller."""
AHEAD = 1e-3
"""EUR: a point wins from a tenth of a cent on. Where all are worth the same, as when nothing is left, nobody wins."""
GAIN = 0.005
"""EUR: a key that gains less stays at base."""

Asking = Generator[Numbers, Numbers, "Found"]
"""A search: it yields points as moves, shape (n, keys), and is sent the advantage at each, shape (n,)."""
Start = tuple[Numbers, float]
"""A corner, as moves of -1, 0 and 1, and a distance at which it wins."""
Answer = TypeVar("Answer")
Climb = Generator[Numbers, Numbers, Answer]


@dataclass(frozen=True)
class Space:
    """The keys that can move; a move is signed and in ranges: -1 is p10, 1 is p90, 0 is base."""

    keys: tuple[Assumption, ...]

    def values(self, moves: Numbers) -> Numbers:
        """Moves as values in each key's own unit, inside its bounds; shape (n, keys).

        What must be whole goes no further than it may.
        """
        rows = np.array([(a.p10, a.base, a.p90, a.lower, a.upper) for a in self.keys]).reshape(-1, 5)
        low, base, high, lower, upper = rows.T
        change = moves * np.where(moves > 0, high - base, base - low)
        whole = np.array([a.whole for a in self.keys])
        return np.asarray(np.clip(base + np.where(whole, np.trunc(change), change), lower, upper))


@dataclass(frozen=True, slots=True)
class Found:
    """Where a search ended.

    Attributes:
        distance: of the point; None where no point within the last of `REACHES` was found.
        moves: the point, or where it came closest; shape (keys,).
        lead: the advantage there.
        carried: what is lost of it when a key alone goes back to base; shape (keys,).
    """

    distance: float | None
    moves: Numbers
    lead: float
    carried: Numbers


def search(free: NDArray[np.bool_], known: Start | None = None) -> Asking:
    """Look for the nearest point at which the advantage is above zero; at base it need only not be below it.

    Args:
        free: whether a key may move; shape (keys,).
        known: a corner and a distance at which one key alone is known to win, so that more is never asked of all.
    """
    corner = np.zeros(len(free))
    lead = float((yield from _told(corner[None]))[0])
    if lead >= 0 or not free.any():
        return Found(0.0 if lead >= 0 else None, corner, lead, np.zeros(len(free)))
    came, start = yield from _widened(free, (lead, corner))
    point = (yield from _closer(free, *start)) if start else None
    if known and (point is None or known[1] < point[0]) and (yield from _wins(known)):
        point = yield from _closer(free, *known)
    return (yield from _ended(*(point or (None, came))))


def _widened(free: NDArray[np.bool_], came: tuple[float, Numbers]) -> Climb[tuple[Numbers, Start | None]]:
    """The point that came closest, and the first corner that wins with its distance, in ever wider boxes."""
    corner = came[1]
    for reach in REACHES:
        corner, lead = yield from _climb(free, corner, reach)
        if lead >= AHEAD:
            return reach * corner, (corner, reach)
        came = max(came, (lead, reach * corner), key=lambda one: one[0])
    return came[1], None


def _wins(start: Start) -> Climb[bool]:
    return bool((yield from _told(start[1] * start[0][None]))[0] >= AHEAD)


def run_together(
    searches: Sequence[Asking], ask: Callable[[Mapping[int, Numbers]], Mapping[int, Numbers]]
) -> list[Found]:
    """Run searches in step, so that the points of all are computed at once.

    Args:
        searches: from `search`.
        ask: the points wanted by number of search -> the advantage at each.
    """
    found: dict[int, Found] = {}
    wanted = {number: next(one) for number, one in enumerate(searches)}
    while wanted:
        told, wanted = ask(wanted), {}
        for number, leads in told.items():
            try:
                wanted[number] = searches[number].send(leads)
            except StopIteration as end:
                found[number] = end.value
    return [found[number] for number in range(len(searches))]


def _climb(free: NDArray[np.bool_], corner: Numbers, reach: float) -> Climb[tuple[Numbers, float]]:
    """From a corner of the box of this size to one where no key alone gains, and the advantage there."""
    lead = float((yield from _told(reach * corner[None]))[0])
    for _ in range(SWEEPS):
        trials = _trials(free, corner)
        gains = _above(lead, (yield from _told(reach * trials)))
        nested = _nested(corner, trials, gains)
        if not len(nested):
            break
        leads = yield from _told(reach * nested)
        best = int(leads.argmax())
        corner, lead = nested[best], float(leads[best])
    return corner, lead


def _above(lead: float, leads: Numbers) -> Numbers:
    """What is gained; where there was no answer, any answer is a gain."""
    return leads - lead if np.isfinite(lead) else np.where(np.isfinite(leads), np.inf, 0.0)


def _trials(free: NDArray[np.bool_], corner: Numbers) -> Numbers:
    """The corners that differ from this one in one key, at the other two of its three places."""
    at = np.repeat(np.flatnonzero(free), 2)
    trials = np.tile(corner, (len(at), 1))
    trials[np.arange(len(at)), at] = _turned(corner[at] + np.tile([1.0, 2.0], len(at) // 2))
    return trials


def _turned(place: Numbers) -> Numbers:
    """-1, 0 and 1 in a circle."""
    return (place + 1) % 3 - 1


def _nested(corner: Numbers, trials: Numbers, gains: Numbers) -> Numbers:
    """Corners with the best change, the best two, four and so on, up to every change that gains on its own."""
    order = [int(i) for i in np.argsort(-gains, kind="stable") if gains[i] > GAIN]
    best = {int(np.flatnonzero(trials[i] != corner)[0]): i for i in reversed(order)}
    changes = sorted(best.items(), key=lambda change: order.index(change[1]))
    sizes = sorted({min(2**k, len(changes)) for k in range(len(changes).bit_length() + 1)} - {0})
    made = np.tile(corner, (len(sizes) if changes else 0, 1))
    for row, size in zip(made, sizes, strict=False):
        for key, trial in changes[:size]:
            row[key] = trials[trial, key]
    return made


def _closer(free: NDArray[np.bool_], corner: Numbers, reach: float) -> Climb[tuple[float, Numbers]]:
    """From a corner that wins to a nearer point that does, and its distance."""
    distance, moves = reach, reach * corner
    for _ in range(TURNS):
        nearer = yield from _drawn_in(corner, distance)
        small = distance - nearer < FINE * distance
        distance, moves = nearer, nearer * corner
        if small:
            break
        corner, _ = yield from _climb(free, corner, distance)
    return distance, moves


def _drawn_in(corner: Numbers, reach: float) -> Climb[float]:
    """Of the distances looked up along a corner that wins at `reach`, the smallest at which it wins."""
    low, high = 0.0, reach
    for _ in range(HALVES):
        at = np.linspace(low, high, CUTS + 1)[1:]
        wins = (yield from _told(at[:, None] * corner)) >= AHEAD
        first = int(wins[:-1].argmax()) if wins[:-1].any() else CUTS - 1
        low, high = (float(at[first - 1]) if first else low), float(at[first])
    return high


def _ended(distance: float | None, moves: Numbers) -> Asking:
    """The point once more, and without each of the keys that moved."""
    moved = np.flatnonzero(moves)
    without = np.tile(moves, (len(moved), 1))
    without[np.arange(len(moved)), moved] = 0.0
    leads = yield from _told(np.vstack([moves, without]))
    carried = np.zeros(len(moves))
    carried[moved] = leads[0] - leads[1:]
    return Found(distance, moves, float(leads[0]), carried)


def _told(moves: Numbers) -> Climb[Numbers]:
    """The advantage at some points; where the model has no answer nothing is won."""
    found = yield moves
    return np.where(np.isnan(found), -np.inf, found)
