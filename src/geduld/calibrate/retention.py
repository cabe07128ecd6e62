"""Contracts that are renewed or not: the curve of customers who differ, fitted to cohorts by maximum likelihood."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.special import betaln, digamma, ndtri, polygamma

from geduld.calibrate import Range
from geduld.calibrate.invoices import read_csv, refuse_missing
from geduld.churn_curve import ChurnCurve, Numbers
from geduld.errors import CaseError, GeduldError, plain, problem

FEWEST_RENEWALS = 2
ALIKE = 1e4
"""Where alpha + beta passes this, the likelihood rises for ever: no difference between customers can be seen."""
Z90 = float(ndtri(0.9))
USAGE = "FILE COLUMN CUSTOMERS RENEWAL_MONTHS TENURE, as in cohort.csv surviving 500 12 18,16,14,12"


@dataclass(frozen=True, slots=True)
class Losses:
    """Cohorts as counts of customers: row i, lost at renewal `at[i]` or, where not `lost[i]`, still there after it."""

    at: Numbers
    lost: Numbers
    customers: Numbers


@dataclass(frozen=True, slots=True)
class RetentionFit:
    """A fitted curve: its log-likelihood (natural), and the covariance of (log alpha, log beta), shape (2, 2)."""

    curve: ChurnCurve
    log_likelihood: float
    covariance: Numbers

    @property
    def standard_errors(self) -> tuple[float, float]:
        """Standard errors of alpha and beta, by the delta method."""
        log_alpha, log_beta = np.sqrt(np.diag(self.covariance)).tolist()
        return self.curve.alpha * log_alpha, self.curve.beta * log_beta

    def churn_level(self, tenure: Mapping[int, float]) -> Range:
        """How far the mean churn of today's customers may lie from that of the curve, as a ratio; base 1.

        The delta method on the logarithm: of the share that leaves at the next renewal, mixed over the tenures
        (renewals made -> share of customers), p10 and p90 by the normal curve. It holds the chance in who happened
        to leave, and nothing else: not whether the cohort is like the customers it is used for.
        """
        a, b = self.curve.alpha, self.curve.beta
        n, share = np.array(list(tenure)), np.array(list(tenure.values()))
        leaving = share / (a + b + n)
        steep = float((leaving / (a + b + n)).sum() / leaving.sum())
        slope = np.array([1 - a * steep, -b * steep])
        away = Z90 * float(np.sqrt(slope @ self.covariance @ slope))
        return Range(float(np.exp(-away)), 1.0, float(np.exp(away)))


def fit(cohorts: Sequence[Sequence[float]], renewal_months: float, file: str = "cohorts") -> RetentionFit:
    """The curve under which these cohorts are most likely.

    Args:
        cohorts: of each the number of customers at the start, then after each renewal; whoever is left is censored.
        renewal_months: months from one renewal to the next.
        file: where the cohorts come from, for messages.

    Raises:
        CaseError: no cohort can be one, nobody left, or the customers do not differ as far as can be seen.
    """
    losses = _losses(cohorts, file)

    def unlikely(logs: Numbers) -> tuple[float, Numbers]:
        value, slope = _likelihood(np.exp(logs), losses)
        return -value, -slope

    precise = 1e-8 * float(losses.customers.sum())
    found = minimize(unlikely, np.zeros(2), jac=True, method="BFGS", options={"gtol": precise})
    alpha, beta = np.exp(found.x).tolist()
    if not np.isfinite(found.fun) or not alpha + beta < ALIKE:
        what = "customers leave at the same or a rising rate, so they do not seem to differ"
        raise CaseError(problem(file, "", what, allowed="a constant churn_rate_pm instead of a curve"))
    covariance = np.asarray(np.linalg.inv(_information(np.array([alpha, beta]), losses)), dtype=np.float64)
    return RetentionFit(ChurnCurve(alpha, beta, renewal_months), -float(found.fun), covariance)


def _losses(cohorts: Sequence[Sequence[float]], file: str) -> Losses:
    """Who left when; the last row of a cohort is whoever is still there."""
    rows: list[tuple[float, float, float]] = []
    for number, cohort in enumerate(cohorts, 1):
        _check_cohort(np.asarray(cohort, dtype=np.float64), f"cohort {number}", file)
        gone = -np.diff(np.asarray(cohort, dtype=np.float64))
        rows += [(at, 1.0, customers) for at, customers in enumerate(gone.tolist(), 1)]
        rows.append((len(gone), 0.0, float(cohort[-1])))
    at, lost, customers = np.array(rows, dtype=np.float64).reshape(-1, 3).T
    if not (lost * customers).sum() > 0:
        raise CaseError(problem(file, "", "nobody left", allowed="at least one customer that did not renew"))
    return Losses(at, lost, customers)


def _check_cohort(cohort: Numbers, key: str, file: str) -> None:
    if len(cohort) <= FEWEST_RENEWALS:
        what, allowed = f"{max(len(cohort) - 1, 0)} renewals", f"at least {FEWEST_RENEWALS}"
        raise CaseError(problem(file, key, what, allowed=allowed))
    if not (np.isfinite(cohort).all() and cohort[-1] >= 0 and (np.diff(cohort) <= 0).all()):
        what = f"{plain(*cohort.tolist())} customers"
        raise CaseError(problem(file, key, what, allowed="numbers from 0 on that never rise: who left stays away"))


def _likelihood(parameters: Numbers, losses: Losses) -> tuple[float, Numbers]:
    """The log-likelihood and its slope by (log alpha, log beta).

    Lost at renewal t: B(alpha + 1, beta + t - 1) / B(alpha, beta). There after t: B(alpha, beta + t) / B(alpha, beta).
    """
    (alpha, beta), n = parameters, losses.customers
    left, stayed = alpha + losses.lost, beta + losses.at - losses.lost
    value = float(n @ (betaln(left, stayed) - betaln(alpha, beta)))
    both = digamma(left + stayed) - digamma(alpha + beta)
    slopes = [n @ (digamma(left) - digamma(alpha) - both), n @ (digamma(stayed) - digamma(beta) - both)]
    return value, np.array(slopes) * parameters


def _information(parameters: Numbers, losses: Losses) -> Numbers:
    """Minus the second derivatives of the log-likelihood by (log alpha, log beta) at its top, shape (2, 2)."""
    (alpha, beta), n = parameters, losses.customers
    left, stayed = alpha + losses.lost, beta + losses.at - losses.lost
    both = float(n @ (polygamma(1, left + stayed) - polygamma(1, alpha + beta)))
    own = [n @ (polygamma(1, left) - polygamma(1, alpha)), n @ (polygamma(1, stayed) - polygamma(1, beta))]
    return np.asarray((both - np.diag(own)) * np.outer(parameters, parameters), dtype=np.float64)


def forecast_error(curve: ChurnCurve, surviving: Sequence[float], first: int) -> float:
    """Mean distance, as a share of the cohort, between the curve and shares surviving from renewal `first` on."""
    n = np.arange(first, len(surviving))
    return float(np.abs(curve.survival(n) - np.asarray(surviving)[n]).mean())


def read_cohort(path: Path, column: str, customers: float | None = None) -> tuple[float, ...]:
    """One column of a table as a cohort; scaled to so many customers at the start, or as it stands.

    Raises:
        CaseError: the table, the column or a number in it is missing.
    """
    table = read_csv(path, {})
    refuse_missing(path, table, (column,))
    try:
        cohort = np.array([float(value) for value in table[column]])
    except ValueError as error:
        raise CaseError(problem(path.name, column, str(error), allowed="numbers")) from None
    if not len(cohort) or not cohort[0] > 0:
        raise CaseError(problem(path.name, column, "starts with nobody", allowed="customers above 0 in the first row"))
    return tuple((cohort * (customers / cohort[0] if customers else 1)).tolist())


def curve_toml(found: RetentionFit, tenure: Mapping[int, float]) -> str:
    """The fit as the lines of a segment's table `curve` in case.toml; source and grade are for the company to say."""
    level, curve = found.churn_level(tenure), found.curve
    rows = ", ".join(f"{{ renewals = {n}, customers = {plain(count)} }}" for n, count in tenure.items())
    return (
        f"alpha = {curve.alpha:.5f}\nbeta = {curve.beta:.5f}\nrenewal_months = {plain(curve.renewal_months)}\n"
        f"tenure = [{rows}]\nchurn_level = {{ p10 = {level.p10:.3f}, p90 = {level.p90:.3f} }}\n"
    )


def main(arguments: Sequence[str]) -> int:
    """Print the curve of one cohort as it goes into case.toml; the exit code."""
    try:
        sys.stdout.write(_printed(arguments))
    except GeduldError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    return 0


def _printed(arguments: Sequence[str]) -> str:
    try:
        file, column, customers, months, tenure = arguments
        size, period, counts = float(customers), int(months), [float(count) for count in tenure.split(",")]
        if not (min(size, period) > 0 and min(counts) >= 0 and sum(counts) > 0):
            raise ValueError
    except ValueError:
        said = " ".join(arguments) or "nothing"
        raise CaseError(problem("retention", "", f"{said} cannot be read", allowed=USAGE)) from None
    cohort = read_cohort(Path(file), column, size)
    share = {n: count for n, count in enumerate(counts) if count}
    return curve_toml(fit([cohort], period, Path(file).name), share)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
