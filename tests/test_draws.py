"""Draws: draw i is point i for ever, the same for all strategies, and no column knows another."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from example_draws import CASE, case, example, same
from hypothesis import given
from hypothesis import strategies as st

from geduld import model
from geduld.case import Case, load_case
from geduld.correlation_pairs import pairs_of
from geduld.draws import Draws, draw, uniform_columns
from geduld.draws_register import drawn, read_register, register_file, registers
from geduld.engine import run
from geduld.errors import CaseError

FIRST = [0.7865042199, 0.3871851022, 0.1784402149, 0.530891731]
FIRST_SHUFFLED = [0.7984944665, 0.4337537101, 0.1789641491, 0.5573845886]


# ---- stability ----


def test_the_same_seed_gives_the_same_bytes() -> None:
    assert same(example(), draw(load_case(CASE), 8192, 0))


def test_the_first_draws_are_these_for_ever() -> None:
    """No release of a library, and no machine, may change them."""
    found = uniform_columns(["churn_reduction", "segment.a.churn_rate_pm"], 4, 0, 0, {"churn_reduction": 5})
    assert found["churn_reduction"].tolist() == pytest.approx(FIRST, abs=1e-9)
    assert found["segment.a.churn_rate_pm"].tolist() == pytest.approx(FIRST_SHUFFLED, abs=1e-9)


def test_more_draws_leave_the_first_as_they_were() -> None:
    for n in (1, 2, 1024, 16384):
        assert same(example(), draw(case(), n, 0)), n


def test_a_new_key_leaves_every_other_column_as_it_was() -> None:
    register = dict(read_register(register_file()))
    before = uniform_columns(drawn(case()), 256, 0, 0, registers(case()))
    later = [*drawn(case()), "new_one", "segment.wholesale.new_one", "event.supplier"]
    after = uniform_columns(later, 256, 0, 0, registers(case()) | {"new_one": max(register.values()) + 1})
    assert set(after) - set(before) == {"new_one", "segment.wholesale.new_one", "event.supplier"}
    assert all(np.array_equal(before[key], after[key]) for key in before)


def test_a_company_s_own_value_leaves_every_other_column_as_it_was() -> None:
    known = case().assumptions
    own = {"segment.referred.churn_rate_pm", "track.internal.course_price"}
    new = {
        key: replace(known[key.rpartition(".")[2]] if "track" in key else known[key], key=key, same_as="")
        for key in own
    }
    more = draw(replace(case(), assumptions={**known, **new}), 8192, 0)
    assert set(more.raw) - set(example().raw) == own
    assert same(more, example(), set(example().raw))


@given(st.sampled_from(sorted(example().raw)))
def test_a_dropped_or_collapsed_key_leaves_every_other_column_as_it_was(key: str) -> None:
    """A key that others are correlated with may be dropped too, unless they are mixed from it."""
    known = dict(case().assumptions)
    a = known[key]
    fixed = draw(replace(case(), assumptions={**known, key: replace(a, p10=a.base, p90=a.base)}), 512, 0)
    assert same(fixed, example(), set(example().raw) - {key})
    assert set(fixed.raw[key]) == {a.base}
    if key not in linked():
        known.pop(key)
        followers = [k for k, other in known.items() if other.same_as == key]
        kept = {k: other for k, other in known.items() if k not in followers}
        fewer = draw(replace(case(), assumptions=kept), 512, 0)
        assert same(fewer, example(), set(example().raw) - {key})


def linked() -> set[str]:
    """The keys that stand in a declared pair."""
    return {key for pair in pairs_of(case(), drawn(case())) for key in pair.keys}


def test_a_base_tried_on_the_command_line_leaves_every_other_column_as_it_was() -> None:
    key = "segment.wholesale.churn_rate_pm"
    tried = draw(load_case(CASE, {key: 0.05}), 512, 0)
    assert same(tried, example(), set(example().raw) - {key})


def test_other_seeds_and_replicates_are_other_draws() -> None:
    columns = [d.raw["course_price"] for d in (example(), example(seed=1), example(replicate=1), example(seed=0))]
    assert np.array_equal(columns[0], columns[3])
    assert not any(np.array_equal(columns[0], other) for other in columns[1:3])


def test_a_part_is_the_same_draws() -> None:
    part = example(1024).part(100, 228)
    assert part.n == 128
    assert all(np.array_equal(part.raw[key], values[100:228]) for key, values in example(1024).raw.items())


# ---- how many, and which seed ----


@pytest.mark.parametrize(("asked", "n"), [(1, 1), (2, 2), (3, 4), (1000, 1024), (1024, 1024), (1025, 2048)])
def test_draws_are_a_power_of_two_and_say_so(asked: int, n: int) -> None:
    found = draw(case(), asked, 0)
    assert (found.n, found.asked) == (n, asked)
    assert {len(values) for values in found.raw.values()} == {n}
    said = f"draws: {asked} asked, {n} drawn: the next power of two, so that they lie evenly"
    assert found.note == (said if asked != n else "")


@pytest.mark.parametrize("n", [0, -1, 2.0, True, "8192", 2**20 + 1])
def test_a_number_of_draws_that_does_not_fit_is_refused(n: object) -> None:
    with pytest.raises(CaseError, match=r"draws: n: .* does not fit; allowed: a whole number 1\.\.1048576"):
        draw(case(), n)  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", [-1, 0.0, False, None, "1"])
def test_a_seed_that_does_not_fit_is_refused(seed: object) -> None:
    with pytest.raises(CaseError, match=r"draws: seed: .* does not fit; allowed: a whole number, 0 or more"):
        draw(case(), 8, seed)  # type: ignore[arg-type]


def test_zero_is_a_seed_like_any_other() -> None:
    assert same(draw(case(), 64, 0), draw(case(), 64, 0))
    assert not same(draw(case(), 64, 0), draw(case(), 64, 1))
    assert same(draw(case(), 64, 2**70), draw(case(), 64, 2**70))


# ---- through the model ----


def runs_of(this: Case, draws: Draws | None) -> dict[str, dict[str, np.ndarray]]:
    wired, months, past = model.plan(this), model.calendar(this), model.past(this)
    raw = draws.raw if draws else None
    done = {s: run(wired, model.values(this, s, raw), months, past, this.pins) for s in this.strategies}
    return {s: {str(node): values for node, values in found.values.items()} for s, found in done.items()}


def test_collapsed_ranges_give_the_run_without_draws() -> None:
    known = {k: replace(a, p10=a.base, p90=a.base) for k, a in case().assumptions.items()}
    collapsed = replace(case(), assumptions=known, months=36)
    many, one = runs_of(collapsed, draw(collapsed, 4)), runs_of(collapsed, None)
    wide = 0
    for strategy, lines in one.items():
        for node, values in lines.items():
            found = many[strategy][node]
            wide += found.shape == (37, 4)
            columns = found if found.ndim == 2 else found[:, None]
            assert columns == pytest.approx(np.repeat(values[:, None], columns.shape[1], 1), rel=1e-9, abs=1e-9), node
    assert wide > 100


def test_a_range_of_nothing_much_is_nearly_the_run_without_draws() -> None:
    """p10 and p90 a hair's breadth apart: through the families, not around them."""

    def narrow(value: float, to: float) -> float:
        return value + 1e-11 * (to - value)

    known = {k: replace(a, p10=narrow(a.base, a.p10), p90=narrow(a.base, a.p90)) for k, a in case().assumptions.items()}
    this = replace(case(), assumptions=known, months=24)
    many, one = runs_of(this, draw(this, 2)), runs_of(this, None)
    for strategy, lines in one.items():
        for node, values in lines.items():
            found = many[strategy][node].reshape(25, -1)
            scale = max(1.0, float(np.abs(values).max()))
            assert found == pytest.approx(np.repeat(values[:, None], found.shape[1], 1), rel=1e-6, abs=1e-7 * scale), (
                node
            )


def test_a_thousand_futures_of_the_example_are_finite_under_every_strategy() -> None:
    for strategy, lines in runs_of(case(), example(1024)).items():
        assert all(np.isfinite(values).all() for values in lines.values()), strategy
        assert lines["cash"].shape == (121, 1024)


def test_a_key_that_follows_another_has_its_value_in_every_draw() -> None:
    assert "segment.referred.churn_rate_pm" not in example(1024).raw
    ready = model.values(case(), "baseline", example(1024).raw)
    assert np.array_equal(ready["segment.referred.churn_rate_pm"], ready["segment.wholesale.churn_rate_pm"])


def test_levers_and_constants_are_not_drawn() -> None:
    assert {case().assumptions[key].kind for key in example(1024).raw} == {"uncertainty"}
