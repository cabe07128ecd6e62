"""Running only what some nodes need, over draws of which some may not hold: those say so, the others stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geduld.engine.calendar import ByMonth, Calendar
from geduld.engine.run import SLACK, Months, Past, State, stacked
from geduld.engine.wiring import Node, Plan
from geduld.marks import Value

LARGEST = float(np.finfo(np.float64).max)


@dataclass(frozen=True)
class Attempt:
    """Monthly values of the nodes asked for, shape (H+1, n), and the draws in which everything held, shape (n,)."""

    values: Mapping[Node, Months]
    held: NDArray[np.bool_]


def needed(plan: Plan, nodes: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes and everything they rest on, in computing order."""
    todo, found = list(nodes), set[Node]()
    while todo:
        if (node := todo.pop()) not in found:
            found.add(node)
            todo += [n for source in plan.reads(node) for n in source.nodes]
    return tuple(node for node in plan.order if node in found)


def attempt(
    plan: Plan,
    values: Mapping[str, Value | ByMonth],
    calendar: Calendar,
    past: Past,
    pins: Mapping[str, Sequence[float]],
    order: tuple[Node, ...],
    keep: Sequence[Node],
    n: int,
) -> Attempt:
    """Compute some nodes; a draw in which a formula fails, or a value breaks what must hold, is marked, not refused.

    Args:
        plan: from `wire`.
        values: ready value per assumption key; floats, or arrays of shape (n,).
        calendar: months and the calendar they lie in.
        past: what windows that reach before month 1 read.
        pins: node -> values of months 1..H, for the nodes the plan has pinned.
        order: from `needed`, for the nodes to keep.
        keep: the nodes whose monthly values are wanted.
        n: how many draws.

    Raises:
        ModelError: a formula cannot be computed from values that are the same in every draw.
        CaseError: a window reaches before a history that is not there.
    """
    state = State(plan, values, calendar, past, pins, order)
    with np.errstate(all="ignore"):
        state.compute()
    held = np.ones(n, dtype=np.bool_)
    for node in order:
        held &= _held(plan, node, state.columns[node])
    blank = np.zeros(n)
    return Attempt({node: stacked([v + blank for v in state.columns[node]]) for node in keep}, held)


def _held(plan: Plan, node: Node, column: list[Value]) -> NDArray[np.bool_]:
    """The draws in which every month is a number within the limits of the line."""
    marks = plan.lines[node.line].marks
    lower = -LARGEST if marks.lower is None else marks.lower - SLACK
    upper = LARGEST if marks.upper is None else marks.upper + SLACK
    lowest = highest = column[0]
    for value in column[1:]:
        lowest, highest = np.minimum(lowest, value), np.maximum(highest, value)
    return np.asarray((lowest >= lower) & (highest <= upper), dtype=np.bool_)
