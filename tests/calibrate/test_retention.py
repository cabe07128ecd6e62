"""The fit of a retention curve against published answers, against the likelihood itself, and against bad input."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from scipy.special import betaln

from geduld.calibrate.retention import RetentionFit, fit, forecast_error, main, read_cohort
from geduld.case import load_case
from geduld.errors import CaseError

DATA = Path(__file__).resolve().parents[2] / "data"
COHORTS = DATA / "public" / "fader_hardie_2007_retention.csv"
TENURE = {0: 18, 1: 16, 2: 14, 3: 12}


def cohort(name: str, last: int = 7) -> tuple[float, ...]:
    """Survivors of 1,000 in years 0..last."""
    return read_cohort(COHORTS, f"{name}_pct_surviving", 1000)[: last + 1]


@cache
def fitted(name: str, last: int = 7) -> RetentionFit:
    return fit([cohort(name, last)], 12)


# ---- published: Fader and Hardie, seven years of a cohort, twelve known ----


def test_regular() -> None:
    """The true maximum: alpha 0.70408, beta 1.18204, log-likelihood -1680.27 of 1,000 (a library prints 0.688)."""
    found = fitted("regular")
    assert (found.curve.alpha, found.curve.beta) == pytest.approx((0.70408, 1.18204), abs=5e-6)
    assert found.log_likelihood == pytest.approx(-1680.27, abs=5e-3)


def test_high_end() -> None:
    """Published: alpha 0.668, beta 3.806; renewals still to come after seven, at 10 % a year: 7.530."""
    found = fitted("high_end")
    assert (found.curve.alpha, found.curve.beta) == pytest.approx((0.668, 3.806), abs=5e-4)
    assert found.curve.residual_lifetime(7, 0.1).renewals == pytest.approx(7.530, abs=5e-4)


def test_predicted_survival_of_regular() -> None:
    said = [62.7, 47.4, 38.8, 33.2, 29.2, 26.2, 23.9, 22.0, 20.4, 19.1, 18.0, 17.0]
    assert 100 * fitted("regular").curve.survival(np.arange(1, 13)) == pytest.approx(said, abs=0.05)


@pytest.mark.parametrize(("renewals", "said"), [(0, 2.964), (1, 4.103), (4, 5.894), (7, 6.842)])
def test_residual_lifetime_of_regular(renewals: int, said: float) -> None:
    found = fitted("regular").curve.residual_lifetime(renewals, 0.1)
    assert found.renewals == pytest.approx(said, abs=5e-4)
    assert found.months == pytest.approx(12 * found.renewals)


@pytest.mark.parametrize(("name", "said"), [("regular", 0.0029), ("high_end", 0.0119)])
def test_years_it_has_not_seen(name: str, said: float) -> None:
    """Years 8-12 from 1-7: 0.29 points of the cohort off in the mean for regular, 1.19 for high end."""
    error = forecast_error(fitted(name).curve, [left / 1000 for left in cohort(name, 12)], 8)
    assert error == pytest.approx(said, abs=5e-5)


# ---- the likelihood ----


def log_likelihood(survivors: tuple[float, ...], alpha: float, beta: float) -> float:
    """From the chances themselves: B(alpha + 1, beta + t - 1) / B(alpha, beta) to leave at renewal t."""
    value = 0.0
    for t in range(1, len(survivors)):
        chance = betaln(alpha + 1, beta + t - 1) - betaln(alpha, beta)
        value += (survivors[t - 1] - survivors[t]) * float(chance)
    return value + survivors[-1] * float(betaln(alpha, beta + len(survivors) - 1) - betaln(alpha, beta))


def test_the_likelihood_by_hand() -> None:
    """Alpha 1, beta 1 on 6, 3, 2: 3 left at the first (1/2), 1 at the second (1/6), 2 stayed (1/3):
    3 ln 1/2 + ln 1/6 + 2 ln 1/3 = -2.0794 - 1.7918 - 2.1972 = -6.0684. As 3 of 6 and 2 of 6 are just the curve's 1/2
    and 1/3, no other curve does better: the fit is alpha 1, beta 1.
    """
    assert log_likelihood((6, 3, 2), 1, 1) == pytest.approx(-6.0684, abs=1e-4)
    found = fit([(6, 3, 2)], 12)
    assert (found.curve.alpha, found.curve.beta) == pytest.approx((1, 1), abs=1e-6)
    assert found.log_likelihood == pytest.approx(-6.0684, abs=1e-4)


@pytest.mark.parametrize("name", ["regular", "high_end"])
def test_standard_errors_are_the_curvature_of_the_likelihood(name: str) -> None:
    """Second differences of the likelihood by the logarithms, turned over, give the same covariance."""
    found, step = fitted(name), 1e-3
    top = np.log([found.curve.alpha, found.curve.beta])

    def at(x: float, y: float) -> float:
        alpha, beta = np.exp(top + step * np.array([x, y])).tolist()
        return log_likelihood(cohort(name), alpha, beta)

    def second(x: int, y: int) -> float:
        corners = [(1, 1, 1), (1, -1, -1), (-1, 1, -1), (-1, -1, 1)]
        ends = [(sign, a * (x == 0) + b * (y == 0), a * (x == 1) + b * (y == 1)) for a, b, sign in corners]
        return sum(sign * at(first, other) for sign, first, other in ends) / (4 * step**2)

    curvature = np.array([[second(i, j) for j in (0, 1)] for i in (0, 1)])
    assert np.linalg.inv(-curvature) == pytest.approx(found.covariance, rel=1e-3)
    errors = np.sqrt(np.diag(found.covariance)) * [found.curve.alpha, found.curve.beta]
    assert found.standard_errors == pytest.approx(tuple(errors))


def test_cohorts_together_weigh_as_one() -> None:
    """Two halves of a cohort are the cohort; a younger one beside it changes the fit, and makes it surer."""
    whole, halves = fitted("regular"), tuple(left / 2 for left in cohort("regular"))
    twice = fit([halves, halves], 12)
    assert (twice.curve.alpha, twice.curve.beta) == pytest.approx((whole.curve.alpha, whole.curve.beta), rel=1e-6)
    more = fit([cohort("regular"), (500, 320, 240)], 12)
    assert more.standard_errors[1] < whole.standard_errors[1]


def test_the_level_of_churn_is_as_uncertain_as_refits_say() -> None:
    """Cohorts of 400 drawn from the curve and refitted: p10 and p90 of the mean churn of today, seed 0."""
    truth = fitted("regular").curve
    chances = -np.diff(np.append(truth.survival(np.arange(9)), 0.0))
    level = fit([tuple(400 * truth.survival(np.arange(9)))], 12).churn_level(TENURE)
    lost = np.random.default_rng(0).multinomial(400, chances, 200)
    refits = [fit([tuple(400 - np.append(0, np.cumsum(row[:-1])).astype(float))], 12).curve for row in lost]
    share = np.array(list(TENURE.values())) / 60
    churn = [float(share @ (1 - one.retention(list(TENURE)))) for one in (truth, *refits)]
    p10, p90 = np.quantile(np.array(churn[1:]) / churn[0], [0.1, 0.9])
    assert (level.p10, level.base, level.p90) == pytest.approx((p10, 1, p90), abs=0.02)


def test_four_times_the_customers_halve_the_range() -> None:
    small, large = (fit([tuple(size * left for left in cohort("regular"))], 12) for size in (0.06, 0.24))
    widths = [np.log(one.churn_level(TENURE).p90) for one in (small, large)]
    assert widths[0] == pytest.approx(2 * widths[1], rel=1e-6)


# ---- the example ----


def test_the_example_has_the_curve_that_is_fitted(capsys: pytest.CaptureFixture[str]) -> None:
    """The command printed in case.toml prints what stands there."""
    said = (DATA / "cases" / "wholesaler" / "case.toml").read_text(encoding="utf-8")
    arguments = next(line for line in said.splitlines() if "calibrate.retention" in line).split()[4:]
    assert main([str(DATA.parent / arguments[0]), *arguments[1:]]) == 0
    lines = dict(line.split(" = ", 1) for line in capsys.readouterr().out.splitlines())
    for name in ("alpha", "beta", "renewal_months", "churn_level"):
        assert f"\n{name} = {lines[name]}\n" in said
    curve = load_case(DATA / "cases" / "wholesaler").segments["contract"].curve
    assert curve is not None and dict(curve.tenure) == pytest.approx({n: count / 60 for n, count in TENURE.items()})


def test_high_end_fits_a_contract_between_companies_better() -> None:
    """At the first renewal 13.1 % leave of high end, 36.9 % of regular."""
    assert [1 - cohort(name)[1] / 1000 for name in ("high_end", "regular")] == pytest.approx([0.131, 0.369])


# ---- bad input ----


@pytest.mark.parametrize(
    ("cohorts", "said"),
    [
        ([(100, 90)], "cohort 1: 1 renewals; allowed: at least 2"),
        ([()], "cohort 1: 0 renewals"),
        ([(100, 90, 80), (100, 90, 95)], "cohort 2: 100, 90, 95 customers; allowed: numbers from 0 on that never rise"),
        ([(100, 50, -1)], "cohort 1: 100, 50, -1 customers"),
        ([(100, float("nan"), 20)], "cohort 1: 100, nan, 20 customers"),
        ([(100, 100, 100)], "nobody left"),
        ([], "nobody left"),
        ([(1000, 900, 810, 729, 656.1)], "they do not seem to differ; allowed: a constant churn_rate_pm"),
        ([(1000, 950, 850, 700, 500)], "they do not seem to differ"),
    ],
)
def test_what_cannot_be_fitted_is_named(cohorts: list[tuple[float, ...]], said: str) -> None:
    with pytest.raises(CaseError) as refused:
        fit(cohorts, 12, "cohorts.csv")
    assert said in str(refused.value) and str(refused.value).startswith("cohorts.csv: ")


def test_a_column_that_is_no_cohort_is_named(tmp_path: Path) -> None:
    file = tmp_path / "cohort.csv"
    file.write_text("year,left,said\n0,0,many\n1,0,few\n")
    for column, said in (("gone", "gone: the column is missing"), ("said", "said"), ("left", "starts with nobody")):
        with pytest.raises(CaseError, match=said):
            read_cohort(file, column)


@pytest.mark.parametrize("change", [{2: "many"}, {3: "0"}, {4: "18,x"}, {4: "-1,2"}, {4: "0,0"}])
def test_a_wrong_command_says_what_is_right(change: dict[int, str], capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [str(COHORTS), "regular_pct_surviving", "60", "12", "18,16"]
    for place, text in change.items():
        arguments[place] = text
    assert main(arguments) == 2
    assert "cannot be read; allowed: FILE COLUMN CUSTOMERS RENEWAL_MONTHS TENURE" in capsys.readouterr().err
    assert main([]) == 2
