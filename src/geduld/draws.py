"""Draws: possible futures, the same for all strategies. Draw i is point i of one joint sequence, for ever.

Each key owns a dimension (see `draws_register`) and its scramble is made of seed, replicate and key, so that another
key, or more draws, leaves every other column bit for bit as it was. Levers are chosen and constants known: neither is
drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from geduld.case import Case
from geduld.correlation import check_pairs, correlated
from geduld.correlation_pairs import pairs_of
from geduld.draws_register import dimension_of, drawn, read_register, register_file, registers
from geduld.draws_sequence import column, shuffled_column, sobol_digits
from geduld.errors import CaseError, problem, shown
from geduld.families import Numbers, quantiles

DRAWS, MOST, SEED, REPLICATES = 8192, 2**20, 0, 8


@dataclass(frozen=True, slots=True)
class Draws:
    """The futures of a case.

    Attributes:
        n: how many, a power of two.
        asked: how many were asked for; n is the next power of two.
        seed: what the scrambles are made of; 0 is a seed like any other.
        replicate: 0 for the headline figures; 1, 2, .. are independent scrambles of the same size.
        uniforms: key -> uniform numbers, shape (n,), correlated as declared; every uncertainty with a value of its
            own, also one whose range has collapsed, so that the others do not change with it.
        raw: key -> values, shape (n,), in the assumption's own unit, currency and price level; the same keys, and what
            `model.values` takes.
    """

    n: int
    asked: int
    seed: int
    replicate: int
    uniforms: Mapping[str, Numbers]
    raw: Mapping[str, Numbers]

    @property
    def note(self) -> str:
        """One line if n is not what was asked for, else ""."""
        said = f"draws: {self.asked} asked, {self.n} drawn: the next power of two, so that they lie evenly"
        return said if self.n != self.asked else ""

    def part(self, start: int, stop: int) -> Draws:
        """The draws from `start` up to `stop`, for running them in blocks; the same numbers."""
        cut = {key: values[start:stop] for key, values in self.raw.items()}
        same = {key: values[start:stop] for key, values in self.uniforms.items()}
        return Draws(len(range(self.n)[start:stop]), self.asked, self.seed, self.replicate, same, cut)


def draw(case: Case, n: int = DRAWS, seed: int = SEED, replicate: int = 0) -> Draws:
    """The futures of a case.

    Args:
        case: from `load_case`.
        n: how many; rounded up to a power of two, which `Draws.note` says.
        seed: a whole number, 0 or more.
        replicate: 0, or the number of a further independent scramble.

    Raises:
        CaseError: n, seed or replicate does not fit; a declared key has no dimension; a family cannot have the stated
            quantiles; correlations cannot hold together.
    """
    size = check_size(n)
    check_whole("seed", seed, 0)
    check_whole("replicate", replicate, 0)
    keys = drawn(case)
    uniforms = correlated(uniform_columns(keys, size, seed, replicate, registers(case)), pairs_of(case, keys))
    raw = {key: quantiles(case.assumptions[key], uniforms[key]) for key in keys}
    return Draws(size, int(n), int(seed), int(replicate), uniforms, raw)


def check_draws(case: Case) -> None:
    """Whether the declared correlations of a case can be drawn, before anything is computed with it.

    Raises:
        CaseError: a file of correlations is wrong, or they cannot hold together.
    """
    keys = drawn(case)
    check_pairs(keys, pairs_of(case, keys))


def replicates(case: Case, n: int = DRAWS, seed: int = SEED, count: int = REPLICATES) -> Iterator[Draws]:
    """Further independent scrambles of the same size, for `standard_error`; errors as in `draw`."""
    return (draw(case, n, seed, replicate) for replicate in range(1, count + 1))


def standard_error(estimates: Iterable[float]) -> float:
    """The standard error of one headline estimate, from the same estimate on each replicate.

    It is their standard deviation: the headline rests on one scramble like each of them. The points of one scramble
    are not independent, so sd / sqrt(n) would be tens of times too large.

    Raises:
        CaseError: there are fewer than two estimates.
    """
    found = list(estimates)
    if len(found) < 2:
        raise CaseError(problem("draws", "replicates", f"{len(found)} estimates have no spread", allowed="2 or more"))
    return float(np.std(found, ddof=1))


def uniform_columns(
    keys: Iterable[str],
    n: int,
    seed: int,
    replicate: int = 0,
    register: Mapping[str, int] | None = None,
) -> dict[str, Numbers]:
    """Independent uniform numbers by key, shape (n,): the joint sequence in the order of its dimensions, then others.

    Args:
        keys: assumptions, or events; a key that is no element's needs a dimension.
        n: how many, a power of two.
        seed: a whole number, 0 or more.
        replicate: 0, or the number of a further independent scramble.
        register: key -> dimension; None is the shared one alone.

    Raises:
        CaseError: a key needs a dimension and has none.
    """
    known = read_register(register_file()) if register is None else register
    log2_n = n.bit_length() - 1
    digits = sobol_digits(max(known.values(), default=0) + 1, log2_n)
    places = {key: dimension_of(key, known) for key in dict.fromkeys(keys)}
    joint = sorted((place, key) for key, place in places.items() if place is not None)
    columns = {key: column(digits[place], log2_n, f"{seed}/{replicate}/{key}") for place, key in joint}
    alone = sorted(key for key, place in places.items() if place is None)
    return columns | {key: shuffled_column(log2_n, f"{seed}/{replicate}/{key}") for key in alone}


def check_size(n: int) -> int:
    """The power of two that is drawn where n draws are asked for.

    Raises:
        CaseError: n is no whole number, less than 1 or too many.
    """
    check_whole("n", n, 1, MOST)
    return 1 << (int(n) - 1).bit_length()


def check_whole(name: str, value: object, lowest: int, highest: int | None = None) -> None:
    """Whether a setting of the draws is a whole number within bounds.

    Raises:
        CaseError: it is not.
    """
    whole = isinstance(value, int | np.integer) and not isinstance(value, bool)
    if not whole or value < lowest or (highest is not None and value > highest):  # type: ignore[operator]
        allowed = f"a whole number {lowest}..{highest}" if highest else f"a whole number, {lowest} or more"
        raise CaseError(problem("draws", name, f"{shown(value)} does not fit", allowed=allowed))
