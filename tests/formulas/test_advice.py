"""The works council's advice, each line worked by hand."""

from geduld.formulas import advice


def test_advice_wait_months() -> None:
    """60 staff, and 50, where 50 is the limit: = 2.5 months; 31 staff need no council: 0 months."""
    assert advice.advice_wait_months(internal_staff=60, works_council_staff=50, advice_months=2.5) == 2.5
    assert advice.advice_wait_months(internal_staff=50, works_council_staff=50, advice_months=2.5) == 2.5
    assert advice.advice_wait_months(internal_staff=31, works_council_staff=50, advice_months=2.5) == 0


def test_advice_bill() -> None:
    """60 staff where 50 is the limit: = 10,000 EUR; 31 staff need no council: 0 EUR."""
    assert advice.advice_bill(internal_staff=60, works_council_staff=50, advice_cost=10_000) == 10_000
    assert advice.advice_bill(internal_staff=31, works_council_staff=50, advice_cost=10_000) == 0
