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
    for tense, pattern in () if parameter in known else TENSES:
        if match := pattern.fullmatch(parameter):
            months = int(match.groupdict().get("months") or 1)
            name, track = _of_track(match["name"], known, tracks)
            return Reading(name, tense, months, track)
    name, track = _of_track(parameter, known, tracks)
    return Reading(name, track=track)


def _of_track(name: str, known: Collection[str], tracks: Collection[str]) -> tuple[str, str]:
    track, _, rest = name.partition("_")
    return (rest, track) if name not in known and track in tracks and rest in known else (name, "")


def is_tense(name: str) -> bool:
    """Whether a line of this name would be mistaken for a tense of another."""
    return any(pattern.fullmatch(name) for _, pattern in TENSES)
