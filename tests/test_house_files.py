"""The house rules for the lists of releases, the configuration and the notebooks."""

from __future__ import annotations

import ast
import re
import stat
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import nbformat
import yaml
from house import ROOT, kept_files, place
from packaging.requirements import Requirement

OTHER_CONFIGURATION = re.compile(
    r"setup\.(py|cfg)|tox\.ini|noxfile\.py|\.?(pytest|mypy|ruff|uv)\.(ini|toml|cfg)|\.(flake8|coveragerc|pylintrc)"
    r"|\.pre-commit-config\.yaml|(uv|poetry|pdm)\.lock|Pipfile.*|requirements[-_].+\.txt|pyrightconfig\.json"
)
FORBIDDEN = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda, ast.If, ast.IfExp, ast.While)
LOOPS = (ast.For, ast.AsyncFor, ast.comprehension)
SHOWN = ("03_", "05_")


def locked() -> str:
    """The text of requirements.txt."""
    return (ROOT / "requirements.txt").read_text("utf-8")


def releases() -> list[str]:
    """Every release of requirements.txt with its marker, as pip reads it."""
    return re.findall(r"^(\S+==.*?) *\\$", locked(), re.MULTILINE)


# ---- the lists of releases ----


def test_every_release_has_hashes_and_nothing_else_is_in_the_list() -> None:
    line = r"\S+==[^\\\n]+\\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+(    #.*\n)+"
    assert re.sub(line, "", locked()) == ""


def test_the_list_names_no_address_and_no_folder() -> None:
    assert re.findall(r".*(?:://|--index|--extra|--find-links|file:|[ =]/\w).*", locked()) == []


def test_conda_installs_the_same_releases() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    pip = environment["dependencies"][-1]["pip"]
    assert pip == ["--editable .", *releases()]
    assert "python=3.11.*" in environment["dependencies"]


def test_the_list_satisfies_what_the_project_asks() -> None:
    """Every direct dependency is locked; `make lock` was run after pyproject.toml changed."""
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    direct = map(Requirement, asked["project"]["dependencies"] + asked["dependency-groups"]["test"])
    have = {found.name: found for found in map(Requirement, releases())}
    pinned = {name: str(found.specifier).removeprefix("==") for name, found in have.items()}
    assert [str(one) for one in direct if pinned.get(one.name, "0") not in one.specifier] == []


def test_pyproject_is_the_only_configuration() -> None:
    assert [place(path) for path in kept_files() if OTHER_CONFIGURATION.fullmatch(path.name)] == []


def test_the_check_of_a_change_is_make_test() -> None:
    script = ROOT / ".ci" / "run"
    assert script.stat().st_mode & stat.S_IXUSR
    assert script.read_text().endswith("exec make test </dev/null\n")


# ---- the notebooks ----


@cache
def notebooks() -> dict[Path, Any]:
    """Every notebook; there is at least one."""
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    assert paths, "there are no notebooks"
    return {path: nbformat.reads(path.read_text("utf-8"), as_version=4) for path in paths}  # type: ignore[no-untyped-call]


def code_cells(notebook: Any) -> list[Any]:
    """The code cells of a notebook."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def tagged(notebook: Any, tag: str) -> list[Any]:
    """The code cells of a notebook with a tag."""
    return [cell for cell in code_cells(notebook) if tag in cell.metadata.get("tags", [])]


def test_the_notebooks_that_are_shown_are_there() -> None:
    assert {path.name[:3] for path in notebooks()} >= set(SHOWN)


def test_a_notebook_has_one_cell_of_parameters_each_with_a_comment() -> None:
    for path, notebook in notebooks().items():
        cells = tagged(notebook, "parameters")
        assert len(cells) == 1, place(path)
        lines = [line for line in cells[0].source.splitlines() if line.strip() and not line.startswith("#")]
        assert lines, place(path)
        assert [line for line in lines if not re.match(r"\w+(: [^=]+)? = .+  # \S", line)] == [], place(path)


def test_a_notebook_computes_nothing_itself() -> None:
    wrong = []
    for path, notebook in notebooks().items():
        for number, cell in enumerate(notebook.cells):
            nodes = ast.walk(ast.parse(cell.source)) if cell.cell_type == "code" else ()
            wrong += [f"{path.name}, cell {number}: {n!r}" for n in nodes if isinstance(n, FORBIDDEN + LOOPS)]
    assert wrong == []


def test_a_notebook_has_at_most_10_code_cells_of_8_lines() -> None:
    for path, notebook in notebooks().items():
        cells = code_cells(notebook)
        assert len(cells) <= 10, place(path)
        assert [cell.source for cell in cells if len(cell.source.strip().splitlines()) > 8] == [], place(path)


def test_a_notebook_opens_with_its_question() -> None:
    for path, notebook in notebooks().items():
        opening = notebook.cells[0]
        assert opening.cell_type == "markdown", place(path)
        assert re.match(r"# .*\?", opening.source), place(path)


def test_only_compared_outputs_are_kept() -> None:
    """A compared cell without an output would pass unseen; a kept one that is not compared grows stale."""
    for path, notebook in notebooks().items():
        compared = tagged(notebook, "nbval-check-output")
        assert [cell.source for cell in compared if not cell.outputs] == [], place(path)
        assert [c.source for c in compared if "keep_output" not in c.metadata.tags] == [], place(path)
        kept = [cell for cell in code_cells(notebook) if cell.outputs]
        assert [cell.source for cell in kept if cell not in compared] == [], place(path)


def test_the_shown_notebooks_have_a_compared_table() -> None:
    shown = {path: notebook for path, notebook in notebooks().items() if path.name.startswith(SHOWN)}
    assert [place(path) for path, notebook in shown.items() if not tagged(notebook, "nbval-check-output")] == []
