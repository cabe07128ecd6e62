"""What would have to change for each choice to be this owner's best: the same figures for every choice."""

from __future__ import annotations

from collections.abc import Iterator

from geduld.claims import Claim
from geduld.editions.block import Block, Cell, Row, figure_text, html
from geduld.editions.edition import Edition
from geduld.editions.strongest_figures import BEGINS
from geduld.figure import Figure
from geduld.reading_driver import driver_name
from geduld.reading_strongest import distance, said
from geduld.words.figures import format_value
from geduld.words.numbers import money, percent
from geduld.words.text import Part, Text

HEADS = ("choice", "head_alone", "head_alone_share", "head_together")
PARTS = ("distance", "lead", "runner_up")


def strongest(edition: Edition) -> Block:
    """A row per choice: the smallest change found with which it is the best, with one assumption and with all."""
    rows = [_Row(edition, strategy.id) for strategy in edition.strategies]
    title = _title(edition, rows)
    drawn = bool(edition.spread)
    heads = (*HEADS, *(["head_chance"] if drawn else []))
    table = html(
        "table", id="strongest", title=title, intro="", css="measures", caption=said("caption", edition.language),
        heads=[Cell(said(name, edition.language), css="number" if name in HEADS[2:] else "") for name in heads],
        rows=[Row(tuple(row.cells(drawn))) for row in rows],
        notes=[said(note, edition.language) for note in ("note", *(["draws_note"] if drawn else []))],
    )  # fmt: skip
    return Block("strongest", title, before=table, claims=tuple(claim for row in rows for claim in row.claims()))


def _title(edition: Edition, rows: list[_Row]) -> str:
    """The choice that needs the smallest change, and how small it is."""
    reached = [(row.far, row) for row in rows if row.far]
    if not reached:
        return said("heading_none", edition.language)
    far, row = min(reached, key=lambda pair: pair[0])
    return said("heading", edition.language, edition.labels[row.strategy], distance(far, edition.language))


class _Row:
    """One choice."""

    def __init__(self, edition: Edition, strategy: str) -> None:
        assert edition.owner is not None
        self.edition, self.strategy, self.language = edition, strategy, edition.language
        self.place = f"{edition.owner.id}.{strategy}."

    def figure(self, name: str) -> Figure:
        """One of the figures of this choice."""
        return self.edition.figures[f"{self.place}{BEGINS}{name}"]

    @property
    def far(self) -> float | None:
        """The distance with all assumptions together; None where nothing was found."""
        return self.figure("together.distance").value

    @property
    def wins(self) -> bool:
        """Whether it is the best in the base case."""
        return (self.figure("lead").value or 0.0) >= 0

    def claims(self) -> Iterator[Claim]:
        """At the point it is ahead; without one it is behind."""
        yield Claim("strongest", self.figure("together.lead").claim_id, "<=" if self.far is None else ">=", 0)

    def cells(self, drawn: bool) -> Iterator[Cell]:
        """The cells of the row."""
        lead = self.figure("lead")
        yield Cell(self.edition.labels[self.strategy], self._amount("lead_ahead" if self.wins else "lead_behind", lead))
        yield from self._alone()
        yield self._together()
        if drawn:
            yield self._chance()

    def _amount(self, words: str, figure: Figure) -> Text:
        """Words around an amount without its sign."""
        shown = money(abs(figure.value or 0.0), self.language, self.edition.step)
        before, _, after = said(words, self.language, "\0").partition("\0")
        return Text((Part(before), Part(shown, figure.claim_id), Part(after)))

    def _alone(self) -> Iterator[Cell]:
        value, share = self.figure("alone.value"), self.figure("alone.distance")
        if value.value is None or share.value is None:
            yield Cell(figure_text(said("none_alone", self.language), value.claim_id))
            yield Cell(figure_text("–", share.claim_id), css="number")
            return
        a = self.edition.case.assumptions[str(self.figure("alone").text)]
        base, after = (format_value(at, a.unit, self.language) for at in (a.base, value.value))
        words = said("until" if self.wins else "from_to", self.language, base, "\0").partition("\0")
        told = Text((Part(words[0]), Part(after, value.claim_id), Part(words[2])))
        yield Cell(driver_name(self.edition.case, a, self.language), told)
        yield Cell(figure_text(distance(share.value, self.language), share.claim_id), css="number")

    def _together(self) -> Cell:
        figure = self.figure("together.distance")
        if self.far is None:
            none = figure_text(said("none_within", self.language), figure.claim_id)
            return Cell(none, self._amount("closest", self.figure("together.lead")), "number")
        if self.far == 0:
            return Cell(figure_text(said("already", self.language), figure.claim_id), css="number")
        return Cell(figure_text(distance(self.far, self.language), figure.claim_id), self._carriers(), "number")

    def _carriers(self) -> Text:
        """The assumptions that carry most, with where they go."""
        begin = f"{self.place}{BEGINS}together."
        found = [f for name, f in self.edition.figures.items() if name.startswith(begin)]
        parts = list[Part]()
        for figure in (f for f in found if f.claim_id.removeprefix(begin) not in PARTS and f.value is not None):
            name, shown = figure.label[self.language], format_value(figure.value or 0.0, figure.unit, self.language)
            before, _, after = said("to", self.language, name, "\0").partition("\0")
            parts += [Part("; " if parts else ""), Part(before), Part(shown, figure.claim_id), Part(after)]
        outside = f". {said('outside', self.language)}" if (self.far or 0.0) > 1 else ""
        return Text((*parts, Part(outside)))

    def _chance(self) -> Cell:
        """In what part of the draws it is the best, and what they have in common."""
        chance = self.edition.figures[f"{self.place}chance_best"]
        shown = figure_text(percent(chance.value or 0.0, self.language, 0), chance.claim_id)
        if f"{self.place}{BEGINS}drawn" not in self.edition.figures or self.figure("drawn").text is None:
            return Cell(shown, css="number")
        a, at = self.edition.case.assumptions[str(self.figure("drawn").text)], self.figure("drawn.place")
        name = driver_name(self.edition.case, a, self.language)
        before, _, after = said("in_draws", self.language, name, "\0").partition("\0")
        told = Text((Part(before), Part(percent(at.value or 0.0, self.language, 0), at.claim_id), Part(after)))
        return Cell(shown, told, "number")
