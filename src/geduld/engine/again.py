"""Running again only what rests on some assumptions, where all else has been computed already."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from geduld.engine.calendar import ByMonth, Calendar
from geduld.engine.run import Months, Past, State, stacked
from geduld.engine.wiring import Node, Plan
from geduld.marks import Value


def resting_on(plan: Plan, keys: Collection[str]) -> tuple[Node, ...]:
    """The nodes that rest on some assumptions, directly or through others, in computing order."""
    found: set[Node] = set()
    size = -1
    while size < len(found):  # what a month reads of the month before may come later in the order
        size = len(found)
        found |= {node for node in plan.order if _rests(plan, node, keys, found)}
    return tuple(node for node in plan.order if node in found)


def _rests(plan: Plan, node: Node, keys: Collection[str], found: Collection[Node]) -> bool:
    return any(s.key in keys or any(n in found for n in s.nodes) for s in plan.reads(node))


def read_beside(plan: Plan, nodes: Sequence[Node]) -> tuple[Node, ...]:
    """What some nodes read of nodes that are not among them."""
    read = dict.fromkeys(n for node in nodes for source in plan.reads(node) for n in source.nodes)
    return tuple(node for node in read if node not in nodes)


def again(
    plan: Plan,
    known: Mapping[Node, Months],
    values: Mapping[str, Value | ByMonth],
    calendar: Calendar,
    past: Past,
    order: tuple[Node, ...],
    keep: Sequence[Node],
) -> dict[Node, Months]:
    """Compute some nodes from others that have been computed.

    Args:
        plan: from `wire`.
        known: monthly values of what the nodes read beside each other, shape (H+1,) or (H+1, n).
        values: ready value per assumption key; floats, arrays of shape (n,), or a number per month.
        calendar: months and the calendar they lie in.
        past: what windows that reach before month 1 read.
        order: the nodes, from `resting_on`; none of them pinned.
        keep: those of them whose monthly values are wanted.

    Returns:
        Monthly values of the nodes kept, shapes as in `run`.

    Raises:
        ModelError, CaseError: as `run`, where a formula cannot be computed.
    """
    state = State(plan, values, calendar, past, {}, order, known)
    with np.errstate(all="ignore"):
        state.compute()
    return {node: stacked(state.columns[node]) for node in keep}
