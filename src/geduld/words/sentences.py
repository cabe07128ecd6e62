"""Sentences: one set with slots, in both languages; which one is said is decided by claims on the results."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

from geduld.claims import Claim, holds
from geduld.errors import ClaimError, problem
from geduld.words.figures import Figure, format_value
from geduld.words.labels import label, table
from geduld.words.numbers import NARROW, count, money, month_of, number, percent, rounded
from geduld.words.text import Part, Text

PLACE = "sentences.toml"


@cache
def entries() -> Mapping[str, Any]:
    """All sentences: id -> variants in order of preference; `slots`: name -> figure."""
    return tomllib.loads(files(__package__).joinpath(PLACE).read_text(encoding="utf-8"))


def sentence_ids() -> tuple[str, ...]:
    """Ids of all sentences."""
    return tuple(key for key in entries() if key != "slots")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence as it was said: its id with the variant chosen, its text, and the claims it makes."""

    id: str
    text: Text
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Voice:
    """Who speaks to whom, and what about.

    Args:
        language: "nl" or "en".
        address: "formal" or "informal".
        roles: parts of a figure's place that differ per edition, for example {"owner": "family"}.
        names: words of users: the names of the company, the owner, the strategies.
        figures: claim id -> figure.
        decision: the day of month 0.
        step: euros to which money is rounded for reading.
    """

    language: str
    address: str
    roles: Mapping[str, str]
    names: Mapping[str, str]
    figures: Mapping[str, Figure]
    decision: date
    step: float = 1.0
    texts: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        forms = table("address.toml")[f"{self.address}_{self.language}"]
        object.__setattr__(self, "texts", {**forms, **self.names})

    def reference(self, slot: str) -> str:
        """The claim id that a slot of a sentence stands for here."""
        where = entries()["slots"].get(slot)
        if where is None:
            raise ClaimError(problem(PLACE, slot, "no such slot"))
        owner, strategy, figure = str(where).split(".", 2)
        place = ".".join(self.roles.get(part, part) for part in (owner, strategy, figure))
        return place.format_map(self.roles)

    def figure(self, slot: str) -> Figure:
        """The figure a slot stands for. Raises ClaimError where the results have none."""
        if (reference := self.reference(slot)) not in self.figures:
            raise ClaimError(problem(PLACE, slot, f"the results have no figure '{reference}'"))
        return self.figures[reference]

    def say(self, sentence: str) -> Said:
        """The first variant of a sentence whose claims all hold.

        Raises:
            ClaimError: none does; the message names the claims that fail.
        """
        failing: list[str] = []
        for entry in entries()[sentence]:
            said = f"{sentence}.{entry['variant']}"
            claims = tuple(self.claim(said, claim) for claim in entry.get("claims", []))
            wrong = [claim for claim in claims if not holds(claim, self.figures)]
            if not wrong:
                return Said(said, self.fill(entry[self.language]), claims)
            failing += map(str, wrong)
        raise ClaimError(problem(PLACE, sentence, f"no variant holds: {'; '.join(failing)}"))

    def claim(self, said: str, claim: Sequence[Any]) -> Claim:
        """A claim as written, with its slots resolved to figures; "half a step" is the tolerance of "about"."""
        left, op, *rest = claim
        right = rest[0] if rest else None
        if isinstance(right, str) and op != "is":
            right = self.reference(right)
        return Claim(said, self.reference(left), op, right, self.step / 2 if op == "about" else 0.0)

    def fill(self, pattern: str) -> Text:
        """The words of a pattern with its slots filled in."""
        return Text(tuple(part for piece in Formatter().parse(pattern) for part in self._parts(*piece)))

    def _parts(self, words: str, slot: str | None, form: str | None, bold: str | None) -> Iterable[Part]:
        if words:
            yield Part(words)
        if slot is not None and not form:
            yield Part(self.texts[slot], strong=bold == "b")
        elif slot is not None:
            yield Part(self._shown(slot, str(form)), self.reference(slot), strong=bold == "b")

    def _shown(self, slot: str, form: str) -> str:
        figure = self.figure(slot)
        if figure.value is None:
            raise ClaimError(problem(PLACE, slot, f"'{self.reference(slot)}' has no value to be said"))
        if form == "size" and not rounded(figure.value, self.step):
            raise ClaimError(problem(PLACE, slot, f"'{self.reference(slot)}' reads as nothing when it is rounded"))
        return FORMS[form](self, figure.value, figure.unit)


Form = Callable[[Voice, float, str], str]
FORMS: Mapping[str, Form] = {
    "money": lambda voice, value, _: money(value, voice.language, voice.step),
    "size": lambda voice, value, _: money(abs(value), voice.language, voice.step),
    "signed": lambda voice, value, _: money(value, voice.language, voice.step, signed=True),
    "percent": lambda voice, value, _: percent(value, voice.language),
    "deviation": lambda voice, value, _: percent(value, voice.language, signed=True),
    "share": lambda voice, value, _: percent(value, voice.language, digits=0),
    "of_ten": lambda voice, value, _: label("of_ten", voice.language).format(round(10 * value)),
    "months": lambda voice, value, _: count(value, "month", voice.language),
    "years": lambda voice, value, _: count(value / 12, "year", voice.language, digits=int(value % 12 != 0)),
    "date": lambda voice, value, _: month_of(voice.decision, value, voice.language),
    "times": lambda voice, value, _: number(value, voice.language, 2) + NARROW + "×",
    "unit": lambda voice, value, unit: format_value(value, unit, voice.language, voice.step),
}
"""How a slot may be said: {advantage:money}; "size" drops the sign, so a claim must say it."""
