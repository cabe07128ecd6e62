"""Sources and uses: what came in from the decision to the tightest month, and what it went to.

Finished monthly lines are added up here; nothing is computed anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geduld.engine import Run
from geduld.engine.run import Months
from geduld.errors import CaseError, problem

ROWS: Mapping[str, Mapping[str, int]] = {
    "operations": {"ebitda": 1, "cash_programme": -1, "cash_one_offs": -1, "deposit_interest": 1},
    "credit": {"credit_drawn": 1, "credit_repaid": -1},
    "programme": {"cash_programme": 1},
    "one_offs": {"cash_one_offs": 1},
    "working_capital": {"rise_in_working_capital": -1},
    "capital_expenditure": {"capital_expenditure": -1},
    "tax": {"tax_paid": -1},
    "debt_service": {"debt_service": -1},
    "distributions": {"distribution": -1},
    "change_in_cash": {"change_in_cash": -1},
}
"""Row -> the monthly lines it adds up, with the sign in which each counts; what comes in is positive."""


@dataclass(frozen=True, slots=True)
class FundingRow:
    """One row: its id, and the amount (EUR), positive where money came from and negative where it went."""

    id: str
    amount: float


@dataclass(frozen=True, slots=True)
class Funding:
    """From the day of the decision to the end of the tightest month.

    Args:
        month: the tightest month: the first with the least cash and credit left to use.
        rows: sources and uses up to then, which add up to zero.
        cash: cash at the end of that month (EUR).
        headroom: the least that could still be drawn on the credit line (EUR), with its first month.
        headroom_month: the first month with that headroom.
    """

    month: int
    rows: tuple[FundingRow, ...]
    cash: float
    headroom: float
    headroom_month: int

    @property
    def sources(self) -> tuple[FundingRow, ...]:
        """Where money came from."""
        return tuple(row for row in self.rows if row.amount > 0)

    @property
    def uses(self) -> tuple[FundingRow, ...]:
        """Where it went, as negative amounts."""
        return tuple(row for row in self.rows if row.amount < 0)


def sources_and_uses(run: Run, month: int | None = None) -> Funding:
    """The sources and uses of one run on floats, up to its tightest month or to another.

    Raises:
        CaseError: the month is none of the run.
    """
    headroom, cash = run.line("credit_headroom"), run.line("cash")
    tightest = int(np.argmin(cash + headroom)) if month is None else month
    if not 0 <= tightest < len(cash):
        raise CaseError(problem("funding", "month", f"{tightest} months does not fit", allowed=f"0..{len(cash) - 1}"))
    rows = tuple(FundingRow(name, _until(run, terms, tightest)) for name, terms in ROWS.items())
    lowest = int(np.argmin(headroom))
    return Funding(tightest, rows, float(cash[tightest]), float(headroom[lowest]), lowest)


def _until(run: Run, terms: Mapping[str, int], month: int) -> float:
    """The sum of signed lines from the day of the decision to a month (EUR)."""
    monthly: Months = np.sum([sign * run.line(name) for name, sign in terms.items()], axis=0)
    return float(monthly[: month + 1].sum()) + 0.0
