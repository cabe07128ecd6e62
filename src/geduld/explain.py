"""Why one strategy is worth more than another: the difference by line and by lever, each adding up exactly.

By line: what every line of the company differs, as far as it reaches the one who looks. By lever: the levers in which
two strategies differ go over in groups of what is chosen together. The simple effect of a group is what the first
strategy gains when this group alone is set as in the second; the last bar is what the groups do only in each other's
company, so that all add up. Both are of the base case and have the same total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from math import fsum

import numpy as np

from geduld import valuation
from geduld.case_records import Case, Strategy, keys_of, split_key
from geduld.changes import changes
from geduld.errors import CaseError, GeduldError, problem
from geduld.owners import Flows, OwnerView
from geduld.ready import chosen
from geduld.results import Results
from geduld.sensitivity_bench import Bench
from geduld.waterfall import OWN_TAX, Step

KEPT, OWN, SETTLEMENT = "kept", "owner_tax", "settlement"
"""Steps of an owner after those of the company: what is kept back, own tax, the final payment."""
INTERACTION, TOTAL = "interaction", "total"
TOGETHER = {
    "payout_budget_share": "payout", "payout_month": "payout", "broadcast_moved_share": "contact",
    "contact_mix_share": "contact", "broadcast_extra_share": "broadcast", "broadcast_extra_months": "broadcast",
    "broadcast_start_month": "broadcast",
}  # fmt: skip
"""Lever -> group, where a file of assumptions holds levers of several choices; else a lever's group is its track, or
the file that declares it."""


@dataclass(frozen=True, slots=True)
class Explained:
    """The difference between two strategies, to an owner or to the company.

    An owner's amounts are present values at the time preference, to the owner's horizon, after tax: what strategies are
    compared by. The company's are nominal sums over all months, of what it pays out and keeps.

    Attributes:
        start, end: from which strategy to which.
        owner: whose; None for the company.
        by_line: a step per line that differs (EUR); the last is the total.
        by_lever: a step per group of levers, then `INTERACTION`, then the total.
        unable: groups that cannot be set alone, because the model then has no answer; they stand in the interaction.
    """

    start: str
    end: str
    owner: str | None
    by_line: tuple[Step, ...]
    by_lever: tuple[Step, ...]
    unable: tuple[str, ...]

    @property
    def total(self) -> float:
        """What the second is worth more than the first (EUR)."""
        return self.by_line[-1].value


def explain(
    results: Results, start: str, end: str, whose: tuple[str | None, ...] | None = None, bench: Bench | None = None
) -> list[Explained]:
    """The difference from one strategy to another.

    Args:
        results: of the case, on base values.
        start: id of the strategy to begin with.
        end: id of the other.
        whose: owners, None for the company; by default the company and all owners.
        bench: of the same case, where there is one already.

    Raises:
        CaseError: there is no such strategy, or both are the same.
    """
    for name in (start, end):
        chosen(results.case, name)
    if start == end:
        others = ", ".join(s for s in results.case.strategies if s != start)
        raise CaseError(problem("--to", end, "is the strategy it starts from", allowed=others))
    pair = _Pair(results, start, end, bench or Bench(results.case, ()))
    return [pair.explained(owner) for owner in (whose or (None, *results.views))]


def group_of(case: Case, lever: str) -> str:
    """The group of a lever: what it is chosen together with."""
    element, name = split_key(lever)
    if element.startswith("track."):
        return element
    return TOGETHER.get(name) or case.declared[name].group


def groups(case: Case, start: str, end: str) -> tuple[str, ...]:
    """The groups with a lever that two strategies set differently, in the order of the assumptions."""
    one, other = (_spread(case, case.strategies[s].levers) for s in (start, end))
    differ = {key for key in {*one, *other} if _set(case, one, key) != _set(case, other, key)}
    order = [*case.declared]
    placed = sorted(differ, key=lambda key: (order.index(split_key(key)[1]), key))
    return tuple(dict.fromkeys(group_of(case, key) for key in placed))


def _spread(case: Case, levers: Mapping[str, float]) -> dict[str, float]:
    """Levers with what is said for all tracks, or all channels, said for each of them."""
    per = {key: case.declared[split_key(key)[1]].per for key in levers}
    wide = {key: value for key, value in levers.items() if "." not in key and per[key] != "company"}
    each = {f"{element}.{key}": value for key, value in wide.items() for element in case.elements[per[key]]}
    return each | {key: value for key, value in levers.items() if key not in wide}


def _set(case: Case, levers: Mapping[str, float], key: str) -> float | None:
    """What a strategy sets a lever to, or the value it has when left alone."""
    element, name = split_key(key)
    declared = case.assumption(name, element)
    said = (levers[place] for place in keys_of(name, element) if place in levers)
    return next(said, declared.base if declared else None)


class _Pair:
    """Two strategies, and each strategy between them: the first with one group of levers as the second sets them."""

    def __init__(self, results: Results, start: str, end: str, bench: Bench) -> None:
        self.results, self.case, self.start, self.end, self.bench = results, results.case, start, end, bench

    def explained(self, owner: str | None) -> Explained:
        """The difference to an owner, or to the company."""
        steps = self._owner_steps(self.results.views[owner]) if owner else self._company_steps()
        first = self._worth(owner, self.start)
        total = Step(TOTAL, self._worth(owner, self.end) - first, True)
        simple = [Step(group, worth[owner or ""] - first) for group, worth in self.between.items() if worth]
        rest = Step(INTERACTION, total.value - fsum(step.value for step in simple))
        unable = tuple(group for group, worth in self.between.items() if not worth)
        return Explained(self.start, self.end, owner, (*steps, total), (*simple, rest, total), unable)

    @cached_property
    def between(self) -> dict[str, dict[str, float]]:
        """Group -> worth to each owner and to the company of the first strategy with this group as in the second.

        Nothing where the model has no answer.
        """
        return {group: self._tried(self._mixed(group)) for group in groups(self.case, self.start, self.end)}

    def _tried(self, strategy: Strategy) -> dict[str, float]:
        try:
            return self.bench.worth(strategy)
        except GeduldError:
            return {}

    def _mixed(self, group: str) -> Strategy:
        """The first strategy with the levers of a group as in the second."""
        one = self.case.strategies[self.start]
        first, second = (_spread(self.case, self.case.strategies[s].levers) for s in (self.start, self.end))
        kept = {key: value for key, value in first.items() if group_of(self.case, key) != group}
        taken = {key: value for key, value in second.items() if group_of(self.case, key) == group}
        return replace(one, id=f"{one.id}+{group}", levers=kept | taken)

    def _worth(self, owner: str | None, strategy: str) -> float:
        """What a strategy is worth: to an owner, or paid out and kept by the company (EUR)."""
        if owner is not None:
            return float(self.results.views[owner].worth(strategy))
        done = self.results.runs[strategy]
        return float(done.line("distribution").sum() + done.line("cash")[-1])

    def _company_steps(self) -> list[Step]:
        found = changes(self.results, self.end, self.start)
        return [Step(change.line, float(change.cash.sum())) for change in found if change.cash.any()]

    def _owner_steps(self, view: OwnerView) -> list[Step]:
        """The owner's stake in every line, then what comes between the company's money and the owner's."""
        last = view.terms.horizon_months + 1
        found = changes(self.results, self.end, self.start)
        company = {change.line: view.terms.stake * change.cash[:last] for change in found if change.cash.any()}
        paid, taxed, settled = (self._own(view, *lines) for lines in (("gross_dividend",), OWN_TAX, ("final_payment",)))
        flows = company | {KEPT: paid - np.sum([*company.values()], axis=0), OWN: -taxed, SETTLEMENT: settled}
        rate = view.terms.time_preference_pa
        return [Step(name, float(valuation.present_value(flow, rate))) for name, flow in flows.items() if flow.any()]

    def _own(self, view: OwnerView, *lines: str) -> Flows:
        """The difference in the sum of some lines of the owner."""
        return np.asarray(sum(view.line(name, self.end) - view.line(name, self.start) for name in lines))
