"""The reconciled baseline: the accounts beside the first year, with causes that add up to the difference."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from accounts_case import TABLES, changed, written
from small_case import COMPANY, HISTORY, write

from geduld.case import data_folder, load_case
from geduld.errors import CaseError
from geduld.reading_baseline import baseline_report, unexplained
from geduld.reconciliation import Row, check_opening, reason, reconciliation
from geduld.results import Results, evaluate

STILL = {
    "inflation_pa": 0, "wage_growth_pa": 0, "sales_price_growth_pa": 0, "purchase_price_growth_pa": 0,
    "segment.home.churn_rate_pm": 0.02, "referrals_pm": 0, "segment.home.observed_arrivals_pm": 20,
}  # fmt: skip
"""No growth: 20 of 1,000 customers leave each month and 20 come."""


def rows(results: Results) -> dict[str, Row]:
    return {row.item: row for row in reconciliation(results)}


def results_of(folder: Path, text: str = TABLES, **values: float) -> Results:
    return evaluate(load_case(written(folder, text), {**STILL, **values}))


def test_without_growth_only_the_starting_level_differs(tmp_path: Path) -> None:
    """1,000 customers x 200 x 12 = 2,400,000, as the accounts have it; cost to serve 1,000 x 10 x 12 = 120,000."""
    found = rows(results_of(tmp_path))
    assert found["revenue"].model == pytest.approx(2_400_000)
    assert found["revenue"].is_same and found["cost_of_sales"].is_same and found["cost_to_serve"].is_same
    assert found["marketing"].is_same and found["depreciation"].model == pytest.approx(25_000)


def test_prices_and_customers_are_told_apart(tmp_path: Path) -> None:
    """Prices double in a year; 1,000 customers become 1,120 (ten more come than leave, without further churn).

    At the decision's prices each month m brings (1,000 + 10 m) x 200: 12 x 200,000 + 2,000 x 78 = 2,556,000, of which
    156,000 is customers. Prices bring the sum over m of (1,000 + 10 m) x 200 x (2^(m/12) - 1).
    """
    values = {"segment.home.churn_rate_pm": 0.0, "segment.home.observed_arrivals_pm": 10, "sales_price_growth_pa": 0.4}
    causes = rows(results_of(tmp_path, **values))["revenue"].causes
    prices = sum((1000 + 10 * m) * 200 * (1.4 ** (m / 12) - 1) for m in range(1, 13))
    assert causes["customers"] == pytest.approx(156_000)
    assert causes["index"] == pytest.approx(prices)
    assert causes["level"] == pytest.approx(0, abs=1e-6)


def test_the_interest_falls_with_the_debt(tmp_path: Path) -> None:
    """5 % on 120,000 falling by 2,000 a month: 0.05 / 12 x (12 x 120,000 - 2,000 x 66) = 5,450; repayment takes 550."""
    row = rows(results_of(tmp_path))["interest"]
    assert row.model == pytest.approx(5450)
    assert row.causes == pytest.approx({"debt": -550, "level": 0})


def test_the_causes_of_every_row_add_up_to_its_difference() -> None:
    found = reconciliation(evaluate(load_case(data_folder() / "cases" / "wholesaler")))
    told = [row for row in found if row.causes]
    assert {"revenue", "wages", "normalised_ebitda", "profit_before_tax"} <= {row.item for row in told}
    assert [row.item for row in told if abs(sum(row.causes.values()) - (row.difference or 0)) > 1e-6] == []


def test_the_opening_balance_is_that_of_the_accounts_to_the_cent(tmp_path: Path) -> None:
    results = results_of(tmp_path)
    opening = [row for row in reconciliation(results) if row.opening and row.model is not None]
    assert {"cash", "debt", "tax_payable"} <= {row.item for row in opening}
    assert [row.item for row in opening if not row.is_same] == []


def test_an_opening_balance_that_is_not_that_of_the_accounts_is_refused(tmp_path: Path) -> None:
    case = load_case(written(tmp_path))
    assert case.accounts is not None
    wrong = replace(case.accounts, items={**case.accounts.items, "cash": 300_000.02})
    with pytest.raises(CaseError, match=r"accounts\.cash: the accounts have 300000\.02 EUR, the model starts with 300"):
        check_opening(evaluate(replace(case, accounts=wrong)))


def test_a_value_set_by_hand_may_leave_the_accounts(tmp_path: Path) -> None:
    results = results_of(tmp_path, cash_at_start=1_000_000)
    check_opening(results)
    assert rows(results)["cash"].difference == pytest.approx(700_000)


def test_a_large_difference_asks_for_a_reason(tmp_path: Path) -> None:
    """120 more customers than the books had, at once: revenue is 12 % above them."""
    values = {"segment.home.customers_at_start": 1120, "segment.home.churn_rate_pm": 0.0}
    values["segment.home.observed_arrivals_pm"] = 0
    asked = unexplained(results_of(tmp_path / "a", **values))
    assert any(said.startswith("Revenue (+12.0%) differs by more than 10%") for said in asked)
    said = TABLES + '[accounts.differences]\nrevenue = { nl = "Overname.", en = "A takeover." }\n'
    results = results_of(tmp_path / "b", said, **values)
    assert not any(said.startswith("Revenue") for said in unexplained(results))
    assert "Revenue: A takeover." in baseline_report(results, "en")
    assert "Omzet: Overname." in baseline_report(results, "nl")


def test_what_follows_asks_for_no_reason_and_nothing_is_no_share(tmp_path: Path) -> None:
    text = changed(changed(TABLES, "marketing = 20000", "marketing = 0"), "wages = 640000", "wages = 660000")
    found = rows(results_of(tmp_path, text))
    assert not found["tax"].asks_why
    assert found["deposit_interest"].share is not None
    assert Row("marketing", 0.0, 5.0, {}).share is None and Row("marketing", 0.0, 5.0, {}).asks_why


def test_an_item_without_a_line_is_shown_as_such() -> None:
    row = Row("stock", 150_000.0, None, {}, opening=True)
    assert (row.difference, row.share, row.asks_why) == (None, None, False)
    assert reason(row, "nl") == (("nog geen regel in het model", None),)


def test_a_case_without_accounts_has_no_reconciliation(tmp_path: Path) -> None:
    results = evaluate(load_case(write(tmp_path, {"case.toml": COMPANY + HISTORY})))
    assert reconciliation(results) == ()
    assert baseline_report(results, "en") == ""
    check_opening(results)
