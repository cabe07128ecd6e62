"""What the programme saves inside the company (track `internal`)."""

from geduld.marks import Value, benefit, line, maximum, minimum, outcome, where, within


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
def managers(internal_staff_present: Value, span_of_control: Value, layers_kept: Value) -> Value:
    """Managers of all layers: staff over the span, over the span again, and so on; a geometric sum."""
    return internal_staff_present * (1 - span_of_control ** (-layers_kept)) / (span_of_control - 1)


@line("share")
@outcome
@within(0.0, 1.0, "managers are part of the staff")
def managers_share(managers: Value, internal_staff_present: Value) -> Value:
    """Managers as a share of the staff."""
    return managers / maximum(internal_staff_present, 0.000001)


@line("h/month")
def hours_lost(internal_staff_present: Value, managers: Value, managers_gone: Value, hours_lost_pw: Value) -> Value:
    """Hours that staff lose to poor communication in a month; managers' co-ordination is counted apart."""
    return (internal_staff_present - managers - managers_gone) * hours_lost_pw * 52 / 12


@line("share")
@outcome
@within(0.0, 1.0, "hours saved are at most the hours worked")
def hours_lost_share(hours_lost: Value, internal_staff_present: Value, paid_hours_pm: Value) -> Value:
    """Hours lost as a share of the hours paid."""
    return hours_lost / maximum(internal_staff_present * paid_hours_pm, 0.000001)


@line("h/month")
def hours_claimed(
    hours_lost: Value,
    time_effect: Value,
    coordination_hours: Value,
    coordination_effect: Value,
    hours_absent_from_work: Value,
    absence_effect: Value,
    autonomy_hours_claimed: Value,
) -> Value:
    """Hours that all effects together would save: of staff, of managers and of the sick."""
    return (
        hours_lost * time_effect
        + coordination_hours * coordination_effect
        + hours_absent_from_work * absence_effect
        + autonomy_hours_claimed
    )


@line("h/month")
def hours_saved(hours_claimed: Value, internal_staff_present: Value, paid_hours_pm: Value) -> Value:
    """Guard: hours saved are at most the hours paid."""
    return minimum(hours_claimed, internal_staff_present * paid_hours_pm)


@line("h/month")
@outcome
def hours_stopped(hours_claimed: Value, hours_saved: Value) -> Value:
    """What the guard stopped: hours that would be saved though nobody is paid for them."""
    return hours_claimed - hours_saved


@line("share")
def hours_saved_share(hours_claimed: Value, hours_saved: Value) -> Value:
    """Share of the hours claimed that is left after the guard."""
    return where(hours_claimed > 0, hours_saved / maximum(hours_claimed, 0.000001), 1)


@line("EUR")
@benefit("inside", "cashable", share="hours_realisation_share")
def time_no_longer_lost(
    hours_lost: Value, time_effect: Value, hours_saved_share: Value, hourly_labour_cost: Value, wage_index: Value
) -> Value:
    """Hours no longer lost, at what an hour costs; cash only when fewer hours are bought."""
    return hours_lost * time_effect * hours_saved_share * hourly_labour_cost * wage_index


@line("leavers/month")
def separations_avoided(
    internal_staff_present: Value, internal_strained_separation_rate: Value, internal_separation_rate: Value
) -> Value:
    """People who stay and would otherwise have left this month."""
    return internal_staff_present * (internal_strained_separation_rate - internal_separation_rate)


@line("leavers/month")
@outcome
def separations_stopped(
    internal_staff_present: Value,
    internal_strained_separation_rate: Value,
    turnover_effect: Value,
    autonomy_turnover_effect: Value,
    separations_avoided: Value,
) -> Value:
    """What the guard stopped: leavers that the effects would keep though they do not leave."""
    return (
        internal_staff_present
        * internal_strained_separation_rate
        * (turnover_effect + autonomy_turnover_effect * (1 - turnover_effect))
        - separations_avoided
    )


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
def failure_effect(
    failure_reduction: Value,
    failure_reduction_trial_transfer: Value,
    internal_transfer: Value,
    internal_uptake: Value,
) -> Value:
    """Share of mistakes and rework that the programme would avoid, before the guard."""
    return failure_reduction * minimum(1, internal_transfer / failure_reduction_trial_transfer) * internal_uptake


@line("EUR")
def usual_failure_cost(failure_cost_pa: Value, price_index: Value) -> Value:
    """Cash cost of mistakes and rework as they are at the decision."""
    return failure_cost_pa / 12 * price_index


@line("EUR")
def failure_cost(usual_failure_cost: Value, failure_rise: Value) -> Value:
    """Cash cost of mistakes and rework without a programme."""
    return usual_failure_cost * (1 + failure_rise)


@line("EUR")
@benefit("inside")
def rework_avoided(failure_cost: Value, failure_effect: Value) -> Value:
    """Cash cost of mistakes and rework that is not made; never more than is made."""
    return failure_cost * minimum(1, failure_effect)


@line("EUR")
@outcome
def rework_stopped(failure_cost: Value, failure_effect: Value, rework_avoided: Value) -> Value:
    """What the guard stopped: failures that would be avoided though they are not made."""
    return failure_cost * failure_effect - rework_avoided


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
    internal_staff_present: Value,
    paid_hours_pm: Value,
    absence_rate: Value,
    absence_rise: Value,
    work_related_absence_share: Value,
) -> Value:
    """Hours of sickness absence that have to do with work; the rest no conversation heals."""
    return internal_staff_present * paid_hours_pm * absence_rate * (1 + absence_rise) * work_related_absence_share


@line("EUR")
@benefit("inside", "cashable", share="absence_realisation_share")
def absence_avoided(
    hours_absent_from_work: Value,
    absence_effect: Value,
    hours_saved_share: Value,
    hourly_labour_cost: Value,
    wage_index: Value,
) -> Value:
    """Hours not lost to sickness, at what an hour costs; cash as far as the sick are replaced."""
    return hours_absent_from_work * absence_effect * hours_saved_share * hourly_labour_cost * wage_index


@line("h/month")
def coordination_hours(
    managers: Value, silos: Value, layers_kept: Value, hours_per_silo_pw: Value, hours_per_layer_pw: Value
) -> Value:
    """Hours managers spend on co-ordination between silos and layers in a month."""
    return managers * ((silos - 1) * hours_per_silo_pw + (layers_kept - 1) * hours_per_layer_pw) * 52 / 12


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
    coordination_hours: Value,
    coordination_effect: Value,
    hours_saved_share: Value,
    managers_hourly_cost: Value,
    wage_index: Value,
) -> Value:
    """Managers' hours not spent on co-ordination, at what they cost; cash when fewer layers are kept."""
    return coordination_hours * coordination_effect * hours_saved_share * managers_hourly_cost * wage_index
