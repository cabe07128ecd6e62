"""One figure an edition may show: with id, unit, owner, strategy, label and convention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geduld.words.labels import table

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` in `unit`, or `text` (an id) where the answer is no number; None is an answer too."""

    id: str
    value: float | None
    unit: str
    label: Words
    strategy: str | None = None
    owner: str | None = None
    month: int | None = None
    text: str | None = None
    note: Words | None = None
    convention: Words | None = None

    @property
    def claim_id(self) -> str:
        """The id sentences are bound to: owner.strategy.id, "-" for none."""
        return f"{self.owner or '-'}.{self.strategy or '-'}.{self.id}"


def figure(measure: str, value: float | None, **place: Any) -> Figure:
    """The figure of a measure, with its unit, label and convention as declared in the words."""
    words = table("measures.toml")[measure]
    told = {"label": {"nl": words["nl"], "en": words["en"]}, "convention": words["convention"], **place}
    return Figure(measure, value, words["unit"], **told)
