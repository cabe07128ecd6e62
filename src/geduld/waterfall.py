"""What goes out and what comes in: an owner's net present value in steps that add up to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geduld import valuation
from geduld.owners import Flows, OwnerView

PROGRAMME = {
    "courses": (
        "design_cost", "course_cost", "coaching_cost", "refresher_cost", "management_cost", "platform_cost", "subsidy",
    ),
    "hours": ("cash_training_time_cost", "cash_dip_cost", "cash_contact_cost"),
}  # fmt: skip
ONE_OFFS = {
    "dismissal": ("severance", "managers_severance", "cash_rehiring_cost"),
    "teams": ("team_training_cost", "cash_team_training_time_cost", "cash_autonomy_dip_cost"),
    "advice": ("cut_advice_cost", "autonomy_advice_cost", "branch_advice_cost"),
    "branches_once": ("branch_opening_cost", "branch_closure_cost"),
    "suppliers_once": ("supplier_replacement_cost",),
    "once": ("one_off_costs",),
}
STAFF = {
    "payroll": ("wages",),
    "layers": ("managers_wages_saved", "managers_work_taken_over"),
    "time": ("cash_time_no_longer_lost",),
    "staff": ("cash_staff_who_stay",),
    "rework": ("rework_avoided",),
    "absence": ("cash_absence_avoided", "cash_autonomy_absence_avoided"),
    "coordination": ("cash_coordination_avoided", "cash_autonomy_coordination_avoided"),
    "strain": ("cash_staff_who_leave_after_cut", "cash_sickness_after_cut", "rework_after_cut"),
}
TRADE = {
    "customers": ("revenue", "cost_of_sales", "cost_to_serve"),
    "campaigns": ("marketing", "broadcast_cost", "personal_contact_cost"),
    "branches": ("branch_revenue", "branch_cost_of_sales", "branch_service_cost"),
    "branches_running": ("branch_running_cost",),
    "price_cut": ("price_cut_gained",),
    "volume_discount": ("volume_discount_gained",),
    "premium": ("supplier_premium_cost",),
    "late_payment": ("late_payment_interest",),
    "other": ("other_costs",),
}
BELOW_EBITDA = {
    "interest": {"deposit_interest": 1, "interest": -1, "credit_interest": -1},
    "tax": {"tax_paid": -1},
    "working_capital": {"rise_in_working_capital": -1},
    "investment": {"capital_expenditure": -1},
    "lenders": {"debt_repayment": -1, "credit_drawn": 1, "credit_repaid": -1},
}
"""Step -> the lines between ebitda and what the company pays its owners or keeps, with the sign in which they count."""
TO_EBITDA = {**PROGRAMME, **ONE_OFFS, **STAFF, **TRADE}
"""Step -> the cash lines that add up to ebitda, each in one step; a line counts with the sign it is marked with."""

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
    changes are all that its cash can move by; `kept` takes back what the owner does not get of it within the horizon.
    A step that a strategy leaves as it is has the value zero: pictures leave it out.
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
        lines = self.view.runs[self.strategies[0]].plan.lines
        marked = {step: {name: lines[name].marks.sign for name in names} for step, names in TO_EBITDA.items()}
        return {step: self.sum(terms) for step, terms in {**marked, **BELOW_EBITDA}.items()}

    def sum(self, terms: Mapping[str, int]) -> Flows:
        return np.asarray(np.sum([sign * self.line(name) for name, sign in terms.items()], axis=0))
