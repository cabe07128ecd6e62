"""An attempt: the same numbers as a run where everything holds; marked, without a trace on others, where not."""

from __future__ import annotations

import numpy as np
import pytest
from example_draws import case, example

from geduld import model
from geduld.engine import Node, run
from geduld.engine.attempt import Attempt, attempt, needed
from geduld.errors import CaseError
from geduld.families import Numbers

KEEP = (Node("owner_flow", "owner.family"),)


def tried(raw: dict[str, Numbers], n: int) -> Attempt:
    this, plan = case(), model.plan(case())
    values = model.values(this, "invest", raw)
    order = needed(plan, KEEP)
    return attempt(plan, values, model.calendar(this), model.past(this), this.pins, order, KEEP, n)


def test_what_holds_is_what_a_run_gives() -> None:
    raw = {key: values[:7] for key, values in example(64).raw.items()}
    this = case()
    whole = run(model.plan(this), model.values(this, "invest", raw), model.calendar(this), model.past(this), this.pins)
    found = tried(raw, 7)
    assert found.held.all()
    assert np.array_equal(found.values[KEEP[0]], whole.values[KEEP[0]])


def test_only_what_is_needed_is_computed() -> None:
    plan = model.plan(case())
    order = needed(plan, KEEP)
    assert {node.line for node in order} >= {"cash", "customers", "owner_flow"}
    assert not {node for node in order if node.element.startswith("owner.") and node.element != "owner.family"}
    assert Node("identity_residual") not in order


def test_a_draw_that_breaks_a_limit_is_marked_and_no_other_changes() -> None:
    """Nearly free visits would bring more customers than were observed to come: `run` refuses, an attempt says so."""
    prices = np.array([160.0, 0.01, 200.0])
    found = tried({"channel.visit.contact_price": prices}, 3)
    assert found.held.tolist() == [True, False, True]
    alone = tried({"channel.visit.contact_price": prices[2:]}, 1)
    assert np.array_equal(found.values[KEEP[0]][:, 2], alone.values[KEEP[0]][:, 0])
    this = case()
    values = model.values(this, "invest", {"channel.visit.contact_price": 0.01})
    with pytest.raises(CaseError, match="organic_arrivals"):
        run(model.plan(this), values, model.calendar(this), model.past(this), this.pins)
