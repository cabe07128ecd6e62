"""What an owner's finished lines amount to: measures per strategy, on base values ("base case").

Nothing here computes a month: the flows are lines of the case at the grain `owner`. `READS` declares what each
measure rests on, for lineage.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geduld import valuation
from geduld.engine import Run

Flows = NDArray[np.float64]

READS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "present_value": (("owner_flow",), ("required_return_pa",)),
    "npv": (("owner_flow",), ("required_return_pa",)),
    "irr": (("owner_flow",), ()),
    "payback_month": (("owner_flow",), ()),
    "discounted_payback_month": (("owner_flow",), ("required_return_pa",)),
    "deepest_point": (("owner_flow",), ()),
    "deepest_point_month": (("owner_flow",), ()),
    "certainty_equivalent": (("owner_flow",), ("time_preference_pa", "risk_tolerance")),
    "advantage": (("owner_flow",), ("time_preference_pa",)),
    "break_even_return": (("owner_flow",), ("time_preference_pa",)),
    "net_dividends": (("owner_flow", "final_payment"), ("horizon_months",)),
    "patience_months": (("owner_flow", "final_payment"), ("return_elsewhere_pa", "time_preference_pa")),
    "patience_months_with_settlement": (("owner_flow",), ("return_elsewhere_pa", "time_preference_pa")),
    "reserve_lowest": (("reserve",), ("horizon_months",)),
    "reserve_lowest_month": (("reserve",), ("horizon_months",)),
    "reserve_months_short": (("reserve",), ("horizon_months",)),
    "continuing_value_effect": (("continuing_year",), ("time_preference_pa",)),
    "loan_cover_lowest": (
        ("loan_income_of_twelve_months", "loan_service_of_twelve_months"),
        ("horizon_months",),
    ),
    "loan_months_short": (
        ("loan_income_of_twelve_months", "loan_service_of_twelve_months"),
        ("horizon_months",),
    ),
    "verdict": (("owner_flow",), ("time_preference_pa",)),
    "best_alternative": (("owner_flow",), ("time_preference_pa",)),
    "verdict_advantage": (("owner_flow",), ("time_preference_pa",)),
}
"""Measure -> the lines it reduces, and the assumptions it reads beside them."""

MEASURED = frozenset(key for _, keys in READS.values() for key in keys) | {
    "net_dividends_last_year",
    "loan_service_last_year",
}
"""Assumptions that no line reads, because measures and windows before the decision do."""


CONTINUING_YEARS = 5.0
"""Years of dividends after the horizon of which the effect is shown, whatever the owner declares."""
CENT = 0.005
"""EUR: less than this below zero is rounding."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The owner's own terms: stake as a share, annual effective rates, horizon in months, risk tolerance in EUR.

    `leaves` is 1 for an owner who sells at the end of the horizon, else 0.
    """

    stake: float
    required_return_pa: float
    time_preference_pa: float
    return_elsewhere_pa: float
    horizon_months: int
    risk_tolerance: float = 1e12
    leaves: float = 0.0


@dataclass(frozen=True)
class OwnerView:
    """One owner's flows under every strategy; index 0 is the day of the decision.

    Args:
        owner: id of the owner.
        terms: the owner's terms.
        runs: strategy -> run; must hold "baseline".
    """

    owner: str
    terms: Terms
    runs: Mapping[str, Run]

    def line(self, name: str, strategy: str) -> Flows:
        """Monthly values of an owner's line, up to the owner's horizon: shape (T+1,) or (T+1, n), EUR."""
        return self.runs[strategy].line(name, f"owner.{self.owner}")[: self.terms.horizon_months + 1]

    def flow(self, strategy: str, settled: bool = True) -> Flows:
        """After-tax flows to the horizon; without the final settlement when `settled` is False."""
        flow = self.line("owner_flow", strategy)
        return flow if settled else flow - self.line("final_payment", strategy)

    def increment(self, strategy: str, against: str = "baseline", settled: bool = True) -> Flows:
        """Flows under a strategy less those under another, month by month."""
        return self.flow(strategy, settled) - self.flow(against, settled)

    def worth(self, strategy: str) -> Flows:
        """Present value of all flows at the time preference, without a risk premium (EUR); shape () or (n,)."""
        return valuation.present_value(self.flow(strategy), self.terms.time_preference_pa)

    def certainty_equivalent(self, strategy: str) -> float:
        """Without draws: the base present value at the time preference, "base case" (EUR)."""
        return float(self.worth(strategy))

    def alternative(self, strategy: str) -> str:
        """The one alternative: of all other strategies, baseline included, the one worth most to this owner.

        A case with one strategy has no other: it is its own alternative.
        """
        others = [s for s in self.runs if s != strategy]
        return max(others or [strategy], key=self.certainty_equivalent)

    def advantage(self, strategy: str) -> float:
        """Worth of a strategy to this owner above its one alternative (EUR, base case)."""
        return self.certainty_equivalent(strategy) - self.certainty_equivalent(self.alternative(strategy))

    def verdict(self) -> str:
        """The strategy worth most to this owner."""
        return max(self.runs, key=self.certainty_equivalent)

    def cumulative(self, strategy: str, settled: bool = False) -> Flows:
        """Receipts to date, each invested at the owner's return elsewhere (EUR)."""
        return valuation.compounded(self.flow(strategy, settled), self.terms.return_elsewhere_pa)

    def patience(self, strategy: str, settled: bool = False) -> int | None:
        """Patience asked, in months, against the one alternative; None is never reached within the horizon."""
        own, other = self.flow(strategy, settled), self.flow(self.alternative(strategy), settled)
        return valuation.patience_months(own, other, self.terms.return_elsewhere_pa)

    def loan_cover(self, strategy: str) -> valuation.LoanCover:
        """Income over loan service, trailing twelve months, per month 0..T; nan where there is no service."""
        income = self.line("loan_income_of_twelve_months", strategy)
        return valuation.cover(income, self.line("loan_service_of_twelve_months", strategy))

    def measures(self, strategy: str) -> dict[str, float | None]:
        """All measures of a strategy for this owner; None is an answer (never, none, no loan)."""
        other = self.alternative(strategy)
        gain = self.increment(strategy)
        rates = {"irr": gain, "break_even_return": self.increment(strategy, other)}
        return {
            **{name: _answer(found) for name, found in self.by_draw(strategy).items()},
            **{name: valuation.irr(flow).value for name, flow in rates.items()},
            "certainty_equivalent": self.certainty_equivalent(strategy),
            "advantage": self.advantage(strategy),
            **{name: _answer(found) for name, found in self.against(strategy, other).items()},
        }

    def by_draw(self, strategy: str) -> dict[str, Flows]:
        """Measures that need no alternative, shape () or (n,); nan is never, or no loan."""
        gain, required = self.increment(strategy), self.terms.required_return_pa
        amount, month = valuation.deepest_points(self.increment(strategy, settled=False))
        return {
            "present_value": valuation.present_value(self.flow(strategy), required),
            "npv": valuation.npv(gain, required),
            "payback_month": valuation.paybacks(gain),
            "discounted_payback_month": valuation.discounted_paybacks(gain, required),
            "deepest_point": amount,
            "deepest_point_month": month,
            "net_dividends": self.flow(strategy, settled=False).sum(axis=0),
            **self._loan(strategy),
            **self._living(strategy),
        }

    def _living(self, strategy: str) -> dict[str, Flows]:
        """The owner's own reserve, and what comes after the horizon."""
        reserve, year = self.line("reserve", strategy), self.line("continuing_year", strategy)
        return {
            "reserve_lowest": reserve.min(axis=0),
            "reserve_lowest_month": reserve.argmin(axis=0),
            "reserve_months_short": (reserve[1:] < -CENT).sum(axis=0),
            "continuing_value_effect": valuation.present_value(CONTINUING_YEARS * year, self.terms.time_preference_pa),
        }

    def against(self, strategy: str, other: str) -> dict[str, Flows]:
        """Measures of a strategy against its one alternative, shape () or (n,); nan is never."""
        return {
            name: valuation.patience(
                self.flow(strategy, settled), self.flow(other, settled), self.terms.return_elsewhere_pa
            )
            for name, settled in (("patience_months", False), ("patience_months_with_settlement", True))
        }

    def _loan(self, strategy: str) -> dict[str, Flows]:
        income = self.line("loan_income_of_twelve_months", strategy)
        _, lowest, short = valuation.covers(income, self.line("loan_service_of_twelve_months", strategy))
        return {"loan_cover_lowest": lowest, "loan_months_short": short}


def _answer(measure: Flows) -> float | None:
    return None if np.isnan(measure) else float(measure)
