"""Cutting staff: wages, severance and who is hired back; what it stirs up among who stays and among customers.

In symbols, with share x of the staff from month a: they leave at d = a + wait for advice + permit and notice (months),
and a share b of them is hired back h months later. Present is staff * (1 - x * (gone since d - b * back since d + h)).
The strain s is one when they leave and halves every half-life. Of who stays, turnover rises by
e1 * (x / 1 %)^k * s, absence and failures by e2 * x * s and e4 * x * s, and churn follows e3 * x * s with a lag.
"""

from geduld.marks import Value, at_decision, clip, constant, cost, line, maximum, opening, outcome, where, within


@line("month")
@constant
def cut_due(staff_cut_month: Value, advice_wait_months: Value, dismissal_months: Value) -> Value:
    """When the staff who are cut have left, counted from the decision: after advice, permit and notice."""
    return staff_cut_month + advice_wait_months + dismissal_months


@line("share")
@opening(0.0)
def dismissed_share(month: Value, cut_due: Value, staff_cut_share: Value) -> Value:
    """Share of the staff that has been dismissed; of the month in which they leave, the part after they left."""
    return staff_cut_share * clip(month - cut_due, 0, 1)


@line("share")
def newly_dismissed_share(dismissed_share: Value, opening_dismissed_share: Value) -> Value:
    """Share of the staff that leaves through the cut this month."""
    return dismissed_share - opening_dismissed_share


@line("share")
@opening(0.0)
def rehired_share(
    month: Value, cut_due: Value, hired_back_after_months: Value, staff_cut_share: Value, hired_back_share: Value
) -> Value:
    """Share of the staff that was cut and has been hired back, or replaced by others."""
    return staff_cut_share * hired_back_share * clip(month - cut_due - hired_back_after_months, 0, 1)


@line("share")
def newly_rehired_share(rehired_share: Value, opening_rehired_share: Value) -> Value:
    """Share of the staff that is hired back this month."""
    return rehired_share - opening_rehired_share


@line("share")
@within(0.0, 1.0, "those who are gone are part of the staff")
def staff_gone_share(dismissed_share: Value, rehired_share: Value) -> Value:
    """Share of the staff of the day of the decision that is no longer there; the same on every track."""
    return dismissed_share - rehired_share


@line("fte", per="track")
def staff_present(staff: Value, staff_gone_share: Value) -> Value:
    """Staff who are there this month, before the part that follows the customers."""
    return staff * (1 - staff_gone_share)


@line("months")
@constant
def severance_months(service_years: Value, transition_payment_months: Value, settlement_extra_months: Value) -> Value:
    """Monthly salaries that one who is dismissed costs: the transition payment and what is settled on top."""
    return service_years * transition_payment_months + settlement_extra_months


@line("EUR")
def monthly_salary(paid_hours_pm: Value, hourly_labour_cost: Value, salary_share: Value, wage_index: Value) -> Value:
    """Gross salary of one member of staff in a month: labour cost without the employer's charges."""
    return paid_hours_pm * hourly_labour_cost * salary_share * wage_index


@line("EUR")
@cost("one_offs")
def severance(
    internal_staff: Value, newly_dismissed_share: Value, severance_months: Value, monthly_salary: Value
) -> Value:
    """Severance of those who leave this month, paid when they leave."""
    return internal_staff * newly_dismissed_share * severance_months * monthly_salary


@line("EUR")
@cost("one_offs")
@at_decision
def cut_advice_cost(
    month: Value, staff_cut_month: Value, staff_cut_share: Value, advice_bill: Value, price_index: Value
) -> Value:
    """What asking the works council's advice on the cut costs, in the month the plan is made."""
    return where(month == staff_cut_month, where(staff_cut_share > 0, advice_bill * price_index, 0), 0)


@line("EUR")
@cost("one_offs", "cashable", share="replacement_realisation_share")
def rehiring_cost(internal_staff: Value, newly_rehired_share: Value, replacement_cost: Value) -> Value:
    """Hiring and settling in of those who come back or replace who was cut."""
    return internal_staff * newly_rehired_share * replacement_cost


@line("share")
@opening(0.0)
@within(0.0, 1.0, "a cut is at its freshest when people leave")
def cut_strain(
    opening_cut_strain: Value, cut_strain_half_life_months: Value, newly_dismissed_share: Value, staff_cut_share: Value
) -> Value:
    """How fresh the cut is to those who stay: one when people leave, and fading."""
    return opening_cut_strain * 2 ** (-1 / cut_strain_half_life_months) + newly_dismissed_share / maximum(
        staff_cut_share, 0.000001
    )


@line("share")
def turnover_rise(
    turnover_rise_after_cut: Value, turnover_rise_growth: Value, staff_cut_share: Value, cut_strain: Value
) -> Value:
    """Relative rise of turnover among who stays: measured at one per cent of the staff, in proportion at most."""
    return turnover_rise_after_cut * (staff_cut_share / 0.01) ** clip(turnover_rise_growth, 0, 1) * cut_strain


@line("leavers/month")
@outcome
def extra_separations_stopped(
    internal_staff_present: Value, internal_usual_separation_rate: Value, turnover_rise: Value, extra_separations: Value
) -> Value:
    """What the guard stopped: leavers after a cut beyond those who are there."""
    return internal_staff_present * internal_usual_separation_rate * turnover_rise - extra_separations


@line("leavers/month")
def extra_separations(
    internal_staff_present: Value, internal_usual_separation_rate: Value, internal_strained_separation_rate: Value
) -> Value:
    """People who stayed after the cut and leave of their own accord because of it."""
    return internal_staff_present * (internal_strained_separation_rate - internal_usual_separation_rate)


@line("EUR")
@cost("inside", "cashable", share="replacement_realisation_share")
def staff_who_leave_after_cut(extra_separations: Value, replacement_cost: Value) -> Value:
    """Replacements that are needed because the cut drove others away."""
    return extra_separations * replacement_cost


@line("share")
def absence_rise_claimed(absence_rise_after_cut: Value, staff_cut_share: Value, cut_strain: Value) -> Value:
    """Relative rise of sickness absence among who stays, before the guard."""
    return absence_rise_after_cut * staff_cut_share * cut_strain


@line("share")
def absence_rise(absence_rise_claimed: Value, absence_rate: Value) -> Value:
    """Guard: relative rise of sickness absence, so that nobody is absent more than all hours."""
    return clip(absence_rise_claimed, -1, 1 / maximum(absence_rate, 0.000001) - 1)


@line("share")
@outcome
def absence_rise_stopped(absence_rise_claimed: Value, absence_rise: Value) -> Value:
    """What the guard stopped: rise of sickness absence beyond all hours, or below none."""
    return absence_rise_claimed - absence_rise


@line("h/month")
def extra_sick_hours(
    internal_staff_present: Value, paid_hours_pm: Value, absence_rate: Value, absence_rise: Value
) -> Value:
    """Hours of sickness absence that there would not be without the cut."""
    return internal_staff_present * paid_hours_pm * absence_rate * absence_rise


@line("EUR")
@cost("inside", "cashable", share="absence_realisation_share")
def sickness_after_cut(extra_sick_hours: Value, hourly_labour_cost: Value, wage_index: Value) -> Value:
    """Extra hours of sickness, at what an hour costs; cash as far as the sick are replaced."""
    return extra_sick_hours * hourly_labour_cost * wage_index


@line("share")
@within(-1.0, None, "no more mistakes are avoided than are made")
def failure_rise(failure_rise_after_cut: Value, staff_cut_share: Value, cut_strain: Value) -> Value:
    """Relative rise of mistakes and rework among who stays."""
    return failure_rise_after_cut * staff_cut_share * cut_strain


@line("EUR")
@cost("inside")
def rework_after_cut(failure_cost: Value, usual_failure_cost: Value) -> Value:
    """Mistakes and rework that there would not be without the cut; what a programme avoids of them is counted there."""
    return failure_cost - usual_failure_cost


@line("share")
@opening(0.0)
@within(-1.0, None, "no more customers are kept than there are")
def service_pressure(
    opening_service_pressure: Value,
    churn_rise_after_cut: Value,
    staff_cut_share: Value,
    cut_strain: Value,
    service_lag_months: Value,
) -> Value:
    """Relative rise of churn because customers are served by fewer and by strained people: it follows with a lag."""
    return (
        opening_service_pressure
        + (churn_rise_after_cut * staff_cut_share * cut_strain - opening_service_pressure) / service_lag_months
    )
