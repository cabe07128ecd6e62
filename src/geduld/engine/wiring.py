"""Wiring: every parameter of every line tied to what it reads, for the elements of one case, in computing order."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter

from geduld.engine.lines import Line
from geduld.engine.names import Reading, is_tense, reading
from geduld.errors import CaseError, ModelError, near_match, problem
from geduld.marks import MONTH_INPUTS, Grain

Element = str
"""Where a line is computed: "" the company, "track.internal", "segment.home.class.all", "owner.family"."""


@dataclass(frozen=True, slots=True)
class Node:
    """One line at one element; its identity in a plan."""

    line: str
    element: Element = ""

    def __str__(self) -> str:
        return f"{self.element}.{self.line}" if self.element else self.line


@dataclass(frozen=True, slots=True)
class Source:
    """Where one argument comes from: an assumption's `key`, a `month` input, or the sum of `nodes` in a tense."""

    reading: Reading
    key: str = ""
    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, eq=False)
class Plan:
    """All nodes of a case in computing order, with their sources; equal to itself only."""

    lines: Mapping[str, Line]
    elements: Mapping[Grain, tuple[Element, ...]]
    sources: Mapping[Node, tuple[Source, ...]]
    openings: Mapping[Node, Source]
    pinned: tuple[Node, ...]
    unused: tuple[str, ...]

    @cached_property
    def order(self) -> tuple[Node, ...]:
        """Nodes such that each comes after what it reads of the same month."""
        graph = {node: [n for s in self.reads(node) for n in _same_month(s)] for node in self.sources}
        try:
            return tuple(TopologicalSorter(graph).static_order())
        except CycleError as error:
            circle = " -> ".join(str(node) for node in reversed(error.args[1]))
            raise ModelError(problem("formulas", circle, "these lines read each other in one month")) from None

    def reads(self, node: Node) -> tuple[Source, ...]:
        """Everything a node rests on directly, its opening balance included."""
        return (*self.sources[node], *((self.openings[node],) if node in self.openings else ()))

    def nodes(self, line: str) -> tuple[Node, ...]:
        """The nodes of a line, one per element.

        Raises:
            CaseError: there is no such line.
        """
        if line not in self.lines:
            raise CaseError(problem("lines", line, "there is no such line", near=near_match(line, self.lines)))
        return tuple(Node(line, element) for element in self.elements[self.lines[line].marks.per])


def wire(
    lines: Mapping[str, Line],
    elements: Mapping[Grain, Sequence[Element]],
    keys: Collection[str],
    *,
    measured: Collection[str] = (),
    pins: Collection[str] = (),
) -> Plan:
    """Tie every line to its sources.

    Args:
        lines: from `collect`.
        elements: the elements of each grain in this case.
        keys: full keys of the assumptions that have a value.
        measured: names of assumptions that measures read beside the lines.
        pins: nodes ("line" or "element.line") that the case fixes to given values.

    Raises:
        ModelError: an unknown, duplicate, cyclic or unread name among the formulas.
        CaseError: an assumption that nothing reads, a missing value, a pin that is no line.
    """
    wiring = _Wiring(lines, {g: tuple(e) for g, e in elements.items()}, frozenset(keys))
    wiring.check_names()
    wiring.check_marks()
    everything, openings = wiring.all_sources(), wiring.all_openings()
    pinned = tuple(wiring.pinned(pin) for pin in pins)
    whole = Plan(lines, wiring.elements, everything, openings, pinned, ())
    _check_used(wiring, whole, measured)
    plan = replace(whole, sources={node: (() if node in pinned else found) for node, found in everything.items()})
    plan = replace(plan, unused=tuple(sorted(_reached(whole) - _reached(plan))))
    _ = plan.order  # a circle is said now, not at the first run
    return plan


@dataclass(frozen=True)
class _Wiring:
    lines: Mapping[str, Line]
    elements: Mapping[Grain, tuple[Element, ...]]
    keys: frozenset[str]

    @cached_property
    def names(self) -> frozenset[str]:
        return frozenset(key.rpartition(".")[2] for key in self.keys)

    @cached_property
    def known(self) -> frozenset[str]:
        return self.names | set(self.lines) | set(MONTH_INPUTS)

    @cached_property
    def tracks(self) -> frozenset[str]:
        return frozenset(element.rpartition(".")[2] for element in self.elements["track"])

    def check_names(self) -> None:
        for name, line in self.lines.items():
            if name in self.names:
                raise ModelError(problem(line.place, name, "a line and an assumption have the same name"))
            if is_tense(name) or name in MONTH_INPUTS:
                raise ModelError(
                    problem(line.place, name, "the name is kept for opening_, lag, trailing or month inputs")
                )

    def check_marks(self) -> None:
        """Flows of the day of the decision reach everything that rests on them, and openings are declared."""
        for line in self.lines.values():
            for parameter in line.parameters:
                read = reading(parameter, self.known, self.tracks)
                if read.name in self.lines:
                    _check_month_zero(line, parameter, read, self.lines[read.name])
                elif line.marks.constant and read.name in MONTH_INPUTS:
                    raise ModelError(problem(line.place, line.name, f"a constant line cannot read `{parameter}`"))

    def read_names(self) -> set[str]:
        """Every name that some line reads or opens at, whether or not the case has elements to compute it for."""
        parameters = {p for line in self.lines.values() for p in line.parameters}
        openings = {o for line in self.lines.values() if isinstance(o := line.marks.opening, str)}
        return openings | {reading(p, self.known, self.tracks).name for p in parameters}

    def all_sources(self) -> dict[Node, tuple[Source, ...]]:
        return {
            Node(line.name, element): tuple(self.source(line, element, p) for p in line.parameters)
            for line in self.lines.values()
            for element in self.elements[line.marks.per]
        }

    def source(self, line: Line, element: Element, parameter: str) -> Source:
        read = reading(parameter, self.known, self.tracks)
        place = f"track.{read.track}" if read.track else element
        if read.name in self.lines:
            return Source(read, nodes=self.read_nodes(line, place, self.lines[read.name]))
        if read.tense != "now" and read.name in self.known:
            raise ModelError(problem(line.place, line.name, f"reads `{parameter}`, but only a line has a past"))
        if read.name in MONTH_INPUTS:
            return Source(read)
        if (key := self.key(read.name, place)) is None:
            raise self.missing(line, element, parameter, read)
        return Source(read, key=key)

    def all_openings(self) -> dict[Node, Source]:
        return {
            Node(line.name, element): self.opening(line, element, line.marks.opening)
            for line in self.lines.values()
            if isinstance(line.marks.opening, str)
            for element in self.elements[line.marks.per]
        }

    def opening(self, line: Line, element: Element, balance: str) -> Source:
        """The assumption or constant line that a stock opens at."""
        read = Reading(balance)
        if (key := self.key(balance, element)) is not None:
            return Source(read, key=key)
        if balance in self.lines and self.lines[balance].marks.constant:
            return Source(read, nodes=self.read_nodes(line, element, self.lines[balance]))
        if balance in self.names:
            raise self.missing(line, element, balance, read)
        constants = [name for name, other in self.lines.items() if other.marks.constant]
        near = near_match(balance, [*self.names, *constants])
        what = f"opens at `{balance}`, which is no assumption and no constant line"
        raise ModelError(problem(line.place, line.name, what, near=near))

    def read_nodes(self, line: Line, place: Element, other: Line) -> tuple[Node, ...]:
        found = tuple(Node(other.name, e) for e in self.elements[other.marks.per] if _related(place, e))
        if not found and self.elements[other.marks.per]:
            what = f"a line per {line.marks.per} cannot read `{other.name}`, which is per {other.marks.per}"
            raise ModelError(problem(line.place, line.name, what))
        return found

    def key(self, name: str, element: Element) -> str | None:
        """The element's own key, else that of what it is part of, else the plain one."""
        candidates = [f"{place}.{name}" for place in _places(element)] + [name]
        return next((key for key in candidates if key in self.keys), None)

    def missing(self, line: Line, element: Element, parameter: str, read: Reading) -> ModelError | CaseError:
        if read.name in self.names:
            what = f"`{line.name}` reads it for {element or 'the company'}, and it has no value there"
            return CaseError(problem("assumptions", parameter, what))
        what = f"reads `{parameter}`, which is no line, no assumption and no month input"
        return ModelError(problem(line.place, line.name, what, near=near_match(read.name, self.known)))

    def pinned(self, pin: str) -> Node:
        element, _, name = pin.rpartition(".")
        if name not in self.lines:
            raise CaseError(problem("pins.csv", pin, "there is no such line", near=near_match(name, self.lines)))
        if element not in (allowed := self.elements[self.lines[name].marks.per]):
            where = ", ".join(e or "the company" for e in allowed)
            raise CaseError(problem("pins.csv", pin, "the line is not computed there", allowed=where))
        return Node(name, element)


def _check_month_zero(line: Line, parameter: str, read: Reading, other: Line) -> None:
    if read.tense == "now" and other.marks.at_decision and not line.marks.at_decision:
        what = f"reads `{parameter}`, which moves on the day of the decision: mark the line @at_decision too"
        raise ModelError(problem(line.place, line.name, what))
    stock = other.marks.opening is not None
    if read.tense == "opening" and not stock and (line.marks.at_decision or not other.marks.at_decision):
        raise ModelError(
            problem(line.place, line.name, f"reads `{parameter}`, but `{other.name}` has no @opening balance")
        )
    if line.marks.constant and not other.marks.constant:
        raise ModelError(problem(line.place, line.name, f"a constant line cannot read `{other.name}`, which moves"))


def _check_used(wiring: _Wiring, plan: Plan, measured: Collection[str]) -> None:
    """Every assumption is read, and every line is read or shown."""
    read = wiring.read_names()
    used = {s.key for node in plan.sources for s in plan.reads(node)}
    for key in sorted(wiring.keys - used):
        name = key.rpartition(".")[2]
        shadowed = "." not in key and name in read
        if name not in measured and not shadowed:
            near = near_match(name, read - wiring.names)
            raise CaseError(problem("assumptions", key, "no line and no measure reads this assumption", near=near))
    for line in wiring.lines.values():
        if not (line.marks.outcome or line.marks.group or line.name in measured or line.name in read):
            raise ModelError(problem(line.place, line.name, "no line reads it and it is not marked @outcome"))


def _reached(plan: Plan) -> set[str]:
    """Keys that what is shown rests on."""
    todo = [node for node in plan.sources if plan.lines[node.line].marks.outcome]
    seen, keys = set[Node](), set[str]()
    while todo:
        if (node := todo.pop()) not in seen:
            seen.add(node)
            keys |= {s.key for s in plan.reads(node)} - {""}
            todo += [n for s in plan.reads(node) for n in s.nodes]
    return keys


def _same_month(source: Source) -> tuple[Node, ...]:
    return () if source.reading.tense in ("opening", "lag") else source.nodes


def _places(element: Element) -> list[Element]:
    """The element and what it is part of, inner first: a class, then its segment."""
    parts = element.split(".") if element else []
    return [".".join(parts[:n]) for n in range(len(parts), 0, -2)]


def _related(place: Element, other: Element) -> bool:
    """Whether `other` is this place, part of it, or what it is part of."""
    return not place or not other or f"{other}.".startswith(f"{place}.") or f"{place}.".startswith(f"{other}.")
