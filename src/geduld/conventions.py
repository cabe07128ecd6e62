"""The same expected flows as others would count them: return, worth and payback by convention, and why they differ.

Finished monthly flows are reduced here; nothing of the model is computed anew. Adjustments for risk and optimism act
in these views only, never on draws: else risk would count twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from geduld import valuation
from geduld.valuation import Flows

STEPS: Mapping[str, tuple[str, ...]] = {
    "horizon": ("years",),
    "risk": ("benefits_down", "costs_up", "capital_up"),
    "definition": ("discounted_roi",),
    "prices": ("real",),
    "timing": ("timing", "first_flow_years"),
    "rate": ("rate_pa",),
}
"""Steps of a bridge from one convention to another, in this order, and the rules each of them changes."""
TIMINGS = ("year_end", "mid_year", "month_end")
CENT = 0.005
"""Costs of less than this are none: a return on nothing has no meaning."""


@dataclass(frozen=True, slots=True)
class Convention:
    """Rules by which flows are counted.

    Attributes:
        id: its key in the presets.
        rate_pa: discount rate, share per year, effective.
        real: flows are divided by the price index first.
        timing: when in its year a flow falls, one of `TIMINGS`.
        first_flow_years: years by which the day of the decision itself is discounted, and all else more.
        years: how far it looks; None is the whole horizon.
        discounted_roi: the return is npv / present value of costs; else of sums that are not discounted.
        benefits_down, costs_up: grade -> share by which a kind of that grade is lowered or raised.
        capital_up: share by which what is invested is raised, whatever its grade.
    """

    id: str
    rate_pa: float
    real: bool
    timing: str
    first_flow_years: float
    years: int | None
    discounted_roi: bool
    benefits_down: Mapping[str, float]
    costs_up: Mapping[str, float]
    capital_up: float


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of flow: EUR a month, shape (H+1,), above zero what comes in; its grade, and whether it is invested.

    A kind that costs more than it brings over the whole horizon is a cost in every convention, and else a benefit.
    """

    name: str
    flow: Flows
    grade: str = "A"
    invested: bool = False

    @property
    def is_cost(self) -> bool:
        """Whether it costs more than it brings, as expected and not discounted."""
        return bool(self.flow.sum() < 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What flows amount to under a convention, EUR; None where there is no such number.

    Attributes:
        benefits, costs: present values, both above zero in their natural direction.
        npv: benefits less costs.
        roi: share; None without costs.
        benefit_cost_ratio: benefits / costs; None without costs.
        payback_months: not discounted, interpolated within its year; None is never within the years looked at.
    """

    benefits: float
    costs: float
    npv: float
    roi: float | None
    benefit_cost_ratio: float | None
    payback_months: float | None


def outcome(kinds: Sequence[Kind], convention: Convention, price_index: Flows | None = None) -> Outcome:
    """What kinds of flows amount to under a convention.

    Args:
        kinds: flows of shape (H+1,), EUR; index 0 is the day of the decision.
        convention: the rules.
        price_index: prices over those of the decision, shape (H+1,); needed where the convention is real.
    """
    gains, costs = sides(kinds, convention, price_index)
    factors = discount_factors(convention, len(gains) - 1)
    worth, spent = float((gains * factors).sum()), float((costs * factors).sum())
    come, gone = (worth, spent) if convention.discounted_roi else (float(gains.sum()), float(costs.sum()))
    back = valuation.payback_interpolated(_by_year(gains - costs))
    return Outcome(
        benefits=worth, costs=spent, npv=worth - spent, roi=_over(come - gone, gone),
        benefit_cost_ratio=_over(worth, spent), payback_months=None if back is None else 12 * back,
    )  # fmt: skip


def _over(part: float, costs: float) -> float | None:
    return part / costs if costs > CENT else None


def sides(kinds: Sequence[Kind], convention: Convention, price_index: Flows | None = None) -> tuple[Flows, Flows]:
    """Benefits and costs by month, adjusted, in the prices and over the years of the convention; each (H+1,), EUR."""
    months = len(kinds[0].flow) if kinds else 1 if price_index is None else len(price_index)
    shown = np.arange(months) <= (months if convention.years is None else 12 * convention.years)
    seen = shown / _index(price_index, months) if convention.real else shown
    gains = [k.flow * (1 - convention.benefits_down[k.grade]) for k in kinds if not k.is_cost]
    costs = [-k.flow * (1 + raised(k, convention)) for k in kinds if k.is_cost]
    return tuple(np.sum([np.zeros(months), *flows], axis=0) * seen for flows in (gains, costs))


def raised(kind: Kind, convention: Convention) -> float:
    """The share by which the convention raises a kind that costs."""
    return convention.capital_up if kind.invested else convention.costs_up[kind.grade]


def _index(price_index: Flows | None, months: int) -> Flows:
    """Prices by month; on the day of the decision they are those of the decision."""
    if price_index is None or len(price_index) != months:
        raise ValueError(f"a real convention needs prices of {months} months")
    return np.concatenate([[1.0], price_index[1:]])


def discount_factors(convention: Convention, months: int) -> Flows:
    """What 1 in each month is worth on the day of the decision under the convention's timing: shape (months+1,)."""
    month = np.arange(months + 1)
    year = np.ceil(month / 12)
    moments = {"year_end": year, "mid_year": np.maximum(year - 0.5, 0), "month_end": month / 12}
    return np.asarray((1 + convention.rate_pa) ** -(moments[convention.timing] + convention.first_flow_years))


def _by_year(flow: Flows) -> Flows:
    """The day of the decision, then sums per year; the last may be short."""
    return np.add.reduceat(flow, [0, *range(1, len(flow), 12)])


def bridge(
    kinds: Sequence[Kind], start: Convention, end: Convention, price_index: Flows | None = None
) -> dict[str, float] | None:
    """Step -> what it adds to the return on investment on the way from one convention to another; they add up exactly.

    Each step changes its rules with those before it changed already, so what they do together counts with the later.
    None where one of the conventions on the way has no costs to divide by.
    """
    way = [outcome(kinds, convention, price_index).roi for convention in between(start, end)]
    known = [roi for roi in way if roi is not None]
    if len(known) < len(way):
        return None
    return {step: after - before for step, (before, after) in zip(STEPS, pairwise(known), strict=True)}


def between(start: Convention, end: Convention) -> list[Convention]:
    """The conventions on the way: the first, one more step changed in each, and last the rules of the other."""
    way = [start]
    for names in STEPS.values():
        way.append(replace(way[-1], **{name: getattr(end, name) for name in names}))
    return way
