"""What one churn rate for all would get wrong, where a reader meets it: figures, the command line, an edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import COMPANY, HISTORY, write

from geduld.case import load_case
from geduld.editions.edition import Edition, open_edition
from geduld.editions.notebook import owner_edition
from geduld.reading import figures_report
from geduld.results import evaluate

SAID = {"churn_constant": 0.01046, "churn_bias_base": -0.1335, "churn_bias_cut": 0.5974}


def example(language: str = "nl") -> Edition:
    return open_edition("wholesaler", "family", language)


def test_the_figures_of_the_example() -> None:
    """One rate at which 11.86 % leave in a year: 1 - (1 - 0.1186)^(1/12) = 0.01046."""
    results = example().results
    assert {name: results.figure(f"{name}.contract").value for name in SAID} == pytest.approx(SAID, abs=5e-5)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Fout in wat de klanten van nu waard zijn (Winkels met een jaarcontract): \u221213,3%"),
        ("nl", "Fout in wat 10% minder verloop waard is (Winkels met een jaarcontract): +59,7%"),
        ("nl", "klantmaanden over 120 maanden, tegen 4% per jaar; onder nul is te laag"),
        ("en", "Error in what today's customers are worth (Shops on a yearly contract): \u221213.3%"),
        ("en", "Error in what 10% less churn is worth (Shops on a yearly contract): +59.7%"),
    ],
)
def test_the_command_line_says_both(language: str, said: str) -> None:
    assert said in figures_report(example().results, language).replace("\u202f", "").replace("\xa0", "")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "de klanten van nu te laag waarderen (\u221213,3%) en een daling van het verloop te hoog (+59,7%)"),
        ("en", "value today's customers too low (\u221213.3%) and a fall in churn too high (+59.7%)"),
    ],
)
def test_an_edition_says_both_and_claims_them(language: str, said: str) -> None:
    block = owner_edition("wholesaler", "family", language, "", "").not_in_numbers
    for figure in SAID:
        assert f'data-figure="-.-.{figure}.contract"' in block.before
    assert said in block.before.striptags()
    claims = [str(claim) for claim in block.claims if claim.id == "not_alike.both_ways"]
    assert claims == ["-.-.churn_bias_base.contract < 0", "-.-.churn_bias_cut.contract > 0"]


def test_without_a_curve_nothing_is_said_of_one(tmp_path: Path) -> None:
    results = evaluate(load_case(write(tmp_path, {"case.toml": COMPANY + HISTORY})))
    assert not [figure for figure in results.figures if figure.id.startswith("churn_")]
    assert "one churn rate" not in figures_report(results, "en").lower()
