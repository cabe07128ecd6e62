"""Spreads kept on disk: the same case over the same draws is not simulated twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from geduld import kept
from geduld.case import Case, keep_owners
from geduld.draws import DRAWS, REPLICATES, SEED
from geduld.horizons import ByHorizon
from geduld.owners import Flows
from geduld.spread import Progress, checked, joined, simulate_apart
from geduld.spread_records import OwnerSpread, Pair, Spread, Steps, StrategySpread
from geduld.spread_summary import Estimate, Summary

NO_NUMBERS = ("name", "about", "owners", "presets", "evidence")
"""What of a case moves no number."""
FOLDER = "spread"
"""Folder inside the cache."""


def spread_of(
    case: Case, n: int = DRAWS, seed: int = SEED, scrambles: int = REPLICATES, progress: Progress | None = None
) -> Spread:
    """The spread of a case, from the cache as far as it is there; arguments and errors as in `spread.simulate`."""
    size = checked(n, seed, scrambles)
    owners = [keep_owners(case, [owner]) for owner in case.owners] or [case]
    files = [_place(one, size, seed, scrambles) for one in owners]
    known: dict[Path, Spread] = {path: found for path in files if (found := _read(path))}
    missing = {path: one for one, path in zip(owners, files, strict=True) if path not in known}
    if missing:
        # Two or more take no longer than all of them, for which there is a kernel.
        asked = case if len(missing) > 1 else next(iter(missing.values()))
        spreads = simulate_apart(asked, size, seed, scrambles, progress)
        for path, one in missing.items():
            known[path] = spreads[next(iter(one.owners), "")]
            kept.write(path, asdict(known[path]))
    return joined([known[path] for path in files])


def _place(case: Case, n: int, seed: int, scrambles: int) -> Path:
    return kept.place(FOLDER, case, n, seed, scrambles, leave_out=NO_NUMBERS)


def _read(path: Path) -> Spread | None:
    said = kept.read(path)
    return _spread(said) if isinstance(said, dict) else None


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
        "ahead": tuple(Estimate(**one) for one in said["ahead"]),
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
