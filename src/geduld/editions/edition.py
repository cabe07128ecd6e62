"""An edition: the results of a case, who speaks to whom, and every figure it may show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from geduld.case import BASELINE, Case, Owner, load_case
from geduld.case_records import Strategy
from geduld.changes import change_figures
from geduld.editions.choice_figures import choice_figures
from geduld.editions.company_figures import company_figures
from geduld.editions.counts import count_figures
from geduld.editions.director_figures import director_figures
from geduld.editions.input_figures import input_figures
from geduld.editions.owner_figures import owner_figures
from geduld.editions.parameters import case_folder, day_of, own_values
from geduld.editions.simulated import Draws
from geduld.errors import CaseError, problem
from geduld.figure import Figure
from geduld.reading_driver import driver_name
from geduld.results import Results, asked, evaluate
from geduld.spread_cache import spread_of
from geduld.spread_records import OwnerSpread
from geduld.words.labels import label
from geduld.words.numbers import LOCALES, money, reading_step
from geduld.words.sentences import Voice

HEADLINES = ("advantage", "deepest_point", "npv")
"""The owner's amounts that decide to what precision money is read."""
PICKS = {"chosen": "best", "chosen_base": "best_base", "rival": "rival", "rival_base": "rival_base", "first": "first",
         "often": "often", "combined": "combined"}  # fmt: skip
"""Part in a sentence -> the figure `choice.<name>` that says which strategy plays it."""


@dataclass(frozen=True)
class Edition:
    """One edition: of one owner, or of the company (`owner` None), in one language.

    Without an owner, but of a case that was loaded with owners, it is the director's.

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
        """What it is compared with: the owner's best other choice in the base case, else the company's."""
        if self.owner:
            return self.results.views[self.owner.id].alternative(self.asked)
        others = [s for s in self.case.strategies if s not in (self.asked, BASELINE)]
        return max(others, key=lambda s: self.figures[f"-.{s}.change.net"].value or 0.0, default=BASELINE)

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

    @property
    def is_directors(self) -> bool:
        """Whether it shows all owners side by side."""
        return self.owner is None and bool(self.case.owners)

    def of(self, owner: str) -> Edition:
        """The same figures as one of the owners reads them."""
        own = replace(self, owner=self.case.owners[owner])
        own.__dict__.update(figures=self.figures, step=self.step)  # made once, and the same for everybody
        return own

    @cached_property
    def spread(self) -> OwnerSpread | None:
        """The owner's measures over draws; None where nothing was simulated."""
        found = self.results.spread
        return found.owners[self.owner.id] if found and self.owner else None

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """Every figure by claim id: results, the owners' terms, and the company's changes line by line."""
        results = self.results
        every = (
            *results.figures, *input_figures(self.case), *change_figures(results),
            *count_figures(self.case.assumptions), *company_figures(results),
            *owner_figures(results, self.asked), *choice_figures(results),
            *(director_figures(results, self.asked) if self.is_directors else ()),
        )  # fmt: skip
        return {figure.claim_id: figure for figure in every}

    @cached_property
    def step(self) -> float:
        """Euros to which money is rounded for reading, the same all through the edition."""
        owners = [self.owner.id] if self.owner else list(self.case.owners)
        own = [self._headline(name, owner) for name in HEADLINES for owner in owners]
        company = [self.figures[f"-.{self.asked}.change.net"].value]
        return reading_step(tuple(value for value in own or company if value is not None))

    def _headline(self, name: str, owner: str) -> float | None:
        return self.results.figure(name, self.asked, owner).value

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
    def least(self) -> str:
        """The part of what is asked that brings the owner least, or costs most."""
        own = f"{self.owner.id if self.owner else '-'}.{self.asked}.part."
        found = {f.id: f.value or 0.0 for claim_id, f in self.figures.items() if claim_id.startswith(own)}
        return min(found, key=found.__getitem__, default="part.none")

    @cached_property
    def voice(self) -> Voice:
        """The voice in which the edition's sentences are said."""
        roles = {"asked": self.asked, "alternative": self.alternative, "largest": self.largest, "least": self.least}
        roles |= {"best_alternative": "best_alternative.base"} if self.results.spread else {}
        roles |= {"drawn_alternative": self.spread.best_alternative(self.asked)} if self.spread else {}
        owner = {"owner": self.owner.id, **self.picks} if self.owner else {}
        address = self.owner.address if self.owner else "formal"
        return Voice(
            self.language, address, {**roles, **owner}, self._names(), self.figures, self.case.decision, self.step
        )

    @cached_property
    def picks(self) -> dict[str, str]:
        """The choices that stand out for this owner, by the part they play in sentences; none without an owner."""
        place = f"{self.owner.id if self.owner else '-'}.-.choice"
        return {role: str(self.figures[f"{place}.{name}"].text) for role, name in PICKS.items() if self.owner}

    def about(self, strategy: str) -> Voice:
        """The voice in which a card speaks of one strategy."""
        voice, name = self.voice, self.strategy_label(strategy)
        return replace(voice, roles={**voice.roles, "choice": strategy}, names={**voice.names, "choice_name": name})

    @property
    def is_torn(self) -> bool:
        """Whether what is asked is this owner's best choice in the base case, and not over the draws."""
        return bool(
            self.spread
            and self.owner
            and self.results.views[self.owner.id].verdict() == self.asked != self.spread.verdict
        )

    @property
    def is_turned(self) -> bool:
        """Whether what is asked is this owner's best choice over the draws, and not in the base case."""
        return bool(
            self.spread
            and self.owner
            and self.results.views[self.owner.id].verdict() != self.asked == self.spread.verdict
        )

    def why(self, strategy: Strategy) -> str:
        """The case for a strategy in the words of the case, and which others it is made of."""
        said = strategy.why[self.language]
        parts = " + ".join(f"‘{self.strategy_label(part)}’" for part in strategy.parts)
        return f"{said} {self.words('made_of', parts)}".strip() if parts else said

    @cached_property
    def turns(self) -> str:
        """The assumption that alone needs to move least for what is asked to be this owner's best choice; or ""."""
        figure = self.figures.get(f"{self.owner.id if self.owner else '-'}.{self.asked}.strongest.alone")
        key = figure.text if figure else None
        return driver_name(self.case, self.case.assumptions[key], self.language) if key else ""

    def _verdicts(self) -> dict[str, str]:
        """The names of the choices that the draws and the base case point to."""
        if not (self.spread and self.owner):
            return {}
        view = self.results.views[self.owner.id]
        found = {"drawn_name": self.spread.verdict, "base_name": view.verdict()}
        return {name: self.strategy_label(strategy) for name, strategy in found.items()}

    def _names(self) -> dict[str, str]:
        place = f"{self.owner.id if self.owner else '-'}.{self.asked}"
        largest, least = (self.figures.get(f"{place}.{name}") for name in (self.largest, self.least))
        other = self.spread.best_alternative(self.asked) if self.spread else self.alternative
        return {
            "company": self.case.name,
            "owner": self.owner.name if self.owner else "",
            "asked": self.strategy_label(self.asked),
            "alternative": self.strategy_label(self.alternative),
            "drawn_alternative": self.strategy_label(other),
            "other": self.strategy_label(other),
            **self._verdicts(),
            **{f"{role}_name": self.strategy_label(strategy) for role, strategy in self.picks.items()},
            "largest_name": largest.label[self.language] if largest else "",
            "least_name": least.label[self.language] if least else "",
            "turns_name": self.turns,
            "step": money(self.step, self.language),
        }


def open_edition(
    case: str,
    owner: str | None = None,
    language: str = "",
    own_values_text: str = "",
    dated: str = "",
    draws: Draws | None = None,
    everyone: bool = False,
) -> Edition:
    """Load a case with the terms of one owner only (or of none, or of all), run it, and open the edition.

    Args:
        case: folder of the case, or the name of one in the shared data.
        owner: the owner's id; None for the company's edition and the director's.
        language: "nl" or "en"; "" for the owner's own, English for the company.
        own_values_text: values to use instead, as JSON text {"key": number}.
        dated: the day the edition is made, "2026-11-23"; "" leaves it out.
        draws: how much to simulate; None leaves it at the base case.
        everyone: load all owners, for the director.

    Raises:
        CaseError, ModelError: what is wrong with the case, an owner or a parameter.
    """
    for name, said in (("case", case), ("owner", owner or ""), ("language", language), ("own_values", own_values_text)):
        if not isinstance(said, str):
            raise CaseError(problem("parameters", name, f"{said!r} is no text", allowed="text"))
    parameters = {"case": case, "owner": owner, "language": language, "own_values": own_values_text, "dated": dated}
    chosen = None if everyone else [owner] if owner else []
    loaded = load_case(case_folder(case), own_values(own_values_text), chosen)
    who = loaded.owners[owner] if owner else None
    speaks = language or (who.language if who else "en")
    if speaks not in LOCALES:
        raise CaseError(problem("language", "", repr(language), allowed=", ".join(LOCALES)))
    spread = spread_of(loaded, draws.n, draws.seed, draws.scrambles) if draws and draws.n else None
    asked_for = parameters | ({"draws": draws.n, "seed": draws.seed, "scrambles": draws.scrambles} if draws else {})
    return Edition(evaluate(loaded, spread), who, speaks, day_of(dated), asked_for)
