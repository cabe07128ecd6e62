"""The source of a compiled kernel: the formulas of a plan, one after the other, for one draw over all months.

What the month does not change is computed before the months. Nothing is computed that no asked-for line rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from geduld.engine.attempt import needed
from geduld.engine.kernel_words import Translator
from geduld.engine.wiring import Node, Plan, Source
from geduld.marks import MONTH_INPUTS

SLACK = "1e-9"
HEAD = """\
from math import exp, isfinite

import numpy as np
from numba import njit


@njit
def pick(test, one, other):
    return one if test else other


@njit(cache=True, nogil=True, error_model="numpy")
def kernel(first, stop, known, place, drawn, by_month, calendar, history, to_date, pins, out, failed):
    months = calendar.shape[0] - 1
    window = np.empty(({windows}, {before} + months + 1))
    given = known.copy()
    for draw in range(first, stop):
        holds = True
        for i in range(place.shape[0]):
            if place[i] >= 0:
                given[i] = drawn[place[i], draw]
"""
"""Choices are calls and tests are joined without a jump: the compiler recurses as deep as there are jumps."""


@dataclass(frozen=True)
class Layout:
    """Where a kernel finds its inputs and puts its results.

    Attributes:
        kept: the lines asked for, in the order of the results.
        keys: the assumptions read, plain ones first; one number each, or one per draw.
        dated: the assumptions that differ by month.
        windowed: nodes of which earlier months are read, and how many before month 1.
        to_date: nodes that are summed over the fiscal year.
        pinned: nodes that the case fixes.
    """

    plan: Plan
    kept: tuple[Node, ...]
    by_month: frozenset[str]

    @cached_property
    def order(self) -> tuple[Node, ...]:
        """The nodes that the kept ones rest on, in computing order."""
        return needed(self.plan, self.kept)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Everything that is read."""
        return tuple(source for node in self.order for source in self.plan.reads(node))

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Assumptions of one number, or of one per draw."""
        return tuple(sorted({s.key for s in self.sources if s.key} - self.by_month))

    @cached_property
    def dated(self) -> tuple[str, ...]:
        """Assumptions of one number per month."""
        return tuple(sorted({s.key for s in self.sources if s.key} & self.by_month))

    @cached_property
    def windowed(self) -> tuple[Node, ...]:
        """Nodes that are read over a window or with a lag."""
        return self._read_in("lag", "trailing")

    @cached_property
    def before(self) -> int:
        """How many months before the decision's own a window can reach."""
        return max((s.reading.months for s in self.sources if s.reading.tense in ("lag", "trailing")), default=0)

    @cached_property
    def to_date(self) -> tuple[Node, ...]:
        """Nodes that are summed over the fiscal year."""
        return self._read_in("year_to_date")

    @cached_property
    def opened(self) -> frozenset[Node]:
        """Nodes whose month before is read."""
        return frozenset(self._read_in("opening"))

    @cached_property
    def pinned(self) -> tuple[Node, ...]:
        """Nodes that the case fixes."""
        return tuple(node for node in self.order if node in self.plan.pinned)

    def _read_in(self, *tenses: str) -> tuple[Node, ...]:
        found = {node for s in self.sources if s.reading.tense in tenses for node in s.nodes}
        return tuple(node for node in self.order if node in found)


def kernel_source(layout: Layout) -> str:
    """The module of one kernel; its names are numbers, so that one case's kernel serves another of the same shape."""
    return _Writer(layout).module()


class _Writer:
    def __init__(self, layout: Layout) -> None:
        self.layout, self.plan = layout, layout.plan
        self.number: Mapping[Node, int] = {node: i for i, node in enumerate(layout.order)}
        self.key = {key: f"k{i}" for i, key in enumerate(layout.keys)}
        self.dated = {key: i for i, key in enumerate(layout.dated)}
        self.still = self._still()
        self.hoisted: dict[str, str] = {}

    def module(self) -> str:
        layout, order = self.layout, self.layout.order
        head = HEAD.format(windows=max(1, len(layout.windowed)), before=layout.before)
        decision = [text for node in order for text in self.at_decision(node)]
        unmoved = [node for node in order if node in self.still and not self.constant(node)]
        still = [text for n in unmoved for text in (f"v{self.number[n]} = {self.formula(n)}", *self.bounds(n))]
        monthly = [text for node in order if node not in self.still for text in self.in_month(node)]
        opening = [f"o{self.number[node]} = v{self.number[node]}" for node in order if node in layout.opened]
        kept = [f"out[{i}, t, draw] = v{self.number[node]}" for i, node in enumerate(layout.kept)]
        now = [f"{name} = calendar[0, {i}]" for i, name in enumerate(MONTH_INPUTS)]
        lines = [*self.load(), "t = 0", *now, *decision, *kept, *opening, *still, *self.hoists()]
        lines += ["for t in range(1, months + 1):"]
        each = [*[text.replace("[0,", "[t,") for text in now], *monthly, *kept]
        lines += [f"    {text}" for text in (*each, *self.kept_are_finite(), *opening)]
        lines += ["failed[draw] = not holds"]
        return head + "\n".join(f"        {text}" for text in lines) + "\n"

    def load(self) -> list[str]:
        """One number a key: the draw's own, else the same for all."""
        return [f"k{i} = given[{i}]" for i in range(len(self.key))]

    def hoists(self) -> list[str]:
        return [f"{name} = {text}" for text, name in self.hoisted.items()]

    def kept_are_finite(self) -> list[str]:
        names = [f"isfinite(v{self.number[node]})" for node in self.layout.kept]
        return [f"holds = holds & {' & '.join(names)}"]

    # ---- one node ----

    def at_decision(self, node: Node) -> list[str]:
        """Stocks equal the opening balance and flows are 0, but for lines that move at the decision."""
        marks = self.plan.lines[node.line].marks
        if node in self.layout.pinned:
            place = self.layout.pinned.index(node)
            value = f"pins[{place}, 1]" if marks.constant else self.balance(node)
        else:
            moves = marks.at_decision or marks.constant
            value = self.formula(node, decision=True) if moves else self.balance(node)
        return [f"v{self.number[node]} = {value}", *self.bounds(node), *self.remember(node, decision=True)]

    def in_month(self, node: Node) -> list[str]:
        pinned = node in self.layout.pinned
        value = f"pins[{self.layout.pinned.index(node)}, t]" if pinned else self.formula(node)
        return [f"v{self.number[node]} = {value}", *self.bounds(node), *self.remember(node)]

    def balance(self, node: Node) -> str:
        """The opening balance: a key, another line, or a number."""
        if (source := self.plan.openings.get(node)) is not None:
            return self.argument(source, decision=True)
        said = self.plan.lines[node.line].marks.opening
        return "0.0" if said is None or isinstance(said, str) else repr(float(said))

    def bounds(self, node: Node) -> list[str]:
        marks, name = self.plan.lines[node.line].marks, f"v{self.number[node]}"
        limits = [
            (marks.lower, f"({name} >= {marks.lower} - {SLACK})"),
            (marks.upper, f"({name} <= {marks.upper} + {SLACK})"),
        ]
        said = [text for limit, text in limits if limit is not None]
        return [f"holds = holds & {' & '.join(said)}"] if said else []

    def remember(self, node: Node, decision: bool = False) -> list[str]:
        """What later months read of this one: windows, and the fiscal year to date."""
        name, texts = f"v{self.number[node]}", list[str]()
        if node in self.layout.windowed:
            texts += self.window(node, name, decision)
        if node in self.layout.to_date:
            place, total = self.layout.to_date.index(node), f"y{self.number[node]}"
            start = f"to_date[{place}]" if decision else f"pick(fiscal_month == 1, 0.0, {total})"
            texts += [f"{total} = {start} + {name}"]
        return texts

    def window(self, node: Node, name: str, decision: bool) -> list[str]:
        place, before = self.layout.windowed.index(node), self.layout.before
        if not decision:
            return [f"window[{place}, {before} + t] = {name}"]
        stock = self.plan.lines[node.line].marks.opening is not None
        own = name if stock else f"history[{place}, {before}] + {name}"
        past = [f"for m in range({before}):", f"    window[{place}, m] = history[{place}, m]"]
        return [*past, f"window[{place}, {before}] = {own}"]

    # ---- formulas ----

    def formula(self, node: Node, decision: bool = False) -> str:
        """The expression of a line with every name in the kernel's own; what never changes taken out of the months."""
        line = self.plan.lines[node.line]
        arguments = dict(zip(line.parameters, self.plan.sources[node], strict=True))
        names = {name: self.argument(source, decision) for name, source in arguments.items()}
        still = {name for name, source in arguments.items() if self.is_still(source)}
        hoist = None if decision or node in self.still else self.hoisted
        return Translator(names, still, hoist).say(line.expression)

    def argument(self, source: Source, decision: bool) -> str:
        if source.key:
            return self.key.get(source.key) or f"by_month[{self.dated[source.key]}, t]"
        if not source.nodes:
            return source.reading.name if source.reading.name in MONTH_INPUTS else "0.0"
        parts = [self.read(node, source, decision) for node in source.nodes]
        return parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"

    def read(self, node: Node, source: Source, decision: bool) -> str:
        tense, months, number = source.reading.tense, source.reading.months, self.number[node]
        if tense == "opening":
            return f"({self.balance(node)})" if decision else f"o{number}"
        if tense == "year_to_date":
            return f"y{number}"
        if tense == "now":
            return f"v{number}"
        place, at = self.layout.windowed.index(node), f"{self.layout.before} + t"
        if tense == "lag":
            return f"window[{place}, {at} - {months}]"
        return "(" + " + ".join(f"window[{place}, {at} - {k}]" for k in range(months - 1, -1, -1)) + ")"

    # ---- what does not change with the month ----

    def _still(self) -> frozenset[Node]:
        found = set[Node]()
        for node in self.layout.order:
            marks, pinned = self.plan.lines[node.line].marks, node in self.layout.pinned
            plain = not (marks.opening is not None or pinned or self._windowed(node))
            if marks.constant or (plain and all(self.is_still(s, found) for s in self.plan.sources[node])):
                found.add(node)
        return frozenset(found)

    def _windowed(self, node: Node) -> bool:
        return node in self.layout.windowed or node in self.layout.to_date

    def is_still(self, source: Source, still: Iterable[Node] | None = None) -> bool:
        known = self.still if still is None else still
        if source.key:
            return source.key in self.key
        constant = source.reading.tense == "now" and all(node in known for node in source.nodes)
        return bool(source.nodes) and constant

    def constant(self, node: Node) -> bool:
        return self.plan.lines[node.line].marks.constant
