"""A company's case: read its folder, check everything, and put the layers of assumptions on one another.

The order is: shared declarations, shared values per channel of contact, what its exports show
(observed/observed.toml), what it says itself (assumptions.toml), its annual accounts, its owners' terms and taxes, and
last the values set on the command line.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geduld.assumptions import TRACKS, Assumption, declared
from geduld.case_accounts_feed import assumed
from geduld.case_checks import check_case
from geduld.case_curves import curve_values
from geduld.case_files import PINS, Company, read_company, read_pins, read_presets
from geduld.case_likeness import with_likeness
from geduld.case_owners import OwnerRules, read_owners
from geduld.case_records import BASELINE, Case, History, Owner, Segment, Strategy, TaxPreset, elements_of, slug_of
from geduld.case_strategies import read_strategies
from geduld.case_suppliers import with_suppliers
from geduld.case_tax import read_corporate_tax, with_corporate_tax
from geduld.errors import CaseError, near_match, problem
from geduld.evidence import Evidence, load_evidence
from geduld.overrides import Keys, fixed, overridden, set_values
from geduld.tables import Table, read_toml

__all__ = [
    "BASELINE", "Case", "History", "Owner", "Segment", "Shared", "Strategy", "TaxPreset",
    "data_folder", "load_case", "load_shared",
]  # fmt: skip

LAYERS = ("observed/observed.toml", "assumptions.toml")
CHANNELS = "channels.toml"


def data_folder() -> Path:
    """The folder with the shared data: that of the environment variable GEDULD_DATA, else of this source checkout.

    Raises:
        CaseError: there is no such folder.
    """
    said = os.environ.get("GEDULD_DATA")
    folder = Path(said) if said else Path(__file__).resolve().parents[2] / "data"
    if not (folder / "assumptions").is_dir():
        what = f"{folder} has no shared data"
        raise CaseError(problem("GEDULD_DATA", "", what, allowed="a folder with assumptions/ in it"))
    return folder


@dataclass(frozen=True)
class Shared:
    """What all cases share: declarations, what they are per channel of contact, evidence and tax presets."""

    declared: Mapping[str, Assumption]
    evidence: Mapping[str, Evidence]
    presets: Mapping[str, TaxPreset]
    channels: Table


def load_shared(folder: Path | None = None) -> Shared:
    """The shared data, from `data_folder()` or another folder.

    Raises:
        CaseError: a file is wrong.
    """
    root = folder or data_folder()
    presets, brackets = read_presets(root / "presets" / "tax.toml"), root / "presets" / "corporate_tax.toml"
    known = with_corporate_tax(declared(root / "assumptions"), read_corporate_tax(brackets), f"presets/{brackets.name}")
    channels = read_toml(root / CHANNELS, CHANNELS)
    return Shared(known, load_evidence(root / "evidence" / "sources.csv"), presets, channels)


def load_case(
    path: str | os.PathLike[str], overrides: Mapping[str, float] | None = None, owners: Sequence[str] | None = None
) -> Case:
    """A company's folder as a case.

    Args:
        path: the folder with case.toml.
        overrides: base values by full key, as `--set` gives them, in the unit and price level the key has.
        owners: ids of the owners to keep; all are read and checked first. None keeps all.

    Raises:
        CaseError: the first thing that is wrong, in one line.
    """
    folder, shared = Path(path), load_shared()
    company = read_company(folder)
    rules = OwnerRules(shared.declared, shared.presets, company.decision, company.months)
    people, terms = read_owners(folder, rules)
    keys = Keys(shared.declared, elements_of(company.segments, people, company.suppliers))
    own = _layers(folder, shared, keys)
    books = assumed(company.accounts, company.fiscal_year_starts, shared.declared, own)
    curves = _curves(company, shared.declared, own)
    layered = with_suppliers(
        own | books | _segment_values(company, shared.declared) | curves | terms, company.suppliers
    )
    known = _with_values(set_values(layered, overrides or {}, keys))
    case = Case(
        slug_of(folder.resolve().name), company.name, company.fictional, folder, company.about, company.decision,
        company.fiscal_year_starts, company.months, company.currency, shared.declared,
        with_likeness(known, company.segments), TRACKS, company.segments,
        read_strategies(folder, keys, company.months), people, shared.presets, company.history, company.year_to_date,
        read_pins(folder / PINS, company.months), shared.evidence, company.accounts, company.rest, company.suppliers,
        company.legal,
    )  # fmt: skip
    check_case(case)
    return keep_owners(_with_set_horizons(case), owners)


def _layers(folder: Path, shared: Shared, keys: Keys) -> dict[str, Assumption]:
    """The shared values with the files of the company on top, as far as they are there."""
    after = overridden(shared.declared, shared.channels, keys)
    for name in LAYERS:
        if os.path.lexists(folder / name):
            after = overridden(after, read_toml(folder / name, name), keys)
    return after


def _segment_values(company: Company, known: Mapping[str, Assumption]) -> dict[str, Assumption]:
    """What case.toml itself says about its segments, as assumptions."""
    name = "receives_referrals"
    keys = {f"segment.{s.id}.{name}": s.receives_referrals for s in company.segments.values()}
    return {key: fixed(known[name], key, value, "case.toml", grade="A") for key, value in keys.items()}


def _curves(
    company: Company, declared: Mapping[str, Assumption], known: Mapping[str, Assumption]
) -> dict[str, Assumption]:
    """What the curves of case.toml say about the churn classes of their segments."""
    found: dict[str, Assumption] = {}
    for segment in company.segments.values():
        found |= curve_values(segment.id, segment.curve, declared, known) if segment.curve else {}
    return found


def _with_values(assumptions: Mapping[str, Assumption]) -> dict[str, Assumption]:
    return {key: a for key, a in assumptions.items() if a.has_value}


def _with_set_horizons(case: Case) -> Case:
    """The case with the horizon of each owner as the command line may have set it."""

    def horizon(owner: Owner) -> int | None:
        a = case.assumptions[f"owner.{owner.id}.horizon_months"]
        return int(a.base) if a.file == "--set" else owner.horizon_months

    owners = {slug: replace(owner, horizon_months=horizon(owner)) for slug, owner in case.owners.items()}
    return replace(case, owners=owners)


def keep_owners(case: Case, ids: Sequence[str] | None) -> Case:
    """The case with these owners only, and without the terms of the others.

    Raises:
        CaseError: there is no such owner.
    """
    if ids is None:
        return case
    for owner in ids:
        if owner not in case.owners:
            near, allowed = near_match(owner, case.owners), ", ".join(case.owners)
            raise CaseError(problem("--owner", owner, "there is no such owner", allowed=allowed, near=near))
    gone = tuple(f"owner.{owner}." for owner in case.owners if owner not in ids)
    kept = {key: a for key, a in case.assumptions.items() if not key.startswith(gone)} if gone else case.assumptions
    return replace(case, owners={slug: o for slug, o in case.owners.items() if slug in ids}, assumptions=kept)
