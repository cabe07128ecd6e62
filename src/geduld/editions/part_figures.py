"""Figures of what each part of a strategy brings an owner: what is lost without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from geduld.case_records import Strategy
from geduld.editions.company_figures import both
from geduld.figure import Figure
from geduld.results import Results
from geduld.sensitivity_bench import Bench

TRACK = "track."


def part_figures(results: Results, asked: str, of: Bench) -> Iterator[Figure]:
    """`part.<part>`: what a strategy is worth more to an owner than without that part (EUR, base case)."""
    for part in parts(results, asked):
        worth = of.worth(_without(results, asked, part))
        words, how = part_label(results, part), both("parts_convention")
        for owner, view in results.views.items():
            lost = float(view.worth(asked)) - worth[owner]
            yield Figure(f"part.{part}", lost, "EUR", words, asked, owner, convention=how)


def parts(results: Results, asked: str) -> tuple[str, ...]:
    """What can be left out of a strategy one by one: each track, and each lever of the company as a whole.

    What a channel gets of the budget that is moved says how, not whether, so it is no part of its own.
    """
    levers = results.case.strategies[asked].levers
    tracks = (key.rpartition(".")[0] for key in levers if key.startswith(TRACK))
    return tuple(dict.fromkeys([*tracks, *(key for key in levers if "." not in key)]))


def part_label(results: Results, part: str) -> Mapping[str, str]:
    """What a part is called: its track, or its lever."""
    if part.startswith(TRACK):
        return both(f"part_{part.replace('.', '_')}")
    return results.case.declared[part].label


def _without(results: Results, asked: str, part: str) -> Strategy:
    """The strategy with one part left out."""
    strategy = results.case.strategies[asked]
    levers = {key: value for key, value in strategy.levers.items() if key != part and not key.startswith(f"{part}.")}
    return replace(strategy, id=f"{asked}-{part}", levers=levers)
