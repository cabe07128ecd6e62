"""All lines together, over thirty months: identities that must be zero, and draws that do not know each other."""

from __future__ import annotations

import numpy as np
import pytest
from formulas.lively_case import BEFORE, LIVELY, compute, draws, plan
from formulas.plain_case import ELEMENTS, LINES, QUIET
from formulas.plain_case import compute as compute_plain

from geduld.engine import Past
from geduld.engine.lineage import assumptions

DRAWS = 7
SHORT_TERM = (
    "layers_removed",
    "self_managing_share",
    "staff_cut_share",
    "squeeze_price_cut_share",
    "squeeze_payment_days",
)
LEVERS = ("trained_share", "payout_budget_share", "broadcast_moved_share", "broadcast_extra_share", *SHORT_TERM)
LEVERS_OFF = {key: 0.0 for key in LIVELY if key.endswith(LEVERS)}
EFFECTS = tuple(key.removesuffix("_trial_transfer") for key in QUIET if key.endswith("_trial_transfer"))
AFTER_A_CUT = tuple(key for key in QUIET if key.endswith("_rise_after_cut"))


def test_the_lively_company_is_lively() -> None:
    """Every line moves in one of eight draws; else the questions asked of it here would say nothing."""
    run = compute(draws(8))
    still = {name for name in LINES if np.allclose(run.line(name), 0)}
    stopped = {name for name in LINES if name.endswith("_stopped")} - {"depreciation_stopped"}
    assert still == {"identity_residual", "balance_residual", *stopped}


def test_what_comes_in_goes_somewhere() -> None:
    run = compute(draws(DRAWS))
    scale = np.abs(run.line("revenue")).max()
    assert np.abs(run.line("identity_residual")).max() < 1e-9 * scale
    assert np.abs(run.line("balance_residual")).max() < 1e-9 * scale


def test_the_owners_together_get_their_stakes() -> None:
    run = compute()
    assert run.line("gross_dividend") == pytest.approx(0.8 * run.line("distribution"))
    tax = run.line("tax_withheld") + run.line("owner_tax_paid")
    assert run.line("net_dividend") + tax == pytest.approx(run.line("gross_dividend"))


def test_a_cashable_line_is_the_sum_of_its_parts() -> None:
    run = compute()
    cashable = [name for name, line in LINES.items() if line.marks.kind == "cashable"]
    assert len(cashable) == 14
    for name in cashable:
        assert run.line(f"cash_{name}") + run.line(f"economic_{name}") == pytest.approx(run.line(name)), name


def test_draws_are_the_same_as_one_run_each() -> None:
    values, together = draws(DRAWS), compute(draws(DRAWS))
    for i in (0, 3, 6):
        alone = compute({key: float(np.asarray(column)[i]) for key, column in values.items()})
        for node, column in together.values.items():
            own = np.broadcast_to(column.T, (DRAWS, column.shape[0]))[i]
            assert own == pytest.approx(alone.values[node], rel=1e-9, abs=1e-6), node


def test_a_draw_knows_no_other_draw() -> None:
    order = np.array([3, 6, 0, 5, 1, 4, 2])
    shuffled = compute({key: np.asarray(column)[order] for key, column in draws(DRAWS).items()})
    for node, column in compute(draws(DRAWS)).values.items():
        assert np.array_equal(column[..., order] if column.ndim > 1 else column, shuffled.values[node]), node


def test_the_future_does_not_change_the_past() -> None:
    long, short = compute(draws(DRAWS)), compute(draws(DRAWS), months=11)
    for node, column in short.values.items():
        assert np.array_equal(column, long.values[node][:12]), node


def test_without_effects_nothing_is_saved_and_no_customer_stays_longer() -> None:
    """What moves between budgets is a change of spending and no effect, so it stays as it is."""
    off = {**dict.fromkeys((*EFFECTS, *AFTER_A_CUT), 0.0), "broadcast_moved_share": 0.0, "broadcast_extra_share": 0.0}
    off |= dict.fromkeys(SHORT_TERM, 0.0)
    run, idle = compute({**off}), compute({**off, **LEVERS_OFF})
    assert (run.line("cash_inside") == 0).all() and (run.line("economic_inside") == 0).all()
    assert np.array_equal(run.line("customers"), idle.line("customers"))
    assert np.array_equal(run.line("revenue"), idle.line("revenue"))


def test_without_levers_the_programme_costs_nothing_and_does_nothing() -> None:
    idle, other = compute({**LEVERS_OFF}), compute({**LEVERS_OFF, **dict.fromkeys(EFFECTS, 0.1)})
    assert (idle.line("cash_programme") == 0).all()
    assert all(np.array_equal(idle.line(name), other.line(name)) for name in ("customers", "ebitda", "cash"))


def test_all_money_times_three_is_three_times_the_money() -> None:
    """Amounts of before the decision included; months, rates and days stay as they were."""
    money = {key: LIVELY[key] * 3 for key in LIVELY if in_money(key)}
    before = Past(
        {line: [3 * v for v in known] for line, known in BEFORE.history.items()},
        {line: 3 * known for line, known in BEFORE.year_to_date.items()},
    )
    run, tripled = compute(), compute(money, before=before)
    for name, line in LINES.items():
        times = 3 if line.marks.unit == "EUR" else 1
        assert tripled.line(name) == pytest.approx(times * run.line(name), rel=1e-9, abs=1e-5), name


def in_money(key: str) -> bool:
    """Whether a value is an amount of money."""
    ends = (
        "_price",
        "_price_pa",
        "_price_pm",
        "_cost",
        "_pa",
        "_at_start",
        "_pm",
        "_cash",
        "_bracket",
        "_amount",
        "_budget",
        "_limit",
        "_reserves",
    )
    rates = (
        "rate_pa",
        "growth_pa",
        "inflation_pa",
        "rate_pm",
        "share_pa",
        "hours_pa",
        "hours_pm",
        "arrivals_pm",
        "return_pa",
        "referrals_pm",
    )
    return key.endswith(ends) and not key.endswith((*rates, "customers_at_start"))


def test_an_owner_does_not_know_another_owners_terms() -> None:
    terms = ("stake", "loan_at_start", "horizon_months", "other_income_pm", "dividend_tax_bracket", "reserve_at_start")
    other = compute({f"owner.partner.{term}": LIVELY[f"owner.partner.{term}"] / 2 for term in terms})
    for node, column in compute().values.items():
        if node.element != "owner.partner":
            assert np.array_equal(column, other.values[node]), node


def test_shares_stay_shares_and_skill_below_the_roll_out() -> None:
    run = compute(draws(DRAWS))
    for track in ELEMENTS["track"]:
        skill, rolled_out = run.line("skill", track), run.line("rollout_share", track)
        assert (skill >= 0).all() and (skill <= rolled_out + 1e-12).all()
        assert (run.line("uptake", track) <= skill.max(axis=0)).all()
    assert (run.line("customers") >= 0).all()


def test_the_quiet_company_stands_still() -> None:
    run = compute_plain({"cash_at_start": 1000.0, "target_cash": 1000.0}, months=24)
    moving = {name for name in LINES if len(set(run.line(name).tolist())) > 1}
    assert moving <= {
        "broadcast_yield",
        "churn_rate",
        "transfer",
        "usual_separation_rate",
        "strained_separation_rate",
        "new_hires_share",
        "staff_present",
        "monthly_salary",
        "separation_rate",
        "autonomy_progress_share",
        "managers",
        "staff_needed",
        "managers_share",
        "contact_made_share",
        "trainable_share",
        "hours_saved_share",
        "settlement",
        "owner_flow",
    }
    assert (run.line("cash") == 1000).all()


def test_cash_rests_on_every_opening_balance() -> None:
    keys = assumptions(plan(), plan().nodes("owner_flow"))
    openings = {line.marks.opening for line in LINES.values() if isinstance(line.marks.opening, str)}
    names = {key.rpartition(".")[2] for key in keys}
    assert openings & set(QUIET) <= names
    assert {"dividends_this_year_at_start", "churn_rate_pm", "half_life_months"} <= names


def test_settlement_comes_once_at_the_horizon() -> None:
    run = compute()
    assert np.flatnonzero(run.line("settlement", "owner.family")).tolist() == [28]
    assert (run.line("owner_flow", "owner.family")[29:] == 0).all()
