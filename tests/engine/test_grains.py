"""Lines per track, segment, class and owner: broadcast down, summed up, and asked of one track by name."""

from __future__ import annotations

import pytest
from engine.toy import ELEMENTS, Toy, formula

from geduld.engine import Calendar, Node, Past, run, wire
from geduld.errors import CaseError

SIZES = {
    "segment.home.class.steady.size": 1.0,
    "segment.home.class.loose.size": 10.0,
    "segment.away.class.all.size": 100.0,
}
SIZE = formula("people(size)", "size", per="class")
TRACKS = {"track.internal.staff": 40.0, "track.customer.staff": 3.0}


def test_classes_are_summed_in_their_segment_and_in_the_company(toy: Toy) -> None:
    text = SIZE + formula("a(people)", "people", per="segment") + formula("b(people)", "people * 2")
    done = toy.run(text, SIZES)
    assert done.line("a", "segment.home")[1] == 11
    assert done.line("a", "segment.away")[1] == 100
    assert done.line("b")[1] == 222
    assert done.line("people")[1] == 111


def test_a_sum_of_classes_comes_before_the_formula(toy: Toy) -> None:
    """The square of the sum, not the sum of the squares."""
    assert toy.run(SIZE + formula("a(people)", "people * people"), SIZES).line("a")[1] == 111 * 111


def test_a_segment_with_a_longer_name_is_another_segment(toy: Toy) -> None:
    elements = {**ELEMENTS, "segment": ("segment.home", "segment.homes"), "class": ("segment.homes.class.all",)}
    lines = toy.lines(SIZE + formula("a(people)", "people", per="segment"))
    plan = wire(lines, {**elements, "class": ("segment.home.class.all", "segment.homes.class.all")}, ["size"])
    assert [str(n) for n in plan.sources[Node("a", "segment.home")][0].nodes] == ["segment.home.class.all.people"]


def test_every_element_reads_the_company(toy: Toy) -> None:
    text = formula("rate(month)", "month") + formula("a(rate, size)", "rate * size", per="class")
    assert toy.run(text, SIZES).line("a", "segment.away.class.all").tolist() == [0, 100, 200, 300]


def test_a_class_reads_its_segment(toy: Toy) -> None:
    text = formula("s(size)", "size", per="segment") + formula("a(s)", "s", per="class")
    done = toy.run(text, {"segment.home.size": 2.0, "segment.away.size": 3.0})
    assert done.line("a", "segment.home.class.loose")[1] == 2
    assert done.line("a")[1] == 2 + 2 + 3


def test_an_element_reads_itself_only(toy: Toy) -> None:
    text = formula("s(staff)", "staff", per="track") + formula("a(s)", "s * 2", per="track")
    assert toy.run(text, TRACKS).line("a", "track.customer")[1] == 6


def test_a_track_is_asked_by_name(toy: Toy) -> None:
    text = formula("s(staff, opening_s)", "opening_s + staff", "@opening(1.0)", per="track")
    text += formula("a(internal_s, opening_customer_s)", "internal_s * 1000 + opening_customer_s")
    text += formula("b(internal_staff)", "internal_staff")
    run = toy.run(text, TRACKS)
    assert run.line("a").tolist() == [0, 41001, 81004, 121007]
    assert run.line("b").tolist() == [0, 40, 40, 40]


def test_a_track_is_asked_by_name_from_a_class(toy: Toy) -> None:
    text = formula("s(staff)", "staff", per="track") + formula("a(internal_s, size)", "internal_s * size", per="class")
    assert toy.run(text, TRACKS | SIZES).line("a")[1] == 40 * 111


def test_own_value_before_that_of_the_segment_before_the_plain_one(toy: Toy) -> None:
    values = {"size": 1.0, "segment.home.size": 2.0, "segment.home.class.steady.size": 3.0}
    done = toy.run(SIZE, values)
    found = {element: done.line("people", element)[1] for element in ELEMENTS["class"]}
    assert list(found.values()) == [3, 2, 1]


def test_opening_balances_are_found_in_the_same_order(toy: Toy) -> None:
    text = formula("s(opening_s)", "opening_s", '@opening("size")', per="class")
    done = toy.run(text, {"size": 1.0, "segment.home.size": 2.0, "segment.home.class.steady.size": 3.0})
    assert [done.line("s", element)[0] for element in ELEMENTS["class"]] == [3, 2, 1]


def test_an_opening_balance_comes_from_the_own_element_of_a_line(toy: Toy) -> None:
    text = formula("s(opening_s)", "opening_s", '@opening("start")', per="class")
    text += formula("start(size)", "size * 2", "@constant", per="class", shown=False)
    done = toy.run(text, SIZES)
    assert [done.line("s", element)[0] for element in ELEMENTS["class"]] == [2, 20, 200]


def test_a_case_without_owners_sums_to_nothing_where_a_line_reads_them(toy: Toy) -> None:
    lines = toy.lines(formula("o(month)", "month", per="owner") + formula("a(o, x)", "o + x"))
    plan = wire(lines, {**ELEMENTS, "owner": ()}, ["x"])
    done = run(plan, {"x": 2.0}, Calendar(12, 1, 3), Past())
    assert done.line("a")[1] == 2
    with pytest.raises(CaseError, match="owner"):
        done.line("o")
