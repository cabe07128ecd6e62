"""Three months of customers, worked by hand."""

from __future__ import annotations

import pytest
from formulas.plain_case import ELEMENTS, compute, of

from geduld.errors import CaseError

BASE = {
    **of("segment.home", customers_at_start=1000, observed_arrivals_pm=60),
    "churn_rate_pm": 0.05,
    "referrals_pm": 0.01,
}
MONEY = {
    "revenue_per_customer_pm": 100.0,
    "referred_value_uplift": 0.2,
    "purchase_share": 0.6,
    "cost_to_serve_pm": 10.0,
}
HOME, REFERRED = "segment.home.class.all", "segment.referred.class.all"


def test_referrals_arrive_in_a_segment_of_their_own() -> None:
    """Of 60 who come 1,000 x 0.01 = 10 were referred, so 50 come by themselves, as many as leave.

    month 1: home 1,000 x 0.95 + 50 = 1,000; referred 10
    month 2: referred by 1,010: 10.1; 10 x 0.95 + 10.1 = 19.6
    month 3: referred by 1,019.6: 10.196; 19.6 x 0.95 + 10.196 = 28.816
    """
    run = compute(BASE)
    assert run.line("organic_arrivals", "segment.home")[1:].tolist() == [50, 50, 50]
    assert run.line("referred_arrivals") == pytest.approx([0, 10, 10.1, 10.196])
    assert run.line("customers", HOME) == pytest.approx([1000, 1000, 1000, 1000])
    assert run.line("customers", REFERRED) == pytest.approx([0, 10, 19.6, 28.816])


def test_in_the_first_month_the_observed_arrivals_come() -> None:
    """50 + 10 = 60: referrals are not counted twice."""
    assert compute(BASE).line("arrivals")[1] == pytest.approx(60)


def test_what_they_bring() -> None:
    """Month 3, in EUR: home 1,000 x 100 = 100,000, less 60,000 and 10,000 = 30,000.

    Referred: 28.816 x 100 x 1.2 = 3,457.92, less 0.6 of it 2,074.752 and 288.16 = 1,095.008; together 31,095.008.
    """
    run = compute({**BASE, **MONEY})
    assert run.line("revenue", REFERRED)[3] == pytest.approx(3457.92)
    assert run.line("contribution", "segment.home")[3] == pytest.approx(30_000)
    assert run.line("contribution", "segment.referred")[3] == pytest.approx(1095.008)
    assert run.line("ebitda")[3] == pytest.approx(31_095.008)


def test_prices_of_what_is_bought_and_sold_move_apart() -> None:
    """Month 3: sold at 1.01^3, bought at 1.02^3: 100,000 x 1.030301 and 60,000 x 1.061208 EUR."""
    prices = {"sales_price_growth_pa": 1.01**12 - 1, "purchase_price_growth_pa": 1.02**12 - 1}
    run = compute({**BASE, **MONEY, **prices})
    assert run.line("revenue", HOME)[3] == pytest.approx(103_030.1)
    assert run.line("cost_of_sales", HOME)[3] == pytest.approx(63_672.48)


def test_contact_that_is_noticed_keeps_and_brings_customers() -> None:
    """Noticed 0, a half, wholly: churn 0.05, 0.045, 0.04; referrals 0.01, 0.0125, 0.015 per customer.

    month 1: home 1,000; referred 10
    month 2: referred by 1,010: 12.625; home 1,000 x 0.955 + 50 = 1,005; referred 9.55 + 12.625 = 22.175
    month 3: referred by 1,027.175: 15.407625; home 1,005 x 0.96 + 50 = 1,014.8; 22.175 x 0.96 + 15.407625 = 36.695625
    """
    effects = {"churn_reduction": 0.2, "referral_increase": 0.5}
    run = compute({**BASE, **effects}, pins={"track.customer.noticed": [0.0, 0.5, 1.0]})
    assert run.line("churn_rate", HOME) == pytest.approx([0, 0.05, 0.045, 0.04])
    assert run.line("customers", HOME) == pytest.approx([1000, 1000, 1005, 1014.8])
    assert run.line("customers", REFERRED) == pytest.approx([0, 10, 22.175, 36.695625])


def test_contact_may_wake_sleepers() -> None:
    """Churn 0.05 x (1 + 0.2) = 0.06 when all have noticed: 1,000 x 0.94 + 50 = 990 in month 1."""
    run = compute({**BASE, "churn_reduction": -0.2}, pins={"track.customer.noticed": [1.0, 1.0, 1.0]})
    assert run.line("customers", HOME)[1] == pytest.approx(990)


def test_two_classes_of_customers() -> None:
    """Of 1,000 today 750 are steady (2% leave) and 250 loose (10%); of 50 new ones half each.

    steady 750 x 0.98 + 25 = 760, loose 250 x 0.9 + 25 = 250; month 2: 760 x 0.98 + 25 = 769.8 and 250.
    """
    classes = {
        **of("segment.home.class.steady", churn_rate_pm=0.02, class_share_today=0.75, class_share_new=0.5),
        **of("segment.home.class.loose", churn_rate_pm=0.10, class_share_today=0.25, class_share_new=0.5),
    }
    run = compute({**BASE, **classes}, elements=ELEMENTS)
    assert run.line("customers", "segment.home.class.steady")[:3] == pytest.approx([750, 760, 769.8])
    assert run.line("customers", "segment.home.class.loose")[:3] == pytest.approx([250, 250, 250])
    assert run.line("arrivals", "segment.referred.class.all")[1] == pytest.approx(10)


def test_more_referrals_than_arrivals_is_named() -> None:
    """1,000 x 0.01 = 10 were referred, and only 8 came: -2."""
    with pytest.raises(
        CaseError, match=r"segment\.home\.organic_arrivals: -2 customers/month in month 1.*cannot be fewer"
    ):
        compute({**BASE, "segment.home.observed_arrivals_pm": 8.0})


def test_a_base_that_would_feed_itself_is_stopped_and_named() -> None:
    """0.04 x 1.5 = 0.06 referred a month against 0.05 that leave; the limit is 0.95 x 0.05 / 1.5 = 0.03167 a month.

    So 0.04 - 0.03167 = 0.00833 is stopped among the referred. Who is at home brings in others, not more at home: there
    the 0.04 stays, and of the 60 who come 40 were referred.
    """
    run = compute({**BASE, "referrals_pm": 0.04, "referral_increase": 0.5})
    assert run.line("referrals_stopped", REFERRED)[0] == pytest.approx(0.04 - 0.95 * 0.05 / 1.5)
    assert run.line("referral_rate", REFERRED)[0] == pytest.approx(0.95 * 0.05 / 1.5)
    assert run.line("referral_rate", HOME)[0] == 0.04
    assert run.line("organic_arrivals", "segment.home")[1] == pytest.approx(20)


def test_nobody_is_negative_when_all_leave() -> None:
    """Churn 1: whoever was there has left, and 60 - 10 = 50 new ones are there at the end of each month."""
    run = compute({**BASE, "churn_rate_pm": 1.0})
    assert run.line("customers", HOME).tolist() == [1000, 50, 50, 50]
