"""What reaches an owner, worked by hand; the company's distribution is given."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, of, past

NOVEMBER = 11
FAMILY = "owner.family"


def test_tax_across_the_bracket_and_the_turn_of_the_year() -> None:
    """Half of each distribution; 30,000 was had before; 25% to 70,000 in a calendar year, 30% above; 15% withheld; EUR.

    November: 0.25 x 30,000 - 0.15 x 30,000 = 3,000 on what was had before
    December: 0.25 x 110,000 + 0.05 x 40,000 - 0.15 x 110,000 = 27,500 + 2,000 - 16,500 = 13,000
    January:  50,000 in a new year: 0.10 x 50,000 = 5,000, beside the 13,000 assessed over last year
    February: 80,000 in all: 0.10 x 80,000 + 0.05 x 10,000 = 8,500; the 13,000 are paid
    """
    run = compute(
        of(FAMILY, dividends_this_year_at_start=30_000, owner_tax_payment_month=2),
        decided=NOVEMBER,
        pins={"distribution": [160_000.0, 100_000.0, 60_000.0]},
    )
    assert run.line("dividends_this_year", FAMILY).tolist() == [30_000, 110_000, 50_000, 80_000]
    assert run.line("owner_tax_of_the_year", FAMILY) == pytest.approx([3000, 13_000, 5000, 8500])
    assert run.line("owner_tax_payable", FAMILY) == pytest.approx([3000, 13_000, 18_000, 8500])
    assert run.line("net_dividend", FAMILY) == pytest.approx([0, 68_000, 42_500, 12_500])


def test_withholding_is_timing_and_no_cost() -> None:
    """Whatever is withheld, tax over the horizon is the same 0.25 x 10,000 = 2,500 EUR; only its months move."""
    paid = {}
    for rate in (0.0, 0.15, 1.0):
        own = of(FAMILY, withholding_rate=rate, owner_tax_payment_month=3, horizon_months=4)
        run = compute(own, 4, decided=NOVEMBER, pins={"distribution": [20_000.0, 0.0, 0.0, 0.0]})
        paid[rate] = run.line("owner_flow", FAMILY) - run.line("final_payment", FAMILY)
    assert paid[0.0] == pytest.approx([0, 10_000, 0, 0, -2500])
    assert paid[0.15] == pytest.approx([0, 8500, 0, 0, -1000])
    assert paid[1.0] == pytest.approx([0, 0, 0, 0, 7500])


def test_a_dividend_on_the_day_of_the_decision_counts_in_its_year() -> None:
    """100,000 paid out in November: 50,000 each; December 60,000 each; 25% to 70,000, 30% above, 15% withheld.

    November: 0.10 x 50,000 = 5,000; December: 0.10 x 110,000 + 0.05 x 40,000 = 13,000; January 0; EUR.
    """
    payout = {"payout_budget_share": 1.0, "approved_programme_budget": 100_000.0, "cash_at_start": 100_000.0}
    later = {**payout, "dividend_fiscal_month": 12.0, "payout_ratio": 1.0, "profit_last_year_at_start": 120_000.0}
    later["other_assets_at_start"] = 50_000.0  # equity enough for both
    run = compute(later, 2, decided=NOVEMBER, pins={"ebitda": [120_000.0, 0.0]})
    assert run.line("owner_tax_of_the_year", FAMILY) == pytest.approx([5000, 13_000, 0])


def test_box3_follows_equity_on_the_first_of_january_and_is_paid_a_year_later() -> None:
    """0.5 of equity at 10% x 4%: 0.5 x 200,000 x 0.004 = 400 EUR; 100,000 more by the end of December: 600 EUR.

    Decided in November: December earns 100,000 (no corporate tax here). January assesses the 400 of last year and
    starts this year's 600; the 400 are paid in February.
    """
    own = of(FAMILY, box3_tax_rate=0.1, box3_deemed_return_pa=0.04, owner_tax_payment_month=2)
    money = {"cash_at_start": 200_000.0, "tax_low_rate": 0.0, "tax_high_rate": 0.0}
    run = compute({**money, **own}, 3, decided=NOVEMBER, pins={"ebitda": [100_000.0, 0.0, 0.0]})
    assert run.line("box3_tax", FAMILY) == pytest.approx([400, 400, 600, 600])
    assert run.line("owner_tax_payable", FAMILY) == pytest.approx([400, 400, 1000, 600])
    assert run.line("net_dividend", FAMILY) == pytest.approx([0, 0, 0, -400])


def test_owners_share_by_their_stakes() -> None:
    """0.7 and 0.2 of 10,000: 7,000 and 2,000 EUR; the tax of one does not know the other."""
    run = compute({"owner.family.stake": 0.7, "owner.partner.stake": 0.2}, pins={"distribution": [10_000.0] * 3})
    assert run.line("gross_dividend", FAMILY)[1:].tolist() == [7000, 7000, 7000]
    assert run.line("gross_dividend", "owner.partner")[1:].tolist() == [2000, 2000, 2000]


def test_a_loan_is_paid_back_to_zero() -> None:
    """1,200 in three parts at 12% a year, 1% a month: 400 + 12, 400 + 8, 400 + 4, then nothing."""
    run = compute(of(FAMILY, loan_at_start=1200, loan_rate_pa=0.12, loan_term_months=3), months=4)
    assert run.line("loan", FAMILY).tolist() == [1200, 800, 400, 0, 0]
    assert run.line("loan_service", FAMILY) == pytest.approx([0, 412, 408, 404, 0])


def test_an_annuity_is_the_same_every_month_and_ends_at_zero() -> None:
    """1,200 over three months at 1% a month: 1,200 x 0.01 / (1 - 1.01^-3) = 408.0265 a month; nothing after.

    Interest 12, 8.04, 4.04; repaid 396.03, 399.99, 403.99: 803.97, 403.99 and 0 are left.
    """
    loan = of(FAMILY, loan_at_start=1200, loan_rate_pa=0.12, loan_term_months=3, loan_form=1)
    run = compute(loan, months=4)
    assert run.line("loan_service", FAMILY) == pytest.approx([0, 408.0265, 408.0265, 408.0265, 0], abs=1e-4)
    assert run.line("loan", FAMILY) == pytest.approx([1200, 803.9735, 403.9867, 0, 0], abs=1e-4)


def test_the_reserve_is_what_is_left_to_the_owner() -> None:
    """300 and 100 a month of other income; a loan of 1,200 in three parts at 1% a month; 1,200 a year to live on.

    month 1: 300 + 100 - 412 - 100 = -112; month 2: + 850 net dividend + 100 - 408 - 100 = 330; month 3: 330 + 100 - 404
    - 100 = -74; month 4: 100 comes in and 100 goes out, and the loan is gone: -74 EUR.
    """
    own = of(FAMILY, loan_at_start=1200, loan_rate_pa=0.12, loan_term_months=3, other_income_pm=100)
    own |= of(FAMILY, reserve_at_start=300, dividend_need_pa=1200)
    run = compute(own, 4, pins={"distribution": [0.0, 2000.0, 0.0, 0.0]})
    assert run.line("reserve", FAMILY) == pytest.approx([300, -112, 330, -74, -74])


def test_what_continues_counts_as_far_as_the_owner_declares_it() -> None:
    """1,000 a month, half of it, 15% withheld: 425 in each of three months; 3 x 1,275 = 3,825 EUR.

    Before the decision there was 0; without a declaration the line stands apart and nothing is added.
    """
    pinned = {"distribution": [1000.0] * 3, "cash": [0.0] * 3}
    declared = compute(of(FAMILY, horizon_months=3, continuing_years=3), pins=pinned)
    silent = compute(of(FAMILY, horizon_months=3), pins=pinned)
    assert declared.line("continuing_value", FAMILY) == pytest.approx([0, 0, 0, 3825])
    assert silent.line("continuing_year", FAMILY) == pytest.approx([0, 0, 0, 1275])
    assert declared.line("owner_flow", FAMILY)[3] - silent.line("owner_flow", FAMILY)[3] == pytest.approx(3825)


def test_the_loan_over_twelve_months_looks_back_before_the_decision() -> None:
    """100 a month before: 11 x 100 + 412 = 1,512; 10 x 100 + 820 = 1,820; 9 x 100 + 1,224 = 2,124 EUR."""
    loan = of(FAMILY, loan_at_start=1200, loan_rate_pa=0.12, loan_term_months=3)
    run = compute(loan, before=past(loan_service=100))
    assert run.line("loan_service_of_twelve_months", FAMILY)[1:] == pytest.approx([1512, 1820, 2124])


def test_the_income_to_pay_it_with() -> None:
    """200 a month of net dividend before, 50 a month beside it; 1,000 x 0.5 x 0.85 = 425 net in month 2.

    day 0: 12 x 200 + 600 = 3,000; month 1: 11 x 200 + 600 = 2,800; month 2: 10 x 200 + 425 + 600 = 3,025 EUR.
    """
    run = compute(of(FAMILY, other_income_pm=50), 2, past(net_dividend=200), pins={"distribution": [0.0, 1000.0]})
    assert run.line("loan_income_of_twelve_months", FAMILY) == pytest.approx([3000, 2800, 3025])


def test_settlement_at_the_horizon() -> None:
    """After 3 months: cash 100,000 + 30,000 - 3,000, debt 47,000, tax owed 0.19 x 30,000 = 5,700.

    0.5 x (127,000 - 47,000 - 5,700) = 37,150 EUR, once; what comes later is not this owner's.
    """
    bank = {"cash_at_start": 100_000.0, "debt_at_start": 50_000.0, "debt_repayment_pm": 1000.0}
    run = compute({**bank, **of(FAMILY, horizon_months=3)}, months=6, pins={"ebitda": [10_000.0] * 6})
    assert run.line("settlement", FAMILY) == pytest.approx([0, 0, 0, 37_150, 0, 0, 0])
    assert run.line("owner_flow", FAMILY) == pytest.approx([0, 0, 0, 37_150, 0, 0, 0])


def test_cash_that_growth_ties_up_comes_back_to_who_stays_at_book() -> None:
    """Revenue doubles from 100,000 a month, at 45.625 days: receivables 150,000 -> 300,000 take 150,000 of cash.

    Who stays owns 0.5 of equity: cash 200,000 - 150,000 and receivables of 300,000 = 0.5 x 350,000 = 175,000 EUR, as
    much as where nothing grows: 0.5 x (200,000 + 150,000). Who leaves at 5 x 0 ebitda gets 0.5 x cash = 25,000 EUR.
    """
    before = past(total_revenue=100_000)
    money = {"cash_at_start": 200_000.0, "receivables_at_start": 150_000.0}
    owners = {**of(FAMILY, horizon_months=3), **of("owner.partner", horizon_months=3, leaves=1, exit_multiple=5)}
    still = {"ebitda": [0.0] * 3, "total_revenue": [100_000.0] * 3}
    run = compute({**money, **owners}, before=before, pins=still)
    grown = compute({**money, **owners}, before=before, pins={**still, "total_revenue": [200_000.0] * 3})
    assert grown.line("working_capital")[3] == pytest.approx(300_000)
    assert grown.line("settlement", FAMILY)[3] == pytest.approx(175_000)
    assert run.line("settlement", FAMILY)[3] == pytest.approx(175_000)
    assert grown.line("sale_proceeds", "owner.partner")[3] == pytest.approx(25_000)


def test_dividends_after_the_horizon_are_not_this_owners() -> None:
    """1,000 a month, half of it, 15% withheld: 425 net; at the horizon 25% - 15% of 1,000 is still owed: 325 EUR.

    Nothing is left in the company, so there is no settlement.
    """
    run = compute(of(FAMILY, horizon_months=2), 4, pins={"distribution": [1000.0] * 4, "cash": [0.0] * 4})
    assert run.line("owner_flow", FAMILY) == pytest.approx([0, 425, 325, 0, 0])
    assert run.line("net_dividend", FAMILY)[4] == 425
