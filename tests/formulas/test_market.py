"""Those who do not buy yet, each line worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import market


def test_broadcast_moved() -> None:
    """60,000 / 12 = 5,000 a month x 0.4 = 2,000 EUR, from the month after the roll-out starts."""
    assert market.broadcast_moved(4, 3, broadcast_pa=60_000, broadcast_moved_share=0.4) == 2000
    assert market.broadcast_moved(3, 3, broadcast_pa=60_000, broadcast_moved_share=0.4) == 0


def test_broadcast_extra() -> None:
    """5,000 a month x 0.5 = 2,500 EUR, in six months from the one after month 3: 4 to 9, and 0 in months 3 and 10."""
    assert [market.broadcast_extra(m, 3, 6, broadcast_pa=60_000, broadcast_extra_share=0.5) for m in (4, 9)] == [
        2500
    ] * 2
    assert [market.broadcast_extra(m, 3, 6, broadcast_pa=60_000, broadcast_extra_share=0.5) for m in (3, 10)] == [0, 0]


def test_broadcast_spend() -> None:
    """5,000 - 2,000 + 2,500 = 5,500 EUR."""
    assert market.broadcast_spend(60_000, broadcast_moved=2000, broadcast_extra=2500) == 5500


def test_broadcast_cost() -> None:
    """3,000 x 1.1 = 3,300 EUR."""
    assert market.broadcast_cost(broadcast_spend=3000, price_index=1.1) == pytest.approx(3300)


def test_broadcast_stock_today() -> None:
    """5,000 a month for ever, of which 0.6 is left a month later: 5,000 / (1 - 0.6) = 12,500 EUR."""
    assert market.broadcast_stock_today(broadcast_pa=60_000, broadcast_carry_over=0.6) == pytest.approx(12_500)


def test_broadcast_stock() -> None:
    """0.6 x 12,500 + 3,000 = 10,500 EUR."""
    assert market.broadcast_stock(12_500, broadcast_carry_over=0.6, broadcast_spend=3000) == pytest.approx(10_500)


def test_broadcast_arrivals_today() -> None:
    """0.03 x 300 = 9 customers/month; where nothing is spent, 0."""
    assert market.broadcast_arrivals_today(60_000, 0.03, observed_arrivals_pm=300) == 9
    assert market.broadcast_arrivals_today(0, 0.03, observed_arrivals_pm=300) == 0


def test_broadcast_yield() -> None:
    """Four times today's broadcast at a fall of 0.5: 4 to the power of -0.5 = 0.5 ratio; at a fall of 0 it is 1."""
    assert market.broadcast_yield(50_000, 12_500, broadcast_yield_fall=0.5) == pytest.approx(0.5)
    assert market.broadcast_yield(50_000, 12_500, broadcast_yield_fall=0) == 1


def test_broadcast_yield__up_to_today() -> None:
    """At today's broadcast, below it and without any, a euro brings what it brings today: = 1 ratio."""
    assert [market.broadcast_yield(b, t, 0.5) for b, t in ((12_500, 12_500), (6000, 12_500), (0, 0))] == [1, 1, 1]


def test_broadcast_arrivals() -> None:
    """A yield of 9 / 5,000 = 0.0018 a euro x 10,500 x (1 - 0.6) = 7.56 customers/month; 4 x 9 x 0.5 = 18."""
    assert market.broadcast_arrivals(9, 10_500, 12_500, broadcast_yield=1) == pytest.approx(7.56)
    assert market.broadcast_arrivals(9, 50_000, 12_500, broadcast_yield=0.5) == pytest.approx(18)


def test_broadcast_arrivals__of_nothing() -> None:
    """No stock and no yield: 0 x 0 = 0 customers/month."""
    assert market.broadcast_arrivals(0, 0, broadcast_stock_today=0, broadcast_yield=1) == 0


def test_fatigue() -> None:
    """0.1 x (15,000 / 12,500 - 1) = 0.02 share; below today's broadcast, and without any, 0."""
    assert market.fatigue(0.1, broadcast_stock=15_000, broadcast_stock_today=12_500) == pytest.approx(0.02)
    assert market.fatigue(0.1, broadcast_stock=10_500, broadcast_stock_today=12_500) == 0
    assert market.fatigue(0.1, broadcast_stock=15_000, broadcast_stock_today=0) == 0


def test_pressure() -> None:
    """1.02 x 1.05 x 1.1 - 1 = 0.1781 share."""
    assert market.pressure(fatigue=0.02, supplier_pressure=0.05, service_pressure=0.1) == pytest.approx(0.1781)


def test_personal_contact_today() -> None:
    """12,000 / 12 = 1,000 EUR."""
    assert market.personal_contact_today(personal_contact_pa=12_000) == 1000


def test_personal_spend() -> None:
    """1,000 + 2,000 x 0.25 = 1,500 EUR."""
    assert market.personal_spend(1000, broadcast_moved=2000, contact_mix_share=0.25) == 1500


def test_personal_contact_cost() -> None:
    """1,500 x 1.1 = 1,650 EUR."""
    assert market.personal_contact_cost(personal_spend=1500, price_index=1.1) == pytest.approx(1650)


def test_prospects() -> None:
    """1,500 / 12 = 125 prospects/month."""
    assert market.prospects(personal_spend=1500, contact_price=12) == 125


def test_conversion_effect() -> None:
    """Transfer 0.4 where the trial had 0.5: 0.1 x 0.4 / 0.5 x 0.5 = 0.04 share; above the trial's, 0.05 share."""
    assert market.conversion_effect(0.1, 0.5, market_transfer=0.4, market_noticed=0.5) == pytest.approx(0.04)
    assert market.conversion_effect(0.1, 0.5, market_transfer=0.6, market_noticed=0.5) == pytest.approx(0.05)


def test_personal_arrivals_today() -> None:
    """1,000 / 12 x 0.03 = 2.5 customers/month."""
    assert market.personal_arrivals_today(1000, contact_price=12, contact_conversion=0.03) == pytest.approx(2.5)


def test_personal_arrivals() -> None:
    """125 x 0.03 x (1 + 0.04) = 3.9 customers/month."""
    assert market.personal_arrivals(125, contact_conversion=0.03, conversion_effect=0.04) == pytest.approx(3.9)


def test_acquisitions_today() -> None:
    """9 + 2.5 = 11.5 customers/month."""
    assert market.acquisitions_today(broadcast_arrivals_today=9, personal_arrivals_today=2.5) == 11.5


def test_acquisitions() -> None:
    """7.56 + 3.9 = 11.46 customers/month."""
    assert market.acquisitions(broadcast_arrivals=7.56, personal_arrivals=3.9) == pytest.approx(11.46)


def test_partners_goodwill() -> None:
    """600,000 bought x 0.002 x 0.4 / 0.5 x 0.5 = 480 EUR; goodwill can be lost: -480 EUR."""
    assert market.partners_goodwill(600_000, 0.002, 0.5, internal_transfer=0.4, internal_uptake=0.5) == pytest.approx(
        480
    )
    assert market.partners_goodwill(600_000, -0.002, 0.5, 0.4, 0.5) == pytest.approx(-480)


def test_partners_goodwill__no_larger_than_was_measured() -> None:
    """600,000 x 0.002 x 1 (transfer 0.6 above the 0.5 of the study) x 0.5 = 600 EUR, not 720."""
    assert market.partners_goodwill(600_000, 0.002, 0.5, internal_transfer=0.6, internal_uptake=0.5) == pytest.approx(
        600
    )


def test_economic_partners() -> None:
    """What is won less what is lost: 480 - 80 = 400 EUR."""
    assert LINES["economic_partners"].function(partners_goodwill=480, partners_goodwill_lost=80) == 400
