"""What the programme saves inside the company (track `internal`)."""

from geduld.marks import Value, benefit, line, minimum, outcome, within


@line("share")
@within(-1.0, 1.0, "no more hours are won back than are lost")
def time_effect(
    time_reduction: Value,
    time_reduction_trial_transfer: Value,
    internal_transfer: Value,
    internal_uptake: Value,
) -> Value:
    """Share of the lost hours that is won back."""
    return time_reduction * minimum(1, internal_transfer / time_reduction_trial_transfer) * internal_uptake


@line("h/month")
def hours_lost(internal_staff: Value, hours_lost_pw: Value) -> Value:
    """Hours that all staff lose to poor communication in a month."""
    return internal_staff * hours_lost_pw * 52 / 12


@line("share")
@outcome
@within(0.0, 1.0, "hours saved are at most the hours worked")
def hours_lost_share(hours_lost: Value, internal_staff: Value, paid_hours_pm: Value) -> Value:
    """Hours lost as a share of the hours paid."""
    return hours_lost / (internal_staff * paid_hours_pm)


@line("EUR")
@benefit("inside", "cashable", share="hours_realisation_share")
def time_no_longer_lost(hours_lost: Value, time_effect: Value, hourly_labour_cost: Value, wage_index: Value) -> Value:
    """Hours no longer lost, at what an hour costs; cash only when fewer hours are bought."""
    return hours_lost * time_effect * hourly_labour_cost * wage_index


@line("leavers/month")
def separations_avoided(
    internal_staff: Value, internal_usual_separation_rate: Value, internal_separation_rate: Value
) -> Value:
    """People who stay and would otherwise have left this month."""
    return internal_staff * (internal_usual_separation_rate - internal_separation_rate)


@line("EUR")
def replacement_cost(
    replacement_cost_share: Value, hourly_labour_cost: Value, paid_hours_pm: Value, wage_index: Value
) -> Value:
    """What it costs to replace one leaver."""
    return replacement_cost_share * hourly_labour_cost * paid_hours_pm * 12 * wage_index


@line("EUR")
@benefit("inside", "cashable", share="replacement_realisation_share")
def staff_who_stay(separations_avoided: Value, replacement_cost: Value) -> Value:
    """Replacements that are not needed."""
    return separations_avoided * replacement_cost
