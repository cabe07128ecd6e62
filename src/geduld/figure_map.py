"""The figures of the map of horizon and required return, and of every strategy against every other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

import numpy as np

from geduld.case_records import Case
from geduld.decision_map import DecisionMap, Place
from geduld.figure import Figure, Words
from geduld.owners import OwnerView
from geduld.spread_records import OwnerSpread, Pair
from geduld.words.labels import table

EXPECTED = ".expected"
"""How the ids end of what rests on expected flows; without it, on base values."""


def map_figures(
    case: Case, found: DecisionMap, view: OwnerView, ends: str = "", note: Words | None = None
) -> Iterator[Figure]:
    """What a map amounts to, under ids that sentences can claim by.

    `map.own`, `.own_second`, `.own_lead`, `.preferred`; per strategy `map.lead`, `.wins`, `.ahead_from.<other>`.

    Args:
        case: whose strategies have labels.
        found: the owner's map.
        view: the owner's view, for the time preference.
        ends: what the ids end in, `EXPECTED` for expected flows.
        note: what expected flows rest on; None for base values.
    """
    own, preferred = found.own, found.at(view.terms.time_preference_pa, found.horizon_months)
    place: Mapping[str, Any] = {"owner": found.owner, "note": note}
    yield _figure("own", f"map.own{ends}", None, text=own.best, **place)
    yield _figure("own_second", f"map.own_second{ends}", None, text=own.second, **place)
    yield _figure("own_lead", f"map.own_lead{ends}", own.lead, **place)
    yield _figure("preferred", f"map.preferred{ends}", None, text=preferred.best, **place)
    if own.se is not None:
        yield _figure("own_lead", f"map.own_lead{ends}.se", own.se, **place)
    for s in found.strategies:
        yield _figure("lead", f"map.lead{ends}", found.own_lead(s), strategy=s, **place)
        yield _figure("wins", f"map.wins{ends}", found.share_won(s), strategy=s, **place)
    for s, other in permutations(found.strategies, 2):
        months, named = found.ahead_from(s, other, found.required_return_pa), case.strategies[other].label
        id = f"map.ahead_from.{other}{ends}"
        yield _figure("ahead_from", id, months, named, strategy=s, owner=found.owner, note=note if months else _never())


def _never() -> Words:
    return table("reasons.toml")["never"]


def pair_figures(case: Case, found: OwnerSpread, note: Words) -> Iterator[Figure]:
    """`over.<other>.mean` and `.chance` of every strategy: worth more than the other, draw by draw."""
    for s, one in found.strategies.items():
        for other, pair in one.pairs.items():
            named, place = case.strategies[other].label, {"strategy": s, "owner": found.owner, "note": note}
            yield _figure("over_mean", f"over.{other}.mean", pair.mean.value, named, **place)
            yield _figure("over_chance", f"over.{other}.chance", pair.chance_ahead.value, named, **place)


def _figure(words: str, id: str, value: float | None, named: Words | None = None, **place: Any) -> Figure:
    """A figure with the words of this room; `named` is the other strategy it speaks of."""
    said = table("map.toml")[words]
    label = {language: said[language].format(named[language] if named else "") for language in ("nl", "en")}
    known = None if value is None else float(value)
    # What names another strategy stands in a table whose caption says the convention once.
    convention = None if named else said["convention"]
    return Figure(id, known, said["unit"], label, convention=convention, **place)  # type: ignore[arg-type]


def map_data(found: DecisionMap, asked: str) -> dict[str, Any]:
    """A map as plain data: a row per return, whole euros; and the break-even horizons of the asked strategy."""
    rows = found.places
    return {
        "returns": [*found.returns],
        "horizons": [*found.horizons],
        "best": [[place.best for place in row] for row in rows],
        "second": [[place.second for place in row] for row in rows],
        "lead": [[_euros(place.lead) for place in row] for row in rows],
        **({"se": [[_euros(place.se) for place in row] for row in rows]} if found.further else {}),
        "own": _place(found.own, found.required_return_pa, found.horizon_months),
        "ahead_from": {
            other: [found.ahead_from(asked, other, rate) for rate in found.returns]
            for other in found.strategies
            if other != asked
        },
    }


def _place(place: Place, rate: float, months: int) -> dict[str, Any]:
    known = {"best": place.best, "second": place.second, "npv": place.npv, "lead": place.lead, "se": place.se}
    return {"return": rate, "horizon": months, **known}


def _euros(value: float | None) -> int | None:
    return None if value is None else round(value)


def pair_data(found: OwnerSpread) -> dict[str, dict[str, dict[str, float | None]]]:
    """Strategy -> other strategy -> what it is worth above it, to the cent, with standard errors."""
    return {s: {o: _pair(pair) for o, pair in one.pairs.items()} for s, one in found.strategies.items()}


def _pair(pair: Pair) -> dict[str, float | None]:
    told: Mapping[str, Any] = {name: getattr(pair, name) for name in Pair.__slots__}
    values = {name: known.value for name, known in told.items()} | {f"se_{n}": k.se for n, k in told.items()}
    return {name: None if value is None else float(np.round(value, 4)) for name, value in values.items()}


def letters(labels: Mapping[str, str]) -> dict[str, str]:
    """A letter or digit for each strategy, of its own and out of its label as far as that can be."""
    found: dict[str, str] = {}
    for strategy, label in labels.items():
        own = (c.upper() for c in (*(word[0] for word in label.split()), *label, *SPARE) if c.isalnum())
        found[strategy] = next(c for c in own if len(c) == 1 and c not in found.values())
    return found


SPARE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789" + "".join(map(chr, range(0x391, 0x3A2)))
