"""Accounts: what is not in the numbers, which assumptions were used with what source, and how the edition was made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from geduld import model
from geduld.assumptions import Assumption
from geduld.case_records import Segment, Strategy
from geduld.editions.block import Block, Cell, Row, html
from geduld.editions.edition import Edition
from geduld.editions.guards import guards_table
from geduld.editions.letter import claims
from geduld.editions.lines import lettered
from geduld.editions.record import provenance
from geduld.evidence import Evidence
from geduld.ready import Amount, raw_amounts
from geduld.words.figures import format_value
from geduld.words.numbers import NOTHING, day, number
from geduld.words.sentences import Said
from geduld.words.text import Text

MISSING = ("not_draws", "not_evidence", "not_churn", "not_exit", "not_growth", "not_goodwill")
"""What no number here says, in reading order."""
SAID = {"not_exit": "not_exit_company", "not_goodwill": "not_goodwill"}
"""What is said with figures of the owner, and the fixed words where there is no owner."""
FILED = "en"
"""The language of notes and reasons in the data."""


def not_in_numbers(edition: Edition) -> Block:
    """A short, honest list of what the figures leave out, with what the case says of itself."""
    title = edition.words("not_in_numbers_title")
    bound = {key: edition.voice.say(key) for key in SAID} if edition.owner else {}
    said: dict[str, Text | str] = {key: edition.words(_plain(edition, key)) for key in MISSING}
    said |= {key: sentence.text for key, sentence in bound.items()}
    alike = [_not_alike(edition, segment) for segment in edition.case.segments.values() if segment.curve]
    items = [{"head": edition.words(f"{key}_head"), "text": said[key]} for key in MISSING]
    items += [{"head": edition.words("not_alike_head"), "text": found.text} for found in alike]
    about = {"head": edition.words("not_company_head"), "text": edition.case.about[edition.language]}
    shown = html("list", id="not_in_numbers", title=title, items=[*items, about])
    return Block("not_in_numbers", title, before=shown, claims=claims(*bound.values(), *alike))


def _plain(edition: Edition, key: str) -> str:
    """The fixed words for what is missing; draws are missing only where nothing was simulated."""
    if key == "not_draws" and edition.results.spread:
        return "not_draws_simulated"
    return SAID.get(key, key)


def _not_alike(edition: Edition, segment: Segment) -> Said:
    """What one churn rate gets wrong, at the segment of which it is known."""
    voice, names = edition.voice, ("churn_constant", "churn_bias_base", "churn_bias_cut")
    roles = {**voice.roles, **{name: f"{name}.{segment.id}" for name in names}}
    called = {**voice.names, "segment": segment.label[edition.language]}
    return replace(voice, roles=roles, names=called).say("not_alike")


def accounts(edition: Edition, record: Mapping[str, object]) -> Block:
    """Choices, assumptions, pinned lines and versions; the block carries the record of the edition."""
    title = edition.words("accounts_title")
    shown = html(
        "accounts",
        title=title,
        choices_heading=edition.words("choices_heading"),
        choices=_choices(edition),
        assumptions_heading=edition.words("assumptions_heading"),
        assumptions=_assumptions(edition),
        pins_heading=edition.words("pins_heading"),
        pins=_pins(edition),
        guards_heading=edition.words("guards_heading"),
        guards=guards_table(edition),
        made_heading=edition.words("made_heading"),
        made=made(edition),
    )
    return Block("accounts", title, after=shown, record=record)


def provenance_only(edition: Edition, record: Mapping[str, object]) -> Block:
    """How the edition was made, without the tables that the edition itself consists of."""
    title = edition.words("accounts_title")
    shown = html("made", title=title, made_heading=edition.words("made_heading"), made=made(edition))
    return Block("accounts", title, after=shown, record=record)


def _table(edition: Edition, caption: str, css: str, heads: Sequence[Cell], rows: Sequence[Row]) -> Markup:
    return html(
        "table", id="", title="", intro="", caption=edition.words(caption), css=css, heads=heads, rows=rows, notes=[]
    )


def _choices(edition: Edition) -> Markup:
    heads = [Cell(edition.words(key)) for key in ("choice", "why", "levers")]
    rows = [
        Row(
            (
                Cell(s.label[edition.language]),
                Cell(s.who[edition.language], edition.why(s)),
                Cell(_levers(edition, s)),
            )
        )
        for s in edition.strategies
    ]
    return _table(edition, "choices_caption", "wide", heads, rows)


def _levers(edition: Edition, strategy: Strategy) -> str:
    """What a strategy sets, in words."""
    named = [(_declared(edition, key), value) for key, value in strategy.levers.items()]
    said = [f"{a.label[edition.language]}: {format_value(value, a.unit, edition.language)}" for a, value in named]
    return "; ".join(dict.fromkeys(said)) or edition.words("no_levers")


def _declared(edition: Edition, key: str) -> Assumption:
    return edition.case.assumptions.get(key) or edition.case.declared[key.rpartition(".")[2]]


def _assumptions(edition: Edition) -> Markup:
    heads = [
        Cell(edition.words("assumption")), Cell(edition.words("value"), css="number"), Cell(edition.words("grade")),
        Cell(edition.words("sources")), Cell(edition.words("used_in")),
    ]  # fmt: skip
    used, amounts = _used_in(edition), raw_amounts(edition.case)
    shown = [a for a in edition.case.assumptions.values() if a.kind != "lever"]
    rows = [_assumption(edition, a, amounts.get(a.key), used.get(a.key, "")) for a in shown]
    return _table(edition, "assumptions_caption", "wide assumptions", heads, rows)


def _used_in(edition: Edition) -> dict[str, str]:
    """Assumption key -> the letters of the lines that rest on it."""
    found: dict[str, list[str]] = {}
    for line, letter in lettered(edition).items():
        for key in model.lineage_keys(edition.case, edition.results.plan, (line,)):
            found.setdefault(key, []).append(letter)
    return {key: " ".join(letters) for key, letters in found.items()}


def _assumption(edition: Edition, a: Assumption, amount: Amount | None, used: str) -> Row:
    """One assumption: where it holds, its value (both amounts where it was converted), grade, source and lines."""
    return Row((
        Cell(a.label[edition.language], place_of(edition, a)),
        Cell(value_words(edition, a), "; ".join(_range(edition, a, amount)), "number"),
        Cell(a.grade or NOTHING, css="placeholder" if a.placeholder else ""),
        Cell("; ".join(_sources(edition, a)) or NOTHING, a.note, language=FILED),
        Cell(used),
    ))  # fmt: skip


def value_words(edition: Edition, a: Assumption) -> str:
    """The base value in words; a switch is yes or no, unless its label says what its numbers mean."""
    if a.unit == "count" and (a.lower, a.upper) == (0, 1) and "0" not in a.label[edition.language]:
        return edition.words("yes" if a.base else "no")
    return format_value(a.base, a.unit, edition.language)


def place_of(edition: Edition, a: Assumption) -> str:
    """The element an assumption holds at, in the words of the case; "" for the whole company."""
    parts = a.key.split(".")[:-1]
    if parts[:1] == ["owner"]:
        return edition.case.owners[parts[1]].name
    if parts[:1] == ["segment"]:
        return edition.case.segments[parts[1]].label[edition.language]
    if parts[:1] == ["supplier"]:
        return edition.case.suppliers[parts[1]].label[edition.language]
    return edition.words("_".join(parts[:2])) if parts[:1] in (["track"], ["channel"]) else ""


def _range(edition: Edition, a: Assumption, amount: Amount | None) -> Iterator[str]:
    if a.is_range:
        low, high = (format_value(value, a.unit, edition.language) for value in (a.p10, a.p90))
        yield edition.words("range", low, high)
    if amount is not None:
        yield edition.words("price_level", amount.price_level)
        yield edition.words("at_decision", format_value(amount.today, amount.unit, edition.language))


def _sources(edition: Edition, a: Assumption) -> Iterator[str]:
    """What an assumption rests on: titles with year and key, the company's word, or the mark of a placeholder."""
    if a.placeholder:
        yield edition.words("placeholder")
    if a.file == "--set":
        yield edition.words("set_by_hand")
    yield from (_evidence(edition.case.evidence[key]) for key in a.evidence)
    if a.source:
        yield a.source


def _evidence(source: Evidence) -> str:
    return f"{source.authors}, {source.title} ({source.year}) [{source.key}]"


def _pins(edition: Edition) -> str:
    case, plan = edition.case, edition.results.plan
    if not case.pins:
        return edition.words("pins_none")
    return edition.words("pins_some", ", ".join(case.pins), ", ".join(plan.unused) or NOTHING)


def _seed(edition: Edition) -> str:
    """Seed and size of the draws, or that there were none."""
    spread = edition.results.spread
    if spread is None:
        return edition.words("made_no_seed")
    return edition.words("made_draws", number(spread.n, edition.language), spread.seed, spread.scrambles)


def made(edition: Edition) -> Markup:
    """How the edition was made: dates, seed, own values, hashes and versions."""
    known = provenance(edition)
    packages = ", ".join(f"{name} {version}" for name, version in known["versions"].items() if name != "geduld")
    rows = {
        "made_dated": day(edition.dated, edition.language) if edition.dated else NOTHING,
        "made_decision": day(edition.case.decision, edition.language),
        "made_seed": _seed(edition),
        "made_own_values": str(edition.parameters["own_values"] or NOTHING),
        "made_model": known["hashes"]["model"],
        "made_data": known["hashes"]["data"],
        "made_version": known["versions"]["geduld"],
        "made_packages": packages,
    }
    heads = [Cell(edition.words("made_what")), Cell(edition.words("value"))]
    return _table(
        edition,
        "made_caption",
        "wide",
        heads,
        [Row((Cell(edition.words(key)), Cell(said))) for key, said in rows.items()],
    )
