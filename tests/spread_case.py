"""The example with one owner and few ranges, for the tests of the spread: a hundred draws say enough of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from functools import cache
from typing import Any

from geduld.assumptions import Assumption
from geduld.case import Case, data_folder, load_case
from geduld.owners import OwnerView
from geduld.results import evaluate
from geduld.spread_records import OwnerSpread, Spread

CASE = data_folder() / "cases" / "wholesaler"


@cache
def example(*owners: str) -> Case:
    """The example, with some of its owners."""
    return load_case(CASE, owners=owners or None)


def collapsed(case: Case, ranges: Mapping[str, Mapping[str, Any]] | None = None) -> Case:
    """The case without any range but those given: key -> fields of the assumption."""
    said = ranges or {}

    def of(key: str, a: Assumption) -> Assumption:
        alone = replace(a, p10=a.base, p90=a.base, family="fixed" if a.kind == "uncertainty" else a.family)
        return replace(alone, **said[key]) if key in said else alone

    return replace(case, assumptions={key: of(key, a) for key, a in case.assumptions.items()})


def at(case: Case, owner: str, **values: float) -> OwnerView:
    """The owner's view of plain runs, with other values of some assumptions."""
    changed = {key: replace(case.assumptions[key], base=value) for key, value in values.items()}
    return evaluate(replace(case, assumptions={**case.assumptions, **changed})).views[owner]


def told(spread: Spread | OwnerSpread) -> str:
    """Every number of a spread, as text."""
    return json.dumps(asdict(spread), default=lambda values: values.tolist())
