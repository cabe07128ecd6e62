"""The waterfall: every cash line of the model in one step, steps that add up, and what each strategy is made of."""

from __future__ import annotations

from collections import Counter
from functools import cache

import numpy as np
import pytest

from geduld.case import data_folder, load_case
from geduld.changes import TAIL
from geduld.engine import Plan
from geduld.results import Results, evaluate
from geduld.waterfall import BELOW_EBITDA, TO_EBITDA, waterfall
from geduld.words.labels import table

OWNERS = {"kept", "owner_tax", "settlement", "net"}
"""Steps after those of the company."""
FOLLOWS = {"interest", "tax", "working_capital", "lenders", *OWNERS}
"""Steps that move whatever a strategy is made of."""
MADE_OF = {
    "baseline": set(),
    "autonomy": {"dismissal", "teams", "layers", "staff", "absence", "coordination", "customers"},
    "broadcast": {"campaigns", "customers", "payroll"},
    "cut": {"dismissal", "strain", "customers", "payroll"},
    "expand": {"branches", "branches_running", "branches_once", "volume_discount", "investment"},
    "invest": {
        "courses", "hours", "payroll", "time", "staff", "rework", "absence", "coordination", "customers", "campaigns",
    },
    "payout": set(),
    "squeeze": {"price_cut", "late_payment"},
}  # fmt: skip


@cache
def results() -> Results:
    return evaluate(load_case(data_folder() / "cases" / "wholesaler"))


def _cash_lines(plan: Plan) -> list[str]:
    """Every line that the groups in ebitda sum."""
    groups = [name for name in plan.lines["ebitda"].parameters if name.startswith("cash_")]
    return [name for group in groups for name in plan.lines[group].parameters]


def test_every_cash_line_belongs_to_one_step() -> None:
    """A line that is new in a group of ebitda has no step until it is given one here."""
    placed = Counter(name for names in TO_EBITDA.values() for name in names)
    assert placed == Counter(_cash_lines(results().plan))
    marked = {n for n, line in results().plan.lines.items() if line.marks.kind == "cash"}
    assert marked == set(placed), "a cash line that no group of ebitda sums"


def test_the_lines_below_ebitda_belong_to_one_step() -> None:
    below = [name for terms in BELOW_EBITDA.values() for name in terms]
    assert len(below) == len(set(below)) == len(TAIL)
    assert not set(below) & set(_cash_lines(results().plan))


@pytest.mark.parametrize("strategy", list(MADE_OF))
def test_the_companys_lines_are_all_that_its_cash_moves_by(strategy: str) -> None:
    """Of the run itself, no difference: all lines with their signs are what is distributed plus the change in cash."""
    lines, run = results().plan.lines, results().runs[strategy]
    above = [lines[name].marks.sign * run.line(name) for name in _cash_lines(results().plan)]
    found = np.sum([*above, *(sign * run.line(name) for name, sign in TAIL.items())], axis=0)
    assert found[1:] == pytest.approx((run.line("distribution")[1:] + np.diff(run.line("cash"))), abs=1e-6)


@pytest.mark.parametrize("strategy", list(MADE_OF))
def test_a_strategy_says_what_it_is_made_of(strategy: str) -> None:
    """Steps that are not zero, apart from those that follow from all lines together; the rest is exactly zero."""
    view = results().views["family"]
    steps = {step.id for step in waterfall(view, strategy) if step.value}
    assert steps - FOLLOWS == MADE_OF[strategy]


def test_every_strategy_of_the_case_is_asked() -> None:
    assert set(MADE_OF) == set(results().case.strategies)


def test_steps_hold_the_lines_they_are_named_after() -> None:
    """The family's stake times the change of each line, present values at its required return, summed by hand."""
    view = results().views["family"]
    monthly = (1 + view.terms.required_return_pa) ** (1 / 12)

    def worth(strategy: str, name: str) -> float:
        flow = view.runs[strategy].line(name) - view.runs["baseline"].line(name)
        return view.terms.stake * sum(v / monthly**t for t, v in enumerate(flow[: view.terms.horizon_months + 1]))

    def step(strategy: str, name: str) -> float:
        return {s.id: s.value for s in waterfall(view, strategy)}[name]

    assert step("cut", "dismissal") == pytest.approx(-worth("cut", "severance") - worth("cut", "cash_rehiring_cost"))
    assert step("expand", "investment") == pytest.approx(-worth("expand", "capital_expenditure"))
    assert step("expand", "volume_discount") == pytest.approx(worth("expand", "volume_discount_gained"))
    layers = worth("autonomy", "managers_wages_saved") - worth("autonomy", "managers_work_taken_over")
    assert step("autonomy", "layers") == pytest.approx(layers)
    assert step("squeeze", "late_payment") == pytest.approx(-worth("squeeze", "late_payment_interest"))
    assert step("broadcast", "campaigns") == pytest.approx(-worth("broadcast", "broadcast_cost"))


def test_steps_have_words_and_words_have_steps() -> None:
    assert list(table("waterfall.toml")) == [*TO_EBITDA, *BELOW_EBITDA, "kept", "owner_tax", "settlement", "net"]
