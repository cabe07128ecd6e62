"""What must hold between the shares of a case's market: no budget and no customer is lost or made on the way."""

from __future__ import annotations

from collections.abc import Mapping

from geduld.case_records import Case, Strategy
from geduld.case_strategies import lever
from geduld.errors import CaseError, plain, problem

MOVED, MIX = "broadcast_moved_share", "contact_mix_share"
EXTRA, LENGTH = "broadcast_extra_share", "broadcast_extra_months"
ROUNDED = 1e-6
SEASONS = ("season", "branch_season")
SEASON_ROUNDED = 5e-4
"""Twelve numbers of four decimals have a mean that is 1 to this."""


def check_market(case: Case) -> None:
    """What is moved is divided over channels, what campaigns bring over segments, and seasons move a year by nothing.

    An extra campaign has a size, a length, and a broadcast of today that it is a share of.

    Raises:
        CaseError: the first share or season that does not add up, with the parts; a campaign that contradicts itself.
    """
    for strategy in case.strategies.values():
        _check_mix(case, strategy)
        _check_campaign(case, strategy)
    _check_campaign_shares(case)
    _check_seasons(case)


def _check_mix(case: Case, strategy: Strategy) -> None:
    if not strategy.levers.get(MOVED, 0.0):
        return
    parts = {channel: lever(case, strategy, MIX, channel) for channel in case.elements["channel"]}
    _check_sum(parts, strategy.file, f"levers.{MIX}")


def _check_campaign(case: Case, strategy: Strategy) -> None:
    """A campaign of no length, of no size, or as a share of nothing, would do nothing without a word."""
    share, months = (lever(case, strategy, name) for name in (EXTRA, LENGTH))
    if bool(share) != bool(months):
        said = f"{plain(share)} share beside levers.{LENGTH} = {plain(months)} months"
        raise CaseError(problem(strategy.file, f"levers.{EXTRA}", said, allowed="both above 0, or neither"))
    if share and not case.assumptions["broadcast_pa"].base:
        said = f"{plain(share)} share of a broadcast of 0 EUR/year"
        raise CaseError(problem(strategy.file, f"levers.{EXTRA}", said, allowed="broadcast_pa above 0 EUR/year"))


def _check_campaign_shares(case: Case) -> None:
    """Only where a campaign is paid for: else there is nothing to divide."""
    paid = [a.base for a in case.assumptions.values() if a.name in ("broadcast_pa", "personal_contact_pa")]
    name = "campaign_arrivals_share"
    if any(paid) and case.segments:
        found = {segment: case.assumption(name, segment) for segment in case.elements["segment"]}
        _check_sum({segment: a.base for segment, a in found.items() if a}, "assumptions.toml", name)


def _check_sum(parts: Mapping[str, float], file: str, key: str) -> None:
    if abs((total := sum(parts.values())) - 1) > ROUNDED:
        said = ", ".join(f"{place} {plain(value)}" for place, value in parts.items())
        raise CaseError(problem(file, key, f"{plain(total)} share in all ({said})", allowed="1 in all"))


def _check_seasons(case: Case) -> None:
    for a in case.assumptions.values():
        if a.name in SEASONS and abs(a.base - 1) > SEASON_ROUNDED:
            raise a.error(f"a mean of {plain(a.base)} {a.unit} over the year", "12 numbers with a mean of 1")
