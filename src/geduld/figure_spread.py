"""The figures of a spread: every estimate an edition may show, under ids that sentences can claim by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geduld.figure import Figure, Words
from geduld.spread_records import COMPARED, SINGLE, OwnerSpread, Spread, StrategySpread
from geduld.spread_summary import CENSORED, Estimate, Summary
from geduld.words.labels import table

STATISTICS = ("mean", "p10", "p50", "p90")
STEPS = ("base", "ranges", "bends", "mean")


def spread_figures(spread: Spread, asked: str) -> Iterator[Figure]:
    """Every figure of a spread, in a fixed order; `asked` is the strategy owners are asked for.

    Per measure `<measure>.mean`, `.p10`, `.p50`, `.p90`, `.reached` where a draw may have no answer, and with
    scrambles `.se` (of the mean), `.se_p10`, `.se_p50`, `.se_p90`; single estimates have their own id and `<id>.se`.
    """
    told = _Told(spread)
    for strategy, measures in spread.company.items():
        yield from told.measures(measures, strategy, None)
    for owner in spread.owners.values():
        for strategy, found in owner.strategies.items():
            yield from told.measures(found.measures, strategy, owner.owner)
            yield from told.singles(found, strategy, owner.owner)
        yield from told.verdict(owner, asked)


@dataclass(frozen=True)
class _Told:
    spread: Spread

    @cached_property
    def note(self) -> Words:
        """What every figure rests on."""
        return note_of(self.spread)

    def measures(self, found: Mapping[str, Summary], strategy: str, owner: str | None) -> Iterator[Figure]:
        for name, summary in found.items():
            yield from self.measure(name, summary, strategy, owner)

    def measure(self, name: str, found: Summary, strategy: str, owner: str | None) -> Iterator[Figure]:
        unit = _words(name)["unit"]
        for stat in STATISTICS:
            value = getattr(found, stat)
            note = self.note if value is not None else _why_none(name, stat)
            yield self.figure(name, stat, value, unit, strategy, owner, note)
        if found.reached < 1 or name in CENSORED:
            yield self.figure(name, "reached", found.reached, "share", strategy, owner, self.note)
        for stat in STATISTICS if self.spread.scrambles else ():
            label = "se" if stat == "mean" else f"se_{stat}"
            yield self.figure(name, label, getattr(found, f"se_{stat}"), unit, strategy, owner, self.note)

    def figure(
        self, name: str, stat: str, value: float | None, unit: str, strategy: str | None, owner: str | None, note: Words
    ) -> Figure:
        """A statistic of a measure: its label is that of the measure, then that of the statistic."""
        words, of = _words(name), table("spread.toml")[stat]
        label = {language: f"{words[language]}: {of[language]}" for language in ("nl", "en")}
        convention = words["convention"]
        return Figure(f"{name}.{stat}", value, unit, label, strategy, owner, note=note, convention=convention)  # type: ignore[arg-type]

    def singles(self, found: StrategySpread, strategy: str, owner: str) -> Iterator[Figure]:
        for name in (*SINGLE, *COMPARED):
            # Measures of the base case have the plain id already.
            measure = f"{name}.expected" if name in SHARED else name
            yield from self.single(measure, name, getattr(found, name), strategy, owner)
        for step in STEPS:
            value = getattr(found.steps, step)
            yield self.figure("advantage", f"step_{step}", value, "EUR", strategy, owner, self.note)
        yield from self.ahead(found, strategy, owner)
        yield self.text("alternative", found.alternative, owner, strategy)

    def ahead(self, found: StrategySpread, strategy: str, owner: str) -> Iterator[Figure]:
        """Chance of being ahead of the alternative at the end of each year: `ahead.year_<n>`."""
        for year, share in enumerate(found.ahead, 1):
            yield from self.single(f"ahead.year_{year}", "ahead", share, strategy, owner, year)

    def single(
        self, id: str, name: str, found: Estimate, strategy: str | None, owner: str, year: int = 0
    ) -> Iterator[Figure]:
        words = _words(name, drawn=True)
        label = {language: words[language].format(year=year) for language in ("nl", "en")}
        note = table("reasons.toml")["irr_expected"] if found.value is None else self.note
        place = {"strategy": strategy, "owner": owner, "convention": words["convention"]}
        yield Figure(id, found.value, words["unit"], label, note=note, **place)  # type: ignore[arg-type]
        if self.spread.scrambles:
            error = {language: f"{label[language]}: {table('spread.toml')['se'][language]}" for language in label}
            yield Figure(f"{id}.se", found.se, words["unit"], error, note=self.note, **place)  # type: ignore[arg-type]

    def text(self, name: str, said: str, owner: str, strategy: str | None = None) -> Figure:
        words = _words(name, drawn=True)
        label = {"nl": words["nl"], "en": words["en"]}
        convention = words["convention"]
        return Figure(name, None, "text", label, strategy, owner, text=said, note=self.note, convention=convention)  # type: ignore[arg-type]

    def verdict(self, found: OwnerSpread, asked: str) -> Iterator[Figure]:
        yield self.text("verdict", found.verdict, found.owner)
        lead = found.strategies[found.verdict].lead
        yield from self.single("verdict_advantage", "verdict_advantage", lead, None, found.owner)
        yield self.text("best_alternative", found.best_alternative(asked), found.owner)


def note_of(spread: Spread) -> Words:
    """What every figure over draws rests on: how many, which seed, and where its standard errors come from."""
    words = table("spread.toml")["note_errors" if spread.scrambles else "note"]
    about = {name: getattr(spread, name) for name in ("n", "seed", "scrambles", "left_out")}
    out = table("spread.toml")["left_out"] if spread.left_out else {"nl": "", "en": ""}
    return {language: (text + out[language]).format(**about) for language, text in words.items()}


def pictures(spread: Spread) -> dict[str, Any]:
    """What a picture is drawn from, as plain data: owner -> strategy -> fans of receipts and bins of the advantage."""
    return {owner: {s: _picture(one) for s, one in found.strategies.items()} for owner, found in spread.owners.items()}


def _picture(found: StrategySpread) -> dict[str, Any]:
    return {
        "alternative": found.alternative,
        "fan": {stat: values.tolist() for stat, values in found.fan.items()},
        "gain_fan": {stat: values.tolist() for stat, values in found.gain_fan.items()},
        "advantage": {"edges": [*found.advantage_edges], "counts": [*found.advantage_counts]},
    }


SHARED = ("irr", "break_even_return", "certainty_equivalent")
"""Estimates whose plain id is a measure of the base case."""


def _words(name: str, drawn: bool = False) -> Mapping[str, str]:
    """The words of a measure; those over draws go before those of the base case where `drawn`."""
    first, then = table("spread.toml"), table("measures.toml")
    return first[name] if name in first and (drawn or name not in then) else then[name]


def _why_none(name: str, stat: str) -> Words:
    if name not in CENSORED:
        return table("reasons.toml")["no_loan"]
    return table("reasons.toml")["no_mean" if stat == "mean" else "never"]
