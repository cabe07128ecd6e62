"""Squeezing suppliers, each line worked by hand."""

import pytest

from geduld.formulas import squeeze


def test_price_cut_left() -> None:
    """0.04 in month 4, the first after month 3; half of it 24 months later: 0.04 / 2 = 0.02 share."""
    assert squeeze.price_cut_left(28, 3, 0.04, squeeze_half_life_months=24) == pytest.approx(0.02)
    assert squeeze.price_cut_left(4, 3, 0.04, squeeze_half_life_months=24) == 0.04


def test_price_cut_left__before_anything_is_asked() -> None:
    """Up to month 3 nothing is asked: 0 share."""
    assert squeeze.price_cut_left(3, 3, 0.04, squeeze_half_life_months=24) == 0


def test_squeeze_payment_days_now() -> None:
    """One month can put off 365 / 12 = 30.41667 days, two months all of 45 days; before it 0."""
    assert squeeze.squeeze_payment_days_now(4, 3, squeeze_payment_days=45) == pytest.approx(365 / 12)
    assert squeeze.squeeze_payment_days_now(5, 3, squeeze_payment_days=45) == 45
    assert squeeze.squeeze_payment_days_now(3, 3, squeeze_payment_days=45) == 0


def test_supplier_depth() -> None:
    """Waiting 36.5 days at 10% a year costs 0.01: 0.5 x (0.03 + 0.01) = 0.02 share."""
    assert squeeze.supplier_depth(0.5, 0.03, 36.5, supplier_capital_rate_pa=0.1) == pytest.approx(0.02)


def test_supplier_leave_hazard() -> None:
    """0.3 + 0.12 / 12 x 0.02 / 0.04 = 0.305 ratio."""
    assert squeeze.supplier_leave_hazard(0.3, 0.12, 0.02, squeeze_reference_share=0.04) == pytest.approx(0.305)


def test_supplier_gone() -> None:
    """1 - exp(-0.7) = 0.5034 is past 0.5: 1 share; it is not past 0.51: 0."""
    assert squeeze.supplier_gone(0.7, supplier_leave_luck=0.5) == 1
    assert squeeze.supplier_gone(0.7, supplier_leave_luck=0.51) == 0


def test_supplier_gone__without_any_hazard() -> None:
    """1 - exp(-0) = 0 is not past 0: nobody leaves who has no reason to, 0 share."""
    assert squeeze.supplier_gone(0.0, supplier_leave_luck=0.0) == 0


def test_supplier_gone_month() -> None:
    """It leaves in month 7 = 7 month; a year later that is still 7."""
    assert squeeze.supplier_gone_month(7, 1, opening_supplier_gone=0, opening_supplier_gone_month=0) == 7
    assert squeeze.supplier_gone_month(19, 1, opening_supplier_gone=1, opening_supplier_gone_month=7) == 7


def test_supplier_gone_share() -> None:
    """0.2 x 1 = 0.2 share."""
    assert squeeze.supplier_gone_share(supplier_purchase_share=0.2, supplier_gone=1) == 0.2


def test_supplier_replacement() -> None:
    """0.2 of the purchases x 0.05 of a year of them = 0.01 share, in the month it leaves and never again."""
    assert squeeze.supplier_replacement(0.2, 1, 0, supplier_replacement_share=0.05) == pytest.approx(0.01)
    assert squeeze.supplier_replacement(0.2, 1, 1, supplier_replacement_share=0.05) == 0


def test_supplier_premium() -> None:
    """0.2 x 0.1 = 0.02 share in months 7, 8 and half of month 9: it lasts 2.5 months."""
    found = [squeeze.supplier_premium(m, 0.2, 1, 7, 0.1, supplier_premium_months=2.5) for m in (7, 8, 9, 10)]
    assert found == pytest.approx([0.02, 0.02, 0.01, 0])
    assert squeeze.supplier_premium(7, 0.2, 0, 0, 0.1, supplier_premium_months=9) == 0


def test_supplier_delay_hazard() -> None:
    """0.3 + 0.24 / 12 x 0.02 / 0.04 = 0.31 ratio; who has left delivers nothing, so it stays 0.3."""
    assert squeeze.supplier_delay_hazard(0.3, 0.24, 0.02, 0.04, supplier_gone=0) == pytest.approx(0.31)
    assert squeeze.supplier_delay_hazard(0.3, 0.24, 0.02, 0.04, supplier_gone=1) == 0.3


def test_supplier_late() -> None:
    """1 - exp(-0.7) = 0.5034 is past 0.5: 1 share; not past 0.51: 0."""
    assert squeeze.supplier_late(0.7, supplier_delay_luck=0.5) == 1
    assert squeeze.supplier_late(0.7, supplier_delay_luck=0.51) == 0


def test_supplier_late_month() -> None:
    """It begins in month 7 = 7 month, and is kept."""
    assert squeeze.supplier_late_month(7, 1, opening_supplier_late=0, opening_supplier_late_month=0) == 7
    assert squeeze.supplier_late_month(8, 1, opening_supplier_late=1, opening_supplier_late_month=7) == 7


def test_supplier_late_share() -> None:
    """0.2 of the purchases is late in months 7 and 8 of 2 months = 0.2 share; none of it once the supplier has left."""
    found = [squeeze.supplier_late_share(m, 0.2, 1, 7, 2, supplier_gone=0) for m in (7, 8, 9)]
    assert found == pytest.approx([0.2, 0.2, 0])
    assert squeeze.supplier_late_share(8, 0.2, 1, 7, 2, supplier_gone=1) == 0


def test_supplier_pressure() -> None:
    """Churn would rise by 0.5 if all came late; of 0.2: 0.5 x 0.2 = 0.1 share."""
    assert squeeze.supplier_pressure(supplier_delay_churn_rise=0.5, supplier_late_share=0.2) == 0.1


def test_price_cut_gained() -> None:
    """500,000 x 0.04 x 0.5, on the 0.8 whose supplier is still there = 8000 EUR."""
    assert squeeze.price_cut_gained(500_000, 0.04, 0.5, supplier_gone_share=0.2) == pytest.approx(8000)


def test_supplier_premium_cost() -> None:
    """500,000 x 0.02 = 10,000 EUR."""
    assert squeeze.supplier_premium_cost(cost_of_sales=500_000, supplier_premium=0.02) == 10_000


def test_supplier_replacement_cost() -> None:
    """6,000,000 in twelve months x 0.01 = 60,000 EUR."""
    assert squeeze.supplier_replacement_cost(6_000_000, supplier_replacement=0.01) == 60_000


def test_squeezed_payment_days() -> None:
    """30 x 0.5 x (1 - 0.2) = 12 days."""
    assert squeeze.squeezed_payment_days(30, 0.5, supplier_gone_share=0.2) == pytest.approx(12)


def test_squeezed_payables() -> None:
    """1,825,000 in three months x 12 / 91.25 = 240,000 EUR."""
    assert squeeze.squeezed_payables(1_825_000, squeezed_payment_days=12) == pytest.approx(240_000)


def test_late_payment_interest() -> None:
    """240,000 x 0.1 / 12 = 2000 a month; claimed on 0.2 of it = 400 EUR."""
    assert squeeze.late_payment_interest(240_000, 0.1, late_payment_claimed_share=0.2) == pytest.approx(400)


def test_partners_goodwill_lost() -> None:
    """500,000 x 0.002 x 0.02 / 0.04 x (1 - 0.2) = 400 EUR."""
    assert squeeze.partners_goodwill_lost(500_000, 0.002, 0.02, 0.04, supplier_gone_share=0.2) == pytest.approx(400)
