"""What a parameter means: a name, a tense of it, and the track it is asked of."""

from __future__ import annotations

import pytest

from geduld.engine.names import Reading, is_tense, reading

KNOWN = {"skill", "cash", "internal_price", "month", "lag_time", "opening_hours"}
TRACKS = {"internal", "customer"}


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ("cash", Reading("cash")),
        ("opening_cash", Reading("cash", "opening")),
        ("lag3_cash", Reading("cash", "lag", 3)),
        ("trailing12_cash", Reading("cash", "trailing", 12)),
        ("year_to_date_cash", Reading("cash", "year_to_date")),
        ("internal_skill", Reading("skill", track="internal")),
        ("opening_internal_skill", Reading("skill", "opening", track="internal")),
        ("trailing12_customer_skill", Reading("skill", "trailing", 12, "customer")),
        ("internal_price", Reading("internal_price")),
        ("lag_time", Reading("lag_time")),
        ("opening_hours", Reading("opening_hours")),
        ("market_skill", Reading("market_skill")),
        ("lag0_cash", Reading("lag0_cash")),
        ("month", Reading("month")),
    ],
)
def test_a_parameter_is_read(parameter: str, expected: Reading) -> None:
    assert reading(parameter, KNOWN, TRACKS) == expected


@pytest.mark.parametrize("name", ["opening_x", "lag1_x", "trailing12_x", "year_to_date_x"])
def test_a_tense_is_no_name_for_a_line(name: str) -> None:
    assert is_tense(name)


@pytest.mark.parametrize("name", ["lag_x", "lag0_x", "trailing_x", "opened_x", "openingx"])
def test_what_only_looks_like_a_tense(name: str) -> None:
    assert not is_tense(name)
