"""Customers who stay and customers who come: per segment and churn class."""

from geduld.marks import (
    Value,
    benefit,
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


@line("share")
def churn_effect(
    churn_reduction: Value,
    churn_reduction_trial_transfer: Value,
    customer_transfer: Value,
    customer_noticed: Value,
    contact_made_share: Value,
) -> Value:
    """Share of the churn that personal contact prevents; negative when contact wakes a sleeper."""
    return (
        churn_reduction
        * minimum(1, customer_transfer / churn_reduction_trial_transfer)
        * customer_noticed
        * contact_made_share
    )


@line("share")
def referral_effect(
    referral_increase: Value,
    referral_increase_trial_transfer: Value,
    customer_transfer: Value,
    customer_noticed: Value,
    contact_made_share: Value,
) -> Value:
    """Relative rise of the referrals per customer."""
    return (
        referral_increase
        * minimum(1, customer_transfer / referral_increase_trial_transfer)
        * customer_noticed
        * contact_made_share
    )


@line("share")
@within(-1.0, None, "customers spend nothing or something")
def upsell_effect(
    upsell_increase: Value,
    upsell_increase_trial_transfer: Value,
    customer_transfer: Value,
    customer_noticed: Value,
    contact_made_share: Value,
) -> Value:
    """Relative rise of what a customer spends; negative when contact puts customers off."""
    return (
        upsell_increase
        * minimum(1, customer_transfer / upsell_increase_trial_transfer)
        * customer_noticed
        * contact_made_share
    )


@line("share")
@within(None, 1.0, "no more service is saved than there is")
def service_effect(
    service_reduction: Value,
    service_reduction_trial_transfer: Value,
    customer_transfer: Value,
    customer_noticed: Value,
) -> Value:
    """Share of the cost to serve that is no longer needed; negative when contact makes more work."""
    return service_reduction * minimum(1, customer_transfer / service_reduction_trial_transfer) * customer_noticed


@line("share/month", per="class")
@within(0.0, 1.0, "no more customers leave than there are")
def churn_rate(churn_rate_pm: Value, churn_level: Value, churn_effect: Value, pressure: Value) -> Value:
    """Share of the customers that leaves this month; all classes of a fitted curve lie too high or too low together."""
    return clip(churn_rate_pm * churn_level * (1 - churn_effect) * (1 + pressure), 0, 1)


@line("customers", per="class")
@constant
def customers_today(customers_at_start: Value, class_share_today: Value) -> Value:
    """Customers on the day of the decision."""
    return customers_at_start * class_share_today


@line("share/month", per="class")
@constant
def most_referrals(
    churn_rate_pm: Value, churn_level: Value, referral_increase: Value, receives_referrals: Value
) -> Value:
    """Guard: where referred customers arrive, each brings in less than a whole successor; elsewhere there is none."""
    # Only there do the referred refer on, so only there can customers grow out of themselves. A loyal class of another
    # segment, which hardly ever leaves, may refer as it does: those it brings are not like it. 1 is no limit.
    return where(receives_referrals > 0, 0.95 * churn_rate_pm * churn_level / (1 + maximum(0, referral_increase)), 1)


@line("share/month", per="class")
@constant
def referral_rate(referrals_pm: Value, most_referrals: Value) -> Value:
    """Referrals per customer a month, as far as the guard lets them."""
    return minimum(referrals_pm, most_referrals)


@line("share/month", per="class")
@outcome
@constant
def referrals_stopped(referrals_pm: Value, referral_rate: Value) -> Value:
    """What the guard stopped: referrals among the referred that would make them grow without end."""
    return referrals_pm - referral_rate


@line("customers/month", per="class")
def referrals(opening_customers: Value, referral_rate: Value, referral_effect: Value) -> Value:
    """Customers brought in by customers this month."""
    return opening_customers * referral_rate * (1 + referral_effect)


@line("customers/month", per="class")
def referrals_today(customers_today: Value, referral_rate: Value) -> Value:
    """Referrals that the observed arrivals already contain."""
    return customers_today * referral_rate


@line("customers/month", per="segment")
@within(0.0, None, "observed arrivals already contain referrals and campaigns, so they cannot be fewer")
def organic_arrivals(
    observed_arrivals_pm: Value, referrals_today: Value, acquisitions_today: Value, campaign_arrivals_share: Value
) -> Value:
    """New customers that come by themselves: observed arrivals less today's referrals and campaigns."""
    return observed_arrivals_pm - referrals_today - acquisitions_today * campaign_arrivals_share


@line("customers/month")
def referred_arrivals(referrals: Value) -> Value:
    """Customers brought in by all customers this month."""
    return referrals


@line("customers/month", per="class")
def arrivals(
    organic_arrivals: Value,
    acquisitions: Value,
    campaign_arrivals_share: Value,
    referred_arrivals: Value,
    receives_referrals: Value,
    class_share_new: Value,
) -> Value:
    """New customers this month; who was referred arrives in a segment of its own."""
    return (
        organic_arrivals + acquisitions * campaign_arrivals_share + referred_arrivals * receives_referrals
    ) * class_share_new


@line("customers", per="class")
@opening("customers_today")
@within(0.0, None, "there are no negative customers")
def customers(opening_customers: Value, churn_rate: Value, arrivals: Value) -> Value:
    """Customers at the end of the month."""
    return opening_customers * (1 - churn_rate) + arrivals


@line("EUR", per="class")
@benefit("operations")
def revenue(
    customers: Value,
    revenue_per_customer_pm: Value,
    referred_value_uplift: Value,
    receives_referrals: Value,
    upsell_effect: Value,
    autonomy_sales_effect: Value,
    season: Value,
    sales_price_index: Value,
) -> Value:
    """Sales to customers in their season; a referred customer may be worth more, and keeps that value."""
    return (
        customers
        * revenue_per_customer_pm
        * (1 + referred_value_uplift * receives_referrals)
        * (1 + upsell_effect)
        * (1 + autonomy_sales_effect)
        * season
        * sales_price_index
    )


@line("EUR", per="class")
@cost("operations")
def cost_of_sales(
    revenue: Value, purchase_share: Value, purchase_price_index: Value, sales_price_index: Value
) -> Value:
    """Purchase value of what was sold."""
    return revenue * purchase_share * purchase_price_index / sales_price_index


@line("EUR", per="class")
@cost("operations")
def cost_to_serve(
    customers: Value, cost_to_serve_pm: Value, service_effect: Value, season: Value, price_index: Value
) -> Value:
    """Picking, sending, service: what grows with the number of customers and follows their season."""
    return customers * cost_to_serve_pm * (1 - service_effect) * season * price_index


@line("EUR", per="segment")
@outcome
def contribution(revenue: Value, cost_of_sales: Value, cost_to_serve: Value) -> Value:
    """What the customers of a segment leave for everything else."""
    return revenue - cost_of_sales - cost_to_serve
