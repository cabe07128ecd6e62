"""Branches and discount steps that contradict themselves or miss a value: each refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_case

from geduld.case import load_case
from geduld.errors import CaseError
from geduld.model import runs

LEVERS = """\
label = { nl = "Filialen", en = "Branches" }
who = "the director"
why = "Volume."
[levers]
"""
BRANCH = {"branch_investment_price": 90_000, "branch_sales_pm": 30_000, "branch_running_price_pm": 8000}
STEPS = {
    "discount_threshold_1": 1.1, "discount_share_1": 0.01, "discount_threshold_2": 1.3, "discount_share_2": 0.02,
}  # fmt: skip


def write(folder: Path, levers: str, **values: float) -> Path:
    """The small company with this strategy, and what it says of branches."""
    numbers = {**small_case.NUMBERS, **BRANCH, **STEPS, **values}
    files = {"assumptions.toml": small_case.assumptions(numbers), "strategies/expand.toml": LEVERS + levers}
    return small_case.write(folder, {"case.toml": small_case.COMPANY + small_case.HISTORY, **files})


def test_branches_with_all_they_need_are_computed(tmp_path: Path) -> None:
    done = runs(load_case(write(tmp_path, "branches = 2\nbranch_close_month = 2\nvolume_discount_agreed = 1\n")))
    assert done["expand"].line("branches_open")[:4].tolist() == [0, 2, 0, 0]
    assert done["baseline"].line("branches_open").max() == 0


@pytest.mark.parametrize(
    ("levers", "values", "said"),
    [
        (
            "branches = 1\nbranch_start_month = 6\nbranch_close_month = 7\n",
            {},
            r"strategies/expand\.toml: levers\.branch_close_month: 7 month: branches that open in month 7 would never "
            r"sell; allowed: 0 month \(they stay open\), or 8 month or later",
        ),
        (
            "branches = 1\n",
            {"branch_investment_price": 0},
            r"assumptions\.toml: branch_investment_price: 0 EUR per branch, and strategy 'expand' opens branches; "
            r"allowed: above 0 EUR",
        ),
        ("branches = 1\n", {"branch_sales_pm": 0}, r"branch_sales_pm: 0 EUR/month per branch, and strategy 'expand'"),
        ("branches = 1\n", {"branch_running_price_pm": 0}, r"branch_running_price_pm: 0 EUR/month per branch"),
        (
            "volume_discount_agreed = 1\n",
            {"discount_share_1": 0, "discount_share_2": 0},
            r"strategies/expand\.toml: levers\.volume_discount_agreed: 1 count: a volume discount is agreed, and no "
            r"step gives one; allowed: 0 count, or discount_share_1 above 0 share",
        ),
        (
            "",
            {"discount_threshold_2": 1.05},
            r"discount_threshold_2: 1\.05 ratio is less than that of step 1; allowed: 1",
        ),
        (
            "",
            {"discount_share_2": 0.005},
            r"discount_share_2: 0\.005 share is less than that of step 1; allowed: 0\.01",
        ),
        ("branches = 1.5\n", {}, r"branches: 1\.5 count is not a whole number; allowed: a whole number 0\.\.20 count"),
        ("branches = 21\n", {}, r"branches: 21 count is out of bounds; allowed: a whole number 0\.\.20 count"),
        ("volume_discount_agreed = 2\n", {}, r"volume_discount_agreed: 2 count is out of bounds"),
    ],
)
def test_branches_that_cannot_be_are_refused(tmp_path: Path, levers: str, values: dict[str, float], said: str) -> None:
    with pytest.raises(CaseError, match=said):
        load_case(write(tmp_path, levers, **values))


def test_a_season_of_a_branch_moves_no_year(tmp_path: Path) -> None:
    folder = write(tmp_path, "branches = 1\n")
    season = (
        f'[branch_season]\nby_calendar_month = [{", ".join(["1"] * 11)}, 1.5]\nsource = "books 2025"\ngrade = "A"\n'
    )
    (folder / "assumptions.toml").write_text((folder / "assumptions.toml").read_text() + season)
    with pytest.raises(CaseError, match=r"branch_season: a mean of 1\.04\S* ratio.*12 numbers with a mean of 1"):
        load_case(folder)
