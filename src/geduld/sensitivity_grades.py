"""Value by strength of evidence: what of an owner's net present value rests on effects of grade A, B, C and D."""

from __future__ import annotations

from collections.abc import Iterator

from geduld import model, valuation
from geduld.case_records import Case
from geduld.engine import Plan
from geduld.engine.lineage import GRADES
from geduld.owners import OwnerView
from geduld.waterfall import BELOW_EBITDA, waterfall

NO_EFFECT, PROGRAMME, AFTER = "no_effect", "programme", "after"
KINDS = (*GRADES, NO_EFFECT, PROGRAMME, AFTER)
TIED_UP = ("working_capital", "investment")
"""Tied up by the growth that an effect brings, or paid for a branch: it counts under the grade of what it rests on."""
AFTER_STEPS = ("interest", "tax", "lenders", "kept", "owner_tax", "settlement")
"""Steps of the waterfall that follow from all lines together, down to what is paid out and the final payment."""


def value_by_grade(case: Case, view: OwnerView, strategy: str) -> dict[str, float]:
    """Present values by grade: they add up to the owner's npv against the baseline, as the waterfall does.

    A line counts under the grade of the weakest effect it rests on. Apart stand what the programme costs (asked for
    and priced, whatever its effects), what rests on no effect, and what follows from all lines together.

    Args:
        case: the case of the view.
        view: the owner's view of all strategies.
        strategy: compared with the baseline.

    Returns:
        Grade, or "no_effect", "programme" or "after", to EUR: the owner's stake in it, at the required return.
    """
    plan = view.runs[strategy].plan
    found = dict.fromkeys(KINDS, 0.0)
    for name, group, sign in cash_lines(plan):
        kind = PROGRAMME if group == PROGRAMME else model.effect_grade(case, plan, name, strategy) or NO_EFFECT
        found[kind] += sign * view.terms.stake * _present(view, strategy, name)
    found[AFTER] = sum(step.value for step in waterfall(view, strategy) if step.id in AFTER_STEPS)
    return found


def weight_by_grade(case: Case, view: OwnerView, strategy: str) -> dict[str, float]:
    """Shares of all amounts, whatever their sign, by grade of the weakest effect a line rests on; they add up to 1.

    Without the sign a cost and a return that lean on the same effect do not hide each other. What is paid for, or
    follows from no effect, is "no_effect"; so is everything of a strategy that changes no line.

    Args:
        case: the case of the view.
        view: the owner's view of all strategies.
        strategy: compared with the baseline.
    """
    plan = view.runs[strategy].plan
    found = dict.fromkeys((*GRADES, NO_EFFECT), 0.0)
    for name, group, _ in cash_lines(plan):
        kind = NO_EFFECT if group == PROGRAMME else model.effect_grade(case, plan, name, strategy) or NO_EFFECT
        found[kind] += abs(_present(view, strategy, name))
    whole = sum(found.values())
    return {kind: value / whole for kind, value in found.items()} if whole else {**found, NO_EFFECT: 1.0}


def cash_lines(plan: Plan) -> Iterator[tuple[str, str, int]]:
    """The cash lines that add up to ebitda, then what is tied up or invested: name, group and sign."""
    totals = [name for name in plan.lines["ebitda"].parameters if name.startswith("cash_")]
    for total in totals:
        for name in plan.lines[total].parameters:
            marks = plan.lines[name].marks
            yield name, marks.group, marks.sign
    for step in TIED_UP:
        yield from ((name, step, sign) for name, sign in BELOW_EBITDA[step].items())


def _present(view: OwnerView, strategy: str, name: str) -> float:
    change = view.runs[strategy].line(name) - view.runs["baseline"].line(name)
    within = change[: view.terms.horizon_months + 1]
    return float(valuation.present_value(within, view.terms.required_return_pa))
