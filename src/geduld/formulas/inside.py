"""What the programme saves inside the company (track `internal`)."""

from geduld.marks import Value, benefit, line, maximum, minimum, outcome, within


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


@line("fte")
@within(0.0, None, "there are no fewer managers than none")
def managers(internal_staff: Value, span_of_control: Value, layers: Value) -> Value:
    """Managers of all layers: staff over the span, over the span again, and so on; a geometric sum."""
    return internal_staff * (1 - span_of_control ** (-layers)) / (span_of_control - 1)


@line("share")
@outcome
@within(0.0, 1.0, "managers are part of the staff")
def managers_share(managers: Value, internal_staff: Value) -> Value:
    """Managers as a share of the staff."""
    return managers / maximum(internal_staff, 0.000001)


@line("h/month")
def hours_lost(internal_staff: Value, managers: Value, hours_lost_pw: Value) -> Value:
    """Hours that staff lose to poor communication in a month; managers' co-ordination is counted apart."""
    return (internal_staff - managers) * hours_lost_pw * 52 / 12


@line("share")
@outcome
@within(0.0, 1.0, "hours saved are at most the hours worked")
def hours_lost_share(hours_lost: Value, internal_staff: Value, paid_hours_pm: Value) -> Value:
    """Hours lost as a share of the hours paid."""
    return hours_lost / maximum(internal_staff * paid_hours_pm, 0.000001)


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


@line("share")
@within(-1.0, 1.0, "no more failures are avoided than there are")
def failure_effect(
    failure_reduction: Value,
    failure_reduction_trial_transfer: Value,
    internal_transfer: Value,
    internal_uptake: Value,
) -> Value:
    """Share of mistakes and rework that is avoided."""
    return failure_reduction * minimum(1, internal_transfer / failure_reduction_trial_transfer) * internal_uptake


@line("EUR")
@benefit("inside")
def rework_avoided(failure_cost_pa: Value, price_index: Value, failure_effect: Value) -> Value:
    """Cash cost of mistakes and rework that is not made."""
    return failure_cost_pa / 12 * price_index * failure_effect


@line("share")
@within(-1.0, 1.0, "no more sick days are saved than there are")
def absence_effect(
    absence_reduction: Value,
    absence_reduction_trial_transfer: Value,
    internal_transfer: Value,
    internal_uptake: Value,
) -> Value:
    """Share of the work-related absence that is avoided."""
    return absence_reduction * minimum(1, internal_transfer / absence_reduction_trial_transfer) * internal_uptake


@line("h/month")
def hours_absent_from_work(
    internal_staff: Value, paid_hours_pm: Value, absence_rate: Value, work_related_absence_share: Value
) -> Value:
    """Hours of sickness absence that have to do with work; the rest no conversation heals."""
    return internal_staff * paid_hours_pm * absence_rate * work_related_absence_share


@line("EUR")
@benefit("inside", "cashable", share="absence_realisation_share")
def absence_avoided(
    hours_absent_from_work: Value, absence_effect: Value, hourly_labour_cost: Value, wage_index: Value
) -> Value:
    """Hours not lost to sickness, at what an hour costs; cash as far as the sick are replaced."""
    return hours_absent_from_work * absence_effect * hourly_labour_cost * wage_index


@line("h/month")
def coordination_hours(
    managers: Value, silos: Value, layers: Value, hours_per_silo_pw: Value, hours_per_layer_pw: Value
) -> Value:
    """Hours managers spend on co-ordination between silos and layers in a month."""
    return managers * ((silos - 1) * hours_per_silo_pw + (layers - 1) * hours_per_layer_pw) * 52 / 12


@line("share")
@outcome
@within(0.0, 1.0, "managers co-ordinate at most all their hours")
def coordination_share(coordination_hours: Value, managers: Value, paid_hours_pm: Value) -> Value:
    """Share of the managers' paid hours that goes into co-ordination."""
    return coordination_hours / maximum(managers * paid_hours_pm, 0.000001)


@line("share")
@within(-1.0, 1.0, "no more co-ordination is saved than there is")
def coordination_effect(
    coordination_reduction: Value,
    coordination_reduction_trial_transfer: Value,
    internal_transfer: Value,
    internal_uptake: Value,
) -> Value:
    """Share of the managers' co-ordination that is no longer needed."""
    return (
        coordination_reduction * minimum(1, internal_transfer / coordination_reduction_trial_transfer) * internal_uptake
    )


@line("EUR")
@benefit("inside", "cashable", share="coordination_realisation_share")
def coordination_avoided(
    coordination_hours: Value, coordination_effect: Value, managers_hourly_cost: Value, wage_index: Value
) -> Value:
    """Managers' hours not spent on co-ordination, at what they cost; cash when fewer layers are kept."""
    return coordination_hours * coordination_effect * managers_hourly_cost * wage_index
