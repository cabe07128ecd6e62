"""What the command line says of a spread, and what it refuses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from spread_case import CASE, example

from geduld.case import Case
from geduld.claims import check
from geduld.drawing import Asked
from geduld.errors import CaseError, ClaimError
from geduld.reading import figures_report
from geduld.reading_spread import owner_spread, remarks
from geduld.results import Results, evaluate
from geduld.spread import simulate


@pytest.fixture(autouse=True)
def kernels(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.getbasetemp() / "kernels"
    monkeypatch.setenv("GEDULD_CACHE", str(folder))
    return folder


def three() -> Case:
    """The family with three strategies, of which investing is best in the base case."""
    case = example("family")
    return replace(case, strategies={name: case.strategies[name] for name in ("baseline", "invest", "payout")})


@cache
def results() -> Results:
    return evaluate(three(), simulate(three(), 256, scrambles=2))


def with_verdict(strategy: str) -> Results:
    """The results, had the draws pointed to this strategy."""
    assert results().spread
    family = results().spread.owners["family"]  # type: ignore[union-attr]
    changed = replace(results().spread, owners={"family": replace(family, verdict=strategy)})  # type: ignore[type-var]
    return replace(results(), spread=changed)


def said(found: Results, language: str = "en") -> list[str]:
    return [str(remark.text) for remark in remarks(found, "family", language)]


def geduld(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from geduld.cli import main; main()", "evaluate", str(CASE), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=dict(os.environ))


def agreeing() -> Results:
    return with_verdict("invest")


def differing() -> Results:
    return with_verdict("payout")


def test_base_case_and_draws_that_agree_are_said_to() -> None:
    assert results().figure("verdict.base", owner="family").text == "invest"
    assert said(agreeing())[0] == "The base case and the draws point to the same choice: Invest in communication."


def test_a_verdict_that_differs_is_said_plainly_in_both_languages() -> None:
    english, dutch = said(differing())[0], said(differing(), "nl")[0]
    lead = differing().figure("verdict_advantage.base", owner="family").value or 0.0
    assert "point to different choices" in english
    assert f"In the base case Invest in communication is the best choice, by €{lead:,.0f}" in english
    assert "over the draws it is Pay out now" in english
    assert "wijzen een verschillende keuze aan" in dutch


def test_the_sentence_is_bound_to_both_verdicts() -> None:
    """What was said of one set of results does not pass on another."""
    remark = next(iter(remarks(differing(), "family", "en")))
    check(remark.claims, differing().by_claim)
    with pytest.raises(ClaimError, match=r"family\.-\.verdict reads other than family\.-\.verdict\.base"):
        check(remark.claims, agreeing().by_claim)


def test_patience_is_said_as_so_many_futures_within_so_many_months() -> None:
    reached = results().figure("patience_months.reached", "invest", "family").value or 0.0
    assert said(results())[1].startswith(f"In {round(10 * reached)} of 10 futures Invest in communication catches up")
    assert "120" in said(results())[1]


def test_a_certainty_equivalent_that_hangs_on_one_draw_is_said_to() -> None:
    """An owner may lose far more than the own risk tolerance in the worst draw, which then outweighs all others."""
    assert not any("Be careful" in words for words in said(results()))
    assert said(hanging(0.6))[3].startswith("Be careful with the certainty equivalent")


def hanging(weight: float) -> Results:
    """The results, had the worst draw under invest this share in the mean utility."""
    assert results().spread
    family = results().spread.owners["family"]  # type: ignore[union-attr]
    invest = family.strategies["invest"]
    heavy = replace(invest, worst_weight=replace(invest.worst_weight, value=weight))
    changed = replace(family, strategies={**family.strategies, "invest": heavy})
    return replace(results(), spread=replace(results().spread, owners={"family": changed}))  # type: ignore[type-var]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_has_base_case_and_spread_beside_each_other(language: str) -> None:
    text = figures_report(results(), language)
    words = {
        "nl": ("basisgeval", "mediaan", "Kans op verlies", "Over de trekkingen, Nu uitkeren\n"),
        "en": ("base case", "median", "Chance of loss", "Over the draws, Pay out now\n"),
    }
    assert all(word in text for word in words[language][:3])
    assert "± " in text
    assert "256" in text.splitlines()[0]
    assert not re.search(r"\bnan\b", text)
    assert words[language][3] in text
    assert all(strategy.label[language] in text for strategy in results().case.strategies.values())


def test_without_draws_nothing_is_said_of_them() -> None:
    text = figures_report(evaluate(three()), "en")
    assert "median" not in text
    assert text.splitlines()[0].startswith("Groothandel Voorbeeld B.V.: base case, decision")


def test_json_holds_every_estimate_and_the_pictures() -> None:
    read = json.loads(results().to_json())
    ids = {f["claim_id"] for f in read["figures"]}
    assert len(ids) == len(read["figures"])
    for name in ("mean", "p10", "p50", "p90", "se", "se_p10"):
        assert f"family.invest.npv.{name}" in ids
    for name in ("chance_of_loss", "expected_shortfall.se", "certainty_equivalent.expected", "chance_best"):
        assert f"family.invest.{name}" in ids
    picture = read["spread"]["family"]["invest"]
    assert {len(line) for line in picture["fan"].values()} == {121}
    assert sum(picture["advantage"]["counts"]) == 256
    assert read["draws"] == {"n": 256, "seed": 0, "scrambles": 2, "left_out": 0}


def test_every_figure_over_draws_says_over_how_many() -> None:
    for figure in results().figures:
        if figure.id.endswith((".mean", ".p10", ".se")) and figure.value is not None:
            assert figure.note
            assert "256 draws, seed 0" in figure.note["en"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--draws", "0"], "geduld: --draws: '0' does not fit; allowed: a whole number, 1 or more; --base is the base"),
        (["--draws", "-8"], "--draws: '-8' does not fit"),
        (["--draws", "many"], "--draws: 'many' does not fit"),
        (["--draws", "99999999999"], "draws: n: 99999999999 does not fit; allowed: a whole number 1..1048576"),
        (["--seed", "1.5"], "--seed: '1.5' does not fit; allowed: a whole number, 0 or more"),
        (["--scrambles", "1", "--draws", "128"], "scrambles: 1 has no spread; allowed: 0, or 2..64"),
        (["--base", "--seed", "0"], "--base: the base case has no --seed; allowed: one of the two"),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_one_line(arguments: list[str], message: str) -> None:
    done = geduld(*arguments)
    assert done.returncode == 2
    assert message in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert done.stdout == ""


def test_a_rounded_number_of_draws_is_said_and_used() -> None:
    done = geduld("--owner", "family", "--draws", "100", "--scrambles", "2", "--seed", "7", "--json")
    assert "geduld: --draws: 100 asked, 128 drawn: the next power of two" in done.stderr
    assert json.loads(done.stdout)["draws"] == {"n": 128, "seed": 7, "scrambles": 2, "left_out": 0}
    assert "investor" not in done.stdout


def test_the_base_case_alone_is_still_there() -> None:
    assert Asked(base=True).of(example("family")) is None
    with pytest.raises(CaseError, match="--base: the base case has no --draws"):
        Asked(base=True, draws=8).of(example("family"))


def test_the_chance_to_be_ahead_is_printed_per_year_of_every_choice() -> None:
    """A row per whole year; the last cell is the figure of the last choice, as 61.0% ± 2.3%."""
    printed = owner_spread(results(), "family", "en").partition("Chance of being ahead")[2].partition("\n\n")[0]
    rows = [line for line in printed.splitlines() if line.startswith("after year")]
    assert results().spread
    for s, found in results().spread.owners["family"].strategies.items():  # type: ignore[union-attr]
        assert len(rows) == len(found.ahead) > 0 and s in printed
    last = found.ahead[0]
    assert rows[0].endswith(f"{100 * (last.value or 0):.1f}% ± {100 * (last.se or 0):.1f}%")
