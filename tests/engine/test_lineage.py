"""What a line rests on: its tree, the keys of its assumptions, and the grade of the weakest."""

from __future__ import annotations

import pytest
from engine.toy import Toy, formula

from geduld.engine import Node, Plan
from geduld.engine.lineage import Branch, assumptions, grade, tree, weakest

TEXT = (
    formula("price(p, month)", "p * month", shown=False)
    + formula("sales(price, q, track_size)", "price * q * track_size", shown=False)
    + formula("profit(sales, opening_cash, price)", "sales - opening_cash - price")
    + formula("cash(opening_cash, profit)", "opening_cash + profit", '@opening("cash_at_start")')
    + formula("track_size(staff)", "staff", per="track", shown=False)
    + formula("apart(r)", "r")
)
VALUES = {"p": 1.0, "q": 2.0, "track.internal.staff": 3.0, "staff": 4.0, "r": 5.0, "cash_at_start": 6.0}


@pytest.fixture
def plan(toy: Toy) -> Plan:
    return toy.plan(TEXT, VALUES)


def leaf(key: str) -> Branch:
    return Branch(key, is_assumption=True)


def test_keys_through_lines_grains_and_opening_balances(plan: Plan) -> None:
    expected = ("cash_at_start", "p", "q", "staff", "track.internal.staff")
    assert assumptions(plan, plan.nodes("profit")) == expected
    assert assumptions(plan, plan.nodes("cash")) == expected


def test_keys_of_some_nodes_only(plan: Plan) -> None:
    assert assumptions(plan, plan.nodes("apart")) == ("r",)
    assert assumptions(plan, [Node("track_size", "track.internal")]) == ("track.internal.staff",)
    assert assumptions(plan, [Node("track_size", "track.customer"), *plan.nodes("apart")]) == ("r", "staff")
    assert assumptions(plan, []) == ()


def test_a_tree_ends_in_keys(plan: Plan) -> None:
    people = tuple(Branch(f"track.{t}.track_size", False, (leaf(k),)) for t, k in PEOPLE)
    price = Branch("price", False, (leaf("p"),))
    assert tree(plan, Node("sales")) == Branch("sales", False, (price, leaf("q"), *people))


PEOPLE = (("internal", "track.internal.staff"), ("customer", "staff"))


def names(branch: Branch) -> list[str]:
    return [branch.name, *(name for part in branch.reads for name in names(part))]


def test_a_tree_opens_each_part_once(plan: Plan) -> None:
    root = tree(plan, Node("profit"))
    again = [part for part in root.reads if part.name == "price"]
    assert [(part.again, part.reads) for part in again] == [(True, ())]
    assert names(root).count("p") == 1


def test_a_tree_shows_a_circle_through_time_and_ends(plan: Plan) -> None:
    cash = next(part for part in tree(plan, Node("profit")).reads if part.name == "cash")
    assert [part.name for part in cash.reads] == ["cash", "profit", "cash_at_start"]
    assert [part.again for part in cash.reads] == [True, True, False]


def test_a_pinned_line_rests_on_nothing(toy: Toy) -> None:
    plan = toy.plan(TEXT, VALUES, pins=["sales"])
    assert tree(plan, Node("sales")) == Branch("sales", False)
    assert assumptions(plan, plan.nodes("profit")) == ("cash_at_start", "p")


def test_the_weakest_grade() -> None:
    assert weakest(["B", "D", "A"]) == "D" and weakest(["A"]) == "A" and weakest([]) == ""


def test_the_grade_of_a_line_is_that_of_its_weakest_effect(plan: Plan) -> None:
    effects = {"p": "B", "q": "C", "r": "D"}
    assert grade(plan, plan.nodes("profit"), effects.get) == "C"
    assert grade(plan, plan.nodes("price"), effects.get) == "B"
    assert grade(plan, plan.nodes("track_size"), effects.get) == ""
    assert grade(plan, [*plan.nodes("profit"), *plan.nodes("apart")], effects.get) == "D"


def test_the_grade_of_an_opening_balance_counts(plan: Plan) -> None:
    assert grade(plan, plan.nodes("cash"), {"p": "A", "cash_at_start": "D"}.get) == "D"
