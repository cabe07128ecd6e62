"""Costs and benefits: the sign is applied once, in the sum; what is cashable falls apart in cash and economic."""

from __future__ import annotations

import ast

import pytest
from engine.toy import Toy, formula

from geduld.errors import ModelError

RENT = formula("rent(x)", "x", '@cost("house")', shown=False)
SALES = formula("sales(y)", "y", '@benefit("house")', shown=False)
HOURS = formula("hours(z)", "z", '@benefit("house", "cashable", share="realised")', shown=False, per="track")
LOST = formula("lost(w)", "w", '@cost("house", "cashable", share="realised")', shown=False)
GOODWILL = formula("goodwill(v)", "v", '@cost("house", "economic")', shown=False)
PROFIT = formula("profit(cash_house)", "cash_house")
MONEY = {"x": 30.0, "y": 100.0, "track.internal.z": 8.0, "track.customer.z": 4.0, "w": 20.0, "v": 7.0}
VALUES = MONEY | {"realised": 0.25}
TEXT = RENT + SALES + HOURS + LOST + GOODWILL + PROFIT


def test_the_cash_of_a_group(toy: Toy) -> None:
    """100 - 30 + 0.25 x (8 + 4) - 0.25 x 20 = 68 EUR; each line itself stays positive."""
    run = toy.run(TEXT, VALUES)
    assert run.line("profit").tolist() == [0, 68, 68, 68]
    assert [run.line(name)[1] for name in ("rent", "sales", "hours", "lost")] == [30, 100, 12, 20]


def test_the_rest_is_economic(toy: Toy) -> None:
    """0.75 x (8 + 4) - 0.75 x 20 - 7 = -13 EUR, shown though no line reads it."""
    assert toy.run(TEXT, VALUES).line("economic_house")[1] == -13


def test_a_cashable_line_in_two_parts_at_its_own_grain(toy: Toy) -> None:
    """0.25 x 8 = 2 and 0.75 x 8 = 6 EUR; both parts positive, as the line is."""
    run = toy.run(TEXT, VALUES)
    assert run.line("cash_hours", "track.internal")[1] == 2 and run.line("economic_hours", "track.internal")[1] == 6
    assert run.line("cash_lost")[1] == 5 and run.line("economic_lost")[1] == 15


def test_each_element_has_its_own_share(toy: Toy) -> None:
    """0.5 x 8 + 0.25 x 4 = 5 EUR."""
    run = toy.run(TEXT, VALUES | {"track.internal.realised": 0.5})
    assert run.line("cash_hours")[1] == 5


def test_a_group_of_costs_alone(toy: Toy) -> None:
    more = formula("heat(x)", "x * 2", '@cost("house")', shown=False)
    assert toy.run(RENT + more + PROFIT, {"x": 30.0}).line("profit")[1] == -90


def test_a_group_moves_at_the_decision_when_one_of_its_lines_does(toy: Toy) -> None:
    deposit = formula("deposit(x)", "x * 3", '@cost("house")', "@at_decision", shown=False)
    profit = formula("profit(cash_house)", "cash_house", "@at_decision")
    assert toy.run(RENT + deposit + profit, {"x": 30.0}, months=1).line("profit").tolist() == [-90, -120]


def test_two_groups_stay_apart(toy: Toy) -> None:
    car = formula("car(x)", "x * 2", '@cost("travel")', shown=False)
    text = RENT + car + formula("profit(cash_house, cash_travel)", "cash_house * 1000 + cash_travel")
    assert toy.run(text, {"x": 30.0}).line("profit")[1] == -30060


def test_the_sum_of_a_group_is_a_line_like_any_other(toy: Toy) -> None:
    line = toy.lines(TEXT)["cash_house"]
    assert ast.unparse(line.expression) == "-rent + sales + cash_hours - cash_lost"
    assert line.function(rent=30, sales=100, cash_hours=3, cash_lost=5) == 68


def test_a_sum_that_nobody_reads_is_named(toy: Toy) -> None:
    with pytest.raises(ModelError, match="cash_house: no line reads it"):
        toy.plan(RENT, {"x": 1.0})


def test_a_cashable_line_without_a_share_is_named(toy: Toy) -> None:
    with pytest.raises(ModelError, match="hours: a cashable line names the share that becomes cash"):
        toy.lines(formula("hours(z)", "z", '@benefit("house", "cashable")'))


def test_a_share_nobody_declared_is_named(toy: Toy) -> None:
    text = formula("hours(z)", "z", '@benefit("house", "cashable", share="realized")') + PROFIT
    with pytest.raises(ModelError, match=r"`realized`, which is no line.*did you mean 'realised'"):
        toy.plan(text, {"z": 1.0, "realised": 0.5})
