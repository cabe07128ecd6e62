"""What an owner's advantage hangs on: the widest bars of the tornado, and the value of each at which the choice turns.

One assumption moves at a time, in the base case; all others stay, also those that are correlated with it.
"""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go
from markupsafe import Markup

from geduld import charts
from geduld.assumptions import Assumption
from geduld.charts.futures import Swing as Bar
from geduld.draws import REPLICATES
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.hangs_figures import BEGINS, DRAWS
from geduld.figure import Figure
from geduld.reading_driver import driver_name
from geduld.words.figures import format_value
from geduld.words.numbers import NOTHING, number, percent

PARTS = ("low", "high", "switch")


def hangs_on(edition: Edition) -> Block:
    """The picture of the widest bars, and the figures behind it with the switching values."""
    found, words = _assumptions(edition), edition.words
    if not found:
        return Block("hangs_on", words("hangs_none"), before=html("note", text=words("hangs_none")))
    first = driver_name(edition.case, found[0], edition.language)
    title = words("hangs_title", first[:1].lower() + first[1:])
    alt = words("hangs_alt", len(found), edition.strategy_label(edition.asked), _other(edition))
    return Block("hangs_on", title, picture=_chart(edition, found, title), alt=alt, after=_table(edition, found))


def _other(edition: Edition) -> str:
    return edition.strategy_label(edition.alternative)


def _assumptions(edition: Edition) -> list[Assumption]:
    """The assumptions of the widest bars, widest first."""
    assert edition.owner is not None
    place, end = f"{edition.owner.id}.{edition.asked}.{BEGINS}", ".switch"
    named = [claim_id for claim_id in edition.figures if claim_id.startswith(place) and claim_id.endswith(end)]
    return [edition.case.assumptions[claim_id.removeprefix(place).removesuffix(end)] for claim_id in named]


def _found(edition: Edition, a: Assumption) -> Sequence[Figure]:
    return [_figure(edition, a, part) for part in PARTS]


def _figure(edition: Edition, a: Assumption, part: str) -> Figure:
    assert edition.owner is not None
    return edition.figures[f"{edition.owner.id}.{edition.asked}.{BEGINS}{a.key}.{part}"]


def _chart(edition: Edition, found: Sequence[Assumption], title: str) -> go.Figure:
    assert edition.owner is not None
    centre = edition.figures[f"{edition.owner.id}.{edition.asked}.advantage"].value or 0.0
    return charts.tornado(
        [_bar(edition, a, centre) for a in found], title=title, language=edition.language, centre=centre,
        x_title=edition.words("sure_axis", _other(edition)), low_name="p10", high_name="p90",
        hint=edition.words("hangs_hint"),
    )  # fmt: skip


def _bar(edition: Edition, a: Assumption, centre: float) -> Bar:
    low, high, _ = (figure.value for figure in _found(edition, a))
    name = driver_name(edition.case, a, edition.language)
    ends = (format_value(value, a.unit, edition.language) for value in (a.p10, a.p90))
    return Bar(name, centre if low is None else low, centre if high is None else high, f"{name}: {' – '.join(ends)}")


def _table(edition: Edition, found: Sequence[Assumption]) -> Markup:
    named = ("hangs_driver", "hangs_low", "hangs_high", "hangs_switch")
    heads = (*named, *(["hangs_share"] if _has_shares(edition) else []))
    return html(
        "table", id="hangs", title="", intro="", css="measures",
        caption=edition.words("hangs_caption", edition.strategy_label(edition.asked), _other(edition)),
        heads=[Cell(edition.words(name), css="number" if name != heads[0] else "") for name in heads],
        rows=[_row(edition, a) for a in found], notes=[edition.words("hangs_note"), *_share_note(edition)],
    )  # fmt: skip


def _row(edition: Edition, a: Assumption) -> Row:
    low, high, switch = _found(edition, a)
    base = format_value(a.base, a.unit, edition.language)
    ends = zip((low, high), (a.p10, a.p90), strict=True)
    return Row((
        Cell(driver_name(edition.case, a, edition.language), edition.words("hangs_base", base)),
        *(_cell(edition, figure, format_value(at, a.unit, edition.language)) for figure, at in ends),
        _cell(edition, switch, ""),
        *([_share(edition, a)] if _has_shares(edition) else []),
    ))  # fmt: skip


def _has_shares(edition: Edition) -> bool:
    return any(claim_id.endswith(".share") and f".{BEGINS}" in claim_id for claim_id in edition.figures)


def _share(edition: Edition, a: Assumption) -> Cell:
    """The part of the spread that an assumption explains alone, with its interval under it."""
    value, low, high = (_figure(edition, a, part) for part in ("share", "share_low", "share_high"))
    ends = (percent(figure.value or 0.0, edition.language, 0) for figure in (low, high))
    return Cell(
        figure_text(percent(value.value or 0.0, edition.language, 0), value.claim_id), " – ".join(ends), "number"
    )


def _share_note(edition: Edition) -> list[str]:
    if edition.results.spread is None:
        return []
    if not _has_shares(edition):
        return [edition.words("hangs_share_none")]
    drawn = number(DRAWS, edition.language)
    return [edition.words("hangs_share_note", REPLICATES, drawn, edition.results.spread.seed)]


def _cell(edition: Edition, figure: Figure, under: str) -> Cell:
    """An amount with the value it belongs to under it, or a switching value; a dash where there is none."""
    value = figure.value
    shown = NOTHING if value is None else format_value(value, figure.unit, edition.language, edition.step)
    return Cell(figure_text(shown, figure.claim_id), under, "number")
