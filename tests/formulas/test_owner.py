"""From company to owner, each line worked by hand."""

import pytest

from geduld.formulas import owner


def test_gross_dividend() -> None:
    """0.25 x 417,750 = 104,437.50 EUR."""
    assert owner.gross_dividend(stake=0.25, distribution=417_750) == 104_437.5


def test_net_dividend() -> None:
    """100,000 - 15,000 withheld - 9,500 assessed over the year before = 75,500 EUR; a refund adds."""
    assert owner.net_dividend(gross_dividend=100_000, tax_withheld=15_000, owner_tax_paid=9500) == 75_500
    assert owner.net_dividend(gross_dividend=0, tax_withheld=0, owner_tax_paid=-400) == 400


def test_other_income() -> None:
    """2,000 a month is 2,000 EUR."""
    assert owner.other_income(other_income_pm=2000) == 2000


def test_private_need() -> None:
    """60,000 / 12 x 1.04 = 5,200 EUR."""
    assert owner.private_need(dividend_need_pa=60_000, price_index=1.04) == pytest.approx(5200)


def test_reserve() -> None:
    """10,000 + 4,000 dividend + 2,000 other income - 2,450 for the loan - 5,200 to live on = 8,350 EUR."""
    found = owner.reserve(10_000, net_dividend=4000, other_income=2000, loan_service=2450, private_need=5200)
    assert found == 8350


def test_settlement() -> None:
    """Who stays: 0.5 x 76,350 = 38,175 EUR at the horizon; none before, and none for who leaves."""
    assert owner.settlement(120, horizon_months=120, leaves=0, stake=0.5, equity=76_350) == pytest.approx(38_175)
    assert owner.settlement(119, horizon_months=120, leaves=0, stake=0.5, equity=76_350) == 0
    assert owner.settlement(120, horizon_months=120, leaves=1, stake=0.5, equity=76_350) == 0


def test_settlement__below_zero() -> None:
    """0.5 x max(0, -10,000) = 0 EUR: a shareholder is not liable; what is short stands among the company's figures."""
    assert owner.settlement(120, horizon_months=120, leaves=0, stake=0.5, equity=-10_000) == 0


def test_continuing_year() -> None:
    """Who stays: (1 - 0) x 70,000 = 70,000 EUR at the horizon; none before, none for who leaves, none below zero."""
    assert owner.continuing_year(120, 120, leaves=0, trailing12_net_dividend=70_000) == 70_000
    assert owner.continuing_year(119, 120, leaves=0, trailing12_net_dividend=70_000) == 0
    assert owner.continuing_year(120, 120, leaves=1, trailing12_net_dividend=70_000) == 0
    assert owner.continuing_year(120, 120, leaves=0, trailing12_net_dividend=-900) == 0


def test_continuing_value() -> None:
    """5 x 70,000 = 350,000 EUR."""
    assert owner.continuing_value(continuing_years=5, continuing_year=70_000) == 350_000


def test_final_payment() -> None:
    """Who leaves: 0 + 0 + 880,000 - 38,000 = 842,000 EUR; who stays: 38,175 + 350,000 + 0 - 0 = 388,175 EUR."""
    assert owner.final_payment(settlement=0, continuing_value=0, sale_proceeds=880_000, tax_on_sale=38_000) == 842_000
    assert owner.final_payment(38_175, continuing_value=350_000, sale_proceeds=0, tax_on_sale=0) == 388_175


def test_owner_flow() -> None:
    """70,300 - 9,500 still owed + 38,175 = 98,975 EUR at the horizon; 70,300 before; nothing after."""
    assert owner.owner_flow(120, 120, net_dividend=70_300, tax_still_owed=9500, final_payment=38_175) == 98_975
    assert owner.owner_flow(119, 120, net_dividend=70_300, tax_still_owed=0, final_payment=0) == 70_300
    assert owner.owner_flow(121, 120, net_dividend=70_300, tax_still_owed=0, final_payment=0) == 0
