"""How many assumptions there are, of which kind and grade: the answer to "how sure are we?" in numbers.

Levers are chosen and an owner's terms are the owner's own, so neither is counted; nor is a value that always is that
of another key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from geduld.assumptions import GRADES, Assumption
from geduld.results import Figure
from geduld.words.labels import label

TESTS: Mapping[str, Callable[[Assumption], bool]] = {
    "count": lambda a: True,
    "ranges": lambda a: a.is_range,
    "placeholders": lambda a: a.placeholder,
    "strong": lambda a: a.grade in ("A", "B"),
    "company": lambda a: a.overridden,
    "harmful": lambda a: a.effect and a.p10 < 0,
    **{f"grade_{grade}": lambda a, grade=grade: a.grade == grade for grade in GRADES},  # type: ignore[misc]
}
"""What is counted, and of which assumptions it is true."""
DRAWN = 28
"""The picture shows this many ranges: one page of paper."""


def shown(assumptions: Mapping[str, Assumption]) -> tuple[Assumption, ...]:
    """The assumptions that everybody may see and somebody must vouch for, in the order of the data."""
    return tuple(a for a in assumptions.values() if a.kind != "lever" and a.per != "owner" and not a.same_as)


def number(assumptions: Iterable[Assumption], test: str) -> int:
    """How many of the assumptions pass one of `TESTS`."""
    return sum(TESTS[test](a) for a in assumptions)


def count_figures(assumptions: Mapping[str, Assumption]) -> Iterator[Figure]:
    """A figure per test, `assumptions.<test>`: unit count, of no owner and no strategy."""
    known = shown(assumptions)
    yield _count("drawn", len(widest(known)))
    for test in TESTS:
        yield _count(test, number(known, test))


def _count(test: str, value: int) -> Figure:
    words = {language: label(f"counted_{test}", language) for language in ("nl", "en")}
    return Figure(f"assumptions.{test}", float(value), "count", words)


def widest(assumptions: Iterable[Assumption]) -> list[Assumption]:
    """The assumptions whose range is widest against a base value other than zero, the widest first."""
    found = [a for a in assumptions if a.is_range and a.base]
    return sorted(found, key=lambda a: -(a.p90 - a.p10) / abs(a.base))[:DRAWN]
