"""All strategies of a case on the same draws, block by block; of each block only measures per draw are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from geduld import model
from geduld.case_records import BASELINE, Case
from geduld.company_measures import COMPANY_LINES, company_measures
from geduld.compiled import attempt_compiled, run_compiled
from geduld.draws import Draws
from geduld.engine import Calendar, Past, Plan, Run
from geduld.engine.attempt import Attempt
from geduld.engine.wiring import Node
from geduld.horizons import Horizons
from geduld.marks import Value
from geduld.owners import READS, Flows, OwnerView
from geduld.spread_summary import ahead_by_year

BLOCK = 1024
PART = 128
"""Flows are added up over this many draws at a time, so that their mean is the same whatever the block."""
FAN = 8192
"""The picture of receipts by month rests on the first so many draws: a sequence of its own, and enough to draw."""

Key = tuple[str, str, str, str]
"""Owner ("" the company), strategy, measure, and the strategy it is against or "" ."""
Sample = Mapping[Key, Flows]
"""Values with the draws along the last axis; those that cannot be are left out."""
Held = NDArray[np.bool_]
Alternatives = Mapping[str, Mapping[str, str]]
"""Owner -> strategy -> the one alternative it is compared with."""
AHEAD = "ahead"
"""Whether receipts to date are above those of another strategy, per whole year."""
SUMMED = ("flow", "before", "last", AHEAD)
"""By month or year, and only the sum over the draws is kept; a draw that cannot be is zero in it."""
MOST_LEFT_OUT = 0.01
"""Ranges of which more than this share of the draws contradict each other are refused."""


def spelt_out(case: Case) -> Case:
    """The case with every term that its owners share said for each owner, so that one kernel serves them all.

    Who has a term of his own and who has the shared one would else be kernels of another shape, and each takes
    a quarter of a minute to compile.
    """
    shared = [a for key, a in case.assumptions.items() if a.per == "owner" and a.kind != "lever" and key == a.name]
    own = {f"owner.{owner}.{a.name}": a for owner in case.owners for a in shared}
    said = {key: replace(a, key=key, same_as=a.same_as or a.key) for key, a in own.items()}
    return replace(case, assumptions={**said, **case.assumptions})


@dataclass(frozen=True)
class Prepared:
    """A case, with every owner's terms spelt out, made ready to be run on draws."""

    case: Case

    @cached_property
    def plan(self) -> Plan:
        """The wired lines."""
        return model.plan(self.case)

    @cached_property
    def calendar(self) -> Calendar:
        """The months of the case."""
        return model.calendar(self.case)

    @cached_property
    def past(self) -> Past:
        """What windows that reach before month 1 read."""
        return model.past(self.case)

    @cached_property
    def keep(self) -> tuple[Node, ...]:
        """The nodes that measures reduce."""
        lines = {name for names, _ in READS.values() for name in names} | set(COMPANY_LINES)
        measured = [node for name in sorted(lines) for node in self.plan.nodes(name)]
        return tuple(dict.fromkeys([*measured, *self.horizons.reads]))

    @cached_property
    def horizons(self) -> Horizons:
        """The lines that rest on the owners' horizons."""
        return Horizons(self.case, self.plan)

    def views(self, runs: Mapping[str, Run]) -> Iterator[OwnerView]:
        """Every owner's view of some runs."""
        return (OwnerView(owner, model.terms(self.case, owner), runs) for owner in self.case.owners)

    def runs(self, raw: Mapping[str, Value]) -> tuple[dict[str, Run], Held]:
        """Strategy -> the lines kept, shape (H+1, n), for raw draws of shape (n,); and which draws hold in all of them.

        What a draw that cannot be leaves behind is zero.
        """
        n = max((np.size(values) for values in raw.values()), default=1)
        tried = {s: self._attempt(s, raw) for s in self.case.strategies}
        held = np.broadcast_to(np.logical_and.reduce([one.held for one in tried.values()]), (n,))
        return {s: Run(self.plan, _wide(one.values, held)) for s, one in tried.items()}, held

    def _attempt(self, strategy: str, raw: Mapping[str, Value]) -> Attempt:
        """The one place where draws meet an engine."""
        ready = model.values(self.case, strategy, raw)
        return attempt_compiled(self.plan, ready, self.calendar, self.past, self.case.pins, self.keep)

    def explain(self, raw: Mapping[str, Value]) -> None:
        """Raise what makes the first draw that cannot be impossible: ModelError or CaseError, with line and month."""
        for s in self.case.strategies:
            ready = model.values(self.case, s, raw)
            run_compiled(self.plan, ready, self.calendar, self.past, self.case.pins, keep=self.keep)


def _wide(lines: Mapping[Node, Flows], held: Held) -> dict[Node, Flows]:
    wide = {node: np.broadcast_to(values, (len(values), len(held))) for node, values in lines.items()}
    return wide if held.all() else {node: np.where(held, values, 0.0) for node, values in wide.items()}


def sample(
    of: Prepared, draws: Draws, block: int, done: Callable[[], None], against: Alternatives | None = None
) -> dict[Key, Flows]:
    """Measures per draw of every owner, strategy and pair of strategies; the same bytes whatever the block.

    Args:
        of: the case.
        draws: all strategies run on these.
        block: draws at a time, a power of two, at least `PART`.
        done: called after each block.
        against: the pairs that are asked for, once they are known; None for all of them.

    Raises:
        CaseError, ModelError: more than a hundredth of the draws cannot be; says of the first what is wrong.
    """
    blocks: list[dict[Key, Flows]] = []
    for start in range(0, draws.n, block):
        part = draws.part(start, start + block)
        runs, held = of.runs(part.raw)
        pictured = draws.replicate == 0 and start < FAN
        found = (*_measured(of, runs, pictured, against), *_by_horizon(of, runs, part, held))
        blocks.append({key: values if key[2] in SUMMED else values[..., held] for key, values in found})
        done()
    _check_left_out(of, draws, sum(len(b["", BASELINE, "cash_lowest", ""]) for b in blocks))
    return {key: np.concatenate([b[key] for b in blocks if key in b], axis=-1) for key in blocks[0]}


def _check_left_out(of: Prepared, draws: Draws, held: int) -> None:
    """Whether few enough draws contradict themselves, as more referrals than arrivals would; else says which."""
    if held < (1 - MOST_LEFT_OUT) * draws.n:
        of.explain(draws.raw)


def _by_horizon(of: Prepared, runs: Mapping[str, Run], draws: Draws, held: Held) -> Iterator[tuple[Key, Flows]]:
    """Flows whatever the horizon; what an owner received before the decision is there in every draw, so it is cut."""
    for strategy, run in runs.items():
        for owner, flows in of.horizons.flows(run, strategy, draws.raw).items():
            yield (owner, strategy, "before", ""), _parts(np.where(held, flows.before, 0.0))
            yield (owner, strategy, "last", ""), _parts(np.where(held, flows.last, 0.0))


def _measured(
    of: Prepared, runs: Mapping[str, Run], pictured: bool, against: Alternatives | None
) -> Iterator[tuple[Key, Flows]]:
    for strategy, run in runs.items():
        yield from ((("", strategy, name, ""), values) for name, values in company_measures(run).items())
    for view in of.views(runs):
        received = {strategy: view.cumulative(strategy) for strategy in runs}
        for strategy in runs:
            for other in [against[view.owner][strategy]] if against else runs:
                ahead = ahead_by_year(received[strategy], received[other])
                yield (view.owner, strategy, AHEAD, other), _parts(ahead)
            yield from _of_strategy(view, strategy, [against[view.owner][strategy]] if against else [*runs])
            if pictured:
                # Half the memory; a picture needs no more than seven digits.
                yield (view.owner, strategy, "cumulative", ""), received[strategy].astype(np.float32)


def _of_strategy(view: OwnerView, strategy: str, others: Sequence[str]) -> Iterator[tuple[Key, Flows]]:
    place = (view.owner, strategy)
    yield (*place, "worth", ""), view.worth(strategy)
    yield (*place, "flow", ""), _parts(view.flow(strategy))
    yield from (((*place, name, ""), values) for name, values in view.by_draw(strategy).items())
    for other in others:
        yield from (((*place, name, other), values) for name, values in view.against(strategy, other).items())


def _parts(flow: Flows) -> Flows:
    """Sums over each `PART` draws, shape (T+1, n / PART)."""
    size = min(PART, flow.shape[1])
    return np.asarray(flow.reshape(len(flow), flow.shape[1] // size, size).sum(axis=2))
