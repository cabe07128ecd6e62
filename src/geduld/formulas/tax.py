"""Profit and corporate tax: on the fiscal year so far, with losses carried over, paid in a declared month."""

from geduld.marks import Value, at_decision, line, maximum, minimum, opening, where


@line("EUR")
@at_decision
def profit_before_tax(
    ebitda: Value, depreciation: Value, interest: Value, credit_interest: Value, deposit_interest: Value
) -> Value:
    """Profit of the month before corporate tax."""
    return ebitda - depreciation - interest - credit_interest + deposit_interest


@line("EUR")
@at_decision
def profit_of_the_year(year_to_date_profit_before_tax: Value) -> Value:
    """Profit before tax in the fiscal year so far."""
    return year_to_date_profit_before_tax


@line("EUR")
@opening("losses_at_start")
def losses_brought_forward(
    fiscal_month: Value,
    opening_losses_brought_forward: Value,
    opening_loss_relief: Value,
    opening_profit_of_the_year: Value,
) -> Value:
    """Losses of earlier fiscal years that are not yet set off."""
    return opening_losses_brought_forward + where(
        fiscal_month == 1, maximum(0, -opening_profit_of_the_year) - opening_loss_relief, 0
    )


@line("EUR")
@at_decision
def loss_relief(
    losses_brought_forward: Value, profit_of_the_year: Value, loss_free_amount: Value, loss_share_above: Value
) -> Value:
    """Earlier losses set off against this year's profit, within the statutory limit."""
    return minimum(
        losses_brought_forward,
        minimum(maximum(0, profit_of_the_year), loss_free_amount)
        + loss_share_above * maximum(0, profit_of_the_year - loss_free_amount),
    )


@line("EUR")
@at_decision
def taxable_profit(profit_of_the_year: Value, loss_relief: Value) -> Value:
    """What this fiscal year's tax is computed on so far."""
    return maximum(0, profit_of_the_year) - loss_relief


@line("EUR")
@opening("tax_of_the_year_at_start")
@at_decision
def tax_of_the_year(taxable_profit: Value, tax_low_rate: Value, tax_high_rate: Value, tax_bracket: Value) -> Value:
    """Corporate tax on the fiscal year so far, by bracket."""
    return tax_low_rate * minimum(taxable_profit, tax_bracket) + tax_high_rate * maximum(
        0, taxable_profit - tax_bracket
    )


@line("EUR")
@at_decision
def tax_accrued(month: Value, fiscal_month: Value, tax_of_the_year: Value, opening_tax_of_the_year: Value) -> Value:
    """Corporate tax that this month adds to what is owed; a new fiscal year starts at nothing."""
    return tax_of_the_year - where(
        fiscal_month == 1, where(month > 0, 0, opening_tax_of_the_year), opening_tax_of_the_year
    )


@line("EUR")
def tax_assessed(fiscal_month: Value, opening_tax_of_closed_years: Value, opening_tax_of_the_year: Value) -> Value:
    """Tax of closed fiscal years that is not yet paid, before this month's payment."""
    return opening_tax_of_closed_years + where(fiscal_month == 1, opening_tax_of_the_year, 0)


@line("EUR")
def tax_paid(fiscal_month: Value, tax_payment_fiscal_month: Value, tax_assessed: Value) -> Value:
    """Corporate tax paid, in the declared month."""
    return where(fiscal_month == tax_payment_fiscal_month, tax_assessed, 0)


@line("EUR")
@opening("tax_of_closed_years_at_start")
def tax_of_closed_years(tax_assessed: Value, tax_paid: Value) -> Value:
    """Tax of closed fiscal years still to be paid."""
    return tax_assessed - tax_paid


@line("EUR")
@at_decision
def tax_payable(tax_of_closed_years: Value, tax_of_the_year: Value) -> Value:
    """All corporate tax the company owes."""
    return tax_of_closed_years + tax_of_the_year


@line("EUR")
@at_decision
def net_profit_of_the_year(profit_of_the_year: Value, tax_of_the_year: Value) -> Value:
    """Profit after tax in the fiscal year so far."""
    return profit_of_the_year - tax_of_the_year


@line("EUR")
@opening("profit_last_year_at_start")
def net_profit_last_year(
    fiscal_month: Value, opening_net_profit_of_the_year: Value, opening_net_profit_last_year: Value
) -> Value:
    """Profit after tax of the last closed fiscal year."""
    return where(fiscal_month == 1, opening_net_profit_of_the_year, opening_net_profit_last_year)
