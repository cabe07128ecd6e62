"""The small company with annual accounts, and with a trial balance that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from small_case import COMPANY, NUMBERS, assumptions, write

from geduld.case_accounts_feed import ASSUMED, OF_THE_YEAR

SAID = {*ASSUMED, *OF_THE_YEAR}
"""What the accounts say, so that assumptions.toml does not."""
OWN = {key: value for key, value in NUMBERS.items() if key not in SAID}
WITHOUT = COMPANY.replace("[year_to_date]\nprofit_before_tax = 50000\n", "")
HEAD = """
[accounts]
closes = 2026-12-31
source = "annual accounts 2026"
grade = "B"
"""
BALANCE = """
[accounts.balance]
cash = 300000
receivables = 200000
stock = 150000
fixed_assets = 120000
equity = 400000
bound_reserves = 30000
debt = 120000
payables = 160000
tax_payable = 9500
other_liabilities = 80500
"""
PROFIT = """
[accounts.profit_and_loss]
revenue = 2400000
cost_of_sales = 1440000
cost_to_serve = 120000
wages = 640000
marketing = 20000
other_costs = 100000
depreciation = 25000
interest = 6000
deposit_interest = 1000
profit_before_tax = 50000
tax = 9500
profit_after_tax = 40500
"""
YEAR = """
[accounts.cash_flow]
tax_paid = 8000
rise_in_working_capital = 5000
capital_expenditure = 30000
debt_repaid = 24000
dividend = 20000
[accounts.year_before]
profit_after_tax = 41000
equity = 379500
cash = 312000
fixed_assets = 115000
debt = 144000
"""
TRIAL = """Rekening;Omschrijving;Debet;Credit
0100;Inventaris;120.000,00;
0500;Kapitaal en reserves;;349.500,00
0520;Wettelijke reserve;;30.000,00
0530;Dividend;20.000,00;
0700;Lening;;120.000,00
1010;Bank;300.000,00;
1300;Debiteuren;200.000,00;
1500;Crediteuren;;160.000,00
1600;Btw;;80.500,00
1800;Vennootschapsbelasting te betalen;;9.500,00
3000;Voorraad;150.000,00;
4000;Lonen;640.000,00;
4100;Kosten;100.000,00;
4500;Vracht;120.000,00;
4600;Marketing;20.000,00;
4800;Afschrijving;25.000,00;
7000;Inkoop;1.440.000,00;
8000;Omzet;;2.400.000,00
9000;Rente;6.000,00;
9010;Rentebaten;;1.000,00
9090;Vennootschapsbelasting;9.500,00;
"""
MAPPING = """
[accounts]
"0100" = "fixed_assets"
"0500" = "equity"
"0520" = "bound_reserves"
"0530" = "dividend"
"0700" = "debt"
"1010" = { debit = "cash", credit = "credit" }
"1300-1399" = "receivables"
"1500" = "payables"
"1600" = "other_liabilities"
"1800" = "tax_payable"
"3000" = "stock"
"4000" = "wages"
"4100" = "other_costs"
"4500" = "cost_to_serve"
"4600" = "marketing"
"4800" = "depreciation"
"7000" = "cost_of_sales"
"8000" = "revenue"
"9000" = "interest"
"9010" = "deposit_interest"
"9090" = "tax"
"""
TABLES = HEAD + BALANCE + PROFIT + YEAR
BY_TRIAL = HEAD + 'trial_balance = "trial_balance.csv"\n' + YEAR.replace("dividend = 20000\n", "")


def written(folder: Path, accounts: str = TABLES, changes: Mapping[str, str] | None = None) -> Path:
    """The small company with these accounts at the end of its case.toml."""
    files = {"case.toml": WITHOUT + accounts, "assumptions.toml": assumptions(OWN)}
    return write(folder, {**files, **(changes or {})})


def with_trial(folder: Path, trial: str = TRIAL, mapping: str = MAPPING, accounts: str = BY_TRIAL) -> Path:
    """The small company with a trial balance."""
    return written(folder, accounts, {"trial_balance.csv": trial, "trial_balance.toml": mapping})


def changed(text: str, old: str, new: str) -> str:
    """A text with one thing in it replaced, which must be there once."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
