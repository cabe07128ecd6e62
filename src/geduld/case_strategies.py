"""The strategies of a case: read, put together from parts, and checked for saying two things at once.

A strategy may be made of others: `parts = ["invest", "squeeze"]` takes all their levers, and its own [levers] go
before those, which is how one part is phased after another: `squeeze_start_month = 24`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from geduld.assumptions import check_bounds
from geduld.case_records import BASELINE, Case, Strategy, keys_of, split_key
from geduld.errors import CaseError, near_match, plain, problem, shown
from geduld.overrides import Keys, flat
from geduld.tables import Table, as_number, read_toml, slug_of_file, toml_files

FIELDS = ("label", "who", "why", "parts", "levers")
BASELINE_LABEL = {"nl": "Doorgaan zoals nu", "en": "Carry on as now"}
UNSAID = {"nl": "", "en": ""}


def read_strategies(folder: Path, keys: Keys, months: int) -> dict[str, Strategy]:
    """The strategies of a case; the baseline, which sets no lever, is always one of them and comes first.

    Raises:
        CaseError: a file is wrong, a key is no lever, a lever is out of bounds, or the parts of one contradict
            each other.
    """
    found = {BASELINE: Strategy(BASELINE, BASELINE_LABEL, UNSAID, UNSAID, {}, "")}
    for path in toml_files(folder / "strategies"):
        strategy = _strategy(path, keys, months)
        found[strategy.id] = strategy
    return {slug: _whole(strategy, found, keys) for slug, strategy in found.items()}


def _strategy(path: Path, keys: Keys, months: int) -> Strategy:
    file = f"strategies/{path.name}"
    slug, table = slug_of_file(path, file), read_toml(path, file).only(*FIELDS)
    said, parts = table.table("levers"), table.texts("parts")
    levers = {key: _lever(said, key, value, keys, months) for key, value in flat(said)}
    if slug == BASELINE and (levers or parts):
        raise table.error("levers", f"{', '.join([*parts, *levers])}: the baseline sets no lever", allowed="no levers")
    return Strategy(slug, table.in_languages("label"), table.spoken("who"), table.spoken("why"), levers, file, parts)


def _lever(table: Table, key: str, value: object, keys: Keys, months: int) -> float:
    a = keys.declared[keys.check(key, table.file)]
    number = as_number(value, table, key, a.unit)
    if a.kind != "lever":
        levers = ", ".join(name for name, each in keys.declared.items() if each.kind == "lever")
        raise table.error(key, f"{plain(number)} {a.unit}: it is no lever but {a.kind}", allowed=levers)
    a = replace(a, key=table.key(key), file=table.file, upper=min(a.upper, months) if a.unit == "month" else a.upper)
    check_bounds(a, number)
    return number


def _whole(strategy: Strategy, known: Mapping[str, Strategy], keys: Keys) -> Strategy:
    """The strategy with the levers of its parts, under its own; element by element, as a part may set one for all."""
    if not strategy.parts:
        return strategy
    own = _spelt_out(strategy, keys)
    levers: dict[str, float] = {}
    said_by: dict[str, str] = {}
    for part in (_part(strategy, name, known) for name in strategy.parts):
        for key, value in _spelt_out(part, keys).items():
            if levers.get(key, value) != value and key not in own:
                what = f"{said_by[key]} says {plain(levers[key])} and {part.id} says {plain(value)}"
                allowed = f"levers.{key} in this file, to say which"
                raise CaseError(problem(strategy.file, f"parts: {key}", what, allowed=allowed))
            levers[key], said_by[key] = value, part.id
    return replace(strategy, levers={**levers, **own})


def _spelt_out(strategy: Strategy, keys: Keys) -> dict[str, float]:
    """The levers a strategy sets, at every element they hold for."""
    names = dict.fromkeys(split_key(key)[1] for key in strategy.levers)
    places = [(name, element) for name in names for element in keys.elements[keys.declared[name].per]]
    said = {(n, e): next((k for k in keys_of(n, e) if k in strategy.levers), None) for n, e in places}
    return {f"{e}.{n}".lstrip("."): strategy.levers[key] for (n, e), key in said.items() if key}


def _part(strategy: Strategy, name: str, known: Mapping[str, Strategy]) -> Strategy:
    """One part by its id: a strategy that has no parts itself, and is not the baseline."""
    simple = [s.id for s in known.values() if s.id not in (BASELINE, strategy.id) and not s.parts]
    if name not in simple or strategy.parts.count(name) > 1:
        what = f"{shown(name)} stands twice" if name in simple else f"{shown(name)} is no strategy to be a part"
        near = None if name in simple else near_match(name, simple)
        raise CaseError(problem(strategy.file, "parts", what, allowed=", ".join(simple), near=near))
    return known[name]


def check_strategies(case: Case) -> None:
    """Whether every strategy could be carried out: no money is spent twice, nothing is taken away and added at once.

    Raises:
        CaseError: the first that contradicts itself, with both levers.
    """
    for strategy in case.strategies.values():
        _check_budget(case, strategy)
        _check_broadcast(case, strategy)


def lever(case: Case, strategy: Strategy, name: str, element: str = "") -> float:
    """What a strategy sets a lever to at an element, else the default."""
    said = (strategy.levers[key] for key in keys_of(name, element) if key in strategy.levers)
    return next(said, case.declared[name].base)


def _check_budget(case: Case, strategy: Strategy) -> None:
    """The approved budget goes to the owners or into training."""
    paid, track = lever(case, strategy, "payout_budget_share"), case.elements["track"]
    trained = max(lever(case, strategy, "trained_share", element) for element in track)
    if paid + trained > 1:
        what = f"{plain(paid)} share of the approved budget is paid out while {plain(trained)} share of a track trains"
        raise CaseError(problem(strategy.file, "levers.payout_budget_share", what, allowed="1 share together"))


def _check_broadcast(case: Case, strategy: Strategy) -> None:
    """Broadcast is not moved to personal contact and extended in the same months."""
    moved, extra = (lever(case, strategy, f"broadcast_{name}_share") for name in ("moved", "extra"))
    moves = lever(case, strategy, "rollout_start_month", "track.market")
    ends = lever(case, strategy, "broadcast_start_month") + lever(case, strategy, "broadcast_extra_months")
    if moved and extra and ends > moves:
        what = f"extra broadcast up to month {plain(ends)}, while broadcast is moved away after month {plain(moves)}"
        allowed = f"an end by month {plain(moves)}"
        raise CaseError(problem(strategy.file, "levers.broadcast_extra_months", what, allowed=allowed))
