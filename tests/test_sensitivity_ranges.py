"""The ranges of a case that fails, on boxes that are known, beside EMA Workbench's."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from hand_bench import bench, hand_case

from geduld.draws_sequence import shuffled_column
from geduld.families import Numbers
from geduld.sensitivity_ranges import discover, find, judge, peeled


def columns(n: int = 11) -> dict[str, Numbers]:
    return {key: shuffled_column(n, f"prim/{key}") for key in "abcde"}


def known_box(u: dict[str, Numbers]) -> np.ndarray:
    return (u["a"] < 0.4) & (u["b"] > 0.5)


def test_a_known_box_is_found_and_no_other_assumption() -> None:
    """Draws with a < 0.4 and b > 0.5 fail, a fifth of all: coverage and density are 1 but for one slice."""
    found = find(columns(), known_box(columns()))
    assert set(found) == {"a", "b"}
    assert found["a"] == (0.0, pytest.approx(0.4, abs=0.03))
    assert found["b"] == (pytest.approx(0.5, abs=0.03), 1.0)
    fresh = {key: shuffled_column(11, f"fresh/{key}") for key in "abcde"}
    coverage, density, base = judge(found, fresh, known_box(fresh))
    assert coverage > 0.9 and density > 0.9
    assert base == pytest.approx(0.2, abs=0.02)


def test_peeling_is_that_of_ema_workbench() -> None:
    """Slice by slice: the same boxes but for the rounding of a quantile (theirs is between two draws)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from ema_workbench.analysis import prim

        u = columns()
        peer = prim.Prim(pd.DataFrame(u), known_box(u).astype(int), threshold=0.1).find_box()
    last = peer.box_lims[-1]
    own = list(peeled(u, known_box(u)))[-1]
    for key in "ab":
        low, high = own.get(key, (0.0, 1.0))
        assert low == pytest.approx(float(last[key].iloc[0]), abs=0.03)
        assert high == pytest.approx(float(last[key].iloc[1]), abs=0.03)


def test_what_never_happens_has_no_box_and_a_half_has_one_side() -> None:
    u = columns()
    assert find(u, np.zeros(2048, dtype=np.bool_)) == {}
    assert set(find(u, u["c"] > 0.5)) == {"c"}


def test_the_box_of_an_ask_is_in_its_own_units_and_judged_on_other_draws() -> None:
    """The advantage is x - 50: behind below 50, in half of the draws."""
    x = "segment.shop.x"
    ranges = {x: (49.0, 50.0, 51.0), "segment.shop.y": (49.0, 50.0, 51.0)}
    behind, ahead = discover(bench(hand_case(**ranges), lambda v: v[x] - 50), 1024, scrambles=3)[0]
    assert (behind.ahead, ahead.ahead) == (False, True)
    assert set(behind.ranges) == {x}
    assert behind.ranges[x][1] == pytest.approx(50, abs=0.1)
    assert behind.base.value == pytest.approx(0.5, abs=0.01)
    assert behind.coverage.value > 0.9 and behind.density.value > 0.9
