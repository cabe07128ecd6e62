"""Opening balances, lags and windows: what a line may know of earlier months and of the time before the decision."""

from __future__ import annotations

import pytest
from engine.toy import Toy, formula

from geduld.engine import Past
from geduld.errors import CaseError

STOCK = formula("stock(opening_stock)", "opening_stock + 2", "@opening(10.0)")
FLOW = formula("flow(month)", "month * 100")
PAID_AT_ONCE = formula("flow(month)", "month * 100 + 7", "@at_decision")
HISTORY = Past(history={"flow": [1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]})


def test_at_month_zero_a_stock_is_its_opening_balance_and_a_flow_is_zero(toy: Toy) -> None:
    run = toy.run(STOCK + FLOW)
    assert run.line("stock").tolist() == [10, 12, 14, 16]
    assert run.line("flow").tolist() == [0, 100, 200, 300]


def test_a_line_marked_so_moves_on_the_day_of_the_decision(toy: Toy) -> None:
    assert toy.run(PAID_AT_ONCE).line("flow").tolist() == [7, 107, 207, 307]


def test_a_constant_line_has_one_value_at_month_zero_too(toy: Toy) -> None:
    run = toy.run(formula("a(x)", "x * 2", "@constant") + formula("b(a)", "a + 1", "@constant"), {"x": 3.0})
    assert run.line("a").tolist() == [6] * 4 and run.line("b").tolist() == [7] * 4


def test_a_stock_that_moves_at_the_decision_opens_at_its_balance(toy: Toy) -> None:
    """10 at the opening, 7 on the day itself, then 107 and 207: 17, 124, 331."""
    stock = formula("stock(opening_stock, flow)", "opening_stock + flow", "@opening(10.0)", "@at_decision")
    assert toy.run(PAID_AT_ONCE + stock, months=2).line("stock").tolist() == [17, 124, 331]


def test_opening_is_the_month_before(toy: Toy) -> None:
    run = toy.run(STOCK + formula("a(opening_stock)", "opening_stock * 10"))
    assert run.line("a").tolist() == [0, 100, 120, 140]


def test_opening_of_a_flow_of_the_decision(toy: Toy) -> None:
    run = toy.run(PAID_AT_ONCE + formula("a(opening_flow)", "opening_flow"))
    assert run.line("a").tolist() == [0, 7, 107, 207]


def test_a_stock_opens_at_an_assumption(toy: Toy) -> None:
    text = formula("stock(opening_stock)", "opening_stock * 2", '@opening("start")')
    assert toy.run(text, {"start": 5.0}, months=2).line("stock").tolist() == [5, 10, 20]


def test_a_stock_opens_at_a_constant_line_wherever_that_stands(toy: Toy) -> None:
    stock = formula("stock(opening_stock)", "opening_stock * 2", '@opening("start")')
    start = formula("start(x)", "x + 1", "@constant", shown=False)
    for text in (stock + start, start + stock):
        assert toy.run(text, {"x": 4.0}, months=2).line("stock").tolist() == [5, 10, 20]


def test_a_lag_reaches_into_the_history(toy: Toy) -> None:
    """Two months before month 1 is month -1: the last but one of the history; month 0 is its last."""
    run = toy.run(FLOW + formula("a(lag2_flow)", "lag2_flow"), months=4, past=HISTORY)
    assert run.line("a").tolist() == [0, 11, 12, 100, 200]


def test_a_lag_of_a_stock_needs_no_history_of_month_zero(toy: Toy) -> None:
    run = toy.run(STOCK + formula("a(lag1_stock)", "lag1_stock"))
    assert run.line("a").tolist() == [0, 10, 12, 14]


def test_a_window_with_history(toy: Toy) -> None:
    """Month 1: 11 + 12 + 100; month 2: 12 + 100 + 200; month 3: 100 + 200 + 300; month 4: 200 + 300 + 400."""
    run = toy.run(FLOW + formula("a(trailing3_flow)", "trailing3_flow"), months=4, past=HISTORY)
    assert run.line("a").tolist() == [0, 123, 312, 600, 900]


def test_a_window_counts_the_flow_of_the_decision(toy: Toy) -> None:
    """Month 1: 11 + (12 + 7) + 107; month 2: (12 + 7) + 107 + 207; month 3: 107 + 207 + 307."""
    run = toy.run(PAID_AT_ONCE + formula("a(trailing3_flow)", "trailing3_flow"), past=HISTORY)
    assert run.line("a").tolist() == [0, 137, 333, 621]


def test_a_window_on_the_day_of_the_decision(toy: Toy) -> None:
    """Twelve months to the day: the whole history, 78, and the 7 of the day itself."""
    text = PAID_AT_ONCE + formula("a(trailing12_flow)", "trailing12_flow", "@at_decision")
    assert toy.run(text, past=HISTORY).line("a")[0] == 85


def test_the_history_of_one_element_comes_before_that_of_the_line(toy: Toy) -> None:
    text = formula("flow(month)", "month", per="owner") + formula("a(lag1_flow)", "lag1_flow", per="owner")
    past = Past(history={"owner.family.flow": [5.0] * 12, "flow": [6.0] * 12})
    run = toy.run(text, past=past)
    assert run.line("a", "owner.family")[1] == 5 and run.line("a", "owner.partner")[1] == 6


def test_a_window_without_history_is_an_error_that_names_the_month(toy: Toy) -> None:
    with pytest.raises(CaseError, match=r"history\.flow: month -1 is asked for.*12 monthly values"):
        toy.run(FLOW + formula("a(trailing3_flow)", "trailing3_flow"))


def test_a_history_that_is_too_short_is_an_error(toy: Toy) -> None:
    with pytest.raises(CaseError, match=r"history\.flow: month -2 is asked for"):
        toy.run(FLOW + formula("a(lag3_flow)", "lag3_flow"), past=Past(history={"flow": [1.0, 2.0]}))


TO_DATE = FLOW + formula("a(year_to_date_flow)", "year_to_date_flow")


def test_a_year_to_date_starts_again_with_the_fiscal_year(toy: Toy) -> None:
    """Decided in October, 5,000 so far; November 100, December 200, then January 300 and February 400 of a new year."""
    run = toy.run(TO_DATE, months=4, past=Past(year_to_date={"flow": 5000.0}), decided=10)
    assert run.line("a").tolist() == [0, 5100, 5300, 300, 700]


def test_a_year_to_date_counts_the_flow_of_the_decision(toy: Toy) -> None:
    """5,000 so far and 7 on the day; November 107, December 207; January 307 alone."""
    text = PAID_AT_ONCE + formula("a(year_to_date_flow)", "year_to_date_flow", "@at_decision")
    run = toy.run(text, past=Past(year_to_date={"flow": 5000.0}), decided=10)
    assert run.line("a").tolist() == [5007, 5114, 5321, 307]


def test_a_fiscal_year_that_starts_in_july(toy: Toy) -> None:
    """Decided in May: June closes the year, July opens the next."""
    run = toy.run(TO_DATE, past=Past(year_to_date={"flow": 5000.0}), decided=5, fiscal_year_starts=7)
    assert run.line("a").tolist() == [0, 5100, 200, 500]


def test_a_decision_in_the_first_month_of_the_fiscal_year(toy: Toy) -> None:
    """Decided in January: what January brought is the year to date."""
    run = toy.run(TO_DATE, months=12, past=Past(year_to_date={"flow": 50.0}), decided=1)
    assert run.line("a")[[1, 11, 12]].tolist() == [150, 50 + 6600, 1200]


def test_a_decision_in_the_last_month_needs_no_year_to_date(toy: Toy) -> None:
    assert toy.run(TO_DATE).line("a").tolist() == [0, 100, 300, 600]


def test_a_year_to_date_that_the_case_does_not_say_is_an_error(toy: Toy) -> None:
    with pytest.raises(CaseError, match=r"case\.toml: year_to_date\.flow: the case does not say it"):
        toy.run(TO_DATE, decided=10)
