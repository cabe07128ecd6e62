"""The company from prices to ebitda, each line worked by hand."""

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
    """816,000 - 588,000 - 82,400 - 33,880 - 20,400 - 76,500 = 14,820, less 3,300 and 1,650 = 9,870 EUR.

    Squeezing suppliers brings 2,000, and costs 400 elsewhere and 70 of interest: 1,530 more = 11,400. A branch brings
    90,000 - 60,000 - 1,800 - 30,000 = -1,800, and a discount of 6,000 on all: 15,600 EUR.
    """
    found = LINES["cash_operations"].function(
        revenue=816_000,
        cost_of_sales=588_000,
        cost_to_serve=82_400,
        wages=33_880,
        marketing=20_400,
        other_costs=76_500,
        broadcast_cost=3300,
        personal_contact_cost=1650,
        price_cut_gained=2000,
        supplier_premium_cost=400,
        late_payment_interest=70,
        branch_revenue=90_000,
        branch_cost_of_sales=60_000,
        branch_service_cost=1800,
        branch_running_cost=30_000,
        volume_discount_gained=6000,
    )
    assert found == 15_600


def test_ebitda() -> None:
    """14,820 - 30,709 + 715 - 1,000 = -16,174 EUR: the programme and one-offs already have their sign."""
    found = company.ebitda(cash_operations=14_820, cash_programme=-30_709, cash_inside=715, cash_one_offs=-1000)
    assert found == -16_174


def test_normalised_ebitda() -> None:
    """Put back: the programme but for 4,000 of contact, and 9,000 once: 70,000 + 26,000 + 9,000 = 105,000 EUR."""
    found = company.normalised_ebitda(70_000, cash_programme=-30_000, cash_contact_cost=4000, cash_one_offs=-9000)
    assert found == 105_000


def test_normalised_ebitda_of_twelve_months() -> None:
    """12 x 50,000 = 600,000 EUR, as the window hands it over."""
    assert company.normalised_ebitda_of_twelve_months(trailing12_normalised_ebitda=12 * 50_000) == 600_000


def test_ebitda_at_decision() -> None:
    """Taken in month 0 = 500,000 EUR, and kept after it whatever the twelve months show by then."""
    assert company.ebitda_at_decision(0, 500_000, opening_ebitda_at_decision=0) == 500_000
    assert company.ebitda_at_decision(7, 650_000, opening_ebitda_at_decision=500_000) == 500_000


def test_total_revenue() -> None:
    """Two segments together, as the sum hands it over, and a branch: 700,000 + 116,000 + 90,000 = 906,000 EUR."""
    assert company.total_revenue(revenue=700_000 + 116_000, branch_revenue=90_000) == 906_000


def test_total_cost_of_sales() -> None:
    """Two segments and a branch, less a discount of 6,000 and 10,000 of price cuts, and 2,000 more elsewhere.

    500,000 + 88,000 + 60,000 - 6,000 - 10,000 + 2,000 = 634,000 EUR.
    """
    squeezed = {"price_cut_gained": 10_000, "supplier_premium_cost": 2000}
    net = company.total_cost_of_sales
    assert net(588_000, branch_cost_of_sales=60_000, volume_discount_gained=6000, **squeezed) == 634_000


def test_one_off_costs() -> None:
    """In its own month, and in no other = 80,000 EUR."""
    assert company.one_off_costs(month=4, one_off_month=4, one_off_cost=80_000) == 80_000
    assert company.one_off_costs(month=5, one_off_month=4, one_off_cost=80_000) == 0


def test_cash_one_offs() -> None:
    """The sign is applied in the sum, once for each: -80,000 - 8,000 - 900 - 60 - 5 - 1 - 500,000
    - 0.6 - 0.05 - 0.001 - 3,000,000 - 20,000,000 - 100,000,000 = -123,588,966.651 EUR.
    """
    found = LINES["cash_one_offs"].function(
        one_off_costs=80_000,
        autonomy_advice_cost=8000,
        managers_severance=900,
        team_training_cost=60,
        cash_team_training_time_cost=5,
        cash_autonomy_dip_cost=1,
        supplier_replacement_cost=500_000,
        severance=0.6,
        cut_advice_cost=0.05,
        cash_rehiring_cost=0.001,
        branch_opening_cost=3_000_000,
        branch_closure_cost=20_000_000,
        branch_advice_cost=100_000_000,
    )
    assert found == pytest.approx(-123_588_966.651, rel=1e-14)
