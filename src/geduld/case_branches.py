"""What must hold of a strategy that opens branches or agrees a volume discount."""

from __future__ import annotations

from itertools import pairwise

from geduld.case_records import Case, Strategy
from geduld.errors import CaseError, plain, problem

NEEDED = ("branch_investment_price", "branch_sales_pm", "branch_running_price_pm")
"""What a branch cannot be without, per branch."""
STEPS = (1, 2, 3)


def check_branches(case: Case) -> None:
    """Branches have capital, sales and costs and close after they open; a higher step is no worse, and there is one.

    Raises:
        CaseError: the first strategy or step that does not hold, with its value and what would do.
    """
    _check_steps(case)
    for strategy in case.strategies.values():
        if _lever(case, strategy, "branches"):
            _check_closing(case, strategy)
            _check_amounts(case, strategy)
        if _lever(case, strategy, "volume_discount_agreed"):
            _check_discount(case, strategy)


def _lever(case: Case, strategy: Strategy, name: str) -> float:
    """The strategy's setting, else what holds in the case."""
    return strategy.levers.get(name, case.assumptions[name].base)


def _check_closing(case: Case, strategy: Strategy) -> None:
    start, close = (_lever(case, strategy, name) for name in ("branch_start_month", "branch_close_month"))
    if 0 < close < start + 2:
        what = f"{plain(close)} month: branches that open in month {plain(start + 1)} would never sell"
        allowed = f"0 month (they stay open), or {plain(start + 2)} month or later"
        raise CaseError(problem(strategy.file, "levers.branch_close_month", what, allowed=allowed))


def _check_amounts(case: Case, strategy: Strategy) -> None:
    for name in NEEDED:
        a = case.assumptions[name]
        if a.base <= 0:
            what = f"{plain(a.base)} {a.unit} per branch, and strategy {strategy.id!r} opens branches"
            raise CaseError(problem("assumptions.toml", name, what, allowed=f"above 0 {a.unit}"))


def _check_discount(case: Case, strategy: Strategy) -> None:
    if not any(case.assumptions[f"discount_share_{step}"].base for step in STEPS):
        what, key = "1 count: a volume discount is agreed, and no step gives one", "levers.volume_discount_agreed"
        raise CaseError(problem(strategy.file, key, what, allowed="0 count, or discount_share_1 above 0 share"))


def _check_steps(case: Case) -> None:
    """A step that is given asks at least as much as the one before it, and gives at least as much."""
    for lower, higher in pairwise(STEPS):
        for name in ("discount_threshold", "discount_share"):
            low, high = (case.assumptions[f"{name}_{step}"] for step in (lower, higher))
            if case.assumptions[f"discount_share_{higher}"].base and high.base < low.base:
                what = f"{plain(high.base)} {high.unit} is less than that of step {lower}"
                raise high.error(what, f"{plain(low.base)} {low.unit} or more")
