"""Figures of the difference between what is asked and each owner's best alternative, by lever and by line."""

from __future__ import annotations

from collections.abc import Iterator

from geduld.explain import TOTAL, Explained, explain
from geduld.figure import Figure
from geduld.reading_explain import group_name, step_name, told
from geduld.results import Results
from geduld.sensitivity_bench import Bench
from geduld.words.numbers import LOCALES

BEGINS = "explained."


def explained_figures(results: Results, asked: str, bench: Bench) -> Iterator[Figure]:
    """`explained.lever.<group>` and `explained.line.<line>`, which both add up to `explained.total` (EUR)."""
    for owner, view in results.views.items():
        start = view.alternative(asked)
        for one in explain(results, start, asked, (owner,), bench) if start != asked else ():
            yield from _of_owner(results, one)


def _of_owner(results: Results, one: Explained) -> Iterator[Figure]:
    labels = results.case.strategies[one.start].label
    convention = {language: told("convention", language, labels[language]) for language in LOCALES}
    for kind, name, steps in (("lever.", group_name, one.by_lever), ("line.", step_name, one.by_line[:-1])):
        for step in steps:
            words = {language: name(step.id, language) for language in LOCALES}
            place = TOTAL if step.id == TOTAL else kind + step.id
            yield Figure(f"{BEGINS}{place}", step.value, "EUR", words, one.end, one.owner, convention=convention)
