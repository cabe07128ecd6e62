"""The company from prices to ebitda and its bank, each line worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import company

ONE_PER_CENT_A_MONTH = 0.12682503013197
"""1.01^12 = 1.12682503013197, so the yearly rate that is 1% a month."""


def test_price_index() -> None:
    """1.2 x 1.01 = 1.212 index."""
    assert company.price_index(1.2, ONE_PER_CENT_A_MONTH) == pytest.approx(1.212)


def test_wage_index() -> None:
    """1.5 x 1.01 = 1.515 index."""
    assert company.wage_index(1.5, ONE_PER_CENT_A_MONTH) == pytest.approx(1.515)


def test_sales_price_index() -> None:
    """1.02^12 = 1.26824179456255, so 1.1 x 1.02 = 1.122 index."""
    assert company.sales_price_index(1.1, 0.26824179456255) == pytest.approx(1.122)


def test_purchase_price_index() -> None:
    """Falling prices: 0.99^12 = 0.88638487171613, so 1.3 x 0.99 = 1.287 index."""
    assert company.purchase_price_index(1.3, 0.88638487171613 - 1) == pytest.approx(1.287)


def test_staff_needed() -> None:
    """Half of 40 fte follows the customers, up from 2,000 to 2,200: 40 x (1 + 0.5 x 0.1) = 42 fte."""
    found = company.staff_needed(40, 0.5, opening_customers=2200, customers_today=2000)
    assert found == pytest.approx(42)


def test_wages() -> None:
    """42 x 130 x 50 x 1.1 = 300,300 EUR."""
    assert company.wages(staff_needed=42, paid_hours_pm=130, hourly_labour_cost=50, wage_index=1.1) == pytest.approx(
        300_300
    )


def test_marketing() -> None:
    """((360,000 - 60,000) / 12 - 5,000) x 1.02 = 20,000 x 1.02 = 20,400 EUR."""
    found = company.marketing(360_000, broadcast_pa=60_000, personal_contact_today=5000, price_index=1.02)
    assert found == pytest.approx(20_400)


def test_other_costs() -> None:
    """900,000 / 12 x 1.02 = 76,500 EUR."""
    assert company.other_costs(other_costs_pa=900_000, price_index=1.02) == pytest.approx(76_500)


def test_cash_operations() -> None:
    """816,000 - 588,000 - 82,400 - 33,880 - 20,400 - 76,500 = 14,820, less 3,300 and 1,650 = 9,870 EUR."""
    found = LINES["cash_operations"].function(
        revenue=816_000,
        cost_of_sales=588_000,
        cost_to_serve=82_400,
        wages=33_880,
        marketing=20_400,
        other_costs=76_500,
        broadcast_cost=3300,
        personal_contact_cost=1650,
    )
    assert found == 9870


def test_ebitda() -> None:
    """14,820 - 30,709 + 715 = -15,174 EUR: the programme already has its sign."""
    assert company.ebitda(cash_operations=14_820, cash_programme=-30_709, cash_inside=715) == -15_174


def test_depreciation() -> None:
    """120,000 / 12 = 10,000 EUR, whatever prices do."""
    assert company.depreciation(depreciation_pa=120_000) == 10_000


def test_capital_expenditure() -> None:
    """120,000 / 12 x 1.02 = 10,200 EUR."""
    assert company.capital_expenditure(capital_expenditure_pa=120_000, price_index=1.02) == pytest.approx(10_200)


def test_debt_repayment() -> None:
    """5,000 a month; of the last 3,000 no more than = 3,000 EUR."""
    assert company.debt_repayment(opening_debt=50_000, debt_repayment_pm=5000) == 5000
    assert company.debt_repayment(opening_debt=3000, debt_repayment_pm=5000) == 3000


def test_debt() -> None:
    """50,000 - 5,000 = 45,000 EUR."""
    assert company.debt(opening_debt=50_000, debt_repayment=5000) == 45_000


def test_interest() -> None:
    """A contract rate of 6% a year: 50,000 x 0.06 / 12 = 250 EUR."""
    assert company.interest(opening_debt=50_000, debt_rate_pa=0.06) == pytest.approx(250)


def test_deposit_interest() -> None:
    """1% a month on what is above the minimum: (500,000 - 300,000) x 0.01 = 2,000 EUR; below it 0."""
    assert company.deposit_interest(500_000, 300_000, ONE_PER_CENT_A_MONTH) == pytest.approx(2000)
    assert company.deposit_interest(200_000, 300_000, ONE_PER_CENT_A_MONTH) == 0


def test_profit_before_tax() -> None:
    """100,000 - 10,000 - 250 + 2,000 = 91,750 EUR."""
    found = company.profit_before_tax(ebitda=100_000, depreciation=10_000, interest=250, deposit_interest=2000)
    assert found == 91_750


def test_profit_of_the_year() -> None:
    """400,000 so far and 91,750 this month = 491,750 EUR."""
    assert company.profit_of_the_year(year_to_date_profit_before_tax=400_000 + 91_750) == 491_750


def test_normalised_ebitda() -> None:
    """The programme's 30,000 is put back, but not its 4,000 of contact: 70,000 + 30,000 - 4,000 = 96,000 EUR."""
    found = company.normalised_ebitda(ebitda=70_000, cash_programme=-30_000, cash_contact_cost=4000)
    assert found == 96_000


def test_normalised_ebitda_of_twelve_months() -> None:
    """12 x 50,000 = 600,000 EUR, as the window hands it over."""
    assert company.normalised_ebitda_of_twelve_months(trailing12_normalised_ebitda=12 * 50_000) == 600_000


def test_ebitda_at_decision() -> None:
    """Taken in month 0 = 500,000 EUR, and kept after it whatever the twelve months show by then."""
    assert company.ebitda_at_decision(0, 500_000, opening_ebitda_at_decision=0) == 500_000
    assert company.ebitda_at_decision(7, 650_000, opening_ebitda_at_decision=500_000) == 500_000
