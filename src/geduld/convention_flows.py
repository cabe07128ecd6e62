"""The company's expected flows under one strategy less the baseline, kind by kind: what the conventions count.

Before tax and financing, and only cash: what the conventions differ in is how to count, not what. What is sold, less
what it costs to buy and to serve, is one kind, because a rise in purchases for a rise in sales is no investment; so are
the campaigns, because a budget that is moved from one to another is none either.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from geduld import model
from geduld.case_records import BASELINE, Case
from geduld.conventions import Kind
from geduld.draws import draw
from geduld.engine import Plan, Run
from geduld.engine.attempt import attempt, needed
from geduld.valuation import Flows

TOGETHER = {
    "trade_margin": ("revenue", "branch_revenue", "cost_of_sales", "branch_cost_of_sales", "cost_to_serve"),
    "campaigns": ("marketing", "broadcast_cost", "personal_contact_cost"),
}
"""Kinds of more lines than one: else a budget that is only moved would stand on both sides."""
INVESTED = ("capital_expenditure",)
BELOW = {"rise_in_working_capital": -1, "capital_expenditure": -1}
"""Lines below ebitda that are neither tax nor financing, with the sign in which they count."""
DRAWS = 256
"""Draws whose mean the expected flows are: the first of the case's sequence, which is even from its first points on."""
NOTHING = 1e-9
Expected = Mapping[str, Mapping[str, Flows]]
"""Strategy -> line -> monthly flow with its sign, shape (H+1,), EUR."""


def cash_lines(plan: Plan) -> dict[str, tuple[str, int]]:
    """Line -> the line that holds its cash, and the sign in which it counts; what is never cash is not there."""
    marked = {name: line.marks for name, line in plan.lines.items() if line.marks.sign and not _is_part(name, plan)}
    kinds = {"cash": "{}", "cashable": "cash_{}"}
    found = {n: (kinds[str(m.kind)].format(n), m.sign) for n, m in marked.items() if m.kind in kinds}
    return {**found, **{name: (name, sign) for name, sign in BELOW.items()}}


def _is_part(name: str, plan: Plan) -> bool:
    return name.startswith(("cash_", "economic_")) and name.partition("_")[2] in plan.lines


def base_flows(runs: Mapping[str, Run]) -> Expected:
    """The flows of the base case."""
    return {s: {n: sign * run.line(of) for n, (of, sign) in cash_lines(run.plan).items()} for s, run in runs.items()}


def expected_flows(case: Case, seed: int, n: int = DRAWS) -> Expected:
    """The mean flows over the first draws of a seed, the same for every strategy; draws that cannot be are left out.

    Args:
        case: from `load_case`.
        seed: that of the simulation.
        n: how many draws, a power of two.

    Raises:
        CaseError, ModelError: see `draws.draw` and `engine.attempt`.
    """
    plan = model.plan(case)
    lines = cash_lines(plan)
    keep = [node for of, _ in lines.values() for node in plan.nodes(of)]
    order, raw = needed(plan, keep), draw(case, n, seed).raw
    when, past = model.calendar(case), model.past(case)
    tried = {
        s: attempt(plan, model.values(case, s, raw), when, past, case.pins, order, keep, n) for s in case.strategies
    }
    held = np.logical_and.reduce([one.held for one in tried.values()])
    means = {
        s: Run(plan, {node: v[:, held].mean(axis=1) for node, v in one.values.items()}) for s, one in tried.items()
    }
    return {s: {name: sign * run.line(of) for name, (of, sign) in lines.items()} for s, run in means.items()}


def kinds_of(case: Case, plan: Plan, flows: Expected, strategy: str) -> tuple[Kind, ...]:
    """What a strategy changes against the baseline, by kind; kinds that it leaves as they are not among them."""
    change = {name: flow - flows[BASELINE][name] for name, flow in flows[strategy].items()}
    joined = {name for names in TOGETHER.values() for name in names}
    named = {**TOGETHER, **{name: (name,) for name in change if name not in joined}}
    kinds = (
        _kind(case, plan, strategy, kind, {n: change[n] for n in names if n in change}) for kind, names in named.items()
    )
    return tuple(kind for kind in kinds if np.abs(kind.flow).max() > NOTHING)


def _kind(case: Case, plan: Plan, strategy: str, name: str, parts: Mapping[str, Flows]) -> Kind:
    """One kind, with the weakest grade of the lines in it that move; a line that rests on no assumption is sure."""
    moving = [line for line, flow in parts.items() if np.abs(flow).max() > NOTHING]
    weakest = max((model.line_grade(case, plan, line, strategy) or "A" for line in moving), default="A")
    return Kind(name, np.sum(list(parts.values()), axis=0), weakest, name in INVESTED)
