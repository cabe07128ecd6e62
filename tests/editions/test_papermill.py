"""Running one notebook: unknown parameters, errors, dead kernels and slow cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from geduld.editions.papermill import NOTEBOOKS, check_parameters, execute, failure
from geduld.errors import CaseError, ClaimError, RenderError


def book(folder: Path, *cells: str) -> Path:
    """A notebook with the parameters `owner` and `language`, and these cells."""
    parameters = new_code_cell('owner = "family"  # id\nlanguage = ""  # nl or en', metadata={"tags": ["parameters"]})
    titles = [new_markdown_cell(f"# {language}?", metadata={"tags": [language]}) for language in ("nl", "en")]
    metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    made = new_notebook(cells=[*titles, parameters, *map(new_code_cell, cells)], metadata=metadata)
    nbformat.write(made, folder / "book.ipynb")
    return folder / "book.ipynb"


def run(folder: Path, *cells: str, seconds: int = 60, **parameters: Any) -> nbformat.NotebookNode:
    """A notebook of these cells, executed."""
    return execute(book(folder, *cells), parameters, folder, seconds)


@pytest.mark.parametrize("name", ["03_business_case.ipynb", "05_owner_edition.ipynb", "05_directors_edition.ipynb"])
def test_an_unknown_parameter_is_refused_with_a_near_match(name: str) -> None:
    """Papermill itself only logs it."""
    with pytest.raises(CaseError, match=f"{name}: parameters: langage: 'nl': .* did you mean 'language'"):
        check_parameters(NOTEBOOKS / name, {"langage": "nl"})


def test_nothing_runs_when_a_parameter_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="ownr"):
        run(tmp_path, "open('ran', 'w').close()", ownr="family")
    assert not (tmp_path / "ran").exists()


def test_the_executed_notebook_keeps_its_own_language_and_no_trace_of_this_machine(tmp_path: Path) -> None:
    done = run(tmp_path, "owner", owner="partner", language="en")
    assert [cell.source for cell in done.cells if cell.cell_type == "markdown"] == ["# en?"]
    assert done.cells[-1].outputs[0]["data"]["text/plain"] == "'partner'"
    text = nbformat.writes(done)
    assert str(tmp_path) not in text and "start_time" not in text and "iopub" not in text


@pytest.mark.parametrize(
    ("cell", "kind", "said"),
    [
        ("1 / 0", RenderError, "book.ipynb: ZeroDivisionError: division by zero"),
        ("from geduld.errors import ClaimError\nraise ClaimError('letter: no')", ClaimError, "letter: no"),
        ("from geduld.errors import CaseError\nraise CaseError('owners: no')", CaseError, "owners: no"),
        ("raise SystemExit(3)", RenderError, "book.ipynb"),
        ("import os\nos._exit(1)", RenderError, "book.ipynb: DeadKernelError"),
    ],
)
def test_whatever_goes_wrong_in_a_cell_is_one_error(tmp_path: Path, cell: str, kind: type, said: str) -> None:
    """Also a kernel that died: papermill's file would say that all went well."""
    with pytest.raises(kind) as caught:
        run(tmp_path, cell)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_a_cell_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"book\.ipynb: CellTimeoutError"):
        run(tmp_path, "import time\ntime.sleep(60)", seconds=2)


def test_an_error_of_the_case_keeps_its_words() -> None:
    assert type(failure("x.ipynb", "CaseError", "customers.toml: no")) is CaseError
    assert str(failure("x.ipynb", "KeyError", "'a'")) == "x.ipynb: KeyError: 'a'"


def test_the_kernel_starts_without_noise(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "1")
    assert "WARNING" not in capfd.readouterr().err
