"""The subsidy, each line worked by hand."""

import pytest

from geduld.formulas import subsidy


def test_subsidised_cost() -> None:
    """Three tracks: 6,000 + 8,000 + 10,000 = 24,000 EUR."""
    assert subsidy.subsidised_cost(design_bill=6000 + 8000 + 10_000) == 24_000


def test_subsidised_share() -> None:
    """Of 24,000 asked 0.6, which is 14,400 and below 25,000: = 0.6 share."""
    assert subsidy.subsidised_share(24_000, 0.6, subsidy_maximum_amount=25_000, subsidy_minimum_cost=5000) == 0.6


def test_subsidised_share__capped() -> None:
    """Of 100,000 asked 0.6 is 60,000, and 25,000 is paid: 25,000 / 100,000 = 0.25 share."""
    assert subsidy.subsidised_share(100_000, 0.6, 25_000, 5000) == 0.25


def test_subsidised_share__too_small() -> None:
    """4,999 is below 5,000: = 0 share; 5,000 is not: 0.6 share."""
    assert subsidy.subsidised_share(4999, 0.6, 25_000, 5000) == 0
    assert subsidy.subsidised_share(5000, 0.6, 25_000, 5000) == 0.6


def test_subsidy_due() -> None:
    """2 + 6 + 4.5 = 12.5 month after the decision."""
    assert subsidy.subsidy_due(rollout_start_month=2, rollout_months=6, subsidy_delay_months=4.5) == 12.5


def test_subsidy() -> None:
    """8,000 x 0.6 = 4,800 EUR once: due at 12.5, so at the end of month 13; due at 12, at the end of month 12."""
    received = [subsidy.subsidy(month, 12.5, design_bill=8000, subsidised_share=0.6) for month in (11, 12, 13, 14)]
    assert received == pytest.approx([0, 0, 4800, 0])
    received = [subsidy.subsidy(month, 12.0, design_bill=8000, subsidised_share=0.6) for month in (11, 12, 13)]
    assert received == pytest.approx([0, 4800, 0])
