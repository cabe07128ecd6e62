"""What must hold between the parts of a case, after all its layers are on one another."""

from __future__ import annotations

from collections.abc import Callable

from geduld.assumptions import Assumption
from geduld.case_balance import check_loan, check_opening_balance
from geduld.case_branches import check_branches
from geduld.case_market import check_market
from geduld.case_owners import check_stakes
from geduld.case_records import Case
from geduld.case_strategies import check_strategies
from geduld.case_strategies_autonomy import check_autonomy
from geduld.case_suppliers import check_squeeze
from geduld.errors import CaseError, near_match, plain, problem
from geduld.evidence import check_evidence
from geduld.families import check_family


def check_case(case: Case) -> None:
    """Every rule that looks at more than one value.

    Raises:
        CaseError: the first rule that does not hold.
    """
    check_evidence(case.assumptions.values(), case.evidence)
    _check_complete(case)
    check_stakes(case.owners, case.assumptions, case.rest)
    _check_customers(case)
    _check_horizons(case)
    check_loan(case.assumptions)
    check_opening_balance(case.assumptions)
    for name in ("class_share_today", "class_share_new"):
        _check_class_shares(case, name)
    check_market(case)
    check_strategies(case)
    check_autonomy(case)
    check_squeeze(case)
    check_branches(case)
    for a in case.assumptions.values():
        _check_date(case, a)
        _check_exchange(case, a)
        check_family(a)


def _check_complete(case: Case) -> None:
    """Whether every name has a value wherever it is read."""
    for name, declaration in case.declared.items():
        for element in case.elements[declaration.per]:
            if case.assumption(name, element) is None:
                raise _missing(case, declaration, element)


def _missing(case: Case, declaration: Assumption, element: str) -> CaseError:
    owner = case.owners.get(element.removeprefix("owner."))
    file = owner.file if owner else "assumptions.toml"
    key = f"terms.{declaration.name}" if owner else f"{element}.{declaration.name}".lstrip(".")
    return CaseError(problem(file, key, "is missing, and has no default", allowed=declaration.allowed))


def _check_customers(case: Case) -> None:
    """A segment to which nobody belongs and nobody comes; referred customers come to one segment of any case."""
    names = ("customers_at_start", "observed_arrivals_pm")
    for segment in case.segments.values():
        found = [a for name in names if (a := case.assumption(name, f"segment.{segment.id}"))]
        if not any(a.p90 for a in found) and (not segment.receives_referrals or len(case.segments) == 1):
            key, said = f"segment.{segment.id}", " and ".join(f"{a.name} {plain(a.base)}" for a in found)
            allowed = "customers at the start, or arrivals, or no such segment"
            raise CaseError(problem(found[0].file, key, f"is a segment without customers: {said}", allowed=allowed))


def _check_horizons(case: Case) -> None:
    for owner in case.owners:
        a = case.assumptions[f"owner.{owner}.horizon_months"]
        if a.base > case.months:
            raise a.error(f"{plain(a.base)} months lies after the end of the case", f"1..{case.months} months")


def _check_class_shares(case: Case, name: str) -> None:
    for segment in case.segments.values():
        shares = {c: case.assumption(name, f"segment.{segment.id}.class.{c}") for c in segment.classes}
        values = {c: a.base for c, a in shares.items() if a}
        if abs((total := sum(values.values())) - 1) > 1e-6:
            said = ", ".join(f"{c} {plain(value)}" for c, value in values.items())
            what = f"{plain(total)} share in all ({said})"
            raise CaseError(problem("assumptions.toml", f"segment.{segment.id}.{name}", what, allowed="1 in all"))


def _check_date(case: Case, a: Assumption) -> None:
    if a.price_level not in ("", "decision") and int(a.price_level[:4]) > case.decision.year:
        what = f"the price level {a.price_level!r} lies after the decision of {case.decision}"
        raise a.error(what, f'up to "{case.decision.year}", or "decision"')


def _check_exchange(case: Case, a: Assumption) -> None:
    if not a.exchange_rate:
        return
    wanted: Callable[[Assumption], bool] = lambda rate: rate.unit == f"EUR/{a.currency}"  # noqa: E731
    rates = [key for key, rate in case.assumptions.items() if wanted(rate)]
    if a.exchange_rate not in rates:
        raise a.error(f"{a.exchange_rate!r} is no exchange rate", ", ".join(rates), near_match(a.exchange_rate, rates))
