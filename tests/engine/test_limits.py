"""What cannot be computed, or must not be, is named: line, element, month, value and what is allowed."""

from __future__ import annotations

import numpy as np
import pytest
from engine.toy import Toy, formula

from geduld.errors import CaseError, GeduldError, ModelError
from geduld.marks import Value

BOTH = pytest.mark.parametrize("as_given", [float, lambda x: np.array([1.0, x, 1.0])], ids=["float", "array"])


@BOTH
def test_a_division_by_zero_names_line_element_and_month(toy: Toy, as_given: type[float]) -> None:
    text = formula("a(x, month)", "1 / (x - month)", per="track")
    values: dict[str, Value] = {"track.internal.x": as_given(-1.0), "track.customer.x": as_given(2.0)}
    with pytest.raises(ModelError, match=r"toy\d+\.py:2: track\.(customer|internal)\.a: .*in month [12]") as caught:
        toy.run(text, values)
    if as_given is float:
        assert "track.customer.a" in str(caught.value) and str(caught.value).endswith("in month 2")


IMPOSSIBLE = {
    "nothing by nothing": ("x / x", 0.0),
    "a root of a negative number": ("x ** 0.5", -2.0),
    "too large a power": ("10 ** x", 400.0),
    "too large an exp": ("exp(x)", 1000.0),
    "too large a product": ("x * x", 1e200),
}


@BOTH
@pytest.mark.parametrize(("expression", "x"), IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_what_has_no_number_names_line_and_month(toy: Toy, as_given: type[float], expression: str, x: float) -> None:
    with pytest.raises(GeduldError, match=r"a: .*in month 1"):
        toy.run(formula("a(x)", expression), {"x": as_given(x)})


@BOTH
@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_what_is_not_a_number_does_not_go_on(toy: Toy, as_given: type[float], value: float) -> None:
    with pytest.raises(CaseError, match=r"a: .*in month 1"):
        toy.run(formula("a(x)", "x"), {"x": as_given(value)})


SHARE = formula("a(x, month)", "x * month", '@within(0.0, 1.0, "more than all")', unit="share", per="track")


@BOTH
def test_a_value_outside_names_element_month_value_and_what_is_allowed(toy: Toy, as_given: type[float]) -> None:
    values: dict[str, Value] = {"track.internal.x": 0.125, "track.customer.x": as_given(0.75)}
    if as_given is not float:
        values["track.customer.x"] = np.array([0.125, 0.75, 0.125])
    with pytest.raises(CaseError) as caught:
        toy.run(SHARE, values)
    assert str(caught.value) == "case: track.customer.a: 1.5 share in month 2: more than all; allowed: 0.0..1.0"


@pytest.mark.parametrize(
    ("limits", "x", "allowed"),
    [("0.0, None", -1.0, "0.0..inf"), ("None, 1.0", 4.0, "-inf..1.0"), ("-1.0, 1.0", -2.0, "-1.0..1.0")],
)
def test_a_limit_on_one_side(toy: Toy, limits: str, x: float, allowed: str) -> None:
    with pytest.raises(CaseError) as caught:
        toy.run(formula("a(x)", "x", f'@within({limits}, "so it is")'), {"x": x})
    assert str(caught.value).endswith(f"in month 1: so it is; allowed: {allowed}")


@pytest.mark.parametrize("x", [0.0, 1.0, 1.0 + 1e-12, -1e-12])
def test_the_limit_itself_and_rounding_are_inside(toy: Toy, x: float) -> None:
    assert toy.run(formula("a(x)", "x", '@within(0.0, 1.0, "a share")'), {"x": x}).line("a")[1] == x


def test_a_line_outside_at_month_zero(toy: Toy) -> None:
    with pytest.raises(CaseError, match="a: -3 EUR in month 0: not below nothing"):
        toy.run(formula("a(x)", "x", "@constant", '@within(0.0, None, "not below nothing")'), {"x": -3.0})
