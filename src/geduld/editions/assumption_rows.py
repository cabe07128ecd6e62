"""Every assumption in full, by group: range, unit, price level, grade, sources; and what moves together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geduld.assumptions import Assumption
from geduld.correlation_pairs import Pair, pairs_of
from geduld.draws_register import drawn
from geduld.editions.accounts import FILED, place_of, value_words
from geduld.editions.assumptions import group_label, groups
from geduld.editions.block import Block, Cell, Row, html
from geduld.editions.counts import number
from geduld.editions.edition import Edition
from geduld.evidence import Evidence
from geduld.ready import Amount, raw_amounts
from geduld.words.figures import format_value, split_value
from geduld.words.numbers import NOTHING
from geduld.words.numbers import number as number_words


@dataclass(frozen=True, slots=True)
class Said:
    """What an assumption says of itself under its numbers: words, and the language they are in ("" the page's)."""

    words: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One assumption as its row shows it; `low` and `high` are empty without a range."""

    name: str
    place: str
    low: str
    base: str
    high: str
    unit: str
    level: str
    grade: str
    mark: str
    sources: tuple[Said, ...]
    notes: tuple[Said, ...]


def by_group(edition: Edition) -> Block:
    """Every assumption, a table per group that opens and closes on screen and is open on paper."""
    title, amounts = edition.words("groups_title"), raw_amounts(edition.case)
    shown = [
        {
            "id": f"group_{group}",
            "summary": _summary(edition, group, members),
            "rows": [row(edition, a, amounts.get(a.key)) for a in members],
        }
        for group, members in groups(edition).items()
    ]
    heads = {key: edition.words(f"head_{key}") for key in ("name", "low", "base", "high", "level", "grade", "sources")}
    intro = edition.words("groups_intro")
    return Block("groups", title, before=html("groups", title=title, intro=intro, heads=heads, groups=shown))


def _summary(edition: Edition, group: str, members: Sequence[Assumption]) -> str:
    counts = (number(members, "count"), number(members, "placeholders"))
    return edition.words("group_summary", group_label(group, edition.language), *counts)


def row(edition: Edition, a: Assumption, amount: Amount | None) -> Shown:
    """One assumption in the edition's language."""
    low, base, high = (split_value(value, a.unit, edition.language) for value in (a.p10, a.base, a.p90))
    switch = a.unit == "count" and (a.lower, a.upper) == (0, 1)
    return Shown(
        a.label[edition.language], _places(edition, a),
        low[0] if a.is_range else "", value_words(edition, a) if switch else base[0], high[0] if a.is_range else "",
        base[1], "; ".join(_level(edition, a, amount)), a.grade or NOTHING,
        edition.words("placeholder_short") if a.placeholder else "",
        tuple(_sources(edition, a)), tuple(_notes(a)),
    )  # fmt: skip


def _places(edition: Edition, a: Assumption) -> str:
    """Where it holds, and where else the same value is used."""
    others = [other for other in edition.case.assumptions.values() if other.same_as == a.key]
    return ", ".join(filter(None, [place_of(edition, one) for one in (a, *others)]))


def _level(edition: Edition, a: Assumption, amount: Amount | None) -> Iterator[str]:
    if a.price_level and a.price_level != "decision":
        yield edition.words("price_level", a.price_level)
    if amount is not None:
        yield edition.words("today", format_value(amount.today, amount.unit, edition.language))


def _sources(edition: Edition, a: Assumption) -> Iterator[Said]:
    """Titles with authors, year and address; the company's own word; what is set by hand; or that there is none."""
    if a.placeholder:
        yield Said(edition.words("placeholder"))
    if a.file == "--set":
        yield Said(edition.words("set_by_hand"))
    elif a.overridden:
        yield Said(edition.words("company_figure"))
    yield from (Said(source_words(edition.case.evidence[key]), FILED) for key in a.evidence)
    if a.source:
        yield Said(a.source, FILED)


def source_words(source: Evidence) -> str:
    """A source as a reader looks it up: authors, title, year, what kind it is, and where it is found."""
    found = f"{source.authors}, {source.title} ({source.year}); {source.kind}"
    return f"{found}. {source.url}" if source.url else found


def _notes(a: Assumption) -> Iterator[Said]:
    yield from (Said(words, FILED) for words in (a.quantiles, a.note) if words)


def correlations(edition: Edition) -> Block:
    """Which assumptions move together in the draws, how much, and why."""
    pairs = pairs_of(edition.case, drawn(edition.case))
    title = edition.words("correlations_title")
    heads = [
        Cell(edition.words("together")), Cell(edition.words("correlation"), css="number"),
        Cell(edition.words("correlation_why")),
    ]  # fmt: skip
    shown = html(
        "table", id="correlations", title=title, intro=edition.words("correlations_intro"),
        caption=edition.words("correlations_caption"), css="wide", heads=heads,
        rows=[_pair(edition, pair) for pair in pairs], notes=[],
    )  # fmt: skip
    return Block("correlations", title, before=shown)


def _pair(edition: Edition, pair: Pair) -> Row:
    first, second = (edition.case.assumptions[key] for key in pair.keys)
    mark = edition.words("placeholder_short") if pair.placeholder else ""
    rho = number_words(pair.rho, edition.language, 1, signed=True)
    return Row((
        Cell(f"{first.label[edition.language]} × {second.label[edition.language]}", place_of(edition, first)),
        Cell(rho, mark, "number placeholder" if pair.placeholder else "number"),
        Cell("", pair.why, language=FILED),
    ))  # fmt: skip
