"""The model of a case: its elements, its plan and a full run of the whole company under every strategy."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import cache

from geduld import formulas
from geduld.assumptions import Assumption
from geduld.case_records import Case, split_key
from geduld.draws import check_draws
from geduld.engine import ByMonth, Calendar, Line, Past, Plan, Run, collect, run, wire
from geduld.engine.lineage import assumptions as rests_on
from geduld.engine.lineage import grade
from geduld.engine.lines import MADE
from geduld.engine.wiring import Node
from geduld.errors import CaseError, GeduldError, near_match, problem
from geduld.marks import Value
from geduld.owners import MEASURED, Terms
from geduld.ready import Ready, calendar_of, price_inputs, price_names, ready_values

SUMS = (
    "ebitda", "cash_for_debt", "debt_service", "cash_before_credit", "cash_before_distribution", "cash",
    "change_in_cash", "credit", "working_capital", "equity", "balance_residual", "identity_residual",
    "distribution_blocked",
)  # fmt: skip
"""Lines that say that others add up."""
OWN_LEVERS = ("autonomy", "cut", "expand", "squeeze")
"""Files of assumptions that work only through the levers that stand in the same file: all of them are effects."""
CAMPAIGN = ("broadcast_arrivals_share", "broadcast_carry_over", "broadcast_yield_fall", "fatigue_share")
"""What a campaign brings: effects of a strategy that spends more on broadcast."""
BEFORE = {"net_dividend": "net_dividends_last_year", "loan_service": "loan_service_last_year"}
"""An owner's line -> the owner's term that says what it was over the year before the decision."""
SAME_BEFORE = {"purchase_volume": "total_cost_of_sales"}
"""A line -> what it was before the decision, when no discount was agreed and there were no branches."""


@cache
def lines() -> dict[str, Line]:
    """All lines of the model, read once."""
    return collect(formulas.ROOMS)


def values(case: Case, strategy: str, draws: Mapping[str, Value] | None = None) -> dict[str, Ready]:
    """Ready values under a strategy, with a value for every key that any strategy's levers touch.

    Where this strategy leaves an element's lever alone, the plain value holds there.
    """
    ready = ready_values(case, strategy, draws)
    touched = {lever for other in case.strategies.values() for lever in other.levers} - ready.keys()
    return ready | {lever: ready[lever.rpartition(".")[2]] for lever in touched}


def plan(case: Case) -> Plan:
    """The wired lines of a case.

    Raises:
        ModelError, CaseError: see `engine.wire`.
    """
    _check_pins(case.pins)
    keys = values(case, "baseline").keys()
    return wire(lines(), case.elements, keys, measured=MEASURED | price_names(case), pins=case.pins)


def _check_pins(pins: Collection[str]) -> None:
    """A sum, or what cash is made of, cannot be fixed apart from its parts; an owner's line is private."""
    for pin in pins:
        line = lines().get(pin.rpartition(".")[2])
        if line and (line.name in SUMS or line.place == MADE):
            raise CaseError(problem("pins.csv", pin, "a sum cannot be fixed apart from its parts", allowed="its parts"))
        if line and line.marks.per == "owner":
            raise CaseError(problem("pins.csv", pin, "an owner's line cannot be fixed", allowed="lines of the company"))


def calendar(case: Case) -> Calendar:
    """The months of the case."""
    return calendar_of(case)


def past(case: Case) -> Past:
    """What the case says of the time before the decision; an owner's own year is spread evenly, and flagged."""
    ready = ready_values(case, "baseline")
    own = {
        f"owner.{owner}.{line}": (_own(ready, owner, term) / 12,) * 12
        for owner in case.owners
        for line, term in BEFORE.items()
    }
    for name in (*(line for line, known in case.history.items() if not known.from_accounts), *case.year_to_date):
        if name.rpartition(".")[2] not in lines():
            near = near_match(name, lines())
            raise CaseError(problem("case.toml", name, "history is given of a line that does not exist", near=near))
    history = {line: known.values for line, known in case.history.items()}
    same = {line: history[other] for line, other in SAME_BEFORE.items() if other in history}
    return Past({**same, **history, **own}, case.year_to_date)


def runs(case: Case) -> dict[str, Run]:
    """Strategy -> a full run of the whole company under its levers.

    Raises:
        ModelError, CaseError: see `engine.wire`, `engine.run` and `draws.check_draws`.
    """
    check_draws(case)
    wired, months, before = plan(case), calendar(case), past(case)
    return {s: _run(case, s, wired, months, before) for s in case.strategies}


def _run(case: Case, strategy: str, wired: Plan, months: Calendar, before: Past) -> Run:
    """A run of one strategy, which is named where something cannot be."""
    try:
        return run(wired, values(case, strategy), months, before, case.pins)
    except GeduldError as error:
        raise type(error)(f"{error}; under strategy '{strategy}'") from None


def terms(case: Case, owner: str) -> Terms:
    """The owner's terms as numbers."""
    ready = ready_values(case, "baseline")
    own = {name: _own(ready, owner, name) for name in Terms.__slots__}
    return Terms(**{**own, "horizon_months": round(own["horizon_months"])})  # type: ignore[arg-type]


def _own(ready: Mapping[str, Ready], owner: str, name: str) -> float:
    """The owner's own value, else what holds for all owners."""
    value = ready.get(f"owner.{owner}.{name}", ready.get(name, 0.0))
    return value.values[0] if isinstance(value, ByMonth) else float(value)


def lineage_keys(case: Case, wired: Plan, names: tuple[str, ...], owner: str | None = None) -> tuple[str, ...]:
    """Every assumption some lines rest on, those that bring money to the decision's prices included."""
    nodes = [n for name in names for n in wired.nodes(name) if _belongs(n, owner)]
    keys = {key for key in rests_on(wired, nodes) if key in case.assumptions}
    return tuple(sorted(keys | {index for key in keys for index in price_inputs(case, key)}))


def _belongs(node: Node, owner: str | None) -> bool:
    return owner is None or not node.element.startswith("owner.") or node.element == f"owner.{owner}"


def line_grade(case: Case, wired: Plan, name: str, strategy: str) -> str:
    """The grade of a line under a strategy: its weakest effect's, or its weakest level's where no effect reaches it."""
    levers = _levers(case, strategy)

    def of_level(a: Assumption) -> bool:
        return a.kind == "uncertainty" and (not _is_of_a_choice(a) or _works(a, levers))

    return effect_grade(case, wired, name, strategy) or _weakest(case, wired, name, of_level)


def effect_grade(case: Case, wired: Plan, name: str, strategy: str) -> str:
    """The grade of the weakest effect a line rests on under a strategy; "" where no effect reaches it."""
    levers = _levers(case, strategy)
    return _weakest(case, wired, name, lambda a: _works(a, levers))


def _weakest(case: Case, wired: Plan, name: str, counts: Callable[[Assumption], bool]) -> str:
    known = case.assumptions
    return grade(
        wired, wired.nodes(name), lambda key: known[key].grade if key in known and counts(known[key]) else None
    )


def _levers(case: Case, strategy: str) -> tuple[Assumption, ...]:
    """The declared levers that a strategy sets."""
    return tuple(case.declared[split_key(key)[1]] for key in case.strategies[strategy].levers)


def _is_of_a_choice(a: Assumption) -> bool:
    return a.name in CAMPAIGN or a.group in OWN_LEVERS


def _works(a: Assumption, levers: Collection[Assumption]) -> bool:
    """Whether an assumption is an effect of what these levers choose."""
    if a.name in CAMPAIGN:
        return any(lever.name == "broadcast_extra_share" for lever in levers)
    if a.group in OWN_LEVERS:
        return a.kind == "uncertainty" and any(lever.group == a.group for lever in levers)
    return bool(a.effect)


def sources_of(case: Case, keys: tuple[str, ...]) -> Mapping[str, Assumption]:
    """The assumptions behind some keys."""
    return {key: case.assumptions[key] for key in keys if key in case.assumptions}


def model_hash() -> str:
    """A hash of every formula: its name, its expression and its marks."""
    text = "\n".join(f"{n}={ast.unparse(line.expression)}|{line.marks}" for n, line in sorted(lines().items()))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
