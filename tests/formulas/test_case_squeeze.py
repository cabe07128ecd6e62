"""Squeezing suppliers over a whole run, worked by hand: what it brings now, and what it costs later."""

from __future__ import annotations

import math

import numpy as np
import pytest
from formulas.lively_case import compute as lively
from formulas.plain_case import ONE_CLASS, compute, each, of, past
from hypothesis import given, settings
from hypothesis import strategies as st

from geduld.draws_events import event_month

HOME = "segment.home.class.all"
BUYS = {
    **of("segment.home", customers_at_start=1000, observed_arrivals_pm=50),
    "revenue_per_customer_pm": 200.0,
    "purchase_share": 0.5,
    "payables_at_start": 100_000.0,
}
WAS = past(total_revenue=200_000.0, total_cost_of_sales=100_000.0)
"""A thousand customers who stay a thousand buy for 200,000 a month; half of it is purchases."""
CUT = {"squeeze_price_cut_share": 0.04, "squeeze_purchase_share": 0.5, "squeeze_half_life_months": 1e9}
LATER = {"squeeze_payment_days": 30.0, "squeeze_purchase_share": 0.5}
NORTH = of("supplier.north", supplier_purchase_share=0.4)


def test_now__a_price_cut_comes_in_and_the_balance_follows() -> None:
    """100,000 x 0.04 x 0.5 = 2000 a month from month 3 on, while prices hold; ebitda rises by as much.

    Payables of 100,000 are 30.4167 days of 300,000 in three months, so they fall with what is paid, by a third of
    2000 a month: 99,333.33; 98,666.67; 98,000. So cash is ahead by 2000 - 666.67 = 1333.33; 2666.67; 4000.
    """
    run = compute({**BUYS, **CUT, "squeeze_start_month": 2.0}, months=5, before=WAS)
    none = compute(BUYS, months=5, before=WAS)
    assert run.line("price_cut_gained") == pytest.approx([0, 0, 0, 2000, 2000, 2000])
    assert (run.line("ebitda") - none.line("ebitda")) == pytest.approx([0, 0, 0, 2000, 2000, 2000])
    assert run.line("payables")[2:] == pytest.approx([100_000, 99_333.3333, 98_666.6667, 98_000])
    ahead = run.line("cash_before_distribution") - none.line("cash_before_distribution")
    assert ahead[3:] == pytest.approx([1333.3333, 2666.6667, 4000])


def test_later__prices_come_back() -> None:
    """With a half-life of two months: 2000; 2000 / 1.41421 = 1414.21; 1000; 707.11."""
    run = compute({**BUYS, **CUT, "squeeze_half_life_months": 2.0}, months=4, before=WAS)
    assert run.line("price_cut_gained")[1:] == pytest.approx([2000, 1414.2136, 1000, 707.1068])


def test_now__who_is_paid_later_lends_more_and_gets_it_back_when_it_goes() -> None:
    """30 days on half of it are 15 days of 300,000 in three months: 15 / 91.25 x 300,000 = 49,315.07, at once.

    Two suppliers of 0.5 each; waiting costs them 30 x 0.1217 / 365 = 0.01 of what is squeezed: 0.005 of all. The chance
    a year of 0.24 holds at 0.01, so a month adds 0.24 / 12 x 0.005 / 0.01 = 0.01. The one with luck 0.0248 leaves when
    1 - exp(-0.03) = 0.0296 is past it, in month 3: then half of the money has gone back, 24,657.53 is left.
    """
    halves = each("supplier", supplier_purchase_share=0.5)
    lucks = {"supplier.north.supplier_leave_luck": 0.0248, "supplier.south.supplier_leave_luck": 0.9}
    chance = {
        "supplier_capital_rate_pa": 0.01 * 365 / 30,
        "supplier_leave_rate_pa": 0.24,
        "squeeze_reference_share": 0.01,
    }
    run = compute({**BUYS, **LATER, **halves, **lucks, **chance}, months=4, before=WAS)
    none = compute(BUYS, months=4, before=WAS)
    assert run.line("supplier_leave_hazard", "supplier.north") == pytest.approx([0, 0.01, 0.02, 0.03, 0.04])
    assert run.line("squeezed_payables") == pytest.approx([0, 49_315.0685, 49_315.0685, 24_657.5342, 24_657.5342])
    ahead = run.line("cash_before_distribution") - none.line("cash_before_distribution")
    assert ahead == pytest.approx([0, 49_315.0685, 49_315.0685, 24_657.5342, 24_657.5342])
    assert np.array_equal(run.line("ebitda"), none.line("ebitda"))


def test_now__ninety_days_take_three_months_to_build_up() -> None:
    """A month puts off a month: 30.4167 and 60.8333 days, then 90, on half of 300,000 / 91.25: to 147,945.

    Interest at 12% a year is claimed on a tenth: 0.001 of it a month, 50; 100; 147.95.
    """
    asked = {**LATER, "squeeze_payment_days": 90.0, "late_payment_rate_pa": 0.12, "late_payment_claimed_share": 0.1}
    run = compute({**BUYS, **asked}, months=4, before=WAS)
    assert run.line("squeezed_payables")[1:] == pytest.approx([50_000, 100_000, 147_945.2055, 147_945.2055])
    assert run.line("late_payment_interest")[1:] == pytest.approx([50, 100, 147.9452, 147.9452])
    assert run.line("ebitda")[4] - run.line("ebitda")[0] == pytest.approx(100_000 - 147.9452)


def test_later__a_supplier_that_leaves_costs_more_than_it_gave() -> None:
    """Depth 0.5 x 0.04 = 0.02, at which 0.24 a year holds: 0.02 a month. Past luck 0.05 (hazard 0.0513) in month 3.

    gained    2000; 2000; then on 0.6 of purchases 1200
    replaced  in month 3: twelve months cost nine times 100,000, twice 98,000, and 100,000 - 1200 + 4000 = 102,800:
              1,198,800 x 0.4 x 0.05 = 23,976, once
    premium   4000 in months 3 and 4, half of it in month 5: it lasts 2.5 months
    """
    leaves = {"supplier_leave_rate_pa": 0.24, "squeeze_reference_share": 0.02, "supplier_replacement_share": 0.05}
    elsewhere = {"supplier_premium_share": 0.1, "supplier_premium_months": 2.5}
    run = compute(
        {**BUYS, **CUT, **NORTH, **leaves, **elsewhere, "supplier.north.supplier_leave_luck": 0.05},
        months=6,
        before=WAS,
    )
    assert run.line("supplier_gone", "supplier.north").tolist() == [0, 0, 0, 1, 1, 1, 1]
    assert run.line("supplier_gone_month", "supplier.north").tolist() == [0, 0, 0, 3, 3, 3, 3]
    assert run.line("price_cut_gained")[1:] == pytest.approx([2000, 2000, 1200, 1200, 1200, 1200])
    assert run.line("supplier_premium_cost")[1:] == pytest.approx([0, 0, 4000, 4000, 2000, 0])
    assert run.line("supplier_replacement_cost")[1:] == pytest.approx([0, 0, 23_976, 0, 0, 0])
    assert run.line("cash_one_offs")[3] == pytest.approx(-23_976)


def test_later__who_delivers_late_drives_customers_away_for_some_months() -> None:
    """Hazard 0.02 a month is past luck 0.03 (0.0305) in month 2: 0.4 of the purchases late, churn 0.5 x 0.4 = 0.2 more.

    Of 1000 customers 50 leave a month and 50 come; in months 2 and 3 it is 60 of 1000 and 59.4 of 990: 990, 980.6.
    Sales are lost through that only: 200 x 990 = 198,000.
    """
    late = {"supplier_delay_rate_pa": 0.24, "squeeze_reference_share": 0.02, "supplier_delay_months": 2.0}
    values = {**late, "supplier_delay_churn_rise": 0.5, "supplier.north.supplier_delay_luck": 0.03}
    run = compute({**BUYS, **CUT, **NORTH, **values}, months=4, before=WAS)
    assert run.line("supplier_pressure") == pytest.approx([0, 0, 0.2, 0.2, 0])
    assert run.line("churn_rate", HOME)[1:] == pytest.approx([0.05, 0.06, 0.06, 0.05])
    assert run.line("customers", HOME)[1:4] == pytest.approx([1000, 990, 980.6])
    assert run.line("revenue")[2] == pytest.approx(198_000)


def test_later__goodwill_is_lost_and_is_never_cash() -> None:
    """100,000 x 0.01 x 0.02 / 0.02 = 1000 a month, apart from every euro."""
    values = {**BUYS, **CUT, "squeeze_reference_share": 0.02}
    run, none = (compute({**values, "supplier_goodwill_share": v}, before=WAS) for v in (0.01, 0.0))
    assert run.line("partners_goodwill_lost")[1:] == pytest.approx([1000, 1000, 1000])
    assert run.line("economic_partners")[1:] == pytest.approx([-1000, -1000, -1000])
    assert np.array_equal(run.line("cash"), none.line("cash"))


def test_without_key_suppliers_the_gain_is_there_and_nobody_leaves() -> None:
    """Suppliers that can all be replaced: 2000 a month, and no event has anything to happen to."""
    none: dict[str, tuple[str, ...]] = {"supplier": ()}
    run = compute({**BUYS, **CUT, "supplier_leave_rate_pa": 5.0}, before=WAS, elements={**ONE_CLASS, **none})
    assert run.line("price_cut_gained")[1:] == pytest.approx([2000, 2000, 2000])
    assert run.line("supplier_replacement_cost").tolist() == [0, 0, 0, 0]
    assert run.line("squeezed_payment_days").tolist() == [0, 0, 0, 0]


def test_nothing_changes_before_its_start_month() -> None:
    on = {"squeeze_start_month": 12.0}
    off = {"squeeze_price_cut_share": 0.0, "squeeze_payment_days": 0.0}
    late, never = lively(on), lively(off)
    assert [str(n) for n, v in late.values.items() if not np.array_equal(v[:13], never.values[n][:13])] == []
    assert late.line("cash")[13] != never.line("cash")[13]


@pytest.mark.parametrize("share", [0.0, 0.7])
def test_without_a_cut_or_later_payment_nothing_happens(share: float) -> None:
    """Whatever the chances and the luck: no supplier leaves that misses nothing, to the last bit."""
    nothing = {"squeeze_price_cut_share": 0.0, "squeeze_payment_days": 0.0, "squeeze_purchase_share": share}
    lucky = {f"supplier.{s}.supplier_{e}_luck": 0.0 for s in ("north", "south") for e in ("leave", "delay")}
    run, calm = lively({**nothing, **lucky}), lively({**nothing, "supplier_leave_rate_pa": 0.0})
    assert run.line("supplier_gone").tolist() == [0.0] * 31
    assert np.array_equal(run.line("cash"), calm.line("cash"))


def test_the_balance_and_the_money_add_up_with_it_on() -> None:
    run = lively()
    assert run.line("supplier_gone")[-1] > 0 and run.line("supplier_late_share").max() > 0
    for line in ("balance_residual", "identity_residual"):
        assert run.line(line) == pytest.approx(np.zeros(31), abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.floats(0.01, 0.99), st.floats(0.05, 3.0))
def test_an_event_falls_in_the_month_that_the_draws_would_say(luck: float, rate: float) -> None:
    """The month in which 1 - exp(-hazard to date) passes the luck is that of `event_month`; depth is 1 of 1 here."""
    sure = {"squeeze_price_cut_share": 1.0, "squeeze_purchase_share": 1.0, "squeeze_half_life_months": 1e12}
    values = {**sure, "squeeze_reference_share": 1.0, "supplier_leave_rate_pa": rate}
    run = compute({**values, "supplier.north.supplier_leave_luck": luck}, months=24)
    gone = run.line("supplier_gone", "supplier.north")
    found = float(np.argmax(gone)) if gone.any() else math.inf
    exact = -math.log1p(-luck) / (rate / 12)
    if abs(exact - round(exact)) > 1e-6:
        assert found == event_month(np.array([luck]), np.full(24, rate / 12))[0]
