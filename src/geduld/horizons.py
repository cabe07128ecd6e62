"""What an owner receives if the horizon were another one: for every month at once.

The lines that rest on the horizon are run again with the horizon in every month: in month t the horizon is t, so each
month holds what comes at the end if that month were the end. That is a run per month only if no such line reads
another one's past; `Horizons` refuses a model in which one does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from geduld import model
from geduld.case_records import Case
from geduld.engine import ByMonth, Calendar, Node, Past, Plan, Run
from geduld.engine.again import again, read_beside, resting_on
from geduld.errors import ModelError, problem
from geduld.marks import Value
from geduld.owners import Flows

TERM, FLOW = "horizon_months", "owner_flow"


@dataclass(frozen=True)
class ByHorizon:
    """An owner's flows under one strategy, whatever the horizon.

    Attributes:
        before: flow of each month if the horizon is later, EUR, shape (H+1,) or (H+1, n).
        last: flow of each month if it is the horizon: the last dividend, the sale or the settlement, tax still owed.
    """

    before: Flows
    last: Flows

    def flows(self) -> Flows:
        """Flows by horizon, shape (H+1, H), of one run: column h - 1 has those of a horizon of h months, then zeros."""
        months = np.arange(len(self.before))[:, None]
        ends = np.arange(1, len(self.before))[None, :]
        return np.where(months < ends, self.before[:, None], np.where(months == ends, self.last[:, None], 0.0))


@dataclass(frozen=True)
class Horizons:
    """The lines of a case that rest on its owners' horizons, ready to be run again.

    Raises:
        ModelError: when used, if such a line reads another one in a month before.
    """

    case: Case
    plan: Plan

    @cached_property
    def order(self) -> tuple[Node, ...]:
        """The nodes that rest on a horizon."""
        found = resting_on(self.plan, self._keys)
        for node in found:
            for source in self.plan.reads(node):
                if source.reading.tense != "now" and any(n in found for n in source.nodes):
                    what = f"{source.reading.name} rests on the horizon, and is read in an earlier month"
                    raise ModelError(problem(self.plan.lines[node.line].place, str(node), what, allowed="this month"))
        return found

    @cached_property
    def reads(self) -> tuple[Node, ...]:
        """What they read beside each other: what a run must have kept."""
        return read_beside(self.plan, self.order)

    def flows(self, run: Run, strategy: str, raw: Mapping[str, Value] | None = None) -> dict[str, ByHorizon]:
        """Owner -> flows under a strategy, whatever the horizon.

        Args:
            run: of the strategy, with at least the nodes of `reads`.
            strategy: its id.
            raw: the draws the run rests on, as `model.values`; None is base values.
        """
        ready = model.values(self.case, strategy, raw)
        known = {node: run.values[node] for node in self.reads}
        months = self._calendar.months
        never, each = (months + 1.0, ByMonth(tuple(float(month) for month in range(months + 1))))
        before, last = (self._again(known, {**ready, **dict.fromkeys(self._keys, at)}) for at in (never, each))
        return {owner: ByHorizon(before[node], last[node]) for owner, node in self._nodes.items()}

    def _again(self, known: Mapping[Node, Flows], values: Mapping[str, Value | ByMonth]) -> dict[Node, Flows]:
        return again(self.plan, known, values, self._calendar, self._past, self.order, [*self._nodes.values()])

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {owner: Node(FLOW, f"owner.{owner}") for owner in self.case.owners}

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        return tuple(f"owner.{owner}.{TERM}" for owner in self.case.owners)

    @cached_property
    def _calendar(self) -> Calendar:
        return model.calendar(self.case)

    @cached_property
    def _past(self) -> Past:
        return model.past(self.case)
