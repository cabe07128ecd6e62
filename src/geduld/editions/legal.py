"""Legal steps: which question of law each choice raises, the answer the case gives, its months and its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geduld.editions.block import Block, Cell, Row, html
from geduld.editions.edition import Edition
from geduld.editions.measures import strategy_heads
from geduld.legal_flags import FILE, Flag, flags
from geduld.words.labels import table
from geduld.words.numbers import NOTHING


def legal(edition: Edition) -> Block:
    """A row per choice, a column per question, the same for all; then why, and on what source it rests."""
    found = flags(edition.case)
    open_ones = {flag.strategy for flag in found if flag.status != "does_not_apply"}
    title = _said(edition, "heading").format(len(open_ones), len(edition.case.strategies))
    questions = {flag.id: flag.label[edition.language] for flag in found}
    heads = [strategy_heads(edition, "choice")[0], *(Cell(words) for words in questions.values())]
    shown = html(
        "table", id="legal", title=title, intro=_said(edition, "intro"), css="measures legal",
        caption=_said(edition, "caption"), heads=heads,
        rows=[_row(edition, s.id, [f for f in found if f.strategy == s.id]) for s in edition.strategies],
        notes=[_said(edition, "note"), *_reasons(edition, found)],
    )  # fmt: skip
    return Block("legal", title, before=shown)


def raised(edition: Edition) -> dict[str, list[str]]:
    """Strategy -> the questions it raises, each with its answer, in the language of the edition."""
    found: dict[str, list[str]] = {strategy: [] for strategy in edition.case.strategies}
    for flag in flags(edition.case):
        if flag.touched:
            found[flag.strategy].append(f"{flag.label[edition.language]}: {_said(edition, flag.status)}")
    return found


def _said(edition: Edition, key: str) -> str:
    return table(FILE)[key][edition.language]


def _row(edition: Edition, strategy: str, found: Sequence[Flag]) -> Row:
    return Row((Cell(edition.strategy_label(strategy)), *(_cell(edition, flag) for flag in found)))


def _cell(edition: Edition, flag: Flag) -> Cell:
    """The answer, with the months in which it matters; a dash where the choice does nothing of the kind."""
    if not flag.touched:
        return Cell(NOTHING)
    first, last = flag.months or (0, 0)
    when = _said(edition, "months").format(first=first, last=last) if flag.months else ""
    return Cell(_said(edition, flag.status), when)


def _reasons(edition: Edition, found: Sequence[Flag]) -> Iterator[str]:
    """Each reason once, with the choices it is about and its sources by title and year."""
    alike = dict.fromkeys((flag.id, flag.text[edition.language]) for flag in found if flag.touched)
    for id, text in alike:
        same = [flag for flag in found if (flag.id, flag.text[edition.language]) == (id, text)]
        names = ", ".join(edition.strategy_label(flag.strategy) for flag in same)
        rows = (edition.case.evidence[key] for key in same[0].evidence)
        sources = "; ".join(f"{row.authors}, {row.title} ({row.year})" for row in rows)
        answer = _said(edition, same[0].status)
        yield _said(edition, "because").format(same[0].label[edition.language], names, answer, text, sources)
