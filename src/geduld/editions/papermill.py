"""Running one notebook with papermill: unknown parameters are refused, and success is told by the exception only.

Papermill logs an unknown parameter and goes on, and its file looks complete after a dead kernel or a timeout; so the
parameters are compared first, nothing is written by papermill, and what it raises is what counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from geduld.errors import CaseError, ClaimError, GeduldError, ModelError, RenderError, near_match, problem
from geduld.words.numbers import LOCALES

NOTEBOOKS = Path(__file__).resolve().parents[3] / "notebooks"
SECONDS = 300
"""A cell that takes longer is stopped."""
KINDS = {kind.__name__: kind for kind in (CaseError, ClaimError, ModelError, RenderError)}
QUIET = ["--log-level=ERROR"]
"""The kernel warns at each start that it speaks over a local port; that is no news to the reader."""


def check_parameters(notebook: Path, parameters: Mapping[str, Any]) -> None:
    """Refuse a parameter that the notebook does not have. Raises CaseError with a near match."""
    known = papermill.inspect_notebook(str(notebook))
    for name, value in parameters.items():
        if name not in known:
            where, near = f"{notebook.name}: parameters", near_match(name, known)
            raise CaseError(
                problem(where, name, f"{value!r}: there is no such parameter", allowed=", ".join(known), near=near)
            )


def execute(notebook: Path, parameters: Mapping[str, Any], folder: Path, seconds: int = SECONDS) -> NotebookNode:
    """Run a notebook in a fresh kernel and return it executed; nothing is written.

    Args:
        notebook: the notebook.
        parameters: its parameters by name; all must be known to it.
        folder: the working folder of the kernel, made for this run alone.
        seconds: the longest a cell may take.

    Raises:
        CaseError, ModelError, ClaimError: what a cell of the notebook raised, or an unknown parameter.
        RenderError: any other failure: another exception, a timeout, a kernel that died.
    """
    check_parameters(notebook, parameters)
    try:
        done = papermill.execute_notebook(
            str(notebook), None, parameters=dict(parameters), progress_bar=False, cwd=str(folder),
            request_save_on_cell_execute=False, execution_timeout=seconds, shutdown_kernel="immediate",
            extra_arguments=QUIET,
        )  # fmt: skip
    except PapermillExecutionError as error:
        raise failure(notebook.name, error.ename, error.evalue) from None
    except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
        said = (str(error).strip().splitlines() or [""])[0]
        raise RenderError(problem(notebook.name, "", f"{type(error).__name__}: {said}")) from None
    return tidy(done, str(parameters.get("language", "")))


def failure(name: str, kind: str, said: str) -> GeduldError:
    """What a cell raised, as an error of ours: the same kind where it was one, with its own words."""
    if kind in KINDS:
        return KINDS[kind](said)
    return RenderError(problem(name, "", f"{kind}: {said}"))


def tidy(notebook: NotebookNode, language: str) -> NotebookNode:
    """The executed notebook without times and paths of this machine, and without titles in the other language."""
    kept = notebook.metadata.get("papermill", {}).get("parameters", {})
    notebook.metadata["papermill"] = {"parameters": kept, "version": papermill.__version__}
    notebook.cells = [cell for cell in notebook.cells if not _is_foreign(cell, language)]
    for number, cell in enumerate(notebook.cells, 1):
        cell.metadata = {"tags": cell.metadata.get("tags", [])}
        cell["id"] = f"cell-{number:02d}"
    nbformat.validate(notebook)
    return notebook


def _is_foreign(cell: NotebookNode, language: str) -> bool:
    tags = set(cell.metadata.get("tags", [])) & set(LOCALES)
    return bool(tags) and bool(language) and language not in tags
