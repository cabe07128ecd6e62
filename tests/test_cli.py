"""The command line as a user meets it: a process, its output and its exit code."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geduld.case import data_folder

CASE = data_folder() / "cases" / "wholesaler"


def geduld(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from geduld.cli import main; main()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_help_names_every_command() -> None:
    said = geduld("--help")
    assert said.returncode == 0
    for command in ("new", "check", "evaluate", "reports", "lineage"):
        assert command in said.stdout


def test_help_imports_nothing_heavy() -> None:
    """What makes `--help` quick: no pandas, NumPy, plotly or papermill before a command needs it."""
    code = "import sys, geduld.cli; print([m for m in ('numpy', 'pandas', 'plotly', 'papermill') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_check_says_what_is_a_placeholder() -> None:
    said = geduld("check", str(CASE))
    assert said.returncode == 0
    assert "all is well" in said.stdout
    assert "time_reduction" in said.stdout


def test_evaluate_as_json_and_as_table() -> None:
    figures = json.loads(geduld("evaluate", str(CASE), "--base", "--json").stdout)["figures"]
    assert {"family.invest.npv", "partner.payout.npv"} <= {f["claim_id"] for f in figures}
    table = geduld("evaluate", str(CASE), "--base", "--owner", "partner", "--language", "nl")
    assert "J. Bakker" in table.stdout
    assert "De Wit" not in table.stdout


def test_set_changes_a_figure() -> None:
    def npv(*extra: str) -> float:
        figures = json.loads(geduld("evaluate", str(CASE), "--base", "--json", *extra).stdout)["figures"]
        return next(f["value"] for f in figures if f["claim_id"] == "family.invest.npv")

    assert npv("--set", "churn_reduction=0.11") > npv() > npv("--set", "churn_reduction=-0.2")


def test_lineage_ends_in_sources() -> None:
    said = geduld("lineage", str(CASE), "npv")
    assert said.returncode == 0
    assert "source t4_call_rct" in said.stdout
    assert "PLACEHOLDER" in said.stdout
    assert "cash_at_start" in said.stdout


def test_new_makes_a_case_that_says_what_is_missing(tmp_path: Path) -> None:
    assert geduld("new", str(tmp_path / "acme")).returncode == 0
    said = geduld("check", str(tmp_path / "acme"))
    assert said.returncode == 2
    assert "Traceback" not in said.stderr
    assert len(said.stderr.strip().splitlines()) == 1


BAD = {
    "no folder": (["check", "/nowhere"], "case.toml"),
    "misspelt key": (["evaluate", str(CASE), "--set", "churn_reductoin=0.1"], "did you mean 'churn_reduction'"),
    "no number": (["evaluate", str(CASE), "--set", "churn_reduction=much"], "no number"),
    "not a number": (["evaluate", str(CASE), "--set", "churn_reduction=nan"], "churn_reduction"),
    "no value": (["evaluate", str(CASE), "--set", "churn_reduction"], "allowed: key=value"),
    "two values": (["check", str(CASE), *("--set", "inflation_pa=0.01") * 2], "inflation_pa: 0.01 and 0.01: the key"),
    "out of bounds": (["evaluate", str(CASE), "--set", "churn_reduction=3"], "churn_reduction"),
    "unknown owner": (["evaluate", str(CASE), "--owner", "famly"], "did you mean 'family'"),
    "owner as code": (["evaluate", str(CASE), "--owner", '"; import os #'], "import os"),
    "owner as path": (["reports", str(CASE), "--owner", "../../x"], "../../x"),
    "unknown figure": (["lineage", str(CASE), "nvp"], "did you mean 'npv'"),
    "unknown command": (["evaluat", str(CASE)], "evaluat"),
}


@pytest.mark.parametrize("bad", BAD, ids=str)
def test_bad_input_is_one_message_and_exit_code_2(bad: str, tmp_path: Path) -> None:
    arguments, expected = BAD[bad]
    extra = ["--out", str(tmp_path / "out")] if arguments[0] == "reports" else []
    said = geduld(*arguments, *extra)
    assert said.returncode == 2
    assert expected in said.stderr
    assert "Traceback" not in said.stderr
    assert not list(tmp_path.iterdir())


IMPOSSIBLE = """\
[[pair]]
keys = ["inflation_pa", "wage_growth_pa"]
rho = -0.9
why = "books 2025"
"""


@pytest.mark.parametrize("command", ["check", "evaluate", "reports"])
def test_correlations_that_cannot_hold_together_are_refused(command: str, tmp_path: Path) -> None:
    """Against the shared 0.8 and 0.6 with purchase prices, -0.9 is impossible: the three are named, with what could."""
    shutil.copytree(CASE, tmp_path / "wholesaler")
    (tmp_path / "wholesaler" / "correlations.toml").write_text(IMPOSSIBLE)
    extra = ["--out", str(tmp_path / "out")] if command == "reports" else []
    said = geduld(command, str(tmp_path / "wholesaler"), *extra)
    assert said.returncode == 2
    assert "correlations.toml: rho: -0.9 of inflation_pa and wage_growth_pa, 0.8 of" in said.stderr
    assert "cannot all hold; allowed: nearest: " in said.stderr
    assert len(said.stderr.splitlines()) == 1 and not (tmp_path / "out").exists()


def test_stakes_over_one_are_refused(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "wholesaler")
    family = tmp_path / "wholesaler" / "owners" / "family.toml"
    family.write_text(family.read_text().replace("stake = 0.45", "stake = 0.55"))
    said = geduld("check", str(tmp_path / "wholesaler"))
    assert said.returncode == 2
    assert "1.1" in said.stderr


def test_history_of_no_line_is_refused(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "wholesaler")
    with (tmp_path / "wholesaler" / "case.toml").open("a") as file:
        file.write("\n[history]\nrevenu = { year = 3 }\n")
    said = geduld("check", str(tmp_path / "wholesaler"))
    assert said.returncode == 2
    assert "did you mean 'revenue'" in said.stderr


def test_a_case_without_any_choice_is_evaluated(tmp_path: Path) -> None:
    """Only the baseline is left: it is its own alternative, and nothing breaks."""
    shutil.copytree(CASE, tmp_path / "wholesaler")
    shutil.rmtree(tmp_path / "wholesaler" / "strategies")
    said = geduld("evaluate", str(tmp_path / "wholesaler"), "--base")
    assert said.returncode == 0
    assert "Verdict: Carry on as now" in said.stdout


def test_a_message_is_one_line_whatever_it_names(tmp_path: Path) -> None:
    said = geduld("check", f"{tmp_path}/no\nsuch\tcase")
    assert said.returncode == 2
    assert len(said.stderr.splitlines()) == 1


@pytest.mark.parametrize("line", ["ebitda", "cash", "cash_programme", "owner.family.net_dividend"])
def test_a_sum_or_an_owners_line_is_not_pinned(line: str, tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "wholesaler")
    rows = "\n".join(f"{month},1000" for month in range(1, 121))
    (tmp_path / "wholesaler" / "pins.csv").write_text(f"month,{line}\n{rows}\n")
    said = geduld("check", str(tmp_path / "wholesaler"))
    assert said.returncode == 2
    assert f"pins.csv: {line}" in said.stderr


def test_reports_says_once_what_no_edition_can_be_made_of(tmp_path: Path) -> None:
    """A pin of no line is found by running the case, before the first edition."""
    shutil.copytree(CASE, tmp_path / "wholesaler")
    rows = "\n".join(f"{month},1" for month in range(1, 121))
    (tmp_path / "wholesaler" / "pins.csv").write_text(f"month,revenu\n{rows}\n")
    said = geduld("reports", str(tmp_path / "wholesaler"), "--out", str(tmp_path / "out"))
    assert said.returncode == 2
    assert len(said.stderr.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_choice_of_another_name_is_evaluated(tmp_path: Path) -> None:
    shutil.copytree(CASE, tmp_path / "wholesaler")
    strategies = tmp_path / "wholesaler" / "strategies"
    (strategies / "invest.toml").rename(strategies / "train.toml")
    figures = json.loads(geduld("evaluate", str(tmp_path / "wholesaler"), "--base", "--json").stdout)["figures"]
    assert "family.-.best_alternative" in {f["claim_id"] for f in figures}
