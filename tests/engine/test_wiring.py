"""Every mistake in the wiring is named: where it is, what is wrong, what was probably meant."""

from __future__ import annotations

import pytest
from engine.toy import Toy, formula

from geduld.errors import CaseError, GeduldError, ModelError

A = formula("a(x)", "x")
Wrong = tuple[str, dict[str, float], type[GeduldError], list[str]]

WRONG: dict[str, Wrong] = {
    "unknown name": (
        formula("a(whatever)", "whatever"),
        {},
        ModelError,
        [".py:2", "a", "reads `whatever`, which is no line, no assumption and no month input"],
    ),
    "misspelt assumption": (
        formula("a(chrun_rate)", "chrun_rate"),
        {"churn_rate": 0.1},
        ModelError,
        ["`chrun_rate`", "did you mean 'churn_rate'?"],
    ),
    "misspelt line": (
        formula("course_cost(month)", "month") + formula("b(coarse_cost)", "coarse_cost"),
        {},
        ModelError,
        ["b", "`coarse_cost`", "did you mean 'course_cost'?"],
    ),
    "misspelt opening": (
        formula("cash(month)", "month") + formula("b(opening_cahs)", "opening_cahs"),
        {},
        ModelError,
        ["`opening_cahs`", "did you mean 'cash'?"],
    ),
    "misspelt month input": (
        formula("a(calender_month)", "calender_month"),
        {},
        ModelError,
        ["did you mean 'calendar_month'?"],
    ),
    "unused assumption": (A, {"x": 1.0, "y": 1.0}, CaseError, ["y", "no line and no measure reads this assumption"]),
    "element's value nobody reads": (
        A,
        {"x": 1.0, "segment.home.x": 2.0},
        CaseError,
        ["segment.home.x", "no line and no measure reads this assumption"],
    ),
    "element's value without a plain one": (
        formula("a(x)", "x", per="track"),
        {"track.internal.x": 1.0, "track.customer.x": 2.0, "track.market.x": 3.0},
        CaseError,
        ["track.market.x", "no line and no measure reads"],
    ),
    "value missing at one element": (
        formula("a(x)", "x", per="track"),
        {"track.internal.x": 1.0},
        CaseError,
        ["x", "`a` reads it for track.customer", "has no value there"],
    ),
    "value missing for the company": (
        formula("a(x)", "x", per="track") + formula("b(x)", "x"),
        {"track.internal.x": 1.0, "track.customer.x": 1.0},
        CaseError,
        ["`b` reads it for the company"],
    ),
    "line and assumption of one name": (
        A + formula("b(a)", "a"),
        {"x": 1.0, "a": 2.0},
        ModelError,
        ["a", "a line and an assumption have the same name"],
    ),
    "orphan line": (formula("a(x)", "x", shown=False), {"x": 1.0}, ModelError, ["a", "no line reads it", "@outcome"]),
    "line named like a tense": (formula("opening_x(x)", "x"), {"x": 1.0}, ModelError, ["opening_x", "kept for"]),
    "line named like a month": (formula("fiscal_month(x)", "x"), {"x": 1.0}, ModelError, ["fiscal_month", "kept for"]),
    "track reads segment": (
        formula("s(x)", "x", per="segment") + formula("a(s)", "s", per="track"),
        {"x": 1.0},
        ModelError,
        ["a", "a line per track cannot read `s`, which is per segment"],
    ),
    "owner reads track": (
        formula("s(x)", "x", per="track") + formula("a(s)", "s", per="owner"),
        {"x": 1.0},
        ModelError,
        ["a line per owner cannot read `s`, which is per track"],
    ),
    "flow of the decision read by a line that does not move then": (
        formula("a(x)", "x", "@at_decision") + formula("b(a)", "a"),
        {"x": 1.0},
        ModelError,
        ["b", "reads `a`, which moves on the day of the decision: mark the line @at_decision too"],
    ),
    "opening of a flow": (
        A + formula("b(opening_a)", "opening_a"),
        {"x": 1.0},
        ModelError,
        ["b", "reads `opening_a`, but `a` has no @opening balance"],
    ),
    "opening of a flow of the decision, on that day": (
        formula("a(x)", "x", "@at_decision") + formula("b(opening_a)", "opening_a", "@at_decision"),
        {"x": 1.0},
        ModelError,
        ["b", "`a` has no @opening balance"],
    ),
    "constant line that reads the month": (
        formula("a(month)", "month", "@constant"),
        {},
        ModelError,
        ["a", "a constant line cannot read `month`"],
    ),
    "constant line that reads a line that moves": (
        formula("a(month)", "month") + formula("b(a)", "a", "@constant"),
        {},
        ModelError,
        ["b", "a constant line cannot read `a`, which moves"],
    ),
    "opening balance that is nothing": (
        formula("s(opening_s)", "opening_s", '@opening("cahs")') + formula("a(cash)", "cash"),
        {"cash": 1.0},
        ModelError,
        ["s", "`cahs`", "did you mean 'cash'?"],
    ),
    "tense of a tense": (
        formula("s(opening_s)", "opening_s", "@opening(1)") + formula("a(lag3_opening_s)", "lag3_opening_s"),
        {},
        ModelError,
        ["a", "`lag3_opening_s`"],
    ),
    "tense of an assumption": (formula("a(trailing3_x)", "trailing3_x"), {"x": 1.0}, ModelError, ["a", "trailing3_x"]),
    "tense of the month": (formula("a(opening_month)", "opening_month"), {}, ModelError, ["a", "opening_month"]),
}


@pytest.mark.parametrize(("text", "values", "error", "words"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_named(
    toy: Toy, text: str, values: dict[str, float], error: type[GeduldError], words: list[str]
) -> None:
    with pytest.raises(error) as caught:
        toy.plan(text, values)
    assert [word for word in words if word not in str(caught.value)] == []
    assert "\n" not in str(caught.value)


def test_a_circle_is_named_with_its_path(toy: Toy) -> None:
    text = formula("a(c)", "c") + formula("b(a)", "a") + formula("c(b)", "b") + formula("d(a)", "a")
    with pytest.raises(ModelError, match="read each other in one month") as caught:
        toy.plan(text)
    path = str(caught.value).split(": ")[1].split(" -> ")
    assert path[0] == path[-1] and set(path) == {"a", "b", "c"}
    assert {(path[i], path[i + 1]) for i in range(3)} == {("a", "c"), ("c", "b"), ("b", "a")}


@pytest.mark.parametrize("tense", ["", "trailing3_", "year_to_date_"])
def test_a_window_that_holds_this_month_closes_a_circle(toy: Toy, tense: str) -> None:
    with pytest.raises(ModelError, match="a -> a"):
        toy.plan(formula(f"a({tense}a)", f"{tense}a"))


def test_last_month_breaks_a_circle(toy: Toy) -> None:
    text = formula("a(lag1_b)", "lag1_b") + formula("b(opening_s)", "opening_s")
    plan = toy.plan(text + formula("s(a)", "a", "@opening(1.0)"))
    assert [str(node) for node in plan.order].index("a") < [str(node) for node in plan.order].index("s")


def test_what_a_measure_reads_is_used(toy: Toy) -> None:
    assert toy.plan(A, {"x": 1.0, "y": 1.0, "owner.family.z": 1.0}, measured=["y", "z"]).unused == ()


def test_a_plain_value_may_stand_behind_own_values(toy: Toy) -> None:
    values = {"x": 1.0, "track.internal.x": 2.0, "track.customer.x": 3.0}
    assert toy.plan(formula("a(x)", "x", per="track"), values).unused == ()


def test_an_opening_balance_nobody_has_is_an_unused_value(toy: Toy) -> None:
    text = formula("s(opening_s)", "opening_s", '@opening("start")', per="segment")
    with pytest.raises(CaseError, match=r"segment\.abroad\.start: no line"):
        toy.plan(text, {"segment.home.start": 1.0, "segment.away.start": 1.0, "segment.abroad.start": 1.0})


def test_a_plan_does_not_know_a_line(toy: Toy) -> None:
    with pytest.raises(CaseError, match="course_csot: there is no such line; did you mean 'course_cost'"):
        toy.plan(formula("course_cost(x)", "x"), {"x": 1.0}).nodes("course_csot")


def test_a_run_does_not_know_an_element(toy: Toy) -> None:
    run = toy.run(formula("a(x)", "x", per="track"), {"x": 1.0})
    with pytest.raises(CaseError, match=r"track\.market\.a: .*allowed: track\.internal, track\.customer"):
        run.line("a", "track.market")
