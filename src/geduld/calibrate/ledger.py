"""Customers without a contract, read from the invoices: who is active, who leaves, who comes, what they bring.

A customer is *active* at the end of a month when it ordered in that month or the `window - 1` months before; a credit
note is not an order. *Churn* is the share of the active customers that is no longer active a month later. Both depend
on the definition, so every figure is also given for windows of 3 to 9 months. Only complete months count, and only
windows that lie wholly in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geduld.calibrate import Range
from geduld.calibrate.invoices import Ledger
from geduld.errors import CaseError, problem

WINDOW = 6
WINDOWS = range(3, 10)
MID_STREAM = 3
"""First months in which a first order says little: the ledger starts mid-stream, so old customers look new."""
YEAR = 12

Ordered = NDArray[np.bool_]
"""Who ordered when: shape (customers, months)."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was read and what was left out; money in the ledger's currency, days as in the ledger."""

    first_day: str
    last_day: str
    rows: int
    lines: int
    orders: int
    orders_of_zero: int
    credit_notes: int
    customers: int
    customers_without_order: int
    customers_net_negative: int
    complete_months: tuple[str, ...]
    dropped_months: tuple[str, ...]
    dropped_rows: int
    dropped_net: float


@dataclass(frozen=True, slots=True)
class Month:
    """One complete month; `active`, `left` and `returned` at the base window, None where it does not fit."""

    month: str
    orders: int
    credit_notes: int
    invoiced: float
    credited: float
    season: float
    first_orders: int
    active: int | None
    left: int | None
    returned: int | None

    @property
    def net(self) -> float:
        """Revenue net of credit notes."""
        return self.invoiced + self.credited


@dataclass(frozen=True, slots=True)
class Window:
    """What one definition of active gives; `active` is a mean over `active_months`, the rates over `churn_months`."""

    months: int
    active_at_end: int
    active: float
    active_months: tuple[str, ...]
    churn: float
    churn_lowest: float
    churn_highest: float
    churn_months: tuple[str, ...]
    revenue_per_customer: float


@dataclass(frozen=True, slots=True)
class Summary:
    """All that the ledger says; `first_orders` counts the months that arrivals are measured on."""

    counts: Counts
    months: tuple[Month, ...]
    windows: tuple[Window, ...]
    first_orders: tuple[int, ...]

    def window(self, months: int) -> Window:
        """The figures of one window."""
        return next(window for window in self.windows if window.months == months)


def who_ordered(ledger: Ledger) -> Ordered:
    """Which customers ordered in which complete month: shape (customers with an order, complete months)."""
    orders = ledger.complete[~ledger.complete["cancelled"]]
    table = orders.groupby(["customer_id", "month"]).size().unstack(fill_value=0)
    return np.asarray(table.reindex(columns=list(ledger.months), fill_value=0).to_numpy() > 0, dtype=np.bool_)


def active(ordered: Ordered, window: int) -> Ordered:
    """Who is active at the end of each month with a complete window: shape (customers, months - window + 1)."""
    return np.asarray(np.lib.stride_tricks.sliding_window_view(ordered, window, axis=1).any(axis=2), dtype=np.bool_)


def leavers(ordered: Ordered, window: int) -> NDArray[np.int64]:
    """Customers who were active the month before and no longer are: shape (months - window,)."""
    was_and_is = active(ordered, window)
    return np.asarray((was_and_is[:, :-1] & ~was_and_is[:, 1:]).sum(axis=0), dtype=np.int64)


def churn(ordered: Ordered, window: int) -> NDArray[np.float64]:
    """Share of last month's active customers that left, month by month: shape (months - window,)."""
    return np.asarray(leavers(ordered, window) / active(ordered, window)[:, :-1].sum(axis=0), dtype=np.float64)


def first_orders(ordered: Ordered) -> NDArray[np.int64]:
    """Customers whose first order in the ledger falls in the month: shape (months,)."""
    return np.bincount(ordered.argmax(axis=1), minlength=ordered.shape[1]).astype(np.int64)


def returned(ordered: Ordered, window: int) -> NDArray[np.int64]:
    """Customers who are active again after having left: neither arrivals nor new; shape (months - window,)."""
    was_and_is = active(ordered, window)
    came = (~was_and_is[:, :-1] & was_and_is[:, 1:]).sum(axis=0)
    return np.asarray(came - first_orders(ordered)[window:], dtype=np.int64)


def summarise(ledger: Ledger) -> Summary:
    """Everything the ledger says about its customers; CaseError when it is shorter than a year."""
    if len(ledger.months) < YEAR:
        said = f"{len(ledger.months)} complete months"
        raise CaseError(problem("invoices", "date", said, allowed=f"at least {YEAR} complete months"))
    ordered = who_ordered(ledger)
    revenue = _last_year(ledger)
    windows = tuple(_window(ledger.months, ordered, revenue, months) for months in WINDOWS)
    counted = tuple(first_orders(ordered)[MID_STREAM:].tolist())
    return Summary(_counts(ledger), _months(ledger, ordered), windows, counted)


def _last_year(ledger: Ledger) -> float:
    """Net revenue of a mean month of the last twelve complete ones."""
    last = ledger.complete["month"].isin(ledger.months[-YEAR:])
    return float(ledger.complete.loc[last, "amount_gbp"].sum()) / YEAR


def _window(months: tuple[str, ...], ordered: Ordered, revenue: float, window: int) -> Window:
    count = active(ordered, window).sum(axis=0)
    rate = churn(ordered, window)
    return Window(
        months=window,
        active_at_end=int(count[-1]),
        active=float(count.mean()),
        active_months=months[window - 1 :],
        churn=float(np.median(rate)),
        churn_lowest=float(rate.min()),
        churn_highest=float(rate.max()),
        churn_months=months[window:],
        revenue_per_customer=revenue / float(count[-1]),
    )


def _counts(ledger: Ledger) -> Counts:
    all_of_it = ledger.invoices
    dropped = all_of_it[~all_of_it["month"].isin(ledger.months)]
    orders = all_of_it[~all_of_it["cancelled"]]
    net = all_of_it.groupby("customer_id")["amount_gbp"].sum().round(2)
    return Counts(
        first_day=str(all_of_it["date"].min().date()),
        last_day=str(all_of_it["date"].max().date()),
        rows=len(all_of_it),
        lines=int(all_of_it["lines"].sum()),
        orders=len(orders),
        orders_of_zero=int((orders["amount_gbp"] == 0).sum()),
        credit_notes=len(all_of_it) - len(orders),
        customers=len(net),
        customers_without_order=len(net) - orders["customer_id"].nunique(),
        customers_net_negative=int((net < 0).sum()),
        complete_months=ledger.months,
        dropped_months=tuple(sorted(dropped["month"].unique())),
        dropped_rows=len(dropped),
        dropped_net=float(dropped["amount_gbp"].sum()),
    )


def _months(ledger: Ledger, ordered: Ordered) -> tuple[Month, ...]:
    """One record a month; its season is its net revenue over the mean of the last twelve months."""
    new, usual = first_orders(ordered), _last_year(ledger)
    now = dict(zip(ledger.months[WINDOW - 1 :], active(ordered, WINDOW).sum(axis=0).tolist(), strict=True))
    left = dict(zip(ledger.months[WINDOW:], leavers(ordered, WINDOW).tolist(), strict=True))
    back = dict(zip(ledger.months[WINDOW:], returned(ordered, WINDOW).tolist(), strict=True))
    return tuple(
        Month(month, *_invoiced(ledger, month, usual), int(new[i]), now.get(month), left.get(month), back.get(month))
        for i, month in enumerate(ledger.months)
    )


def _invoiced(ledger: Ledger, month: str, usual: float) -> tuple[int, int, float, float, float]:
    """Orders, credit notes, money invoiced, money credited, and the season."""
    rows = ledger.invoices[ledger.invoices["month"] == month]
    orders, notes = rows.loc[~rows["cancelled"], "amount_gbp"], rows.loc[rows["cancelled"], "amount_gbp"]
    return len(orders), len(notes), float(orders.sum()), float(notes.sum()), float(rows["amount_gbp"].sum()) / usual


def churn_rate(summary: Summary) -> Range:
    """Share of the active customers that leaves in a month.

    Base: the median over months at the base window; p10 and p90: the lowest and the highest of the medians at each
    window of 3 to 9 months. A short window calls more customers gone.
    """
    return _over_windows(summary, lambda window: window.churn)


def customers_at_start(summary: Summary) -> Range:
    """Active customers at the end of the last complete month: at the base window, and over the windows."""
    return _over_windows(summary, lambda window: float(window.active_at_end))


def revenue_per_customer(summary: Summary) -> Range:
    """Last year's net revenue a month over the mean active set: at the base window, and over the windows."""
    return _over_windows(summary, lambda window: window.revenue_per_customer)


def _over_windows(summary: Summary, figure: Callable[[Window], float]) -> Range:
    values = [figure(window) for window in summary.windows]
    return Range(min(values), figure(summary.window(WINDOW)), max(values))


def arrivals(summary: Summary) -> Range:
    """First orders a month without the first three and the partial months: p10, median and p90 of the months."""
    p10, base, p90 = np.quantile(summary.first_orders, [0.1, 0.5, 0.9]).tolist()
    return Range(p10, base, p90)
