"""What `geduld simulate` prints and writes: the owners over the draws, and the draws themselves."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from geduld.drawing import progress
from geduld.futures import Written, write_futures
from geduld.reading_spread import basis, company_spread, owner_spread
from geduld.results import Results


def futures_report(results: Results, language: str) -> str:
    """The company and each owner over the draws: chances per strategy, then a distribution per strategy."""
    case = results.case
    told = ((person.name, owner_spread(results, owner, language)) for owner, person in case.owners.items())
    parts = (f"{name}\n{text}" for name, text in ((case.name, company_spread(results, language)), *told))
    return "\n\n".join([f"{case.name}: {basis(results, language)}", *parts])


def futures_json(results: Results) -> str:
    """Every figure that rests on draws, with how they were drawn, as JSON text."""
    figures = [{"claim_id": f.claim_id, **asdict(f)} for f in results.drawn]
    about = {"draws": results.to_dict()["draws"], "figures": figures}
    return json.dumps(about, ensure_ascii=False, allow_nan=False, indent=1)


def write(results: Results, folder: Path) -> Written:
    """The draws of a simulation on disk; shows how far it is. Errors as in `write_futures`."""
    assert results.spread
    n, seed = results.spread.n, results.spread.seed
    with progress(f"writing {n:,} draws", "blocks") as tell:
        return write_futures(results.case, folder, n, seed, tell)
