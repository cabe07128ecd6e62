"""Figures of what an owner's advantage hangs on, for all owners of a case together."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from geduld.errors import CaseError
from geduld.figure import Figure
from geduld.reading_driver import driver_name
from geduld.results import Results
from geduld.sensitivity import Bench, Share, Swing, Switch
from geduld.sensitivity_bench import asks_of
from geduld.sensitivity_shares import first_order, sample
from geduld.sensitivity_switch import switching_values
from geduld.sensitivity_tornado import tornado
from geduld.words.numbers import LOCALES

MOST = 8
"""Bars that are shown; the rest hardly moves the outcome."""
BEGINS = "hangs."
DRAWS = 1024
"""Draws in each of the independent samples from which a share and its interval are estimated."""


def hangs_on_figures(results: Results, asked: str, of: Bench) -> Iterator[Figure]:
    """`hangs.<key>.low` and `.high`: the advantage at p10 and p90 (EUR); `.switch`: where it turns, in its unit.

    Over the draws, where there are draws: `.share`, the part of the spread it explains alone, and the ends of its
    interval `.share_low` and `.share_high`.
    """
    bench = of.asking(asks_of(results.views, asked))
    bars = [[swing for swing in mine[:MOST] if swing.width > 0] for mine in tornado(bench)]
    turns = switching_values(bench, [[swing.key for swing in mine] for mine in bars])
    for ask, mine, found in zip(bench.asks, bars, turns, strict=True):
        switches = {switch.key: switch for switch in found}
        for swing in mine:
            yield from _figures(results, ask.owner, ask.strategy, swing, switches[swing.key])
    if results.spread:
        yield from _drawn(results, bench, bars, results.spread.seed)


def _drawn(results: Results, bench: Bench, bars: Sequence[Sequence[Swing]], seed: int) -> Iterator[Figure]:
    """The shares of the assumptions shown; none where the model has no answer in some of the draws."""
    try:
        samples = sample(bench, DRAWS, seed)
    except CaseError:
        return
    for ask, mine, drawn in zip(bench.asks, bars, samples, strict=True):
        shown = {swing.key for swing in mine}
        for share in (one for one in first_order(drawn) if one.key in shown):
            yield from _shares(results, ask.owner, ask.strategy, share)


def _figures(results: Results, owner: str, strategy: str, swing: Swing, switch: Switch) -> Iterator[Figure]:
    a = results.case.assumptions[swing.key]
    words = {language: driver_name(results.case, a, language) for language in LOCALES}
    for part, value in (("low", swing.at_low), ("high", swing.at_high)):
        known = None if math.isnan(value) else value
        yield Figure(f"{BEGINS}{swing.key}.{part}", known, "EUR", words, strategy, owner)
    yield Figure(f"{BEGINS}{swing.key}.switch", switch.value, a.unit, words, strategy, owner)


def _shares(results: Results, owner: str, strategy: str, share: Share) -> Iterator[Figure]:
    a = results.case.assumptions[share.key]
    words = {language: driver_name(results.case, a, language) for language in LOCALES}
    for part, value in (("share", share.value), ("share_low", share.low), ("share_high", share.high)):
        yield Figure(f"{BEGINS}{share.key}.{part}", value, "share", words, strategy, owner)
