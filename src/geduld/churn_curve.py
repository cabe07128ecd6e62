"""Customers who differ in how easily they leave: the shifted beta-geometric curve, and the classes that stand for it.

At each renewal a customer leaves with a chance of its own, for ever the same; over customers that chance is
Beta(alpha, beta). Weak customers leave first, so those who are left stay ever better (Fader and Hardie, How to project
customer retention, Journal of Interactive Marketing 21(1), 2007). Every number here carries the length of a renewal
period in months: a curve, a class or a lifetime without its time unit cannot be made.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaln, hyp2f1, roots_jacobi

Numbers = NDArray[np.float64]
MOST_CLASSES = 16
"""Sixteen classes are within 2e-5 of the exact survival over 120 renewals; more would only cost time."""


@dataclass(frozen=True, slots=True)
class Lifetime:
    """A length of time in renewal periods, with the months one of them lasts."""

    renewals: float
    renewal_months: float

    @property
    def months(self) -> float:
        """The same length in months."""
        return self.renewals * self.renewal_months


@dataclass(frozen=True, slots=True)
class Classes:
    """Groups of customers with one chance to leave each, from loyal to fleeting; every tuple has one entry a class.

    `leaving` is the chance to leave at a renewal (theta), `share_new` the share of the class in new customers.
    """

    leaving: tuple[float, ...]
    share_new: tuple[float, ...]
    renewal_months: float

    @property
    def churn_pm(self) -> tuple[float, ...]:
        """The monthly churn, a share per month, that gives the chance to leave at a renewal after a renewal period.

        Exact at renewals. In between, customers of today leave evenly, because their anniversaries are spread over the
        period, where a class leaves most at first: at most 1 % too few are there halfway for a curve that loses 15 % at
        its first renewal, 6 % for one that loses 37 %. A new customer, who cannot leave before the first renewal, is
        let go half a period too early in the mean. Both are on the cautious side.
        """
        return tuple(-math.expm1(math.log1p(-theta) / self.renewal_months) for theta in self.leaving)

    def share_today(self, tenure: Mapping[int, float]) -> tuple[float, ...]:
        """Share of each class in customers who renewed n times: Bayes' rule for each n, mixed over the tenures.

        Args:
            tenure: renewals made -> share of today's customers; the shares are brought to 1 in all.
        """
        given = [weight * self._share_after(renewals) for renewals, weight in tenure.items()]
        return _shares(np.sum(given, axis=0))

    def _share_after(self, renewals: int) -> Numbers:
        stayed = np.array(self.share_new) * (1 - np.array(self.leaving)) ** renewals
        return np.asarray(stayed / stayed.sum(), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class ChurnCurve:
    """Chances to leave at a renewal that are Beta(alpha, beta) over customers; a renewal every `renewal_months`.

    Raises:
        ValueError: a number is not above zero, or infinite.
    """

    alpha: float
    beta: float
    renewal_months: float

    def __post_init__(self) -> None:
        """Refuse what is no curve."""
        if not all(0 < value < math.inf for value in (self.alpha, self.beta, self.renewal_months)):
            raise ValueError(f"alpha, beta and renewal_months must be above 0: {self}")

    def survival(self, renewals: Any) -> Numbers:
        """Share of a cohort that is still there after so many renewals; parts of a renewal may be asked for."""
        n = np.asarray(renewals, dtype=np.float64)
        return np.asarray(np.exp(betaln(self.alpha, self.beta + n) - betaln(self.alpha, self.beta)), dtype=np.float64)

    def retention(self, renewals: Any) -> Numbers:
        """Share of those who made so many renewals that makes the next one."""
        n = np.asarray(renewals, dtype=np.float64)
        return np.asarray((self.beta + n) / (self.alpha + self.beta + n), dtype=np.float64)

    def residual_lifetime(self, renewals: int, discount_rate_pa: float) -> Lifetime:
        """Discounted expected residual lifetime (DERL) of a customer who made so many renewals.

        Renewals still to come, each counted if it is made; the next one in full, later ones discounted to it.

        Args:
            renewals: made so far, 0 or more.
            discount_rate_pa: a year, effective; it is brought to the renewal period here.

        Raises:
            ValueError: the rate is not above zero (the sum need not be finite then).
        """
        if discount_rate_pa <= 0:
            raise ValueError(f"the discount rate must be above 0 a year: {discount_rate_pa}")
        discount = (1 + discount_rate_pa) ** (-self.renewal_months / 12)
        stay, all_of_it = self.beta + renewals, self.alpha + self.beta + renewals
        periods = stay / all_of_it * float(hyp2f1(1, stay + 1, all_of_it + 1, discount))
        return Lifetime(periods, self.renewal_months)

    def classes(self, count: int) -> Classes:
        """The Gauss-Jacobi nodes and weights of the beta: `count` classes whose mean survival is the curve's.

        Exact at the first 2 x count - 1 renewals, and the best that so many classes can do after that.

        Raises:
            ValueError: fewer than 1 class, or more than 16.
        """
        if not 1 <= count <= MOST_CLASSES:
            raise ValueError(f"{count} classes: between 1 and {MOST_CLASSES} are possible")
        nodes, weights = roots_jacobi(count, self.beta - 1, self.alpha - 1)
        return Classes(tuple(((1 + nodes) / 2).tolist()), _shares(weights), self.renewal_months)


def _shares(weights: Numbers) -> tuple[float, ...]:
    return tuple((weights / weights.sum()).tolist())
