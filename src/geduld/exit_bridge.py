"""What a sale rests on: from the ebitda in the books to what an owner who leaves keeps, in steps that add up."""

from __future__ import annotations

from collections.abc import Iterator

from geduld.owners import OwnerView
from geduld.waterfall import Step

WINDOW = 12
"""Months of ebitda that a buyer looks back on."""
OWED = ("debt", "credit", "tax_payable", "squeezed_payables")


def exit_bridge(view: OwnerView, strategy: str) -> tuple[Step, ...]:
    """The price of the shares at the end of the horizon of an owner who leaves; nothing for an owner who stays.

    Three sums, each up to its totals: ebitda of the last twelve months as booked, without programme and one-offs, to
    what a buyer believes; enterprise value to equity value; the own share less tax. EUR, nominal, of that month.
    """
    if not view.terms.leaves:
        return ()
    sale = _Sale(view, strategy)
    return (*sale.ebitda(), *sale.equity(), *sale.own())


class _Sale:
    def __init__(self, view: OwnerView, strategy: str) -> None:
        self.run, self.end, self.owner = view.runs[strategy], view.terms.horizon_months, f"owner.{view.owner}"

    def at_end(self, name: str) -> float:
        """Of the company, in the month of the sale."""
        return float(self.run.line(name)[self.end])

    def own_at_end(self, name: str) -> float:
        """As this owner sees it, in the month of the sale."""
        return float(self.run.line(name, self.owner)[self.end])

    def of_the_year(self, name: str) -> float:
        """Of the last twelve months; before the decision there was neither programme nor one-off."""
        return float(self.run.line(name)[max(0, self.end + 1 - WINDOW) : self.end + 1].sum())

    def ebitda(self) -> Iterator[Step]:
        normalised, believed = self.at_end("normalised_ebitda_of_twelve_months"), self.own_at_end("believed_ebitda")
        programme = -self.of_the_year("cash_programme") - self.of_the_year("cash_contact_cost")
        one_offs = -self.of_the_year("cash_one_offs")
        yield Step("booked_ebitda", normalised - programme - one_offs, True)
        yield Step("programme", programme)
        yield Step("one_offs", one_offs)
        yield Step("normalised_ebitda", normalised, True)
        yield Step("not_believed", believed - normalised)
        yield Step("believed_ebitda", believed, True)

    def equity(self) -> Iterator[Step]:
        price, equity = self.own_at_end("enterprise_value"), self.own_at_end("equity_value")
        bridge = {"cash": self.at_end("cash")} | {name: -self.at_end(name) for name in OWED}
        yield Step("enterprise_value", price, True)
        yield from (Step(name, value) for name, value in bridge.items())
        yield Step("not_below_zero", equity - price - sum(bridge.values()))
        yield Step("equity_value", equity, True)

    def own(self) -> Iterator[Step]:
        proceeds, tax = self.own_at_end("sale_proceeds"), self.own_at_end("tax_on_sale")
        yield Step("sale_proceeds", proceeds, True)
        yield Step("tax_on_sale", -tax)
        yield Step("kept", proceeds - tax, True)
