"""A pinned line has the values the case gives; everybody sees that it is pinned, and what it makes unused."""

from __future__ import annotations

import numpy as np
import pytest
from engine.toy import Toy, formula

from geduld.errors import CaseError

TEXT = (
    formula("price(x, index)", "x * index", shown=False)
    + formula("sales(price, y)", "price * y", shown=False)
    + formula("profit(sales, y)", "sales - y")
)
VALUES = {"x": 2.0, "index": 3.0, "y": 5.0}


def test_the_values_of_the_pin_are_used(toy: Toy) -> None:
    run = toy.run(TEXT, VALUES, pins={"sales": [100.0, 200.0, 300.0]})
    assert run.line("sales").tolist() == [0, 100, 200, 300]
    assert run.line("profit").tolist() == [0, 95, 195, 295]


def test_a_pin_is_listed_in_the_plan_with_what_it_makes_unused(toy: Toy) -> None:
    plan = toy.plan(TEXT, VALUES, pins=["sales"])
    assert [str(node) for node in plan.pinned] == ["sales"]
    assert plan.unused == ("index", "x")


def test_without_pins_nothing_is_unused(toy: Toy) -> None:
    plan = toy.plan(TEXT, VALUES)
    assert plan.pinned == () and plan.unused == ()


def test_one_element_is_pinned_and_the_others_are_not(toy: Toy) -> None:
    text = formula("a(x)", "x", per="track")
    run = toy.run(text, {"x": 2.0}, pins={"track.internal.a": [7.0, 8.0, 9.0]})
    assert run.line("a").tolist() == [0, 9, 10, 11]
    assert toy.plan(text, {"x": 2.0}, pins=["track.internal.a"]).unused == ()


def test_a_pinned_stock_opens_at_its_balance(toy: Toy) -> None:
    text = formula("s(opening_s, x)", "opening_s + x", '@opening("start")')
    run = toy.run(text, {"start": 50.0, "x": 1.0}, pins={"s": [1.0, 2.0, 3.0]})
    assert run.line("s").tolist() == [50, 1, 2, 3]
    assert toy.plan(text, {"start": 50.0, "x": 1.0}, pins=["s"]).unused == ("x",)


def test_a_pinned_flow_of_the_decision_is_zero_on_that_day(toy: Toy) -> None:
    run = toy.run(formula("a(x)", "x", "@at_decision"), {"x": 2.0}, pins={"a": [7.0, 8.0, 9.0]})
    assert run.line("a").tolist() == [0, 7, 8, 9]


def test_a_pinned_constant_holds_on_the_day_of_the_decision_too(toy: Toy) -> None:
    text = formula("start(x)", "x", "@constant") + formula("s(opening_s)", "opening_s + 1", '@opening("start")')
    run = toy.run(text, {"x": 2.0}, pins={"start": [7.0, 7.0, 7.0]})
    assert run.line("start").tolist() == [7, 7, 7, 7]
    assert run.line("s").tolist() == [7, 8, 9, 10]


def test_a_pin_opens_a_circle(toy: Toy) -> None:
    text = formula("a(b)", "b") + formula("b(a)", "a")
    assert toy.run(text, pins={"a": [1.0, 2.0, 3.0]}).line("b").tolist() == [0, 1, 2, 3]


def test_a_pin_holds_for_every_draw(toy: Toy) -> None:
    values = {"x": np.array([1.0, 2.0]), "index": np.array([1.0, 1.0]), "y": np.array([5.0, 6.0])}
    run = toy.run(TEXT, values, pins={"sales": [100.0, 200.0, 300.0]})
    assert run.line("profit").tolist() == [[0, 0], [95, 94], [195, 194], [295, 294]]


@pytest.mark.parametrize(
    ("pin", "message"),
    [
        ("slaes", "pins.csv: slaes: there is no such line; did you mean 'sales'?"),
        ("x", "pins.csv: x: there is no such line"),
        ("owner.x.sales", "pins.csv: owner.x.sales: the line is not computed there; allowed: the company"),
    ],
)
def test_a_pin_on_what_is_no_line_is_named(toy: Toy, pin: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        toy.plan(TEXT, VALUES, pins=[pin])
    assert str(caught.value).startswith(message)


def test_a_pin_on_an_element_says_where_the_line_is_computed(toy: Toy) -> None:
    with pytest.raises(CaseError, match=r"track\.market\.a: .*allowed: track\.internal, track\.customer"):
        toy.plan(formula("a(x)", "x", per="track"), {"x": 1.0}, pins=["track.market.a"])


def test_what_must_hold_must_hold_for_a_pin(toy: Toy) -> None:
    text = formula("a(x)", "x", '@within(0.0, 1.0, "a share")')
    with pytest.raises(CaseError, match="a: 3 EUR in month 2: a share"):
        toy.run(text, {"x": 0.5}, pins={"a": [0.5, 3.0, 0.5]})
