"""The printed equation says what is computed: by example, and by computing what is printed."""

from __future__ import annotations

import math

import pytest
from engine.read_back import computed
from engine.toy import Toy, formula
from hypothesis import assume, given
from hypothesis import strategies as st

from geduld.engine.equation import equation
from geduld.engine.lines import Line, made
from geduld.marks import Marks

NAMES = ("x", "y", "rate")


def line(expression: str) -> Line:
    return made("a", expression, NAMES, Marks("EUR"), "What it is.")


SAID = {
    "x * (1 - rate) + y": ("x × (1 − rate) + y", "x × (1 − rate) + y"),
    "x - (y - rate)": ("x − (y − rate)", "x − (y − rate)"),
    "x / (y * rate)": ("x ÷ (y × rate)", "x ÷ (y × rate)"),
    "x / y / rate": ("x ÷ y ÷ rate", "x ÷ y ÷ rate"),
    "x ** (1 / 12)": ("x^(1 ÷ 12)", "x^(1 ÷ 12)"),
    "(x + y) ** 2": ("(x + y)^(2)", "(x + y)^(2)"),
    "-(x + y)": ("−(x + y)", "−(x + y)"),
    "(-x) ** 2": ("(−x)^(2)", "(−x)^(2)"),
    "minimum(x, y + 1)": ("het kleinste van (x; y + 1)", "the smaller of (x; y + 1)"),
    "maximum(x, 0) * y": ("het grootste van (x; 0) × y", "the larger of (x; 0) × y"),
    "x * clip(y, 0, 1)": ("x × [y, minstens 0 en hoogstens 1]", "x × [y, at least 0 and at most 1]"),
    "where(x >= y, x, 0)": ("[als x ≥ y: x; anders 0]", "[if x ≥ y: x; otherwise 0]"),
    "where(x == y, x, 0)": ("[als x = y: x; anders 0]", "[if x = y: x; otherwise 0]"),
    "exp(-x)": ("e^(−x)", "e^(−x)"),
    "exp(x) ** y": ("(e^(x))^(y)", "(e^(x))^(y)"),
    "(x > y) * 2": ("(x > y) × 2", "(x > y) × 2"),
}


@pytest.mark.parametrize(("expression", "said"), SAID.items(), ids=SAID.keys())
def test_an_equation_in_two_languages(expression: str, said: tuple[str, str]) -> None:
    assert (equation(line(expression), "nl", str), equation(line(expression), "en", str)) == said


def test_every_name_is_given_its_label() -> None:
    labels = {"x": "klanten aan het begin", "y": "nieuwe klanten", "rate": "verloop"}
    said = equation(line("x * (1 - rate) + y"), "nl", labels.__getitem__)
    assert said == "klanten aan het begin × (1 − verloop) + nieuwe klanten"


def test_a_formula_in_a_file_is_printed_from_that_file(toy: Toy) -> None:
    lines = toy.lines(formula("a(opening_a, x)", "opening_a * (1 - x)"))
    assert equation(lines["a"], "en", lambda name: name.replace("_", " ")) == "opening a × (1 − x)"


def _combined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    compare = st.builds("({} {} {})".format, inner, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), inner)
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("({} ** {})".format, inner, st.sampled_from(["2", "(-1)", "(1 / 2)", "(y - 1)"])),
        st.builds("(-{})".format, inner),
        st.builds("{}({}, {})".format, st.sampled_from(["minimum", "maximum"]), inner, inner),
        st.builds("clip({}, {}, {})".format, inner, inner, inner),
        st.builds("where({}, {}, {})".format, compare, inner, inner),
        st.builds("exp({} / 4)".format, inner),
        compare,
    )


EXPRESSIONS = st.recursive(st.sampled_from([*NAMES, "1", "2", "12"]), _combined, max_leaves=12)
VALUES = st.fixed_dictionaries({name: st.sampled_from([-1.75, 0.3, 0.8, 1.25, 2.5]) for name in NAMES})


@given(EXPRESSIONS, VALUES, st.sampled_from(["nl", "en"]))
def test_what_is_printed_is_what_is_computed(expression: str, values: dict[str, float], language: str) -> None:
    try:
        expected = line(expression).function(**values)
    except (ZeroDivisionError, OverflowError, TypeError):
        assume(False)
    assume(not isinstance(expected, complex) and math.isfinite(expected))
    printed = equation(line(expression), language, str)
    assert computed(printed, language, values) == pytest.approx(float(expected), rel=1e-9, abs=1e-9), printed
