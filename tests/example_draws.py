"""The draws of the example, for the tests of draws."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np

from geduld.case import Case, data_folder, load_case
from geduld.draws import Draws, draw

CASE = data_folder() / "cases" / "wholesaler"


@cache
def case() -> Case:
    """The example."""
    return load_case(CASE)


@cache
def reduced(*strategies: str) -> Case:
    """The example with these strategies only: for what is about mechanics, whichever choice comes out best."""
    return replace(case(), strategies={name: case().strategies[name] for name in strategies})


@cache
def example(n: int = 8192, seed: int = 0, replicate: int = 0) -> Draws:
    """Its draws."""
    return draw(case(), n, seed, replicate)


def same(some: Draws, other: Draws, keys: set[str] | None = None) -> bool:
    """Whether columns are bit for bit the same, as far as both go."""
    n = min(some.n, other.n)
    keys = keys if keys is not None else set(some.raw) | set(other.raw)
    return all(np.array_equal(some.raw[k][:n], other.raw[k][:n]) for k in keys)
