"""How an assumption is named and its value written, wherever the command line or an edition speaks of one."""

from __future__ import annotations

import math

from geduld.assumptions import Assumption
from geduld.case_records import Case, split_key
from geduld.words.labels import label
from geduld.words.numbers import number


def driver_name(case: Case, a: Assumption, language: str) -> str:
    """The label, with the element it holds for before it: one label serves all elements."""
    grain, _, element = split_key(a.key)[0].partition(".")
    if grain == "segment" and element in case.segments:
        return f"{case.segments[element].label[language]}: {a.label[language]}"
    if grain == "supplier" and element in case.suppliers:
        return f"{case.suppliers[element].label[language]}: {a.label[language]}"
    place = label(f"{grain}_{element}", language) if grain in ("track", "channel") else element
    return f"{place}: {a.label[language]}" if place else a.label[language]


def unit_of(a: Assumption) -> str:
    """Its unit, with shares as per cent."""
    return a.unit.replace("share", "%")


def value_of(value: float, a: Assumption, language: str) -> str:
    """A value in the unit of the table: shares as per cent, three figures at least, large ones in full."""
    shown = value * 100 if a.unit.startswith("share") else value
    size = math.floor(math.log10(abs(shown))) if shown else 0
    digits = min(max(0, 2 - size), 4)
    exact = round(shown, digits)
    return number(exact, language, next(d for d in range(digits + 1) if round(exact, d) == exact))
