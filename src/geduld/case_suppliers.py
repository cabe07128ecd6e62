"""Key suppliers of a case and what the law asks about them: read from case.toml, and brought to assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from math import fsum

from geduld.assumptions import Assumption, read_grade, read_source
from geduld.case_records import Case, LegalFacts, Strategy, Supplier
from geduld.errors import CaseError, plain, problem
from geduld.overrides import fixed
from geduld.tables import Table, as_slug

FIELDS = ("label", "purchase_share", "small", "source", "grade")
LEGAL_FIELDS = ("food_chain", "running_contracts", "payment_term_days")
SHARE = "supplier_purchase_share"
LUCKS = ("supplier_leave_luck", "supplier_delay_luck")
"""Each supplier has a luck of its own, so that one that leaves says nothing about another."""
ASKED = ("squeeze_price_cut_share", "squeeze_payment_days")
OF_WHAT = "squeeze_purchase_share"
ROUNDED = 1e-9
LONGEST_TERM = 3650.0


def read_suppliers(table: Table) -> dict[str, Supplier]:
    """The key suppliers of `[suppliers.<id>]`, by id; none without the table.

    Raises:
        CaseError: an id, a share or a size that cannot be, no source or grade, or shares of more than all purchases.
    """
    found = {as_slug(slug, table, slug): _supplier(slug, each) for slug, each in table.tables().items()}
    total = fsum(supplier.purchase_share for supplier in found.values())
    if total > 1 + ROUNDED:
        said = ", ".join(f"{s.id} {plain(s.purchase_share)}" for s in found.values())
        raise table.error("purchase_share", f"{plain(total)} share in all ({said})", allowed="at most 1 in all")
    return found


def _supplier(slug: str, table: Table) -> Supplier:
    table.only(*FIELDS).need("label", "purchase_share", "source", "grade")
    share = _within(table, "purchase_share", "share", 1.0)
    assert share is not None
    return Supplier(
        slug, table.in_languages("label"), share, _yes(table, "small"), read_source(table), read_grade(table)
    )


def read_legal(table: Table) -> LegalFacts:
    """The facts of `[legal]` that the law asks about; what is not said is None.

    Raises:
        CaseError: a fact that is neither 0 nor 1, or a term that cannot be.
    """
    table.only(*LEGAL_FIELDS)
    term = _within(table, "payment_term_days", "days", LONGEST_TERM)
    return LegalFacts(_yes(table, "food_chain"), _yes(table, "running_contracts"), term)


def _within(table: Table, name: str, unit: str, highest: float) -> float | None:
    value = table.number(name, unit)
    if value is not None and not 0 <= value <= highest:
        raise table.error(name, f"{plain(value)} {unit} is out of bounds", allowed=f"0..{plain(highest)} {unit}")
    return value


def _yes(table: Table, name: str) -> float | None:
    """1 for yes, 0 for no, None where it is not said."""
    value = table.number(name)
    if value is not None and value not in (0, 1):
        raise table.error(name, f"{plain(value)} is neither yes nor no", allowed="1 (yes), 0 (no)")
    return value


def with_suppliers(known: Mapping[str, Assumption], suppliers: Mapping[str, Supplier]) -> dict[str, Assumption]:
    """The assumptions with each supplier's share, and with a luck of its own instead of one that all would share."""
    after = {key: a for key, a in known.items() if key not in LUCKS}
    for supplier in suppliers.values():
        place = f"supplier.{supplier.id}"
        share = fixed(known[SHARE], f"{place}.{SHARE}", supplier.purchase_share, "case.toml", grade=supplier.grade)
        after[share.key] = replace(share, source=supplier.source)
        for luck in LUCKS:
            key = f"{place}.{luck}"
            after[key] = known.get(key, replace(known[luck], key=key))
    return after


def check_squeeze(case: Case) -> None:
    """A strategy that squeezes says what it asks for and of which share of purchases; one without the other is nothing.

    Raises:
        CaseError: the first strategy that says only one of the two.
    """
    for strategy in case.strategies.values():
        asked, of_what = any(_lever(case, strategy, name) for name in ASKED), _lever(case, strategy, OF_WHAT)
        if asked != bool(of_what):
            name, missing = (
                (OF_WHAT, ASKED[0]) if of_what else (next(n for n in ASKED if n in strategy.levers), OF_WHAT)
            )
            a = case.declared[name]
            what = f"{plain(_lever(case, strategy, name))} {a.unit} does nothing: {missing} is 0"
            raise CaseError(problem(strategy.file, f"levers.{name}", what, allowed=f"{missing} above 0 with it"))


def _lever(case: Case, strategy: Strategy, name: str) -> float:
    """The strategy's setting, else the default."""
    return strategy.levers.get(name, case.declared[name].base)
