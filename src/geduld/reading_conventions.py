"""The conventions side by side, as the command line prints them, and the rules of each in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from geduld.case_records import BASELINE
from geduld.convention_flows import DRAWS
from geduld.conventions import STEPS
from geduld.conventions_presets import Preset, presets
from geduld.figure import Figure
from geduld.figure_conventions import words
from geduld.results import Results
from geduld.words.figures import format_figure
from geduld.words.numbers import number, percent

MEASURES = ("roi", "npv", "benefit_cost_ratio", "payback_months")
"""What is shown of each convention; the sides are in the JSON too."""


def conventions(results: Results, language: str) -> str:
    """Every strategy under every convention, then the steps from one to the other; "" without a choice."""
    if len(results.runs) < 2:
        return ""
    parts = [words("text", "title")[language], *notes(results, language), *_outcomes(results, language)]
    return "\n".join([*parts, *(row for end in presets()[1:] for row in _bridge(results, end, language))])


def notes(results: Results, language: str) -> Iterator[str]:
    """What the tables rest on, and each convention's rules."""
    seed = results.spread
    basis = words("text", "basis_draws", number(DRAWS, language)) if seed else words("text", "basis_base")
    yield f"{words('text', 'intro')[language]} {basis[language]}"
    yield from (words("text", name)[language] for name in ("once", "sides"))
    yield from (rule(preset, language) for preset in presets())


def rule(preset: Preset, language: str) -> str:
    """The rules of a convention in one sentence."""
    c = preset.convention
    guessed = [
        n for n, is_so in (("sizes", preset.adjustments_placeholder), ("rate", preset.rate_placeholder)) if is_so
    ]
    looks = words("rules", "years", c.years) if c.years else words("rules", "whole")
    said = (
        words("rules", f"timing_{c.timing}"), words("rules", "real" if c.real else "nominal"), looks,
        words("rules", "discounted" if c.discounted_roi else "undiscounted"), preset.reason,
    )  # fmt: skip
    notes = "".join(words("rules", f"{name}_guessed")[language] for name in guessed)
    parts = (one[language] for one in said)
    return words("rules", "rule", preset.name[language], percent(c.rate_pa, language), *parts, notes)[language]


def measure(results: Results, preset: Preset, name: str, strategy: str) -> Figure:
    """A measure of a strategy under a convention."""
    return results.figure(f"convention.{preset.convention.id}.{name}", strategy)


def step(results: Results, end: Preset, name: str, strategy: str) -> Figure:
    """A step from the first convention to another."""
    return results.figure(f"bridge.{presets()[0].convention.id}.{end.convention.id}.{name}", strategy)


def choices(results: Results) -> list[str]:
    """All strategies but the one that the others are compared with."""
    return [strategy for strategy in results.runs if strategy != BASELINE]


def _outcomes(results: Results, language: str) -> Iterator[str]:
    for preset in presets():
        rows = {s: [measure(results, preset, name, s) for name in MEASURES] for s in choices(results)}
        heads = {name: words("measures", name)[language] for name in MEASURES}
        shown = {
            s: {heads[n]: format_figure(f, language) for n, f in zip(MEASURES, r, strict=True)} for s, r in rows.items()
        }
        yield f"\n{preset.name[language]}\n{pd.DataFrame(shown).to_string()}"


def _bridge(results: Results, end: Preset, language: str) -> Iterator[str]:
    start = presets()[0]
    yield "\n" + words("text", "bridge", start.name[language], end.name[language])[language]
    shown = {
        s: [
            format_figure(measure(results, start, "roi", s), language),
            *(points(step(results, end, name, s), language) for name in STEPS),
            format_figure(measure(results, end, "roi", s), language),
        ]
        for s in choices(results)
    }
    heads = [start.name[language], *(words("steps", name)[language] for name in STEPS), end.name[language]]
    yield pd.DataFrame(shown, index=heads).to_string()
    yield words("text", "order")[language]


def points(figure: Figure, language: str) -> str:
    """A step in percentage points with its sign; its note where there is none."""
    if figure.value is None:
        return format_figure(figure, language)
    return number(100 * figure.value, language, 1, signed=True)
