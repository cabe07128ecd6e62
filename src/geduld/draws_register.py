"""The registers of dimensions: which key owns which dimension of the sequence, for ever.

Rows are only ever added: a dimension that changed hands would change the draws of every reader.

- data/draws/register.csv has a row for every declared uncertainty (per channel of contact, which all companies share:
  for every channel), from dimension 16 on. A declared key without one is
  an error; `python -m geduld.draws_register` adds what is missing.
- draws.csv in a company's folder has rows for keys of its own elements (`segment.shop.churn_rate_pm`), dimensions 0
  to 15: they usually weigh most, and low dimensions are the most even; more than 16 keys go on from 4096. It is
  optional, so that a new company can draw at once: a key in neither register gets a column that is even in itself but
  not together with the others (`draws_sequence.shuffled_column`), as stable and as unbiased, only less precise (on
  the example's dividends three to five times). `python -m geduld.draws_register CASE` writes it.

Dimensions are given out so that any two are even together, see `STRENGTH`: at 8,192 points no pair of columns is
correlated by more than 0.05, whatever the seed. About 290 of the first 8,192 dimensions are.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from geduld.assumptions import CHANNELS, Assumption
from geduld.case import Case, data_folder, load_case, load_shared
from geduld.draws_sequence import BITS, sobol_digits
from geduld.errors import CaseError, GeduldError, problem, shown

COLUMNS = ["key", "dimension"]
SHARED, OWN = "register.csv", "draws.csv"
FOR_COMPANIES, MORE_FOR_COMPANIES = 16, 4096
"""Dimensions 0..15 and from 4096 on are for a company's own elements, those between for declared keys."""
HIGHEST = 8192
"""The first dimension that is no longer looked at."""
LOG2_N, STRENGTH = 13, 6
"""At 2^13 points, the first digits of any two columns (6 together) take all values equally often."""


def register_file() -> Path:
    """The register of the declared keys."""
    return data_folder() / "draws" / SHARED


def registers(case: Case) -> dict[str, int]:
    """Key -> dimension, of the shared register and the company's own.

    Raises:
        CaseError: see `read_register`.
    """
    own = case.folder / OWN
    return read_register(register_file()) | (read_register(own) if own.exists() else {})


def read_register(path: Path) -> dict[str, int]:
    """Key -> dimension, in the order of the file.

    Raises:
        CaseError: the file cannot be read; a row is wrong, with its line; a key or a dimension stands twice, or a
            dimension is not for this kind of key.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            head, *rows = list(csv.reader(file)) or [[]]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CaseError(problem(path.name, "", f"cannot be read: {error}")) from None
    if head != COLUMNS:
        raise CaseError(problem(path.name, "", f"the first row is {shown(head)}", allowed=",".join(COLUMNS)))
    found: dict[str, int] = {}
    for number, row in enumerate(rows, 2):
        key, dimension = _row(row, f"{path.name}, line {number}")
        if key in found or dimension in found.values():
            what = f"dimension {dimension}: the key or the dimension stands twice"
            raise CaseError(problem(f"{path.name}, line {number}", key, what))
        found[key] = dimension
    return found


def _row(row: list[str], where: str) -> tuple[str, int]:
    if len(row) != 2 or not (row[1].isascii() and row[1].isdigit()):
        raise CaseError(problem(where, "", shown(row), allowed="a key and a dimension"))
    key, said = _checked(row[0], where), int(row[1])
    if not _is_for(key, said):
        allowed = f"{FOR_COMPANIES}..{MORE_FOR_COMPANIES - 1} for a declared key, the others for a company's own"
        raise CaseError(problem(where, key, f"dimension {said}", allowed=allowed))
    return key, said


def _checked(key: str, where: str) -> str:
    if not all(part.isascii() and part.isidentifier() and part == part.lower() for part in key.split(".")):
        allowed = "small letters, digits, underscores and dots"
        raise CaseError(problem(where, key, f"{shown(key)} cannot be a key", allowed=allowed))
    return key


def _is_for(key: str, dimension: int) -> bool:
    """Whether a dimension is for this kind of key."""
    return dimension < HIGHEST and (FOR_COMPANIES <= dimension < MORE_FOR_COMPANIES) == _is_shared(key)


def _is_shared(key: str) -> bool:
    """Whether every company has this key: a declared one, or one of a channel."""
    return "." not in key or key.startswith("channel.")


def dimension_of(key: str, register: Mapping[str, int]) -> int | None:
    """The dimension a key owns; None for the key of an element that has none.

    Raises:
        CaseError: it has none and must have one, with how to add it.
    """
    if key not in register and _is_shared(key):
        allowed = "add it with `python -m geduld.draws_register`, which changes no other column"
        raise CaseError(problem(f"draws/{SHARED}", key, "has no dimension yet", allowed=allowed))
    return register.get(key)


def drawn(case: Case) -> list[str]:
    """The keys that have a column of their own: the uncertainties, but for those that follow another."""
    return [key for key, a in case.assumptions.items() if a.kind == "uncertainty" and not a.same_as]


def must_register(declared: Mapping[str, Assumption]) -> list[str]:
    """Every key that needs a dimension: the declared uncertainties."""
    uncertain = [a for a in declared.values() if a.kind == "uncertainty"]
    channels = {"channel": [f"channel.{channel}." for channel in CHANNELS]}
    return [f"{place}{a.name}" for a in uncertain for place in channels.get(a.per, [""])]


def unregistered(case: Case) -> list[str]:
    """The keys of a company's own elements that have a range and no dimension: drawn apart from the others."""
    known = registers(case)
    own = [key for key in drawn(case) if not _is_shared(key) and case.assumptions[key].is_range]
    return [key for key in own if key not in known]


def append_to_register(keys: Iterable[str], path: Path | None = None) -> dict[str, int]:
    """Give new keys a dimension at the end of a register; those that have one keep it.

    Args:
        keys: declared keys for the shared register, keys of elements for a company's own.
        path: the register, made if it is not there; None is the shared one.

    Returns:
        The rows that were added.

    Raises:
        CaseError: the register is wrong, a key cannot stand in it, or no dimension is left.
    """
    path = path or register_file()
    known = read_register(path) if path.exists() else {}
    new: dict[str, int] = {}
    for key in dict.fromkeys(keys):
        if key not in known:
            new[key] = known[key] = _free(_checked(key, path.name), known, path.name)
    head = "" if path.exists() else f"{','.join(COLUMNS)}\n"
    with path.open("a", encoding="utf-8", newline="") as file:
        file.write(head + "".join(f"{key},{dimension}\n" for key, dimension in new.items()))
    return new


def _free(key: str, known: Mapping[str, int], file: str) -> int:
    free = (d for d in even_together() if _is_for(key, d) and d not in known.values())
    if (found := next(free, None)) is None:
        raise CaseError(problem(file, key, f"no dimension is left: {len(known)} keys have one"))
    return found


@cache
def even_together() -> tuple[int, ...]:
    """The dimensions that can be given out, lowest first: each is even together with every one before it.

    Two columns are even together when no sum (exclusive or) of the first j digits of one is a sum of the first k
    digits of the other, for j + k <= STRENGTH.
    """
    digits = sobol_digits(HIGHEST, LOG2_N).astype(np.int64)
    tops = [((digits >> (BITS - 1 - j)) & 1) @ (1 << np.arange(LOG2_N)) for j in range(STRENGTH - 1)]
    taken: dict[int, int] = {}
    found = []
    for dimension, first in enumerate(np.column_stack(tops).tolist()):
        sums = _sums(first)
        if all(level + taken.get(total, STRENGTH) > STRENGTH for total, level in sums.items()):
            found.append(dimension)
            taken |= {total: min(level, taken.get(total, level)) for total, level in sums.items()}
    return tuple(found)


def _sums(digits: Sequence[int]) -> dict[int, int]:
    """Every sum of some first digits, and how many digits it takes."""
    sums = {0: 0}
    for level, digit in enumerate(digits, 1):
        sums |= {total ^ digit: level for total in list(sums)}
    return {total: level for total, level in sums.items() if total}


def main(arguments: Sequence[str]) -> int:
    """Add the missing declared keys, or those of the cases given; the exit code."""
    try:
        if not arguments:
            append_to_register(must_register(load_shared().declared))
        for folder in arguments:
            append_to_register(unregistered(load_case(folder)), Path(folder) / OWN)
    except GeduldError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
