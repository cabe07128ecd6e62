"""What the owners of the example hang on, against single runs of the whole company."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from example_draws import CASE

from geduld import model, valuation
from geduld.case import load_case
from geduld.engine import Node, run
from geduld.owners import OwnerView
from geduld.reading_sensitivity import PAGE, Study, study
from geduld.results import Results, evaluate
from geduld.sensitivity import Ask, Bench
from geduld.sensitivity_grades import AFTER_STEPS, KINDS, value_by_grade
from geduld.sensitivity_switch import switching_values
from geduld.sensitivity_tornado import tornado
from geduld.waterfall import waterfall


@cache
def results() -> Results:
    return evaluate(load_case(CASE))


@cache
def found() -> Study:
    return study(results().case, draws=128)


def alone(owner: str, key: str, value: float, strategy: str) -> float:
    """The certainty equivalent of a single run on floats with one value set."""
    case = results().case
    values = model.values(case, strategy, {key: value})
    done = run(results().plan, values, model.calendar(case), model.past(case), case.pins)
    terms = model.terms(case, owner)
    flow = done.values[Node("owner_flow", f"owner.{owner}")][: terms.horizon_months + 1]
    return float(valuation.present_value(flow, terms.time_preference_pa))


def test_the_base_is_the_advantage_of_the_results() -> None:
    for owner, mine in found().owners.items():
        assert mine.advantage == pytest.approx(results().views[owner].advantage("invest"), abs=1e-6)
        assert mine.ask == Ask(owner, "invest", results().views[owner].alternative("invest"))


@pytest.mark.parametrize("owner", ["family", "investor"])
def test_each_end_of_the_tornado_is_a_single_run(owner: str) -> None:
    """The widest three, one in pounds and one that only prepares a price; to 1e-9 of what is compared."""
    mine = found().owners[owner]
    bars = {bar.key: bar for bar in mine.swings}
    some = [bar.key for bar in mine.swings[:3]]
    for key in (*some, "segment.wholesale.revenue_per_customer_pm", "past_inflation_pa"):
        for value, said in ((bars[key].low, bars[key].at_low), (bars[key].high, bars[key].at_high)):
            worth = [alone(owner, key, value, s) for s in (mine.ask.strategy, mine.ask.against)]
            assert said == pytest.approx(worth[0] - worth[1], abs=1e-9 * abs(worth[0]))


@pytest.mark.parametrize("owner", ["family", "partner"])
def test_a_switching_value_put_back_makes_both_worth_the_same(owner: str) -> None:
    """Put into the case: the advantage over the same alternative is less than a euro, or changes sign just there.

    A test of distribution that starts to bind moves a dividend by a year, so an advantage may jump over zero.
    """
    mine = found().owners[owner]
    for one in [one for one in mine.switches if one.value is not None][:12:3]:
        value = one.value or 0.0
        if abs(lead(owner, mine.ask, one.key, value)) >= 1:
            step = 1e-6 * max(abs(value), 1e-3)
            below, above = (lead(owner, mine.ask, one.key, value + side * step) for side in (-1, 1))
            assert below * above < 0, one


def lead(owner: str, ask: Ask, key: str, value: float) -> float:
    """What the owner has more of under the strategy asked than under its alternative, at a value of one key.

    The value is put into the case, as `--set` does; where an element has a value of its own, that stays.
    """
    known = load_case(CASE)
    case = replace(known, assumptions={**known.assumptions, key: replace(known.assumptions[key], base=value)})
    view = OwnerView(owner, model.terms(case, owner), model.runs(case))
    return view.certainty_equivalent(ask.strategy) - view.certainty_equivalent(ask.against)


def test_an_owner_alone_gets_the_same_as_among_others() -> None:
    """And so does a second time: the same numbers to the last bit but for the grouping of the runs."""
    mine = found().owners["foundation"]
    bench = Bench(load_case(CASE, owners=["foundation"]), (mine.ask,), compiled=True)
    assert tornado(bench)[0] == mine.swings
    alone, among = (
        {s.key: s.value for s in of if s.value is not None} for of in (switching_values(bench)[0], mine.switches)
    )
    assert alone == pytest.approx(among, rel=1e-9)


def test_all_uncertainties_are_asked_and_what_follows_another_is_not() -> None:
    case, mine = results().case, found().owners["family"]
    asked = {key for key, a in case.assumptions.items() if a.kind == "uncertainty" and not a.same_as}
    assert {one.key for one in mine.switches} == asked
    assert {bar.key for bar in mine.swings} == {key for key in asked if case.assumptions[key].is_range}


def test_the_verdict_turns_beyond_the_closest_value() -> None:
    for mine in found().owners.values():
        one = mine.closest
        assert one is not None
        assert one.value is not None
        base = results().case.assumptions[one.key].base
        beyond = one.value + 0.01 * (one.value - base)
        after = Bench(results().case, (mine.ask,)).away([one.key], [beyond])[0, 0]
        assert np.sign(after) == -np.sign(mine.advantage)


def test_grades_add_up_to_the_waterfall_and_the_npv() -> None:
    """Apart from what follows from all lines, they are the steps of the waterfall before it."""
    for strategy in results().runs:
        for owner, view in results().views.items():
            by_grade = value_by_grade(results().case, view, strategy)
            steps = {step.id: step.value for step in waterfall(view, strategy)}
            npv = results().figure("npv", strategy, owner).value
            lines = sum(value for step, value in steps.items() if step not in (*AFTER_STEPS, "net"))
            assert sum(by_grade[kind] for kind in KINDS[:-1]) == pytest.approx(lines, abs=1e-6)
            assert sum(by_grade.values()) == pytest.approx(npv, abs=1e-6)


def test_every_line_counts_under_the_grade_of_its_weakest_effect() -> None:
    """For the family's programme: staff who stay rest on grade B; what the programme costs stands apart.

    Self-management too moves who leaves, on grade D; of that a strategy which leaves the layers alone knows nothing.
    """
    view = results().views["family"]
    by_grade = value_by_grade(results().case, view, "invest")
    steps = {step.id: step.value for step in waterfall(view, "invest")}
    assert by_grade["programme"] == pytest.approx(steps["courses"] + steps["hours"])
    graded = {
        ("revenue", "invest"): "D", ("cash_staff_who_stay", "invest"): "B", ("cash_staff_who_stay", "autonomy"): "D",
        ("marketing", "invest"): "",
    }  # fmt: skip
    for (line, strategy), known in graded.items():
        assert model.effect_grade(results().case, results().plan, line, strategy) == known


@pytest.mark.parametrize(
    ("strategy", "line"),
    [("cut", "severance"), ("squeeze", "price_cut_left"), ("expand", "branch_sales"), ("broadcast", "fatigue")],
)
def test_what_a_short_term_choice_rests_on_is_graded_too(strategy: str, line: str) -> None:
    """Under the choice itself it rests on grade D; under another, which leaves its levers alone, on no effect."""
    found = [model.effect_grade(results().case, results().plan, line, chosen) for chosen in (strategy, "payout")]
    assert found == ["D", ""]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_table_fits_the_page_and_names_every_part(language: str) -> None:
    text = found().report(language)
    assert max(len(row) for row in text.splitlines()) <= PAGE
    assert "De Wit" in text
    assert "nan" not in text
    churn = results().case.assumptions["churn_reduction"].label[language]
    assert churn[:30] in text


def test_the_json_is_json_with_keys_units_and_no_private_keys() -> None:
    read = json.loads(found().to_json())
    assert set(read["owners"]) == set(results().case.owners)
    for owner, mine in read["owners"].items():
        assert len(mine["swings"]) == len(mine["units"])
        others = [f"owner.{other}." for other in read["owners"] if other != owner]
        assert not [bar["key"] for bar in mine["swings"] if bar["key"].startswith(tuple(others))]
