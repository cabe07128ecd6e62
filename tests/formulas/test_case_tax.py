"""Years of corporate tax, worked by hand; the months' ebitda is given."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, past

from geduld.engine import ByMonth, Run

PROFITS = [150_000.0] * 12 + [200_000.0] * 12 + [-50_000.0] * 12 + [50_000.0]


@pytest.fixture(scope="module")
def run() -> Run:
    """Decided in December with losses of 2,200,000, a year's profit of 200,000 and 10,000 of tax still to pay."""
    start = {"losses_at_start": 2_200_000.0, "tax_of_closed_years_at_start": 10_000.0}
    return compute(start, 37, past(profit_to_date=200_000), pins={"ebitda": PROFITS})


def test_losses_are_set_off_within_the_limit(run: Run) -> None:
    """In EUR.

    year 0: profit 200,000, all set off; 2,000,000 left
    year 1: profit 1,800,000; at most 1,000,000 + 0.5 x 800,000 = 1,400,000; 600,000 left
    year 2: profit 2,400,000; at most 1,700,000, there are 600,000; nothing left
    year 3: a loss of 600,000, carried to year 4
    """
    assert run.line("loss_relief")[[0, 12, 24, 36]].tolist() == [200_000, 1_400_000, 600_000, 0]
    assert run.line("losses_brought_forward")[[0, 1, 12, 13, 24, 25, 36, 37]].tolist() == [
        *[2_200_000, 2_000_000, 2_000_000, 600_000, 600_000, 0, 0, 600_000],
    ]


def test_tax_of_each_year_by_bracket(run: Run) -> None:
    """year 1: 400,000 taxed: 38,000 + 0.258 x 200,000 = 89,600; year 2: 1,800,000: 38,000 + 412,800 = 450,800 EUR."""
    assert run.line("tax_of_the_year")[[0, 12, 24, 36]] == pytest.approx([0, 89_600, 450_800, 0])


def test_tax_accrues_over_the_year(run: Run) -> None:
    """Year 2: losses of 600,000 last three months; then 19%, above 200,000 taxed 25.8%.

    April: 800,000 - 600,000 = 200,000: 38,000; May: 400,000: 89,600; June: 600,000: 141,200 EUR.
    """
    assert run.line("tax_of_the_year")[13:19] == pytest.approx([0, 0, 0, 38_000, 89_600, 141_200])


def test_tax_is_paid_in_the_declared_month(run: Run) -> None:
    """June: 10,000 of before, then 89,600 of year 1 and 450,800 of year 2, in no other month."""
    expected = [0.0] * 38
    expected[6], expected[18], expected[30] = 10_000, 89_600, 450_800
    assert run.line("tax_paid") == pytest.approx(expected)


def test_what_is_owed_is_a_balance(run: Run) -> None:
    """December 1: 89,600; May 2: 89,600 + 89,600; June 2, 89,600 paid: 141,200 EUR."""
    assert run.line("tax_payable")[[0, 5, 12, 17, 18]] == pytest.approx([10_000, 10_000, 89_600, 179_200, 141_200])


def test_all_tax_that_accrued_is_paid_or_owed(run: Run) -> None:
    """10,000 + 89,600 + 450,800 = 550,400 EUR."""
    assert run.line("tax_paid").sum() + run.line("tax_payable")[37] == pytest.approx(550_400)


def test_a_decision_in_the_middle_of_the_year() -> None:
    """Decided in September with 900,000 so far; 100,000 a month: 1,200,000 by December, tax 38,000 + 258,000 = 296,000.

    It is a new year in month 4 (January) and the 296,000 is paid in June, month 9.
    """
    run = compute({}, 9, past(profit_to_date=900_000), decided=9, pins={"ebitda": [100_000.0] * 9})
    assert run.line("profit_of_the_year")[[0, 3, 4]].tolist() == [900_000, 1_200_000, 100_000]
    assert run.line("tax_of_the_year")[3:5] == pytest.approx([296_000, 19_000])
    assert run.line("tax_paid")[[6, 8, 9]] == pytest.approx([0, 0, 296_000])


def test_depreciation_and_interest_come_off_the_profit() -> None:
    """10,000 - 12,000 / 12 - 50,000 x 0.06 / 12 = 8,750 EUR; next month interest on 45,000: 225, so 8,775."""
    bank = {"debt_at_start": 50_000.0, "debt_rate_pa": 0.06, "debt_repayment_pm": 5000.0}
    owned = {"depreciation_pa": 12_000.0, "fixed_assets_at_start": 60_000.0}
    run = compute({**bank, **owned}, 2, pins={"ebitda": [10_000.0] * 2})
    assert run.line("profit_before_tax") == pytest.approx([0, 8750, 8775])
    assert run.line("debt").tolist() == [50_000, 45_000, 40_000]


def test_the_programme_is_deducted_on_the_day_of_the_decision() -> None:
    """Profit 100,000 so far, design 8,000 on the day: 92,000 x 0.19 = 17,480 EUR of tax owed that day."""
    design = {"track.internal.trained_share": 1.0, "track.internal.design_price": 8000.0}
    run = compute({**design}, 1, past(profit_to_date=100_000))
    assert run.line("tax_payable")[0] == pytest.approx(17_480)


def test_rates_that_differ_by_fiscal_year() -> None:
    """19% in the year of the decision, 20% in the next: 50,000 x 0.20 = 10,000 EUR by January."""
    rates = ByMonth((0.19, 0.20))
    run = compute({"tax_low_rate": rates}, 1, past(profit_to_date=100_000), pins={"ebitda": [50_000.0]})  # type: ignore[dict-item]
    assert run.line("tax_of_the_year") == pytest.approx([19_000, 10_000])


def test_tax_of_the_opening_balance_sheet_is_put_right_on_the_day() -> None:
    """100,000 x 0.19 = 19,000; the accounts had 15,000, so 4,000 accrues in month 0; in January 0.19 x 50,000 EUR."""
    run = compute({"tax_of_the_year_at_start": 15_000.0}, 1, past(profit_to_date=100_000), pins={"ebitda": [50_000.0]})
    assert run.line("tax_accrued") == pytest.approx([4000, 9500])
    assert run.line("equity") == pytest.approx([-19_000, 50_000 - 28_500])
    assert run.line("balance_residual") == pytest.approx([0, 0])
