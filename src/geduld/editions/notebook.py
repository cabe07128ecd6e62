"""What a notebook shows: the blocks of an edition, by name. Opening one checks every claim it makes."""

from __future__ import annotations

from functools import cached_property
from inspect import signature

from geduld import claims
from geduld.editions import (
    accounts,
    assumption_rows,
    assumptions,
    choices,
    company_money,
    contradictions,
    director,
    hangs_on,
    how_sure,
    letter,
    lines,
    loan,
    measures,
    pictures,
)  # fmt: skip
from geduld.editions.block import Block
from geduld.editions.edition import Edition, open_edition
from geduld.editions.injected import refuse_unknown
from geduld.editions.record import claims_of, record
from geduld.editions.simulated import Draws
from geduld.errors import CaseError, problem


class Page:
    """The blocks of an edition in reading order; each shows itself when it is the last value of a cell."""

    shown: tuple[str, ...] = ()

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        claims.check(claims_of(self.blocks), edition.figures)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks but the accounts, in reading order."""
        return tuple(getattr(self, name) for name in self.shown)

    @property
    def headline(self) -> str:
        """The key figures as plain text, rounded."""
        return measures.headline(self.edition)

    @cached_property
    def not_in_numbers(self) -> Block:
        """What is not in the numbers."""
        return accounts.not_in_numbers(self.edition)

    @cached_property
    def line_by_line(self) -> Block:
        """What is asked, line by line in the company."""
        return lines.line_by_line(self.edition)

    @cached_property
    def accounts(self) -> Block:
        """Choices, assumptions and versions; carries the record that becomes results.json."""
        return accounts.accounts(self.edition, record(self.edition, self.blocks))


class OwnerPage(Page):
    """An owner's edition."""

    shown = (
        "letter", "picture", "fan", "out_in", "line_by_line", "how_sure", "hangs_on", "choices", "measures", "loan",
        "not_in_numbers",
    )  # fmt: skip

    @cached_property
    def letter(self) -> Block:
        """What is asked of this owner, and what it brings."""
        return letter.letter(self.edition)

    @cached_property
    def picture(self) -> Block:
        """The owner's receipts under what is asked and under its best alternative."""
        return pictures.picture(self.edition)

    @cached_property
    def out_in(self) -> Block:
        """What goes out and what comes in."""
        return pictures.out_in(self.edition)

    @cached_property
    def fan(self) -> Block:
        """How the owner's receipts spread over the draws."""
        return how_sure.fan(self.edition)

    @cached_property
    def how_sure(self) -> Block:
        """How the owner's value spreads, and what evidence it rests on."""
        return how_sure.how_sure(self.edition)

    @cached_property
    def hangs_on(self) -> Block:
        """Which assumptions the owner's advantage hangs on, and where it turns."""
        return hangs_on.hangs_on(self.edition)

    @cached_property
    def choices(self) -> Block:
        """Every choice at its best, by the same rules."""
        return choices.choices(self.edition)

    @cached_property
    def measures(self) -> Block:
        """Every choice by the same measures."""
        return measures.measures(self.edition)

    @cached_property
    def loan(self) -> Block:
        """Whether the owner's own loan is covered, and what dividend is held back."""
        return loan.loan(self.edition)


class CompanyPage(Page):
    """The company's edition, without any owner's private terms."""

    shown = ("letter", "choices", "picture", "line_by_line", "funding", "not_in_numbers")

    @cached_property
    def letter(self) -> Block:
        """The finding and the key figures."""
        return letter.company_letter(self.edition)

    @cached_property
    def choices(self) -> Block:
        """What every choice changes, line by line."""
        return lines.choices(self.edition)

    @cached_property
    def picture(self) -> Block:
        """What every choice leaves, month by month."""
        return pictures.company_picture(self.edition)

    @cached_property
    def funding(self) -> Block:
        """What money every choice needs."""
        return measures.funding(self.edition)


class DirectorPage(Page):
    """The director's edition: all owners side by side, with their private terms."""

    shown = ("letter", "verdicts", "picture", "short", "held_back", "funding", "terms")

    @property
    def headline(self) -> str:
        """What each owner is brought, as plain text."""
        return director.headline(self.edition)

    @cached_property
    def letter(self) -> Block:
        """The finding over all owners."""
        return director.letter(self.edition)

    @cached_property
    def verdicts(self) -> Block:
        """Every owner by the same measures."""
        return director.verdicts(self.edition)

    @cached_property
    def picture(self) -> Block:
        """What is asked against each owner's own best other choice, month by month."""
        return director.picture(self.edition)

    @cached_property
    def short(self) -> Block:
        """Who is short of cash, when and how much."""
        return director.short(self.edition)

    @cached_property
    def held_back(self) -> Block:
        """Which distributions are held back, by which test."""
        return company_money.held_back(self.edition)

    @cached_property
    def funding(self) -> Block:
        """Sources and uses, and headroom at the deepest point."""
        return company_money.sources_and_uses(self.edition)

    @cached_property
    def terms(self) -> Block:
        """The private terms of all owners."""
        return director.terms(self.edition)


class AssumptionsPage(Page):
    """Every assumption, without any owner's terms."""

    shown = ("summary", "grades", "ranges", "groups", "contradictions", "correlations")

    @property
    def headline(self) -> str:
        """The counts as plain text."""
        return assumptions.headline(self.edition)

    @cached_property
    def summary(self) -> Block:
        """The answer: how many numbers, how sure, and how many placeholders."""
        return assumptions.summary(self.edition)

    @cached_property
    def grades(self) -> Block:
        """How many of which grade, per subject."""
        return assumptions.grades(self.edition)

    @cached_property
    def ranges(self) -> Block:
        """Every range against its base value."""
        return assumptions.picture(self.edition)

    @cached_property
    def groups(self) -> Block:
        """Every assumption in full."""
        return assumption_rows.by_group(self.edition)

    @cached_property
    def contradictions(self) -> Block:
        """Both sides of every contradiction."""
        return contradictions.contradictions(self.edition)

    @cached_property
    def correlations(self) -> Block:
        """What moves together."""
        return assumption_rows.correlations(self.edition)

    @cached_property
    def accounts(self) -> Block:
        """How the edition was made; carries the record that becomes results.json."""
        return accounts.provenance_only(self.edition, record(self.edition, self.blocks))


def owner_edition(
    case: str,
    owner: str,
    language: str = "",
    own_values: str = "",
    dated: str = "",
    draws: int = 0,
    seed: int = 0,
    scrambles: int = 0,
) -> OwnerPage:
    """Open an owner's edition; see `open_edition` for the arguments, and `Draws` for the last three.

    Raises:
        CaseError, ModelError: what is wrong with the case, the owner or a parameter.
        ClaimError: a sentence says what the results do not show.
    """
    refuse_unknown(signature(owner_edition).parameters)
    if not owner:
        raise CaseError(problem("parameters", "owner", f"{owner!r}", allowed="the id of an owner"))
    return OwnerPage(open_edition(case, owner, language, own_values, dated, Draws(draws, seed, scrambles)))


def director_edition(
    case: str,
    language: str = "",
    own_values: str = "",
    dated: str = "",
    draws: int = 0,
    seed: int = 0,
    scrambles: int = 0,
) -> DirectorPage:
    """Open the director's edition, with all owners; see `owner_edition`."""
    refuse_unknown(signature(director_edition).parameters)
    asked = Draws(draws, seed, scrambles)
    return DirectorPage(open_edition(case, None, language, own_values, dated, asked, everyone=True))


def business_case(case: str, language: str = "", own_values: str = "", dated: str = "") -> CompanyPage:
    """Open the company's edition; see `owner_edition`."""
    refuse_unknown(signature(business_case).parameters)
    return CompanyPage(open_edition(case, None, language, own_values, dated))


def assumptions_edition(case: str, language: str = "", own_values: str = "", dated: str = "") -> AssumptionsPage:
    """Open the edition of the assumptions; see `owner_edition`."""
    refuse_unknown(signature(assumptions_edition).parameters)
    return AssumptionsPage(open_edition(case, None, language, own_values, dated))
