"""What a formula's parameter means: now, opening balance, a lag, a window; of this element or of a named track."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

Tense = Literal["now", "opening", "lag", "trailing", "year_to_date"]

TENSES: tuple[tuple[Tense, re.Pattern[str]], ...] = (
    ("opening", re.compile(r"opening_(?P<name>\w+)")),
    ("lag", re.compile(r"lag(?P<months>[1-9]\d*)_(?P<name>\w+)")),
    ("trailing", re.compile(r"trailing(?P<months>[1-9]\d*)_(?P<name>\w+)")),
    ("year_to_date", re.compile(r"year_to_date_(?P<name>\w+)")),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`name` in a tense; `months` is the lag or the length of the window; `track` when another track is named."""

    name: str
    tense: Tense = "now"
    months: int = 1
    track: str = ""


def reading(parameter: str, known: Collection[str], tracks: Collection[str]) -> Reading:
    """What the parameter stands for; a name that is known as it stands is never taken apart."""
    for tense, pattern in TENSES:
        if match := pattern.fullmatch(parameter):
            months = int(match.groupdict().get("months") or 1)
            base = reading(match["name"], known, tracks)
            return Reading(base.name, tense, months, base.track)
    return Reading(parameter) if parameter in known else _of_track(parameter, known, tracks)


def _of_track(parameter: str, known: Collection[str], tracks: Collection[str]) -> Reading:
    track, _, name = parameter.partition("_")
    return Reading(name, track=track) if track in tracks and name in known else Reading(parameter)


def is_tense(name: str) -> bool:
    """Whether a line of this name would be mistaken for a tense of another."""
    return any(pattern.fullmatch(name) for _, pattern in TENSES)
