"""Sources that contradict each other, side by side, with the range in use where a number rests on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from geduld.assumptions import Assumption
from geduld.editions.accounts import place_of
from geduld.editions.block import Block, html
from geduld.editions.counts import shown
from geduld.editions.edition import Edition
from geduld.evidence import Evidence
from geduld.words.figures import format_value


@dataclass(frozen=True, slots=True)
class Dispute:
    """A claim, what speaks against it, and the keys of the assumptions that rest on any of them."""

    claim: Evidence
    against: tuple[Evidence, ...]
    assumptions: tuple[Assumption, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One source as it is shown: what it found, in its own unit, of whom, and who says so."""

    claim: str
    range: str
    population: str
    source: str
    mark: str


def disputes(edition: Edition) -> tuple[Dispute, ...]:
    """Every contradiction once: under the claim with the most against it; those a number rests on first."""
    found: dict[str, Dispute] = {}
    taken: set[frozenset[str]] = set()
    evidence = edition.case.evidence
    for row in sorted(evidence.values(), key=lambda e: -len(e.contradicts)):
        against = [key for key in row.contradicts if frozenset((row.key, key)) not in taken]
        taken |= {frozenset((row.key, key)) for key in against}
        if against:
            found[row.key] = Dispute(row, tuple(evidence[key] for key in against), _resting(edition, row.key, against))
    return tuple(sorted(found.values(), key=lambda dispute: not dispute.assumptions))


def _resting(edition: Edition, key: str, against: list[str]) -> tuple[Assumption, ...]:
    """The assumptions that rest on the claim and on something that speaks against it."""
    every = shown(edition.case.assumptions)
    return tuple(a for a in every if key in a.evidence and set(against) & set(a.evidence))


def contradictions(edition: Edition) -> Block:
    """Both sides of every contradiction, and what is reckoned with."""
    title, found = edition.words("contradictions_title"), disputes(edition)
    rested = [_shown(edition, dispute) for dispute in found if dispute.assumptions]
    unused = [_shown(edition, dispute) for dispute in found if not dispute.assumptions]
    words = {key: edition.words(f"dispute_{key}") for key in ("claim", "against", "used", "unused", "unused_intro")}
    return Block(
        "contradictions",
        title,
        before=html(
            "contradictions", title=title, intro=edition.words("contradictions_intro"), words=words, rested=rested,
            unused=unused,
        ),
    )  # fmt: skip


def _shown(edition: Edition, dispute: Dispute) -> Mapping[str, object]:
    return {
        "used": [_used(edition, a) for a in dispute.assumptions],
        "claim": _side(edition, dispute.claim),
        "against": [_side(edition, row) for row in dispute.against],
    }


def _used(edition: Edition, a: Assumption) -> str:
    """An assumption with the range in use: it has to cover both sides."""
    values = " – ".join(format_value(value, a.unit, edition.language) for value in (a.p10, a.base, a.p90))
    place = place_of(edition, a)
    return f"{a.label[edition.language]}{f' ({place})' if place else ''}: {values}"


def _side(edition: Edition, row: Evidence) -> Side:
    known = dict.fromkeys(filter(None, (row.low, row.central, row.high)))
    mark = "" if row.verified else edition.words("unverified")
    source = f"{row.authors}, {row.title} ({row.year}); {row.kind}"
    return Side(row.claim, f"{' – '.join(known)} {row.unit}" if known else "", row.population, source, mark)
