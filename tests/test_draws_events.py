"""Events: one uniform number inverts the cumulative hazard into a month."""

from __future__ import annotations

import math

import numpy as np
import pytest
from example_draws import example
from hypothesis import given
from hypothesis import strategies as st

from geduld.draws import uniform_columns
from geduld.draws_events import event_month
from geduld.errors import CaseError

UNIFORMS = (np.arange(1000) + 0.5) / 1000


@given(st.floats(1e-4, 2.0))
def test_a_constant_hazard_is_inverted_as_the_closed_form(rate: float) -> None:
    """P(not by the end of t) = exp(-rate t): the month is the ceiling of -ln(1 - u) / rate."""
    closed = np.ceil(-np.log1p(-UNIFORMS) / rate)
    months = event_month(UNIFORMS, np.full(120, rate))
    sure = np.abs(closed - -np.log1p(-UNIFORMS) / rate) > 1e-9
    assert (months[sure] == np.where(closed > 120, np.inf, closed)[sure]).all()


def test_the_share_that_never_happens_is_what_the_hazard_says() -> None:
    """24 months at 1 % a month: exp(-0.24) = 78.7 % never."""
    months = event_month(example().uniforms["course_price"], np.full(24, 0.01))
    assert np.isinf(months).mean() == pytest.approx(math.exp(-0.24), abs=0.001)
    assert set(months[np.isfinite(months)]) == set(range(1, 25))


def test_no_hazard_no_event_and_a_month_without_hazard_is_skipped() -> None:
    assert np.isinf(event_month(UNIFORMS, np.zeros(12))).all()
    assert set(event_month(UNIFORMS, [0, 0, 50, 0])) == {3.0}


def test_hazards_by_draw_are_the_same_as_one_by_one() -> None:
    hazard = np.random.default_rng(2).uniform(0, 0.05, (60, len(UNIFORMS)))
    together = event_month(UNIFORMS, hazard)
    alone = [event_month(UNIFORMS[i : i + 1], hazard[:, i])[0] for i in range(len(UNIFORMS))]
    assert together.tolist() == alone


@given(st.floats(0.001, 0.1), st.floats(1.0, 5.0))
def test_a_higher_hazard_is_never_later(rate: float, times: float) -> None:
    low, high = (event_month(UNIFORMS, np.full(60, r)) for r in (rate, rate * times))
    assert (high <= low).all()


@pytest.mark.parametrize(
    ("hazard", "message"),
    [
        ([0.1, -0.2], "events: hazard: -0.2 per month; allowed: 0 or more"),
        ([0.1, math.nan], "events: hazard: nan per month; allowed: 0 or more"),
        (0.1, r"events: hazard: the shape \(\) does not fit 1000 draws; allowed: \(months,\) or \(months, draws\)"),
        (np.ones((3, 7)), r"events: hazard: the shape \(3, 7\) does not fit 1000 draws"),
    ],
)
def test_a_hazard_that_cannot_be_is_refused(hazard: object, message: str) -> None:
    with pytest.raises(CaseError, match=message):
        event_month(UNIFORMS, hazard)  # type: ignore[arg-type]


def test_an_event_s_column_is_uniform() -> None:
    found = uniform_columns(["event.supplier_one", "event.supplier_two"], 8192, 0)
    assert abs(np.corrcoef(list(found.values()))[0, 1]) < 0.05
