"""Answers kept on disk, so that the same question is answered at once: one file per owner, and of no other owner.

What a file answers is in its name: a hash of the question, of the owner's case, of the code of this package and of the
libraries that compute. A file that is damaged, or was changed, is computed again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection
from dataclasses import fields
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

import geduld
from geduld.compiled import cache_folder
from geduld.correlation_pairs import pairs_of
from geduld.draws_register import drawn, registers

if TYPE_CHECKING:
    from geduld.case import Case

MOST = 200
"""How many files of a folder are kept: the latest."""
COMPUTE = ("numba", "numpy", "scipy")
"""The libraries that compute."""
APART = ("folder", "strategies")
"""What of a case is not looked at as it stands: where it lies moves nothing, and other owners' levers stay out."""


def place(folder: str, case: Case, *question: object, leave_out: Collection[str] = ()) -> Path:
    """The file of an answer.

    Args:
        folder: which kind of answer it is.
        case: with one owner, or none.
        question: what is asked of it, as JSON can say it.
        leave_out: fields of the case that move nothing in the answer.
    """
    owner = next(iter(case.owners), "company")
    said = json.dumps([*question, _of_case(case, leave_out), code_hash(), [version(name) for name in COMPUTE]])
    return cache_folder() / folder / f"{owner}-{_sum(said)[:32]}.json"


def _of_case(case: Case, leave_out: Collection[str]) -> list[str]:
    """Everything of a case with one owner that counts, as text."""
    kept = [field.name for field in fields(case) if field.name not in {*APART, *leave_out}]
    others = [(name, getattr(case, name)) for name in kept]
    levers = [(s.id, sorted(lever for lever in s.levers.items() if _is_own(lever[0], case))) for s in _strategies(case)]
    keys = drawn(case)
    places = [(key, place) for key, place in registers(case).items() if key in keys]
    return [repr(part) for part in (others, levers, places, pairs_of(case, keys))]


def _strategies(case: Case) -> tuple[Any, ...]:
    return tuple(case.strategies.values())


def _is_own(key: str, case: Case) -> bool:
    return not key.startswith("owner.") or key.split(".")[1] in case.owners


@cache
def code_hash() -> str:
    """A hash of every module and every table of words of this package: one that changed makes every file old."""
    files = sorted(path for end in ("py", "toml") for path in Path(geduld.__file__).parent.rglob(f"*.{end}"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def write(path: Path, answer: Any) -> None:
    """Keep an answer as JSON: the whole file or none, for its user only, and not too many of them."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    said = json.dumps(answer, default=lambda values: values.tolist())
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(f"{_sum(said)}\n{said}")
    Path(file.name).replace(path)
    for old in sorted(path.parent.glob("*.json"), key=_age, reverse=True)[MOST:]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    """When a file was written; another process may have removed it by now."""
    try:
        return os.path.getmtime(path)
    except OSError:
        return 0.0


def read(path: Path) -> Any:
    """What a file holds; None where there is none, or not the one that was written."""
    try:
        total, said = path.read_text(encoding="utf-8").split("\n", 1)
        return json.loads(said) if total == _sum(said) else None
    except (OSError, ValueError):
        return None


def _sum(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()
