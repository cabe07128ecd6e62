"""Line by line: lettered rows with formula in words, value per year, kind, grade and what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import product
from math import fsum
from string import ascii_uppercase

from markupsafe import Markup

from geduld import model
from geduld.case import BASELINE, Case
from geduld.changes import Change, Span, changes, spans
from geduld.claims import Claim
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.company_figures import KINDS
from geduld.editions.edition import Edition
from geduld.editions.letter import claims
from geduld.editions.measures import money_row, strategy_heads
from geduld.editions.wide import by_strategy
from geduld.engine.equation import equation
from geduld.words.labels import line_label
from geduld.words.numbers import NOTHING, money, number, rounded

TRIAL = "_trial_transfer"


@cache
def letters() -> tuple[str, ...]:
    """A to Z, then AA, AB and so on."""
    return (*ascii_uppercase, *("".join(pair) for pair in product(ascii_uppercase, repeat=2)))


def moving(edition: Edition, strategy: str) -> tuple[Change, ...]:
    """The lines that a strategy changes, in the order of the model."""
    return tuple(change for change in changes(edition.results, strategy) if not change.is_zero)


def lettered(edition: Edition) -> dict[str, str]:
    """Line -> its letter, for the lines that what is asked changes."""
    return dict(zip((change.line for change in moving(edition, edition.asked)), letters(), strict=False))


def line_by_line(edition: Edition) -> Block:
    """Every line that what is asked changes in the company, with its formula, sum and master check."""
    title, note = edition.voice.say("lines_title"), edition.voice.say("company_note")
    columns, found = spans(edition.case.months), moving(edition, edition.asked)
    shown = html(
        "table",
        id="line_by_line",
        title=title.text,
        intro=edition.words("lines_intro"),
        caption=edition.words("lines_caption", edition.strategy_label(edition.asked)),
        css="lines",
        heads=_heads(edition, columns),
        rows=[*(row for change in found for row in _rows(edition, change, columns)), *_sums(edition, columns, found)],
        notes=[note.text, edition.words("lines_note_cash"), edition.words("lines_note_grade"), _unchanged(edition)],
    )
    made = (*claims(title, note), *column_claims(edition, columns))
    return Block("line_by_line", str(title.text), before=shown, after=totals(edition, columns), claims=made)


def totals(edition: Edition, columns: Sequence[Span]) -> Markup:
    """Of every choice: what is left per year, and how much of the change is cash, partly cash, and no money at all."""
    nets = [money_row(edition, "-", f"{c.id}.net", css="sum" if c is columns[-1] else "") for c in columns]
    named = [
        replace(row, cells=(Cell(c.label[edition.language]), *row.cells[1:]))
        for c, row in zip(columns, nets, strict=True)
    ]
    kinds = [money_row(edition, "-", f"kind.{kind}") for kind in KINDS]
    return by_strategy(
        edition.language,
        strategy_heads(edition, "net_change"),
        named,
        id="totals",
        caption=edition.words("totals_caption"),
    ) + by_strategy(
        edition.language, strategy_heads(edition, "kind"), kinds, id="kinds", caption=edition.words("kinds_caption")
    )


def column_claims(edition: Edition, columns: Sequence[Span]) -> tuple[Claim, ...]:
    """Every column adds up to what is left, to the cent."""
    place = f"-.{edition.asked}"
    return tuple(Claim("line_by_line", f"{place}.{c.id}.net", "is total of", f"{place}.{c.id}.*") for c in columns)


def _heads(edition: Edition, columns: Sequence[Span]) -> list[Cell]:
    years = [Cell(column.label[edition.language], css="number") for column in columns]
    rest = [
        Cell(edition.words("column_economic"), css="number"),
        Cell(edition.words("kind")),
        Cell(edition.words("grade")),
    ]
    return [Cell(edition.words("line")), *years, *rest]


def _rows(edition: Edition, change: Change, columns: Sequence[Span]) -> tuple[Row, Row]:
    """A line: its values per year, kind and grade; under it, its formula in words."""
    letter, words = lettered(edition)[change.line], formula(edition.case, change.line, edition.language)
    economic = edition.figures[f"-.{edition.asked}.economic.{change.line}"]
    not_cash = number(economic.value or 0.0, edition.language) if economic.value else NOTHING
    cells = (
        Cell(f"{letter}  {line_label(change.line, edition.language)}"),
        *_values(edition, change.line, columns),
        Cell(figure_text(not_cash, economic.claim_id), css="number"),
        Cell(edition.words(change.kind)),
        Cell(model.line_grade(edition.case, edition.results.plan, change.line, edition.asked) or NOTHING, css="grade"),
    )
    return Row(cells, "line"), Row((Cell(sub=f"= {words}", css="formula", span=len(cells)),), "under")


def _values(edition: Edition, line: str, columns: Sequence[Span]) -> list[Cell]:
    found = [edition.figures[f"-.{edition.asked}.{column.id}.{line}"] for column in columns]
    return [Cell(figure_text(number(f.value or 0.0, edition.language), f.claim_id), css="number") for f in found]


def _sums(edition: Edition, columns: Sequence[Span], found: Sequence[Change]) -> list[Row]:
    """The sum of the lines, what is left, and the master check between them, to the cent."""
    sums = [fsum(column.sum(change.cash) for change in found) for column in columns]
    left = [edition.figures[f"-.{edition.asked}.{column.id}.net"].value or 0.0 for column in columns]
    gaps = [a - b for a, b in zip(sums, left, strict=True)]
    blank = (Cell(), Cell(), Cell())
    check = [Cell(money(gap, edition.language, 0.01), css="number") for gap in gaps]
    added = [Cell(number(value, edition.language), css="number") for value in sums]
    return [
        *_rounding(edition, columns, found, sums),
        Row((Cell(edition.words("sum_lines")), *added, *blank), "sum"),
        Row(
            (
                Cell(edition.words("net_change"), edition.words("net_change_equation")),
                *_values(edition, "net", columns),
                *blank,
            ),
            "sum",
        ),
        Row((Cell(edition.words("master_check"), edition.words("master_check_note")), *check, *blank), "check"),
    ]


def _rounding(edition: Edition, columns: Sequence[Span], found: Sequence[Change], sums: Sequence[float]) -> list[Row]:
    """A rounding line where the printed lines do not add up to the printed sum, else none."""
    gaps = [
        rounded(total) - sum(rounded(column.sum(change.cash)) for change in found)
        for column, total in zip(columns, sums, strict=True)
    ]
    shown = [Cell(number(float(gap), edition.language), css="number") for gap in gaps]
    return [Row((Cell(edition.words("rounding_line")), *shown, Cell(), Cell(), Cell()), "check")] if any(gaps) else []


def _unchanged(edition: Edition) -> str:
    same = [change.line for change in changes(edition.results, edition.asked) if change.is_zero]
    words = ", ".join(line_label(line, edition.language) for line in same)
    return edition.words("lines_note_same", words) if same else ""


def formula(case: Case, line: str, language: str) -> str:
    """A line's equation in words, from the formula itself."""
    return equation(model.lines()[line], language, lambda name: name_of(case, name, language))


def name_of(case: Case, name: str, language: str) -> str:
    """What a name in a formula is called: an assumption's label, or the line's."""
    if name.endswith(TRIAL):
        return f"{line_label('trial_transfer', language)} ({name_of(case, name.removesuffix(TRIAL), language)})"
    if name in case.declared:
        return _small(case.declared[name].label[language])
    return _small(line_label(name, language))


def _small(words: str) -> str:
    """With a small first letter, unless the word is an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def choices(edition: Edition) -> Block:
    """What every choice changes in the company, line by line, added up over all months."""
    title = edition.words("choices_title")
    others = [s for s in edition.strategies if s.id != BASELINE]
    names = dict.fromkeys(change.line for s in others for change in moving(edition, s.id))
    order = [line for line in (c.line for c in changes(edition.results, edition.asked)) if line in names]
    shown = by_strategy(
        edition.language,
        [Cell(edition.words("item")), *(Cell(edition.strategy_label(s.id), css="number") for s in others)],
        [_choice_row(edition, line, [s.id for s in others]) for line in (*order, "net")], id="choices", title=title,
        caption=edition.words("company_caption", edition.voice.fill("{period:years}")),
        notes=[edition.voice.say("company_note").text],
    )  # fmt: skip
    return Block("choices", title, before=shown)


def _choice_row(edition: Edition, line: str, strategies: Sequence[str]) -> Row:
    figures = [edition.figures[f"-.{strategy}.change.{line}"] for strategy in strategies]
    shown = [
        Cell(figure_text(number(f.value, edition.language) if f.value else NOTHING, f.claim_id), css="number")
        for f in figures
    ]
    name = edition.words("net_change") if line == "net" else line_label(line, edition.language)
    return Row((Cell(name), *shown), "sum" if line == "net" else "")
