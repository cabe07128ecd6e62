"""The notebooks as anybody runs them: with plain papermill, from either folder, for every owner."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from editions.shared import DRAWS, OWNERS, example, results

from geduld.case import load_case
from geduld.editions.batch import figures, record_of
from geduld.editions.papermill import NOTEBOOKS

ROOT = NOTEBOOKS.parent
SHOWN = [
    "02_assumptions.ipynb", "03_business_case.ipynb", "05_owner_edition.ipynb", "05_directors_edition.ipynb",
]  # fmt: skip
FEW = ("-p", "draws", str(DRAWS.n), "-p", "scrambles", str(DRAWS.scrambles))


def papermill(name: str, out: Path, where: Path, *parameters: str) -> nbformat.NotebookNode:
    """Run the papermill command as a reader would."""
    notebook = NOTEBOOKS.relative_to(where) / name if where != NOTEBOOKS else Path(name)
    command = [sys.executable, "-m", "papermill", str(notebook), str(out), *parameters]
    done = subprocess.run(command, cwd=where, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "unknown parameter" not in done.stderr
    return nbformat.read(out, as_version=4)


@pytest.mark.parametrize(("owner", "where"), list(zip(OWNERS, (ROOT, NOTEBOOKS) * 2, strict=True)), ids=OWNERS)
def test_plain_papermill_gives_an_owner_the_same_figures(owner: str, where: Path, tmp_path: Path) -> None:
    language = load_case(example(), owners=[owner]).owners[owner].language
    asked = ("-p", "owner", owner, *FEW)
    plain = figures(record_of(papermill("05_owner_edition.ipynb", tmp_path / "out.ipynb", where, *asked)))
    ours = figures(results(owner, language))
    assert plain == ours


def test_plain_papermill_gives_the_company_the_same_figures(tmp_path: Path) -> None:
    plain = record_of(papermill("03_business_case.ipynb", tmp_path / "out.ipynb", ROOT))
    assert figures(plain) == figures(results("business_case", "en"))


def test_plain_papermill_gives_the_director_the_same_figures(tmp_path: Path) -> None:
    plain = record_of(papermill("05_directors_edition.ipynb", tmp_path / "out.ipynb", ROOT, *FEW))
    assert figures(plain) == figures(results("director", "en"))


@pytest.mark.parametrize("name", SHOWN)
def test_a_stored_notebook_is_small_and_has_no_drawing_library(name: str) -> None:
    text = (NOTEBOOKS / name).read_text("utf-8")
    assert len(text) < 20_000 and "application/vnd.plotly" not in text


@pytest.mark.parametrize("name", SHOWN)
def test_papermill_helps_with_every_parameter(name: str) -> None:
    command = [sys.executable, "-m", "papermill", "--help-notebook", str(NOTEBOOKS / name)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    cells = json.loads((NOTEBOOKS / name).read_text("utf-8"))["cells"]
    (parameters,) = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    names = ["".join(line).split(" = ")[0] for line in parameters["source"]]
    assert len(names) >= 4 and all(name in said for name in names)
