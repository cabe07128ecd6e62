"""The owners' terms and the case's periods as figures, so that sentences can name them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geduld.case import Case
from geduld.company_measures import BUDGET_MONTHS
from geduld.figure import Figure
from geduld.words.labels import Words, label
from geduld.words.numbers import LOCALES

TERMS = ("stake", "required_return_pa", "time_preference_pa", "return_elsewhere_pa", "horizon_months")
LEAVING = ("leaves", "exit_multiple", "believed_share")
STAYING = ("continuing_years",)


def input_figures(case: Case) -> Iterator[Figure]:
    """The periods of the case, and the terms of each of its owners, in their own units."""
    yield _input("months", float(case.months), "months", _both("input_months"))
    yield _input("budget_months", float(min(BUDGET_MONTHS, case.months)), "months", _both("input_budget_months"))
    for owner in case.owners:
        for term in _stated(case, owner):
            found = case.assumption(term, f"owner.{owner}")
            assert found
            yield replace(_input(term, found.base, found.unit, found.label), owner=owner)


def _stated(case: Case, owner: str) -> list[str]:
    """The terms every owner has, stated or by default, and those of leaving that this owner has."""
    return [*TERMS, *STAYING, *(term for term in LEAVING if f"owner.{owner}.{term}" in case.assumptions)]


def _both(key: str) -> Words:
    return {language: label(key, language) for language in LOCALES}


def _input(name: str, value: float, unit: str, words: Words) -> Figure:
    return Figure(f"input.{name}", value, unit, words)
