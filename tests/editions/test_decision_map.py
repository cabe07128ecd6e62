"""The map in an edition: true to its figures, at equal prominence, and of no other owner."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache

import pandas as pd
import plotly.graph_objects as go
import pytest
from editions.shared import HOSTILE, OWNERS, director, drawn, hostile_case, page
from editions.test_blocks import bound, words

from geduld import charts
from geduld.claims import check
from geduld.editions.block import Block
from geduld.editions.decision_map import decision_map, maps
from geduld.editions.edition import Edition
from geduld.editions.notebook import owner_edition
from geduld.figure_map import letters
from geduld.words.numbers import LOCALES

PAGES = [(owner, language) for owner in OWNERS for language in LOCALES]


@cache
def base(owner: str, language: str) -> Block:
    return decision_map(page(owner, language).edition)


def picture(block: Block) -> go.Figure:
    assert block.picture is not None
    return block.picture


@pytest.mark.parametrize(("owner", "language"), PAGES)
def test_the_title_is_a_bound_finding(owner: str, language: str) -> None:
    block, edition = base(owner, language), page(owner, language).edition
    assert block.claims
    check(block.claims, edition.figures)
    best = edition.results.map(owner).own.best
    assert best is not None and edition.labels[best] in block.title


def test_a_title_that_no_longer_holds_stops_the_edition() -> None:
    """Had the draws been of another mind, the claims of this title would fail."""
    edition = page("family", "en").edition
    lead = edition.figures["family.invest.map.lead"]
    changed = {**edition.figures, lead.claim_id: replace(lead, value=-(lead.value or 0.0))}
    with pytest.raises(Exception, match=r"map\.lead"):
        check(base("family", "en").claims, changed)


@pytest.mark.parametrize(("owner", "language"), PAGES)
def test_every_choice_stands_in_legend_table_and_text_alternative(owner: str, language: str) -> None:
    block, edition = base(owner, language), page(owner, language).edition
    legend = [trace.name for trace in picture(block).data if trace.showlegend is not False and trace.name]
    for strategy, label in edition.labels.items():
        assert sum(label in name for name in legend) == 1
        assert label in block.alt and label in words(block)
        assert f"{owner}.{strategy}.map.wins" in bound(block)
        won = edition.figures[f"{owner}.{strategy}.map.wins"].value
        nowhere = {"nl": "nergens de beste", "en": "best nowhere"}[language]
        assert any(label in name and nowhere in name for name in legend) is (not won)


def test_every_cell_has_the_letter_of_its_choice_and_the_own_place_is_marked() -> None:
    """Colour is never the only carrier."""
    edition, figure = page("investor", "en").edition, picture(base("investor", "en"))
    heat, found = figure.data[0], edition.results.map("investor")
    marks = letters(edition.labels)
    assert len(set(marks.values())) == len(marks)
    assert all(mark in edition.labels[s].upper() for s, mark in marks.items())
    assert [list(row) for row in heat.text] == [[marks[str(place.best)] for place in row] for row in found.places]
    spots = [(trace.x[0], trace.y[0]) for trace in figure.data[1:] if trace.x[0] is not None]
    assert set(spots) == {(4.0, 0.15), (4.0, 0.1)}
    assert len({trace.marker.symbol for trace in figure.data[1:] if trace.x[0] is not None}) == 2


def test_over_draws_the_map_is_of_expected_flows_and_says_so() -> None:
    block, edition = decision_map(drawn("family", "en").edition), drawn("family", "en").edition
    assert "256 draws" in words(block)
    assert {"family.invest.npv.mean", "family.invest.map.wins.expected"} <= set(bound(block))
    assert set(bound(block)) <= set(edition.figures)
    assert {f"family.{s}.largest_regret" for s in edition.labels} <= set(bound(block))


@pytest.mark.parametrize("owner", OWNERS)
def test_no_other_owner_is_in_it(owner: str) -> None:
    block = decision_map(drawn(owner, "nl").edition)
    owners = {claim.split(".")[0] for claim in bound(block)} - {"-"}
    assert owners == {owner}
    assert set(drawn(owner, "nl").edition.results.compared()) == {owner}


def test_the_director_sees_the_best_choice_of_every_owner() -> None:
    block = maps(director("nl").edition)
    assert {f"{owner}.-.map.own.expected" for owner in OWNERS} <= set(bound(block))
    for owner in director("nl").edition.case.owners.values():
        assert owner.name in words(block)


def test_names_that_are_attacks_stay_text() -> None:
    edition: Edition = owner_edition(str(hostile_case()), "script", "en").edition
    block = decision_map(edition)
    assert HOSTILE["script"] not in str(block.after)
    assert HOSTILE["script"] not in json.dumps(json.loads(picture(block).to_json())["data"])


# ---- the chart alone ----


def chart(kinds: int, rows: int = 3) -> go.Figure:
    """A made-up map with so many kinds, of which only the first two are best anywhere."""
    frame = pd.DataFrame([["k0", "k1", ""]] * rows, index=[r / 100 for r in range(rows)], columns=[1.0, 2.0, 3.0])
    legend = {f"k{n}": charts.Kind(chr(65 + n), f"kind {n}", n == 1) for n in range(kinds)}
    return charts.cells(
        frame, legend, title="A finding", language="en", x_title="years", y_title="return", marks=frame, hover=frame,
        spots=[charts.Spot(1.5, 0.01, "own <b>place</b>")],
    )  # fmt: skip


@pytest.mark.parametrize("kinds", [2, 8, 12])
def test_every_kind_has_a_row_of_the_legend_and_room_for_it(kinds: int) -> None:
    figure = chart(kinds)
    names = [trace.name for trace in figure.data if trace.showlegend is not False and trace.name]
    assert len(names) == kinds + 1 and names[-1] == "own &lt;b&gt;place&lt;/b&gt;"
    assert figure.layout.meta["top"] >= 20 * (kinds + 1)
    scale = [colour for _, colour in figure.data[0].colorscale]
    assert len(scale) == 2 * (kinds + 1), "a number per kind, and one for none"
    assert all(re.fullmatch(r"#[0-9a-f]{8}", colour) for colour in scale)


def test_the_cells_are_the_table() -> None:
    heat = chart(2).data[0]
    assert (list(heat.x), list(heat.y)) == ([1.0, 2.0, 3.0], [0.0, 0.01, 0.02])
    assert [list(row) for row in heat.z] == [[1, 2, 0]] * 3
