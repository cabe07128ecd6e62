"""The figures of the example case: complete, adding up, and moved by one number in one file."""

import json
import shutil
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from example_draws import reduced

from geduld import valuation
from geduld.case import data_folder, load_case
from geduld.errors import CaseError
from geduld.owners import READS
from geduld.reading import lineage_report
from geduld.results import Results, evaluate

CASE = data_folder() / "cases" / "wholesaler"
MEASURES = [m for m in READS if m not in ("verdict", "best_alternative", "verdict_advantage")]


@cache
def results() -> Results:
    return evaluate(load_case(CASE))


def test_every_measure_stands_for_every_strategy_and_owner() -> None:
    """Equal prominence: the same figures for every strategy and owner, with convention and both languages."""
    for owner in results().case.owners:
        for strategy in results().case.strategies:
            for measure in MEASURES:
                figure = results().figure(measure, strategy, owner)
                assert set(figure.label) == {"nl", "en"}
                assert figure.convention


def test_claim_ids_are_unique() -> None:
    assert len(results().by_claim) == len(results().figures)


def test_the_waterfall_adds_up_to_the_cent() -> None:
    for owner in results().case.owners:
        for strategy in results().case.strategies:
            *steps, total = results().waterfall(strategy, owner)
            assert sum(step.value for step in steps) == pytest.approx(total.value, abs=0.005)
            assert total.value == pytest.approx(results().figure("npv", strategy, owner).value)


def test_npv_is_what_a_spreadsheet_gives() -> None:
    """=CF0+NPV(r_m, CF1:CFH) on the increments of the family at 8 % a year, written out month by month."""
    gain = results().views["family"].increment("invest")
    monthly = 1.08 ** (1 / 12) - 1
    by_hand = gain[0] + sum(flow / (1 + monthly) ** t for t, flow in enumerate(gain[1:], start=1))
    assert results().figure("npv", "invest", "family").value == pytest.approx(by_hand, rel=1e-9)


def verdicts(results: Results) -> dict[str, str | None]:
    return {owner: results.figure("verdict", owner=owner).text for owner in results.case.owners}


def test_each_owner_has_a_verdict_as_it_comes_out() -> None:
    """In the base case no key supplier walks away, and squeezing is best by the horizon of all but the family.

    The family counts five years beyond its horizon, so that wages saved for good weigh most.
    """
    found = verdicts(results())
    assert found == {"family": "cut", **dict.fromkeys(("foundation", "investor", "partner"), "squeeze")}


def test_against_being_paid_out_only_the_family_would_invest() -> None:
    """Of these three, the family counts five years beyond its horizon; the others would rather be paid out now."""
    found = verdicts(evaluate(reduced("baseline", "invest", "payout")))
    assert found == {"family": "invest", **dict.fromkeys(("foundation", "investor", "partner"), "payout")}


def test_json_is_json_and_holds_every_figure() -> None:
    read = json.loads(results().to_json())
    assert {f["claim_id"] for f in read["figures"]} == set(results().by_claim)


def test_frames_are_tidy() -> None:
    frame = results().to_frame()
    assert {"id", "owner", "strategy", "value", "unit"} <= set(frame.columns)
    months = results().lines_frame()
    assert len(months) == 121 * len(results().plan.sources) * len(results().runs)


def test_an_unknown_figure_has_a_near_match() -> None:
    with pytest.raises(CaseError, match=r"did you mean 'family\.invest\.npv'"):
        results().figure("nvp", "invest", "family")


def test_figures_of_one_owner_need_no_other() -> None:
    """Loaded alone, the partner's figures are the same bytes, and nothing of the family is in them."""
    alone = evaluate(load_case(CASE, owners=["partner"]))
    assert [f for f in results().figures if f.owner == "partner"] == [f for f in alone.figures if f.owner == "partner"]
    assert "family" not in alone.to_json()


def test_one_number_in_one_file_moves_every_face(tmp_path: Path) -> None:
    """Twice the price of the course, in one TOML file: the number, the lineage, the waterfall and the budget move."""
    case = tmp_path / "wholesaler"
    shutil.copytree(CASE, case)
    with (case / "assumptions.toml").open("a") as file:
        file.write('\n[course_price]\nbase = 2300\np90 = 2400\nprice_level = "2026"\n')
        file.write('source = "quote of 2026"\ngrade = "D"\n')
    before, after = results(), evaluate(load_case(case))
    assert after.figure("programme_budget", "invest").value > before.figure("programme_budget", "invest").value
    assert after.figure("npv", "invest", "family").value < before.figure("npv", "invest", "family").value
    assert (
        after.figure("waterfall.courses", "invest", "family").value
        < before.figure("waterfall.courses", "invest", "family").value
    )
    assert "course_price = 2300" in lineage_report(load_case(case), "npv", "en")


def test_pins_fix_a_line_and_are_listed(tmp_path: Path) -> None:
    """120 ones keep sales prices at today's; the growth assumption is unused, and the output says so."""
    case = tmp_path / "wholesaler"
    shutil.copytree(CASE, case)
    rows = "\n".join(f"{month},1.0" for month in range(1, 121))
    (case / "pins.csv").write_text(f"month,sales_price_index\n{rows}\n")
    pinned = evaluate(load_case(case))
    assert (pinned.monthly("sales_price_index", "invest")[1:] == 1.0).all()
    assert "sales_price_growth_pa" in pinned.plan.unused
    assert [str(node) for node in pinned.plan.pinned] == ["sales_price_index"]


def test_break_even_return_makes_both_choices_equal() -> None:
    """Wherever there is one: at that return a strategy and its alternative are worth the same to the owner."""
    found = 0
    for owner, view in results().views.items():
        for strategy in view.runs:
            rate = results().figure("break_even_return", strategy, owner).value
            if rate is not None:
                difference, found = view.increment(strategy, view.alternative(strategy)), found + 1
                whole = float(valuation.present_value(np.abs(difference), rate))
                assert float(valuation.present_value(difference, rate)) == pytest.approx(0, abs=1e-9 * whole)
    assert found > 3


def test_identity_is_zero_every_month() -> None:
    for run in results().runs.values():
        np.testing.assert_allclose(run.line("identity_residual"), 0, atol=1e-6)
        np.testing.assert_allclose(run.line("balance_residual"), 0, atol=1e-6)
