"""The reconciled baseline: the annual accounts beside the first twelve months of carrying on, and why they differ.

A difference is taken apart where it can be: what prices and volumes do after the day of the decision, and the rest,
by which the level the model starts from differs from the books. The parts add up to the difference.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from geduld.case_accounts import ASSETS, CLAIMS, OPERATING, Accounts
from geduld.case_records import BASELINE
from geduld.engine import Run
from geduld.engine.wiring import Node
from geduld.errors import CaseError, plain, problem
from geduld.results import Results
from geduld.words.labels import table

Words = Mapping[str, str]
Months = NDArray[np.float64]
"""Twelve months: shape (12,)."""

YEAR = slice(1, 13)
CENT = 0.005
TELLING = 0.005
"""A cause below this share of the books is left to the rest."""
LARGE = 0.1
"""Above this share a difference needs a stated reason."""
WORDS = "reconciliation.toml"
TAXED = ("tax_payable", "equity")
"""Opening items in which the tax of the fiscal year stands: the model computes it again, by bracket."""
LINES = {
    "interest": ("interest", "credit_interest"),
    "marketing": ("marketing", "broadcast_cost", "personal_contact_cost"),
}
"""Items that are several lines of the model; the others are one line of the same name. Volume moves the first."""


@dataclass(frozen=True, slots=True)
class _Driver:
    """A line, the index its prices follow, and what its volume follows, held against its value in month `base`.

    `lag` is 1 where the line reads the volume of the month before.
    """

    line: str
    index: str = ""
    index_why: str = "index"
    volume: str = ""
    volume_why: str = ""
    base: int = 0
    lag: Literal[0, 1] = 0


DRIVERS = {
    "revenue": _Driver("revenue", "sales_price_index", volume="customers", volume_why="customers"),
    "cost_of_sales": _Driver("cost_of_sales", "purchase_price_index", volume="customers", volume_why="customers"),
    "cost_to_serve": _Driver("cost_to_serve", "price_index", volume="customers", volume_why="customers"),
    "wages": _Driver("wages", "wage_index", "wages", "staff_needed", "staff", base=1),
    "marketing": _Driver("marketing", "price_index"),
    "other_costs": _Driver("other_costs", "price_index"),
    "depreciation": _Driver("depreciation"),
    "interest": _Driver("interest", volume="debt", volume_why="debt", lag=1),
    "deposit_interest": _Driver("deposit_interest"),
}
"""Items whose difference can be taken apart."""
EBITDA = {"revenue": 1, **dict.fromkeys(OPERATING, -1)}
RESULTS = {
    "normalised_ebitda": EBITDA,
    "profit_before_tax": {**EBITDA, "depreciation": -1, "interest": -1, "deposit_interest": 1},
}
"""Results, by the lines they are made of and the sign these have in them."""
FOLLOWS = ("profit_before_tax", "tax", "profit_after_tax")
"""Items that need no reason of their own: they follow from the lines above them."""
ORDER = (
    "revenue", "cost_of_sales", "cost_to_serve", "wages", "marketing", "other_costs", "normalised_ebitda",
    "one_off_costs", "depreciation", "interest", "deposit_interest", "profit_before_tax", "tax", "profit_after_tax",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One item in EUR; `model` is None where the model has no such line.

    `causes` are amounts by id of words "why_<id>" that add up to the difference; `stated` is the company's own reason.
    """

    item: str
    accounts: float
    model: float | None
    causes: Mapping[str, float]
    stated: Words | None = None
    opening: bool = False

    @property
    def label(self) -> Words:
        """The item in words."""
        return table(WORDS)[self.item]

    @property
    def difference(self) -> float | None:
        """The model less the accounts."""
        return None if self.model is None else self.model - self.accounts

    @property
    def share(self) -> float | None:
        """The difference as a share of the accounts; None where there is nothing to be a share of."""
        return None if self.difference is None or not self.accounts else self.difference / abs(self.accounts)

    @property
    def is_same(self) -> bool:
        """Whether both say the same to the cent."""
        return self.difference is not None and abs(self.difference) < CENT

    @property
    def asks_why(self) -> bool:
        """Whether a line of the year differs so much that the company must say why."""
        large = self.share is None or abs(self.share) > LARGE
        known = self.opening or self.is_same or self.model is None or self.stated or self.item in FOLLOWS
        return large and not known


def reconciliation(results: Results) -> tuple[Row, ...]:
    """The items of the year and then of the opening balance; none where the case has no annual accounts."""
    accounts = results.case.accounts
    if accounts is None:
        return ()
    run = results.runs[BASELINE]
    return (*_year(accounts, run), *(_opening(results, accounts, item) for item in (*ASSETS, *CLAIMS)))


def check_opening(results: Results) -> None:
    """Whether the model starts from the closing balance of the accounts, to the cent.

    Values set on the command line may leave it, and the tax of the fiscal year, which the model computes again.

    Raises:
        CaseError: the first item that differs, with both amounts.
    """
    asked = any(a.file == "--set" for a in results.case.assumptions.values())
    for row in (row for row in reconciliation(results) if row.opening and row.difference is not None):
        if not (row.is_same or asked or row.item in TAXED):
            what = f"the accounts have {plain(row.accounts)} EUR, the model starts with {plain(row.model or 0.0)} EUR"
            raise CaseError(problem("case.toml", f"accounts.{row.item}", what, allowed="the same, to the cent"))


def _year(accounts: Accounts, run: Run) -> Iterator[Row]:
    books = {**accounts.items, "normalised_ebitda": accounts.normalised_ebitda}
    for item in ORDER:
        model = _model(run, item)
        if model is not None or books[item]:
            yield Row(item, books[item], model, _causes(run, item, books), accounts.differences.get(item))


def _model(run: Run, item: str) -> float | None:
    """The sum of the first twelve months; tax is what accrues on their profit."""
    if item == "tax":
        return _total(run, "tax_payable", 12) - _total(run, "tax_payable", 0) + float(run.line("tax_paid")[YEAR].sum())
    if item == "profit_after_tax":
        return float(run.line("profit_before_tax")[YEAR].sum()) - (_model(run, "tax") or 0.0)
    lines = _lines(run, item)
    return sum(float(run.line(line)[YEAR].sum()) for line in lines) if lines else None


def _lines(run: Run, item: str) -> list[str]:
    return [line for line in LINES.get(item, (item,)) if line in run.plan.lines]


def _total(run: Run, line: str, month: int) -> float:
    return float(run.line(line)[month])


def _causes(run: Run, item: str, books: Mapping[str, float]) -> dict[str, float]:
    """The parts of a difference; of a result, those of the lines it is made of."""
    model = _model(run, item)
    if model is None or not (item in DRIVERS or item in RESULTS):
        return {}
    parts = _driven(run, DRIVERS[item], model) if item in DRIVERS else _summed(run, RESULTS[item], books)
    return {**parts, "level": model - books[item] - sum(parts.values())}


def _driven(run: Run, driver: _Driver, model: float) -> dict[str, float]:
    """What prices and volume after the decision do to a line; the rest is the level it starts from."""
    real, steady = _real(run, driver), _steady(run, driver)
    prices = {driver.index_why: model - real} if driver.index else {}
    return {**prices, **({driver.volume_why: real - steady} if driver.volume else {})}


def _summed(run: Run, signs: Mapping[str, int], books: Mapping[str, float]) -> dict[str, float]:
    """The causes of the lines of a result, each with the line's sign."""
    total: dict[str, float] = {}
    for item, sign in signs.items():
        for why, amount in _causes(run, item, books).items():
            total[why] = total.get(why, 0.0) + sign * amount
    return {why: amount for why, amount in total.items() if why != "level"}


def _real(run: Run, driver: _Driver) -> float:
    """The year at the prices of the decision."""
    return float(sum((run.line(line)[YEAR] / _index(run, driver)).sum() for line in _lines(run, driver.line)))


def _index(run: Run, driver: _Driver) -> Months:
    return run.line(driver.index)[YEAR] if driver.index else np.ones(12)


def _steady(run: Run, driver: _Driver) -> float:
    """The year at the prices and the volume of the decision."""
    nodes = [node for line in _lines(run, driver.line) for node in run.plan.nodes(line)]
    return float(sum((run.values[n][YEAR] / _index(run, driver) * _kept(run, driver, n)).sum() for n in nodes))


def _kept(run: Run, driver: _Driver, node: Node) -> Months:
    """The volume of the decision as a share of each month's, element by element; 0 where there was none."""
    if not driver.volume or node.line != driver.line:
        return np.ones(12)
    volume = run.values[Node(driver.volume, node.element)]
    months = volume[1 - driver.lag : 13 - driver.lag]
    share: Months = np.divide(volume[driver.base], months, out=np.zeros(12), where=months != 0)
    return share


def _opening(results: Results, accounts: Accounts, item: str) -> Row:
    """An item of the balance sheet: the line on the day of the decision, else what is assumed of it."""
    run, assumed = results.runs[BASELINE], results.case.assumptions.get(f"{item}_at_start")
    model = _total(run, item, 0) if item in run.plan.lines else assumed.base if assumed else None
    return Row(item, accounts.items[item], model, {}, opening=True)


def reason(row: Row, language: str) -> tuple[tuple[str, float | None], ...]:
    """Why a row differs, in words with the amount where there is one; never the company's own reason."""
    words, least = table(WORDS), max(TELLING * abs(row.accounts), 0.5)
    parts = {f"why_{why}": amount for why, amount in row.causes.items() if abs(amount) >= least}
    told = tuple((words[why][language], amount) for why, amount in parts.items())
    return told or ((words[f"why_{_general(row)}"][language], None),)


def _general(row: Row) -> str:
    if row.model is None:
        return "absent"
    if row.is_same:
        return "same"
    if row.opening:
        return "tax" if row.item in TAXED else "model"
    return "above" if row.item in FOLLOWS else "level"
