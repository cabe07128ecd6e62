"""The value of information against answers known in closed form."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.special import ndtri
from scipy.stats import norm

from geduld.draws_sequence import shuffled_column
from geduld.errors import CaseError
from geduld.families import Numbers
from geduld.value_of_information import Sample, information, partial, perfect

SAMPLES = 8


def drawn(keys: str, replicate: int, log2_n: int = 13) -> dict[str, Numbers]:
    return {key: shuffled_column(log2_n, f"voi/{replicate}/{key}") for key in keys}


def loss(mean: float, sd: float) -> float:
    """E max(0, X) - max(0, E X) of a normal X: what knowing it is worth where the other choice is 0."""
    return float(sd * norm.pdf(mean / sd) - abs(mean) * norm.cdf(-abs(mean) / sd))


@pytest.mark.parametrize(("good", "known"), [(0.5, 60_000), (0.6, 68_000)])
def test_the_plant_of_the_textbook(good: float, known: float) -> None:
    """C26: large 200,000 / -180,000, small 100,000 / -20,000, nothing. At .6: 120,000 - 52,000 = 68,000 EUR.

    At .5: 0.5 x 200,000 - 40,000 = 60,000 EUR. Ten draws are enough to hold both chances.
    """
    market = np.arange(10) < 10 * good
    worth = np.stack([np.where(market, 200e3, -180e3), np.where(market, 100e3, -20e3), np.zeros(10)])
    assert perfect(worth) == pytest.approx(known)


def test_three_decisions_in_three_states() -> None:
    """C26, second: chances .2 .4 .4 of (10 8 6), (14 15 2), (7 8 9): 0.2 x 14 + 0.4 x 15 + 0.4 x 9 - 9.6 = 2.8."""
    states = np.array([[10, 8, 6], [14, 15, 2], [7, 8, 9]], dtype=np.float64)
    assert perfect(np.repeat(states, [1, 2, 2], axis=1)) == pytest.approx(2.8)


def two(replicate: int) -> Sample:
    """Doing it brings 20 + 100 z(a) + 50 z(b); leaving it 0; c has no part in it."""
    found = drawn("abc", replicate)
    gain = 20 + 100 * ndtri(found["a"]) + 50 * ndtri(found["b"])
    return found, np.stack([[gain, np.zeros_like(gain)]])


def test_one_key_of_a_normal_gain() -> None:
    """Knowing a: the gain is then normal(20, 100); b: (20, 50); a and b: (20, sqrt(12,500)); c tells nothing.

    Unit normal loss: 30.69, 11.52 and 35.33 EUR; each within three standard errors, and the error is below 1 EUR.
    """
    groups = [("a",), ("b",), ("c",), ("a", "b"), ("a", "b", "c")]
    found = {one.keys: one for one in information([two(r) for r in range(SAMPLES)], groups)[0]}
    answers = [loss(20, 100), loss(20, 50), 0.0, loss(20, 12_500**0.5), loss(20, 12_500**0.5)]
    for keys, known in zip(groups, answers, strict=True):
        assert found[keys].value == pytest.approx(known, abs=3 * found[keys].se + 0.05)
        assert found[keys].se < 1
    assert [one.keys for one in information([two(r) for r in range(SAMPLES)], [("c",), ("a",)])[0]] == [("a",), ("c",)]


def test_knowing_a_product_needs_both_keys() -> None:
    """The gain is 100 z(a) z(b): alone each tells nothing of its sign; together E |100 z z'| / 2 = 100 / pi EUR."""

    def sample(replicate: int) -> Sample:
        found = drawn("ab", replicate)
        gain = 100 * ndtri(found["a"]) * ndtri(found["b"])
        return found, np.stack([[gain, np.zeros_like(gain)]])

    samples = [sample(r) for r in range(SAMPLES)]
    joint = [partial(np.stack([found["a"], found["b"]]), worth) for found, worth in samples]
    assert np.mean(joint) == pytest.approx(100 / np.pi, abs=3 * np.std(joint) / SAMPLES**0.5)
    ((a,),) = information(samples, [("a",)])
    assert abs(a.value) <= 3 * a.se + 0.05


def test_an_event_is_worth_knowing_too() -> None:
    """With chance 1/4 it costs 100, else it brings 20; the other choice brings 5: 0.75 x 20 + 0.25 x 5 - 5 = 11.25.

    Always doing it brings -10, never 5. A spline bends where the event jumps, so the few draws beside it decide
    wrongly: it comes out too low, by less than a twentieth.
    """
    found = drawn("a", 0)
    worth = np.stack([np.where(found["a"] < 0.25, -100.0, 20.0), np.full(2**13, 5.0)])
    assert 0.95 * 11.25 < partial(found["a"][np.newaxis], worth) < 11.25


def test_every_owner_is_told_apart() -> None:
    """Two owners at once are each alone: one gains 20 + 100 z(a) + 50 z(b), the other half of it."""
    found, worth = two(0)
    both = np.concatenate([worth, worth / 2])
    told = partial(found["a"][np.newaxis], both)
    assert told == pytest.approx(
        [partial(found["a"][np.newaxis], worth)[0], partial(found["a"][np.newaxis], worth)[0] / 2]
    )


def test_nothing_is_cut_off_at_zero() -> None:
    """Over many samples a key that tells nothing is worth nothing on average: some of them come out below."""
    found = [partial(two(r)[0]["c"][np.newaxis], two(r)[1]) for r in range(SAMPLES)]
    assert min(found) < 0 or max(found) == 0


def test_too_few_draws_or_samples_are_refused() -> None:
    with pytest.raises(CaseError, match="256 are too few for the value of information; allowed: 512 or more"):
        partial(drawn("a", 0, 8)["a"][np.newaxis], np.zeros((2, 256)))
    with pytest.raises(CaseError, match="1 has no error"):
        information([two(0)], [("a",)])
