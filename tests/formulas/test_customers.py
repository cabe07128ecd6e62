"""Customers who stay and who come, each line worked by hand."""

import pytest

from geduld.formulas import customers


def test_churn_effect() -> None:
    """Transfer 0.4 where the trial had 0.5: 0.1 x 0.4 / 0.5 x 0.5 = 0.04 share."""
    assert customers.churn_effect(
        0.1, 0.5, customer_transfer=0.4, customer_noticed=0.5, contact_made_share=1
    ) == pytest.approx(0.04)


def test_churn_effect__wakes_a_sleeper() -> None:
    """-0.2 x 1 x 0.5 = -0.1 share."""
    assert customers.churn_effect(
        -0.2, 0.5, customer_transfer=0.5, customer_noticed=0.5, contact_made_share=1
    ) == pytest.approx(-0.1)


def test_churn_effect__not_above_the_trial() -> None:
    """Transfer 0.6 where the trial had 0.5: 0.1 x 1 x 0.5 = 0.05 share."""
    assert customers.churn_effect(
        0.1, 0.5, customer_transfer=0.6, customer_noticed=0.5, contact_made_share=1
    ) == pytest.approx(0.05)


def test_churn_effect__of_contact_that_is_made() -> None:
    """Of the contact 0.75 is made: 0.1 x 1 x 0.5 x 0.75 = 0.0375 share."""
    assert customers.churn_effect(0.1, 0.5, 0.5, 0.5, contact_made_share=0.75) == pytest.approx(0.0375)


def test_referral_effect() -> None:
    """0.25 x 0.4 / 0.5 x 0.5 = 0.1 share."""
    assert customers.referral_effect(
        0.25, 0.5, customer_transfer=0.4, customer_noticed=0.5, contact_made_share=1
    ) == pytest.approx(0.1)


def test_referral_effect__not_above_the_trial() -> None:
    """Transfer 0.6 where the trial had 0.5: 0.25 x 1 x 0.5 = 0.125 share."""
    assert customers.referral_effect(
        0.25, 0.5, customer_transfer=0.6, customer_noticed=0.5, contact_made_share=1
    ) == pytest.approx(0.125)


def test_upsell_effect() -> None:
    """0.05 x 0.4 / 0.5 x 0.5 x 0.9 of the contact = 0.018 share; when it puts customers off, -0.018 share.

    Never more than in the trial: with 0.8 of the transfer 0.05 x 1 x 0.5 x 0.9 = 0.0225.
    """
    assert customers.upsell_effect(0.05, 0.5, 0.8, customer_noticed=0.5, contact_made_share=0.9) == pytest.approx(
        0.0225
    )
    assert customers.upsell_effect(0.05, 0.5, 0.4, customer_noticed=0.5, contact_made_share=0.9) == pytest.approx(0.018)
    assert customers.upsell_effect(-0.05, 0.5, 0.4, 0.5, contact_made_share=0.9) == pytest.approx(-0.018)


def test_service_effect() -> None:
    """0.05 x 0.4 / 0.5 x 0.5 = 0.02 share; when contact makes more work, -0.02 share; never more than in the trial."""
    assert customers.service_effect(0.05, 0.5, customer_transfer=0.8, customer_noticed=0.5) == pytest.approx(0.025)
    assert customers.service_effect(0.05, 0.5, customer_transfer=0.4, customer_noticed=0.5) == pytest.approx(0.02)
    assert customers.service_effect(-0.05, 0.5, customer_transfer=0.4, customer_noticed=0.5) == pytest.approx(-0.02)


def test_churn_rate() -> None:
    """0.05 x (1 - 0.04) = 0.048 share/month."""
    assert customers.churn_rate(0.05, churn_level=1, churn_effect=0.04, pressure=0) == pytest.approx(0.048)


def test_churn_rate__of_a_class_whose_curve_lies_too_low() -> None:
    """A quarter more than was fitted: 0.04 x 1.25 x (1 - 0.04) = 0.048 share/month."""
    assert customers.churn_rate(0.04, churn_level=1.25, churn_effect=0.04, pressure=0) == pytest.approx(0.048)


def test_churn_rate__under_pressure() -> None:
    """Two effects on one base combine: 0.05 x (1 - 0.2) x (1 + 0.1) = 0.044 share/month, not 0.05 x 0.9."""
    assert customers.churn_rate(0.05, churn_level=1, churn_effect=0.2, pressure=0.1) == pytest.approx(0.044)


def test_churn_rate__more_customers_leave() -> None:
    """0.05 x (1 + 0.1) = 0.055; and 0.9 x (1 + 0.5) = 1.35, which is all: 1 share/month."""
    assert customers.churn_rate(0.05, churn_level=1, churn_effect=-0.1, pressure=0) == pytest.approx(0.055)
    assert customers.churn_rate(0.9, churn_level=1, churn_effect=-0.5, pressure=0) == 1


def test_customers_today() -> None:
    """3,000 x 0.6 = 1,800 customers."""
    assert customers.customers_today(customers_at_start=3000, class_share_today=0.6) == pytest.approx(1800)


def test_referrals() -> None:
    """2,000 x 0.01 x (1 + 0.1) = 22 customers/month."""
    assert customers.referrals(opening_customers=2000, referral_rate=0.01, referral_effect=0.1) == pytest.approx(22)


def test_referrals_today() -> None:
    """1,800 x 0.01 = 18 customers/month."""
    assert customers.referrals_today(customers_today=1800, referral_rate=0.01) == pytest.approx(18)


def test_most_referrals() -> None:
    """0.95 x 0.05 / (1 + 0.25) = 0.038 share/month; a fall of the referrals does not widen it."""
    assert customers.most_referrals(0.05, 1, referral_increase=0.25, receives_referrals=1) == pytest.approx(0.038)
    assert customers.most_referrals(0.05, 1, referral_increase=-0.5, receives_referrals=1) == pytest.approx(0.0475)


def test_most_referrals__where_churn_is_less_than_was_fitted() -> None:
    """0.95 x 0.05 x 0.8 / (1 + 0.25) = 0.0304 share/month."""
    found = customers.most_referrals(0.05, churn_level=0.8, referral_increase=0.25, receives_referrals=1)
    assert found == pytest.approx(0.0304)


def test_most_referrals__of_loyal_customers_elsewhere() -> None:
    """Who they refer does not come among them: a class that nearly never leaves, 0.0001, has the limit 1 = none."""
    assert customers.most_referrals(0.0001, 1, referral_increase=0.25, receives_referrals=0) == 1


def test_referral_rate() -> None:
    """The smaller of 0.010 and 0.038 is 0.010 share/month; of 0.060 and 0.038 it is 0.038 share/month."""
    assert customers.referral_rate(referrals_pm=0.010, most_referrals=0.038) == 0.010
    assert customers.referral_rate(referrals_pm=0.060, most_referrals=0.038) == 0.038


def test_referrals_stopped() -> None:
    """0.060 - 0.038 = 0.022 share/month."""
    assert customers.referrals_stopped(referrals_pm=0.060, referral_rate=0.038) == pytest.approx(0.022)


def test_organic_arrivals() -> None:
    """290 - 18 - 11.5 x 0.8 = 262.8 customers/month."""
    found = customers.organic_arrivals(290, referrals_today=18, acquisitions_today=11.5, campaign_arrivals_share=0.8)
    assert found == pytest.approx(262.8)


def test_referred_arrivals() -> None:
    """Those of both segments: 22 + 3 = 25 customers/month."""
    assert customers.referred_arrivals(referrals=22 + 3) == 25


def test_arrivals() -> None:
    """Who is referred does not come here: (264 + 10 x 0.8 + 25 x 0) x 0.6 = 272 x 0.6 = 163.2 customers/month."""
    found = customers.arrivals(
        organic_arrivals=264,
        acquisitions=10,
        campaign_arrivals_share=0.8,
        referred_arrivals=25,
        receives_referrals=0,
        class_share_new=0.6,
    )
    assert found == pytest.approx(163.2)


def test_arrivals__in_the_segment_of_the_referred() -> None:
    """(0 + 10 x 0 + 25 x 1) x 1 = 25 customers/month."""
    assert customers.arrivals(0, 10, 0, referred_arrivals=25, receives_referrals=1, class_share_new=1) == 25


def test_customers() -> None:
    """2,000 x (1 - 0.048) + 163.2 = 2,067.2 customers."""
    assert customers.customers(opening_customers=2000, churn_rate=0.048, arrivals=163.2) == pytest.approx(2067.2)


def test_revenue() -> None:
    """A quarter more each, a quarter less by self-management: 2,000 x 400 x 1.25 x 0.75 x 0.8 x 1.02 = 612,000 EUR."""
    found = customers.revenue(
        customers=2000,
        revenue_per_customer_pm=400,
        referred_value_uplift=0.16,
        receives_referrals=0,
        upsell_effect=0.25,
        autonomy_sales_effect=-0.25,
        season=0.8,
        sales_price_index=1.02,
    )
    assert found == pytest.approx(612_000)


def test_revenue__of_the_referred() -> None:
    """Worth 0.16 more: 2,000 x 400 x 1.16 x 1.02 = 946,560 EUR."""
    assert customers.revenue(2000, 400, 0.16, 1, 0, 0, season=1, sales_price_index=1.02) == pytest.approx(946_560)


def test_cost_of_sales() -> None:
    """At today's prices 816,000 / 1.02 = 800,000, bought for 0.7 of it at 1.05: 560,000 x 1.05 = 588,000 EUR."""
    found = customers.cost_of_sales(
        revenue=816_000, purchase_share=0.7, purchase_price_index=1.05, sales_price_index=1.02
    )
    assert found == pytest.approx(588_000)


def test_cost_to_serve() -> None:
    """2,000 x 40 x (1 - 0.02) x 1.5 x 1.03 = 121,128 EUR."""
    found = customers.cost_to_serve(2000, cost_to_serve_pm=40, service_effect=0.02, season=1.5, price_index=1.03)
    assert found == pytest.approx(121_128)


def test_contribution() -> None:
    """816,000 - 588,000 - 82,400 = 145,600 EUR."""
    assert customers.contribution(revenue=816_000, cost_of_sales=588_000, cost_to_serve=82_400) == 145_600
