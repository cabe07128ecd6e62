"""Figures of the strongest case for every choice, for all owners of a case together."""

from __future__ import annotations

from collections.abc import Iterator

from geduld.errors import CaseError
from geduld.figure import Figure
from geduld.reading_driver import driver_name
from geduld.reading_strongest import SHOWN, said
from geduld.results import Results
from geduld.sensitivity_bench import Bench
from geduld.sensitivity_shares import sample
from geduld.strongest_case import StrongestCase, asks_of_all, strongest_cases
from geduld.strongest_draws import WhenBest, when_best
from geduld.words.numbers import LOCALES

BEGINS = "strongest."
DRAWS = 1024
"""Draws in each of the independent samples that say when a choice is the best."""


def strongest_figures(results: Results, of: Bench) -> Iterator[Figure]:
    """The same figures of every owner and every strategy, in the base case; for the verdict, what ends it.

    `strongest.lead` (EUR); `.alone` (a key), `.alone.value` in its unit, `.alone.distance` (share of its range),
    `.alone.count`; `.together.distance`, `.together.lead` (EUR), `.together.runner_up` (a strategy) and
    `.together.<key>`, the values that carry most. Where there are draws: `.drawn` (a key), `.drawn.place` (share).
    """
    bench = of.asking(asks_of_all(results.views))
    drawn = _drawn(results, bench)
    for number, one in enumerate(strongest_cases(bench)):
        yield from _base(results, one)
        yield from _together(results, one)
        if drawn:
            yield from _when(one, drawn[number])


def _drawn(results: Results, bench: Bench) -> list[WhenBest]:
    """For each ask; nothing without draws, or where the model has no answer in some of them."""
    if results.spread is None:
        return []
    try:
        return [when_best(mine) for mine in sample(bench, DRAWS, results.spread.seed)]
    except CaseError:
        return []


def _figure(
    one: StrongestCase, name: str, value: float | None, unit: str, words: str, text: str | None = None
) -> Figure:
    told = {language: said(f"figure_{words}", language) for language in LOCALES}
    return Figure(f"{BEGINS}{name}", value, unit, told, one.strategy, one.owner, text=text)


def _base(results: Results, one: StrongestCase) -> Iterator[Figure]:
    nearest = one.nearest
    unit = results.case.assumptions[nearest.key].unit if nearest else "share"
    yield _figure(one, "lead", one.lead, "EUR", "lead")
    yield _figure(one, "alone", None, "", "alone", text=nearest.key if nearest else None)
    yield _figure(one, "alone.value", nearest.value if nearest else None, unit, "alone")
    yield _figure(one, "alone.distance", nearest.distance if nearest else None, "share", "alone_distance")
    yield _figure(one, "alone.count", float(len(one.alone)), "count", "alone_count")


def _together(results: Results, one: StrongestCase) -> Iterator[Figure]:
    found = one.together
    yield _figure(one, "together.distance", found.distance, "share", "together_distance")
    yield _figure(one, "together.lead", found.lead, "EUR", "together_lead")
    yield _figure(one, "together.runner_up", None, "", "runner_up", text=found.runner_up)
    for moved in found.moves[:SHOWN]:
        a = results.case.assumptions[moved.key]
        words = {language: driver_name(results.case, a, language) for language in LOCALES}
        yield Figure(f"{BEGINS}together.{moved.key}", moved.value, a.unit, words, one.strategy, one.owner)


def _when(one: StrongestCase, found: WhenBest) -> Iterator[Figure]:
    yield _figure(one, "drawn", None, "", "drawn_key", text=found.key)
    yield _figure(one, "drawn.place", found.place, "share", "drawn_place")
