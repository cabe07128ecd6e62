"""Figures of owners that take a search, of each owner apart: kept on disk, as the other language asks the same.

What each part brings, what the outcome hangs on, the strongest case for every choice, and where the difference with
the best alternative comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from geduld import kept
from geduld.case import keep_owners
from geduld.editions.explained_figures import explained_figures
from geduld.editions.hangs_figures import hangs_on_figures
from geduld.editions.part_figures import part_figures
from geduld.editions.strongest_figures import strongest_figures
from geduld.figure import Figure
from geduld.results import Results
from geduld.sensitivity_bench import Bench

FOLDER = "studies"
"""Folder inside the cache."""
NOT_READ = ("about", "presets", "evidence")
"""What of a case these figures do not say and do not rest on."""


def study_figures(results: Results, asked: str) -> Iterator[Figure]:
    """All of them, for every owner the case was loaded with."""
    for owner in results.views:
        yield from _of_owner(replace(results, case=keep_owners(results.case, [owner])), asked)


def _of_owner(results: Results, asked: str) -> list[Figure]:
    path = _place(results, asked)
    if (known := kept.read(path)) is not None:
        return [Figure(**said) for said in known]
    found = list(_made(results, asked))
    kept.write(path, [asdict(one) for one in found])
    return found


def _place(results: Results, asked: str) -> Path:
    seed = results.spread.seed if results.spread else None
    labels = {strategy.id: dict(strategy.label) for strategy in results.case.strategies.values()}
    return kept.place(FOLDER, results.case, asked, seed, labels, leave_out=NOT_READ)


def _made(results: Results, asked: str) -> Iterator[Figure]:
    bench = Bench(results.case, (), compiled=True)
    yield from part_figures(results, asked, bench)
    yield from hangs_on_figures(results, asked, bench)
    yield from strongest_figures(results, bench)
    yield from explained_figures(results, asked, bench)
