"""The hours of contact with customers, each line worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import contact


def test_contact_hours_wanted() -> None:
    """2,400 customers x 0.25 / 12 hours x 0.4 in use = 20 h/month."""
    assert contact.contact_hours_wanted(2400, 0.25, customer_uptake=0.4) == pytest.approx(20)


def test_contact_hours() -> None:
    """Ten people work 1,380 h/month, of which 30 in training, so 20 fit; of 1,500 wanted 1,380 - 30 = 1,350 h/month."""
    assert contact.contact_hours(20, 10, paid_hours_pm=138, customer_hours_in_training=30) == 20
    assert contact.contact_hours(1500, 10, paid_hours_pm=138, customer_hours_in_training=30) == 1350
    assert contact.contact_hours(20, 10, paid_hours_pm=138, customer_hours_in_training=1400) == 0


def test_contact_stopped() -> None:
    """1,500 - 1,350 = 150 h/month."""
    assert contact.contact_stopped(contact_hours_wanted=1500, contact_hours=1350) == 150


def test_contact_made_share() -> None:
    """1,350 / 1,500 = 0.9 share; where none is wanted, all of it: 1 share."""
    assert contact.contact_made_share(contact_hours_wanted=1500, contact_hours=1350) == pytest.approx(0.9)
    assert contact.contact_made_share(contact_hours_wanted=0, contact_hours=0) == 1


def test_contact_cost() -> None:
    """20 hours x 50 x 1.1 = 1,100 EUR."""
    assert contact.contact_cost(contact_hours=20, hourly_labour_cost=50, wage_index=1.1) == pytest.approx(1100)


def test_cash_contact_cost() -> None:
    """1,100 x 0.5 = 550 EUR."""
    assert LINES["cash_contact_cost"].function(1100, 0.5) == 550


def test_economic_contact_cost() -> None:
    """1,100 x (1 - 0.75) = 275 EUR."""
    assert LINES["economic_contact_cost"].function(1100, 0.75) == 275
