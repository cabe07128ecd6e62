"""The months of a case: 0 is the day of the decision, a flow of month t falls at the end of month t."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ByMonth:
    """A known number per month, from month 0 to the last: a tax rate by year, a season by calendar month."""

    values: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """When the decision is taken, when the fiscal year starts, and how many months are computed."""

    decision_month: int
    fiscal_year_starts: int
    months: int
    decision_year: int = 2000

    def calendar_month(self, month: int) -> int:
        """1 (January) to 12; month 0 lies in the month of the decision."""
        return (self.decision_month - 1 + month) % 12 + 1

    def fiscal_month(self, month: int) -> int:
        """1 (first month of the fiscal year) to 12."""
        return (self.calendar_month(month) - self.fiscal_year_starts) % 12 + 1

    def calendar_year(self, month: int) -> int:
        """The calendar year of a month."""
        return self.decision_year + (self.decision_month - 1 + month) // 12

    def fiscal_year(self, month: int) -> int:
        """The calendar year in which the fiscal year of a month starts."""
        return self.calendar_year(month) - (self.calendar_month(month) < self.fiscal_year_starts)

    def inputs(self, month: int) -> dict[str, float]:
        """The month inputs a formula may read."""
        return {
            "month": float(month),
            "calendar_month": float(self.calendar_month(month)),
            "fiscal_month": float(self.fiscal_month(month)),
        }
