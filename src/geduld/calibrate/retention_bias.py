"""What a constant churn rate gets wrong about customers who differ, though at first as many leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geduld.case_curves import SegmentCurve

RATE, CUT = 0.04, 0.1
"""What the figures for readers are made with: a discount rate a year, and the cut in churn, a tenth."""


@dataclass(frozen=True, slots=True)
class Bias:
    """Signed relative errors of the constant rate: -0.1 says a tenth too low.

    `base` is the error in what today's customers are worth, `cut` that in what a relative cut in churn adds to it.
    """

    churn_pm: float
    base: float
    cut: float


def customer_months(share: Sequence[float], churn_pm: Sequence[float], months: int, rate_pa: float) -> float:
    """Discounted months that a customer of today stays, over classes with a share and a monthly churn each.

    Args:
        share: of each class in today's customers, 1 in all.
        churn_pm: of each class, share per month.
        months: counted, from month 1 on; a month counts if the customer is there at its end.
        rate_pa: the discount rate a year, effective.
    """
    month = np.arange(1, months + 1)[:, None]
    stayed = (np.asarray(share) * (1 - np.asarray(churn_pm)) ** month).sum(axis=1)
    return float(stayed @ (1 + rate_pa) ** (-month[:, 0] / 12))


def constant_churn_bias(
    share: Sequence[float], churn_pm: Sequence[float], constant_pm: float, months: int, rate_pa: float, cut: float
) -> Bias:
    """The errors of one churn rate for all.

    One rate forgets that who stays is ever more loyal, so it lets today's base melt too fast; for the same reason it
    sees too much churn left to prevent. What the base is worth comes out too low, what a cut is worth too high (as
    long as the months counted do not reach far beyond the lifetimes).

    Args:
        share: of each class in today's customers, 1 in all.
        churn_pm: of each class, share per month.
        constant_pm: the one rate instead, share per month.
        months: counted, see `customer_months`.
        rate_pa: the discount rate a year, effective.
        cut: the relative cut in churn, the same for every class; 0.1 is a tenth less.
    """

    def worth(shares: Sequence[float], churn: Sequence[float]) -> tuple[float, float]:
        before = customer_months(shares, churn, months, rate_pa)
        return before, customer_months(shares, [c * (1 - cut) for c in churn], months, rate_pa) - before

    (base, gained), (flat_base, flat_gained) = worth(share, churn_pm), worth([1.0], [constant_pm])
    return Bias(constant_pm, flat_base / base - 1, flat_gained / gained - 1)


def bias_of(curve: SegmentCurve, months: int, rate_pa: float = RATE, cut: float = CUT) -> Bias:
    """The errors of a constant rate for the customers of today of a segment with a curve; see `constant_churn_bias`.

    The rate is the one that a company would count: as many of today's customers are gone at the next renewal.
    """
    classes, share = curve.classes, curve.share_today
    stayed = 1 - float(np.dot(share, classes.leaving))
    constant = 1 - stayed ** (1 / classes.renewal_months)
    return constant_churn_bias(share, classes.churn_pm, constant, months, rate_pa, cut)
