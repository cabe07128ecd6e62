"""What finished monthly flows amount to: worth, returns, paybacks, patience, cover. Pure reductions.

Convention throughout. Flows are nominal money after tax, shape (H+1,), or (H+1, n) over draws where it says so.
Index 0 is the day of the decision; index t is the end of month t. Rates are annual effective: 0.08 is 8 % a year, and
a month counts as a twelfth of a year, so a flow of month t is worth (1 + rate) ** (-t / 12) of itself today. A
spreadsheet's `=CF0+NPV(r_m, CF1:CFH)` with r_m from `monthly_rate` gives the same; `=NPV(r_m, CF0:CFH)` does not,
because it discounts the day of the decision by a month.

A ValueError is the caller's mistake: flows of another shape, not a number, or a rate at which nothing can be valued.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geduld.valuation_irr import Irr as Irr
from geduld.valuation_irr import break_even_return as break_even_return
from geduld.valuation_irr import finite, one_run
from geduld.valuation_irr import irr as irr

Flows = NDArray[np.float64]

ROUNDING = 1e-9
"""A running total within this share of the money that moved until then is zero: binary rounding, not a shortfall.

Only money up to that month counts, so what comes later never changes an earlier month.
"""


@dataclass(frozen=True, slots=True)
class LoanCover:
    """How far an owner's income covers the service of the owner's loan, over trailing windows.

    Args:
        cover: income / service of the window that ends at month t, shape (H+1,); nan where there is no service.
        lowest: lowest cover of months 1..H; None where none of them has service.
        months_short: months of 1..H with a cover below 1; None where none of them has service.
    """

    cover: Flows
    lowest: float | None
    months_short: int | None


def monthly_rate(annual: float) -> float:
    """The monthly rate that compounds to an annual effective rate: 0.01 a month is 0.126825 a year."""
    return float(np.expm1(np.log1p(_rate(annual)) / 12))


def discount_factors(annual: float, months: int) -> Flows:
    """What 1 at the end of each month is worth on the day of the decision: shape (months+1,), 1 at index 0."""
    return np.asarray((1 + _rate(annual)) ** (-np.arange(months + 1) / 12))


def present_value(flows: Flows, annual: float) -> Flows:
    """Worth of the flows on the day of the decision: shape () for flows of (H+1,), (n,) for flows of (H+1, n)."""
    factors = _by_month(discount_factors(annual, len(flows) - 1), flows)
    return np.asarray((factors * flows).sum(axis=0))  # not @, whose last bit depends on how many draws there are


def npv(increments: Flows, annual: float) -> Flows:
    """Net present value: the present value of the flows under one strategy less those under another."""
    return present_value(increments, annual)


def compounded(flows: Flows, annual: float) -> Flows:
    """What the flows to date have grown to, each kept at a rate from its own month on; (H+1,) or (H+1, n).

    The value of month H discounted to the day of the decision is the present value.
    """
    factors = _by_month(discount_factors(annual, len(flows) - 1), flows)
    return np.asarray(_cumulative(flows * factors) / factors)


def multiple(flows: Flows) -> float | None:
    """Money out per money in, undiscounted: the sum of positive flows over that of negative ones; None if none is."""
    known = one_run(flows)
    paid = -known[known < 0].sum()
    return float(known[known > 0].sum() / paid) if paid else None


def certainty_equivalent(present_values: Flows, risk_tolerance: float) -> float:
    """The certain amount worth as much as the draws, under exponential utility: -rho ln mean exp(-x / rho).

    By log-sum-exp around the lowest draw, so nothing overflows, and what a large tolerance leaves is not lost to
    rounding: it tends to the mean there, to the lowest draw for a small one, and is the value itself for one draw.

    Args:
        present_values: money per draw, shape (n,), at a rate *without* risk premium: risk is counted once.
        risk_tolerance: rho, money, above 0.
    """
    known, lowest = one_run(present_values), float(np.min(present_values))
    if not 0 < risk_tolerance < np.inf:
        raise ValueError(f"a risk tolerance is an amount of money above 0, not {risk_tolerance}")
    return lowest - risk_tolerance * float(np.log1p(np.mean(np.expm1((lowest - known) / risk_tolerance))))


def weight_of_worst(present_values: Flows, risk_tolerance: float) -> float:
    """The share that the single lowest draw has in the certainty equivalent's mean, 1/n..1: near 1 it rests on luck."""
    known = one_run(present_values)
    return float(1 / np.exp((known.min() - known) / risk_tolerance).sum())


def expected_shortfall(present_values: Flows, level: float = 0.1) -> float:
    """The mean of the worst share `level` of the draws, shape (n,), a part of a draw counted in part; a loss is < 0."""
    known = np.sort(one_run(present_values))
    weights = np.clip(level * len(known) - np.arange(len(known)), 0, 1)
    return float((known * weights).sum() / (level * len(known)))


def paybacks(flows: Flows) -> Flows:
    """First month from which the cumulative flow stays at or above zero to the horizon, undiscounted.

    0 where the cumulative is never below zero: there is nothing to earn back. nan where it ends below zero. Shape ()
    for flows of (H+1,), (n,) for flows of (H+1, n).
    """
    return _first_lasting(_running_total(finite(flows)) >= 0)


def payback_month(flows: Flows) -> int | None:
    """The payback of one run; None where it ends below zero."""
    return _month(paybacks(one_run(flows)))


def discounted_paybacks(flows: Flows, annual: float) -> Flows:
    """Payback of the flows discounted at an annual effective rate; 0, nan and shapes as in `paybacks`."""
    return paybacks(flows * _by_month(discount_factors(annual, len(flows) - 1), flows))


def discounted_payback_month(flows: Flows, annual: float) -> int | None:
    """The discounted payback of one run; None where it ends below zero."""
    return _month(discounted_paybacks(one_run(flows), annual))


def payback_interpolated(flows: Flows) -> float | None:
    """Payback in fractions of a period, as if the flow of the period of recovery came in evenly.

    For comparison with printed cases, which interpolate: yearly flows give years, monthly ones months. Reports show
    whole months. Discount the flows first for the discounted payback.
    """
    period = payback_month(flows)
    if not period:
        return period
    return period - 1 + float(-_running_total(flows)[period - 1] / flows[period])


def deepest_points(flows: Flows) -> tuple[Flows, Flows]:
    """The lowest cumulative flow and the first month it is reached; 0 and 0 where it is never below zero.

    Both of shape () for flows of (H+1,), (n,) for flows of (H+1, n).
    """
    total, moved = _running_total(finite(flows)), np.abs(flows).sum(axis=0)
    lowest = np.minimum(total.min(axis=0), 0.0)
    return lowest, np.where(lowest < 0, np.argmax(total <= lowest + ROUNDING * moved, axis=0), 0).astype(np.float64)


def deepest_point(flows: Flows) -> tuple[float, int]:
    """The deepest point of one run and its month."""
    amount, month = deepest_points(one_run(flows))
    return float(amount), int(month)


def patience(own: Flows, alternative: Flows, annual: float) -> Flows:
    """First month from which what was received, kept elsewhere, stays at or above the alternative's to the horizon.

    Args:
        own: money received under the strategy asked about, shape (H+1,) or (H+1, n).
        alternative: money received under its one alternative, same shape.
        annual: annual effective return elsewhere, for both.

    Returns:
        Shape () or (n,). 0 for equal flows; nan is never reached within the horizon: censored, not to be averaged in.
    """
    ahead = compounded(finite(own) - finite(alternative), annual)
    moved = compounded(np.abs(own) + np.abs(alternative), annual)
    return _first_lasting(_without_rounding(ahead, moved) >= 0)


def patience_months(own: Flows, alternative: Flows, annual: float) -> int | None:
    """The patience asked in one run; None is never reached within the horizon."""
    return _month(patience(one_run(own), one_run(alternative), annual))


def loan_cover(income: Flows, service: Flows, window: int = 12) -> LoanCover:
    """Cover of the loan from monthly amounts, over trailing windows.

    Args:
        income: money a month to pay the loan with, shape (window+H,): first `window` months of history, of which the
            last also holds what falls on the day of the decision, then months 1..H.
        service: interest and repayment a month, same shape.
        window: months in a window.
    """
    return cover(_trailing(income, window), _trailing(service, window))


def cover(income: Flows, service: Flows) -> LoanCover:
    """Cover of the loan in one run, from lines that are trailing sums already."""
    ratio, lowest, short = covers(one_run(income), one_run(service))
    return LoanCover(ratio, None if np.isnan(lowest) else float(lowest), _month(short))


def covers(income: Flows, service: Flows) -> tuple[Flows, Flows, Flows]:
    """Cover of the loan from trailing sums: the ratio, its lowest, and the months below 1.

    Args:
        income: money of the window that ends at month t, shape (H+1,) or (H+1, n).
        service: interest and repayment of the same window, same shape.

    Returns:
        The ratio per month, nan where there is no service; then, of shape () or (n,), the lowest of months 1..H and
        how many of them are short, nan where none has service. What is before the decision is not judged.
    """
    paid, owed = np.broadcast_arrays(finite(income), finite(service))
    ratio = np.divide(paid, owed, out=np.full(paid.shape, np.nan), where=owed > 0)
    judged = np.where(np.isnan(ratio[1:]), np.inf, ratio[1:])
    lowest = judged.min(axis=0, initial=np.inf)
    none = np.isinf(lowest)
    return ratio, np.where(none, np.nan, lowest), np.where(none, np.nan, (judged < 1 - ROUNDING).sum(axis=0))


def _trailing(amounts: Flows, window: int) -> Flows:
    return np.asarray(np.lib.stride_tricks.sliding_window_view(one_run(amounts), window).sum(axis=1))


def _rate(annual: float) -> float:
    if not -1 < annual < np.inf:
        raise ValueError(f"an annual effective rate is above -1 (-100 %), not {annual}")
    return annual


def _by_month(factors: Flows, flows: Flows) -> Flows:
    """Factors per month as a column, whatever the number of draws beside it."""
    return factors.reshape(-1, *[1] * (np.ndim(flows) - 1))


def _running_total(flows: Flows) -> Flows:
    return _without_rounding(_cumulative(flows), _cumulative(np.abs(flows)))


def _cumulative(flows: Flows) -> Flows:
    """The sum to date, month by month: the bits of `np.cumsum`, which is eight times slower along months."""
    total = np.array(flows, dtype=np.float64)
    for month in range(1, len(total)):
        total[month] += total[month - 1]
    return total


def _without_rounding(total: Flows, moved: Flows) -> Flows:
    return np.asarray(np.where(np.abs(total) <= ROUNDING * moved, 0.0, total))


def _first_lasting(holds: NDArray[np.bool_]) -> Flows:
    """First month from which it holds to the end, shape () or (n,); nan where it does not hold at the end."""
    first = np.where(holds.all(axis=0), 0, len(holds) - np.argmin(holds[::-1], axis=0))
    return np.where(first < len(holds), first, np.nan)


def _month(months: Flows) -> int | None:
    """A month, or a number of months, of one run; None where there is none."""
    return None if np.isnan(months) else int(months)
