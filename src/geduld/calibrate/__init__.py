"""From a company's own exports to assumptions: what was observed, how sure it is, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Range:
    """An observed value with its range, in the unit of its assumption; p10 <= base <= p90 or ValueError."""

    p10: float
    base: float
    p90: float

    def __post_init__(self) -> None:
        if not self.p10 <= self.base <= self.p90:
            raise ValueError(f"p10 <= base <= p90 does not hold for {self.p10}, {self.base}, {self.p90}")
