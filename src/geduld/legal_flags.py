"""What the law may say about a strategy: computed from its levers, the assumptions and the facts of the case.

Not legal advice: a flag says which question to ask a lawyer, for which months, and on what source the question rests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from math import fsum
from typing import Literal

from geduld.case_records import Case, Strategy
from geduld.words.labels import table

Status = Literal["applies", "does_not_apply", "unknown"]
Found = tuple[Status, str, dict[str, float]]
"""Whether it applies, the id of the reason, and the numbers in its text."""

FILE = "flags.toml"
UNTOUCHED = "untouched"
CHANGES = ("squeeze_price_cut_share", "squeeze_payment_days")
WHAT, DAYS, SQUEEZE_START = "squeeze_purchase_share", "squeeze_payment_days", "squeeze_start_month"
ADVISED = {
    "staff_cut_share": "staff_cut_month", "branches": "branch_start_month", "layers_removed": "autonomy_start_month",
}  # fmt: skip
"""Levers whose decision a works council advises on, with the month in which each starts."""
LONGEST_TERM = 30.0
"""Days, t7_payment_term."""
NEEDED = 2
"""Of three size limits, o_nl_size_limits_2024."""
BALANCE, TURNOVER, STAFF = (20e6, 25e6), (40e6, 50e6), (250.0, 250.0)
"""Limits of before and from 13 March 2024: EUR, EUR (t7_payment_term, o_nl_size_limits_2024) and staff."""
ASSETS = tuple(f"{item}_at_start" for item in ("cash", "receivables", "stock", "fixed_assets", "other_assets"))
COUNCIL, COUNCIL_KEY = "works_council_staff", "t7_works_council_advice"
WHOLE = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Flag:
    """One question of law about one strategy.

    Args:
        strategy: id of the strategy.
        id: id of the question.
        status: whether the rule applies, as far as the case can say.
        reason: id of the reason.
        text: the reason in each language.
        label: the question in each language.
        months: first and last month in which it matters; None where it does not apply.
        evidence: keys of the sources.
    """

    strategy: str
    id: str
    status: Status
    reason: str
    text: Mapping[str, str]
    label: Mapping[str, str]
    months: tuple[int, int] | None
    evidence: tuple[str, ...] = field(default=())

    @property
    def touched(self) -> bool:
        """Whether the strategy does anything that the rule is about."""
        return self.reason != UNTOUCHED


def flags(case: Case) -> tuple[Flag, ...]:
    """Every question about every strategy of a case, in a fixed order: the same set for each strategy."""
    return tuple(_flag(case, strategy, rule) for strategy in case.strategies.values() for rule in RULES)


@dataclass(frozen=True, slots=True)
class _Rule:
    """A question: what answers it, the sources, and the levers that touch it with the month in which each starts."""

    id: str
    answer: Callable[[Case, Strategy], Found]
    evidence: tuple[str, ...]
    starts: Mapping[str, str]
    beforehand: bool = False


def _flag(case: Case, strategy: Strategy, rule: _Rule) -> Flag:
    starts = [_lever(case, strategy, start) for lever, start in rule.starts.items() if _lever(case, strategy, lever)]
    first = min(starts, default=case.months)
    status, reason, values = rule.answer(case, strategy) if first < case.months else _not(UNTOUCHED)
    last = (0, int(first)) if rule.beforehand else (int(first) + 1, case.months)
    words = table(FILE)
    text = {language: said.format_map(_shown(values)) for language, said in words[reason].items()}
    months = None if status == "does_not_apply" else last
    return Flag(strategy.id, rule.id, status, reason, text, words[rule.id], months, rule.evidence)


def _shown(values: Mapping[str, float]) -> dict[str, str]:
    return {name: f"{value:.0f}" for name, value in values.items()}


def _not(reason: str, **values: float) -> Found:
    return "does_not_apply", reason, values


def _lever(case: Case, strategy: Strategy, name: str) -> float:
    """The largest setting of a lever, at whatever element; its default, or 0 where there is no such lever."""
    said = [value for key, value in strategy.levers.items() if key.rpartition(".")[2] == name]
    return max(said) if said else case.declared[name].base if name in case.declared else 0.0


def _payment_term(case: Case, strategy: Strategy) -> Found:
    days, before = _lever(case, strategy, DAYS), case.legal.payment_term_days
    after = (before or 0.0) + days
    if not (days and _lever(case, strategy, WHAT)):
        return _not(UNTOUCHED)
    if _all_large(case):
        return _not("no_small_supplier")
    if after <= LONGEST_TERM:
        return ("unknown", "term_not_known", {"days": days}) if before is None else _not("term_within_30", after=after)
    return _by_size(case, {"before": before or 0.0, "after": after})


def _by_size(case: Case, values: dict[str, float]) -> Found:
    """The term is too long for a large buyer with a small supplier: is it one, and has it any?"""
    found = list(_limits_met(case))
    values |= {"met": found.count(True), "open": found.count(None)}
    if values["met"] + values["open"] < NEEDED:
        return _not("buyer_not_large", **values)
    if values["met"] < NEEDED:
        return "unknown", "buyer_size_not_known", values
    small = any(supplier.small for supplier in case.suppliers.values())
    return ("applies", "term_over_30", values) if small else ("unknown", "supplier_size_not_known", values)


def _all_large(case: Case) -> bool:
    """Whether everything is bought from suppliers that the case says are large."""
    return fsum(s.purchase_share for s in case.suppliers.values() if s.small == 0) >= WHOLE


def _limits_met(case: Case) -> Iterator[bool | None]:
    """Balance sheet, turnover and staff against the limits; None between the limits of two dates, or not known."""
    found = [case.assumption(name) for name in ASSETS]
    yield _over(fsum(a.base for a in found if a) if all(found) else None, BALANCE)
    revenue = case.history.get("total_revenue")
    yield _over(fsum(revenue.values) if revenue else None, TURNOVER)
    staff = _staff(case)
    yield None if staff is None else staff >= STAFF[0]


def _over(value: float | None, limits: tuple[float, float]) -> bool | None:
    if value is None or limits[0] < value <= limits[1]:
        return None
    return value > limits[1]


def _staff(case: Case) -> float | None:
    staff = case.assumption("staff", "track.internal")
    return staff.base if staff else None


def _one_sided(case: Case, _: Strategy) -> Found:
    running = case.legal.running_contracts
    if running is None:
        return "unknown", "contracts_not_known", {}
    return ("applies", "contracts_running", {}) if running else _not("contracts_not_running")


def _food(case: Case, _: Strategy) -> Found:
    food = case.legal.food_chain
    if food is None:
        return "unknown", "food_not_known", {}
    return ("applies", "food_bought", {}) if food else _not("no_food_bought")


def _council(case: Case, _: Strategy) -> Found:
    said, staff = case.assumption(COUNCIL), _staff(case) or 0.0
    values = {"staff": staff, "threshold": said.base if said else float(case.evidence[COUNCIL_KEY].central)}
    return ("applies", "enough_staff", values) if staff >= values["threshold"] else _not("too_few_staff", **values)


SQUEEZE = dict.fromkeys(CHANGES, SQUEEZE_START)
RULES = (
    _Rule("payment_term", _payment_term, ("t7_payment_term", "o_nl_size_limits_2024"), {DAYS: SQUEEZE_START}),
    _Rule("one_sided_change", _one_sided, ("t7_unilateral_contract",), SQUEEZE),
    _Rule("food_chain", _food, ("t7_food_chain_act",), SQUEEZE),
    _Rule("works_council", _council, (COUNCIL_KEY,), ADVISED, beforehand=True),
)
"""The questions, in the order in which they are shown."""
