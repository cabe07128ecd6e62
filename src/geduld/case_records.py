"""The records a case is read into: the company's folder with everything checked, and nothing computed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

from geduld.assumptions import CHANNELS, TRACKS, Assumption, Per
from geduld.case_accounts import Accounts
from geduld.case_curves import SegmentCurve
from geduld.dated import Dated
from geduld.evidence import Evidence

BASELINE = "baseline"
Labels = Mapping[str, str]
"""A text by language: "nl" and "en"."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A group of customers; `classes` are its churn classes, `receives_referrals` 1 where referred customers arrive.

    `like` is the segment whose customers its own are taken to be like, or ""; `curve` its fitted retention curve.
    """

    id: str
    label: Labels
    classes: tuple[str, ...]
    receives_referrals: float
    like: str = ""
    curve: SegmentCurve | None = None


@dataclass(frozen=True, slots=True)
class Supplier:
    """A key supplier: `purchase_share` of all purchases; `small` 1 for a small or medium-sized firm, None: not said."""

    id: str
    label: Labels
    purchase_share: float
    small: float | None
    source: str
    grade: str


@dataclass(frozen=True, slots=True)
class LegalFacts:
    """What the law asks about the company; None where the case does not say it.

    `food_chain` 1 where farm or food products are bought, `running_contracts` 1 where contracts with suppliers run on
    after the decision, `payment_term_days` the term agreed with suppliers today.
    """

    food_chain: float | None = None
    running_contracts: float | None = None
    payment_term_days: float | None = None


@dataclass(frozen=True, slots=True)
class Strategy:
    """What is chosen: `levers` by full key, those of its `parts` included. Says who proposes it, and why."""

    id: str
    label: Labels
    who: Labels
    why: Labels
    levers: Mapping[str, float]
    file: str
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a share of the company; the terms are assumptions under `owner.<id>.`.

    `horizon_months` is None for an owner who does not leave.
    """

    id: str
    name: str
    language: str
    address: str
    salutation: Labels
    tax_preset: str
    horizon_months: int | None
    file: str


@dataclass(frozen=True, slots=True)
class TaxPreset:
    """Dated tax rules for an owner: values by name of the owner's assumption, for all years or by calendar year."""

    id: str
    label: Labels
    valid_from: date
    valid_to: date | None
    evidence: tuple[str, ...]
    note: str
    values: Mapping[str, float | Dated]


@dataclass(frozen=True, slots=True)
class History:
    """Twelve monthly values of a line before month 1, oldest first; `from_year` if they are a twelfth of a year.

    `from_accounts` if the annual accounts say them: they tell of more lines than a model need have.
    """

    values: tuple[float, ...]
    from_year: bool
    from_accounts: bool = False


@dataclass(frozen=True)
class Case:
    """A company's folder, read and checked.

    Attributes:
        assumptions: every assumption that has a value, by full key; an element's own value beside the plain one.
        declared: every declaration by name, as it stands in the shared data, also those without a value.
        history: line, or element and line, to its last twelve months.
        year_to_date: line to its sum in the fiscal year up to the decision.
        pins: line, or element and line, to its values in months 1..H.
        months: H, the number of months computed.
        accounts: the annual accounts the case opens with, or None.
        rest: the named rest of the owners, who together hold what the owners here do not, or "".
        suppliers: the key suppliers, by id; none need be said.
        legal: facts that the law asks about.
    """

    id: str
    name: str
    fictional: bool
    folder: Path
    about: Labels
    decision: date
    fiscal_year_starts: int
    months: int
    currency: str
    declared: Mapping[str, Assumption]
    assumptions: Mapping[str, Assumption]
    tracks: tuple[str, ...]
    segments: Mapping[str, Segment]
    strategies: Mapping[str, Strategy]
    owners: Mapping[str, Owner]
    presets: Mapping[str, TaxPreset]
    history: Mapping[str, History]
    year_to_date: Mapping[str, float]
    pins: Mapping[str, tuple[float, ...]]
    evidence: Mapping[str, Evidence]
    accounts: Accounts | None = None
    rest: str = ""
    suppliers: Mapping[str, Supplier] = field(default_factory=dict)
    legal: LegalFacts = LegalFacts()

    @cached_property
    def elements(self) -> dict[Per, tuple[str, ...]]:
        """The elements of each grain: "", "track.internal", "segment.home", "segment.home.class.all", "owner.one"."""
        return elements_of(self.segments, self.owners, self.suppliers)

    def assumption(self, name: str, element: str = "") -> Assumption | None:
        """The assumption that holds at an element: its own, else that of what it is part of, else the plain one."""
        return next((self.assumptions[key] for key in keys_of(name, element) if key in self.assumptions), None)


def elements_of(
    segments: Mapping[str, Segment], owners: Mapping[str, object], suppliers: Mapping[str, object]
) -> dict[Per, tuple[str, ...]]:
    """The elements of each grain, in the order of the case."""
    return {
        "company": ("",),
        "track": tuple(f"track.{track}" for track in TRACKS),
        "segment": tuple(f"segment.{segment}" for segment in segments),
        "class": tuple(f"segment.{s.id}.class.{c}" for s in segments.values() for c in s.classes),
        "channel": tuple(f"channel.{channel}" for channel in CHANNELS),
        "supplier": tuple(f"supplier.{supplier}" for supplier in suppliers),
        "owner": tuple(f"owner.{owner}" for owner in owners),
    }


def keys_of(name: str, element: str) -> list[str]:
    """The keys a name is looked up under at an element, inner first."""
    parts = element.split(".") if element else []
    places = [".".join(parts[:n]) for n in range(len(parts), 0, -2)]
    return [*(f"{place}.{name}" for place in places), name]


def split_key(key: str) -> tuple[str, str]:
    """The element and the name of a full key: "track.internal.staff" is ("track.internal", "staff")."""
    element, _, name = key.rpartition(".")
    return element, name


def slug_of(text: str) -> str:
    """An id made of any text, for file names."""
    plain = re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")[:31]
    return plain if plain[:1].isalpha() else f"case_{plain}"[:31].rstrip("_")
