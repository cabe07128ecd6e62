"""A small company written to a folder, for tests that change one thing in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

COMPANY = """\
name = "Small B.V."
fictional = true
decision = 2026-12-31
fiscal_year_starts = 1
horizon_months = 24
currency = "EUR"
[about]
nl = "Een klein bedrijf."
en = "A small company."
[segments.home]
label = { nl = "Thuismarkt", en = "Home market" }
[segments.referred]
label = { nl = "Aangebracht", en = "Referred" }
receives_referrals = 1
like = "home"
[year_to_date]
profit_before_tax = 50000
"""
NUMBERS = {
    "track.internal.staff": 10,
    "track.customer.staff": 4,
    "track.market.staff": 2,
    "segment.home.customers_at_start": 1000,
    "segment.home.observed_arrivals_pm": 25,
    "segment.referred.customers_at_start": 0,
    "segment.referred.observed_arrivals_pm": 0,
    "segment.home.churn_rate_pm": 0.02,
    "segment.home.revenue_per_customer_pm": 200,
    "segment.home.cost_to_serve_pm": 10,
    "segment.home.purchase_share": 0.6,
    "other_costs_pa": 100000,
    "marketing_pa": 20000,
    "capital_expenditure_pa": 30000,
    "depreciation_pa": 30000,
    "cash_at_start": 300000,
    "minimum_cash": 100000,
    "target_cash": 250000,
    "debt_at_start": 120000,
    "debt_repayment_pm": 2000,
    "receivables_at_start": 150000,
    "stock_at_start": 120000,
    "payables_at_start": 90000,
    "fixed_assets_at_start": 200000,
    "other_assets_at_start": 10000,
    "other_liabilities_at_start": 40000,
    "tax_of_the_year_at_start": 9500,
    "equity_at_start": 520500,
    "bound_reserves": 20000,
    "credit_limit": 100000,
    "credit_at_start": 0,
    "losses_at_start": 0,
    "tax_of_closed_years_at_start": 0,
    "profit_last_year_at_start": 40000,
    "payout_ratio": 0.5,
    "dividend_fiscal_month": 5,
    "approved_programme_budget": 50000,
}
OWNER = """\
name = "{name}"
language = "{language}"
address = "formal"
tax_preset = "box2_2026"
[salutation]
nl = "Geachte eigenaar"
en = "Dear owner"
[terms]
stake = {stake}
time_preference_pa = 0.04
return_elsewhere_pa = 0.04
horizon_months = "none"
dividends_this_year_at_start = 0
net_dividends_last_year = 0
"""
INVEST = """\
label = { nl = "Investeren", en = "Invest" }
who = "the director"
why = "Time to learn."
[levers]
trained_share = 1
"""


def assumptions(numbers: Mapping[str, float] = NUMBERS) -> str:
    """The file assumptions.toml with these values."""
    return "".join(f'[{key}]\nbase = {value}\nsource = "books 2025"\ngrade = "A"\n\n' for key, value in numbers.items())


def owner(name: str = "An owner", stake: float = 0.5, language: str = "en") -> str:
    """An owner's file."""
    return OWNER.format(name=name, stake=stake, language=language)


def files() -> dict[str, str]:
    """The files of the company, by their name in its folder."""
    return {
        "case.toml": COMPANY,
        "assumptions.toml": assumptions(),
        "strategies/invest.toml": INVEST,
        "owners/anna.toml": owner("Anna", 0.6, "nl"),
        "owners/ben.toml": owner("Ben", 0.4),
    }


def write(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """The company in a folder, with some files changed or added; returns the folder."""
    for name, text in {**files(), **(changes or {})}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def write_changed(folder: Path, name: str, old: str, new: str) -> Path:
    """The company in a folder, with one text in one of its files replaced; the text must be there."""
    text = files()[name]
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    return write(folder, {name: text.replace(old, new)})
