"""Declared correlations: which uncertainties move together, how much, and why.

The shared ones stand in data/draws/correlations.toml, a company's own in correlations.toml of its folder, which go
before the shared ones of the same pair:

    [[pair]]
    keys = ["inflation_pa", "wage_growth_pa"]     # by plain name: at every element that has a value of both
    rho = 0.7                                     # rank correlation (Spearman), -1..1; 0 undoes a shared one
    why = "..."                                   # with its source, or
    placeholder = true                            # a judgement
    stands_in = "observed/observed.toml"          # only where both values were set in that file
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geduld.assumptions import Assumption
from geduld.case import Case, data_folder
from geduld.case_records import split_key
from geduld.errors import CaseError, near_match, plain, problem, shown
from geduld.overrides import SET
from geduld.tables import Table, read_toml

FILE = "correlations.toml"
FIELDS = ("keys", "rho", "why", "placeholder", "stands_in")


@dataclass(frozen=True, slots=True)
class Pair:
    """A declared rank correlation between two keys; `file` says where it stands, `placeholder` that it is a judgement.

    As declared, keys may be plain names; as it holds in a case (`pairs_of`), they are full keys in alphabetical order.
    """

    keys: tuple[str, str]
    rho: float
    why: str
    placeholder: bool
    stands_in: str
    file: str


def pairs_of(case: Case, drawn: Collection[str]) -> tuple[Pair, ...]:
    """The correlations that hold between drawn keys of a case; those of the company go before the shared ones.

    Args:
        case: from `load_case`.
        drawn: the full keys that have a column.

    Raises:
        CaseError: a file is wrong: an unknown key (with a near match), a key that is no uncertainty of its own, a
            correlation out of bounds, or a pair that stands twice.
    """
    found: dict[tuple[str, str], Pair] = {}
    for path, name in ((data_folder() / "draws" / FILE, f"draws/{FILE}"), (case.folder / FILE, FILE)):
        found |= _by_keys(case, read_pairs(path, name), drawn)
    return tuple(pair for pair in found.values() if pair.rho)


def read_pairs(path: Path, name: str) -> tuple[Pair, ...]:
    """The pairs as a file declares them, none without the file; `name` is the file in messages.

    Raises:
        CaseError: the file or a pair in it is wrong.
    """
    if not path.exists():
        return ()
    table = read_toml(path, name).only("pair")
    said: Any = table.values.get("pair", [])
    if not isinstance(said, list) or not all(isinstance(each, dict) for each in said):
        raise table.error("pair", f"{shown(said)} is no list of pairs", allowed='[[pair]] with keys = ["...", "..."]')
    return tuple(_pair(Table(name, f"pair {number}", each)) for number, each in enumerate(said, 1))


def _pair(table: Table) -> Pair:
    keys = table.only(*FIELDS).need("keys", "rho", "why").texts("keys")
    if len(keys) != 2 or keys[0] == keys[1]:
        raise table.error("keys", shown(list(keys)), allowed="two different keys")
    rho = table.number("rho") or 0.0
    if not -1 <= rho <= 1:
        raise table.error("rho", f"{plain(rho)} of {keys[0]} and {keys[1]} is out of bounds", allowed="-1..1")
    return Pair(
        (keys[0], keys[1]), rho, table.text("why"), table.flag("placeholder"), table.text("stands_in"), table.file
    )


def _by_keys(case: Case, pairs: tuple[Pair, ...], drawn: Collection[str]) -> dict[tuple[str, str], Pair]:
    """The pairs of one file as they hold between full keys."""
    found: dict[tuple[str, str], Pair] = {}
    for pair in pairs:
        for keys in _places(case, pair, drawn):
            if keys in found:
                raise CaseError(problem(pair.file, " and ".join(keys), f"{plain(pair.rho)}: the pair stands twice"))
            found[keys] = Pair(keys, pair.rho, pair.why, pair.placeholder, pair.stands_in, pair.file)
    return found


def _places(case: Case, pair: Pair, drawn: Collection[str]) -> Iterator[tuple[str, str]]:
    """The full keys a pair stands for: as they are, or by plain name at each element that has both."""
    for key in pair.keys:
        _check_key(case, pair, key)
    full = [key for key in pair.keys if split_key(key)[0]]
    places = [""] if full else [split_key(key)[0] for key in drawn if split_key(key)[1] == pair.keys[0]]
    for place in places:
        first, second = sorted(f"{place}.{key}" if place else key for key in pair.keys)
        if {first, second} <= set(drawn) and _stands_in(case, pair, first, second):
            yield first, second


def _stands_in(case: Case, pair: Pair, *keys: str) -> bool:
    """Whether both values come from the file the pair asks for; one that is tried on the command line still does."""
    files = {case.assumptions[key].file for key in keys}
    return not pair.stands_in or (pair.stands_in in files and files <= {pair.stands_in, SET})


def _check_key(case: Case, pair: Pair, key: str) -> None:
    known: dict[str, Assumption] = {**case.declared, **case.assumptions}
    if key not in known:
        raise CaseError(problem(pair.file, key, "there is no such key in this case", near=near_match(key, known)))
    if known[key].kind != "uncertainty":
        what = f"is a {known[key].kind}, so it is never drawn"
        raise CaseError(problem(pair.file, key, what, allowed="uncertainties"))
    if known[key].same_as:
        what = f"always has the value of {known[key].same_as}"
        raise CaseError(problem(pair.file, key, what, allowed=known[key].same_as))
