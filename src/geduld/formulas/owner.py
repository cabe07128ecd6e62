"""From company to owner: what reaches each owner, and what is left of it to live on. Each line once per owner.

Who stays is settled on equity at book, because cash that growth tied up in working capital was kept from the owner
and is still the owner's. Who leaves gets a price instead: a buyer expects the working capital to come with the ebitda.
Neither falls below zero: who holds shares in a BV is not liable for its debts (art. 2:175 BW).
"""

from geduld.marks import Value, at_decision, line, maximum, opening, outcome, where


@line("EUR", per="owner")
@at_decision
def gross_dividend(stake: Value, distribution: Value) -> Value:
    """The owner's share of what the company pays out."""
    return stake * distribution


@line("EUR", per="owner")
@at_decision
def net_dividend(gross_dividend: Value, tax_withheld: Value, owner_tax_paid: Value) -> Value:
    """What the owner has of the dividends this month: the dividend less what is withheld and what is assessed."""
    return gross_dividend - tax_withheld - owner_tax_paid


@line("EUR", per="owner")
def other_income(other_income_pm: Value) -> Value:
    """The owner's income beside the company."""
    return other_income_pm


@line("EUR", per="owner")
def private_need(dividend_need_pa: Value, price_index: Value) -> Value:
    """What the owner needs to live on from the dividends; it rises with prices."""
    return dividend_need_pa / 12 * price_index


@line("EUR", per="owner")
@opening("reserve_at_start")
@at_decision
@outcome
def reserve(
    opening_reserve: Value, net_dividend: Value, other_income: Value, loan_service: Value, private_need: Value
) -> Value:
    """The owner's own cash at the end of the month; below zero somebody must lend it."""
    return opening_reserve + net_dividend + other_income - loan_service - private_need


@line("EUR", per="owner")
@at_decision
def settlement(month: Value, horizon_months: Value, leaves: Value, stake: Value, equity: Value) -> Value:
    """For an owner who stays, at the end of the horizon: the share of equity at book, if above zero."""
    return where(month == horizon_months, (1 - leaves) * stake * maximum(0, equity), 0)


@line("EUR", per="owner")
@at_decision
def continuing_year(month: Value, horizon_months: Value, leaves: Value, trailing12_net_dividend: Value) -> Value:
    """For an owner who stays, at the end of the horizon: the dividends after tax of its last year, if above zero."""
    return where(month == horizon_months, (1 - leaves) * maximum(0, trailing12_net_dividend), 0)


@line("EUR", per="owner")
@at_decision
def continuing_value(continuing_years: Value, continuing_year: Value) -> Value:
    """What comes after the horizon, as the owner declares it: years of dividends like the last one."""
    return continuing_years * continuing_year


@line("EUR", per="owner")
@at_decision
def final_payment(settlement: Value, continuing_value: Value, sale_proceeds: Value, tax_on_sale: Value) -> Value:
    """What comes at the end of the horizon: the settlement and what continues, or the sale after tax."""
    return settlement + continuing_value + sale_proceeds - tax_on_sale


@line("EUR", per="owner")
@at_decision
@outcome
def owner_flow(
    month: Value, horizon_months: Value, net_dividend: Value, tax_still_owed: Value, final_payment: Value
) -> Value:
    """Everything the company brings this owner, after tax, up to the horizon."""
    return where(month <= horizon_months, net_dividend, 0) - tax_still_owed + final_payment
