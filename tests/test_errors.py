"""Errors: one line that says where, what, and what would be right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geduld.errors import CaseError, ClaimError, GeduldError, ModelError, RenderError, near_match, plain, problem, shown


def test_a_problem_says_everything_in_one_line() -> None:
    said = problem("customers.toml", "churn_rat", "0.03", unit="per month", allowed="0..1", near="churn_rate")
    assert said == "customers.toml: churn_rat: 0.03 per month; allowed: 0..1; did you mean 'churn_rate'?"


def test_a_problem_leaves_out_what_is_not_known() -> None:
    assert problem("case.toml", "", "is missing") == "case.toml: is missing"


def test_what_a_terminal_obeys_is_written_out() -> None:
    """Escape codes and marks that turn the direction of writing must not act; Dutch letters stay."""
    assert problem("case.toml", "\x1b[31mname", "\u202eno", near="coördinatie") == (
        r"case.toml: \x1b[31mname: \u202eno; did you mean 'coördinatie'?"
    )


@pytest.mark.parametrize(
    ("error", "code"), [(GeduldError, 2), (CaseError, 2), (ModelError, 2), (ClaimError, 2), (RenderError, 1)]
)
def test_every_error_has_its_exit_code(error: type[GeduldError], code: int) -> None:
    assert issubclass(error, GeduldError)
    assert error("said").exit_code == code
    assert str(error("said")) == "said"


@pytest.mark.parametrize(
    ("name", "near"), [("churn_rat", "churn_rate"), ("CHURN_RATE", "churn_rate"), ("staf", "staff"), ("xyz", None)]
)
def test_the_nearest_known_name_is_offered(name: str, near: str | None) -> None:
    assert near_match(name, ["churn_rate", "staff"]) == near


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert near_match("staff", []) is None


@given(st.text(max_size=400))
def test_a_shown_value_stays_on_one_short_line(text: str) -> None:
    assert len(shown(text)) <= 80
    assert "\n" not in shown(text)


def test_amounts_are_shown_in_full() -> None:
    assert plain(100000000000, 1234567.5, 0.1 + 0.2) == "100000000000, 1234567.5, 0.3"
