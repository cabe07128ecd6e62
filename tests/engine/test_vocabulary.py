"""A formula is one expression in a closed vocabulary; every form gives floats and arrays the same number."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from engine.toy import Toy, formula

from geduld.errors import ModelError
from geduld.marks import clip, exp, maximum, minimum, where

FOREIGN = {
    "and": "x and y",
    "or": "x or y",
    "not": "not x",
    "if-else": "x if y > 0 else 0",
    "f-string": 'f"{x}{y}"',
    "text": 'where(x > y, "x", 1)',
    "attribute": "x.real + y",
    "index": "x[0] + y",
    "loop": "sum(x for y in x)",
    "list": "[x, y]",
    "lambda": "(lambda: x)() + y",
    "call of something else": "abs(x) + y",
    "method": "x.max(y)",
    "keyword": "clip(x, lower=0, upper=y)",
    "starred": "minimum(*x) + y",
    "name from outside": "x + y + math",
    "name of python": "x + y + __name__",
    "whole division": "x // y",
    "remainder": "x % y",
    "bits": "x & y",
    "invert": "~x + y",
    "true": "where(True, x, y)",
    "none": "where(x > y, x, None)",
    "assignment inside": "(z := x) + y",
    "chained comparison": "where(0 < x < y, x, y)",
    "identity": "where(x is y, x, y)",
    "membership": "where(x in y, x, y)",
    "too few arguments": "minimum(x) + y",
    "too many arguments": "exp(x, y)",
}


@pytest.mark.parametrize("expression", FOREIGN.values(), ids=FOREIGN.keys())
def test_a_foreign_word_is_named_with_what_is_allowed(toy: Toy, expression: str) -> None:
    with pytest.raises(ModelError) as caught:
        toy.lines("import math\n" + formula("a(x, y)", expression))
    assert ".py:3: a: " in str(caught.value)
    assert "vocabulary" in str(caught.value) and "minimum, maximum, clip, where, exp" in str(caught.value)


def test_a_word_of_the_vocabulary_is_called(toy: Toy) -> None:
    with pytest.raises(ModelError, match="a: `minimum` is a word of the vocabulary, not a value"):
        toy.lines(formula("a(x)", "x + minimum"))


BODIES = {
    "two statements": "    z = x\n    return z",
    "two returns": "    return x\n    return 2",
    "loop": "    for y in x:\n        return y",
    "branch": "    if x:\n        return 1\n    return 2",
    "nothing returned": "    return",
    "no return": "    x + 1",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_formula_is_one_return(toy: Toy, body: str) -> None:
    text = f'@line("EUR")\n@outcome\ndef a(x):\n    """What it is."""\n{body}\n'
    with pytest.raises(ModelError, match="a: a formula is one `return` of one expression"):
        toy.lines(text)


def test_a_parameter_that_is_not_used_is_named(toy: Toy) -> None:
    with pytest.raises(ModelError, match="a: the parameter `y` is not used"):
        toy.lines(formula("a(x, y)", "x"))


@pytest.mark.parametrize("signature", ["a(x=2)", "a(*x)", "a(*, x)", "a(**x)"])
def test_a_parameter_is_a_plain_name(toy: Toy, signature: str) -> None:
    with pytest.raises(ModelError, match="a: a formula's parameters are plain names, without defaults"):
        toy.lines(formula(signature, "x + 1"))


def test_a_line_needs_a_unit(toy: Toy) -> None:
    with pytest.raises(ModelError, match=r"a: a line needs @line\(unit\) and one sentence"):
        toy.lines(formula("a(x)", "x", unit=""))


def test_a_line_needs_its_mark(toy: Toy) -> None:
    with pytest.raises(ModelError, match=r"a: a line needs @line\(unit\)"):
        toy.lines('def a(x):\n    """What it is."""\n    return x\n')


def test_a_line_needs_a_sentence(toy: Toy) -> None:
    with pytest.raises(ModelError, match="one sentence that says what it is"):
        toy.lines('@line("EUR")\n@outcome\ndef a(x):\n    return x\n')


def test_one_line_in_two_modules_names_both_places(toy: Toy) -> None:
    with pytest.raises(ModelError, match=r"toy\d+\.py:2: a: the line is already defined in toy\d+\.py:5"):
        toy.lines("\n\n\n" + formula("a(x)", "x"), formula("a(y)", "y"))


def test_one_line_twice_in_a_module_is_a_duplicate(toy: Toy) -> None:
    with pytest.raises(ModelError, match=r"toy\d+\.py: a: the line is defined twice in this file"):
        toy.lines(formula("a(x)", "x") + formula("a(y)", "y"))


def test_a_line_cannot_take_the_name_of_a_sum(toy: Toy) -> None:
    text = formula("rent(x)", "x", '@cost("house")') + formula("cash_house(x)", "x")
    with pytest.raises(ModelError, match="cash_house: the line is already defined"):
        toy.lines(text)


def test_what_a_module_imports_is_no_line(toy: Toy) -> None:
    assert list(toy.lines("from math import exp as e\n" + formula("a(x)", "x"))) == ["a"]


X = np.array([-2.0, -0.5, 0.0, 0.5, 1.0, 2.0, 7.0])
Y = np.array([1.5, -0.5, 0.0, 2.0, 1.0, -3.0, 0.25])
FORMS: dict[str, tuple[str, Callable[[float, float], float]]] = {
    "plus": ("x + y", lambda x, y: x + y),
    "minus": ("x - y", lambda x, y: x - y),
    "times": ("x * y", lambda x, y: x * y),
    "divided by": ("x / (y ** 2 + 1)", lambda x, y: x / (y * y + 1)),
    "power": ("(x ** 2 + 1) ** (y / 12)", lambda x, y: math.exp(y / 12 * math.log(x * x + 1))),
    "minus one": ("-x * y", lambda x, y: -(x * y)),
    "minimum": ("minimum(x, y)", lambda x, y: x if x < y else y),
    "maximum": ("maximum(x, y)", lambda x, y: x if x > y else y),
    "maximum with a number": ("maximum(0, x - y)", lambda x, y: max(x - y, 0)),
    "clip": ("clip(x, y - 1, y + 1)", lambda x, y: sorted([x, y - 1, y + 1])[1]),
    "exp": ("exp(-x * y)", lambda x, y: math.e ** (-x * y)),
    "smaller": ("where(x < y, 1, 2)", lambda x, y: 1 if x < y else 2),
    "at most": ("where(x <= y, 1, 2)", lambda x, y: 1 if x <= y else 2),
    "larger": ("where(x > y, x, y)", lambda x, y: x if x > y else y),
    "at least": ("where(x >= y, x, 0)", lambda x, y: x if x >= y else 0),
    "equal": ("where(x == y, 10, x)", lambda x, y: 10 if x == y else x),
    "different": ("where(x != y, 10, x)", lambda x, y: 10 if x != y else x),
    "comparison that counts": ("(x > y) * 3", lambda x, y: 3 if x > y else 0),
    "month": ("where(month == 1, x, y)", lambda x, y: x),
}


@pytest.mark.parametrize(("expression", "by_hand"), FORMS.values(), ids=FORMS.keys())
def test_each_form_in_floats_and_in_arrays(toy: Toy, expression: str, by_hand: Callable[[float, float], float]) -> None:
    text = formula("a(x, y, month)", f"{expression} + 0 * month")
    expected = [by_hand(x, y) for x, y in zip(X.tolist(), Y.tolist(), strict=True)]
    floats = [toy.run(text, {"x": x, "y": y}).line("a")[1] for x, y in zip(X.tolist(), Y.tolist(), strict=True)]
    arrays = toy.run(text, {"x": X, "y": Y}).line("a")[1]
    assert floats == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert arrays.tolist() == pytest.approx(expected, rel=1e-12, abs=1e-12)


def test_the_words_take_plain_numbers_as_plain_numbers() -> None:
    """A person with a debugger sees floats, not arrays of one."""
    words = [minimum(1.0, 2.0), maximum(1, 2.0), clip(3.0, 0, 1), where(1 > 2, 1.0, 2.0)]
    assert words == [1.0, 2.0, 1.0, 2.0] and not any(isinstance(word, np.ndarray) for word in words)
    assert exp(0.0) == 1.0


def test_the_words_mix_numbers_and_draws() -> None:
    draws = np.array([-1.0, 0.5, 3.0])
    assert np.array_equal(clip(draws, 0, 1), [0.0, 0.5, 1.0])
    assert np.array_equal(minimum(1, draws), [-1.0, 0.5, 1.0])
    assert np.array_equal(maximum(draws, np.array([0.0, 1.0, 2.0])), [0.0, 1.0, 3.0])
    assert np.array_equal(where(draws > 0, draws, 0), [0.0, 0.5, 3.0])
