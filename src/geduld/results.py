"""Results of a case: every figure an edition may show, with id, unit, owner, strategy and convention."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from geduld import model, valuation
from geduld.case import BASELINE, Case
from geduld.company_measures import company_measures
from geduld.decision_map import DecisionMap, base_maps, expected_maps
from geduld.engine import Plan, Run
from geduld.engine.run import Months
from geduld.errors import CaseError, near_match, problem
from geduld.exit_bridge import exit_bridge
from geduld.figure import Figure, figure
from geduld.figure_churn import churn_figures
from geduld.figure_conventions import convention_figures
from geduld.figure_map import EXPECTED, map_data, map_figures, pair_data, pair_figures
from geduld.figure_spread import note_of, pictures, spread_figures
from geduld.legal_flags import flags
from geduld.owners import OwnerView
from geduld.spread_records import Spread
from geduld.waterfall import Step, waterfall
from geduld.words.labels import table

Words = Mapping[str, str]
__all__ = ["ASKED", "Figure", "Results", "asked", "evaluate"]
ASKED = "invest"
"""The strategy the director asks time for."""


@dataclass(frozen=True)
class Results:
    """What a case amounts to, for the owners it was loaded with; without `spread`, on base values only."""

    case: Case
    runs: Mapping[str, Run]
    spread: Spread | None = None

    @property
    def plan(self) -> Plan:
        """The wired lines."""
        return self.runs["baseline"].plan

    @cached_property
    def views(self) -> dict[str, OwnerView]:
        """Owner id -> the owner's view of all strategies."""
        return {o: OwnerView(o, model.terms(self.case, o), self.runs) for o in self.case.owners}

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure, in a fixed order."""
        owners = (f for owner in self.views for f in _owner(self, owner))
        counted = convention_figures(self.case, self.runs, self.spread.seed if self.spread else None)
        base = (*_company(self), *churn_figures(self.case), *counted, *owners)
        return (*base, *self.drawn, *(f for owner in self.views for f in _compared(self, owner)))

    @cached_property
    def drawn(self) -> tuple[Figure, ...]:
        """The figures that rest on draws; none without them."""
        return tuple(spread_figures(self.spread, asked(self.runs))) if self.spread else ()

    @cached_property
    def base_maps(self) -> dict[str, DecisionMap]:
        """Owner -> the map of horizon and required return, on base values."""
        return base_maps(self.case, self.runs, self.views)

    @cached_property
    def expected_maps(self) -> dict[str, DecisionMap]:
        """The same on expected flows over the draws; empty without draws."""
        return expected_maps(self.spread, self.views) if self.spread else {}

    def map(self, owner: str) -> DecisionMap:
        """The map that is shown: on expected flows where there are draws."""
        return self.expected_maps.get(owner) or self.base_maps[owner]

    @cached_property
    def by_claim(self) -> dict[str, Figure]:
        """Figures by claim id."""
        return {figure.claim_id: figure for figure in self.figures}

    def figure(self, measure: str, strategy: str | None = None, owner: str | None = None) -> Figure:
        """One figure. Raises CaseError with a near match when there is none."""
        claim = f"{owner or '-'}.{strategy or '-'}.{measure}"
        if claim not in self.by_claim:
            raise CaseError(problem("figures", claim, "there is no such figure", near=near_match(claim, self.by_claim)))
        return self.by_claim[claim]

    def monthly(self, line: str, strategy: str, owner: str | None = None) -> Months:
        """Monthly values of a line under a strategy, shape (H+1,); of one owner, or summed over all elements."""
        return self.runs[strategy].line(line, f"owner.{owner}" if owner else None)

    def waterfall(self, strategy: str, owner: str) -> tuple[Step, ...]:
        """From what the programme costs to what the owner gains: steps that add up to the owner's npv."""
        return waterfall(self.views[owner], strategy)

    def to_frame(self) -> pd.DataFrame:
        """Tidy figures: id, owner, strategy, value, text, unit, month, label (en)."""
        columns = ("id", "owner", "strategy", "value", "text", "unit", "month")
        rows = [{c: getattr(f, c) for c in columns} | {"label": f.label["en"]} for f in self.figures]
        return pd.DataFrame(rows).astype({"value": "float64"})

    def lines_frame(self) -> pd.DataFrame:
        """Tidy monthly values of every line: line, element, strategy, month, value, unit."""
        return pd.concat(_line_frames(self), ignore_index=True)

    def to_dict(self) -> dict[str, Any]:
        """Figures with ids and units, what the case has pinned, and legal flags (no legal advice), as plain data."""
        figures = [{"claim_id": f.claim_id, **asdict(f)} for f in self.figures]
        drawn = self.spread and {name: getattr(self.spread, name) for name in ("n", "seed", "scrambles", "left_out")}
        plan = {"pins": [*map(str, self.plan.pinned)], "unused": [*self.plan.unused]}
        spread = pictures(self.spread) if self.spread else None
        legal = [asdict(flag) for flag in flags(self.case)]
        told = {"spread": spread, "compared": self.compared(), "legal_flags": legal}
        return {**plan, "draws": drawn, "figures": figures, **told}

    def compared(self) -> dict[str, Any]:
        """Owner -> the maps, and every strategy against every other, as plain data."""
        return {owner: _compared_data(self, owner) for owner in self.views}

    def to_json(self) -> str:
        """Figures as JSON text; no number that JSON does not know."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=1)


def evaluate(case: Case, spread: Spread | None = None) -> Results:
    """Run every strategy of a case and reduce the runs to figures.

    Args:
        case: from `load_case`.
        spread: the same case over draws, from `spread.simulate`; without it every figure is of the base case.

    Raises:
        CaseError, ModelError: see `model.runs`.
    """
    return Results(case, model.runs(case), spread)


def asked(strategies: Collection[str]) -> str:
    """The strategy owners are asked for: `invest`, else the first that is not the baseline, else the baseline."""
    others = [s for s in strategies if s != BASELINE]
    return ASKED if ASKED in others else next(iter(others), BASELINE)


def _company(results: Results) -> Iterator[Figure]:
    for strategy, run in results.runs.items():
        for measure, value in company_measures(run).items():
            month = int(run.line("credit_headroom").argmin()) if measure == "credit_headroom_lowest" else None
            yield figure(measure, float(value), strategy=strategy, month=month)


def _owner(results: Results, owner: str) -> Iterator[Figure]:
    view = results.views[owner]
    for strategy in results.runs:
        for measure, value in view.measures(strategy).items():
            note = _note(view, measure, strategy)
            yield figure(measure, value, strategy=strategy, owner=owner, note=note)
        for step in waterfall(view, strategy):
            words = table("waterfall.toml")[step.id]
            yield Figure(f"waterfall.{step.id}", step.value, "EUR", words, strategy, owner)
        for step in exit_bridge(view, strategy):
            yield Figure(f"exit.{step.id}", step.value, "EUR", table("exit.toml")[step.id], strategy, owner)
    yield from _verdict(results, view)


def _compared(results: Results, owner: str) -> Iterator[Figure]:
    """What compares all strategies of an owner: the maps, and the pairs over the draws."""
    view = results.views[owner]
    yield from map_figures(results.case, results.base_maps[owner], view)
    if results.spread:
        note = note_of(results.spread)
        yield from map_figures(results.case, results.expected_maps[owner], view, EXPECTED, note)
        yield from pair_figures(results.case, results.spread.owners[owner], note)


def _compared_data(results: Results, owner: str) -> dict[str, Any]:
    data = {"map": map_data(results.base_maps[owner], asked(results.runs))}
    if results.spread:
        data["map.expected"] = map_data(results.expected_maps[owner], asked(results.runs))
        data["pairs"] = pair_data(results.spread.owners[owner])
    return data


def _verdict(results: Results, view: OwnerView) -> Iterator[Figure]:
    """On base values; over draws where there are, and then the base case's stands beside it under an id of its own."""
    best, other = view.verdict(), view.alternative(asked(results.runs))
    found = (
        figure("verdict", None, owner=view.owner, text=best),
        figure("verdict_advantage", view.advantage(best), owner=view.owner),
        figure("best_alternative", None, owner=view.owner, text=other),
    )
    yield from (replace(f, id=f"{f.id}.base") if results.spread else f for f in found)


def _note(view: OwnerView, measure: str, strategy: str) -> Words | None:
    """Why there is no such number, where there is none."""
    if measure not in ("irr", "break_even_return"):
        return None
    against = "baseline" if measure == "irr" else view.alternative(strategy)
    reason = valuation.irr(view.increment(strategy, against)).reason
    return None if reason == "one" else table("reasons.toml")[f"irr_{reason}"]


def _line_frames(results: Results) -> Iterator[pd.DataFrame]:
    for strategy, run in results.runs.items():
        for node, values in run.values.items():
            unit = results.plan.lines[node.line].marks.unit
            place = {"line": node.line, "element": node.element, "strategy": strategy, "unit": unit}
            yield pd.DataFrame({**place, "month": np.arange(len(values)), "value": values})
