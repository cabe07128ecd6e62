"""An owner's measures, worked by hand on flows of a few months."""

from dataclasses import dataclass

import numpy as np
import pytest

from geduld.owners import OwnerView, Terms


@dataclass
class Finished:
    """A finished run, reduced to the lines an owner's measures read."""

    flow: list[float]
    settlement: float = 0.0
    service: float = 0.0
    income: float = 0.0
    reserve: tuple[float, ...] = ()
    last_year: float = 0.0

    def line(self, name: str, element: str | None = None) -> np.ndarray:
        assert element == "owner.family"
        flow, months = np.array(self.flow, dtype=float), len(self.flow)
        end = np.zeros(months)
        end[-1] = self.settlement
        lines = {"net_dividend": flow, "final_payment": end, "owner_flow": flow + end}
        lines["loan_service_of_twelve_months"] = np.full(months, float(self.service))
        lines["loan_income_of_twelve_months"] = np.full(months, float(self.income))
        lines["reserve"] = np.array(self.reserve or [0.0] * months, dtype=float)
        lines["continuing_year"] = np.append(np.zeros(months - 1), self.last_year)
        return lines[name]


ZERO_RATES = Terms(stake=0.6, required_return_pa=0.0, time_preference_pa=0.0, return_elsewhere_pa=0.0, horizon_months=4)


def view(terms: Terms = ZERO_RATES, **flows: list[float]) -> OwnerView:
    return OwnerView("family", terms, {name: Finished(flow) for name, flow in flows.items()})  # type: ignore[arg-type]


def test_patience_is_asked_against_the_best_alternative() -> None:
    """Rates 0. baseline 0,10,10,10,10 = 40; payout 30,0,0,5,5 = 40 + 0 -> 40; invest 0,0,20,25,30 = 75.

    Worth: baseline 40, payout 40, invest 75: the alternative is baseline (first of equals).
    Cumulative invest 0,0,20,45,75; baseline 0,10,20,30,40: invest stays at or above from month 2.
    """
    owner = view(baseline=[0, 10, 10, 10, 10], payout=[30, 0, 0, 5, 5], invest=[0, 0, 20, 25, 30])
    assert owner.alternative("invest") == "baseline"
    assert owner.patience("invest") == 2
    assert owner.verdict() == "invest"
    assert owner.advantage("invest") == 35
    assert owner.advantage("payout") == -35


def test_a_higher_return_elsewhere_asks_more_patience() -> None:
    """payout's 30 of month 0 against invest's 31 in month 3 and 6 in month 4.

    Elsewhere 0 %: 31 >= 30 from month 3. Elsewhere 100 % a year: month 3: 30 * 2**(3/12) = 35.7 > 31; month 4:
    30 * 2**(4/12) = 37.8 against 31 * 2**(1/12) + 6 = 38.8, so month 4.
    """
    flows = {"baseline": [0.0] * 5, "payout": [30.0, 0, 0, 0, 0], "invest": [0.0, 0, 0, 31, 6]}
    assert view(ZERO_RATES, **flows).patience("invest") == 3
    dear = Terms(0.6, 0.0, 0.0, 1.0, 4)
    assert view(dear, **flows).patience("invest") == 4


def test_never_reached_is_none() -> None:
    owner = view(baseline=[0, 1, 1, 1, 1], invest=[0, 0, 0, 0, 3])
    measures = owner.measures("invest")
    assert measures["patience_months"] is None
    assert measures["payback_month"] is None
    assert measures["loan_cover_lowest"] is None


def test_npv_and_deepest_point_are_differences_from_the_baseline() -> None:
    """invest - baseline = -5, 0, 3, 4, 0: sum 2, deepest -5 in month 0, payback month 3."""
    owner = view(baseline=[0, 2, 2, 2, 2], invest=[-5, 2, 5, 6, 2])
    measures = owner.measures("invest")
    assert measures["npv"] == pytest.approx(2)
    assert (measures["deepest_point"], measures["deepest_point_month"]) == (-5, 0)
    assert measures["payback_month"] == 3


def test_settlement_counts_in_worth_but_not_in_patience() -> None:
    """A settlement of 100 in the last month decides the verdict; patience without it is never reached."""
    runs = {"baseline": Finished([0, 5, 5, 5, 5]), "invest": Finished([0, 0, 0, 0, 5], settlement=100)}
    owner = OwnerView("family", ZERO_RATES, runs)  # type: ignore[arg-type]
    assert owner.verdict() == "invest"
    assert owner.patience("invest") is None
    assert owner.patience("invest", settled=True) == 4


def test_figures_end_at_the_horizon() -> None:
    """Flows after month 2 do not count for an owner who leaves in month 2."""
    terms = Terms(0.6, 0.0, 0.0, 0.0, 2)
    owner = view(terms, baseline=[0, 1, 1, 50, 50], invest=[0, 2, 2, 0, 0])
    assert owner.certainty_equivalent("baseline") == 2
    assert owner.verdict() == "invest"


def test_loan_cover_is_income_over_service() -> None:
    """Income 90 over service 100: cover 0.9 in every month 1..4, so 4 months short."""
    runs = {"baseline": Finished([0.0] * 5, service=100, income=90)}
    runs["invest"] = Finished([0.0] * 5, service=100, income=150)
    owner = OwnerView("family", ZERO_RATES, runs)  # type: ignore[arg-type]
    assert owner.measures("baseline")["loan_cover_lowest"] == pytest.approx(0.9)
    assert owner.measures("baseline")["loan_months_short"] == 4
    assert owner.measures("invest")["loan_months_short"] == 0


def test_months_short_are_months_after_the_decision_with_a_reserve_below_zero() -> None:
    """Reserve -5, 10, -20, -0.004, -1: lowest -20 in month 2; short in months 2 and 4.

    Month 0 is the day of the decision and no month, and four tenths of a cent are rounding.
    """
    runs = {"baseline": Finished([0.0] * 5, reserve=(-5.0, 10.0, -20.0, -0.004, -1.0))}
    measures = OwnerView("family", ZERO_RATES, runs).measures("baseline")  # type: ignore[arg-type]
    assert (measures["reserve_lowest"], measures["reserve_lowest_month"]) == (-20, 2)
    assert measures["reserve_months_short"] == 2


def test_the_effect_of_going_on_is_five_years_like_the_last_one() -> None:
    """5 x 1,200 in month 4 of 4 at 10 % a year: 6,000 / 1.1^(4/12) = 5,812.38 EUR."""
    terms = Terms(0.6, 0.0, 0.1, 0.0, 4)
    runs = {"baseline": Finished([0.0] * 5, last_year=1200.0)}
    measures = OwnerView("family", terms, runs).measures("baseline")  # type: ignore[arg-type]
    assert measures["continuing_value_effect"] == pytest.approx(5812.38, abs=0.01)


def test_dividends_are_counted_less_the_tax_still_owed_at_the_end() -> None:
    """Flows 0, 8, 8, 8 and 8 - 5 of tax still owed: 27 EUR; the final payment of 100 is no dividend."""
    runs = {"baseline": Finished([0, 8, 8, 8, 3], settlement=100)}
    assert OwnerView("family", ZERO_RATES, runs).measures("baseline")["net_dividends"] == 27  # type: ignore[arg-type]
