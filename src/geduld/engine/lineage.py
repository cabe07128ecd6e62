"""Lineage: what a line rests on, from the signatures alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geduld.engine.wiring import Node, Plan

GRADES = "ABCD"


@dataclass(frozen=True)
class Branch:
    """A node (or, as a leaf, an assumption key) and what it reads; `again` when it was opened up before."""

    name: str
    is_assumption: bool
    reads: tuple[Branch, ...] = ()
    again: bool = False


def tree(plan: Plan, node: Node, seen: set[Node] | None = None) -> Branch:
    """The node with everything it rests on, each part opened up once; `seen` holds what was opened up before."""
    return _branch(plan, node, set() if seen is None else seen)


def _branch(plan: Plan, node: Node, seen: set[Node]) -> Branch:
    if node in seen:
        return Branch(str(node), is_assumption=False, again=True)
    seen.add(node)
    reads: list[Branch] = []
    for source in plan.reads(node):
        leaf = [Branch(source.key, is_assumption=True)] if source.key else []
        reads += leaf + [_branch(plan, n, seen) for n in source.nodes]
    return Branch(str(node), is_assumption=False, reads=tuple(reads))


def assumptions(plan: Plan, nodes: Iterable[Node]) -> tuple[str, ...]:
    """Keys of all assumptions the nodes rest on, sorted."""
    todo, seen, keys = list(nodes), set[Node](), set[str]()
    while todo:
        node = todo.pop()
        for source in plan.reads(node) if node not in seen else ():
            keys |= {source.key} - {""}
            todo += source.nodes
        seen.add(node)
    return tuple(sorted(keys))


def weakest(grades: Iterable[str]) -> str:
    """The grade of a line: that of its weakest input; "" for none."""
    return max(grades, default="", key=GRADES.index)


def grade(plan: Plan, nodes: Iterable[Node], grade_of: Callable[[str], str | None]) -> str:
    """The grade of a line is that of its weakest effect input; `grade_of` gives None for what is no effect."""
    found = (grade_of(key) for key in assumptions(plan, nodes))
    return weakest(g for g in found if g)
