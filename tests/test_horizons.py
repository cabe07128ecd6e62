"""What rests on the horizon, run again: the same to the last bit as a whole run with the horizon moved."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from engine.toy import Toy, formula
from spread_case import CASE, example

from geduld import model
from geduld.case import load_case
from geduld.engine import Run
from geduld.engine.again import resting_on
from geduld.engine.attempt import attempt, needed
from geduld.errors import ModelError
from geduld.horizons import ByHorizon, Horizons


@cache
def found() -> dict[str, dict[str, ByHorizon]]:
    """Strategy -> owner -> flows whatever the horizon."""
    runs = model.runs(example())
    ready = Horizons(example(), runs["baseline"].plan)
    return {s: ready.flows(run, s) for s, run in runs.items()}


@pytest.mark.parametrize("months", [1, 12, 37, 48, 120])
def test_every_horizon_is_a_run_with_that_horizon(months: int) -> None:
    """Who leaves and who stays, at the first month, within a year, and at the end of the case."""
    case = load_case(CASE, {f"owner.{owner}.horizon_months": float(months) for owner in example().owners})
    for strategy, run in model.runs(case).items():
        for owner, flows in found()[strategy].items():
            whole = run.line("owner_flow", f"owner.{owner}")
            np.testing.assert_array_equal(flows.flows()[:, months - 1], whole)
            assert whole[months] != 0, "the horizon itself brings something, else nothing was tested"


def test_draws_are_run_again_draw_by_draw() -> None:
    """Two prices of the course, run together, are the two runs alone."""
    case, key, prices = example("investor"), "course_price", (700.0, 2400.0)
    ready, raw = Horizons(case, model.plan(case)), {key: np.array(prices)}
    given, time = model.values(case, "invest", raw), (model.calendar(case), model.past(case))
    tried = attempt(ready.plan, given, *time, case.pins, needed(ready.plan, ready.reads), ready.reads, 2)
    drawn = ready.flows(Run(ready.plan, tried.values), "invest", raw)["investor"]
    for column, price in enumerate(prices):
        other = replace(case, assumptions={**case.assumptions, key: replace(case.assumptions[key], base=price)})
        run = model.runs(other)["invest"]
        alone = Horizons(other, run.plan).flows(run, "invest")["investor"]
        np.testing.assert_allclose(drawn.last[:, column], alone.last, rtol=1e-12)
        np.testing.assert_allclose(drawn.before[:, column], alone.before, rtol=1e-12)


def test_flows_by_horizon_by_hand() -> None:
    """Dividends 1, 2, 3 a month, and 10, 20, 30 more if it ends there; 0 on the day of the decision.

    A horizon of 1: 0, 11, 0, 0; of 2: 0, 1, 22, 0; of 3: 0, 1, 2, 33.
    """
    flows = ByHorizon(np.array([0.0, 1, 2, 3]), np.array([0.0, 11, 22, 33])).flows()
    np.testing.assert_array_equal(flows.T, [[0, 11, 0, 0], [0, 1, 22, 0], [0, 1, 2, 33]])


def test_only_owners_lines_rest_on_a_horizon() -> None:
    plan = model.plan(example("family"))
    nodes = resting_on(plan, ["owner.family.horizon_months"])
    assert nodes[-1].line == "owner_flow" and all(node.element == "owner.family" for node in nodes)


def test_what_is_read_a_month_later_rests_on_it_too(tmp_path: Path) -> None:
    """Wherever it stands in the order of computing."""
    text = (
        formula("early(opening_late)", "opening_late")
        + formula("late(term)", "term", "@opening(0)")
        + formula("other()", "1")
    )
    plan = Toy(tmp_path).plan(text, {"term": 1.0})
    assert {node.line for node in resting_on(plan, ["term"])} == {"early", "late"}


def test_a_line_that_reads_the_past_of_what_rests_on_the_horizon_is_refused() -> None:
    """All horizons at once would then be wrong: month t would read what month t - 1 was as the end."""
    ready = Horizons(example("family"), model.plan(example("family")))
    payment = next(node for node in ready.order if node.line == "final_payment")
    sources = tuple(
        replace(s, reading=replace(s.reading, tense="opening")) if s.reading.name == "settlement" else s
        for s in ready.plan.sources[payment]
    )
    plan = replace(ready.plan, sources={**ready.plan.sources, payment: sources})
    with pytest.raises(ModelError, match=r"final_payment.*settlement.*earlier month"):
        _ = Horizons(ready.case, plan).order
