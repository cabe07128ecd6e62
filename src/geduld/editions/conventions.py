"""The same expected flows under every convention, for every choice alike, and why the returns differ.

A part of the company's and the director's edition: it says how others would count, and no verdict rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from geduld.claims import Claim
from geduld.conventions import STEPS
from geduld.conventions_presets import Preset, presets
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.figure import Figure
from geduld.figure_conventions import words
from geduld.reading_conventions import MEASURES, choices, measure, notes, points, step
from geduld.words.figures import format_figure


def conventions(edition: Edition) -> Block:
    """A row per choice and convention, then a table per bridge with a row per choice; the same cells for all."""
    tables = [_outcomes(edition), *(_bridge(edition, end) for end in presets()[1:])]
    return Block("conventions", _text(edition, "title"), after=Markup().join(tables), claims=tuple(_claims(edition)))


def _text(edition: Edition, key: str, *values: object) -> str:
    return words("text", key, *values)[edition.language]


def _cell(figure: Figure, shown: str) -> Cell:
    return Cell(figure_text(shown, figure.claim_id), css="number reason" if figure.value is None else "number")


def _outcomes(edition: Edition) -> Markup:
    first, *more = notes(edition.results, edition.language)
    heads = [_text(edition, "strategy"), *(words("measures", name)[edition.language] for name in MEASURES)]
    return html(
        "table", id="conventions", title=_text(edition, "title"), intro=first, css="measures",
        caption=_text(edition, "caption"), heads=_heads(heads), notes=more,
        rows=[_outcome(edition, s, preset) for s in choices(edition.results) for preset in presets()],
    )  # fmt: skip


def _heads(texts: list[str]) -> list[Cell]:
    return [Cell(text, css="number" if i else "") for i, text in enumerate(texts)]


def _outcome(edition: Edition, strategy: str, preset: Preset) -> Row:
    found = [measure(edition.results, preset, name, strategy) for name in MEASURES]
    shown = (_cell(f, format_figure(f, edition.language, edition.step)) for f in found)
    return Row((Cell(edition.strategy_label(strategy), preset.name[edition.language]), *shown))


def _bridge(edition: Edition, end: Preset) -> Markup:
    start, language = presets()[0], edition.language
    title = _text(edition, "bridge", start.name[language], end.name[language])
    steps = (words("steps", name)[language] for name in STEPS)
    heads = [_text(edition, "strategy"), start.name[language], *steps, end.name[language]]
    return html(
        "table", id=f"bridge_{end.convention.id}", title="", intro="", css="measures", caption=title,
        heads=_heads(heads), rows=[_way(edition, s, end) for s in choices(edition.results)],
        notes=[_text(edition, "order")],
    )  # fmt: skip


def _way(edition: Edition, strategy: str, end: Preset) -> Row:
    results, language = edition.results, edition.language
    first, last = (measure(results, preset, "roi", strategy) for preset in (presets()[0], end))
    steps = [step(results, end, name, strategy) for name in STEPS]
    ends = [_cell(f, format_figure(f, language)) for f in (first, last)]
    return Row((
        Cell(edition.strategy_label(strategy)), ends[0], *(_cell(f, points(f, language)) for f in steps), ends[1],
    ))  # fmt: skip


def _claims(edition: Edition) -> Iterator[Claim]:
    """Each bridge names the figures it shows: a return is there under every convention, or under none of the way."""
    for strategy in choices(edition.results):
        for end in presets()[1:]:
            found = measure(edition.results, end, "roi", strategy)
            yield Claim("conventions.roi", found.claim_id, "missing" if found.value is None else "exists")
