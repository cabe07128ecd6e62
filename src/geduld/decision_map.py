"""Which strategy is worth most to an owner, for every horizon and every required return: a map, and where it turns.

Convention: net present value on the owner's expected flows at the required return. An owner who leaves sells at the
horizon, one who stays is settled then (see `horizons`); the required return discounts and does nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geduld import valuation
from geduld.case_records import BASELINE, Case
from geduld.draws import standard_error
from geduld.engine import Run
from geduld.horizons import ByHorizon, Horizons
from geduld.owners import CENT, Flows, OwnerView
from geduld.spread_records import Spread

YEAR, POINT, WIDEST = 12, 100, 30
"""Months between horizons, steps of the return in one, and the highest return of a map (per cent) unless the owner's
own is higher."""
SURE = 2.0
"""A lead of fewer standard errors than this may be chance of the simulation."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place on the map.

    Attributes:
        best: the strategy worth most there; None where the first two are worth the same to the cent.
        npv: what it is worth above the baseline, EUR; the largest of all strategies.
        second: the next one; None where there is no other.
        lead: by how much the first is ahead of it, EUR; None without another.
        se: standard error of that lead; None without scrambles.
    """

    best: str | None
    npv: float
    second: str | None
    lead: float | None
    se: float | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the lead is more than chance of the simulation; without standard errors nothing speaks against it.

        Where the best are worth the same there is no lead to doubt.
        """
        return self.best is None or self.lead is None or self.se is None or self.lead > SURE * self.se


@dataclass(frozen=True)
class DecisionMap:
    """The map of one owner.

    Args:
        owner: id of the owner.
        horizon_months: the owner's own horizon; the end of the case for who does not leave.
        required_return_pa: the owner's own, annual effective.
        flows: strategy -> flows whatever the horizon, of one run: base values, or the mean over the draws.
        further: the same from each further scramble, for standard errors; empty without.
    """

    owner: str
    horizon_months: int
    required_return_pa: float
    flows: Mapping[str, ByHorizon]
    further: Sequence[Mapping[str, ByHorizon]] = ()

    @property
    def strategies(self) -> tuple[str, ...]:
        """All strategies, in the order of the case."""
        return tuple(self.flows)

    @cached_property
    def months(self) -> int:
        """The longest horizon there is."""
        return len(next(iter(self.flows.values())).before) - 1

    @cached_property
    def horizons(self) -> tuple[int, ...]:
        """Every full year of the case, in months."""
        return tuple(range(YEAR, self.months + 1, YEAR))

    @cached_property
    def returns(self) -> tuple[float, ...]:
        """Required returns, annual effective, from nothing up by a percentage point."""
        return tuple(p / POINT for p in range(max(WIDEST, math.ceil(self.required_return_pa * POINT)) + 1))

    @cached_property
    def places(self) -> tuple[tuple[Place, ...], ...]:
        """A row of places per return, one per horizon."""
        return tuple(tuple(self.at(rate, months) for months in self.horizons) for rate in self.returns)

    @cached_property
    def own(self) -> Place:
        """The place of the owner's own horizon and required return."""
        return self.at(self.required_return_pa, self.horizon_months)

    def at(self, rate: float, months: int) -> Place:
        """The place of a required return (annual effective) and a horizon in months, 1 to the end of the case."""
        worth = self._worth(rate)[:, months - 1]
        first, *rest = np.argsort(-worth, kind="stable").tolist()  # of equals the one that the case names first
        names = self.strategies
        npv = float(worth[first] - worth[names.index(BASELINE)])
        if not rest:
            return Place(names[first], npv, None, None)
        lead = float(worth[first] - worth[rest[0]])
        others = [float(w[first, months - 1] - w[rest[0], months - 1]) for w in self._further(rate)]
        best = names[first] if lead > CENT else None
        return Place(best, npv, names[rest[0]], lead, standard_error(others) if others else None)

    def share_won(self, strategy: str) -> float:
        """The share of the places at which a strategy is the best; equals are nobody's."""
        every = [place.best for row in self.places for place in row]
        return every.count(strategy) / len(every)

    def own_lead(self, strategy: str) -> float | None:
        """What a strategy is worth in the own place above the best other one, EUR; None where there is no other."""
        worth = dict(
            zip(self.strategies, self._worth(self.required_return_pa)[:, self.horizon_months - 1], strict=True)
        )
        mine = worth.pop(strategy)
        return float(mine - max(worth.values())) if worth else None

    def ahead_from(self, strategy: str, other: str, rate: float) -> int | None:
        """Break-even horizon: the first, in months, from which a strategy stays worth at least as much as another.

        1 where it is never behind; None where it is behind at the longest horizon.
        """
        worth, names = self._worth(rate), self.strategies
        behind = np.flatnonzero(worth[names.index(strategy)] < worth[names.index(other)] - CENT)
        first = int(behind[-1]) + 2 if len(behind) else 1
        return first if first <= self.months else None

    def _worth(self, rate: float) -> Flows:
        """Present value by strategy and horizon, EUR, shape (strategies, H)."""
        if rate not in self._known:
            self._known[rate] = [_worth(flows, rate) for flows in (self._flows, *self._more)]
        return self._known[rate][0]

    def _further(self, rate: float) -> Sequence[Flows]:
        self._worth(rate)
        return self._known[rate][1:]

    @cached_property
    def _known(self) -> dict[float, list[Flows]]:
        return {}

    @cached_property
    def _flows(self) -> Flows:
        return _stacked(self.flows)

    @cached_property
    def _more(self) -> list[Flows]:
        return [_stacked(one) for one in self.further]


def _stacked(flows: Mapping[str, ByHorizon]) -> NDArray[np.float64]:
    """Shape (H+1, strategies x H): all horizons of the first strategy, then of the next."""
    return np.concatenate([one.flows() for one in flows.values()], axis=1)


def _worth(flows: Flows, rate: float) -> Flows:
    """Shape (strategies, H)."""
    return valuation.present_value(flows, rate).reshape(-1, len(flows) - 1)


def base_maps(case: Case, runs: Mapping[str, Run], views: Mapping[str, OwnerView]) -> dict[str, DecisionMap]:
    """Owner -> the map on base values.

    Args:
        case: with these owners.
        runs: strategy -> run of the whole company.
        views: owner -> view of the runs.
    """
    ready = Horizons(case, next(iter(runs.values())).plan)
    found = {strategy: ready.flows(run, strategy) for strategy, run in runs.items()} if views else {}
    return {owner: _map(view, {s: flows[owner] for s, flows in found.items()}) for owner, view in views.items()}


def expected_maps(spread: Spread, views: Mapping[str, OwnerView]) -> dict[str, DecisionMap]:
    """Owner -> the map on expected flows: the mean over the draws of a spread."""
    return {owner: _expected(spread, view) for owner, view in views.items()}


def _expected(spread: Spread, view: OwnerView) -> DecisionMap:
    found = spread.owners[view.owner].strategies
    first, *further = ({s: found[s].expected[r] for s in view.runs} for r in range(spread.scrambles + 1))
    return _map(view, first, further)


def _map(
    view: OwnerView, flows: Mapping[str, ByHorizon], further: Sequence[Mapping[str, ByHorizon]] = ()
) -> DecisionMap:
    return DecisionMap(view.owner, view.terms.horizon_months, view.terms.required_return_pa, flows, further)
