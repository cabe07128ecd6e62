"""Figures of the director's edition: how many owners want what, and how many are short of cash."""

from __future__ import annotations

from collections.abc import Iterator

from geduld.editions.company_figures import both
from geduld.figure import Figure
from geduld.owners import OwnerView
from geduld.results import Results


def director_figures(results: Results, asked: str) -> Iterator[Figure]:
    """`owners.<what>`: a number of owners each, in the base case; `owners.count` is all of them.

    `owners.in_favour_drawn` is over the draws, where there are draws.
    """
    views = list(results.views.values())
    found = {
        "count": len(views),
        "in_favour": sum(view.verdict() == asked for view in views),
        "patient": sum(view.patience(asked) is not None for view in views),
        "borrowing": sum(_short(view, asked) is not None for view in views),
        "short": sum(bool(_short(view, asked)) for view in views),
    }
    if results.spread:
        found["in_favour_drawn"] = sum(drawn.verdict == asked for drawn in results.spread.owners.values())
    for name, value in found.items():
        yield Figure(f"owners.{name}", float(value), "count", both(f"owners_{name}"))


def _short(view: OwnerView, strategy: str) -> int | None:
    """Months short of cover; None without a loan."""
    return view.loan_cover(strategy).months_short
