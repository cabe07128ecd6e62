"""The short-term choices, argued just as well: a card of the same shape and the same figures for every choice.

No choice has a rule of its own: the order, the figures, the sentences and the picture are the same for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from geduld import charts
from geduld.assumptions import GRADES
from geduld.case import BASELINE
from geduld.case_records import Strategy
from geduld.editions import legal
from geduld.editions.block import Block, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.letter import claims, over_draws
from geduld.editions.pictures import view
from geduld.figure import Figure
from geduld.owners import Flows
from geduld.words.numbers import NOTHING, money, percent
from geduld.words.sentences import Said
from geduld.words.text import Part, Text, filled, paragraph

MONEY = ("months", "year", "later")
"""What it brings now and later: a row each, of the owner and of the company."""
CHANCES = {"cards_best": "chance_best", "cards_behind": "chance_of_loss"}
RANGE = ("gain.p10", "gain.p90")
ITEMS = {"cards_for": "for", "cards_against": "against"}
LEANS = tuple(f"leans.{grade}" for grade in (*GRADES, "no_effect"))
SAID = ("choice_money", "choice_evidence")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of a card: what it is, its value, and words under it."""

    name: str
    value: Text | str
    under: Text | str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One choice: its name, a mark, who proposes it, the case for it, its money and its facts.

    `money` has a row per period: its name, the owner's amount and the company's.
    """

    id: str
    name: str
    mark: str
    who: str
    why: str
    said: Text
    money: tuple[tuple[str, Text, Text], ...]
    facts: tuple[Fact, ...]


def choices(edition: Edition) -> Block:
    """Every choice at its best, by the same rules: one picture on one scale, then a card each."""
    asked_of = legal.raised(edition)
    title = edition.voice.say("choices_title")
    spoken = {s.id: [edition.about(s.id).say(name) for name in SAID] for s in ordered(edition)}
    cards = [_card(edition, s, spoken[s.id], asked_of[s.id]) for s in ordered(edition)]
    below = html(
        "cards", panels=_panels_note(edition), pairs=[cards[i : i + 2] for i in range(0, len(cards), 2)],
        heads=[edition.words(f"cards_{head}") for head in ("when", "own", "company")],
        order=edition.voice.say("choices_order").text,
        note=edition.words("cards_note", edition.voice.fill("{period:years}")),
    )  # fmt: skip
    made = claims(title, *(sentence for every in spoken.values() for sentence in every))
    return Block("choices", str(title.text), picture=_picture(edition, str(title.text)), alt=_alt(cards),
                 after=below, claims=made)  # fmt: skip


def ordered(edition: Edition) -> tuple[Strategy, ...]:
    """The one order rule: by what it brings the owner in the first year, most first; else as in the case."""
    every = edition.case.strategies.values()
    return tuple(sorted(every, key=lambda s: -(_figure(edition, "own.year", s.id).value or 0.0)))


def _figure(edition: Edition, name: str, strategy: str) -> Figure:
    """A figure of the owner, or of the company where the owner has none of that name."""
    assert edition.owner is not None
    own = edition.figures.get(f"{edition.owner.id}.{strategy}.{name}")
    return own or edition.figures[f"-.{strategy}.{name}"]


def _panels_note(edition: Edition) -> str:
    if edition.spread is None:
        return edition.words("cards_panels_base")
    return edition.words("cards_panels_drawn", over_draws(edition))


def _alt(cards: Sequence[Card]) -> str:
    """Name by name what the panels show: the sentence of each card."""
    return " ".join(f"{card.name}: {card.said}" for card in cards)


def _picture(edition: Edition, title: str) -> go.Figure:
    frame, bands = gains(edition)
    return charts.multiples(
        frame, edition.labels, title=title, language=edition.language, y_title=edition.words("euro_axis"), bands=bands
    )


def gains(edition: Edition) -> tuple[pd.DataFrame, dict[str, charts.Band]]:
    """Receipts to date above the baseline (EUR): medians with p10 and p90 over draws, else the base case, no bands.

    The index is years after the decision; a column per strategy, in the order of the cards.
    """
    names = [s.id for s in ordered(edition)]
    if edition.spread is None:
        own = view(edition)
        columns = {name: own.cumulative(name) - own.cumulative(BASELINE) for name in names}
        return _by_year(columns), {}
    fans = {name: edition.spread.strategies[name].gain_fan for name in names}
    bands = {name: (fan["p10"].tolist(), fan["p90"].tolist()) for name, fan in fans.items()}
    return _by_year({name: fan["p50"] for name, fan in fans.items()}), bands


def _by_year(columns: Mapping[str, Flows]) -> pd.DataFrame:
    months = len(next(iter(columns.values())))
    return pd.DataFrame(columns, index=np.arange(months) / 12)


def _card(edition: Edition, strategy: Strategy, said: Sequence[Said], raised: Sequence[str]) -> Card:
    language, name = edition.language, strategy.id
    facts = (
        _worth(edition, name), *(_item(edition, name, *row) for row in ITEMS.items()),
        *(_chance(edition, name, *row) for row in CHANCES.items()), _range(edition, name), _leans(edition, name),
        _legal(edition, raised),
    )  # fmt: skip
    return Card(
        name, strategy.label[language], _mark(edition, name),
        edition.words("cards_who", strategy.who[language]) if strategy.who[language] else "",
        edition.why(strategy), paragraph(sentence.text for sentence in said),
        tuple(_period(edition, name, part) for part in MONEY), facts,
    )  # fmt: skip


def _mark(edition: Edition, strategy: str) -> str:
    return edition.words("baseline_mark") if strategy == BASELINE else ""


def _period(edition: Edition, strategy: str, part: str) -> tuple[str, Text, Text]:
    own, company = (_money(edition, _figure(edition, f"{whose}.{part}", strategy)) for whose in ("own", "company"))
    return edition.words(f"cards_{part}"), own, company


def _money(edition: Edition, figure: Figure) -> Text:
    shown = NOTHING if figure.value is None else money(figure.value, edition.language, edition.step, signed=True)
    return figure_text(shown, figure.claim_id)


def _worth(edition: Edition, strategy: str) -> Fact:
    """What all of it is worth to the owner today, against carrying on as now."""
    figure = _figure(edition, "own.worth", strategy)
    how = figure.convention[edition.language] if figure.convention else ""
    return Fact(edition.words("cards_worth"), _money(edition, figure), how)


def _item(edition: Edition, strategy: str, words: str, side: str) -> Fact:
    """The largest item for or against: its name, and what it comes to in the first year and after it."""
    year, later = (_figure(edition, f"{side}.{part}", strategy) for part in ("year", "later"))
    if year.value is None:
        return Fact(edition.words(words), NOTHING, year.label[edition.language])
    under = filled(edition.words("cards_parts", "\0", "\0"), _money(edition, year), _money(edition, later))
    return Fact(edition.words(words), year.label[edition.language], under)


def _chance(edition: Edition, strategy: str, words: str, name: str) -> Fact:
    if edition.spread is None:
        return Fact(edition.words(words), NOTHING, edition.words("cards_not_drawn"))
    figure = _figure(edition, name, strategy)
    return Fact(edition.words(words), figure_text(percent(figure.value or 0.0, edition.language, 0), figure.claim_id))


def _range(edition: Edition, strategy: str) -> Fact:
    name = edition.words("cards_range")
    if edition.spread is None:
        return Fact(name, NOTHING, edition.words("cards_not_drawn"))
    low, high = (_money(edition, _figure(edition, end, strategy)) for end in RANGE)
    return Fact(name, filled(edition.words("cards_between", "\0", "\0"), low, high))


def _leans(edition: Edition, strategy: str) -> Fact:
    """What share of all amounts rests on evidence of each grade, and on no effect."""
    *graded, free = (_figure(edition, name, strategy) for name in LEANS)
    shown = [(f"{figure.id[-1]} {_share(edition, figure)}", figure) for figure in graded]
    parts = [Part(words + ("" if figure is graded[-1] else " · "), figure.claim_id) for words, figure in shown]
    under = figure_text(edition.words("cards_leans_none", _share(edition, free)), free.claim_id)
    return Fact(edition.words("cards_leans"), Text(tuple(parts)), under)


def _share(edition: Edition, figure: Figure) -> str:
    return percent(figure.value or 0.0, edition.language, 0)


def _legal(edition: Edition, raised: Sequence[str]) -> Fact:
    return Fact(edition.words("cards_flags"), "; ".join(raised) or edition.words("cards_no_flags"))
