"""An edition: the results of a case, who speaks to whom, and every figure it may show."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from geduld.case import BASELINE, Case, Owner, data_folder, load_case
from geduld.case_records import Strategy
from geduld.company_measures import BUDGET_MONTHS
from geduld.editions.changes import change_figures
from geduld.errors import CaseError, problem
from geduld.results import Figure, Results, asked, evaluate
from geduld.words.labels import Words, label
from geduld.words.numbers import LOCALES, money, reading_step
from geduld.words.sentences import Voice

HEADLINES = ("advantage", "deepest_point", "npv")
"""The owner's amounts that decide to what precision money is read."""
TERMS = ("stake", "required_return_pa", "time_preference_pa", "return_elsewhere_pa", "horizon_months")
LEAVING = ("leaves", "exit_multiple", "believed_share")
STAYING = ("continuing_years",)


@dataclass(frozen=True)
class Edition:
    """One edition: of one owner, or of the company (`owner` None), in one language.

    Args:
        results: the case's results, for this owner only.
        owner: whose edition it is.
        language: "nl" or "en".
        dated: the day it was made, or None.
        parameters: what it was asked for, as the notebook's parameters.
    """

    results: Results
    owner: Owner | None
    language: str
    dated: date | None
    parameters: Mapping[str, object]

    @property
    def case(self) -> Case:
        """The case behind the results."""
        return self.results.case

    def words(self, key: str, *numbers: object) -> str:
        """Fixed words in the edition's language."""
        return label(key, self.language).format(*numbers)

    @cached_property
    def asked(self) -> str:
        """The strategy that is asked for; the first that is not the baseline where there is no `invest`."""
        if (strategy := asked(self.case.strategies)) == BASELINE:
            raise CaseError(problem("strategies/", "", "there is only a baseline, so there is nothing to choose"))
        return strategy

    @cached_property
    def alternative(self) -> str:
        """What it is compared with: the owner's best other choice; for the company the first other strategy."""
        if self.owner:
            return str(self.results.figure("best_alternative", owner=self.owner.id).text)
        others = [s for s in self.case.strategies if s not in (self.asked, BASELINE)]
        return others[0] if others else BASELINE

    def strategy_label(self, strategy: str) -> str:
        """What a strategy is called; the words of the case."""
        return self.case.strategies[strategy].label[self.language]

    @cached_property
    def labels(self) -> dict[str, str]:
        """What each strategy is called, by its id."""
        return {strategy: self.strategy_label(strategy) for strategy in self.case.strategies}

    @cached_property
    def strategies(self) -> tuple[Strategy, ...]:
        """All strategies: the asked one first, then its alternative, then the rest."""
        first = [self.asked, self.alternative]
        rest = [strategy for strategy in self.case.strategies if strategy not in first]
        return tuple(self.case.strategies[strategy] for strategy in dict.fromkeys([*first, *rest]))

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure by claim id: results, the owner's terms, and the company's changes line by line."""
        every = (*self.results.figures, *_inputs(self), *change_figures(self.results))
        return {figure.claim_id: figure for figure in every}

    @cached_property
    def step(self) -> float:
        """Euros to which money is rounded for reading, the same all through the edition."""
        own = [self._headline(name) for name in HEADLINES] if self.owner else []
        company = [self.figures[f"-.{self.asked}.change.net"].value]
        return reading_step(tuple(value for value in own or company if value is not None))

    def _headline(self, name: str) -> float | None:
        return self.results.figure(name, self.asked, self.owner.id if self.owner else None).value

    @cached_property
    def largest(self) -> str:
        """The step of the owner's waterfall that brings most."""
        owner = self.owner.id if self.owner else "-"
        steps = [
            f
            for f in self.results.figures
            if f.id.startswith("waterfall.") and (f.owner, f.strategy) == (owner, self.asked)
        ]
        parts = [step for step in steps if not step.id.endswith(".net")]
        return max(parts, key=lambda step: step.value or 0.0).id if parts else "waterfall.net"

    @cached_property
    def voice(self) -> Voice:
        """The voice in which the edition's sentences are said."""
        roles = {"asked": self.asked, "alternative": self.alternative, "largest": self.largest}
        owner = {"owner": self.owner.id} if self.owner else {}
        address = self.owner.address if self.owner else "formal"
        return Voice(
            self.language, address, {**roles, **owner}, self._names(), self.figures, self.case.decision, self.step
        )

    def _names(self) -> dict[str, str]:
        largest = self.figures.get(f"{self.owner.id if self.owner else '-'}.{self.asked}.{self.largest}")
        return {
            "company": self.case.name,
            "owner": self.owner.name if self.owner else "",
            "asked": self.strategy_label(self.asked),
            "alternative": self.strategy_label(self.alternative),
            "largest_name": largest.label[self.language] if largest else "",
            "step": money(self.step, self.language),
        }


def _inputs(edition: Edition) -> Iterator[Figure]:
    """The owner's terms and the case's periods as figures, so that sentences can name them."""
    yield _input("months", float(edition.case.months), "months", _both("input_months"))
    yield _input(
        "budget_months", float(min(BUDGET_MONTHS, edition.case.months)), "months", _both("input_budget_months")
    )
    if edition.owner:
        for term in _stated(edition, edition.owner.id):
            found = edition.case.assumption(term, f"owner.{edition.owner.id}")
            assert found
            yield replace(_input(term, found.base, found.unit, found.label), owner=edition.owner.id)


def _stated(edition: Edition, owner: str) -> list[str]:
    """The terms every owner has, stated or by default, and those of leaving that this owner has."""
    return [*TERMS, *STAYING, *(term for term in LEAVING if f"owner.{owner}.{term}" in edition.case.assumptions)]


def _both(key: str) -> Words:
    return {language: label(key, language) for language in LOCALES}


def _input(name: str, value: float, unit: str, words: Words) -> Figure:
    return Figure(f"input.{name}", value, unit, words)


def case_folder(case: str) -> Path:
    """The folder of a case: a path, or the name of a case in the shared data.

    Raises:
        CaseError: there is no such folder.
    """
    named = data_folder() / "cases" / case
    found = next((folder for folder in (Path(case), named) if (folder / "case.toml").is_file()), None)
    if found is None:
        raise CaseError(
            problem("case", case, "there is no case there", allowed="a folder with case.toml, or a case in data/cases")
        )
    return found


def own_values(text: str) -> dict[str, float]:
    """Own values from JSON text, {"key": number}.

    Raises:
        CaseError: the text is no JSON object of numbers.
    """
    try:
        values = json.loads(text or "{}")
    except json.JSONDecodeError as error:
        raise CaseError(problem("own_values", "", f"no JSON: {error}", allowed='{"key": number}')) from None
    if not isinstance(values, dict) or not all(type(value) in (int, float) for value in values.values()):
        raise CaseError(problem("own_values", "", repr(text), allowed='{"key": number}'))
    return {key: float(value) for key, value in values.items()}


def open_edition(
    case: str, owner: str | None = None, language: str = "", own_values_text: str = "", dated: str = ""
) -> Edition:
    """Load a case with the terms of one owner only (or of none), run it, and open the edition.

    Args:
        case: folder of the case, or the name of one in the shared data.
        owner: the owner's id; None for the company's edition.
        language: "nl" or "en"; "" for the owner's own, English for the company.
        own_values_text: values to use instead, as JSON text {"key": number}.
        dated: the day the edition is made, "2026-11-23"; "" leaves it out.

    Raises:
        CaseError, ModelError: what is wrong with the case, an owner or a parameter.
    """
    for name, said in (("case", case), ("owner", owner or ""), ("language", language), ("own_values", own_values_text)):
        if not isinstance(said, str):
            raise CaseError(problem("parameters", name, f"{said!r} is no text", allowed="text"))
    parameters = {"case": case, "owner": owner, "language": language, "own_values": own_values_text, "dated": dated}
    loaded = load_case(case_folder(case), own_values(own_values_text), [owner] if owner else [])
    who = loaded.owners[owner] if owner else None
    speaks = language or (who.language if who else "en")
    if speaks not in LOCALES:
        raise CaseError(problem("language", "", repr(language), allowed=", ".join(LOCALES)))
    return Edition(evaluate(loaded), who, speaks, _day(dated), parameters)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CaseError(problem("dated", "", repr(text), allowed="a day, 2026-11-23")) from None
