"""The bench: what a strategy is worth to owners above their one alternative, at many points at once.

Every point is a draw of one run per strategy: on arrays, or compiled where there are many (`Bench._flows`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from geduld import model, valuation
from geduld.case_records import Case, Strategy
from geduld.compiled import attempt_compiled, run_compiled
from geduld.draws_register import drawn
from geduld.engine import Calendar, Node, Past, Plan, run
from geduld.engine.attempt import Attempt, attempt, needed
from geduld.engine.run import Months
from geduld.families import Numbers
from geduld.owners import OwnerView
from geduld.spread_blocks import spelt_out

LINE = "owner_flow"
PAID, KEPT = "distribution", "cash"
"""What the company pays out, and keeps."""
BLOCK = 512
"""Points a plain run: enough to spread what a month costs in Python, few enough for the processor's cache."""
MANY = 4096
"""From this many points on the kernel is worth its compilation; so many are computed at once."""
BEST = "*"
"""In the place of one alternative: at each point the best of all other strategies."""


@dataclass(frozen=True, slots=True)
class Ask:
    """Whose advantage: the worth to `owner` of `strategy` above that of `against`: its one alternative, or `BEST`."""

    owner: str
    strategy: str
    against: str


def asks_of(views: Mapping[str, OwnerView], strategy: str) -> tuple[Ask, ...]:
    """The ask of each owner; the alternative is the one that is worth most at base, and stays it at every point."""
    return tuple(Ask(owner, strategy, view.alternative(strategy)) for owner, view in views.items())


@dataclass(frozen=True)
class Bench:
    """A case wired once, for some asks.

    Advantages are EUR, present values of the owner's flows after tax at the time preference, to the owner's horizon:
    the certainty equivalent of the base case. No point knows another.

    Attributes:
        case: from `load_case`.
        asks: from `asks_of`.
        compiled: whether few points are computed by the kernel too: faster, once it is compiled (many always are).
        watch: is told how many points have been computed since it was told last.
    """

    case: Case
    asks: tuple[Ask, ...]
    compiled: bool = False
    watch: Callable[[int], object] = bool

    @cached_property
    def plan(self) -> Plan:
        """The wired lines."""
        return model.plan(self._spelt_out)

    @cached_property
    def _spelt_out(self) -> Case:
        """One kernel for the benches of all owners."""
        return spelt_out(self.case)

    def asking(self, asks: tuple[Ask, ...]) -> Bench:
        """The same case, wired already, for other asks."""
        other = replace(self, asks=asks)
        other.__dict__.update({name: wired for name, wired in self.__dict__.items() if name == "plan"})
        return other

    def worth(self, strategy: Strategy) -> dict[str, float]:
        """What any strategy is worth at base values to each owner, and to the company ("": what it pays and keeps).

        Raises:
            CaseError, ModelError: the model has no answer.
        """
        bench = replace(self, case=replace(self.case, strategies={**self.case.strategies, strategy.id: strategy}))
        if all(lever in bench._touched(but=strategy.id) for lever in strategy.levers):
            bench.__dict__["plan"] = self.plan
        args = (bench.plan, model.values(bench._spelt_out, strategy.id), self._calendar, self._past, self.case.pins)
        lines = run_compiled(*args, keep=self._nodes) if self.compiled else run(*args).values
        found = {node: lines[node].reshape(-1, 1) for node in self._nodes}
        company = found[Node(PAID, "")].sum() + found[Node(KEPT, "")][-1, 0]
        return {"": float(company), **{owner: float(self._present(owner, found)[0]) for owner in self._terms}}

    def _touched(self, but: str) -> set[str]:
        return {lever for s in self.case.strategies.values() if s.id != but for lever in s.levers}

    @cached_property
    def base(self) -> Numbers:
        """The advantages at base values, shape (asks,)."""
        return np.asarray(self.advantages({})[:, 0])

    def keys(self, ask: int) -> list[str]:
        """The uncertainties that can matter to an ask: those with a value of their own, no other owner's."""
        own, others = f"owner.{self.asks[ask].owner}.", "owner."
        return [key for key in drawn(self.case) if key.startswith(own) or not key.startswith(others)]

    def away(self, keys: Iterable[str], values: Iterable[float]) -> Numbers:
        """The advantages with one key away from its base at each point, every other key at base: shape (asks, n).

        Args:
            keys: the key of each point; correlated partners stay at base, and what is `same_as` the key follows it.
            values: its value, in the assumption's own unit and price level.
        """
        moved, at = list(keys), np.fromiter(values, dtype=np.float64)
        points = {key: np.full(len(at), float(self.case.assumptions[key].base)) for key in dict.fromkeys(moved)}
        for column, key in enumerate(moved):
            points[key][column] = at[column]
        return self.advantages(points) if len(at) else np.zeros((len(self.asks), 0))

    def advantages(self, points: Mapping[str, Numbers]) -> Numbers:
        """The advantage of every ask at every point.

        Args:
            points: raw values by key, shape (n,), as `Draws.raw`; keys that are not there stay at base.

        Returns:
            Shape (asks, n), EUR; nan where the model has no answer (a share above 1, a division by zero).
        """
        n = max((len(values) for values in points.values()), default=1)
        size = MANY if self.compiled or n >= MANY else BLOCK
        blocks = [self._block(points, start, min(start + size, n)) for start in range(0, n, size)]
        return np.concatenate(blocks, axis=1)

    def _block(self, points: Mapping[str, Numbers], start: int, stop: int) -> Numbers:
        cut = {key: values[start:stop] for key, values in points.items()}
        runs = {s: self._flows(s, cut, stop - start) for s in self._strategies}
        self.watch(stop - start)
        whose = dict.fromkeys(ask.owner for ask in self.asks)
        worth = {owner: {s: self._worth(owner, found) for s, found in runs.items()} for owner in whose}
        return np.stack([_advantage(ask, worth[ask.owner]) for ask in self.asks])

    def _flows(self, strategy: str, raw: Mapping[str, Numbers], n: int) -> Attempt:
        """The owners' monthly flows under a strategy at n points: the one place where the engine is called."""
        given = model.values(self._spelt_out, strategy, raw)
        if self.compiled or n > BLOCK:
            return attempt_compiled(self.plan, given, self._calendar, self._past, self.case.pins, self._nodes)
        return attempt(self.plan, given, self._calendar, self._past, self.case.pins, self._order, self._nodes, n)

    def _worth(self, owner: str, found: Attempt) -> Numbers:
        return np.where(found.held, self._present(owner, found.values), np.nan)

    def _present(self, owner: str, lines: Mapping[Node, Months]) -> Numbers:
        rate, end = self._terms[owner]
        return valuation.present_value(lines[Node(LINE, f"owner.{owner}")][: end + 1], rate)

    @cached_property
    def _strategies(self) -> tuple[str, ...]:
        if any(ask.against == BEST for ask in self.asks):
            return tuple(self.case.strategies)
        return tuple(dict.fromkeys(s for ask in self.asks for s in (ask.strategy, ask.against)))

    @cached_property
    def _terms(self) -> dict[str, tuple[float, int]]:
        terms = {owner: model.terms(self.case, owner) for owner in self.case.owners}
        return {owner: (t.time_preference_pa, t.horizon_months) for owner, t in terms.items()}

    @cached_property
    def _nodes(self) -> tuple[Node, ...]:
        """The same whatever is asked, so that one kernel serves all."""
        return (*(Node(LINE, f"owner.{owner}") for owner in self.case.owners), Node(PAID, ""), Node(KEPT, ""))

    @cached_property
    def _order(self) -> tuple[Node, ...]:
        return needed(self.plan, self._nodes)

    @cached_property
    def _calendar(self) -> Calendar:
        return model.calendar(self.case)

    @cached_property
    def _past(self) -> Past:
        return model.past(self.case)


def _advantage(ask: Ask, worth: Mapping[str, Numbers]) -> Numbers:
    """Shape (n,), EUR; a strategy that has no answer may be the best of all, so then nobody can say."""
    others = [s for s in worth if s != ask.strategy] if ask.against == BEST else [ask.against]
    best = np.maximum.reduce([worth[s] for s in others or [ask.strategy]])
    return np.asarray(worth[ask.strategy] - best)
