"""The works council's advice on an important decision (art. 25 WOR): how long one waits for it, and what it costs."""

from geduld.marks import Value, constant, line, outcome, where


@line("months")
@constant
@outcome
def advice_wait_months(internal_staff: Value, works_council_staff: Value, advice_months: Value) -> Value:
    """Months between the plan and its start that the works council's advice takes, where there must be a council."""
    return where(internal_staff >= works_council_staff, advice_months, 0)


@line("EUR")
@constant
@outcome
def advice_bill(internal_staff: Value, works_council_staff: Value, advice_cost: Value) -> Value:
    """What the request for advice costs once, at the prices of the decision, where there must be a council."""
    return where(internal_staff >= works_council_staff, advice_cost, 0)
