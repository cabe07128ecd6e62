"""The draws on disk: what every strategy comes to in each of them, and nothing of another owner."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from spread_case import CASE, example

from geduld.cli import cli
from geduld.draws import draw
from geduld.errors import CaseError
from geduld.futures import write_futures
from geduld.owners import OwnerView
from geduld.spread import simulate
from geduld.spread_blocks import Prepared, spelt_out

N = 256


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("futures")
    assert write_futures(example("family", "partner"), folder, N, 0, block=128).whole
    return folder


def test_a_file_says_what_each_draw_comes_to(written: Path) -> None:
    """Draw 200 of the table against a run of that draw alone; the mean over all against the spread."""
    table = pd.read_parquet(written / "owner-family.parquet")
    found = table[table.strategy == "invest"].set_index("draw")
    of = Prepared(spelt_out(example("family")))
    view: OwnerView = next(of.views(of.runs(draw(of.case, N, 0).part(200, 201).raw)[0]))
    assert found.worth[200] == pytest.approx(float(view.worth("invest")[0]), rel=1e-12)
    assert found.npv[200] == pytest.approx(float(view.by_draw("invest")["npv"][0]), rel=1e-12)
    mean = simulate(example("family"), N, 0, 0).owners["family"].strategies["invest"].measures["worth"].mean
    assert found.worth.mean() == pytest.approx(mean, rel=1e-12)


def test_the_inputs_are_those_that_were_drawn(written: Path) -> None:
    inputs, drawn = pd.read_parquet(written / "inputs.parquet"), draw(example("family"), N, 0).raw
    assert np.array_equal(inputs.draw, np.arange(N))
    assert np.array_equal(inputs.churn_reduction, drawn["churn_reduction"])


def test_the_blocks_make_no_difference(written: Path, tmp_path: Path) -> None:
    write_futures(example("family", "partner"), tmp_path, N, 0)
    for name in ("inputs", "company", "owner-family", "owner-partner"):
        parts = [pd.read_parquet(folder / f"{name}.parquet") for folder in (written, tmp_path)]
        order = [name for name in ("draw", "strategy") if name in parts[0]]
        one, other = (part.sort_values(order, ignore_index=True) for part in parts)
        pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_no_file_tells_of_another_owner(written: Path) -> None:
    """Keys that are one owner's own stand in that owner's file alone."""
    for path in written.iterdir():
        private = [name for name in pd.read_parquet(path).columns if name.startswith("owner.")]
        assert all(name.split(".")[1] == path.stem.removeprefix("owner-") for name in private)


def test_ctrl_c_keeps_the_blocks_that_are_whole(tmp_path: Path) -> None:
    """Stopped after the first of two blocks of the second file: 256 inputs, 128 of the company, nothing of an owner."""

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    found = write_futures(example("family"), tmp_path, N, 0, stop, block=128)
    assert {path.stem: draws for path, draws in found.files.items()} == {
        "inputs": 256, "company": 128, "owner-family": 0,
    }  # fmt: skip
    assert not found.whole
    assert "stopped before all 256 draws were written" in found.note
    assert pd.read_parquet(tmp_path / "company.parquet").draw.nunique() == 128
    assert sorted(path.name for path in tmp_path.iterdir()) == ["company.parquet", "inputs.parquet"]


def test_more_than_the_disk_holds_is_refused_before_anything_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10, 9, 1_000_000))
    with pytest.raises(CaseError, match=r"draws: 8192 draws may take \d+ MB and 1 MB are free"):
        write_futures(example("family"), tmp_path, 8192, 0)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(CaseError, match="taken: cannot be written"):
        write_futures(example("family"), tmp_path / "taken", 128, 0)
    assert (tmp_path / "taken").read_text() == "mine"


def test_simulate_prints_tables_and_writes_what_it_printed(tmp_path: Path) -> None:
    asked = ["simulate", str(CASE), "--owner", "family", "--draws", "100", "--scrambles", "0"]
    said = CliRunner().invoke(cli, [*asked, "--parquet", str(tmp_path)])
    assert said.exit_code == 0, said.output
    assert "Over the draws, Invest in communication against" in said.stdout
    assert "100 asked, 128 drawn" in said.stderr
    assert f"{tmp_path}/owner-family.parquet (128)" in said.stderr
    told = json.loads(CliRunner().invoke(cli, [*asked, "--json"]).stdout)
    assert told["draws"]["n"] == 128
    claims = {figure["claim_id"]: figure["value"] for figure in told["figures"]}
    table = pd.read_parquet(tmp_path / "owner-family.parquet")
    assert claims["family.invest.worth.mean"] == pytest.approx(table[table.strategy == "invest"].worth.mean())
