"""What the command line prints of an owner's map, and of every strategy against every other."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd

from geduld.decision_map import DecisionMap, Place
from geduld.figure_map import letters
from geduld.results import Results, asked
from geduld.spread_records import Pair
from geduld.spread_summary import Estimate
from geduld.words.labels import table
from geduld.words.numbers import NOTHING, count, money, number, percent

EVERY, SOME = 2, 5
"""Returns, in percentage points apart, of the rows of the printed map and the columns of the break-even horizons."""
EVEN, UNSURE = "=", "?"


def owner_map(results: Results, owner: str, language: str) -> str:
    """The map with its letters, the owner's own place, and the break-even horizons of the asked strategy."""
    found = results.map(owner)
    labels = {s: results.case.strategies[s].label[language] for s in found.strategies}
    rests = _said("read_base", language)
    if results.spread:
        rests = _said("read_expected", language, number(results.spread.n, language))
    parts = [_said("read", language, rests), _grid(found, labels, language), *_won(found, labels, language)]
    parts += [_said("read_marks", language), own_place(found, labels, language)]
    return "\n".join([*parts, *_horizons(found, labels, asked(results.runs), language)])


def _said(name: str, language: str, *values: object) -> str:
    return table("map.toml")[name][language].format(*values)


def place_mark(place: Place, marks: dict[str, str]) -> str:
    """The letter of the best strategy of a place, with a question mark where the lead may be chance; or `=`."""
    return (marks[place.best] if place.best else EVEN) + ("" if place.is_sure else UNSURE)


def _grid(found: DecisionMap, labels: dict[str, str], language: str) -> str:
    marks = letters(labels)
    cells = [[place_mark(place, marks) for place in row] for row in found.places]
    rows = [percent(rate, language, 0) for rate in found.returns]
    frame = pd.DataFrame(cells, index=rows, columns=[number(m / 12, language) for m in found.horizons])
    return frame.iloc[::EVERY].to_string()


def _won(found: DecisionMap, labels: dict[str, str], language: str) -> Iterator[str]:
    for s, mark in letters(labels).items():
        share = found.share_won(s)
        won = percent(share, language, 0 if share >= 0.01 else 1)
        yield _said("read_wins" if share else "read_nowhere", language, mark, labels[s], won)


def own_place(found: DecisionMap, labels: dict[str, str], language: str) -> str:
    """What is best at the owner's own horizon and required return, and by how much."""
    own, horizon = found.own, count(found.horizon_months, "month", language)
    rate = percent(found.required_return_pa, language)
    if own.second is None or own.lead is None:
        return _said("read_own_alone", language)
    if own.best is None:
        return _said("read_own_even", language, horizon, rate)
    error = f" ± {money(own.se, language)}" if own.se is not None else ""
    lead = money(own.lead, language) + error
    return _said("read_own", language, horizon, rate, labels[own.best], lead, labels[own.second])


def _horizons(found: DecisionMap, labels: dict[str, str], strategy: str, language: str) -> Iterator[str]:
    """A row per other strategy, a column per required return, the owner's own last."""
    others = [s for s in found.strategies if s != strategy]
    if not others:
        return
    rates = {percent(rate, language, 0): rate for rate in found.returns[::SOME]}
    own = _said("read_own_return", language, percent(found.required_return_pa, language))
    rates[own] = found.required_return_pa
    cells = [[_months(found.ahead_from(strategy, other, rate)) for rate in rates.values()] for other in others]
    frame = pd.DataFrame(cells, index=[labels[other] for other in others], columns=list(rates))
    yield from ("", _said("read_horizons", language, labels[strategy], NOTHING), frame.to_string())


def _months(months: int | None) -> str:
    return NOTHING if months is None else str(months)


def owner_pairs(results: Results, owner: str, language: str) -> str:
    """Every strategy against every other over the draws: mean difference, chance to be ahead, p10 to p90."""
    if results.spread is None or len(results.runs) < 2:
        return ""
    pairs = {s: one.pairs for s, one in results.spread.owners[owner].strategies.items()}
    labels = {s: results.case.strategies[s].label[language] for s in pairs}

    def of(name: str, cell: Callable[[Pair, str], str]) -> str:
        cells = [[cell(row[o], language) if o in row else NOTHING for o in pairs] for row in pairs.values()]
        frame = pd.DataFrame(cells, index=[*labels.values()], columns=[*labels.values()])
        return f"{_said('read_pairs', language, _said(name, language))}\n{frame.to_string()}"

    told = {"read_mean": _mean, "read_chance": _chance, "read_quantiles": _quantiles}
    return "\n\n".join(of(name, cell) for name, cell in told.items())


def _mean(pair: Pair, language: str) -> str:
    return _money(pair.mean, language)


def _chance(pair: Pair, language: str) -> str:
    error = "" if pair.chance_ahead.se is None else f" ± {percent(pair.chance_ahead.se, language)}"
    return percent(pair.chance_ahead.value or 0.0, language) + error


def _quantiles(pair: Pair, language: str) -> str:
    return " … ".join(_money(end, language) for end in (pair.p10, pair.p90))


def _money(found: Estimate, language: str) -> str:
    error = "" if found.se is None else f" ± {money(found.se, language)}"
    return money(found.value or 0.0, language, signed=True) + error
