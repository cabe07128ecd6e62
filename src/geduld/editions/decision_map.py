"""The map of an owner: which choice is worth most at which horizon and required return.

It rests on the owner's private terms, so it stands in that owner's edition and in the director's, and in no other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go
from markupsafe import Markup

from geduld import charts
from geduld.case import BASELINE
from geduld.decision_map import DecisionMap, Place
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.decision_pairs import pairs_table
from geduld.editions.edition import Edition
from geduld.editions.letter import claims, over_draws
from geduld.figure import Figure
from geduld.figure_map import EXPECTED, letters
from geduld.reading_map import place_mark
from geduld.words.numbers import NOTHING, count, money, number, percent
from geduld.words.sentences import Voice

SLOTS = ("map.own", "map.preferred", "map.wins", "map.lead")
SOME = 5
"""Percentage points between the required returns of the table of break-even horizons."""


def decision_map(edition: Edition) -> Block:
    """The map with the owner's own place on it, what each choice wins, and where what is asked gets ahead."""
    found, voice = _map(edition), _voice(edition)
    title, also = voice.say("map_title"), voice.say("map_preferred")
    notes = (also.text, edition.words(_settled(edition)), " ".join([_rests(edition), *_marks(edition, found)]))
    below = Markup().join(html("note", text=note) for note in notes)
    shown = below + _choices(edition) + _horizons(edition, found) + pairs_table(edition)
    return Block(
        "map", str(title.text), picture=_chart(edition, found, str(title.text)), alt=_alt(edition, found),
        after=shown, claims=claims(title, also),
    )  # fmt: skip


def _map(edition: Edition) -> DecisionMap:
    assert edition.owner is not None
    return edition.results.map(edition.owner.id)


def _settled(edition: Edition) -> str:
    assert edition.owner is not None
    return "map_leaves" if edition.results.views[edition.owner.id].terms.leaves else "map_stays"


def _marks(edition: Edition, found: DecisionMap) -> Iterator[str]:
    """What the marks beside letters mean, as far as they stand on the map."""
    places = [place for row in found.places for place in row]
    if any(place.best is None for place in places):
        yield edition.words("map_mark_even")
    if not all(place.is_sure for place in places):
        yield edition.words("map_mark_unsure")


def _rests(edition: Edition) -> str:
    return edition.words("map_expected", over_draws(edition)) if edition.results.spread else edition.words("map_base")


def _ends(edition: Edition) -> str:
    return EXPECTED if edition.results.spread else ""


def _voice(edition: Edition) -> Voice:
    """The voice of the edition, speaking of the map that is shown."""
    found, view = _map(edition), edition.results.views[_map(edition).owner]
    places = {"map_best": found.own, "map_liked": found.at(view.terms.time_preference_pa, found.horizon_months)}
    names = {name: edition.labels[_best(place, found)] for name, place in places.items()}
    roles = {slot: slot + _ends(edition) for slot in SLOTS}
    voice = edition.voice
    return replace(voice, roles={**voice.roles, **roles}, names={**voice.names, **names})


def _best(place: Place, found: DecisionMap) -> str:
    """The best of a place; where two are worth the same, one of them."""
    return place.best or place.second or found.strategies[0]


def _chart(edition: Edition, found: DecisionMap, title: str) -> go.Figure:
    marks = letters(edition.labels)
    kinds = {s: charts.Kind(marks[s], _won(edition, found, s), s == BASELINE) for s in _order(edition)}
    view = edition.results.views[found.owner]
    rates = {"map_spot": found.required_return_pa, "map_spot_preference": view.terms.time_preference_pa}
    return charts.cells(
        _frame(found, [[place.best or "" for place in row] for row in found.places]), kinds, title=title,
        language=edition.language, x_title=edition.words("map_across"), y_title=edition.words("map_up"),
        marks=_frame(found, [[place_mark(place, marks) for place in row] for row in found.places]),
        hover=_frame(found, [[*_hovers(edition, found, rate)] for rate in found.returns]),
        spots=[charts.Spot(found.horizon_months / 12, rate, edition.words(key)) for key, rate in rates.items()],
    )  # fmt: skip


def _order(edition: Edition) -> list[str]:
    return [strategy.id for strategy in edition.strategies]


def _frame(found: DecisionMap, rows: list[list[str]]) -> pd.DataFrame:
    return pd.DataFrame(rows, index=list(found.returns), columns=[months / 12 for months in found.horizons])


def _won(edition: Edition, found: DecisionMap, strategy: str) -> str:
    share = found.share_won(strategy)
    words = edition.words("map_won", percent(share, edition.language)) if share else edition.words("map_nowhere")
    return f"{edition.labels[strategy]}: {words}"


def _hovers(edition: Edition, found: DecisionMap, rate: float) -> Iterator[str]:
    for months in found.horizons:
        place = found.at(rate, months)
        where = f"{count(months / 12, 'year', edition.language)}, {percent(rate, edition.language, 0)}"
        yield f"{where}: {_said(edition, place)}"


def _said(edition: Edition, place: Place) -> str:
    """What is best in a place, and by how much."""
    if place.best is None or place.second is None:
        return edition.words("map_even")
    lead = money(place.lead or 0.0, edition.language, edition.step)
    return edition.words("map_ahead", edition.labels[place.best], lead, edition.labels[place.second])


def _alt(edition: Edition, found: DecisionMap) -> str:
    won = "; ".join(_won(edition, found, s) for s in _order(edition))
    where = count(found.horizon_months, "month", edition.language), percent(found.required_return_pa, edition.language)
    return edition.words("map_alt", *where, _said(edition, found.own), won)


def _choices(edition: Edition) -> Markup:
    """A row per choice: its letter, what of the map it wins, its value in the own place, and where the asked passes."""
    marks, words, asked = letters(edition.labels), edition.words, edition.labels[edition.asked]
    heads = ("choice", "map_head_won", "map_head_npv", "map_head_passes")
    return html(
        "table", id="map", title="", intro="", css="measures", caption=words("map_caption"),
        heads=[Cell(words(key, asked), css="number" if key != heads[0] else "") for key in heads],
        rows=[_choice(edition, s, f"{marks[s]}  {edition.labels[s]}") for s in _order(edition)],
        notes=[words("map_passes_note", asked)],
    )  # fmt: skip


def _choice(edition: Edition, s: str, name: str) -> Row:
    wins, npv = _figure(edition, s, f"map.wins{_ends(edition)}"), _figure(edition, s, _npv(edition))
    amount = money(npv.value or 0.0, edition.language, edition.step, signed=True)
    return Row((
        Cell(name),
        Cell(figure_text(percent(wins.value or 0.0, edition.language), wins.claim_id), css="number"),
        Cell(figure_text(amount, npv.claim_id), css="number"),
        _passes(edition, s),
    ))  # fmt: skip


def _npv(edition: Edition) -> str:
    return "npv.mean" if edition.results.spread else "npv"


def _passes(edition: Edition, other: str) -> Cell:
    """The break-even horizon of what is asked against another choice; a dash against itself."""
    if other == edition.asked:
        return Cell(NOTHING, css="number")
    figure = _figure(edition, edition.asked, f"map.ahead_from.{other}{_ends(edition)}")
    shown = edition.words("map_never") if figure.value is None else count(figure.value, "month", edition.language)
    return Cell(figure_text(shown, figure.claim_id), css="number")


def _figure(edition: Edition, strategy: str, id: str) -> Figure:
    assert edition.owner is not None
    return edition.figures[f"{edition.owner.id}.{strategy}.{id}"]


def _horizons(edition: Edition, found: DecisionMap) -> Markup:
    """Break-even horizons of what is asked, in months: a row per required return, a column per other choice."""
    others = [s for s in _order(edition) if s != edition.asked]
    rates = sorted({*found.returns[::SOME], found.required_return_pa})
    heads = [Cell(edition.words("map_up")), *(Cell(edition.labels[s], css="number") for s in others)]
    rows = [Row((Cell(_rate(edition, found, rate)), *_months(edition, found, rate, others))) for rate in rates]
    caption = edition.words("map_horizons_caption", edition.labels[edition.asked])
    return html("details", summary=edition.words("figures_behind"), caption=caption, heads=heads, rows=rows)


def _rate(edition: Edition, found: DecisionMap, rate: float) -> str:
    own = f" ({edition.words('map_own')})" if rate == found.required_return_pa else ""
    return percent(rate, edition.language) + own


def _months(edition: Edition, found: DecisionMap, rate: float, others: list[str]) -> Iterator[Cell]:
    for other in others:
        months = found.ahead_from(edition.asked, other, rate)
        yield Cell(edition.words("map_never") if months is None else number(months, edition.language), css="number")


def maps(edition: Edition) -> Block:
    """For the director: what is best in every owner's own place, by how much, and what each choice wins of the map."""
    title, ends = edition.words("maps_title"), _ends(edition)
    each = [edition.of(owner) for owner in edition.case.owners]
    heads = [Cell(edition.words("choice")), *(_place(one) for one in each)]
    best = [Cell(figure_text(_said(one, _map(one).own), f"{_map(one).owner}.-.map.own{ends}")) for one in each]
    shown = html(
        "table", id="maps", title=title, intro="", css="measures", caption=edition.words("maps_caption"), heads=heads,
        rows=[Row((Cell(edition.words("maps_best")), *best)), *(_won_row(edition, each, s) for s in _order(edition))],
        notes=[_rests(edition)],
    )  # fmt: skip
    return Block("maps", title, before=shown)


def _place(edition: Edition) -> Cell:
    """An owner's name, with the own horizon and required return."""
    found = _map(edition)
    months, rate = count(found.horizon_months, "month", edition.language), found.required_return_pa
    name = edition.owner.name if edition.owner else ""
    return Cell(name, f"{months}, {percent(rate, edition.language)}", "number")


def _won_row(edition: Edition, each: Sequence[Edition], strategy: str) -> Row:
    """What a choice wins of every owner's map."""
    wins = (_figure(one, strategy, f"map.wins{_ends(edition)}") for one in each)
    won = (Cell(figure_text(percent(f.value or 0.0, edition.language), f.claim_id), css="number") for f in wins)
    return Row((Cell(edition.labels[strategy]), *won))
