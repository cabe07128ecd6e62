"""The records of a spread: what every owner's measures are over draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geduld.horizons import ByHorizon
from geduld.owners import Flows
from geduld.spread_summary import Estimate, Summary

SHORTFALL = 0.1
"""Expected shortfall is the mean of the worst 10 % of the draws."""
SINGLE = ("irr", "break_even_return", "chance_of_loss", "chance_behind", "expected_shortfall", "certainty_equivalent")
"""Estimates that are one number per strategy."""
COMPARED = ("lead", "chance_best", "worst_weight", "largest_regret")
"""More of them: beside the other strategies, and what the certainty equivalent rests on."""


@dataclass(frozen=True, slots=True)
class Steps:
    """From the advantage in the base case to its mean over the draws, in EUR; they add up exactly.

    Attributes:
        base: every assumption at its base.
        ranges: what changes if every assumption is at its mean instead: ranges with a longer side.
        bends: what is left: taxes, floors, limits and products of what is uncertain, which do not average out.
        mean: over the draws.
    """

    base: float
    ranges: float
    bends: float
    mean: float


@dataclass(frozen=True, slots=True)
class Pair:
    """What one strategy is worth above another, draw by draw (EUR), and the share of the draws in which it is ahead."""

    mean: Estimate
    p10: Estimate
    p90: Estimate
    chance_ahead: Estimate


@dataclass(frozen=True)
class StrategySpread:
    """One strategy for one owner, over the draws; rates are annual, money is EUR.

    Attributes:
        alternative: of the other strategies the one with the highest certainty equivalent.
        measures: every measure of `OwnerView`, and: worth (present value of all flows at the time preference), gain
            (worth above the baseline's), advantage (worth above the alternative's), regret (worth of the best strategy
            of each draw above this one's).
        irr: on the expected flows, against the baseline.
        break_even_return: on the expected flows, against the alternative.
        chance_of_loss: share of the draws in which gain is below zero.
        chance_behind: share of the draws in which advantage is below zero.
        expected_shortfall: mean gain of the worst 10 % of the draws; a loss is below zero.
        certainty_equivalent: of worth, at the owner's risk tolerance.
        lead: its certainty equivalent above the alternative's.
        chance_best: share of the draws in which it is worth most.
        worst_weight: share of the single worst draw in the certainty equivalent; near 1, more draws will move it.
        largest_regret: the regret of the draw in which it is largest; more draws can only raise it.
        ahead: per whole year, share of the draws with more receipts to date than under the alternative, at its end.
        pairs: every other strategy -> this one against it.
        expected: flows whatever the horizon, the mean over the draws; of the headline, then of each further scramble.
        fan: "p10", "p50", "p90" -> receipts to date kept at the return elsewhere, shape (T+1,), no final payment.
        gain_fan: the same of what is received more than under the baseline, draw by draw.
        advantage_edges: bins of the advantage per draw, one more than the counts.
        steps: why the mean of the advantage is not its base.
    """

    alternative: str
    measures: Mapping[str, Summary]
    irr: Estimate
    break_even_return: Estimate
    chance_of_loss: Estimate
    chance_behind: Estimate
    expected_shortfall: Estimate
    certainty_equivalent: Estimate
    lead: Estimate
    chance_best: Estimate
    worst_weight: Estimate
    largest_regret: Estimate
    ahead: tuple[Estimate, ...]
    pairs: Mapping[str, Pair]
    expected: tuple[ByHorizon, ...]
    fan: Mapping[str, Flows]
    gain_fan: Mapping[str, Flows]
    advantage_edges: tuple[float, ...]
    advantage_counts: tuple[int, ...]
    steps: Steps


@dataclass(frozen=True)
class OwnerSpread:
    """One owner over the draws: `verdict` is the strategy with the highest certainty equivalent."""

    owner: str
    strategies: Mapping[str, StrategySpread]
    verdict: str

    def best_alternative(self, strategy: str) -> str:
        """The one alternative of a strategy."""
        return self.strategies[strategy].alternative

    @property
    def chance_best(self) -> Mapping[str, Estimate]:
        """Strategy -> the chance that it is worth most."""
        return {name: found.chance_best for name, found in self.strategies.items()}


@dataclass(frozen=True)
class Spread:
    """All owners over n draws of a seed, and the company's measures per strategy.

    `left_out` of the draws cannot be, as more referrals than arrivals: no strategy can be run on them.
    """

    n: int
    seed: int
    scrambles: int
    owners: Mapping[str, OwnerSpread]
    company: Mapping[str, Mapping[str, Summary]]
    left_out: int = 0
