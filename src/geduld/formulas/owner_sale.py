"""An owner who leaves: what a buyer pays for the shares, and the tax on the gain. Each line once per owner."""

from geduld.marks import Value, at_decision, line, maximum, minimum, where


@line("EUR", per="owner")
@at_decision
def believed_ebitda(
    ebitda_at_decision: Value, normalised_ebitda_of_twelve_months: Value, believed_share: Value
) -> Value:
    """Ebitda a buyer pays for: of a rise since the decision the believed share, of a fall all of it."""
    return (
        ebitda_at_decision
        + believed_share * maximum(0, normalised_ebitda_of_twelve_months - ebitda_at_decision)
        + minimum(0, normalised_ebitda_of_twelve_months - ebitda_at_decision)
    )


@line("EUR", per="owner")
@at_decision
def enterprise_value(exit_multiple: Value, believed_ebitda: Value) -> Value:
    """What a buyer pays for the business, free of cash and debt and with the working capital that it needs."""
    return exit_multiple * maximum(0, believed_ebitda)


@line("EUR", per="owner")
@at_decision
def equity_value(
    enterprise_value: Value, cash: Value, debt: Value, credit: Value, tax_payable: Value, squeezed_payables: Value
) -> Value:
    """What all shares would fetch: cash comes on top; lenders, tax and bills paid later come off; never below zero."""
    # The price includes normal working capital: cash that only came from paying later is the buyer's to pay back.
    return maximum(0, enterprise_value + cash - debt - credit - tax_payable - squeezed_payables)


@line("EUR", per="owner")
@at_decision
def sale_proceeds(month: Value, horizon_months: Value, leaves: Value, stake: Value, equity_value: Value) -> Value:
    """What an owner who leaves gets for the shares, at the end of the horizon."""
    return where(month == horizon_months, leaves * stake * equity_value, 0)


@line("EUR", per="owner")
@at_decision
def gain_on_sale(sale_proceeds: Value, acquisition_price: Value) -> Value:
    """Proceeds above what the shares once cost; a loss is not set off."""
    return maximum(0, sale_proceeds - acquisition_price)


@line("EUR", per="owner")
@at_decision
def tax_on_sale(
    gain_on_sale: Value,
    dividends_this_year: Value,
    dividend_tax_low_rate: Value,
    dividend_tax_high_rate: Value,
    dividend_tax_bracket: Value,
) -> Value:
    """The owner's tax on the gain, by bracket on top of the year's dividends."""
    return dividend_tax_low_rate * gain_on_sale + (dividend_tax_high_rate - dividend_tax_low_rate) * (
        maximum(0, dividends_this_year + gain_on_sale - dividend_tax_bracket)
        - maximum(0, dividends_this_year - dividend_tax_bracket)
    )
