"""Personal contact with customers: the hours it takes, and for how many of them there is somebody."""

from geduld.marks import Value, cost, line, maximum, minimum, outcome, where


@line("h/month")
def contact_hours_wanted(opening_customers: Value, contact_hours_pa: Value, customer_uptake: Value) -> Value:
    """Hours of personal contact that the customers would take, beyond what there is without the programme."""
    return opening_customers * contact_hours_pa / 12 * customer_uptake


@line("h/month")
def contact_hours(
    contact_hours_wanted: Value, customer_staff_present: Value, paid_hours_pm: Value, customer_hours_in_training: Value
) -> Value:
    """Hours of personal contact there are: at most the hours that staff have left beside their training."""
    return minimum(
        contact_hours_wanted, maximum(0, customer_staff_present * paid_hours_pm - customer_hours_in_training)
    )


@line("h/month")
@outcome
def contact_stopped(contact_hours_wanted: Value, contact_hours: Value) -> Value:
    """What the guard stopped: hours of contact for which there is nobody."""
    return contact_hours_wanted - contact_hours


@line("share")
def contact_made_share(contact_hours_wanted: Value, contact_hours: Value) -> Value:
    """Share of the contact that is made; what is not made has no effect either."""
    return where(contact_hours_wanted > 0, contact_hours / maximum(contact_hours_wanted, 0.000001), 1)


@line("EUR")
@cost("programme", "cashable", share="contact_time_realisation_share")
def contact_cost(contact_hours: Value, hourly_labour_cost: Value, wage_index: Value) -> Value:
    """Hours of personal contact with customers that there would not be without the programme."""
    return contact_hours * hourly_labour_cost * wage_index
