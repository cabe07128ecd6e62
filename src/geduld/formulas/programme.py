"""The programme: who is trained when, what stays, and what it costs. Each line once per track."""

from geduld.marks import (
    Value,
    at_decision,
    clip,
    constant,
    cost,
    line,
    maximum,
    minimum,
    opening,
    outcome,
    where,
    within,
)


@line("share", per="track")
def planned_rollout_share(
    month: Value, rollout_start_month: Value, rollout_months: Value, trained_share: Value
) -> Value:
    """Share of the track's staff that should have had the training by now."""
    return trained_share * clip((month - rollout_start_month) / rollout_months, 0, 1)


@line("h/month/fte", per="track")
def hours_in_other_training(
    opening_rollout_share: Value,
    new_hires_share: Value,
    new_hires_trained_share: Value,
    training_hours: Value,
    refreshed_share_pa: Value,
    refresher_hours: Value,
) -> Value:
    """Hours of replacements in training and of refreshers, per member of staff."""
    return opening_rollout_share * (
        new_hires_share * new_hires_trained_share * training_hours
        + minimum(1, refreshed_share_pa / 12) * refresher_hours
    )


@line("share", per="track")
def trainable_share(paid_hours_pm: Value, hours_in_other_training: Value, training_hours: Value) -> Value:
    """Guard: share of the staff that can be first trained in one month, as nobody is in training more than at work."""
    return maximum(0, paid_hours_pm - hours_in_other_training) / maximum(training_hours, 0.000001)


@line("share", per="track")
@opening(0.0)
@within(0.0, 1.0, "nobody is trained twice in the roll-out")
def rollout_share(planned_rollout_share: Value, opening_rollout_share: Value, trainable_share: Value) -> Value:
    """Share of the track's staff that has had the training."""
    return minimum(planned_rollout_share, opening_rollout_share + trainable_share)


@line("share", per="track")
@outcome
def training_stopped(planned_rollout_share: Value, rollout_share: Value) -> Value:
    """What the guard stopped: share of the staff whose training waits until there are hours for it."""
    return planned_rollout_share - rollout_share


@line("share", per="track")
def newly_trained_share(rollout_share: Value, opening_rollout_share: Value) -> Value:
    """Share of the track's staff that is first trained this month."""
    return rollout_share - opening_rollout_share


@line("share", per="track")
def transfer(transfer_share: Value, transfer_share_uncoached: Value, coaching_share: Value) -> Value:
    """Share of what was learned that reaches the job; coaching is what keeps it up."""
    return transfer_share_uncoached + (transfer_share - transfer_share_uncoached) * coaching_share


@line("share")
def turnover_effect(
    turnover_reduction: Value,
    turnover_reduction_trial_transfer: Value,
    internal_transfer: Value,
    opening_internal_uptake: Value,
) -> Value:
    """Share of the separations that the programme prevents; last month's uptake, so there is no circle."""
    return (
        turnover_reduction * minimum(1, internal_transfer / turnover_reduction_trial_transfer) * opening_internal_uptake
    )


@line("share/month", per="track")
def usual_separation_rate(separation_rate_pa: Value) -> Value:
    """Share of the staff that leaves in a month without a programme."""
    return 1 - (1 - separation_rate_pa) ** (1 / 12)


@line("share/month", per="track")
@within(0.0, 1.0, "no more people leave of their own accord than there are")
def strained_separation_rate(usual_separation_rate: Value, turnover_rise: Value) -> Value:
    """Share of the staff that would leave in a month without a programme, after what was done to it."""
    return clip(usual_separation_rate * (1 + turnover_rise), 0, 1)


@line("share/month", per="track")
@within(0.0, 1.0, "no more people leave than there are")
def separation_rate(strained_separation_rate: Value, turnover_effect: Value, autonomy_turnover_effect: Value) -> Value:
    """Share of the staff that leaves this month."""
    return clip(strained_separation_rate * (1 - turnover_effect) * (1 - autonomy_turnover_effect), 0, 1)


@line("share/month", per="track")
def new_hires_share(separation_rate: Value, newly_rehired_share: Value, staff_gone_share: Value) -> Value:
    """Share of the staff that is new this month: replacements of leavers, and who is hired back after a cut."""
    return separation_rate + (1 - separation_rate) * newly_rehired_share / maximum(1 - staff_gone_share, 0.000001)


@line("share", per="track")
def kept_skill(
    opening_skill: Value,
    half_life_months: Value,
    new_hires_share: Value,
    new_hires_trained_share: Value,
    opening_rollout_share: Value,
) -> Value:
    """Skill left from last month after forgetting and leavers, with new hires trained."""
    return (
        opening_skill * 2 ** (-1 / half_life_months) * (1 - new_hires_share)
        + new_hires_share * new_hires_trained_share * opening_rollout_share
    )


@line("share", per="track")
@opening(0.0)
@within(0.0, 1.0, "skill is a share of the staff")
def skill(
    kept_skill: Value, newly_trained_share: Value, refreshed_share_pa: Value, opening_rollout_share: Value
) -> Value:
    """Skill present, as a share of the track's staff; never above the share rolled out."""
    return (
        kept_skill
        + newly_trained_share
        + minimum(1, refreshed_share_pa / 12) * maximum(0, opening_rollout_share - kept_skill)
    )


@line("share", per="track")
@opening(0.0)
def uptake(opening_uptake: Value, skill: Value, ramp_up_months: Value) -> Value:
    """Skill put to use: it follows skill with the ramp-up time."""
    return opening_uptake + (skill - opening_uptake) / ramp_up_months


@line("share", per="track")
@opening(0.0)
def noticed(opening_noticed: Value, uptake: Value, notice_months: Value) -> Value:
    """Use that customers have noticed: it follows uptake with the notice time."""
    return opening_noticed + (uptake - opening_noticed) / notice_months


@line("trainees", per="track")
@opening(0.0)
def dip(opening_dip: Value, ramp_up_months: Value, staff_present: Value, newly_trained_share: Value) -> Value:
    """People who are slower because they are still learning, in full equivalents."""
    return opening_dip * (1 - 1 / ramp_up_months) + staff_present * newly_trained_share


@line("trainees/month", per="track")
def trainees(
    staff_present: Value,
    newly_trained_share: Value,
    new_hires_share: Value,
    new_hires_trained_share: Value,
    opening_rollout_share: Value,
) -> Value:
    """People who take the full training this month: the roll-out, and replacements of leavers."""
    return staff_present * (newly_trained_share + new_hires_share * new_hires_trained_share * opening_rollout_share)


@line("trainees/month", per="track")
def refreshed(staff_present: Value, refreshed_share_pa: Value, opening_rollout_share: Value) -> Value:
    """People who take a refresher this month."""
    return staff_present * minimum(1, refreshed_share_pa / 12) * opening_rollout_share


@line("EUR", per="track")
@constant
def design_bill(trained_share: Value, design_price: Value) -> Value:
    """Design and purchase of the programme, where anybody is trained."""
    return where(trained_share > 0, design_price, 0)


@line("EUR", per="track")
@cost("programme")
@at_decision
def design_cost(month: Value, design_bill: Value) -> Value:
    """Design and purchase, paid on the day of the decision."""
    return where(month == 0, design_bill, 0)


@line("EUR", per="track")
@cost("programme")
def course_cost(trainees: Value, course_price: Value, price_index: Value) -> Value:
    """Price of the training for those who take it this month."""
    return trainees * course_price * price_index


@line("h/month", per="track")
def hours_in_training(trainees: Value, training_hours: Value, refreshed: Value, refresher_hours: Value) -> Value:
    """Hours of the track's staff in training and refreshers."""
    return trainees * training_hours + refreshed * refresher_hours


@line("EUR", per="track")
@cost("programme", "cashable", share="training_time_realisation_share")
def training_time_cost(hours_in_training: Value, hourly_labour_cost: Value, wage_index: Value) -> Value:
    """Paid hours in training; cash as far as the work is done by others for money."""
    return hours_in_training * hourly_labour_cost * wage_index


@line("EUR", per="track")
@cost("programme", "cashable", share="dip_realisation_share")
def dip_cost(dip: Value, dip_share: Value, paid_hours_pm: Value, hourly_labour_cost: Value, wage_index: Value) -> Value:
    """Hours lost while people are still learning."""
    return dip * dip_share * paid_hours_pm * hourly_labour_cost * wage_index


@line("EUR", per="track")
@cost("programme")
def coaching_cost(
    staff_present: Value, rollout_share: Value, coaching_share: Value, coaching_price_pa: Value, price_index: Value
) -> Value:
    """Coaching on the job of those who have been trained."""
    return staff_present * rollout_share * coaching_share * coaching_price_pa / 12 * price_index


@line("EUR", per="track")
@cost("programme")
def refresher_cost(refreshed: Value, refresher_price: Value, price_index: Value) -> Value:
    """Price of the refreshers taken this month."""
    return refreshed * refresher_price * price_index


@line("EUR", per="track")
@cost("programme")
def management_cost(newly_trained_share: Value, management_price_pm: Value, price_index: Value) -> Value:
    """Management of the programme, in the months of the roll-out."""
    return where(newly_trained_share > 0, management_price_pm * price_index, 0)


@line("EUR", per="track")
@cost("programme")
def platform_cost(staff_present: Value, rollout_share: Value, platform_price_pm: Value, price_index: Value) -> Value:
    """Licence of the learning platform, per head that has had the training."""
    return staff_present * rollout_share * platform_price_pm * price_index
