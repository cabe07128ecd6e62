"""A subsidy for the design of the programme: a share of it, capped, some time after the roll-out."""

from geduld.marks import Value, benefit, constant, line, maximum, minimum, where


@line("EUR")
@constant
def subsidised_cost(design_bill: Value) -> Value:
    """What a subsidy may be asked for: design of all tracks together; courses and hours are not eligible."""
    return design_bill


@line("share")
@constant
def subsidised_share(
    subsidised_cost: Value, subsidy_share: Value, subsidy_maximum_amount: Value, subsidy_minimum_cost: Value
) -> Value:
    """Share of the design that the subsidy pays: capped, and nothing where the design costs less than the minimum."""
    return where(
        subsidised_cost >= subsidy_minimum_cost,
        minimum(subsidy_share, subsidy_maximum_amount / maximum(subsidised_cost, 0.000001)),
        0,
    )


@line("month", per="track")
@constant
def subsidy_due(rollout_start_month: Value, rollout_months: Value, subsidy_delay_months: Value) -> Value:
    """When the subsidy is paid, counted from the decision: after the roll-out and the delay."""
    return rollout_start_month + rollout_months + subsidy_delay_months


@line("EUR", per="track")
@benefit("programme")
def subsidy(month: Value, subsidy_due: Value, design_bill: Value, subsidised_share: Value) -> Value:
    """Subsidy received, in the first month that ends on or after the day it is due."""
    return where(month >= subsidy_due, where(month < subsidy_due + 1, design_bill * subsidised_share, 0), 0)
