"""A segment whose customers are taken to be like those of another: it follows that segment wherever it says nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from geduld.assumptions import Assumption
from geduld.case_records import Segment, split_key

SEASON = "season"


def with_likeness(assumptions: Mapping[str, Assumption], segments: Mapping[str, Segment]) -> dict[str, Assumption]:
    """The assumptions, with what describes a customer copied to the segments that are `like` another.

    What describes a customer is declared per class and can be uncertain: churn, revenue, cost to serve; and the season.
    How many customers there are and how they divide over classes is each segment's own.
    """
    after = dict(assumptions)
    for segment in segments.values():
        for a in assumptions.values():
            element, name = split_key(a.key)
            key = f"segment.{segment.id}.{name}"
            own = element == f"segment.{segment.like}"
            describes = name == SEASON or (a.per == "class" and a.kind == "uncertainty")
            if own and describes and key not in after:
                after[key] = replace(a, key=key, same_as=a.key)
    return after
