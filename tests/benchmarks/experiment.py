"""One experiment with the reference case: what a peer runs once for each of its draws."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from benchmarks.reference import reference

from geduld import model
from geduld.draws_register import drawn
from geduld.engine import Calendar, Past, Plan, run
from geduld.owners import OwnerView

OWNER, STRATEGY, AGAINST = "family", "invest", "payout"


@cache
def _wired() -> tuple[Plan, Calendar, Past]:
    case = reference()
    return model.plan(case), model.calendar(case), model.past(case)


def ranges() -> dict[str, tuple[float, float]]:
    """The uncertain inputs, with p10 and p90: between them a peer draws evenly."""
    known = reference().assumptions
    return {key: (known[key].p10, known[key].p90) for key in drawn(reference()) if known[key].is_range}


def advantage(values: Mapping[str, float]) -> float:
    """What one strategy is worth to an owner above another, from a plain run of each (EUR)."""
    case, (plan, months, past) = reference(), _wired()
    runs = {
        strategy: run(plan, model.values(case, strategy, dict(values)), months, past, case.pins)
        for strategy in (STRATEGY, AGAINST)
    }
    view = OwnerView(OWNER, model.terms(case, OWNER), runs)
    return float(view.worth(STRATEGY) - view.worth(AGAINST))
