"""The owners of a case: who they are, and their private terms as assumptions under `owner.<id>.`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from geduld.assumptions import Assumption, check
from geduld.case_records import Owner, TaxPreset
from geduld.dated import Dated
from geduld.errors import CaseError, near_match, plain, problem
from geduld.overrides import fixed
from geduld.tables import LANGUAGES, LONGEST_NAME, Table, as_number, as_slug, read_toml, slug_of_file, toml_files

OWNER_FIELDS = ("id", "name", "language", "address", "salutation", "tax_preset", "terms")
ADDRESSES = ("formal", "informal")
WHOLE = 1e-9
MISSING = 'the missing owner in owners/<id>.toml, or rest = "who holds it" in case.toml [owners]'
HORIZON, STAKE, LEAVES, NONE, FORM, TERM = "horizon_months", "stake", "leaves", "none", "loan_form", "loan_term_months"
LOAN_FORMS = {"linear": 0.0, "annuity": 1.0}
"""Form of an owner's own loan, as it is said -> as the formula reads it."""


@dataclass(frozen=True)
class OwnerRules:
    """What an owner's file is checked against."""

    declared: Mapping[str, Assumption]
    presets: Mapping[str, TaxPreset]
    decision: date
    months: int

    @property
    def terms(self) -> list[str]:
        """The names an owner may state: what is declared per owner, without what the tax preset says."""
        taxes = {name for preset in self.presets.values() for name in preset.values}
        return [name for name, a in self.declared.items() if a.per == "owner" and name not in taxes | {LEAVES}]


def read_owners(folder: Path, rules: OwnerRules) -> tuple[dict[str, Owner], dict[str, Assumption]]:
    """The owners of a case by id, and their terms and tax as assumptions.

    Raises:
        CaseError: a file is wrong, two owners have one id, or there is no owner.
    """
    tables = _by_id(folder)
    owners, assumptions = dict[str, Owner](), dict[str, Assumption]()
    for slug, table in tables.items():
        owners[slug] = _owner(slug, table, rules)
        assumptions |= _terms(slug, table.table("terms"), rules) | _taxes(owners[slug], rules)
    return owners, assumptions


def _by_id(folder: Path) -> dict[str, Table]:
    files = {path: f"owners/{path.name}" for path in toml_files(folder / "owners")}
    tables = {path: read_toml(path, file).only(*OWNER_FIELDS) for path, file in files.items()}
    if not tables:
        raise CaseError(problem("owners", "", "there is no owner", allowed="owners/<id>.toml"))
    _check_twins({path: str(table.values.get("id", path.stem)) for path, table in tables.items()})
    return {_slug(path, table): table for path, table in tables.items()}


def _check_twins(names: Mapping[Path, str]) -> None:
    known: dict[str, Path] = {}
    for path, name in names.items():
        twin = known.setdefault(name.casefold(), path)
        if twin != path:
            what = f"{name!r} is already the id of owners/{twin.name}"
            raise CaseError(problem(f"owners/{path.name}", "id", what, allowed="an id of its own"))


def _slug(path: Path, table: Table) -> str:
    return as_slug(table.values["id"], table, "id") if "id" in table.values else slug_of_file(path, table.file)


def _owner(slug: str, table: Table, rules: OwnerRules) -> Owner:
    preset = rules.presets[table.choice("tax_preset", rules.presets)]
    _check_dates(table, preset, rules.decision)
    return Owner(
        slug,
        table.need("name").text("name", longest=LONGEST_NAME),
        table.choice("language", LANGUAGES),
        table.choice("address", ADDRESSES),
        table.in_languages("salutation"),
        preset.id,
        _horizon(table.table("terms"), rules.months),
        table.file,
    )


def _check_dates(table: Table, preset: TaxPreset, decision: date) -> None:
    if not preset.valid_from <= decision <= (preset.valid_to or decision):
        what = f"{preset.id!r} holds from {preset.valid_from} to {preset.valid_to or 'now'}"
        raise table.error("tax_preset", what, allowed=f"a preset that holds on {decision}")


def _horizon(terms: Table, months: int) -> int | None:
    said = terms.need(HORIZON).values[HORIZON]
    if said == NONE:
        return None
    value = as_number(said, terms, HORIZON, "months")
    if not 1 <= value <= months or value != int(value):
        allowed = f'a whole number 1..{months} months (the horizon of the case), or "{NONE}"'
        why = ": the owner would leave before the decision" if value <= 0 else ""
        raise terms.error(HORIZON, f"{plain(value)} months does not fit{why}", allowed=allowed)
    return int(value)


def _terms(slug: str, table: Table, rules: OwnerRules) -> dict[str, Assumption]:
    said = dict(table.only(*rules.terms).values)
    stays = said.get(HORIZON) == NONE
    if stays:
        said[HORIZON] = rules.months
    said[LEAVES] = 0.0 if stays else 1.0
    if FORM in said:
        said[FORM] = LOAN_FORMS[table.choice(FORM, LOAN_FORMS)]
    keys = {name: f"owner.{slug}.{name}" for name in said}
    numbers = {name: as_number(value, table, name, rules.declared[name].unit) for name, value in said.items()}
    _check_loan(table, numbers)
    _check_end(table, numbers, stays)
    return {key: fixed(rules.declared[name], key, numbers[name], table.file, grade="A") for name, key in keys.items()}


def _check_loan(table: Table, numbers: Mapping[str, float]) -> None:
    """A loan without its rate, form or term would be free, or repaid at once or never."""
    if numbers.get("loan_at_start"):
        table.need("loan_rate_pa", TERM, FORM, "loan_service_last_year")
        if numbers[TERM] < 1:
            what = f"in {plain(numbers[TERM])} months this loan is never repaid"
            raise table.error(TERM, what, allowed="a whole number of months from 1")


def _check_end(table: Table, numbers: Mapping[str, float], stays: bool) -> None:
    """Who leaves sells, who stays goes on: what belongs to the other would be stated and never read."""
    if not stays:
        table.need("exit_multiple", "believed_share", "acquisition_price")
    name, because = ("exit_multiple", "stays") if stays else ("continuing_years", "sells the shares then")
    if numbers.get(name):
        what = f"{plain(numbers[name])} is stated for an owner who {because}"
        allowed = f"a horizon in months beside it, or no {name}" if stays else f'{HORIZON} = "{NONE}", or no {name}'
        raise table.error(name, what, allowed=allowed)


def _taxes(owner: Owner, rules: OwnerRules) -> dict[str, Assumption]:
    preset = rules.presets[owner.tax_preset]
    unknown = next((name for name in preset.values if name not in rules.declared), None)
    if unknown:
        key, near = f"{preset.id}.values.{unknown}", near_match(unknown, rules.declared)
        raise CaseError(problem("presets/tax.toml", key, "there is no such assumption", near=near))
    taxes = [_tax(rules.declared[name], owner, preset) for name in preset.values]
    return {a.key: a for a in taxes}


def _tax(a: Assumption, owner: Owner, preset: TaxPreset) -> Assumption:
    said = preset.values[a.name]
    value, dated = (said.base, said) if isinstance(said, Dated) else (said, None)
    return check(
        replace(
            a, key=f"owner.{owner.id}.{a.name}", p10=value, base=value, p90=value, evidence=preset.evidence, source="",
            grade="A", placeholder=False, note=preset.note, file="presets/tax.toml", overridden=True, dated=dated,
        )
    )  # fmt: skip


def check_stakes(owners: Mapping[str, Owner], assumptions: Mapping[str, Assumption], rest: str) -> None:
    """Whether the owners, with a named rest, own the company: no more of it and no less.

    Raises:
        CaseError: with the sum, and each owner's stake; below the whole it asks whether somebody is missing.
    """
    stakes = {slug: a.base for slug in owners if (a := assumptions.get(f"owner.{slug}.{STAKE}"))}
    total, said = sum(stakes.values()), ", ".join(f"{slug} {plain(stake)}" for slug, stake in stakes.items())
    if total > 1 + WHOLE:
        what = f"{plain(total)} share in all ({said})"
        raise CaseError(problem("owners", f"terms.{STAKE}", what, allowed="1 in all"))
    if total < 1 - WHOLE and not rest:
        what = f"the stakes add up to {plain(total)} share ({said}): is somebody missing?"
        raise CaseError(problem("owners", f"terms.{STAKE}", what, allowed=MISSING))
    if total >= 1 - WHOLE and rest:
        what = f"{rest!r} holds nothing: the stakes add up to {plain(total)} share ({said})"
        raise CaseError(problem("case.toml", "owners.rest", what, allowed="no rest"))
