"""What is printed, told as JSON and written of screening, indices and boxes: one owner, few points."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from example_draws import CASE

from geduld.case import load_case
from geduld.cli import cli
from geduld.errors import CaseError
from geduld.reading_matters import Matters, with_matters
from geduld.reading_sensitivity import PAGE


@cache
def found() -> Matters:
    """Indices from 256 points, boxes from 2,048 draws: in 256 no box lasts."""
    case = load_case(CASE, owners=["family"])
    boxes = with_matters(case, "", 2048, 0, sobol=False, discover=True, folder=None).boxes
    return replace(with_matters(case, "", 256, 0, sobol=True, discover=False, folder=None), boxes=boxes)


def test_a_box_that_other_draws_do_not_confirm_is_not_shown() -> None:
    """In 256 draws of 119 assumptions, the ranges found for failing are chance: the other draws say so."""
    few = with_matters(load_case(CASE, owners=["family"]), "", 256, 0, sobol=False, discover=True, folder=None)
    assert all(box.ahead for box in few.boxes[0])
    assert "Where it fails: no ranges" in few.report("", "en")


def test_the_screening_leaves_out_what_hardly_counts() -> None:
    """What was left out explains at most 3 % together, with all it interacts with; the first factor stands apart."""
    rest = next(one for one in found().indices[0] if not set(one.keys) & found()._kept)
    assert rest.total.high < 0.03
    assert found().indices[0][0].keys == ("churn_reduction",)
    assert found().indices[0][0].rank == 1 < found().indices[0][1].rank


def test_the_box_holds_more_than_the_base_on_other_draws() -> None:
    assert [box.ahead for box in found().boxes[0]] == [False, True]
    for box in found().boxes[0]:
        assert box.density.low > box.base.high
        assert box.coverage.low > 0 and 1 <= len(box.ranges) <= 4


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_number_has_its_interval_and_fits_the_page(language: str) -> None:
    text = found().report("", language)
    assert max(len(row) for row in text.splitlines()) <= PAGE
    assert not {"nan", "inf", "-inf"} & set(text.replace("(", " ").split())
    assert found().case.assumptions["churn_reduction"].label[language][:30] in text


def test_json_and_table_hold_the_same_numbers(tmp_path: Path) -> None:
    told = json.loads(found().to_json('{"owners": {"family": {}}}'))["owners"]["family"]
    of = replace(found(), written=[])
    of.write(tmp_path)
    rows = pq.read_table(of.written[0]).to_pylist()
    assert [path.name for path in tmp_path.iterdir()] == ["sensitivity-family.parquet"]
    totals = [row for row in rows if (row["study"], row["measure"]) == ("sobol", "total")]
    assert [row["value"] for row in totals] == [one["total"]["value"] for one in told["indices"]]
    assert all(row["low"] <= row["value"] <= row["high"] for row in rows)
    assert len(rows) == 2 * len(told["effects"]) + 2 * len(told["indices"]) + 3 * len(told["boxes"])


@pytest.mark.parametrize(
    ("given", "said"),
    [(["--parquet", "out"], "nothing to write"), (["--sobol", "--draws", "0"], "0 does not fit"),
     (["--sobol", "--seed", "-1"], "-1 does not fit"), (["--discover", "--strategy", "invst"], "invest")],
)  # fmt: skip
def test_bad_input_is_refused_in_one_line(given: list[str], said: str) -> None:
    result = CliRunner().invoke(cli, ["sensitivity", str(CASE), "--owner", "family", *given])
    assert isinstance(result.exception, CaseError)
    assert result.exception.exit_code == 2
    assert said in str(result.exception) and "\n" not in str(result.exception)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("taken")
    with pytest.raises(CaseError, match="cannot be written"):
        replace(found(), written=[]).write(tmp_path / "file" / "below")
