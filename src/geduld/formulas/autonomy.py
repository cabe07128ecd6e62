"""The Semco road: fewer layers of managers, and teams that manage themselves.

Layers go one after another over the roll-out, from the start and the works council's advice on. What the managers of
the layers kept still co-ordinate is `coordination_hours`; silos stay as they were, as fewer layers do not take them
away. A manager who leaves is a wage less, in a line of its own: `wages` follow `staff_needed`, which keeps the staff
of before, so no wage is taken off twice; what he did besides leading that somebody must be paid for comes back as a
cost. A manager who stays as a team member keeps his wage, and only the hours he co-ordinated are freed; of who
leaves they are in the wage that is saved.

Effects were measured on whole teams at their work, all that is lost between a course and the job included: no
transfer factor reduces them once more.
"""

from geduld.marks import Value, benefit, clip, constant, cost, line, maximum, opening, where, within


@line("month")
@constant
def autonomy_begin_month(autonomy_start_month: Value, advice_wait_months: Value) -> Value:
    """When the roll-out begins, counted from the decision: after the works council's advice where that is needed."""
    return autonomy_start_month + advice_wait_months


@line("share")
@opening(0.0)
def autonomy_progress_share(month: Value, autonomy_begin_month: Value, autonomy_rollout_months: Value) -> Value:
    """Share of the roll-out that is behind."""
    return clip((month - autonomy_begin_month) / autonomy_rollout_months, 0, 1)


@line("EUR")
@cost("one_offs")
def autonomy_advice_cost(
    month: Value,
    autonomy_start_month: Value,
    layers_removed: Value,
    self_managing_share: Value,
    advice_bill: Value,
    price_index: Value,
) -> Value:
    """What the works council's advice costs, in the first month after the start, where anything is changed."""
    return where(
        month == autonomy_start_month + 1,
        where(layers_removed + self_managing_share > 0, advice_bill * price_index, 0),
        0,
    )


@line("count")
@opening("layers")
@within(1.0, None, "somebody leads: one layer of managers stays")
def layers_kept(layers: Value, layers_removed: Value, autonomy_progress_share: Value) -> Value:
    """Layers of managers that there still are; part of a layer while it is being removed."""
    return layers - layers_removed * autonomy_progress_share


@line("fte")
def managers_removed(internal_staff_present: Value, span_of_control: Value, layers_kept: Value, layers: Value) -> Value:
    """Managers of the layers that are gone: the terms by which the geometric sum of `managers` became shorter."""
    return (
        internal_staff_present
        * (span_of_control ** (-layers_kept) - span_of_control ** (-layers))
        / maximum(span_of_control - 1, 0.000001)
    )


@line("fte")
def managers_redeployed(managers_removed: Value, redeployed_share: Value) -> Value:
    """Managers who stay as members of a team, at the wage they had."""
    return managers_removed * redeployed_share


@line("fte")
@opening(0.0)
def managers_gone(managers_removed: Value, redeployed_share: Value) -> Value:
    """Managers who have left because their layer is gone."""
    return managers_removed * (1 - redeployed_share)


@line("EUR")
def managers_wage(managers_hourly_cost: Value, paid_hours_pm: Value, wage_index: Value) -> Value:
    """Labour cost of one manager in a month."""
    return managers_hourly_cost * paid_hours_pm * wage_index


@line("EUR")
@cost("one_offs")
def managers_severance(
    managers_gone: Value,
    opening_managers_gone: Value,
    severance_months: Value,
    salary_share: Value,
    dismissal_months: Value,
    managers_wage: Value,
) -> Value:
    """Severance, and wages over the notice, of managers who leave this month."""
    return (
        maximum(0, managers_gone - opening_managers_gone)
        * (severance_months * salary_share + dismissal_months)
        * managers_wage
    )


@line("EUR")
@benefit("inside")
def managers_wages_saved(managers_gone: Value, managers_wage: Value) -> Value:
    """Wages of managers who have left."""
    return managers_gone * managers_wage


@line("EUR")
@cost("inside")
def managers_work_taken_over(
    managers_gone: Value,
    managers_work_share: Value,
    paid_hours_pm: Value,
    hourly_labour_cost: Value,
    wage_index: Value,
) -> Value:
    """Work of managers who have left that others are now paid for, at what an hour of theirs costs."""
    return managers_gone * managers_work_share * paid_hours_pm * hourly_labour_cost * wage_index


@line("h/month")
def coordination_spared(
    managers: Value,
    managers_redeployed: Value,
    layers: Value,
    layers_kept: Value,
    silos: Value,
    hours_per_silo_pw: Value,
    hours_per_layer_pw: Value,
) -> Value:
    """Hours of co-ordination fewer layers spare, on paper: of those who lead, and of those who lead no more."""
    return (
        (
            managers * (layers - layers_kept) * hours_per_layer_pw
            + managers_redeployed * ((silos - 1) * hours_per_silo_pw + (layers - 1) * hours_per_layer_pw)
        )
        * 52
        / 12
    )


@line("h/month")
def coordination_freed(coordination_spared: Value, coordination_freed_share: Value) -> Value:
    """Hours of co-ordination that are in fact freed; below zero where the top took more control."""
    return coordination_spared * coordination_freed_share


@line("EUR")
@benefit("inside", "cashable", share="coordination_realisation_share")
def autonomy_coordination_avoided(
    coordination_freed: Value, hours_saved_share: Value, managers_hourly_cost: Value, wage_index: Value
) -> Value:
    """Managers' hours freed by fewer layers, at what they cost; cash when fewer hours are bought."""
    return coordination_freed * hours_saved_share * managers_hourly_cost * wage_index


@line("share")
def new_team_share(
    self_managing_share: Value, autonomy_progress_share: Value, opening_autonomy_progress_share: Value
) -> Value:
    """Share of the staff whose team starts to manage itself this month."""
    return self_managing_share * (autonomy_progress_share - opening_autonomy_progress_share)


@line("share")
@opening(0.0)
@within(0.0, 1.0, "teams that manage themselves are part of the staff")
def self_managed_share(
    opening_self_managed_share: Value, autonomy_half_life_months: Value, new_team_share: Value
) -> Value:
    """Share of the staff in teams that manage themselves: new teams, and those that have not slid back."""
    return opening_self_managed_share * 2 ** (-1 / autonomy_half_life_months) + new_team_share


@line("trainees/month")
def new_team_members(internal_staff_present: Value, new_team_share: Value) -> Value:
    """People whose team starts to manage itself this month."""
    return internal_staff_present * new_team_share


@line("share")
@opening(0.0)
def autonomy_uptake(opening_autonomy_uptake: Value, self_managed_share: Value, autonomy_ramp_up_months: Value) -> Value:
    """Self-management put to use: it follows the share of the staff in such teams with its own ramp-up time."""
    return opening_autonomy_uptake + (self_managed_share - opening_autonomy_uptake) / autonomy_ramp_up_months


@line("trainees")
@opening(0.0)
def autonomy_dip(opening_autonomy_dip: Value, autonomy_ramp_up_months: Value, new_team_members: Value) -> Value:
    """People whose team is still learning to manage itself, in full equivalents."""
    return opening_autonomy_dip * (1 - 1 / autonomy_ramp_up_months) + new_team_members


@line("EUR")
@cost("one_offs")
def team_training_cost(new_team_members: Value, team_training_price: Value, price_index: Value) -> Value:
    """Price of the training and guidance of new teams."""
    return new_team_members * team_training_price * price_index


@line("EUR")
@cost("one_offs", "cashable", share="internal_training_time_realisation_share")
def team_training_time_cost(
    new_team_members: Value, team_training_hours: Value, hourly_labour_cost: Value, wage_index: Value
) -> Value:
    """Paid hours of new teams in training; cash as far as the work is done by others for money."""
    return new_team_members * team_training_hours * hourly_labour_cost * wage_index


@line("EUR")
@cost("one_offs", "cashable", share="internal_dip_realisation_share")
def autonomy_dip_cost(
    autonomy_dip: Value, autonomy_dip_share: Value, paid_hours_pm: Value, hourly_labour_cost: Value, wage_index: Value
) -> Value:
    """Hours lost while teams are still learning to manage themselves."""
    return autonomy_dip * autonomy_dip_share * paid_hours_pm * hourly_labour_cost * wage_index


@line("share")
def autonomy_turnover_effect(autonomy_turnover_reduction: Value, autonomy_uptake: Value) -> Value:
    """Share of the separations that self-management prevents; below zero where more people leave."""
    return autonomy_turnover_reduction * autonomy_uptake


@line("share")
@within(-1.0, 1.0, "no more sick days are saved than there are")
def autonomy_absence_effect(autonomy_absence_reduction: Value, autonomy_uptake: Value) -> Value:
    """Share of the work-related absence that self-management avoids, of what the programme leaves."""
    return autonomy_absence_reduction * autonomy_uptake


@line("h/month")
def autonomy_absence_hours(
    hours_absent_from_work: Value, absence_effect: Value, autonomy_absence_effect: Value
) -> Value:
    """Hours of absence avoided by self-management: on what the programme leaves, so none is avoided twice."""
    return hours_absent_from_work * (1 - absence_effect) * autonomy_absence_effect


@line("EUR")
@benefit("inside", "cashable", share="absence_realisation_share")
def autonomy_absence_avoided(
    autonomy_absence_hours: Value, hours_saved_share: Value, hourly_labour_cost: Value, wage_index: Value
) -> Value:
    """Hours not lost to sickness through self-management; cash as far as the sick are replaced."""
    return autonomy_absence_hours * hours_saved_share * hourly_labour_cost * wage_index


@line("h/month")
def autonomy_hours_claimed(coordination_freed: Value, autonomy_absence_hours: Value) -> Value:
    """Hours that fewer layers and self-management would save together, for the guard on all hours."""
    return coordination_freed + autonomy_absence_hours


@line("share")
@within(-1.0, None, "customers spend nothing or something")
def autonomy_sales_effect(autonomy_sales_increase: Value, autonomy_uptake: Value) -> Value:
    """Relative rise of sales through self-management; below zero where customers are served worse."""
    return autonomy_sales_increase * autonomy_uptake
