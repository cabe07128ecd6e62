"""The sequence: even columns that do not know each other, and an error that falls faster than chance allows."""

from __future__ import annotations

import math

import numpy as np
import pytest
from example_draws import case, example, same
from scipy.stats import qmc

from geduld.correlation_pairs import pairs_of
from geduld.draws import replicates, standard_error, uniform_columns
from geduld.draws_register import drawn, even_together, registers
from geduld.draws_sequence import column, shuffled_column, sobol_digits
from geduld.errors import CaseError


def test_the_points_are_those_of_the_sobol_sequence() -> None:
    """Point i is the exclusive or of the digits of its bits; SciPy visits them in another order."""
    digits = sobol_digits(12, 8)
    natural = np.array(
        [np.bitwise_xor.reduce(digits[:, [k for k in range(8) if i >> k & 1]], axis=1) for i in range(256)]
    )
    theirs = qmc.Sobol(12, scramble=False, bits=32).random_base2(8)
    assert {tuple(p) for p in natural / 2.0**32} == {tuple(p) for p in theirs}


@pytest.mark.parametrize("log2_n", [0, 1, 5, 10])
def test_every_column_is_even_at_every_power_of_two(log2_n: int) -> None:
    n = 2**log2_n
    columns = [column(sobol_digits(300, 10)[d], log2_n, f"0/0/{d}") for d in (0, 1, 16, 99, 299)]
    for values in [*columns, shuffled_column(log2_n, "0/0/a"), shuffled_column(10, "0/0/a")[:n]]:
        assert sorted(np.floor(values * n).tolist()) == list(range(n))


@pytest.mark.parametrize("seed", range(5))
def test_undeclared_pairs_are_uncorrelated(seed: int) -> None:
    """Every key of the example, before and after the declared correlations, at 8,192 draws."""
    columns = uniform_columns(drawn(case()), 8192, seed, 0, registers(case()))
    registered = [values for key, values in columns.items() if key in registers(case())]
    found = np.corrcoef(registered) - np.eye(len(registered))
    assert np.abs(found).max() < 0.05
    ranged = [key for key in drawn(case()) if case().assumptions[key].is_range]
    assert set(ranged) <= set(registers(case()))
    after = example(8192, seed)
    linked = {key for pair in pairs_of(case(), drawn(case())) for key in pair.keys}
    free = [key for key in ranged if key not in linked]
    all_of_them = np.corrcoef([after.uniforms[key] for key in ranged])
    rows = [ranged.index(key) for key in free]
    assert np.abs(all_of_them[rows] - np.eye(len(ranged))[rows]).max() < 0.05


def test_every_dimension_that_can_be_given_out_is_uncorrelated_with_every_other() -> None:
    dimensions = even_together()[:200]
    digits = sobol_digits(dimensions[-1] + 1, 13)
    found = np.corrcoef([column(digits[d], 13, f"7/0/{d}") for d in dimensions])
    assert np.abs(found - np.eye(len(dimensions))).max() < 0.05


def test_columns_without_a_dimension_are_as_good_as_random_against_others() -> None:
    columns = uniform_columns([f"segment.s{i}.x" for i in range(8)], 8192, 0, 0, {})
    columns |= uniform_columns(drawn(case()), 8192, 0, 0, registers(case()))
    found = np.corrcoef(list(columns.values()))
    assert np.abs(found - np.eye(len(columns))).max() < 6 / math.sqrt(8192)


def smooth(columns: dict[str, np.ndarray]) -> float:
    """The mean of a smooth function with interactions; its true mean is 1."""
    return float(np.mean(np.prod([1 + 0.5 * (u - 0.5) for u in columns.values()], axis=0)))


def errors_of(n: int, count: int = 16) -> float:
    """Root mean square error over independent scrambles."""
    keys, register = list(registers(case()))[:10], registers(case())
    found = [smooth(uniform_columns(keys, n, 0, replicate, register)) - 1 for replicate in range(1, count + 1)]
    return math.sqrt(np.mean(np.square(found)))


def test_the_error_falls_faster_than_one_over_the_root_of_n() -> None:
    """Sixteen times the draws: plain draws are four times as exact; these more than eight times."""
    assert errors_of(4096) < errors_of(256) / 8


def test_the_error_is_a_third_of_that_of_plain_draws_or_less() -> None:
    plain = np.random.default_rng(1)
    found = [smooth({str(i): u for i, u in enumerate(plain.random((10, 4096)))}) - 1 for _ in range(16)]
    assert errors_of(4096) <= math.sqrt(np.mean(np.square(found))) / 3


def test_the_mean_over_scrambles_is_unbiased_and_its_standard_error_true() -> None:
    keys, register = list(registers(case()))[:10], registers(case())
    found = [smooth(uniform_columns(keys, 64, 0, replicate, register)) for replicate in range(64)]
    assert abs(np.mean(found) - 1) < 3 * standard_error(found) / 8
    naive = 0.46 / math.sqrt(64)
    assert standard_error(found) < naive / 3


def test_a_standard_error_needs_two_replicates() -> None:
    assert standard_error([1.0, 3.0]) == pytest.approx(math.sqrt(2))
    with pytest.raises(CaseError, match="draws: replicates: 1 estimates have no spread; allowed: 2 or more"):
        standard_error([1.0])


def test_replicates_are_further_scrambles_of_the_same_size() -> None:
    found = list(replicates(case(), 16, 3, 2))
    assert [(d.n, d.seed, d.replicate) for d in found] == [(16, 3, 1), (16, 3, 2)]
    assert not same(found[0], found[1])
