"""Values ready for the formulas: levers applied, foreign money converted, old prices brought to the decision."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from geduld.assumptions import AS_IT_WORKED, Assumption
from geduld.case_records import Case, Strategy, split_key
from geduld.dated import Dated
from geduld.engine.calendar import ByMonth, Calendar
from geduld.errors import CaseError, near_match, problem
from geduld.marks import Value

TRANSFER, TRIAL = "transfer_share", "_trial_transfer"
INDEX_KEYS = {"prices": "past_inflation_pa", "wages": "past_wage_growth_pa"}

Ready = Value | ByMonth
"""What the formulas read: one number, one per draw, or a known one per month."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A money amount as its source has it, and in the case's currency at the decision; both at base values."""

    key: str
    raw: float
    raw_unit: str
    price_level: str
    today: float
    unit: str


def ready_values(case: Case, strategy: str, draws: Mapping[str, Value] | None = None) -> dict[str, Ready]:
    """Every assumption's value as the formulas read it, by full key.

    Args:
        case: from `load_case`.
        strategy: the id of one of its strategies.
        draws: raw values in the assumption's own unit and price level instead of the base; shape (n,), or floats.

    Returns:
        Base values or draws with the strategy's levers, in EUR at the decision; `<effect>_trial_transfer` per effect.

    Raises:
        CaseError: there is no such strategy, or a draw is given for a key the case does not have.
    """
    raw = raw_values(case, draws) | dict(chosen(case, strategy).levers)
    ready: dict[str, Ready] = {key: _ready(case, a, raw) for key, a in case.assumptions.items()}
    ready |= {key: _by_month(case, a, raw) for key, a in case.assumptions.items() if a.dated}
    levers = {key: value for key, value in raw.items() if key not in case.assumptions}
    return ready | levers | trial_transfers(case)


def raw_values(case: Case, draws: Mapping[str, Value] | None = None) -> dict[str, Value]:
    """Base values by key, or the draws given for them; in their own units and price levels.

    Raises:
        CaseError: a draw is given for a key the case does not have.
    """
    raw: dict[str, Value] = {key: a.base for key, a in case.assumptions.items()}
    own = [key for key, a in case.assumptions.items() if not a.same_as]
    for key in draws or {}:
        if key not in own:
            raise CaseError(problem("draws", key, "no assumption with a value of its own", near=near_match(key, own)))
    raw |= dict(draws or {})
    return raw | {key: raw[a.same_as] for key, a in case.assumptions.items() if a.same_as}


def chosen(case: Case, strategy: str) -> Strategy:
    """The strategy with this id.

    Raises:
        CaseError: there is none.
    """
    if strategy not in case.strategies:
        near, allowed = near_match(strategy, case.strategies), ", ".join(case.strategies)
        raise CaseError(problem("strategies", strategy, "there is no such strategy", allowed=allowed, near=near))
    return case.strategies[strategy]


def price_inputs(case: Case, key: str) -> tuple[str, ...]:
    """The assumptions that a ready value rests on beside its own: an exchange rate, a past price or wage growth."""
    a = case.assumptions.get(key)
    if a is None:
        return ()
    index = INDEX_KEYS.get(a.indexed_by) if years_to_decision(a.price_level, case.decision) else None
    return tuple(name for name in (a.exchange_rate, index) if name)


def price_names(case: Case) -> frozenset[str]:
    """Names of all exchange rates and past growth rates: they prepare values, whether or not this case needs them."""
    rates = {a.name for a in case.declared.values() if a.unit.startswith("EUR/") and not a.currency}
    return frozenset(rates | set(INDEX_KEYS.values()))


def raw_amounts(case: Case) -> dict[str, Amount]:
    """The money amounts that are converted or indexed, by key, with what they were and what they are."""
    raw = raw_values(case)
    return {
        key: Amount(key, a.base, a.unit, a.price_level, float(_ready(case, a, raw)), a.ready_unit)
        for key, a in case.assumptions.items()
        if price_inputs(case, key)
    }


def trial_transfers(case: Case) -> dict[str, Value]:
    """For each effect, the share of what was learned that reached the job where the effect was measured.

    1 for an effect at full applied skill; else what the trial declares, else the declared base transfer: a constant,
    so that a company with a better or worse transfer gets more or less of the effect. None for a team as it worked.
    """
    found = {key: a.measured_on for key, a in case.assumptions.items() if a.measured_on}
    effects = {key: m for key, m in found.items() if m.group != AS_IT_WORKED}
    base = case.declared[TRANSFER].base
    trained = {key: base if m.transfer is None else m.transfer for key, m in effects.items()}
    return {key + TRIAL: 1.0 if effects[key].group == "full applied skill" else trained[key] for key in effects}


def _ready(case: Case, a: Assumption, raw: Mapping[str, Value]) -> Value:
    value = raw[a.key]
    if a.exchange_rate:
        value = value * raw[a.exchange_rate]
    index = INDEX_KEYS.get(a.indexed_by)
    years = years_to_decision(a.price_level, case.decision)
    return value * (1 + raw[index]) ** years if index and years else value


def _by_month(case: Case, a: Assumption, raw: Mapping[str, Value]) -> ByMonth:
    """A dated constant month by month, in the decision's currency; a person's tax year is the calendar year."""
    assert a.dated
    known = a.dated.each(lambda value: float(_ready(case, a, {**raw, a.key: value})))
    return ByMonth(_over_months(known.by, tuple(known.values.items()), calendar_of(case), a.per == "owner"))


@lru_cache(maxsize=1024)
def _over_months(
    by: Literal["by_calendar_month", "by_year"],
    values: tuple[tuple[int, float], ...],
    calendar: Calendar,
    personal: bool,
) -> tuple[float, ...]:
    """Kept, because every block of draws asks for the same months again."""
    known, year = Dated(by, dict(values)), calendar.calendar_year if personal else calendar.fiscal_year
    return tuple(known.at(calendar.calendar_month(m), year(m)) for m in range(calendar.months + 1))


def calendar_of(case: Case) -> Calendar:
    """The months of the case."""
    return Calendar(case.decision.month, case.fiscal_year_starts, case.months, case.decision.year)


def years_to_decision(price_level: str, decision: date) -> float:
    """Years from the middle of the price level (a year, or a month) to the decision; 0 for money of that day."""
    if price_level in ("", "decision"):
        return 0.0
    year, _, month = price_level.partition("-")
    middle = int(month) - 0.5 if month else 6.0
    length = calendar.monthrange(decision.year, decision.month)[1]
    at = decision.month - 1 + decision.day / length
    return decision.year - int(year) + (at - middle) / 12


def inputs_of(case: Case, key: str) -> tuple[str, ...]:
    """The keys of the assumptions that a ready value rests on, its own first; for lineage down to the sources."""
    own = key.removesuffix(TRIAL) if key.endswith(TRIAL) else key
    return (own, *price_inputs(case, own)) if split_key(own)[1] else ()
