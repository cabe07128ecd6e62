"""Branches and volume discount, each line worked by hand."""

from __future__ import annotations

import pytest

from geduld.formulas import expand


def test_branch_opens_month() -> None:
    """6 + 2.5 of waiting for advice = 8.5 months."""
    assert expand.branch_opens_month(branch_start_month=6, advice_wait_months=2.5) == 8.5


def test_branches_open() -> None:
    """Opened after month 6, closed in month 20: months 7 and 19 = 2 count, 6 and 20 = 0; 0 never closes."""
    found = [expand.branches_open(month, 2, branch_opens_month=6, branch_close_month=20) for month in (6, 7, 19, 20)]
    assert found == [0, 2, 2, 0]
    assert expand.branches_open(600, 2, branch_opens_month=6, branch_close_month=0) == 2


def test_branches_opened() -> None:
    """2 - 0 = 2 count, once; 2 - 2 = 0, and closing opens nothing."""
    assert expand.branches_opened(branches_open=2, opening_branches_open=0) == 2
    assert expand.branches_opened(branches_open=2, opening_branches_open=2) == 0
    assert expand.branches_opened(branches_open=0, opening_branches_open=2) == 0


def test_branches_closed() -> None:
    """2 - 0 = 2 count, once; opening closes nothing."""
    assert expand.branches_closed(branches_open=0, opening_branches_open=2) == 2
    assert expand.branches_closed(branches_open=2, opening_branches_open=0) == 0


def test_branch_ramp_share() -> None:
    """After one ramp-up time 1 - 1 / e = 1 - 0.367879 = 0.632121 share; after three 0.950213; before it opens 0."""
    opened = {"branch_opens_month": 6, "branch_ramp_months": 12}
    assert expand.branch_ramp_share(18, branches_open=1, **opened) == pytest.approx(0.632121, abs=1e-6)
    assert expand.branch_ramp_share(42, branches_open=2, **opened) == pytest.approx(0.950213, abs=1e-6)
    assert expand.branch_ramp_share(5, branches_open=0, **opened) == 0


def test_branch_sales() -> None:
    """2 x 100,000 x 0.8 x 0.5 x 1.5 x 1.1 = 132,000 EUR."""
    found = expand.branch_sales(
        branches_open=2,
        branch_sales_pm=100_000,
        branch_sales_against_plan=0.8,
        branch_ramp_share=0.5,
        branch_season=1.5,
        sales_price_index=1.1,
    )
    assert found == pytest.approx(132_000)


def test_branch_cannibalised_sales() -> None:
    """132,000 x 0.25 = 33,000 EUR."""
    assert expand.branch_cannibalised_sales(branch_sales=132_000, branch_cannibalised_share=0.25) == 33_000


def test_branch_revenue() -> None:
    """132,000 - 33,000 = 99,000 EUR on top."""
    assert expand.branch_revenue(branch_sales=132_000, branch_cannibalised_sales=33_000) == 99_000


def test_branch_cost_of_sales() -> None:
    """It bought for 680,000 what it sold for 1,000,000: 99,000 x 0.68 = 67,320 EUR; no own sales, no margin."""
    found = expand.branch_cost_of_sales(branch_revenue=99_000, cost_of_sales=680_000, revenue=1_000_000)
    assert found == pytest.approx(67_320)
    assert expand.branch_cost_of_sales(branch_revenue=99_000, cost_of_sales=0, revenue=0) == 99_000


def test_branch_service_cost() -> None:
    """99,000 x 0.02 = 1,980 EUR."""
    assert expand.branch_service_cost(branch_revenue=99_000, branch_service_share=0.02) == pytest.approx(1980)


def test_branch_running_cost() -> None:
    """2 x 30,000 x 1.05 = 63,000 EUR, whatever is sold."""
    assert expand.branch_running_cost(branches_open=2, branch_running_price_pm=30_000, price_index=1.05) == 63_000


def test_branch_opening_cost() -> None:
    """2 x 40,000 x 1.25 x 1.05 = 105,000 EUR."""
    found = expand.branch_opening_cost(
        branches_opened=2, branch_opening_price=40_000, branch_cost_against_plan=1.25, price_index=1.05
    )
    assert found == pytest.approx(105_000)


def test_branch_advice_cost() -> None:
    """Planned for after month 6: in month 7 10,000 x 1.05 = 10,500 EUR, once, and only for branches."""
    asked = {"branch_start_month": 6, "advice_bill": 10_000, "price_index": 1.05}
    assert expand.branch_advice_cost(7, branches=1, **asked) == 10_500
    assert expand.branch_advice_cost(8, branches=1, **asked) == 0
    assert expand.branch_advice_cost(7, branches=0, **asked) == 0


def test_branch_closure_cost() -> None:
    """2 x 30,000 x 9 months x 1.1 = 594,000 EUR."""
    found = expand.branch_closure_cost(
        branches_closed=2, branch_running_price_pm=30_000, branch_closure_months=9, price_index=1.1
    )
    assert found == pytest.approx(594_000)


def test_branch_capital_paid() -> None:
    """2 x 400,000 x 1.2 x 1.05 = 1,008,000 EUR."""
    found = expand.branch_capital_paid(
        branches_opened=2, branch_investment_price=400_000, branch_cost_against_plan=1.2, price_index=1.05
    )
    assert found == pytest.approx(1_008_000)


def test_branch_capital() -> None:
    """0 + 480,000 = 480,000 EUR, kept while the branches are open; nothing when they close."""
    assert expand.branch_capital(branches_open=1, opening_branch_capital=0, branch_capital_paid=480_000) == 480_000
    assert expand.branch_capital(branches_open=1, opening_branch_capital=480_000, branch_capital_paid=0) == 480_000
    assert expand.branch_capital(branches_open=0, opening_branch_capital=480_000, branch_capital_paid=0) == 0


def test_branch_depreciation() -> None:
    """480,000 / 120 = 4,000 EUR; of the last 1,500 no more than that, and of a closed branch nothing."""
    of_a_branch = {"opening_branch_capital": 480_000, "branch_life_months": 120}
    assert expand.branch_depreciation(branches_open=1, opening_branch_book_value=400_000, **of_a_branch) == 4000
    assert expand.branch_depreciation(branches_open=1, opening_branch_book_value=1500, **of_a_branch) == 1500
    assert expand.branch_depreciation(branches_open=0, opening_branch_book_value=400_000, **of_a_branch) == 0


def test_branch_book_value() -> None:
    """400,000 + 0 - 4,000 = 396,000 EUR; of a closed branch nothing is left."""
    moves = {"opening_branch_book_value": 400_000, "branch_capital_paid": 0, "branch_depreciation": 4000}
    assert expand.branch_book_value(branches_open=1, **moves) == 396_000
    assert expand.branch_book_value(branches_open=0, **moves) == 0


def test_branch_sold() -> None:
    """400,000 x 0.1 = 40,000 EUR when it closes, nothing while it is open."""
    assert expand.branch_sold(branches_open=0, opening_branch_book_value=400_000, branch_resale_share=0.1) == 40_000
    assert expand.branch_sold(branches_open=1, opening_branch_book_value=400_000, branch_resale_share=0.1) == 0


def test_branch_write_off() -> None:
    """400,000 - 40,000 = 360,000 EUR when it closes, nothing while it is open."""
    assert expand.branch_write_off(branches_open=0, opening_branch_book_value=400_000, branch_sold=40_000) == 360_000
    assert expand.branch_write_off(branches_open=1, opening_branch_book_value=400_000, branch_sold=0) == 0


def test_branch_investment() -> None:
    """480,000 paid is 480,000 EUR; at closing 40,000 comes back: 0 - 40,000 = -40,000."""
    assert expand.branch_investment(branch_capital_paid=480_000, branch_sold=0) == 480_000
    assert expand.branch_investment(branch_capital_paid=0, branch_sold=40_000) == -40_000


def test_purchase_volume() -> None:
    """(680,000 + 68,000) / 1.1 = 680,000 EUR: a rise in prices is no volume."""
    found = expand.purchase_volume(cost_of_sales=680_000, branch_cost_of_sales=68_000, purchase_price_index=1.1)
    assert found == pytest.approx(680_000)


def test_purchase_volume_of_twelve_months() -> None:
    """Twelve months of 680,000 = 8,160,000 EUR."""
    assert expand.purchase_volume_of_twelve_months(trailing12_purchase_volume=12 * 680_000) == 8_160_000


def test_purchase_volume_at_decision() -> None:
    """Read on the day of the decision = 8,160,000 EUR, and kept."""
    at_decision = expand.purchase_volume_at_decision
    assert (
        at_decision(0, purchase_volume_of_twelve_months=8_160_000, opening_purchase_volume_at_decision=0) == 8_160_000
    )
    assert at_decision(
        9, purchase_volume_of_twelve_months=9_000_000, opening_purchase_volume_at_decision=8_160_000
    ) == (8_160_000)


def test_purchase_level() -> None:
    """10,200,000 / 8,160,000 = 1.25 ratio."""
    found = expand.purchase_level(
        opening_purchase_volume_of_twelve_months=10_200_000, opening_purchase_volume_at_decision=8_160_000
    )
    assert found == 1.25


STEPS = {
    "discount_threshold_1": 1.1, "discount_share_1": 0.01, "discount_threshold_2": 1.2, "discount_share_2": 0.02,
    "discount_threshold_3": 1.3, "discount_share_3": 0.03,
}  # fmt: skip


@pytest.mark.parametrize(
    ("level", "share"), [(1.09, 0), (1.1, 0.01), (1.19, 0.01), (1.2, 0.02), (1.3, 0.03), (9, 0.03)]
)
def test_volume_discount_reached(level: float, share: float) -> None:
    """Steps at 1.1, 1.2 and 1.3 give 1, 2 and 3 %, of all purchases: a level of 1.25 is the second, = 0.02 share."""
    assert expand.volume_discount_reached(purchase_level=level, **STEPS) == share


def test_volume_discount_share() -> None:
    """Agreed, 0.02 x 0.9 received = 0.018 share; not agreed, nothing."""
    reached = {"volume_discount_reached": 0.02, "discount_received_share": 0.9}
    assert expand.volume_discount_share(volume_discount_agreed=1, **reached) == pytest.approx(0.018)
    assert expand.volume_discount_share(volume_discount_agreed=0, **reached) == 0


def test_volume_discount_gained() -> None:
    """0.018 x (680,000 + 68,000 - 10,000 + 2,000) = 13,320 EUR: on all that is invoiced, not on the branch's alone."""
    invoiced = {"branch_cost_of_sales": 68_000, "price_cut_gained": 10_000, "supplier_premium_cost": 2000}
    assert expand.volume_discount_gained(0.018, 680_000, **invoiced) == pytest.approx(13_320)
