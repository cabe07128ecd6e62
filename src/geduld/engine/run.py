"""Running a plan: the formulas month by month, on floats or on arrays of draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from geduld.engine.calendar import ByMonth, Calendar
from geduld.engine.wiring import Element, Node, Plan, Source
from geduld.errors import CaseError, ModelError, problem
from geduld.marks import Value

Months = NDArray[np.float64]
"""Monthly values: shape (H+1,), or (H+1, n) over draws; index 0 is the day of the decision."""
Reader = Callable[[int], Value]
SLACK = 1e-9
"""How far a value may lie beyond what must hold: binary rounding, not a breach."""


@dataclass(frozen=True)
class Past:
    """What happened before month 1: 12 monthly values per line, and the fiscal year to date at the decision.

    Both are keyed by line, or by element and line ("owner.family.net_dividend").
    """

    history: Mapping[str, Sequence[float]] = field(default_factory=dict)
    year_to_date: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Run:
    """The monthly values of every node of a plan, for one strategy."""

    plan: Plan
    values: Mapping[Node, Months]

    def line(self, name: str, element: Element | None = None) -> Months:
        """Monthly values of a line: at one element, or summed over all.

        Returns:
            Shape (H+1,) or (H+1, n), in the unit of the line.

        Raises:
            CaseError: no such line, or the line is not computed at this element.
        """
        nodes = [n for n in self.plan.nodes(name) if element is None or n.element == element]
        if not nodes and element is not None:
            allowed = ", ".join(n.element for n in self.plan.nodes(name))
            raise CaseError(problem("lines", f"{element}.{name}", "the line is not computed there", allowed=allowed))
        if not nodes:
            raise CaseError(
                problem("lines", name, f"the case has no {self.plan.lines[name].marks.per} to compute it for")
            )
        return np.asarray(sum((self.values[n] for n in nodes[1:]), start=self.values[nodes[0]]))


def run(
    plan: Plan,
    values: Mapping[str, Value | ByMonth],
    calendar: Calendar,
    past: Past | None = None,
    pins: Mapping[str, Sequence[float]] | None = None,
) -> Run:
    """Compute all lines of a plan from month 0 to the last.

    Args:
        plan: from `wire`.
        values: ready value per assumption key; floats, arrays of shape (n,), one per draw, or a number per month.
        calendar: months and the calendar they lie in.
        past: what windows that reach before month 1 read.
        pins: node -> values of months 1..H, for the nodes the plan has pinned.

    Raises:
        ModelError: a formula cannot be computed (division by zero), with line, element and month.
        CaseError: a value outside what must hold, or a window that reaches before a history that is not there.
    """
    state = State(plan, values, calendar, past or Past(), pins or {})
    with np.errstate(divide="raise", invalid="raise", over="raise"):
        state.compute()
    done = {node: stacked(column) for node, column in state.columns.items()}
    for node, column in done.items():
        _check(plan, node, column)
    return Run(plan, done)


class State:
    """The columns being filled, of all nodes or of some that need no others than are known; a list of months each."""

    def __init__(
        self,
        plan: Plan,
        values: Mapping[str, Value | ByMonth],
        calendar: Calendar,
        past: Past,
        pins: Mapping[str, Sequence[float]],
        order: tuple[Node, ...] | None = None,
        known: Mapping[Node, Months] | None = None,
    ) -> None:
        self.order = plan.order if order is None else order
        self.plan, self.given, self.calendar, self.past, self.pins = plan, values, calendar, past, pins
        self.inputs = [calendar.inputs(month) for month in range(calendar.months + 1)]
        self.columns: dict[Node, list[Value]] = {node: list(column) for node, column in (known or {}).items()}
        self.columns |= {node: [] for node in self.order}
        self.readers = {node: [self.reader(s) for s in plan.sources[node]] for node in self.order}

    def compute(self) -> None:
        """Fill every column, month by month."""
        for node in self.order:
            self.columns[node].append(self.at_month_zero(node))
        for month in range(1, self.calendar.months + 1):
            for node in self.order:
                self.columns[node].append(self.value(node, month))
        self.readers.clear()  # they know their state: months of all draws would wait for the collector of cycles

    def value(self, node: Node, month: int) -> Value:
        """The node in a month from 1 on, or in month 0 for a line that moves at the decision."""
        if node in self.plan.pinned:
            return self.pins[str(node)][month - 1]
        line = self.plan.lines[node.line]
        try:
            value: Value = line.function(*[read(month) for read in self.readers[node]])
        except (ZeroDivisionError, FloatingPointError, OverflowError) as error:
            raise ModelError(problem(line.place, str(node), f"{error} in month {month}")) from None
        if isinstance(value, complex):
            raise ModelError(problem(line.place, str(node), f"the root of a negative number in month {month}"))
        return value

    def at_month_zero(self, node: Node) -> Value:
        """Stocks equal the opening balance and flows are 0, but for lines that move at the decision."""
        marks = self.plan.lines[node.line].marks
        if node in self.plan.pinned:
            return self.pins[str(node)][0] if marks.constant else self.opening_balance(node)
        if marks.at_decision or marks.constant:
            return self.value(node, 0)
        return self.opening_balance(node)

    def opening_balance(self, node: Node) -> Value:
        """What the node holds before anything moves; 0 for a flow."""
        if (source := self.plan.openings.get(node)) is not None:
            return self.reader(source)(0)
        balance = self.plan.lines[node.line].marks.opening
        return 0.0 if balance is None or isinstance(balance, str) else balance

    def reader(self, source: Source) -> Reader:
        """A function of the month that gives the argument."""
        if source.key:
            value = self.given[source.key]
            if isinstance(value, ByMonth):
                return value.values.__getitem__
            return lambda month: value
        name, tense, k = source.reading.name, source.reading.tense, source.reading.months
        if not source.nodes:
            return lambda month: self.inputs[month].get(name, 0.0)
        parts = [self.node_reader(node, tense, k) for node in source.nodes]
        return parts[0] if len(parts) == 1 else lambda month: _sum([part(month) for part in parts])

    def node_reader(self, node: Node, tense: str, k: int) -> Reader:
        """A function of the month that gives the node in a tense."""
        column = self.columns[node]
        readers: dict[str, Reader] = {
            "now": lambda month: column[month],
            "opening": lambda month: column[month - 1] if month else self.opening_balance(node),
            "lag": lambda month: self.before(node, month - k),
            "trailing": lambda month: _sum([self.before(node, m) for m in range(month - k + 1, month + 1)]),
            "year_to_date": lambda month: self.year_to_date(node, month),
        }
        return readers[tense]

    def before(self, node: Node, month: int) -> Value:
        """The node in a month that may lie before the decision; month 0 holds history and the decision's own flow."""
        column = self.columns[node]
        if month > 0 or (month == 0 and self.plan.lines[node.line].marks.opening is not None):
            return column[month]
        history = self.past.history.get(str(node), self.past.history.get(node.line))
        if history is None or len(history) < 1 - month:
            what = f"month {month} is asked for, and the case has no such history of this line"
            raise CaseError(problem("case.toml", f"history.{node}", what, allowed="12 monthly values, or a year"))
        return history[month - 1] + (column[0] if month == 0 else 0.0)

    def year_to_date(self, node: Node, month: int) -> Value:
        """The node's sum over the fiscal year up to the month, what came before the decision included."""
        column, first = self.columns[node], month - self.calendar.fiscal_month(month) + 1
        if first > 0:
            return _sum(column[first : month + 1])
        opened = self.past.year_to_date.get(str(node), self.past.year_to_date.get(node.line))
        if opened is None:
            raise CaseError(
                problem("case.toml", f"year_to_date.{node}", "the case does not say it, and a line reads it")
            )
        return opened + _sum(column[: month + 1])


def _sum(values: Sequence[Value]) -> Value:
    return sum(values[1:], start=values[0])


def stacked(values: list[Value]) -> Months:
    """The months of one node as an array: shape (H+1,) or (H+1, n)."""
    return np.stack(np.broadcast_arrays(*[np.asarray(v, dtype=np.float64) for v in values]))


def _check(plan: Plan, node: Node, column: Months) -> None:
    marks = plan.lines[node.line].marks
    lower = -np.inf if marks.lower is None else marks.lower - SLACK
    upper = np.inf if marks.upper is None else marks.upper + SLACK
    wrong = ~((column >= lower) & (column <= upper) & np.isfinite(column))
    if wrong.any():
        month = int(np.argmax(wrong.reshape(len(column), -1).any(axis=1)))
        value = column[month].reshape(-1)[int(np.argmax(wrong[month].reshape(-1)))]
        allowed = (
            f"{marks.lower if marks.lower is not None else '-inf'}..{marks.upper if marks.upper is not None else 'inf'}"
        )
        what = f"{value:g} {marks.unit} in month {month}: {marks.because or 'not a number'}"
        raise CaseError(problem("case", str(node), what, allowed=allowed))
