"""Correlation: declared pairs reach their rank correlation, nothing else changes, and what cannot be is refused."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import small_case
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from geduld.case import Case, data_folder, load_case
from geduld.correlation import correlated, groups, linear, matrix_of, nearest_ranks
from geduld.correlation_matrix import lower_root, nearest, possible, smallest_impossible
from geduld.correlation_pairs import FILE, Pair, pairs_of, read_pairs
from geduld.draws import draw, uniform_columns
from geduld.draws_register import drawn, registers
from geduld.errors import CaseError

CASE = data_folder() / "cases" / "wholesaler"
CUSTOMERS, CHURN, REVENUE = (
    f"segment.wholesale.{name}" for name in ("customers_at_start", "churn_rate_pm", "revenue_per_customer_pm")
)


@cache
def case() -> Case:
    return load_case(CASE)


@cache
def shared() -> tuple[Pair, ...]:
    return pairs_of(case(), drawn(case()))


def pair(a: str, b: str, rho: float) -> Pair:
    return Pair((a, b), rho, "a test", False, "", FILE)


def columns(n: int = 8192, seed: int = 0) -> dict[str, np.ndarray]:
    return uniform_columns(drawn(case()), n, seed, 0, registers(case()))


# ---- what is reached ----


@pytest.mark.parametrize("seed", range(3))
def test_declared_pairs_reach_their_rank_correlation(seed: int) -> None:
    draws = draw(case(), 8192, seed)
    assert len(shared()) == 10
    for said in shared():
        found = stats.spearmanr(*(draws.raw[key] for key in said.keys)).statistic
        assert found == pytest.approx(said.rho, abs=0.02), said.keys


@given(st.floats(-1, 1))
def test_any_correlation_of_two_is_reached(rho: float) -> None:
    two = dict(list(columns().items())[:2])
    a, b = two
    found = correlated(two, [pair(a, b, rho)] if rho else [])
    assert stats.spearmanr(found[a], found[b]).statistic == pytest.approx(rho, abs=0.02)


def test_every_column_keeps_its_own_distribution() -> None:
    after = correlated(columns(), shared())
    for key, values in after.items():
        assert stats.kstest(values, "uniform").statistic < 0.01, key
        assert ((values > 0) & (values < 1)).all()


def test_columns_outside_the_pairs_stay_bit_for_bit() -> None:
    before, after = columns(), correlated(columns(), shared())
    linked = {key for said in shared() for key in said.keys}
    assert list(before) == list(after)
    for key in before:
        first = key in {group[0] for group in groups(list(before), shared())}
        assert np.array_equal(before[key], after[key]) == (first or key not in linked), key


def test_a_pair_more_leaves_the_others_bit_for_bit() -> None:
    """A key that comes later in the sequence joins a group: the group's own columns stay as they are."""
    before = correlated(columns(1024), shared())
    after = correlated(columns(1024), [*shared(), pair("course_price", "wage_growth_pa", 0.3)])
    assert [key for key in before if not np.array_equal(before[key], after[key])] == ["course_price"]


def test_draws_are_mixed_one_by_one() -> None:
    few, many = (correlated(columns(n), shared()) for n in (512, 8192))
    assert all(np.array_equal(few[key], many[key][:512]) for key in few)


def test_the_figures_of_one_definition_move_together_as_the_ledger_shows() -> None:
    """Over the windows of summary.csv the three are in step: rank correlations 1 and -1, as the signs declared."""
    with (CASE / "observed" / "summary.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["window_months"]]
    names = {"active customers at the end": CUSTOMERS, "churn, median month": CHURN, "revenue per customer": REVENUE}
    by_window = {key: [float(row["value"]) for row in rows if row["figure"] == figure] for figure, key in names.items()}
    said = {frozenset(p.keys): p for p in shared() if CHURN in p.keys or CUSTOMERS in p.keys}
    assert len(said) == 3
    for keys, declared in said.items():
        a, b = sorted(keys)
        observed = stats.spearmanr(by_window[a], by_window[b]).statistic
        assert observed == pytest.approx(np.sign(declared.rho)) and abs(declared.rho) == 0.9
        assert not declared.placeholder


def test_what_holds_for_invoices_does_not_hold_for_other_figures() -> None:
    a = case().assumptions
    elsewhere = {key: replace(a[key], file="assumptions.toml") for key in (CUSTOMERS, CHURN)}
    found = pairs_of(replace(case(), assumptions={**a, **elsewhere}), drawn(case()))
    assert not any(CUSTOMERS in p.keys or CHURN in p.keys for p in found)
    tried = pairs_of(load_case(CASE, {CHURN: 0.05}), drawn(case()))
    assert {p.keys for p in tried} == {p.keys for p in shared()}


# ---- what cannot be ----


def test_an_impossible_set_names_its_smallest_part_and_a_nearest_one() -> None:
    """a and b, b and c at 0.9 leave a and c no less than about 0.6; the fourth key has no part in it."""
    a, b, c, d = names = ["inflation_pa", "wage_growth_pa", "course_price", "dip_share"]
    said = [pair(a, b, 0.9), pair(b, c, 0.9), pair(a, c, -0.2), pair(c, d, 0.3)]
    with pytest.raises(CaseError) as caught:
        correlated(columns(8), said)
    message = str(caught.value)
    assert message.startswith(
        "correlations.toml: rho: 0.9 of inflation_pa and wage_growth_pa, -0.2 of inflation_pa and course_price, "
        "0.9 of wage_growth_pa and course_price cannot all hold; allowed: nearest: "
    )
    assert "dip_share" not in message
    proposed = [float(text) for text in message.partition("nearest: ")[2].replace(", ", " of ").split(" of ")[::2]]
    assert correlated(columns(8), [pair(a, b, proposed[0]), pair(a, c, proposed[1]), pair(b, c, proposed[2])])
    assert proposed[0] == proposed[2] > 0.5 > proposed[1] > -0.2
    assert len(names) == 4


def test_what_is_not_declared_counts_as_nothing() -> None:
    """Two of 0.9 and an undeclared third cannot hold; the third is named with its 0."""
    with pytest.raises(CaseError, match="0 of inflation_pa and course_price"):
        matrix_of(["inflation_pa", "wage_growth_pa", "course_price"], chain())


def chain() -> list[Pair]:
    return [pair("inflation_pa", "wage_growth_pa", 0.9), pair("wage_growth_pa", "course_price", 0.9)]


@st.composite
def matrices(draw: st.DrawFn) -> np.ndarray:
    size = draw(st.integers(2, 5))
    ranks = np.eye(size)
    for i in range(size):
        for j in range(i):
            ranks[i, j] = ranks[j, i] = draw(st.integers(-20, 20)) / 20
    return ranks


@given(matrices())
def test_the_smallest_impossible_part_is_impossible_and_no_part_of_it_is(ranks: np.ndarray) -> None:
    rows = smallest_impossible(linear(ranks))
    assert bool(rows) != possible(linear(ranks))
    for gone in rows:
        kept = [row for row in rows if row != gone]
        assert possible(linear(ranks)[np.ix_(kept, kept)])


@given(matrices())
def test_the_proposal_is_possible_and_near(ranks: np.ndarray) -> None:
    proposed = nearest_ranks(ranks)
    assert possible(linear(proposed))
    assert (proposed == proposed.T).all() and (np.diag(proposed) == 1).all()
    assert np.abs(proposed).max() <= 1
    if possible(linear(ranks)):
        assert proposed == pytest.approx(ranks, abs=0.021)


def test_the_nearest_matrix_is_higham_s() -> None:
    """His example (2002, section 4, after Knol and ten Berge): distance 0.528 in the Frobenius norm."""
    given_ = np.array([[1.0, 1, 0], [1, 1, 1], [0, 1, 1]])
    found = nearest(given_)
    assert found == pytest.approx(np.array([[1, 0.7607, 0.1573], [0.7607, 1, 0.7607], [0.1573, 0.7607, 1]]), abs=1e-4)
    assert np.linalg.norm(found - given_) == pytest.approx(0.5278, abs=1e-4)


@given(matrices())
def test_the_root_squared_is_the_matrix(ranks: np.ndarray) -> None:
    matrix = linear(nearest_ranks(ranks))
    root = lower_root(matrix)
    assert root @ root.T == pytest.approx(matrix, abs=1e-4)
    assert (np.triu(root, 1) == 0).all()
    fewer = lower_root(matrix[:-1, :-1])
    assert np.array_equal(fewer, root[:-1, :-1])


# ---- the files ----


def own(folder: Path, text: str) -> Case:
    """The small company with its own correlations."""
    small_case.write(folder, {FILE: text})
    return load_case(folder)


PAIR = '[[pair]]\nkeys = ["{}", "{}"]\nrho = {}\nwhy = "said by the director"\n'


def test_a_company_s_own_correlation_goes_before_the_shared_one(tmp_path: Path) -> None:
    this = own(
        tmp_path, PAIR.format("wage_growth_pa", "inflation_pa", 0.2) + PAIR.format("dip_share", "half_life_months", 0.4)
    )
    found = {p.keys: p.rho for p in pairs_of(this, drawn(this))}
    assert found["inflation_pa", "wage_growth_pa"] == 0.2
    assert found["dip_share", "half_life_months"] == 0.4
    draws = draw(this, 8192)
    assert stats.spearmanr(draws.raw["inflation_pa"], draws.raw["wage_growth_pa"]).statistic == pytest.approx(
        0.2, abs=0.03
    )


def test_nothing_undoes_a_shared_correlation(tmp_path: Path) -> None:
    this = own(tmp_path, PAIR.format("transfer_share", "transfer_share_uncoached", 0))
    assert ("transfer_share", "transfer_share_uncoached") not in {p.keys for p in pairs_of(this, drawn(this))}


def test_plain_names_hold_at_every_element_that_has_both(tmp_path: Path) -> None:
    this = own(tmp_path, PAIR.format("customers_at_start", "churn_rate_pm", -0.5))
    found = {p.keys for p in pairs_of(this, drawn(this)) if p.rho == -0.5}
    assert found == {("segment.home.churn_rate_pm", "segment.home.customers_at_start")}


def test_full_keys_hold_where_they_are(tmp_path: Path) -> None:
    this = own(tmp_path, PAIR.format("segment.home.customers_at_start", "dip_share", -0.5))
    assert ("dip_share", "segment.home.customers_at_start") in {p.keys for p in pairs_of(this, drawn(this))}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            PAIR.format("inflation", "dip_share", 0.5),
            "inflation: there is no such key in this case; did you mean 'inflat",
        ),
        (
            PAIR.format("dip_share", "dip_share", 0.5),
            "pair 1.keys: ['dip_share', 'dip_share']; allowed: two different k",
        ),
        (
            PAIR.format("dip_share", "inflation_pa", 1.2),
            "pair 1.rho: 1.2 of dip_share and inflation_pa is out of bounds",
        ),
        (PAIR.format("dip_share", "inflation_pa", "nan"), "pair 1.rho: nan is not a finite number"),
        (
            PAIR.format("dip_share", "trained_share", 0.5),
            "trained_share: is a lever, so it is never drawn; allowed: unc",
        ),
        (
            PAIR.format("dip_share", "segment.referred.churn_rate_pm", 0.5),
            "segment.referred.churn_rate_pm: always has the value of segment.home.churn_rate_pm; allowed: segment.home",
        ),
        (
            PAIR.format("dip_share", "inflation_pa", 0.5) + PAIR.format("inflation_pa", "dip_share", 0.4),
            "dip_share and inflation_pa: 0.4: the pair stands twice",
        ),
        ('[[pair]]\nkeys = ["a", "b"]\nrho = 0.5\n', "pair 1.why: is missing, and has no default"),
        ("pair = 3\n", "pair: 3 is no list of pairs; allowed: [[pair]] with keys"),
        ("[[pairs]]\n", "pairs: there is no such key; allowed: pair; did you mean 'pair'?"),
    ],
)
def test_a_wrong_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(CaseError) as caught:
        draw(own(tmp_path, text), 8)
    assert str(caught.value).startswith(f"correlations.toml: {message}")


def test_an_impossible_file_names_itself(tmp_path: Path) -> None:
    text = PAIR.format("dip_share", "course_price", 0.9) + PAIR.format("course_price", "design_price", 0.9)
    with pytest.raises(CaseError, match=r"^correlations\.toml: rho: .* cannot all hold; allowed: nearest: 0\.[678]"):
        draw(own(tmp_path, text), 8)


def test_the_shared_file_says_what_is_a_judgement() -> None:
    said = read_pairs(data_folder() / "draws" / FILE, FILE)
    assert all(p.why for p in said)
    assert {p.why.startswith("Placeholder: ") == p.placeholder for p in said} == {True}
