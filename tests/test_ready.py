"""Ready values: by hand, with the calculation; on floats and on arrays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from small_case import INVEST, NUMBERS, assumptions, write

from geduld.case import Case, load_case
from geduld.engine import ByMonth
from geduld.errors import CaseError
from geduld.ready import (
    inputs_of,
    price_inputs,
    price_names,
    raw_amounts,
    ready_values,
    trial_transfers,
    years_to_decision,
)

REVENUE = "segment.home.revenue_per_customer_pm"
GBP = """
[segment.home.revenue_per_customer_pm]
base = 100
currency = "GBP"
exchange_rate = "gbp_eur"
price_level = "2011"
source = "ledger 2011"
grade = "B"
"""
DECISION = date(2026, 12, 31)


def foreign(folder: Path, overrides: dict[str, float] | None = None) -> Case:
    """The small company with its revenue in pounds of 2011."""
    own = assumptions({key: value for key, value in NUMBERS.items() if key != REVENUE})
    return load_case(write(folder, {"assumptions.toml": own + GBP}), overrides)


@pytest.mark.parametrize(
    ("level", "decision", "years"),
    [
        ("2015", DECISION, 11.5),
        ("2015-07", DECISION, (5.5 + 11 * 12) / 12),
        ("2026", DECISION, 0.5),
        ("2026-12", DECISION, 0.5 / 12),
        ("decision", DECISION, 0.0),
        ("2015", date(2016, 2, 29), 8 / 12),
        ("2015", date(2016, 3, 1), (6 + 2 + 1 / 31) / 12),
    ],
)
def test_years_run_from_the_middle_of_the_price_level(level: str, decision: date, years: float) -> None:
    """The middle of 2015 is 1 July: six months to its end, then eleven years to the last day of 2026: 11.5 years."""
    assert years_to_decision(level, decision) == pytest.approx(years, rel=1e-12)


def test_an_old_price_is_brought_to_the_decision(tmp_path: Path) -> None:
    """EUR 1,100 of mid 2015, 11.5 years at 2 %: 1.02^11.5 = 1.243374 x 1.009950 = 1.255746; x 1100 = 1381.3211."""
    case = load_case(write(tmp_path), {"past_inflation_pa": 0.02})
    assert ready_values(case, "baseline")["course_price"] == pytest.approx(1381.3211, abs=1e-4)


def test_a_wage_follows_wages(tmp_path: Path) -> None:
    """EUR 45.20 of mid 2024, at 4 % a year for 2.5 years: 1.04^2.5 = 1.0816 x 1.019804 = 1.103020; x 45.2 = 49.8565."""
    case = load_case(write(tmp_path), {"past_inflation_pa": 0.0, "past_wage_growth_pa": 0.04})
    assert ready_values(case, "baseline")["hourly_labour_cost"] == pytest.approx(49.8565, abs=1e-4)


def test_foreign_money_is_converted_and_then_brought_to_the_decision(tmp_path: Path) -> None:
    """GBP 100 of mid 2011 at EUR 1.25 is EUR 125; 1.02^15.5 = 1.345868 x 1.009950 = 1.359260; x 125 = 169.9075."""
    case = foreign(tmp_path, {"gbp_eur": 1.25, "past_inflation_pa": 0.02})
    assert ready_values(case, "baseline")[REVENUE] == pytest.approx(169.9075, abs=1e-4)


def test_both_amounts_are_told(tmp_path: Path) -> None:
    amount = raw_amounts(foreign(tmp_path, {"gbp_eur": 1.25, "past_inflation_pa": 0.02}))[REVENUE]
    assert (amount.raw, amount.raw_unit, amount.price_level) == (100, "GBP/customer/month", "2011")
    assert (amount.today, amount.unit) == (pytest.approx(169.9075, abs=1e-4), "EUR/customer/month")


def test_money_of_the_decision_is_not_touched(tmp_path: Path) -> None:
    case = load_case(write(tmp_path))
    assert ready_values(case, "baseline")["other_costs_pa"] == 100000
    assert "other_costs_pa" not in raw_amounts(case)


def test_a_ready_value_names_what_it_rests_on(tmp_path: Path) -> None:
    case = foreign(tmp_path)
    assert price_inputs(case, REVENUE) == ("gbp_eur", "past_inflation_pa")
    assert price_inputs(case, "hourly_labour_cost") == ("past_wage_growth_pa",)
    assert price_inputs(case, "tax_bracket") == price_inputs(case, "inflation_pa") == ()
    assert price_inputs(case, "time_reduction_trial_transfer") == ()
    assert inputs_of(case, REVENUE) == (REVENUE, "gbp_eur", "past_inflation_pa")
    assert inputs_of(case, "time_reduction_trial_transfer") == ("time_reduction",)


def test_what_prepares_values_is_known_even_where_nothing_needs_it(tmp_path: Path) -> None:
    """A company that brings every amount in euros of the decision still has the rates, and they are no mistake."""
    assert price_names(load_case(write(tmp_path))) == {"gbp_eur", "past_inflation_pa", "past_wage_growth_pa"}


def test_an_earlier_decision_needs_fewer_years(tmp_path: Path) -> None:
    case = foreign(tmp_path)
    earlier = ready_values(replace(case, decision=date(2025, 12, 31)), "baseline")[REVENUE]
    growth = 1 + case.assumptions["past_inflation_pa"].base
    assert ready_values(case, "baseline")[REVENUE] == pytest.approx(float(earlier) * growth, rel=1e-12)


def test_levers_stand_only_in_their_own_strategy(tmp_path: Path) -> None:
    text = INVEST + "track.internal.coaching_share = 0.5\n"
    case = load_case(write(tmp_path, {"strategies/invest.toml": text}))
    baseline, invest = ready_values(case, "baseline"), ready_values(case, "invest")
    assert (baseline["trained_share"], invest["trained_share"]) == (0, 1)
    assert (invest["coaching_share"], invest["track.internal.coaching_share"]) == (0, 0.5)
    levers = {"trained_share", "track.internal.coaching_share"}
    assert {k: v for k, v in invest.items() if k not in levers} == {
        k: v for k, v in baseline.items() if k not in levers
    }


def test_an_unknown_strategy_is_refused(tmp_path: Path) -> None:
    case = load_case(write(tmp_path))
    with pytest.raises(
        CaseError, match=r"strategies: invst: there is no such strategy; allowed: baseline, invest; did"
    ):
        ready_values(case, "invst")


def test_an_effect_at_full_skill_counts_transfer_once(tmp_path: Path) -> None:
    """Measured on a trained group: the base transfer of 0.5; at full skill: 1, so that transfer itself counts."""
    case = load_case(write(tmp_path))
    effect = case.assumptions["churn_reduction"]
    assert effect.measured_on is not None
    full = replace(effect, measured_on=replace(effect.measured_on, group="full applied skill"))
    found = trial_transfers(replace(case, assumptions={**case.assumptions, "churn_reduction": full}))
    assert found["churn_reduction_trial_transfer"] == 1.0
    assert found["time_reduction_trial_transfer"] == found["turnover_reduction_trial_transfer"] == 0.5
    assert {key.removesuffix("_trial_transfer") for key in found} == {
        k for k, a in case.assumptions.items() if a.measured_on and a.measured_on.group != "team as it worked"
    }


def test_a_company_with_a_worse_transfer_does_not_change_the_trial(tmp_path: Path) -> None:
    """Did the trial's transfer follow the company's, their ratio would be 1 and transfer would not matter."""
    case = load_case(write(tmp_path), {"transfer_share": 0.35})
    assert trial_transfers(case)["time_reduction_trial_transfer"] == 0.5


def test_draws_stand_in_for_the_base(tmp_path: Path) -> None:
    """With seven draws every value is its own draw's: the same as seven runs on floats."""
    case, n = foreign(tmp_path), 7
    raw = {
        REVENUE: np.linspace(90, 120, n),
        "gbp_eur": np.linspace(1.1, 1.3, n),
        "inflation_pa": np.linspace(0, 0.03, n),
    }
    together = ready_values(case, "invest", raw)
    dated = {key for key, value in together.items() if isinstance(value, ByMonth)}
    of_company = {"tax_low_rate", "tax_high_rate", "tax_bracket", "loss_free_amount", "loss_share_above"}
    of_owners = {"dividend_tax_low_rate", "dividend_tax_high_rate", "dividend_tax_bracket"}
    assert {key.rpartition(".")[2] for key in dated} == of_company | of_owners
    for i in range(n):
        alone = ready_values(case, "invest", {key: float(column[i]) for key, column in raw.items()})
        assert {key: alone.pop(key) for key in dated} == {key: together[key] for key in dated}
        drawn = {k: float(np.broadcast_to(np.asarray(together[k]), n)[i]) for k in alone}
        assert drawn == pytest.approx(alone, rel=1e-14)


def test_a_segment_that_is_like_another_shares_its_draw(tmp_path: Path) -> None:
    case, drawn = load_case(write(tmp_path)), np.array([0.01, 0.02, 0.03])
    values = ready_values(case, "baseline", {"segment.home.churn_rate_pm": drawn})
    assert values["segment.referred.churn_rate_pm"] is drawn
    with pytest.raises(
        CaseError, match=r"draws: segment\.referred\.churn_rate_pm: no assumption with a value of its own"
    ):
        ready_values(case, "baseline", {"segment.referred.churn_rate_pm": drawn})


def test_a_draw_of_an_unknown_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"draws: inflation_p: .* did you mean 'inflation_pa'"):
        ready_values(load_case(write(tmp_path)), "baseline", {"inflation_p": 0.1})


def test_no_horizon_is_the_horizon_of_the_case(tmp_path: Path) -> None:
    assert ready_values(load_case(write(tmp_path)), "baseline")["owner.anna.horizon_months"] == 24
