"""The same questions asked of every line."""

from __future__ import annotations

import inspect
from collections import Counter

import numpy as np
import pytest
from engine.read_back import computed
from formulas.lively_case import Call, calls, compute
from formulas.plain_case import LINES

from geduld.assumptions import UNITS
from geduld.engine import Line
from geduld.engine.equation import equation
from geduld.formulas import ROOMS
from geduld.marks import Value

OWN_UNITS = {"index", "trainees", "trainees/month", "leavers/month", "h/month", "prospects/month", "days"}
WRITTEN = {name: line for name, line in LINES.items() if not line.place.startswith("sum of")}

every_line = pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
every_written_line = pytest.mark.parametrize("line", WRITTEN.values(), ids=WRITTEN.keys())


def some(line: Line, n: int = 7) -> list[Call]:
    """Some of the line's calls, spread over months and elements."""
    found = calls()[line.name]
    return found[:: max(1, len(found) // n)][:n]


def columns(line: Line) -> list[np.ndarray]:
    """The same calls as one call on arrays, which may not be written to."""
    made = [np.array(column) for column in zip(*some(line), strict=True)]
    for column in made:
        column.flags.writeable = False
    return made


@every_line
def test_it_is_called_and_finite(line: Line) -> None:
    assert calls()[line.name]
    assert np.isfinite([line.function(*call) for call in calls()[line.name]]).all()


@every_line
def test_the_same_again_gives_the_same_again(line: Line) -> None:
    once = [line.function(*call) for call in some(line)]
    assert [line.function(*call) for call in reversed(some(line))] == once[::-1]


@every_line
def test_arrays_give_what_floats_give_and_stay_as_they_were(line: Line) -> None:
    given = columns(line)
    before = [column.copy() for column in given]
    expected = [line.function(*call) for call in some(line)]
    assert np.broadcast_to(line.function(*given), len(expected)) == pytest.approx(expected, rel=1e-12, abs=1e-12)
    assert all(np.array_equal(column, copy) for column, copy in zip(given, before, strict=True))


@every_line
def test_floats_give_a_float(line: Line) -> None:
    assert all(isinstance(line.function(*call), float | int) for call in some(line))


def moved(value: float) -> list[float]:
    """Other values an argument might have; the last two reach the guards."""
    return [value * 1.1, value * 0.5, -value, value + 100, value + 1, value - 1, 1.0, 5.0, value + 1e6, value - 1e6]


@every_line
def test_every_argument_matters(line: Line) -> None:
    """For each parameter there is a month in which another value gives another result."""
    for i, parameter in enumerate(line.parameters):
        results = (
            (line.function(*call), line.function(*call[:i], other, *call[i + 1 :]))
            for call in calls()[line.name]
            for other in moved(call[i])
        )
        assert any(a != b for a, b in results), parameter


@every_line
def test_its_unit_is_known(line: Line) -> None:
    assert line.marks.unit in OWN_UNITS | set(UNITS)


@every_line
def test_money_is_in_euro_and_only_money_is_summed(line: Line) -> None:
    assert (line.marks.unit == "EUR") or not line.marks.group


@every_line
def test_its_sentence_is_one_line_without_numbers(line: Line) -> None:
    sentence = line.sentence
    assert sentence[0].isupper() and sentence.endswith(".") and "\n" not in sentence
    assert not any(character.isdigit() for character in sentence)


def test_no_two_lines_have_one_sentence() -> None:
    said = Counter(line.sentence for line in LINES.values())
    assert [sentence for sentence, times in said.items() if times > 1] == []


@every_written_line
def test_its_parameters_and_result_are_typed(line: Line) -> None:
    signature = inspect.signature(line.function)
    types = {str(p.annotation) for p in signature.parameters.values()} | {str(signature.return_annotation)}
    assert types == {str(Value)} or types == {"Value"}


def test_what_must_hold_of_which_line() -> None:
    limits = {n: (line.marks.lower, line.marks.upper) for n, line in LINES.items() if line.marks.because}
    assert limits == {
        "rollout_share": (0, 1),
        "layers_kept": (1, None),
        "self_managed_share": (0, 1),
        "autonomy_absence_effect": (-1, 1),
        "autonomy_sales_effect": (-1, None),
        "skill": (0, 1),
        "strained_separation_rate": (0, 1),
        "separation_rate": (0, 1),
        "staff_gone_share": (0, 1),
        "cut_strain": (0, 1),
        "failure_rise": (-1, None),
        "service_pressure": (-1, None),
        "time_effect": (-1, 1),
        "managers": (0, None),
        "managers_share": (0, 1),
        "absence_effect": (-1, 1),
        "coordination_share": (0, 1),
        "coordination_effect": (-1, 1),
        "hours_lost_share": (0, 1),
        "conversion_effect": (-1, None),
        "marketing": (0, None),
        "upsell_effect": (-1, None),
        "service_effect": (None, 1),
        "supplier_gone_share": (0, 1),
        "churn_rate": (0, 1),
        "organic_arrivals": (0, None),
        "customers": (0, None),
        "receivable_days": (0, 3650),
        "stock_days": (0, 3650),
        "payable_days": (0, 3650),
        "fixed_assets": (0, None),
        "branch_ramp_share": (0, 1),
        "branch_book_value": (0, None),
        "volume_discount_share": (0, 1),
    }


@every_line
def test_what_must_hold_says_why(line: Line) -> None:
    limited = line.marks.lower is not None or line.marks.upper is not None
    assert limited == bool(line.marks.because)


@every_line
def test_its_printed_equation_computes_the_same(line: Line) -> None:
    for language in ("nl", "en"):
        printed = equation(line, language, str)
        for call in some(line, 3):
            values = dict(zip(line.parameters, call, strict=True))
            assert computed(printed, language, values) == pytest.approx(line.function(*call), rel=1e-9, abs=1e-9)


def test_costs_and_benefits_are_positive_in_their_natural_direction() -> None:
    run = compute()
    signed = [name for name, line in LINES.items() if line.marks.sign]
    assert len(signed) > 10
    assert [name for name in signed if run.line(name).min() < 0] == []


def test_every_room_has_lines() -> None:
    rooms = {line.place.partition(".")[0] for line in WRITTEN.values()}
    assert rooms == {room.__name__.rpartition(".")[2] for room in ROOMS}
