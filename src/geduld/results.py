"""Results of a case: every figure an edition may show, with id, unit, owner, strategy and convention."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from geduld import model, valuation
from geduld.case import BASELINE, Case
from geduld.engine import Plan, Run
from geduld.engine.run import Months
from geduld.errors import CaseError, near_match, problem
from geduld.owners import OwnerView
from geduld.waterfall import Step, waterfall
from geduld.words.labels import table

Words = Mapping[str, str]
ASKED = "invest"
"""The strategy the director asks time for."""
BUDGET_MONTHS = 24
"""The approved budget is held against the programme's cash cost over this many months."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: `value` in `unit`, or `text` (an id) where the answer is no number; None is an answer too."""

    id: str
    value: float | None
    unit: str
    label: Words
    strategy: str | None = None
    owner: str | None = None
    month: int | None = None
    text: str | None = None
    note: Words | None = None
    convention: Words | None = None

    @property
    def claim_id(self) -> str:
        """The id sentences are bound to: owner.strategy.id, "-" for none."""
        return f"{self.owner or '-'}.{self.strategy or '-'}.{self.id}"


@dataclass(frozen=True)
class Results:
    """What a case amounts to, for the owners it was loaded with."""

    case: Case
    runs: Mapping[str, Run]

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
        return (*_company(self), *(f for owner in self.views for f in _owner(self, owner)))

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
        """Figures with ids and units, and what the case has pinned, as plain data."""
        figures = [{"claim_id": f.claim_id, **asdict(f)} for f in self.figures]
        return {"pins": [*map(str, self.plan.pinned)], "unused": [*self.plan.unused], "figures": figures}

    def to_json(self) -> str:
        """Figures as JSON text; no number that JSON does not know."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, indent=1)


def evaluate(case: Case) -> Results:
    """Run every strategy of a case and reduce the runs to figures.

    Raises:
        CaseError, ModelError: see `model.runs`.
    """
    return Results(case, model.runs(case))


def asked(strategies: Collection[str]) -> str:
    """The strategy owners are asked for: `invest`, else the first that is not the baseline, else the baseline."""
    others = [s for s in strategies if s != BASELINE]
    return ASKED if ASKED in others else next(iter(others), BASELINE)


def _figure(measure: str, value: float | None, **place: Any) -> Figure:
    words = table("measures.toml")[measure]
    label = {"nl": words["nl"], "en": words["en"]}
    return Figure(measure, value, words["unit"], label, convention=words["convention"], **place)  # type: ignore[arg-type]


def _company(results: Results) -> Iterator[Figure]:
    for strategy in results.runs:
        spent = -results.monthly("cash_programme", strategy)[: BUDGET_MONTHS + 1].sum()
        yield _figure("programme_budget", float(spent) + 0.0, strategy=strategy)
        total = -results.monthly("cash_programme", strategy).sum()
        yield _figure("programme_total", float(total) + 0.0, strategy=strategy)
        yield _figure("cash_lowest", float(results.monthly("cash", strategy).min()), strategy=strategy)
        yield _figure("funding_gap", float(results.monthly("funding_gap", strategy).max()), strategy=strategy)
        headroom = results.monthly("credit_headroom", strategy)
        yield _figure("credit_headroom_lowest", float(headroom.min()), strategy=strategy, month=int(headroom.argmin()))
        blocked = results.monthly("distribution_blocked", strategy)
        yield _figure("distribution_blocked", float(blocked.sum()), strategy=strategy)


def _owner(results: Results, owner: str) -> Iterator[Figure]:
    view = results.views[owner]
    for strategy in results.runs:
        for measure, value in view.measures(strategy).items():
            note = _note(view, measure, strategy)
            yield _figure(measure, value, strategy=strategy, owner=owner, note=note)
        for step in waterfall(view, strategy):
            words = table("waterfall.toml")[step.id]
            yield Figure(f"waterfall.{step.id}", step.value, "EUR", words, strategy, owner)
    best = view.verdict()
    yield _figure("verdict", None, owner=owner, text=best)
    yield _figure("verdict_advantage", view.advantage(best), owner=owner)
    yield _figure("best_alternative", None, owner=owner, text=view.alternative(asked(results.runs)))


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
