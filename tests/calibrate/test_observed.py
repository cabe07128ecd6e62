"""The generated files are those that the code makes, and say what the ledger says when it is counted another way."""

from __future__ import annotations

import csv
import gzip
import statistics
import tomllib
from collections import defaultdict
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from geduld.calibrate.observed import main, observed_files

DATA = Path(__file__).resolve().parents[2] / "data"
CASE = DATA / "cases" / "wholesaler"
MADE = ("observed.toml", "summary.csv", "months.csv", "absence.csv")


@cache
def observed() -> dict[str, Any]:
    """The segment's tables of the committed file."""
    tables: dict[str, Any] = tomllib.loads((CASE / "observed" / "observed.toml").read_text())["segment"]["wholesale"]
    return tables


def values(key: str) -> tuple[float, float, float]:
    table = observed()[key]
    return table["p10"], table["base"], table["p90"]


# ---- generated ----


@pytest.mark.parametrize("name", MADE)
def test_the_committed_file_is_current(name: str) -> None:
    """If not: python -m geduld.calibrate.observed data/cases/wholesaler."""
    assert (CASE / "observed" / name).read_text(encoding="utf-8") == remade()[name]


@cache
def remade() -> dict[str, str]:
    return observed_files(CASE)


def test_nothing_else_lies_there() -> None:
    assert {path.name for path in (CASE / "observed").iterdir()} == set(MADE) == set(remade())


def case_in(folder: Path) -> Path:
    """A case folder with the public data where the command looks for it."""
    case = folder / "cases" / "wholesaler"
    case.mkdir(parents=True)
    (folder / "public").symlink_to(DATA / "public")
    return case


def test_the_command_writes_the_same_bytes(tmp_path: Path) -> None:
    case = case_in(tmp_path)
    assert main([str(case)]) == 0
    assert {p.name: p.read_bytes() for p in (case / "observed").iterdir()} == {
        p.name: p.read_bytes() for p in (CASE / "observed").iterdir()
    }


def test_nothing_is_written_when_the_data_are_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = case_in(tmp_path)
    (tmp_path / "public").unlink()
    assert main([str(case)]) == 2
    assert "online_retail_invoices.csv.gz: cannot be read" in capsys.readouterr().err
    assert list(case.iterdir()) == []


@pytest.mark.parametrize("arguments", [[], ["nowhere"], ["a", "b"]])
def test_a_wrong_command_says_what_is_right(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.endswith("is no case's folder; allowed: data/cases/wholesaler\n")


# ---- what each table says ----


def test_every_table_has_range_grade_source_and_note() -> None:
    assert set(observed()) == {
        "customers_at_start", "churn_rate_pm", "observed_arrivals_pm", "revenue_per_customer_pm", "season",
    }  # fmt: skip
    for name, table in observed().items():
        if name == "season":
            continue
        assert table["p10"] <= table["base"] <= table["p90"]
        assert table["source"] == "Online Retail ledger (UCI, CC0), 2010-12-01..2011-12-09"
        assert table["quantiles"] and "lent to a fictional company" in table["note"] and len(table["note"]) < 2000


def test_the_season_is_that_of_the_ledger_january_first() -> None:
    """months.csv says 0.7164 for 2011-01 and 0.8363 for 2010-12; the twelve have a mean of 1 to their rounding."""
    season = observed()["season"]
    months = season["by_calendar_month"]
    assert (months[0], months[11], len(months)) == (0.7164, 0.8363, 12)
    assert sum(months) / 12 == pytest.approx(1, abs=5e-5)
    assert season["source"] == observed()["churn_rate_pm"]["source"] and season["grade"] == "C"


def test_what_depends_on_the_definition_says_so() -> None:
    for key in ("customers_at_start", "churn_rate_pm", "revenue_per_customer_pm"):
        assert "Depends on the definition (hangt af van de definitie)" in observed()[key]["note"]
    assert observed()["churn_rate_pm"]["grade"] == "D"
    assert "mid-stream" in observed()["observed_arrivals_pm"]["note"]


def test_money_says_its_currency_and_price_level() -> None:
    table = observed()["revenue_per_customer_pm"]
    money = {"currency": "GBP", "exchange_rate": "gbp_eur", "price_level": "2011-06", "indexed_by": "prices"}
    assert {name: table[name] for name in money} == money


# ---- the same figures, counted with sets of customers instead of arrays ----

LAST = 11
"""Index of 2011-11, the last complete month; 2010-12 is 0."""


@cache
def invoices() -> list[dict[str, str]]:
    with gzip.open(DATA / "public" / "online_retail_invoices.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def order_months() -> dict[str, set[int]]:
    """The months in which each customer ordered, up to the last complete one."""
    months: defaultdict[str, set[int]] = defaultdict(set)
    for one in invoices():
        index = 12 * (int(one["date"][:4]) - 2011) + int(one["date"][5:7])
        if one["cancelled"] == "0" and index <= LAST:
            months[one["customer_id"]].add(index)
    return months


def active(window: int, month: int) -> set[str]:
    return {c for c, months in order_months().items() if any(month - window < m <= month for m in months)}


def churn(window: int) -> float:
    sets = [active(window, month) for month in range(window - 1, LAST + 1)]
    return statistics.median(len(a - b) / len(a) for a, b in pairwise(sets))


def revenue_per_customer(window: int) -> float:
    net = sum(float(one["amount_gbp"]) for one in invoices() if one["date"] < "2011-12")
    return net / 12 / len(active(window, LAST))


def test_customers_at_start() -> None:
    assert values("customers_at_start") == (2852, 3472, 3964)
    assert [len(active(window, LAST)) for window in (3, 6, 9)] == [2852, 3472, 3964]


def test_churn() -> None:
    """2011-06 to 2011-11 at 6 months: 236/2718 154/2724 171/2783 224/2813 165/2941 173/3208, that is
    .0868 .0565 .0614 .0796 .0561 .0539; the median is the mean of .0565 and .0614.
    """
    by_window = [churn(window) for window in range(3, 10)]
    assert values("churn_rate_pm") == pytest.approx((min(by_window), churn(6), max(by_window)), abs=5e-5)
    assert values("churn_rate_pm")[1] == pytest.approx((154 / 2724 + 171 / 2783) / 2, abs=5e-5)


def test_arrivals() -> None:
    """First orders of nine months, in order 169 188 242 284 299 300 324 358 452.
    Median 299; p10 at place 0.8: 169 + 0.8 x 19 = 184.2; p90 at place 7.2: 358 + 0.2 x 94 = 376.8.
    """
    first = [min(months) for months in order_months().values()]
    counted = [first.count(month) for month in range(3, LAST + 1)]
    assert counted == [452, 300, 284, 242, 188, 169, 299, 358, 324]
    assert values("observed_arrivals_pm") == pytest.approx((184.2, 299, 376.8), abs=0.5)


def test_revenue_per_customer() -> None:
    """GBP 7,957,559.43 net over 12 complete months and 3,472 customers at the end: 190.99."""
    expected = tuple(revenue_per_customer(window) for window in (9, 6, 3))
    assert values("revenue_per_customer_pm") == pytest.approx(expected, abs=0.005)
    assert values("revenue_per_customer_pm")[1] == pytest.approx(7_957_559.43 / 12 / 3472, abs=0.01)


def test_the_counts_add_up() -> None:
    with (CASE / "observed" / "summary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    value = {one["figure"]: float(one["value"]) for one in rows if not one["window_months"]}
    assert value["orders"] + value["credit notes"] == value["invoices read"] == len(invoices())
    assert value["lines read"] + value["lines without a customer"] == value["lines published"] == 541_909
    assert value["share without a customer"] == pytest.approx(0.249, abs=5e-4)
    everybody = value["customers without an order"] + len(order_months()) + value["first orders in partial months"]
    assert value["customers"] == everybody == len({one["customer_id"] for one in invoices()})
    money = sum(float(one["amount_gbp"]) for one in invoices())
    said = value["net revenue of the last twelve months"] + value["net revenue in partial months"]
    assert said == pytest.approx(money, abs=0.01)


def test_the_customer_file_agrees() -> None:
    with (DATA / "public" / "online_retail_customers.csv").open(encoding="utf-8", newline="") as file:
        customers = {one["customer_id"]: one for one in csv.DictReader(file)}
    orders: defaultdict[str, int] = defaultdict(int)
    for one in invoices():
        orders[one["customer_id"]] += one["cancelled"] == "0"
    assert {customer: int(one["n_orders"]) for customer, one in customers.items()} == {
        c: n for c, n in orders.items() if n
    }
