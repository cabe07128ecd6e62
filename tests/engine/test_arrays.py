"""Seven draws over eleven months: a draw knows no other draw, and the future does not change the past."""

from __future__ import annotations

import numpy as np
import pytest
from engine.toy import Toy, formula

from geduld.engine import Past, Run
from geduld.marks import Value

DRAWS, MONTHS = 7, 11
TEXT = (
    formula("grown(opening_grown, growth, month)", "opening_grown * (1 + growth) + exp(-month)", '@opening("start")')
    + formula("people(size, grown, growth)", "size * minimum(grown, 9) + maximum(size, growth)", per="class")
    + formula("all_people(people)", "people ** 0.5")
    + formula("paid(month, x, y)", "where(month > x, y, -x)", "@at_decision")
    + formula("once(month, x)", "where(month == 1, x, 0)")
    + formula("window(trailing3_paid, lag2_paid)", "trailing3_paid - lag2_paid")
    + formula("year(year_to_date_paid)", "year_to_date_paid")
    + formula("limited(year, x)", "clip(year, 0, x)")
)
PAST = Past(history={"paid": [float(m) for m in range(12)]}, year_to_date={"paid": 40.0})
KEYS = ["growth", "start", "size", "segment.home.size", "x", "y"]


def draws() -> dict[str, Value]:
    """One column of seven numbers per key, none like another."""
    columns = np.random.default_rng(1).uniform(0.01, 6.0, (len(KEYS), DRAWS))
    return {key: columns[i] for i, key in enumerate(KEYS)}


def compute(toy: Toy, values: dict[str, Value], months: int = MONTHS) -> Run:
    return toy.run(TEXT, values, months, PAST, decided=8)


def test_a_column_per_draw_and_a_row_per_month(toy: Toy) -> None:
    run = compute(toy, draws())
    assert {column.shape for column in run.values.values()} == {(MONTHS + 1, DRAWS)}


def test_draws_are_the_same_as_one_run_each(toy: Toy) -> None:
    values, together = draws(), compute(toy, draws())
    for i in range(DRAWS):
        alone = compute(toy, {key: float(np.asarray(column)[i]) for key, column in values.items()})
        for node, column in together.values.items():
            assert column[:, i] == pytest.approx(alone.values[node], rel=1e-12), node


def test_as_many_draws_as_months(toy: Toy) -> None:
    """Nothing may slip along the wrong axis when the two lengths are equal."""
    values = {key: np.tile(np.asarray(column), 2)[: MONTHS + 1] for key, column in draws().items()}
    many, few = compute(toy, {**values}), compute(toy, draws())
    assert all(np.array_equal(many.values[node][:, :DRAWS], few.values[node]) for node in few.values)


def test_a_draw_knows_no_other_draw(toy: Toy) -> None:
    order = np.array([3, 6, 0, 5, 1, 4, 2])
    shuffled = compute(toy, {key: np.asarray(column)[order] for key, column in draws().items()})
    for node, column in compute(toy, draws()).values.items():
        assert np.array_equal(column[:, order], shuffled.values[node]), node


def test_one_draw_changed_changes_no_other(toy: Toy) -> None:
    other = {key: np.where(np.arange(DRAWS) == 4, 0.5, column) for key, column in draws().items()}
    changed = compute(toy, {**other})
    rest = [0, 1, 2, 3, 5, 6]
    for node, column in compute(toy, draws()).values.items():
        assert np.array_equal(column[:, rest], changed.values[node][:, rest]), node


def test_the_future_does_not_change_the_past(toy: Toy) -> None:
    long, short = compute(toy, draws()), compute(toy, draws(), months=4)
    for node, column in short.values.items():
        assert np.array_equal(column, long.values[node][:5]), node


def test_numbers_and_draws_mix(toy: Toy) -> None:
    run = compute(toy, {**draws(), "growth": 0.1})
    assert run.line("grown").shape == (MONTHS + 1, DRAWS)


def test_a_run_changes_nothing_it_is_given(toy: Toy) -> None:
    values = draws()
    compute(toy, values)
    assert all(np.array_equal(values[key], column) for key, column in draws().items())
