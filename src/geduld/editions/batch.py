"""All editions of a case: one per owner and language, and the company's and the director's once per language.

Each is rendered whole in a folder of its own and then moved into place, or not at all. One that fails does not stop
the others; it is named at the end.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from shutil import copy2, copytree, rmtree
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import nbformat
from nbformat import NotebookNode
from tqdm import tqdm

from geduld import claims, model
from geduld.case import Case, data_folder, load_case
from geduld.editions import html
from geduld.editions.block import RECORD
from geduld.editions.papermill import NOTEBOOKS, execute
from geduld.editions.simulated import Draws
from geduld.errors import CaseError, GeduldError, RenderError, problem
from geduld.words.numbers import LOCALES

OWNER_NOTEBOOK = NOTEBOOKS / "05_owner_edition.ipynb"
COMPANY_NOTEBOOK = NOTEBOOKS / "03_business_case.ipynb"
DIRECTOR_NOTEBOOK = NOTEBOOKS / "05_directors_edition.ipynb"
COMPANY, DIRECTOR = "business_case", "director"
"""The folders of the company's and the director's edition, beside those of the owners."""
NO_DRAWS = Draws()


@dataclass(frozen=True)
class Task:
    """One edition to be rendered: its notebook, parameters and folder."""

    notebook: Path
    parameters: Mapping[str, Any]
    target: Path

    @property
    def name(self) -> str:
        """How the edition is called in messages: "family/nl"."""
        return f"{self.target.parent.name}/{self.target.name}"


def render_editions(
    case_path: str | PathLike[str],
    owners: Sequence[str] = (),
    languages: Sequence[str] = (),
    out: str | PathLike[str] = "reports",
    overrides: Mapping[str, float] | None = None,
    progress: bool = True,
    dated: str = "",
    draws: Draws = NO_DRAWS,
) -> int:
    """Render the editions of a case to `out`/<case>/<owner>/<language>/.

    Args:
        case_path: folder of the case.
        owners: ids; empty for all.
        languages: "nl", "en"; empty for each owner's own.
        out: where to write.
        overrides: own values by key.
        progress: whether to show a bar on standard error.
        dated: the day the editions are made, "2026-11-23"; "" leaves it out.
        draws: how much to simulate for the owners' and the director's editions.

    Returns:
        0, or 1 when an edition failed; those are named on standard error.

    Raises:
        CaseError: the case, an owner, a language or an own value is wrong; nothing is written.
    """
    case = load_case(case_path, overrides, list(owners) or None)
    model.runs(case)
    found = list(tasks(case, languages, Path(out), overrides or {}, dated, draws, whole=not owners))
    failed: dict[str, Exception] = {}
    for task in (bar := tqdm(found, unit="edition", disable=not progress, file=sys.stderr)):
        bar.set_description(task.name)
        try:
            render(task)
        except Exception as error:  # whatever it is, the other editions are still made
            failed[task.name] = error
    for name, wrong in failed.items():
        kind = "" if isinstance(wrong, GeduldError) else f"{type(wrong).__name__}: "
        sys.stderr.write(f"geduld: {name}: not written: {kind}{wrong}\n")
    return int(bool(failed))


def tasks(
    case: Case,
    languages: Sequence[str],
    out: Path,
    overrides: Mapping[str, float],
    dated: str,
    draws: Draws = NO_DRAWS,
    whole: bool = True,
) -> Iterator[Task]:
    """What there is to render: an edition per owner and language, then the company's and the director's per language.

    The director's holds the terms of all owners, so it is made only of the `whole` case, not of some of its owners.

    Raises:
        CaseError: an unknown language, or an owner whose id is the name of a folder of another edition.
    """
    _check(case, languages)
    spoken = dict.fromkeys(languages or [owner.language for owner in case.owners.values()])
    same, made = {"case": _called(case)}, {"dated": dated}
    simulated = {**made, "draws": draws.n, "seed": draws.seed, "scrambles": draws.scrambles}
    for owner in case.owners.values():
        for language in languages or [owner.language]:
            own = {"owner": owner.id, "language": language, "own_values": _own_values(overrides, owner.id)}
            yield Task(OWNER_NOTEBOOK, same | own | simulated, out / case.id / owner.id / language)
    for language in spoken:
        company = {"language": language, "own_values": _own_values(overrides, "")}
        yield Task(COMPANY_NOTEBOOK, same | company | made, out / case.id / COMPANY / language)
    for language in spoken if whole and case.owners else ():
        every = {"language": language, "own_values": json.dumps(dict(overrides), sort_keys=True) if overrides else ""}
        yield Task(DIRECTOR_NOTEBOOK, same | every | simulated, out / case.id / DIRECTOR / language)


def _check(case: Case, languages: Sequence[str]) -> None:
    for language in languages:
        if language not in LOCALES:
            raise CaseError(problem("--language", language, "there is no such language", allowed=", ".join(LOCALES)))
    for taken in {COMPANY, DIRECTOR} & case.owners.keys():
        raise CaseError(
            problem(f"owners/{taken}.toml", "", "that is the folder of another edition", allowed="another id")
        )


def _called(case: Case) -> str:
    """The case as a notebook is told: by name where it lies with the shared data, else by its whole path."""
    folder = case.folder.resolve()
    return folder.name if folder.parent == (data_folder() / "cases").resolve() else str(folder)


def _own_values(overrides: Mapping[str, float], owner: str) -> str:
    """Own values as JSON text, without those of another owner."""
    own = {k: v for k, v in overrides.items() if not k.startswith("owner.") or k.startswith(f"owner.{owner}.")}
    return json.dumps(own, sort_keys=True) if own else ""


def render(task: Task) -> None:
    """Render one edition: executed notebook, page and results; whole or not at all.

    Raises:
        CaseError, ModelError, ClaimError: what the notebook raised, or a claim that fails.
        RenderError: the notebook could not be run, or the edition not be written.
    """
    try:
        task.target.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".geduld-", dir=task.target.parent) as folder:
            made = Path(folder, "edition")
            made.mkdir()
            write(execute(task.notebook, task.parameters, Path(folder)), made)
            put_in_place(made, task.target)
    except OSError as error:
        raise RenderError(problem(str(task.target), "", f"cannot be written: {error.strerror}")) from None


def write(notebook: NotebookNode, folder: Path) -> None:
    """Write the three files of an edition after checking every claim once more."""
    record = record_of(notebook)
    head = record.pop("head")
    claims.check(map(claims.read, record["claims"]), figures(record))
    (folder / "results.json").write_text(
        json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1) + "\n", "utf-8"
    )
    (folder / "edition.html").write_text(html.page(notebook, head), "utf-8")
    nbformat.write(notebook, folder / "edition.ipynb")  # type: ignore[no-untyped-call]


def record_of(notebook: NotebookNode) -> dict[str, Any]:
    """The record that the last block of an executed notebook carries. Raises RenderError when there is none."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    found = [output["data"][RECORD] for output in outputs if RECORD in output.get("data", {})]
    if len(found) != 1:
        raise RenderError(
            problem("edition.ipynb", "", f"carries {len(found)} records", allowed="one, from `edition.accounts`")
        )
    return dict(found[0])


def figures(record: Mapping[str, Any]) -> dict[str, Any]:
    """The figures of a record by claim id, as claims read them."""
    return {figure["claim_id"]: SimpleNamespace(**figure) for figure in record["figures"]}


def put_in_place(made: Path, target: Path) -> None:
    """Move a finished folder to its place; the version before it goes only when the new one stands."""
    before = target.with_name(f".{target.name}.before")
    if before.exists() and not target.exists():
        before.rename(target)
    rmtree(before, ignore_errors=True)
    if target.is_dir():
        _keep_foreign(target, made)
        target.rename(before)
    try:
        made.rename(target)
    except OSError:
        if before.exists():
            before.rename(target)
        raise
    rmtree(before, ignore_errors=True)


def _keep_foreign(target: Path, made: Path) -> None:
    """Copy what a reader has put beside an edition, so that rendering again loses nothing."""
    for entry in target.iterdir():
        if not (made / entry.name).exists():
            copytree(entry, made / entry.name) if entry.is_dir() else copy2(entry, made / entry.name)
