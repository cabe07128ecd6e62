"""The futures of a case on disk, for who wants to look at them one by one: Parquet, a file per owner.

`inputs.parquet` has a row per draw and a column per key that was drawn; `company.parquet` and `owner-<id>.parquet`
have a row per draw and strategy and a column per measure. No file of an owner holds what belongs to another.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from geduld.case import Case, keep_owners
from geduld.company_measures import company_measures
from geduld.draws import Draws, draw
from geduld.engine import Run
from geduld.errors import CaseError, problem
from geduld.spread_blocks import BLOCK, Held, Prepared, spelt_out

INPUTS, COMPANY = "inputs", "company"
BYTES = 8
"""What a number takes on disk at most; most compress to less."""
MEASURES = 24
"""More columns than a row of an owner has: for the guess of what the disk must hold."""

Columns = Mapping[str, NDArray[Any]]
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: file -> how many draws it holds; all of them unless the writing was stopped."""

    files: Mapping[Path, int]
    asked: int

    @property
    def whole(self) -> bool:
        """Whether every file holds every draw."""
        return all(draws == self.asked for draws in self.files.values())

    @property
    def note(self) -> str:
        """One line on what stands where."""
        held = [f"{path} ({draws:,})" for path, draws in self.files.items() if draws]
        stopped = "" if self.whole else f"stopped before all {self.asked:,} draws were written; "
        return f"geduld: {stopped}draws in {', '.join(held) or 'no file'}"


def write_futures(case: Case, folder: Path, n: int, seed: int, tell: Told | None = None, block: int = BLOCK) -> Written:
    """Run every strategy on every draw and write what each comes to.

    Stopped by Ctrl-C, it keeps the blocks that are whole, and says how many draws each file holds.

    Args:
        case: from `load_case`; a file for each of its owners.
        folder: where the files come; those of an earlier run are replaced one by one, when their successor is whole.
        n: draws, a power of two.
        seed: a whole number, 0 or more.
        tell: told after each block how many of how many are done.
        block: draws at a time; it sets the memory, never a result.

    Raises:
        CaseError: the disk has no room, or the folder cannot be written; see also `draws.draw`, `engine.run`.
    """
    _check_room(case, folder, n)
    blocks, parts = max(1, n // block), _parts(case)
    done = iter(range(1, blocks * len(parts) + 1))
    files = {folder / f"{name}.parquet": 0 for name in parts}
    with suppress(KeyboardInterrupt):
        for name, part in parts.items():
            of = Prepared(spelt_out(part))
            draws = draw(part, n, seed)
            with parquet(path := folder / f"{name}.parquet") as write:
                for start in range(0, n, block):
                    write(_rows(of, name, draws.part(start, start + block), start))
                    files[path] = min(start + block, n)
                    if tell:
                        tell(next(done), blocks * len(parts))
    return Written(files, n)


def _parts(case: Case) -> dict[str, Case]:
    """File name -> the case with no other owner's terms than it may tell."""
    nobody = keep_owners(case, [])
    return {INPUTS: nobody, COMPANY: nobody, **{f"owner-{o}": keep_owners(case, [o]) for o in case.owners}}


def _rows(of: Prepared, name: str, draws: Draws, first: int) -> Columns:
    numbers = np.arange(first, first + draws.n)
    if name == INPUTS:
        return {"draw": numbers, **dict(sorted(draws.raw.items()))}
    runs, held = of.runs(draws.raw)
    own = {key: values for key, values in draws.raw.items() if key.startswith("owner.")}
    tables = [{"draw": numbers, "strategy": np.full(draws.n, s), **_measured(of, runs, s, held), **own} for s in runs]
    return {column: np.concatenate([table[column] for table in tables]) for column in tables[0]}


def _measured(of: Prepared, runs: Mapping[str, Run], strategy: str, held: Held) -> Columns:
    """Measures of one strategy, shape (n,); nan where a draw contradicts itself, or there is no answer."""
    found = company_measures(runs[strategy])
    for view in of.views(runs):
        found = {"worth": view.worth(strategy), **view.by_draw(strategy)}
    return {name: np.where(held, np.broadcast_to(values, held.shape), np.nan) for name, values in found.items()}


@contextmanager
def parquet(path: Path) -> Iterator[Callable[[Columns], None]]:
    """A Parquet file written block by block; it takes its place when closed, with the blocks that are whole."""
    writer: pq.ParquetWriter | None = None
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.stem}-", delete=False) as file:
        made = Path(file.name)

    def write(columns: Columns) -> None:
        nonlocal writer
        table = pa.table(dict(columns))
        writer = writer or pq.ParquetWriter(made, table.schema)
        writer.write_table(table)

    try:
        yield write
    finally:
        if writer:
            writer.close()
            made.replace(path)
        made.unlink(missing_ok=True)


def _check_room(case: Case, folder: Path, n: int) -> None:
    """Whether the folder can be made and the disk holds what is asked for."""
    rows = n * (len(case.strategies) * (len(case.owners) + 1) * MEASURES + len(case.assumptions))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise CaseError(problem(str(folder), "", f"cannot be written: {error.strerror}")) from None
    if rows * BYTES > free:
        what = f"{n} draws may take {rows * BYTES / 1e6:,.0f} MB and {free / 1e6:,.0f} MB are free"
        raise CaseError(problem(str(folder), "draws", what, allowed="fewer draws, or another disk"))
