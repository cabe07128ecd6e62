"""Sources and uses: rows that add up to zero, up to the tightest month."""

from __future__ import annotations

from functools import cache

import pytest
from formulas.plain_case import compute

from geduld import model
from geduld.case import data_folder, load_case
from geduld.engine import Run
from geduld.errors import CaseError
from geduld.funding import ROWS, sources_and_uses
from geduld.words.labels import table


@cache
def runs() -> dict[str, Run]:
    return model.runs(load_case(data_folder() / "cases" / "wholesaler", {"cash_at_start": 400_000}))


def test_two_months_by_hand() -> None:
    """Cash 50 and credit of 60; ebitda -80, then 100; 1 a month is repaid and 2 invested, without interest or tax.

    month 1: 50 - 80 - 2 - 1 = -33: 33 of credit; cash 0 and 27 left to draw, the tightest
    up to it: operations -80, credit 33, investment -2, debt service -1, out of cash 50
    """
    values = {"cash_at_start": 50.0, "credit_limit": 60.0, "debt_at_start": 10.0, "debt_repayment_pm": 1.0}
    quiet = {"capital_expenditure_pa": 24.0, "fixed_assets_at_start": 1.0, "dividend_fiscal_month": 12.0}
    funding = sources_and_uses(compute({**values, **quiet}, 2, pins={"ebitda": [-80.0, 100.0]}))
    assert {row.id: row.amount for row in funding.rows if row.amount} == pytest.approx(
        {"operations": -80, "credit": 33, "capital_expenditure": -2, "debt_service": -1, "change_in_cash": 50}
    )
    assert (funding.month, funding.cash, funding.headroom, funding.headroom_month) == (1, 0, 27, 1)
    assert [row.id for row in funding.sources] == ["credit", "change_in_cash"]
    assert [row.id for row in funding.uses] == ["operations", "capital_expenditure", "debt_service"]


@pytest.mark.parametrize(
    "strategy", ["baseline", "autonomy", "broadcast", "cut", "expand", "invest", "payout", "squeeze"]
)
@pytest.mark.parametrize("month", [None, 0, 1, 17, 120])
def test_rows_add_up_to_zero(strategy: str, month: int | None) -> None:
    funding = sources_and_uses(runs()[strategy], month)
    assert sum(row.amount for row in funding.rows) == pytest.approx(0, abs=1e-5)
    assert sum(row.amount for row in (*funding.sources, *funding.uses)) == pytest.approx(0, abs=1e-5)


def test_the_tightest_month_has_the_least_cash_and_credit_together() -> None:
    run = runs()["invest"]
    left = run.line("cash") + run.line("credit_headroom")
    funding = sources_and_uses(run)
    assert left[funding.month] == left.min()
    assert funding.headroom == run.line("credit_headroom").min() < 500_000


def test_a_month_after_the_end_is_refused() -> None:
    with pytest.raises(CaseError, match=r"funding: month: 121 months does not fit; allowed: 0..120"):
        sources_and_uses(runs()["baseline"], 121)


def test_every_row_has_words() -> None:
    assert set(ROWS) <= set(table("funding.toml"))
