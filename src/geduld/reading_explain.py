"""What `geduld explain` prints: the difference between two strategies by lever and by line, or all of it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from geduld.case import Case
from geduld.explain import TOTAL, Explained, explain
from geduld.results import evaluate
from geduld.waterfall import Step
from geduld.words.labels import line_label, table
from geduld.words.numbers import money

WIDTH = 60


def told(key: str, language: str, *parts: object) -> str:
    """Fixed words about a difference, filled in."""
    return table("explained.toml")[key][language].format(*parts)


def group_name(group: str, language: str) -> str:
    """What a group of levers is called; a group without words of its own is printed as it is, with spaces."""
    words = table("explained.toml").get(group.replace(".", "_"))
    return words[language] if words else group.replace("_", " ").replace(".", " ")


def step_name(line: str, language: str) -> str:
    """What a step by line is called: the line, or the owner's step after the company's."""
    if line == TOTAL:
        return told(TOTAL, language)
    words = table("waterfall.toml").get(line)
    name = words[language] if words else line_label(line, language)
    return name[:1].upper() + name[1:]


def explained_report(case: Case, start: str, end: str, language: str) -> str:
    """For the company and for each owner the case was loaded with: two tables that add up to one amount.

    Raises:
        CaseError, ModelError: as `evaluate` and `explain`.
    """
    return "\n\n".join("\n".join(_rows(case, one, language)) for one in _found(case, start, end))


def explained_json(case: Case, start: str, end: str) -> str:
    """The same as JSON text: the steps in EUR by owner, with their names; null is the company."""
    return json.dumps([_plain(one) for one in _found(case, start, end)], ensure_ascii=False, allow_nan=False, indent=1)


def _found(case: Case, start: str, end: str) -> Sequence[Explained]:
    return explain(evaluate(case), start, end)


def _plain(one: Explained) -> dict[str, Any]:
    place = {"from": one.start, "to": one.end, "owner": one.owner, "unit": "EUR", "total": one.total}
    lever = [{**_named(group_name, step), "id": step.id} for step in one.by_lever]
    line = [{**_named(step_name, step), "id": step.id} for step in one.by_line]
    return {**place, "by_lever": lever, "by_line": line, "unable": list(one.unable)}


def _named(name: Any, step: Step) -> dict[str, Any]:
    return {"value": step.value, "label": {language: name(step.id, language) for language in ("nl", "en")}}


def _rows(case: Case, one: Explained, language: str) -> Iterator[str]:
    start, end = (case.strategies[s].label[language] for s in (one.start, one.end))
    who = case.owners[one.owner].name if one.owner else case.name
    yield told("title", language, who, start, end, _money(one.total, language))
    yield told("owner_basis" if one.owner else "company_basis", language)
    yield from ("", told("by_lever", language, start))
    yield from (_row(group_name(step.id, language), step, language) for step in one.by_lever)
    if one.unable:
        yield told("unable", language, ", ".join(group_name(group, language) for group in one.unable))
    yield from ("", told("by_line", language))
    yield from (_row(step_name(step.id, language), step, language) for step in one.by_line)


def _row(name: str, step: Step, language: str) -> str:
    return f"  {name[:WIDTH]:<{WIDTH}} {_money(step.value, language):>16}"


def _money(value: float, language: str) -> str:
    return money(value, language, 1.0, signed=True)
