"""From a measure's values per draw to what is told of it: mean, quantiles, chances, with standard errors.

Everything is first a flat table of estimates, name -> number, made alike from each scramble; the standard error of an
estimate is then one rule for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geduld import valuation
from geduld.draws import standard_error
from geduld.owners import Flows

CENSORED = frozenset(
    {"payback_month", "discounted_payback_month", "patience_months", "patience_months_with_settlement"}
)
"""Measures of which "never within the horizon" is later than every month, not a missing answer."""
QUANTILES = {"p10": 0.1, "p50": 0.5, "p90": 0.9}
YEAR = 12
BINS, TAILS = 40, (0.005, 0.995)
Estimates = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Estimate:
    """One number over the draws and its standard error; None where there is no such number, or no scrambles."""

    value: float | None
    se: float | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """A measure over n draws.

    Attributes:
        mean: None where some draw never gets there: it is not averaged in, and not left out.
        p10: quantiles are values of draws; None is "not within the horizon", or no draw has an answer.
        reached: share of the draws with an answer; 1 for money.
        n: how many draws.
        se_mean: standard errors from independent scrambles; None without them, or where one has no such number.
    """

    mean: float | None
    p10: float | None
    p50: float | None
    p90: float | None
    reached: float
    n: int
    se_mean: float | None = None
    se_p10: float | None = None
    se_p50: float | None = None
    se_p90: float | None = None
    se_reached: float | None = None


def described(name: str, values: Flows) -> dict[str, float]:
    """Estimates of one measure from its values per draw, shape (n,); nan is no answer.

    Args:
        name: "<strategy>.<measure>"; the estimates are "<name>.mean", ".p10", ".p50", ".p90" and ".reached".
        values: shape (n,).
    """
    answered = ~np.isnan(values)
    censored = name.rpartition(".")[2] in CENSORED
    known = np.where(answered, values, np.inf) if censored else values[answered]
    told = {stat: quantile(known, share) for stat, share in QUANTILES.items()}
    mean = float(known.mean()) if len(known) else np.nan
    found = {"mean": mean, **told, "reached": float(answered.mean())}
    return {f"{name}.{stat}": value for stat, value in found.items()}


def quantile(values: Flows, share: float) -> float:
    """The lowest value that at least this share of the draws does not exceed; nan of nothing."""
    return float(np.quantile(values, share, method="inverted_cdf")) if len(values) else np.nan


def errors_of(headline: Estimates, replicates: Sequence[Estimates]) -> dict[str, float | None]:
    """The standard error of each estimate, from the same estimate on further scrambles."""
    return {name: _error([found[name] for found in replicates]) for name in headline}


def _error(found: Sequence[float]) -> float | None:
    return standard_error(found) if len(found) > 1 and np.isfinite(found).all() else None


def summary(name: str, found: Estimates, errors: Mapping[str, float | None], n: int) -> Summary:
    """The summary of one measure, from its estimates."""
    stats = {stat: estimate(f"{name}.{stat}", found, errors) for stat in ("mean", *QUANTILES)}
    return Summary(
        **{stat: known.value for stat, known in stats.items()},
        reached=found[f"{name}.reached"],
        n=n,
        **{f"se_{stat}": known.se for stat, known in stats.items()},
        se_reached=errors.get(f"{name}.reached"),
    )


def estimate(name: str, found: Estimates, errors: Mapping[str, float | None]) -> Estimate:
    """One estimate with its standard error."""
    value = found[name]
    return Estimate(value, errors.get(name)) if np.isfinite(value) else Estimate(None)


def chance_best(worth: Mapping[str, Flows]) -> dict[str, float]:
    """The share of draws in which each strategy is worth most; equals share a draw."""
    table = np.stack(list(worth.values()))
    best = table == table.max(axis=0)
    return dict(zip(worth, (float(share) for share in (best / best.sum(axis=0)).mean(axis=1)), strict=True))


def ahead_by_year(own: Flows, other: Flows) -> Flows:
    """Whether one is ahead of another at the end of each whole year, shape (years, n): 1, or 0, also where equal.

    Args:
        own: receipts to date (EUR), shape (T+1, n), month 0 first.
        other: the same of the other; less than rounding is no lead.
    """
    at = slice(YEAR, None, YEAR)
    return np.asarray(own[at] - other[at] > valuation.ROUNDING * np.abs(own[at]), dtype=np.float64)


def regret(worth: Mapping[str, Flows], chosen: str) -> Flows:
    """What the best strategy of each draw is worth above the chosen one, shape (n,), never below zero."""
    return np.asarray(np.max(np.stack(list(worth.values())), axis=0) - worth[chosen])


def histogram(values: Flows) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Edges of bins of equal width, and the number of draws in each; one bin where all draws are the same.

    The outer bins hold the few draws beyond them too, so that one of a thousand does not set the scale.
    """
    low, high = np.quantile(values, TAILS)
    bins = BINS if high > low else 1
    counts, edges = np.histogram(np.clip(values, low, high), bins)
    return tuple(map(float, edges)), tuple(map(int, counts))


def fan(cumulative: Flows) -> dict[str, Flows]:
    """p10, p50 and p90 per month of values of shape (T+1, n); each of shape (T+1,)."""
    return {
        stat: np.quantile(cumulative, share, axis=1, method="inverted_cdf").astype(np.float64)
        for stat, share in QUANTILES.items()
    }
