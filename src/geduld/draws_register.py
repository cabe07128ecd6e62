"""The register of dimensions, data/draws/register.csv: which key owns which dimension of the sequence, for ever.

Rows are only ever added: a dimension that changed hands would change the draws of every reader. Every declared
uncertainty has a row. Keys of elements (`segment.shop.churn_rate_pm`, `track.internal.staff`) need none, so that a new
company can draw at once: see `draws_sequence.shuffled_column`. They may have one, as those of the example have, and
then fill their space together with all others.

`python -m geduld.draws_register [KEY ...]` adds what is missing.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from geduld.assumptions import Assumption
from geduld.case import data_folder, load_shared
from geduld.draws_sequence import BITS, sobol_digits
from geduld.errors import CaseError, GeduldError, problem, shown

COLUMNS = ["key", "dimension"]
FILE = "draws/register.csv"
HIGHEST = 8192
"""The first dimension that is no longer looked at for a new key; about 300 below it are even together."""
LOG2_N, STRENGTH = 13, 6
"""At 2^13 points, the first digits of any two columns (6 together) take all values equally often."""


def register_file() -> Path:
    """Where the register is."""
    return data_folder() / FILE


def read_register(path: Path | None = None) -> dict[str, int]:
    """Key -> dimension, in the order of the file.

    Raises:
        CaseError: the file cannot be read, or a row is wrong, with its line; a key or a dimension stands twice.
    """
    path = path or register_file()
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CaseError(problem(FILE, "", f"cannot be read: {error}")) from None
    if head != COLUMNS:
        raise CaseError(problem(FILE, "", f"the first row is {shown(head)}", allowed=",".join(COLUMNS)))
    found: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        key, dimension = _row(row, number)
        if key in found or dimension in found.values():
            raise CaseError(problem(FILE, key, f"line {number}: key or dimension {dimension} stands twice"))
        found[key] = dimension
    return found


def _row(row: list[str], number: int) -> tuple[str, int]:
    if len(row) != 2 or not row[0] or not (row[1].isascii() and row[1].isdigit()) or int(row[1]) >= HIGHEST:
        raise CaseError(problem(FILE, f"line {number}", shown(row), allowed=f"a key and a dimension 0..{HIGHEST - 1}"))
    return row[0], int(row[1])


def dimension_of(key: str, register: Mapping[str, int]) -> int | None:
    """The dimension a key owns; None for the key of an element that has none.

    Raises:
        CaseError: it has none and must have one, with how to add it.
    """
    if key not in register and "." not in key:
        allowed = f"add it with `python -m geduld.draws_register {key}`, which changes no other column"
        raise CaseError(problem(FILE, key, "has no dimension yet", allowed=allowed))
    return register.get(key)


def must_register(declared: Mapping[str, Assumption]) -> list[str]:
    """Every key that needs a dimension: the declared uncertainties."""
    return [a.name for a in declared.values() if a.kind == "uncertainty"]


def append_to_register(keys: Iterable[str], path: Path | None = None) -> dict[str, int]:
    """Give new keys a dimension at the end of the register; those that have one keep it.

    A dimension is taken only if it is even together with each one that is taken: see `STRENGTH`.

    Returns:
        The rows that were added.

    Raises:
        CaseError: the register is wrong, a key cannot stand in it, or no dimension is left.
    """
    path = path or register_file()
    known = read_register(path)
    new: dict[str, int] = {}
    for key in dict.fromkeys(keys):
        if key not in known:
            new[_checked(key)] = known[key] = next_dimension(known.values())
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(new.items())
    return new


def _checked(key: str) -> str:
    parts = key.split(".")
    if not all(part.isidentifier() and part == part.lower() for part in parts):
        raise CaseError(problem(FILE, key, "cannot be a key", allowed="small letters, digits, underscores and dots"))
    return key


def next_dimension(taken: Collection[int]) -> int:
    """The lowest free dimension that is even together with each one that is taken.

    Raises:
        CaseError: there is none.
    """
    claimed: dict[int, int] = {}
    for dimension in taken:
        _claim(claimed, _sums(dimension))
    free = (d for d in range(HIGHEST) if d not in taken and not _clashes(claimed, _sums(d)))
    if (found := next(free, None)) is None:
        raise CaseError(problem(FILE, "", f"{len(taken)} keys: no dimension is left below {HIGHEST}"))
    return found


def clashing(dimensions: Sequence[int]) -> list[int]:
    """The dimensions that are not even together with one before them."""
    claimed: dict[int, int] = {}
    found = []
    for dimension in dimensions:
        found += [dimension] if _clashes(claimed, _sums(dimension)) else []
        _claim(claimed, _sums(dimension))
    return found


@cache
def _first_digits() -> list[list[int]]:
    """The first digits of every dimension, each as the bits of the index that it is the sum of."""
    digits = sobol_digits(HIGHEST, LOG2_N).astype(np.int64)
    tops = [((digits >> (BITS - 1 - j)) & 1) @ (1 << np.arange(LOG2_N)) for j in range(STRENGTH - 1)]
    return np.column_stack(tops).tolist()


@cache
def _sums(dimension: int) -> dict[int, int]:
    """Every sum (exclusive or) of a dimension's first digits, and how many digits it takes.

    Two columns are even together when no sum of the first j digits of one is a sum of the first k digits of the other,
    for j + k <= STRENGTH.
    """
    sums = {0: 0}
    for level, digit in enumerate(_first_digits()[dimension], 1):
        sums |= {total ^ digit: level for total in list(sums)}
    del sums[0]
    return sums


def _claim(claimed: dict[int, int], sums: dict[int, int]) -> None:
    for total, level in sums.items():
        claimed[total] = min(level, claimed.get(total, level))


def _clashes(claimed: dict[int, int], sums: dict[int, int]) -> bool:
    return any(level + claimed.get(total, STRENGTH) <= STRENGTH for total, level in sums.items())


def main(arguments: Sequence[str]) -> int:
    """Add the missing declared keys, and those given; the exit code."""
    try:
        added = append_to_register([*must_register(load_shared().declared), *arguments])
    except GeduldError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.writelines(f"{key},{dimension}\n" for key, dimension in added.items())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
