"""Those who do not buy yet: broadcast to all of them, and personal contact by channel.

Spending is at the prices of the decision, so that a euro goes on reaching as many; only the costs rise with prices.
"""

from geduld.marks import Value, benefit, constant, cost, line, maximum, minimum, opening, where, within


@line("EUR")
def broadcast_moved(
    month: Value, market_rollout_start_month: Value, broadcast_pa: Value, broadcast_moved_share: Value
) -> Value:
    """Part of today's broadcast budget that goes to personal contact, from the start of the market roll-out."""
    return where(month > market_rollout_start_month, broadcast_pa / 12 * broadcast_moved_share, 0)


@line("EUR")
def broadcast_extra(
    month: Value,
    broadcast_start_month: Value,
    broadcast_extra_months: Value,
    broadcast_pa: Value,
    broadcast_extra_share: Value,
) -> Value:
    """Spent on top of today's broadcast, from the month after the campaign starts and while it lasts."""
    return where(
        month > broadcast_start_month,
        where(month <= broadcast_start_month + broadcast_extra_months, broadcast_pa / 12 * broadcast_extra_share, 0),
        0,
    )


@line("EUR")
def broadcast_spend(broadcast_pa: Value, broadcast_moved: Value, broadcast_extra: Value) -> Value:
    """Spent on reaching everybody at once: today's budget less what is moved, and the extra."""
    return broadcast_pa / 12 - broadcast_moved + broadcast_extra


@line("EUR")
@cost("operations")
def broadcast_cost(broadcast_spend: Value, price_index: Value) -> Value:
    """Broadcast at the prices of the month."""
    return broadcast_spend * price_index


@line("EUR")
@constant
def broadcast_stock_today(broadcast_pa: Value, broadcast_carry_over: Value) -> Value:
    """What earlier broadcast still does on the day of the decision, as if it had always been spent at today's rate."""
    return broadcast_pa / 12 / (1 - broadcast_carry_over)


@line("EUR")
@opening("broadcast_stock_today")
def broadcast_stock(opening_broadcast_stock: Value, broadcast_carry_over: Value, broadcast_spend: Value) -> Value:
    """Broadcast of this month and what is left of earlier months (adstock)."""
    return broadcast_carry_over * opening_broadcast_stock + broadcast_spend


@line("customers/month", per="segment")
@constant
def broadcast_arrivals_today(
    broadcast_pa: Value, broadcast_arrivals_share: Value, observed_arrivals_pm: Value
) -> Value:
    """New customers that today's broadcast brings, as part of those observed; none where nothing is spent."""
    return where(broadcast_pa > 0, broadcast_arrivals_share * observed_arrivals_pm, 0)


@line("ratio")
def broadcast_yield(broadcast_stock: Value, broadcast_stock_today: Value, broadcast_yield_fall: Value) -> Value:
    """What a euro of broadcast brings, over what it brings today: less with each round on top, never more."""
    return maximum(1, broadcast_stock / maximum(broadcast_stock_today, 0.000001)) ** -broadcast_yield_fall


@line("customers/month")
def broadcast_arrivals(
    broadcast_arrivals_today: Value, broadcast_stock: Value, broadcast_stock_today: Value, broadcast_yield: Value
) -> Value:
    """New customers won by broadcast: the yield of a euro, over what is at work this month."""
    return broadcast_arrivals_today * broadcast_stock / maximum(broadcast_stock_today, 0.000001) * broadcast_yield


@line("share")
def fatigue(fatigue_share: Value, broadcast_stock: Value, broadcast_stock_today: Value) -> Value:
    """Relative rise of churn because customers have heard it too often; none up to today's broadcast."""
    return where(
        broadcast_stock_today > 0,
        fatigue_share * maximum(0, broadcast_stock / maximum(broadcast_stock_today, 0.000001) - 1),
        0,
    )


@line("share")
def pressure(fatigue: Value, supplier_pressure: Value, service_pressure: Value) -> Value:
    """Relative rise of churn by all that is done to customers in the short term."""
    return (1 + fatigue) * (1 + supplier_pressure) * (1 + service_pressure) - 1


@line("EUR", per="channel")
@constant
def personal_contact_today(personal_contact_pa: Value) -> Value:
    """Spent on personal contact with prospects in a month of today."""
    return personal_contact_pa / 12


@line("EUR", per="channel")
def personal_spend(personal_contact_today: Value, broadcast_moved: Value, contact_mix_share: Value) -> Value:
    """Spent on personal contact with prospects: today's budget and what is moved from broadcast."""
    return personal_contact_today + broadcast_moved * contact_mix_share


@line("EUR", per="channel")
@cost("operations")
def personal_contact_cost(personal_spend: Value, price_index: Value) -> Value:
    """Personal contact with prospects at the prices of the month."""
    return personal_spend * price_index


@line("prospects/month", per="channel")
def prospects(personal_spend: Value, contact_price: Value) -> Value:
    """Prospects reached in person this month."""
    return personal_spend / contact_price


@line("share")
@within(-1.0, None, "no more conversations fail than there are")
def conversion_effect(
    conversion_increase: Value,
    conversion_increase_trial_transfer: Value,
    market_transfer: Value,
    market_noticed: Value,
) -> Value:
    """Relative rise of the prospects that become a customer; it works on personal contact only, so it counts once."""
    return conversion_increase * minimum(1, market_transfer / conversion_increase_trial_transfer) * market_noticed


@line("customers/month", per="channel")
@constant
def personal_arrivals_today(personal_contact_today: Value, contact_price: Value, contact_conversion: Value) -> Value:
    """New customers that today's personal contact brings."""
    return personal_contact_today / contact_price * contact_conversion


@line("customers/month", per="channel")
def personal_arrivals(prospects: Value, contact_conversion: Value, conversion_effect: Value) -> Value:
    """New customers won by personal contact this month."""
    return prospects * contact_conversion * (1 + conversion_effect)


@line("customers/month")
@constant
def acquisitions_today(broadcast_arrivals_today: Value, personal_arrivals_today: Value) -> Value:
    """New customers won by today's campaigns, which the observed arrivals already contain."""
    return broadcast_arrivals_today + personal_arrivals_today


@line("customers/month")
def acquisitions(broadcast_arrivals: Value, personal_arrivals: Value) -> Value:
    """New customers won by broadcast and by personal contact this month."""
    return broadcast_arrivals + personal_arrivals


@line("EUR")
@benefit("partners", "economic")
def partners_goodwill(
    cost_of_sales: Value,
    partners_value: Value,
    partners_value_trial_transfer: Value,
    internal_transfer: Value,
    internal_uptake: Value,
) -> Value:
    """What suppliers do for a company that talks with them well, over what is bought from them; never cash."""
    return (
        cost_of_sales * partners_value * minimum(1, internal_transfer / partners_value_trial_transfer) * internal_uptake
    )
