"""Who is active, who leaves, who comes: worked by hand on a small ledger, and true of any ledger."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from geduld.calibrate import Range, ledger
from geduld.calibrate.invoices import COLUMNS, Ledger, read
from geduld.errors import CaseError

SMALL = """\
    months   1  2  3  4  5  6  7  8    9 (partial)
    ann      x  x  x  x  x  x  x  x    x
    bob      x  x
    cor         x           x
    dee               x  x  x  x  x
    eve            c           x            c: a credit note
    fay                                x
"""
ORDERS = {"ann": range(1, 10), "bob": [1, 2], "cor": [2, 6], "dee": range(4, 9), "eve": [7], "fay": [9]}
WINDOW = 3


def row(number: int, customer: str, month: int, amount: float = 10.0) -> list[object]:
    """An invoice of the first day of a month of 2020."""
    return [customer, number, f"2020-{month:02d}-01", amount, 1, "NL", int(amount < 0)]


def written(path: Path, rows: list[list[object]], columns: tuple[str, ...] = COLUMNS) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([columns, *rows])
    return path


@pytest.fixture
def small(tmp_path: Path) -> Ledger:
    placed = [(customer, month, 10.0) for customer, months in ORDERS.items() for month in months] + [("eve", 3, -4.0)]
    return read(written(tmp_path / "small.csv", [row(n, *one) for n, one in enumerate(placed)]))


def months_of(ledger: Ledger) -> list[int]:
    return [int(month.removeprefix("2020-")) for month in ledger.months]


def test_only_complete_months_count(small: Ledger) -> None:
    """The ledger runs from 1 January to 1 September, so September is partial: 8 months, and fay is never seen."""
    assert months_of(small) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert ledger.who_ordered(small).shape == (5, 8)


def test_active_by_hand(small: Ledger) -> None:
    """Ordered in the 3 months to month 3: ann, bob (1, 2), cor (2) = 3; eve's credit note is no order.
    Month 4 (2-4): ann, bob, cor, dee = 4.  5 (3-5): ann, dee = 2.  6 (4-6): ann, dee, cor = 3.
    7 (5-7): ann, dee, cor, eve = 4.  8 (6-8): ann, dee, cor (6), eve (7) = 4.
    """
    count = ledger.active(ledger.who_ordered(small), WINDOW).sum(axis=0)
    assert count.tolist() == [3, 4, 2, 3, 4, 4]


def test_churn_by_hand(small: Ledger) -> None:
    """Left in month 4: nobody of 3.  Month 5: bob and cor of 4 = 0.5.  6: 0 of 2.  7: 0 of 3.  8: 0 of 4."""
    ordered = ledger.who_ordered(small)
    assert ledger.leavers(ordered, WINDOW).tolist() == [0, 2, 0, 0, 0]
    assert ledger.churn(ordered, WINDOW).tolist() == [0, 0.5, 0, 0, 0]


def test_arrivals_by_hand(small: Ledger) -> None:
    """First orders: ann and bob in month 1, cor in 2, dee in 4, eve in 7 (not in 3: that is a credit note).
    Without the first three months 1, 0, 0, 1, 0 remain. cor is active again in month 6: returned, not new.
    """
    ordered = ledger.who_ordered(small)
    assert ledger.first_orders(ordered).tolist() == [2, 1, 0, 1, 0, 0, 1, 0]
    assert ledger.first_orders(ordered)[ledger.MID_STREAM :].tolist() == [1, 0, 0, 1, 0]
    assert ledger.returned(ordered, WINDOW).tolist() == [0, 0, 1, 0, 0]


@pytest.fixture
def year(tmp_path: Path) -> ledger.Summary:
    """Thirteen months from January 2020, the last one partial: uma orders 10 every month, wim 30 every second."""
    days = [f"{2020 + m // 12}-{m % 12 + 1:02d}-01" for m in range(13)]
    rows = [["uma", f"u{m}", day, 10.0, 1, "NL", 0] for m, day in enumerate(days)]
    rows += [["wim", f"w{m}", day, 30.0, 1, "NL", 0] for m, day in enumerate(days) if m % 2 == 0]
    rows += [["wim", "c1", "2020-02-02", -6.0, 1, "NL", 1], ["xia", "c2", "2020-03-02", -3.0, 1, "NL", 1]]
    return ledger.summarise(read(written(tmp_path / "year.csv", rows)))


def test_revenue_per_customer_by_hand(year: ledger.Summary) -> None:
    """12 months: 12 x 10 + 6 x 30 - 6 - 3 = 291 net, 24.25 a month; both are active at every window: 12.125 each."""
    assert ledger.revenue_per_customer(year) == Range(12.125, 12.125, 12.125)
    assert ledger.customers_at_start(year) == Range(2, 2, 2)
    assert ledger.churn_rate(year) == Range(0, 0, 0)


def test_season_and_counts_by_hand(year: ledger.Summary) -> None:
    """January nets 40 of a mean month of 24.25, February 10 - 6 = 4; the seasons of a year add to 12.
    uma and wim ordered; xia has a credit note only and nets -3; January 2021 holds 2 invoices of 40 together.
    """
    assert [month.season for month in year.months][:2] == pytest.approx([40 / 24.25, 4 / 24.25])
    assert sum(month.season for month in year.months) == pytest.approx(12)
    counts = year.counts
    assert (counts.rows, counts.orders, counts.credit_notes) == (22, 20, 2)
    assert (counts.customers, counts.customers_without_order, counts.customers_net_negative) == (3, 1, 1)
    assert (counts.dropped_months, counts.dropped_rows, counts.dropped_net) == (("2021-01",), 2, 40.0)


def test_a_range_is_in_order() -> None:
    with pytest.raises(ValueError, match="3, 2, 4"):
        Range(3, 2, 4)


# ---- true of any ledger ----

MATRICES = (
    st.integers(7, 14)
    .flatmap(lambda months: st.lists(st.lists(st.booleans(), min_size=months, max_size=months), min_size=1, max_size=9))
    .map(lambda rows: np.array([row for row in rows if any(row)] or [[True] * len(rows[0])]))
)


@given(MATRICES, st.integers(1, 6))
def test_active_customers_are_those_before_less_leavers_plus_new_plus_returned(
    ordered: NDArray[np.bool_], w: int
) -> None:
    count = ledger.active(ordered, w).sum(axis=0)
    change = ledger.first_orders(ordered)[w:] + ledger.returned(ordered, w) - ledger.leavers(ordered, w)
    assert (np.diff(count) == change).all()
    assert (ledger.returned(ordered, w) >= 0).all()


@given(MATRICES, st.integers(1, 5))
def test_a_longer_window_never_counts_fewer_active(ordered: NDArray[np.bool_], w: int) -> None:
    shorter, longer = ledger.active(ordered, w), ledger.active(ordered, w + 1)
    assert (longer | ~shorter[:, 1:]).all()


@given(MATRICES, st.integers(1, 6))
def test_the_future_never_changes_the_past(ordered: NDArray[np.bool_], w: int) -> None:
    assert (ledger.active(ordered[:, :-1], w) == ledger.active(ordered, w)[:, :-1]).all()
    assert (ledger.leavers(ordered[:, :-1], w) == ledger.leavers(ordered, w)[:-1]).all()


# ---- bad exports: one line with file, column, what is wrong and what is allowed ----

GOOD = [row(n, "ann", n + 1) for n in range(3)]


def change(column: str, value: object) -> list[list[object]]:
    """The good rows with another value in the second one."""
    rows = [list(one) for one in GOOD]
    rows[1][COLUMNS.index(column)] = value
    return rows


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("customer_id", "", "export.csv: customer_id: blank in 1 of 3 rows"),
        ("date", "", "export.csv: date: blank in 1 of 3 rows"),
        ("date", "15-02-2020", "export.csv: date: '15-02-2020' is not a day; allowed: year-month-day"),
        ("date", "2020-02-30", "export.csv: date: '2020-02-30' is not a day"),
        ("amount_gbp", "10,50", "export.csv: amount_gbp: holds something that is no number; allowed: numbers"),
        ("amount_gbp", "inf", "export.csv: amount_gbp: holds something that is no number"),
        ("lines", "two", "export.csv: lines: holds something that is no number"),
        ("amount_gbp", -10.0, "export.csv: amount_gbp: -10.0 in invoice 1 contradicts cancelled = 0"),
        ("cancelled", 1, "export.csv: amount_gbp: 10.0 in invoice 1 contradicts cancelled = 1"),
        ("cancelled", 2, "export.csv: cancelled: '2'; allowed: 0 for an order, 1 for a credit note"),
        ("invoice_no", 0, "export.csv: invoice_no: 0 comes twice; allowed: each invoice once"),
    ],
)
def test_a_bad_cell_is_refused(tmp_path: Path, column: str, value: object, said: str) -> None:
    with pytest.raises(CaseError) as error:
        read(written(tmp_path / "export.csv", change(column, value)))
    assert str(error.value).startswith(said)


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "export.csv", [one[:-1] for one in GOOD], COLUMNS[:-1])
    with pytest.raises(CaseError, match=r"^export.csv: cancelled: the column is missing; allowed: customer_id, "):
        read(path)


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(CaseError, match=r"^empty.csv: is no such table"):
        read(tmp_path / "empty.csv")
    with pytest.raises(CaseError, match=r"^none.csv: cannot be read"):
        read(tmp_path / "none.csv")


def test_a_ledger_shorter_than_a_year_is_refused(small: Ledger) -> None:
    with pytest.raises(CaseError, match="8 complete months; allowed: at least 12 complete months"):
        ledger.summarise(small)


def test_rows_in_any_order_say_the_same(small: Ledger) -> None:
    shuffled = small.invoices.sample(frac=1, random_state=3)
    other = ledger.who_ordered(Ledger(shuffled, small.months))
    assert (other == ledger.who_ordered(small)).all()
