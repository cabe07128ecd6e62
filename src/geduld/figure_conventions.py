"""The figures of the conventions: per strategy and convention its measures, and the steps from one to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from geduld.case_records import BASELINE, Case
from geduld.convention_flows import base_flows, expected_flows, kinds_of
from geduld.conventions import STEPS, Kind, bridge, outcome
from geduld.conventions_presets import Preset, presets
from geduld.engine import Run
from geduld.figure import Figure, Words
from geduld.valuation import Flows
from geduld.words.labels import table

LANGUAGES = ("nl", "en")
UNITS = {
    "roi": "share", "npv": "EUR", "benefits": "EUR", "costs": "EUR", "benefit_cost_ratio": "ratio",
    "payback_months": "months",
}  # fmt: skip
"""Measures of a convention, and their units."""
WHY_NONE = {"roi": "no_costs", "benefit_cost_ratio": "no_costs", "payback_months": "never"}


def words(part: str, key: str, *values: object) -> Words:
    """Words of the conventions in both languages."""
    said = table("conventions.toml")[f"{part}_{key}"]
    return {language: said[language].format(*values) for language in LANGUAGES}


def convention_figures(case: Case, runs: Mapping[str, Run], seed: int | None) -> Iterator[Figure]:
    """`convention.<id>.<measure>` per strategy but the baseline, and `bridge.<from>.<to>.<step>`, both of all alike.

    Args:
        case: from `load_case`.
        runs: of all its strategies, on base values.
        seed: of the draws whose mean the flows are; None is the base case.
    """
    plan, prices = runs[BASELINE].plan, runs[BASELINE].line("price_index")
    flows = base_flows(runs) if seed is None else expected_flows(case, seed)
    for strategy in (s for s in runs if s != BASELINE):
        kinds = kinds_of(case, plan, flows, strategy)
        for preset in presets():
            yield from _measures(kinds, preset, prices, strategy)
        for preset in presets()[1:]:
            yield from _steps(kinds, presets()[0], preset, prices, strategy)


def _measures(kinds: Sequence[Kind], preset: Preset, prices: Flows, strategy: str) -> Iterator[Figure]:
    found = outcome(kinds, preset.convention, prices)
    for measure, unit in UNITS.items():
        said, value, why = words("measures", measure), getattr(found, measure), WHY_NONE.get(measure)
        label = {language: f"{said[language]}, {preset.name[language]}" for language in LANGUAGES}
        yield Figure(
            f"convention.{preset.convention.id}.{measure}", value, unit, label, strategy,
            note=words("text", why) if value is None and why else None,
            convention={n: words("text", "convention", preset.name[n])[n] for n in LANGUAGES},
        )  # fmt: skip


def _steps(kinds: Sequence[Kind], start: Preset, end: Preset, prices: Flows, strategy: str) -> Iterator[Figure]:
    found = bridge(kinds, start.convention, end.convention, prices)
    for step in STEPS:
        yield Figure(
            f"bridge.{start.convention.id}.{end.convention.id}.{step}", None if found is None else found[step], "share",
            words("steps", step), strategy, note=words("text", "no_bridge") if found is None else None,
            convention={n: words("text", "step", start.name[n], end.name[n])[n] for n in LANGUAGES},
        )  # fmt: skip
