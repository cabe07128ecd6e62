"""What `geduld sensitivity` says of every choice: what would have to change for it to be the best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from geduld.case_records import Case
from geduld.reading_driver import driver_name, unit_of, value_of
from geduld.sensitivity_switch import Switch
from geduld.strongest_case import Moved, StrongestCase, Together
from geduld.words.labels import table
from geduld.words.numbers import money, number, percent, reading_step

SHOWN = 3
"""Of the assumptions that move together, those that carry most are named."""


def said(key: str, language: str, *parts: object) -> str:
    """Fixed words about the strongest case, filled in."""
    return table("strongest.toml")[key][language].format(*parts)


def distance(value: float, language: str) -> str:
    """A part of a range: 0.6 %, 13 %, 567 %."""
    return percent(value, language, 0 if value >= 0.1 else 1 if value >= 0.01 else 2)


def strongest_json(case: Case, found: Sequence[StrongestCase]) -> list[dict[str, Any]]:
    """Everything found for an owner, with the unit of each key."""
    return [{**asdict(one), "units": {key: case.assumptions[key].unit for key in _keys(one)}} for one in found]


def _keys(one: StrongestCase) -> list[str]:
    return sorted({*(switch.key for switch in one.alone), *(moved.key for moved in one.together.moves)})


def strongest_rows(case: Case, found: Sequence[StrongestCase], language: str) -> Iterator[str]:
    """Three sentences per strategy, and how it was searched."""
    if not found:
        return
    yield said("title", language)
    for one in found:
        name = case.strategies[one.strategy].label[language]
        yield said("ahead" if one.wins else "behind", language, name, _money(abs(one.lead), language))
        yield f"  {_alone(case, one, language)}"
        if not one.wins:
            yield f"  {_together(case, one.together, language)}"
    yield said("note", language)


def _money(value: float, language: str) -> str:
    return money(value, language, reading_step((value,)))


def _alone(case: Case, one: StrongestCase, language: str) -> str:
    words = "loses" if one.wins else "alone"
    if (nearest := one.nearest) is None:
        return said(f"{words}_none", language)
    name, ends = named(case, nearest, language)
    return said(words, language, name, *ends, distance(nearest.distance or 0.0, language), len(one.alone))


def named(case: Case, one: Switch | Moved, language: str) -> tuple[str, tuple[str, str]]:
    """A key that changes: its name, and its value at base and after, with their unit."""
    a, value = case.assumptions[one.key], one.value or 0.0
    base, after = (f"{value_of(at, a, language)} {unit_of(a)}" for at in (a.base, value))
    return driver_name(case, a, language), (base, after)


def _together(case: Case, found: Together, language: str) -> str:
    other, lead = case.strategies[found.runner_up].label[language], _money(abs(found.lead), language)
    if found.distance is None:
        return said("together_none", language, number(found.within, language), lead, other)
    far = distance(found.distance, language)
    words = said("together", language, far, lead, other, carriers(case, found, language))
    return f"{words} {said('outside', language)}" if found.distance > 1 else words


def carriers(case: Case, found: Together, language: str) -> str:
    """The assumptions that carry most, with where they go: "churn to 3.9 %, upsell to 0.4 %"."""
    parts = (named(case, one, language) for one in found.moves[:SHOWN])
    return "; ".join(said("to", language, name, after) for name, (_, after) in parts)
