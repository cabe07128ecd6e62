"""What the programme saves inside, each line worked by hand."""

import pytest
from formulas.plain_case import LINES

from geduld.formulas import inside


def test_time_effect() -> None:
    """Transfer 0.4 where the trial had 0.5: 0.2 x 0.4 / 0.5 x 0.25 = 0.04 share."""
    assert inside.time_effect(0.2, 0.5, internal_transfer=0.4, internal_uptake=0.25) == pytest.approx(0.04)


def test_time_effect__harmful() -> None:
    """A course that costs time keeps its sign: -0.1 x 1 x 0.5 = -0.05 share."""
    assert inside.time_effect(-0.1, 0.5, internal_transfer=0.6, internal_uptake=0.5) == pytest.approx(-0.05)


def test_hours_lost() -> None:
    """40 x 3 hours a week x 52 / 12 weeks = 520 h/month."""
    assert inside.hours_lost(internal_staff=40, hours_lost_pw=3) == pytest.approx(520)


def test_hours_lost_share() -> None:
    """520 of 40 x 130 = 5,200 hours is 0.1 share."""
    assert inside.hours_lost_share(hours_lost=520, internal_staff=40, paid_hours_pm=130) == pytest.approx(0.1)


def test_time_no_longer_lost() -> None:
    """520 x 0.04 = 20.8 hours x 50 x 1.1 = 1,144 EUR."""
    assert inside.time_no_longer_lost(520, 0.04, hourly_labour_cost=50, wage_index=1.1) == pytest.approx(1144)


def test_cash_time_no_longer_lost() -> None:
    """1,144 x 0.25 = 286 EUR."""
    assert LINES["cash_time_no_longer_lost"].function(1144, 0.25) == 286


def test_economic_time_no_longer_lost() -> None:
    """1,144 x 0.75 = 858 EUR."""
    assert LINES["economic_time_no_longer_lost"].function(1144, 0.25) == 858


def test_separations_avoided() -> None:
    """40 x (0.0100 - 0.0075) = 0.1 leavers/month."""
    found = inside.separations_avoided(40, internal_usual_separation_rate=0.01, internal_separation_rate=0.0075)
    assert found == pytest.approx(0.1)


def test_replacement_cost() -> None:
    """A quarter of a year's wages: 0.25 x 50 x 130 x 12 x 1.1 = 21,450 EUR."""
    found = inside.replacement_cost(0.25, hourly_labour_cost=50, paid_hours_pm=130, wage_index=1.1)
    assert found == pytest.approx(21_450)


def test_staff_who_stay() -> None:
    """0.1 x 21,450 = 2,145 EUR."""
    assert inside.staff_who_stay(separations_avoided=0.1, replacement_cost=21_450) == pytest.approx(2145)


def test_cash_staff_who_stay() -> None:
    """2,145 x 0.2 = 429 EUR."""
    assert LINES["cash_staff_who_stay"].function(2145, 0.2) == pytest.approx(429)


def test_economic_staff_who_stay() -> None:
    """2,145 x 0.8 = 1,716 EUR."""
    assert LINES["economic_staff_who_stay"].function(2145, 0.2) == pytest.approx(1716)


def test_cash_inside() -> None:
    """286 + 429 = 715 EUR."""
    assert LINES["cash_inside"].function(cash_time_no_longer_lost=286, cash_staff_who_stay=429) == 715


def test_economic_inside() -> None:
    """858 + 1,716 = 2,574 EUR."""
    assert LINES["economic_inside"].function(economic_time_no_longer_lost=858, economic_staff_who_stay=1716) == 2574
