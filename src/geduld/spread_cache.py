"""Spreads kept on disk, so that the same question is answered at once: one file per owner, and of no other owner.

What a file answers is in its name: a hash of the owner's case (the company, its assumptions as they were declared, the
owner's own terms), the draws, the code of this package and the libraries that compute. A file that is damaged, or was
changed, is computed again.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
import scipy

import geduld
from geduld.case import Case, Strategy, keep_owners
from geduld.compiled import cache_folder
from geduld.correlation_pairs import pairs_of
from geduld.draws import DRAWS, REPLICATES, SEED
from geduld.draws_register import drawn, registers
from geduld.horizons import ByHorizon
from geduld.owners import Flows
from geduld.spread import Progress, checked, joined, simulate
from geduld.spread_records import OwnerSpread, Pair, Spread, Steps, StrategySpread
from geduld.spread_summary import Estimate, Summary

NO_NUMBERS = ("folder", "name", "about", "strategies", "owners", "presets", "evidence")
"""What of a case moves no number; or, as the levers of the strategies, is looked at by itself."""
FOLDER, KEPT = "spread", 200
"""Folder inside the cache, and how many files are kept: the latest."""


def spread_of(
    case: Case, n: int = DRAWS, seed: int = SEED, scrambles: int = REPLICATES, progress: Progress | None = None
) -> Spread:
    """The spread of a case, from the cache as far as it is there; arguments and errors as in `spread.simulate`."""
    size = checked(n, seed, scrambles)
    owners = [keep_owners(case, [owner]) for owner in case.owners] or [case]
    files = [cache_folder() / FOLDER / _name(one, size, seed, scrambles) for one in owners]
    known = {path: found for path in files if (found := _read(path))}
    tell = _over_all(progress, len(files) - len(known))
    for one, path in zip(owners, files, strict=True):
        if path not in known:
            known[path] = simulate(one, size, seed, scrambles, next(tell))
            _write(path, known[path])
    return joined([known[path] for path in files])


def _over_all(progress: Progress | None, runs: int) -> Iterator[Progress | None]:
    """The progress of each of some runs as that of all of them."""

    def of(run: int) -> Progress:
        return lambda done, total: progress(run * total + done, runs * total) if progress else None

    return (of(run) for run in range(runs))


# ---- what a file answers ----


def _name(case: Case, n: int, seed: int, scrambles: int) -> str:
    owner = next(iter(case.owners), "company")
    said = json.dumps([_of_case(case), n, seed, scrambles, code_hash(), np.__version__, scipy.__version__])
    return f"{owner}-{hashlib.sha256(said.encode()).hexdigest()[:32]}.json"


def _of_case(case: Case) -> list[str]:
    """Everything of a case with one owner that can move a number, as text."""
    others = [(field.name, getattr(case, field.name)) for field in fields(case) if field.name not in NO_NUMBERS]
    chosen = [(s.id, sorted(lever for lever in s.levers.items() if _is_own(lever[0], case))) for s in _strategies(case)]
    keys = drawn(case)
    places = [(key, place) for key, place in registers(case).items() if key in keys]
    return [repr(part) for part in (others, chosen, places, pairs_of(case, keys))]


def _strategies(case: Case) -> tuple[Strategy, ...]:
    return tuple(case.strategies.values())


def _is_own(key: str, case: Case) -> bool:
    return not key.startswith("owner.") or key.split(".")[1] in case.owners


@cache
def code_hash() -> str:
    """A hash of every module of this package: a formula that changed makes every file old."""
    files = sorted(Path(geduld.__file__).parent.rglob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


# ---- files ----


def _write(path: Path, spread: Spread) -> None:
    """The whole file or none, for its user only, and not too many of them."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    said = json.dumps(asdict(spread), default=lambda values: values.tolist())
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(f"{_sum(said)}\n{said}")
    Path(file.name).replace(path)
    for old in sorted(path.parent.glob("*.json"), key=os.path.getmtime, reverse=True)[KEPT:]:
        old.unlink(missing_ok=True)


def _read(path: Path) -> Spread | None:
    """The spread of a file; None where there is none, or not the one that was written."""
    try:
        total, said = path.read_text(encoding="utf-8").split("\n", 1)
        return _spread(json.loads(said)) if total == _sum(said) else None
    except (OSError, ValueError):
        return None


def _sum(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def _spread(said: Mapping[str, Any]) -> Spread:
    company = {strategy: _summaries(found) for strategy, found in said["company"].items()}
    return Spread(**{**said, "company": company, "owners": {o: _owner(found) for o, found in said["owners"].items()}})


def _owner(said: Mapping[str, Any]) -> OwnerSpread:
    return OwnerSpread(**{**said, "strategies": {s: _strategy(found) for s, found in said["strategies"].items()}})


def _strategy(said: Mapping[str, Any]) -> StrategySpread:
    estimates = {name: Estimate(**found) for name, found in said.items() if isinstance(found, dict) and "se" in found}
    read = {
        "measures": _summaries(said["measures"]),
        **{name: _fan(said[name]) for name in ("fan", "gain_fan")},
        "steps": Steps(**said["steps"]),
        "pairs": {other: _pair(found) for other, found in said["pairs"].items()},
        "expected": tuple(ByHorizon(**{k: np.array(v) for k, v in one.items()}) for one in said["expected"]),
        **{name: tuple(said[name]) for name in ("advantage_edges", "advantage_counts")},
    }
    return StrategySpread(**{**said, **estimates, **read})


def _pair(said: Mapping[str, Any]) -> Pair:
    return Pair(**{name: Estimate(**found) for name, found in said.items()})


def _fan(said: Mapping[str, Any]) -> dict[str, Flows]:
    return {stat: np.array(values) for stat, values in said.items()}


def _summaries(said: Mapping[str, Any]) -> dict[str, Summary]:
    return {name: Summary(**found) for name, found in said.items()}
