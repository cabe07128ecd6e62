"""The market over some months, worked by hand, and what must hold between its lines."""

from __future__ import annotations

import numpy as np
import pytest
from formulas.plain_case import compute, each, of
from hypothesis import given, settings
from hypothesis import strategies as st

from geduld.errors import CaseError

HOME = "segment.home.class.all"
BASE = {
    **of("segment.home", customers_at_start=1000, observed_arrivals_pm=60),
    "churn_rate_pm": 0.05,
    "marketing_pa": 14_400.0,
    "broadcast_pa": 12_000.0,
    "broadcast_arrivals_share": 0.2,
    "broadcast_carry_over": 0.5,
}
PERSONAL = {
    **of("channel.telephone", personal_contact_pa=2400, contact_price=10, contact_conversion=0.1),
    **of("channel.email", contact_price=2, contact_conversion=0.01),
}
MOVED = {
    "broadcast_moved_share": 0.4,
    **each("channel", contact_mix_share=0.0),
    **of("channel.telephone", contact_mix_share=0.75),
    **of("channel.email", contact_mix_share=0.25),
}


def test_broadcast_that_is_moved_brings_less_bit_by_bit() -> None:
    """1,000 a month; half is left a month later: 2,000 at work. From month 1 400 of it is moved.

    at work   0.5 x 2,000 + 600 = 1,600; 1,400; 1,300
    of 60 who come 0.2 x 60 = 12 come by broadcast: 12 x 1,600 / 2,000 = 9.6; 8.4; 7.8 customers/month
    """
    run = compute({**BASE, **MOVED})
    assert run.line("broadcast_stock") == pytest.approx([2000, 1600, 1400, 1300])
    assert run.line("broadcast_arrivals") == pytest.approx([0, 9.6, 8.4, 7.8])


def test_what_is_moved_is_spent_on_people() -> None:
    """200 + 0.75 x 400 = 500 on calls at 10 reaches 50, of whom 0.1 buys: 5; 0.25 x 400 = 100 at 2: 50 x 0.01 = 0.5.

    Today's calls brought 200 / 10 x 0.1 = 2, so of 60 come by themselves 60 - 12 - 2 = 46.
    Month 1: 46 + 9.6 + 5.5 = 61.1; customers 1,000 x 0.95 + 61.1 = 1,011.1
    """
    run = compute({**BASE, **PERSONAL, **MOVED})
    assert run.line("personal_arrivals") == pytest.approx([0, 5.5, 5.5, 5.5])
    assert run.line("organic_arrivals", "segment.home")[1:] == pytest.approx([46, 46, 46])
    assert run.line("customers", HOME)[1] == pytest.approx(1011.1)


def test_moving_a_budget_costs_nothing_more() -> None:
    """1,000 + 200 a month before and after, in prices that rise 1% a month: month 3, 1,200 x 1.030301 = 1,236.36."""
    prices = {"inflation_pa": 1.01**12 - 1}
    before, after = compute({**BASE, **PERSONAL, **prices}), compute({**BASE, **PERSONAL, **prices, **MOVED})
    for run in (before, after):
        spent = run.line("broadcast_cost") + run.line("personal_contact_cost") + run.line("marketing")
        assert spent[3] == pytest.approx(1236.3612)
        assert run.line("marketing") == pytest.approx([0, 0, 0, 0], abs=1e-9)


def test_conversion_counts_once() -> None:
    """Training wins 0.2 more of those reached in person: 2 x 1.2 = 2.4 where 2 came; broadcast stays 12."""
    trained = {"track.market.transfer_share": 0.5, "conversion_increase": 0.2}
    run = compute({**BASE, **PERSONAL, **trained}, pins={"track.market.noticed": [1.0, 1.0, 1.0]})
    assert run.line("personal_arrivals") == pytest.approx([0, 2.4, 2.4, 2.4])
    assert run.line("broadcast_arrivals") == pytest.approx([0, 12, 12, 12])
    assert run.line("arrivals")[1:] == pytest.approx([60.4, 60.4, 60.4])


def test_the_market_does_not_change_what_is_observed_today() -> None:
    """Campaigns are part of the observed arrivals: with or without them 60 come, to 1e-9."""
    with_market = compute({**BASE, **PERSONAL}, months=24)
    without = compute({**BASE, "broadcast_pa": 0.0}, months=24)
    assert with_market.line("customers") == pytest.approx(without.line("customers"), rel=1e-9)


def test_without_spending_there_is_no_yield() -> None:
    """No budget, so nobody comes by broadcast and all 60 come by themselves."""
    run = compute({**BASE, "broadcast_pa": 0.0})
    assert run.line("broadcast_arrivals").tolist() == [0, 0, 0, 0]
    assert run.line("organic_arrivals", "segment.home")[1:].tolist() == [60, 60, 60]


def test_too_much_broadcast_drives_customers_away() -> None:
    """As much again for two months: 2,000 x 0.5 + 2,000 = 3,000; 3,500; then 2,750, of 2,000 that are usual.

    Fatigue 0.1 x (1.5 - 1) = 0.05; 0.075; 0.0375: churn 0.0525; 0.05375; 0.051875 a month.
    """
    extra = {"broadcast_extra_share": 1.0, "broadcast_extra_months": 2.0, "fatigue_share": 0.1}
    run = compute({**BASE, **extra})
    assert run.line("broadcast_stock") == pytest.approx([2000, 3000, 3500, 2750])
    assert run.line("churn_rate", HOME)[1:] == pytest.approx([0.0525, 0.05375, 0.051875])


CAMPAIGN = {"broadcast_extra_share": 3.0, "broadcast_start_month": 1.0, "broadcast_extra_months": 2.0}


def test_a_campaign_brings_customers_now_and_less_with_every_round() -> None:
    """Three times as much on top, in months 2 and 3; half is left a month later; 2,000 is usual, so that at work is

    2,000 = 1; 0.5 x 2,000 + 4,000 = 5,000 = 2.5; 6,500 = 3.25; then 4,250 = 2.125; 3,125 = 1.5625 and 2,562.5 = 1.28125
    A fall of 0.5: 12 x the square root of these: 12; 18.974; 21.633; 17.493; 15; 13.583 customers/month
    The first extra month 6.974 - 0 for 3,000 EUR, the second 2.659 more for as much again.
    """
    run = compute({**BASE, **CAMPAIGN, "broadcast_yield_fall": 0.5}, months=6)
    assert run.line("broadcast_cost")[1:] == pytest.approx([1000, 4000, 4000, 1000, 1000, 1000])
    assert run.line("broadcast_stock")[1:] == pytest.approx([2000, 5000, 6500, 4250, 3125, 2562.5])
    assert run.line("broadcast_arrivals")[1:] == pytest.approx([12, 18.974, 21.633, 17.493, 15, 13.583], abs=5e-4)


def test_without_a_falling_yield_every_euro_brings_the_same() -> None:
    """2 x 3,000 extra / 1,000 a month x 12 = 72 customers on top, over all months in which it works."""
    extra, usual = (compute({**BASE, **levers}, months=60) for levers in (CAMPAIGN, {}))
    assert (extra.line("broadcast_arrivals") - usual.line("broadcast_arrivals")).sum() == pytest.approx(72)


def test_after_a_campaign_its_customers_leave_and_the_company_is_as_before() -> None:
    """What came stays as long as any customer: 0.95 of it a month later; fatigue halves each month once it is over.

    Fatigue 0.1 x (2.5 - 1) = 0.15; 0.225; then 0.1125; 0.05625 share. Month 2: 1,000 at home before, churn 0.05 x 1.15;
    N1 = 1,000 x 0.95 + 60 = 1,010; N2 = 1,010 x (1 - 0.0575) + 48 + 30 (a yield that does not fall) = 1,029.925.
    """
    run = compute({**BASE, **CAMPAIGN, "fatigue_share": 0.1}, months=120)
    usual = compute(BASE, months=120)
    assert run.line("fatigue")[1:6] == pytest.approx([0, 0.15, 0.225, 0.1125, 0.05625])
    assert run.line("customers", HOME)[1:3] == pytest.approx([1010, 1029.925])
    assert run.line("customers")[120] == pytest.approx(usual.line("customers")[120], rel=1e-4)


@settings(max_examples=12)
@given(st.integers(0, 14), st.floats(0.1, 10), st.floats(0, 0.9), st.floats(0, 0.5))
def test_a_campaign_changes_nothing_before_it_starts(start: int, share: float, fall: float, fatigue: float) -> None:
    """Up to the month it starts in, whatever its size, its yield and its fatigue: the same to the last bit."""
    late = {"broadcast_start_month": float(start), "broadcast_extra_share": share, "broadcast_extra_months": 3.0}
    risk = {"broadcast_yield_fall": fall, "fatigue_share": fatigue}
    run, usual = compute({**BASE, **late, **risk}, months=16), compute({**BASE, **risk}, months=16)
    for node, column in usual.values.items():
        assert np.array_equal(column[: start + 1], run.values[node][: start + 1]), node
    assert run.line("broadcast_arrivals")[start + 1] > usual.line("broadcast_arrivals")[start + 1]


@pytest.mark.parametrize("levers", [{}, {"broadcast_start_month": 5.0}, MOVED])
def test_without_a_campaign_yield_and_fatigue_do_nothing(levers: dict[str, float]) -> None:
    """At or below today's broadcast the fall of the yield and the fatigue are not looked at, to the last bit."""
    with_fall = compute({**BASE, **PERSONAL, **levers, "broadcast_yield_fall": 0.8, "fatigue_share": 0.3}, months=24)
    without = compute({**BASE, **PERSONAL, **levers}, months=24)
    assert all(np.array_equal(column, with_fall.values[node]) for node, column in without.values.items())


SPLIT = {"segment.home.campaign_arrivals_share": 0.75, "segment.referred.campaign_arrivals_share": 0.25}


def test_campaigns_bring_customers_to_their_segments() -> None:
    """Of 64 who come 0.2 x 64 = 12.8 come by broadcast: 9.6 of them at home, so 60 - 9.6 = 50.4 come by themselves.

    In the other segment 12.8 x 0.25 = 3.2, and 4 - 3.2 = 0.8 come by themselves; 60 and 4 come as before.
    """
    run = compute({**BASE, **SPLIT, "segment.referred.observed_arrivals_pm": 4.0})
    assert run.line("organic_arrivals", "segment.home")[1] == pytest.approx(50.4)
    assert run.line("organic_arrivals", "segment.referred")[1] == pytest.approx(0.8)
    assert run.line("arrivals", HOME)[1] == pytest.approx(60)


def test_more_campaign_than_arrivals_is_named() -> None:
    """Of 63 who come 12.6 by broadcast, a quarter of them is 3.15, and only 3 came there: -0.15."""
    with pytest.raises(CaseError, match=r"referred\.organic_arrivals: -0\.15 customers/month.*campaigns"):
        compute({**BASE, **SPLIT, "segment.referred.observed_arrivals_pm": 3.0})


def test_more_broadcast_than_marketing_is_named() -> None:
    """(12,000 - 24,000) / 12 = -1,000 a month would be left for other marketing."""
    with pytest.raises(CaseError, match="marketing: -1000 EUR in month 1: broadcast and personal contact are part"):
        compute({**BASE, "marketing_pa": 12_000.0, "broadcast_pa": 24_000.0})


def test_upsell_service_and_season_work_on_what_customers_bring() -> None:
    """1,000 stay with 50 who come; 100 each x 1.02 x 0.5 in a poor month = 51,000; service 10 x 0.9 x 0.5 = 4,500."""
    still = {**of("segment.home", customers_at_start=1000, observed_arrivals_pm=50), "churn_rate_pm": 0.05}
    money = {"revenue_per_customer_pm": 100.0, "cost_to_serve_pm": 10.0, "season": 0.5}
    effects = {"upsell_increase": 0.02, "service_reduction": 0.1}
    run = compute({**still, **money, **effects}, pins={"track.customer.noticed": [1.0, 1.0, 1.0]})
    assert run.line("revenue")[1:] == pytest.approx([51_000, 51_000, 51_000])
    assert run.line("cost_to_serve")[1:] == pytest.approx([4500, 4500, 4500])


def test_goodwill_is_never_cash() -> None:
    """Purchases of 60,000 x 0.01 at full use = 600 a month, and ebitda is what it is without."""
    still = {**of("segment.home", customers_at_start=1000, observed_arrivals_pm=50), "churn_rate_pm": 0.05}
    money = {"revenue_per_customer_pm": 100.0, "purchase_share": 0.6}
    pins = {"track.internal.uptake": [1.0, 1.0, 1.0]}
    run, none = (compute({**still, **money, "partners_value": v}, pins=pins) for v in (0.01, 0.0))
    assert run.line("partners_goodwill")[1:] == pytest.approx([600, 600, 600])
    assert np.array_equal(run.line("ebitda"), none.line("ebitda"))
    assert np.array_equal(run.line("cash"), none.line("cash"))


def test_a_subsidy_is_paid_once_for_the_design_only() -> None:
    """Designs of 8,000 and 4,000; 0.6 of 12,000 is 7,200, in the first month on or after 2 + 1.5 = 3.5: month 4."""
    both = {
        **of("track.internal", trained_share=1, rollout_months=2, design_price=8000, course_price=500),
        **of("track.market", trained_share=1, rollout_months=2, design_price=4000, staff=3),
    }
    asked = {"subsidy_share": 0.6, "subsidy_delay_months": 1.5}
    run = compute({**both, **asked}, months=5)
    assert run.line("subsidy") == pytest.approx([0, 0, 0, 0, 7200, 0])
    assert compute(both, months=5).line("subsidy").tolist() == [0] * 6
