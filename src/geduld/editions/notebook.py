"""What a notebook shows: the blocks of an edition, by name. Opening one checks every claim it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from inspect import signature
from typing import Any

from geduld import claims
from geduld.editions import (
    accounts,
    assumption_rows,
    assumptions,
    choices,
    company_money,
    contradictions,
    conventions,
    decision_map,
    director,
    explained,
    hangs_on,
    how_sure,
    legal,
    letter,
    lines,
    loan,
    measures,
    pictures,
    strongest,
)  # fmt: skip
from geduld.editions.block import Block
from geduld.editions.edition import Edition, open_edition
from geduld.editions.injected import refuse_unknown
from geduld.editions.record import claims_of, record
from geduld.editions.simulated import Draws
from geduld.errors import CaseError, near_match, problem

Makers = Mapping[str, Callable[[Edition], Block]]

OWNER: dict[str, Callable[[Edition], Block]] = {
    "letter": letter.letter,
    "picture": pictures.picture,
    "fan": how_sure.fan,
    "out_in": pictures.out_in,
    "line_by_line": lines.line_by_line,
    "how_sure": how_sure.how_sure,
    "hangs_on": hangs_on.hangs_on,
    "choices": choices.choices,
    "strongest": strongest.strongest,
    "explained": explained.explained,
    "map": decision_map.decision_map,
    "measures": measures.measures,
    "loan": loan.loan,
    "legal": legal.legal,
    "not_in_numbers": accounts.not_in_numbers,
}
"""An owner's edition, in reading order."""
COMPANY: Makers = {
    "letter": letter.company_letter,
    "choices": lines.choices,
    "picture": pictures.company_picture,
    "line_by_line": lines.line_by_line,
    "funding": measures.funding,
    "conventions": conventions.conventions,
    "not_in_numbers": accounts.not_in_numbers,
}
"""The company's edition, without any owner's private terms."""
DIRECTOR: Makers = {
    "letter": director.letter,
    "verdicts": director.verdicts,
    "maps": decision_map.maps,
    "picture": director.picture,
    "short": director.short,
    "held_back": company_money.held_back,
    "funding": company_money.sources_and_uses,
    "conventions": conventions.conventions,
    "legal": legal.legal,
    "terms": director.terms,
}
"""The director's edition: all owners side by side, with their private terms."""
ASSUMPTIONS: Makers = {
    "summary": assumptions.summary,
    "grades": assumptions.grades,
    "ranges": assumptions.picture,
    "groups": assumption_rows.by_group,
    "contradictions": contradictions.contradictions,
    "correlations": assumption_rows.correlations,
}
"""Every assumption, without any owner's terms."""


class Page:
    """An edition's blocks, each by its name; one shows itself when it is the last value of a cell.

    Args:
        edition: from `open_edition`.
        makers: name -> what makes the block, in reading order.
        headline: what says the key figures as plain text, rounded.
        closing: what makes the last block, `accounts`: it carries the record that becomes results.json.

    Raises:
        ClaimError: a sentence of a block says what the results do not show.
    """

    def __init__(
        self,
        edition: Edition,
        makers: Makers,
        headline: Callable[[Edition], str] = measures.headline,
        closing: Callable[[Edition, dict[str, Any]], Block] = accounts.accounts,
    ) -> None:
        self.edition, self.headline = edition, headline(edition)
        self._closing = closing
        self._made = {name: make(edition) for name, make in makers.items()}
        claims.check(claims_of(self.blocks), edition.figures)

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks but the accounts, in reading order."""
        return tuple(self._made.values())

    @cached_property
    def accounts(self) -> Block:
        """How the edition was made; carries the record that becomes results.json."""
        return self._closing(self.edition, record(self.edition, self.blocks))

    def __getattr__(self, name: str) -> Block:
        """A block by its name."""
        made = self.__dict__.get("_made", {})
        if name not in made:
            raise AttributeError(problem("edition", name, "there is no such block", near=near_match(name, made)))
        return made[name]  # type: ignore[no-any-return]

    def __dir__(self) -> list[str]:
        """What an analyst can ask for: the names of the blocks too."""
        return [*super().__dir__(), *self._made]


def owner_edition(
    case: str,
    owner: str,
    language: str = "",
    own_values: str = "",
    dated: str = "",
    draws: int = 0,
    seed: int = 0,
    scrambles: int = 0,
) -> Page:
    """Open an owner's edition; see `open_edition` for the arguments, and `Draws` for the last three.

    Raises:
        CaseError, ModelError: what is wrong with the case, the owner or a parameter.
        ClaimError: a sentence says what the results do not show.
    """
    refuse_unknown(signature(owner_edition).parameters)
    if not owner:
        raise CaseError(problem("parameters", "owner", f"{owner!r}", allowed="the id of an owner"))
    return Page(open_edition(case, owner, language, own_values, dated, Draws(draws, seed, scrambles)), OWNER)


def director_edition(
    case: str,
    language: str = "",
    own_values: str = "",
    dated: str = "",
    draws: int = 0,
    seed: int = 0,
    scrambles: int = 0,
) -> Page:
    """Open the director's edition, with all owners; see `owner_edition`."""
    refuse_unknown(signature(director_edition).parameters)
    asked = Draws(draws, seed, scrambles)
    return Page(
        open_edition(case, None, language, own_values, dated, asked, everyone=True), DIRECTOR, director.headline
    )


def business_case(case: str, language: str = "", own_values: str = "", dated: str = "") -> Page:
    """Open the company's edition; see `owner_edition`."""
    refuse_unknown(signature(business_case).parameters)
    return Page(open_edition(case, None, language, own_values, dated), COMPANY)


def assumptions_edition(case: str, language: str = "", own_values: str = "", dated: str = "") -> Page:
    """Open the edition of the assumptions; see `owner_edition`."""
    refuse_unknown(signature(assumptions_edition).parameters)
    edition = open_edition(case, None, language, own_values, dated)
    return Page(edition, ASSUMPTIONS, assumptions.headline, accounts.provenance_only)
