"""The record of an edition: everything its results.json holds, as plain data."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

from geduld import model
from geduld.assumptions import Assumption
from geduld.case import data_folder
from geduld.claims import Claim, rows
from geduld.editions.block import Block
from geduld.editions.edition import Edition
from geduld.ready import Amount, raw_amounts
from geduld.words.numbers import day, number

SCHEMA = "geduld.results/1"
PACKAGES = ("geduld", "babel", "jinja2", "nbconvert", "numpy", "pandas", "papermill", "plotly", "scipy")
HASH_LENGTH = 16


def record(edition: Edition, blocks: Iterable[Block]) -> dict[str, Any]:
    """The record: figures, claims, blocks, inputs, parameters, pins, versions, seed and hashes; JSON-ready."""
    shown = tuple(blocks)
    return {
        "schema": SCHEMA,
        "case": {"id": edition.case.id, "name": edition.case.name, "decision": edition.case.decision.isoformat()},
        "owner": edition.owner.id if edition.owner else None,
        "language": edition.language,
        "dated": edition.dated.isoformat() if edition.dated else None,
        "basis": "draws" if edition.results.spread else "base case",
        "seed": edition.results.spread.seed if edition.results.spread else None,
        "reading_step": edition.step,
        "parameters": dict(edition.parameters),
        "figures": [{"claim_id": f.claim_id, **asdict(f)} for f in edition.figures.values()],
        "compared": edition.results.compared(),
        "claims": rows(claim for block in shown for claim in block.claims),
        "blocks": [{"id": block.id, "title": block.title, "alt": block.alt} for block in shown],
        "inputs": list(inputs(edition)),
        "levers": {s.id: dict(s.levers) for s in edition.strategies},
        "pins": {name: list(values) for name, values in edition.case.pins.items()},
        **provenance(edition),
        "head": head(edition, shown),
    }


def head(edition: Edition, blocks: Sequence[Block]) -> dict[str, str]:
    """The words at the head and foot of the page."""
    owner, language = edition.owner, edition.language
    whose = "edition_director" if edition.is_directors else "edition_company"
    for_whom = edition.words("edition_for", owner.name) if owner else edition.words(whose)
    return {
        "language": language,
        "title": f"{blocks[0].title} · {edition.case.name}",
        "company": edition.case.name,
        "for_whom": for_whom,
        "dated": day(edition.dated, language) if edition.dated else "",
        "decision": edition.words("decision_on", day(edition.case.decision, language)),
        "base_case": _basis(edition),
        "fictional": edition.words("fictional") if edition.case.fictional else "",
    }


def _basis(edition: Edition) -> str:
    """Base case, and over how many draws of which seed."""
    spread = edition.results.spread
    if spread is None:
        return edition.words("base_case")
    return edition.words("base_case_draws", number(spread.n, edition.language), spread.seed)


def inputs(edition: Edition) -> Iterator[dict[str, Any]]:
    """Every assumption with its value, as declared and as the formulas read it."""
    amounts = raw_amounts(edition.case)
    return (_input(a, amounts.get(a.key)) for a in edition.case.assumptions.values())


def _input(a: Assumption, amount: Amount | None) -> dict[str, Any]:
    slots = (
        "key",
        "kind",
        "unit",
        "p10",
        "base",
        "p90",
        "grade",
        "placeholder",
        "source",
        "price_level",
        "file",
        "overridden",
    )
    said = {slot: getattr(a, slot) for slot in slots}
    ready = {"ready": amount.today, "ready_unit": amount.unit} if amount else {"ready": a.base, "ready_unit": a.unit}
    return {**said, "evidence": list(a.evidence), "label": dict(a.label), **ready}


def provenance(edition: Edition) -> dict[str, Any]:
    """Versions and hashes."""
    return {
        "versions": {"python": platform.python_version(), **{name: version(name) for name in PACKAGES}},
        "hashes": {"model": model.model_hash(), "data": data_hash(edition)},
    }


def data_hash(edition: Edition) -> str:
    """A hash of every file the edition rests on: the shared data and the case, without other owners' files."""
    digest = hashlib.sha256()
    for name, path in sorted(_files(edition)):
        digest.update(name.encode() + b"\0" + _content(path) + b"\0")
    return digest.hexdigest()[:HASH_LENGTH]


def _files(edition: Edition) -> Iterator[tuple[str, Path]]:
    shared, folder = data_folder(), edition.case.folder
    for root, prefix in (
        (shared / "assumptions", "assumptions"),
        (shared / "presets", "presets"),
        (shared / "evidence", "evidence"),
    ):
        yield from ((f"{prefix}/{path.name}", path) for path in root.glob("*.*"))
    for path in folder.rglob("*.*"):
        private = path.parent.name == "owners" and path.stem not in edition.case.owners
        if path.suffix in (".toml", ".csv") and not private:
            yield f"case/{path.relative_to(folder).as_posix()}", path


def _content(path: Path) -> bytes:
    return path.read_bytes()


def claims_of(blocks: Iterable[Block]) -> tuple[Claim, ...]:
    """All claims of some blocks."""
    return tuple(claim for block in blocks for claim in block.claims)
