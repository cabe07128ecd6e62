"""Annual accounts: read, held to add up to the cent, and said once."""

from __future__ import annotations

from pathlib import Path

import pytest
from accounts_case import BALANCE, OWN, PROFIT, TABLES, YEAR, changed, written
from small_case import assumptions

from geduld.case import data_folder, load_case, load_shared
from geduld.case_accounts_feed import ASSUMED, HISTORY, OF_THE_YEAR
from geduld.errors import CaseError
from geduld.model import lines


def refused(folder: Path) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_everything_the_accounts_say_is_read_by_the_model() -> None:
    assert {*ASSUMED, *OF_THE_YEAR} <= load_shared().declared.keys()
    assert HISTORY.keys() <= lines().keys()


def test_the_accounts_become_assumptions_with_their_source_and_grade(tmp_path: Path) -> None:
    """Tax payable 9,500 less the tax of the year 9,500 leaves nothing of closed years."""
    case = load_case(written(tmp_path))
    values = {key: case.assumptions[key].base for key in ("cash_at_start", "debt_at_start", "depreciation_pa")}
    assert values == {"cash_at_start": 300_000, "debt_at_start": 120_000, "depreciation_pa": 25_000}
    assert case.assumptions["capital_expenditure_pa"].base == 30_000
    assert case.assumptions["profit_last_year_at_start"].base == 41_000
    assert case.assumptions["tax_of_closed_years_at_start"].base == 0
    cash = case.assumptions["cash_at_start"]
    assert (cash.source, cash.grade, cash.file) == ("annual accounts 2026", "B", "case.toml")


def test_tax_paid_ahead_is_a_claim_on_the_tax_office(tmp_path: Path) -> None:
    """Of a tax of 9,500 there is 2,000 still to be paid: 7,500 was paid ahead; 7,500 more is owed to others."""
    text = changed(changed(TABLES, "tax_payable = 9500", "tax_payable = 2000"), "= 80500", "= 88000")
    assert load_case(written(tmp_path, text)).assumptions["tax_of_closed_years_at_start"].base == -7500


def test_the_year_before_the_decision_follows_from_the_accounts(tmp_path: Path) -> None:
    """Ebitda 2,400 - 1,440 - 120 - 640 - 20 - 100 = 80 thousand; a twelfth a month, flagged.

    Cash for debt 80 - 8 - 5 - 30 = 37; debt service 6 + 24 = 30.
    """
    case = load_case(written(tmp_path))
    assert case.history["normalised_ebitda"].values == pytest.approx((80_000 / 12,) * 12)
    assert case.history["normalised_ebitda"].from_year
    assert sum(case.history["cash_for_debt"].values) == pytest.approx(37_000)
    assert sum(case.history["debt_service"].values) == pytest.approx(30_000)
    assert case.year_to_date == {"profit_before_tax": 50_000}


def test_one_off_costs_are_left_out_of_normalised_ebitda(tmp_path: Path) -> None:
    text = changed(TABLES, "other_costs = 100000", "other_costs = 90000\none_off_costs = 10000")
    assert sum(load_case(written(tmp_path, text)).history["normalised_ebitda"].values) == pytest.approx(90_000)


def test_twelve_months_stand_before_a_twelfth_of_the_year(tmp_path: Path) -> None:
    months = [150_000] * 6 + [250_000] * 6
    case = load_case(written(tmp_path, f"{TABLES}[accounts.monthly]\nrevenue = {months}\n"))
    assert case.history["total_revenue"].values == tuple(months)
    assert not case.history["total_revenue"].from_year


def test_accounts_that_close_in_the_fiscal_year_leave_its_profit_to_the_case(tmp_path: Path) -> None:
    """With a fiscal year from July the year of the accounts is not the fiscal year, so neither is its profit."""
    folder = written(tmp_path)
    text = (folder / "case.toml").read_text().replace("fiscal_year_starts = 1", "fiscal_year_starts = 7")
    (folder / "case.toml").write_text(text)
    assert "tax_of_the_year_at_start: is missing" in refused(folder)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stock = 150000", "stock = 140000", "assets EUR 760000.00 and equity and liabilities EUR 770000.00 differ by"),
        ("cash = 300000\nrec", "cash = 300000.02\nrec", "differ by EUR 0.02; allowed: the same, to the cent"),
        ("wages = 640000", "wages = 641000", "before tax EUR 49000.00 and profit_before_tax says EUR 50000.00 differ"),
        ("profit_after_tax = 40500", "profit_after_tax = 40000", "EUR 40500.00 and profit_after_tax says EUR 40000.00"),
        ("bound_reserves = 30000", "bound_reserves = 430000", "bound_reserves: 430000 EUR is more than the equity"),
        ("bound_reserves = 30000\n", "", "accounts.balance.bound_reserves: is missing"),
        ("wages = 640000", "wages = -640000", "wages: -640000 EUR is below zero; allowed: an amount in its natural"),
        (
            "cash = 300000\nrec",
            "cash = -300000\nrec",
            "cash: -300000 EUR is below zero; allowed: an overdraft",
        ),
        ("stock = 150000", "stok = 150000", "accounts.balance.stok: there is no such key"),
        ("stock = 150000", 'stock = "150.000"', "accounts.balance.stock: '150.000' is not a number"),
        ("closes = 2026-12-31", "closes = 2025-12-31", "close on 2025-12-31, the decision is on 2026-12-31"),
        ("closes = 2026-12-31", 'closes = "2026"', "accounts.closes: '2026' is not a date"),
        ("annual accounts 2026", "annual accounts", "accounts.source: 'annual accounts' has no date"),
        ("dividend = 20000", "dividend = 25000", "differ by EUR 5000.00"),
        ("debt = 144000", "debt = 140000", "accounts.year_before.debt: debt at the beginning and its changes"),
        ("debt_repaid = 24000\n", "", "accounts.cash_flow.debt_repaid: is missing"),
        ("fixed_assets = 115000", "fixed_assets = 116000", "year_before.fixed_assets: fixed_assets at the beginning"),
    ],
)
def test_accounts_that_do_not_add_up_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(written(tmp_path, changed(TABLES, old, new)))


def test_months_that_are_not_the_year_are_refused(tmp_path: Path) -> None:
    text = f"{TABLES}[accounts.monthly]\nrevenue = {[200_000] * 11 + [200_001]}\n"
    assert "accounts.monthly.revenue: twelve months EUR 2400001.00 and the year EUR 2400000.00" in refused(
        written(tmp_path, text)
    )


def test_what_is_said_twice_is_refused_with_both_places(tmp_path: Path) -> None:
    twice = {"assumptions.toml": assumptions({**OWN, "cash_at_start": 310_000})}
    said = refused(written(tmp_path / "cash", TABLES, twice))
    assert said.startswith("assumptions.toml: cash_at_start: 310000 EUR is said twice: case.toml [accounts] has 300000")
    said = refused(written(tmp_path / "history", TABLES + "[history]\nnormalised_ebitda = { year = 1 }\n"))
    assert said.startswith("case.toml: history.normalised_ebitda: 1 EUR is said twice")
    said = refused(written(tmp_path / "profit", TABLES + "[year_to_date]\nprofit_before_tax = 1\n"))
    assert said.startswith("case.toml: year_to_date.profit_before_tax: 1 EUR is said twice")


def test_the_accounts_of_the_example_lead_from_year_to_year() -> None:
    """The example: 13,870 revenue less 13,370 costs is 500 ebitda; 500 - 190 - 100 = 210 before tax.

    Tax 19 % of 200 and 25.8 % of 10 is 40.58; equity 1,815 + 169.42 - 150 = 1,834.42.
    """
    accounts = load_case(data_folder() / "cases" / "wholesaler").accounts
    assert accounts is not None
    expected = {"revenue": 14_230_000, "profit_before_tax": 210_000, "tax": 40_580, "equity": 1_871_920}
    assert {item: accounts.items[item] for item in expected} == pytest.approx(expected)
    assert accounts.normalised_ebitda == pytest.approx(500_000)


def test_a_segment_without_customers_is_refused(tmp_path: Path) -> None:
    nobody = {**OWN, "segment.home.customers_at_start": 0, "segment.home.observed_arrivals_pm": 0}
    said = refused(written(tmp_path, TABLES, {"assumptions.toml": assumptions(nobody)}))
    assert "segment.home: is a segment without customers: customers_at_start 0 and observed_arrivals_pm 0" in said


def test_the_tables_say_all_there_is() -> None:
    assert TABLES.endswith(BALANCE + PROFIT + YEAR)
