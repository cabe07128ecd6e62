"""What the company's finished lines amount to: measures per strategy, on base values or over draws."""

from __future__ import annotations

from geduld.engine import Run
from geduld.owners import Flows

COMPANY_LINES = ("cash_programme", "cash", "funding_gap", "credit_headroom", "distribution_blocked")
BUDGET_MONTHS = 24
"""The approved budget is held against the programme's cash cost over this many months."""


def company_measures(run: Run) -> dict[str, Flows]:
    """Measures of a run, EUR; shape () for a run on base values, (n,) over draws."""
    programme, cash, gap, headroom, blocked = (run.line(name) for name in COMPANY_LINES)
    return {
        "programme_budget": 0.0 - programme[: BUDGET_MONTHS + 1].sum(axis=0),
        "programme_total": 0.0 - programme.sum(axis=0),
        "cash_lowest": cash.min(axis=0),
        "funding_gap": gap.max(axis=0),
        "credit_headroom_lowest": headroom.min(axis=0),
        "distribution_blocked": blocked.sum(axis=0),
    }
