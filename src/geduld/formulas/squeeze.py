"""Squeezing suppliers: what a lower price and later payment bring now, and what suppliers do about it later.

What a supplier feels is what it misses: the price cut that is left, and what it costs to wait for its money, over the
share of its deliveries that is squeezed. That depth drives two events per key supplier, each once at most: it leaves,
or it delivers late. Suppliers that are no key supplier can be replaced, so they stay.
"""

from geduld.marks import Value, benefit, clip, cost, exp, line, maximum, minimum, opening, where, within


@line("share")
def price_cut_left(
    month: Value, squeeze_start_month: Value, squeeze_price_cut_share: Value, squeeze_half_life_months: Value
) -> Value:
    """Price cut that is left: all of it in the first month, and then suppliers win it back bit by bit."""
    return where(
        month > squeeze_start_month,
        squeeze_price_cut_share * 2 ** (-maximum(0, month - squeeze_start_month - 1) / squeeze_half_life_months),
        0,
    )


@line("days")
def squeeze_payment_days_now(month: Value, squeeze_start_month: Value, squeeze_payment_days: Value) -> Value:
    """Days that squeezed suppliers wait longer: in a month payment can be put off by a month at most."""
    return where(
        month > squeeze_start_month, minimum(squeeze_payment_days, (month - squeeze_start_month) * 365 / 12), 0
    )


@line("share")
def supplier_depth(
    squeeze_purchase_share: Value,
    price_cut_left: Value,
    squeeze_payment_days_now: Value,
    supplier_capital_rate_pa: Value,
) -> Value:
    """What suppliers miss, as a share of what is bought from them: the price cut, and what waiting costs them."""
    return squeeze_purchase_share * (price_cut_left + squeeze_payment_days_now * supplier_capital_rate_pa / 365)


@line("ratio", per="supplier")
@opening(0.0)
def supplier_leave_hazard(
    opening_supplier_leave_hazard: Value,
    supplier_leave_rate_pa: Value,
    supplier_depth: Value,
    squeeze_reference_share: Value,
) -> Value:
    """Hazard to date that the supplier leaves, in proportion to what it misses."""
    return opening_supplier_leave_hazard + supplier_leave_rate_pa / 12 * supplier_depth / squeeze_reference_share


@line("share", per="supplier")
@opening(0.0)
def supplier_gone(supplier_leave_hazard: Value, supplier_leave_luck: Value) -> Value:
    """Whether the supplier has left: as soon as the chance of it to date passes the luck of the draw."""
    return where(1 - exp(-supplier_leave_hazard) > supplier_leave_luck, 1, 0)


@line("month", per="supplier")
@opening(0.0)
def supplier_gone_month(
    month: Value, supplier_gone: Value, opening_supplier_gone: Value, opening_supplier_gone_month: Value
) -> Value:
    """The month in which the supplier left, kept from then on."""
    return where(supplier_gone > opening_supplier_gone, month, opening_supplier_gone_month)


@line("share", per="supplier")
@within(0.0, 1.0, "key suppliers deliver at most all that is bought")
def supplier_gone_share(supplier_purchase_share: Value, supplier_gone: Value) -> Value:
    """Share of the purchases whose supplier has left; it is bought elsewhere, at the price of before."""
    return supplier_purchase_share * supplier_gone


@line("share", per="supplier")
def supplier_replacement(
    supplier_purchase_share: Value,
    supplier_gone: Value,
    opening_supplier_gone: Value,
    supplier_replacement_share: Value,
) -> Value:
    """Cost of replacing the supplier in the month it leaves, as a share of a year of all purchases."""
    return supplier_purchase_share * (supplier_gone - opening_supplier_gone) * supplier_replacement_share


@line("share", per="supplier")
def supplier_premium(
    month: Value,
    supplier_purchase_share: Value,
    supplier_gone: Value,
    supplier_gone_month: Value,
    supplier_premium_share: Value,
    supplier_premium_months: Value,
) -> Value:
    """Premium paid elsewhere while the stand-in lasts, as a share of all purchases; below zero if it is cheaper."""
    return (
        supplier_purchase_share
        * supplier_gone
        * supplier_premium_share
        * clip(supplier_gone_month + supplier_premium_months - month, 0, 1)
    )


@line("ratio", per="supplier")
@opening(0.0)
def supplier_delay_hazard(
    opening_supplier_delay_hazard: Value,
    supplier_delay_rate_pa: Value,
    supplier_depth: Value,
    squeeze_reference_share: Value,
    supplier_gone: Value,
) -> Value:
    """Hazard to date that the supplier delivers late; who has left delivers nothing."""
    return opening_supplier_delay_hazard + supplier_delay_rate_pa / 12 * supplier_depth / squeeze_reference_share * (
        1 - supplier_gone
    )


@line("share", per="supplier")
@opening(0.0)
def supplier_late(supplier_delay_hazard: Value, supplier_delay_luck: Value) -> Value:
    """Whether the supplier has begun to deliver late: as soon as the chance of it passes the luck of the draw."""
    return where(1 - exp(-supplier_delay_hazard) > supplier_delay_luck, 1, 0)


@line("month", per="supplier")
@opening(0.0)
def supplier_late_month(
    month: Value, supplier_late: Value, opening_supplier_late: Value, opening_supplier_late_month: Value
) -> Value:
    """The month in which late delivery began, kept from then on."""
    return where(supplier_late > opening_supplier_late, month, opening_supplier_late_month)


@line("share", per="supplier")
def supplier_late_share(
    month: Value,
    supplier_purchase_share: Value,
    supplier_late: Value,
    supplier_late_month: Value,
    supplier_delay_months: Value,
    supplier_gone: Value,
) -> Value:
    """Share of the purchases that comes late this month."""
    return (
        supplier_purchase_share
        * supplier_late
        * (1 - supplier_gone)
        * clip(supplier_late_month + supplier_delay_months - month, 0, 1)
    )


@line("share")
def supplier_pressure(supplier_delay_churn_rise: Value, supplier_late_share: Value) -> Value:
    """Relative rise of churn because goods come late; sales are lost through it and nowhere else."""
    return supplier_delay_churn_rise * supplier_late_share


@line("EUR")
@benefit("operations")
def price_cut_gained(
    cost_of_sales: Value, price_cut_left: Value, squeeze_purchase_share: Value, supplier_gone_share: Value
) -> Value:
    """Price cut on the squeezed share of what is bought from the suppliers that are still there."""
    return cost_of_sales * price_cut_left * squeeze_purchase_share * (1 - supplier_gone_share)


@line("EUR")
@cost("operations")
def supplier_premium_cost(cost_of_sales: Value, supplier_premium: Value) -> Value:
    """What is paid more, until a supplier that left is truly replaced."""
    return cost_of_sales * supplier_premium


@line("EUR")
@cost("one_offs")
def supplier_replacement_cost(trailing12_total_cost_of_sales: Value, supplier_replacement: Value) -> Value:
    """Finding and taking on another supplier, once for each that leaves."""
    return trailing12_total_cost_of_sales * supplier_replacement


@line("days")
def squeezed_payment_days(
    squeeze_payment_days_now: Value, squeeze_purchase_share: Value, supplier_gone_share: Value
) -> Value:
    """Days that all purchases together are paid later; who left has been paid."""
    return squeeze_payment_days_now * squeeze_purchase_share * (1 - supplier_gone_share)


@line("EUR")
def squeezed_payables(trailing3_total_cost_of_sales: Value, squeezed_payment_days: Value) -> Value:
    """What suppliers are owed because they are paid later."""
    return trailing3_total_cost_of_sales * squeezed_payment_days / 91.25


@line("EUR")
@cost("operations")
def late_payment_interest(
    squeezed_payables: Value, late_payment_rate_pa: Value, late_payment_claimed_share: Value
) -> Value:
    """Statutory interest on what is paid later, as far as suppliers claim it."""
    return squeezed_payables * late_payment_rate_pa / 12 * late_payment_claimed_share


@line("EUR")
@cost("partners", "economic")
def partners_goodwill_lost(
    cost_of_sales: Value,
    supplier_goodwill_share: Value,
    supplier_depth: Value,
    squeeze_reference_share: Value,
    supplier_gone_share: Value,
) -> Value:
    """What squeezed suppliers no longer do of their own accord; never cash."""
    return (
        cost_of_sales * supplier_goodwill_share * supplier_depth / squeeze_reference_share * (1 - supplier_gone_share)
    )
