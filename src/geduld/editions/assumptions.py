"""What is assumed, how sure it is, and what is only a placeholder: the answer, its picture, and how it adds up.

No owner's terms stand here: they are in the owner's own edition and the director's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geduld import charts
from geduld.assumptions import GRADES, Assumption
from geduld.editions.accounts import place_of
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.counts import TESTS, number, shown, widest
from geduld.editions.edition import Edition
from geduld.editions.letter import Tile, claims
from geduld.words.figures import format_value
from geduld.words.labels import table
from geduld.words.numbers import NOTHING

TILES = ("placeholders", "strong", "company", "harmful")
SUMMED = ("grade_A", "grade_B", "grade_C", "grade_D", "placeholders", "company", "count")
PLACEHOLDER = "placeholder"
LIMITS = (-1.5, 2.5)
"""Ranges are drawn from this far below the base value to this far above it, as shares of it."""


def group_label(group: str, language: str) -> str:
    """What a group of assumptions is called; a file without words of its own goes by its name."""
    words = table("labels.toml").get(f"group_{group}")
    return words[language] if words else group.replace("_", " ").capitalize()


def groups(edition: Edition) -> dict[str, list[Assumption]]:
    """The assumptions that are shown, by group, in the order of the data."""
    found: dict[str, list[Assumption]] = {}
    for a in shown(edition.case.assumptions):
        found.setdefault(a.group, []).append(a)
    return found


def summary(edition: Edition) -> Block:
    """The answer: how many numbers there are, how many are placeholders, and how many rest on strong evidence."""
    said = [edition.voice.say(name) for name in ("assumptions_title", "assumptions_answer", "assumptions_harm")]
    title, *paragraphs = said
    written = html(
        "letter",
        kicker=edition.words("kicker_assumptions"),
        title=title.text,
        salutation="",
        paragraphs=[sentence.text for sentence in paragraphs if str(sentence.text)],
        against="",
        tiles=list(_tiles(edition)),
        tiles_label=edition.words("tiles"),
        notes=[edition.words("assumptions_note"), edition.words("lines_note_grade")],
    )
    return Block("letter", str(title.text), before=written, claims=claims(*said))


def _tiles(edition: Edition) -> Iterator[Tile]:
    for name in TILES:
        figure = edition.figures[f"-.-.assumptions.{name}"]
        value = figure_text(format_value(figure.value or 0.0, figure.unit, edition.language), figure.claim_id)
        yield Tile(value, edition.words(f"tile_{name}"), edition.words(f"tile_{name}_note"))


def grades(edition: Edition) -> Block:
    """How many assumptions there are per group and grade; the bottom row is what the answer says."""
    title = edition.voice.say("grades_title")
    heads = [Cell(edition.words("group")), *(Cell(edition.words(f"counted_{test}"), css="number") for test in SUMMED)]
    rows = [_group_row(edition, group, members) for group, members in groups(edition).items()]
    shown_table = html(
        "table", id="grades", title=title.text, intro="", caption=edition.words("grades_caption"), css="measures",
        heads=heads, rows=[*rows, _total_row(edition)], notes=[],
    )  # fmt: skip
    return Block("grades", str(title.text), before=shown_table, claims=claims(title))


def _group_row(edition: Edition, group: str, members: Sequence[Assumption]) -> Row:
    counted = [number(members, test) for test in SUMMED]
    cells = [Cell(str(n) if n else NOTHING, css="number") for n in counted]
    return Row((Cell(group_label(group, edition.language)), *cells))


def _total_row(edition: Edition) -> Row:
    found = [edition.figures[f"-.-.assumptions.{test}"] for test in SUMMED]
    cells = [Cell(figure_text(f"{f.value:.0f}", f.claim_id), css="number") for f in found]
    return Row((Cell(edition.words("column_total")), *cells), "sum")


def picture(edition: Edition) -> Block:
    """Every range against its own base value, the widest first, its grade by shape and colour."""
    title, alt = edition.voice.say("ranges_title"), edition.voice.say("ranges_alt")
    figure = charts.ranges(
        [_range(edition, a) for a in widest(shown(edition.case.assumptions))],
        kinds(edition),
        title=str(title.text),
        language=edition.language,
        x_title=edition.words("ranges_axis"),
        limits=LIMITS,
    )
    below = html("note", text=edition.words("ranges_note"))
    return Block("ranges", str(title.text), picture=figure, alt=str(alt.text), after=below, claims=claims(title, alt))


def kinds(edition: Edition) -> dict[str, str]:
    """What the marks of the picture stand for: a grade each, and placeholders."""
    named = {grade: edition.words("grade_named", grade) for grade in GRADES}
    return {**named, PLACEHOLDER: edition.words("placeholder_short")}


def _range(edition: Edition, a: Assumption) -> charts.Range:
    low, high = ((value - a.base) / abs(a.base) for value in (a.p10, a.p90))
    place = place_of(edition, a)
    name = f"{a.label[edition.language]} ({place})" if place else a.label[edition.language]
    said = [format_value(value, a.unit, edition.language) for value in (a.p10, a.base, a.p90)]
    return charts.Range(name, low, 0.0, high, PLACEHOLDER if a.placeholder else a.grade, f"{name}: {' – '.join(said)}")


def headline(edition: Edition) -> str:
    """The counts as plain text, a line each: what nbval compares."""
    rows = [(edition.figures[f"-.-.assumptions.{test}"]) for test in TESTS]
    width = max(len(f.label[edition.language]) for f in rows)
    return "\n".join(f"{f.label[edition.language]:<{width}}  {f.value:>4.0f}" for f in rows)
