"""What goes out and what comes in: an owner's net present value in steps that add up to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from geduld import valuation
from geduld.owners import Flows, OwnerView

HOURS = ("cash_training_time_cost", "cash_dip_cost", "cash_contact_cost")
CUSTOMERS = (("revenue", 1), ("cost_of_sales", -1), ("cost_to_serve", -1), ("wages", -1))

OWN_TAX = ("tax_withheld", "owner_tax_paid", "tax_still_owed")
"""The owner's tax in the months it is paid."""


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: its id and its share of the owner's present value (EUR); the last is the total."""

    id: str
    value: float
    is_total: bool = False


def waterfall(view: OwnerView, strategy: str, against: str = "baseline") -> tuple[Step, ...]:
    """Steps from one strategy to another: the owner's stake in each change, later payment, own tax, settlement.

    All are present values at the owner's required return, up to the horizon; the last step is the npv. The company's
    changes are what reaches its cash; `kept` takes back what the owner does not get of it within the horizon.
    """
    own = _Difference(view, strategy, against)
    steps = [Step(name, own.present(flow)) for name, flow in own.changes().items()]
    return (
        *steps,
        Step("net", own.present(view.increment(strategy, against)), True),
    )


class _Difference:
    def __init__(self, view: OwnerView, strategy: str, against: str) -> None:
        self.view, self.strategies = view, (strategy, against)
        self.end = view.terms.horizon_months + 1

    def present(self, flow: Flows) -> float:
        return float(valuation.present_value(flow, self.view.terms.required_return_pa))

    def line(self, name: str, owner: bool = False) -> Flows:
        element = f"owner.{self.view.owner}" if owner else None
        after, before = (self.view.runs[s].line(name, element) for s in self.strategies)
        return (after - before)[: self.end]

    def changes(self) -> dict[str, Flows]:
        """Monthly changes per step; shape (T+1,), EUR of this owner."""
        company = {name: flow * self.view.terms.stake for name, flow in self.company().items()}
        kept = self.line("gross_dividend", owner=True) - np.sum(list(company.values()), axis=0)
        own_tax = -np.sum([self.line(name, owner=True) for name in OWN_TAX], axis=0)
        return {
            **company,
            "kept": kept,
            "owner_tax": own_tax,
            "settlement": self.line("final_payment", owner=True),
        }

    def company(self) -> dict[str, Flows]:
        hours = -np.sum([self.line(name) for name in HOURS], axis=0)
        customers = np.sum([sign * self.line(name) for name, sign in CUSTOMERS], axis=0)
        return {
            "courses": self.line("cash_programme") - hours,
            "hours": hours,
            "time": self.line("cash_time_no_longer_lost"),
            "staff": self.line("cash_staff_who_stay"),
            "rework": self.line("rework_avoided"),
            "absence": self.line("cash_absence_avoided"),
            "coordination": self.line("cash_coordination_avoided"),
            "customers": customers,
            "other": self.line("cash_operations") - customers,
            "interest": self.line("deposit_interest") - self.line("interest") - self.line("credit_interest"),
            "tax": -self.line("tax_paid"),
            "working_capital": -self.line("rise_in_working_capital"),
        }
