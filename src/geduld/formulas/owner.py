"""From company to owner: what reaches each owner after tax. Each line once per owner."""

from geduld.marks import Value, at_decision, line, maximum, minimum, opening, outcome, where


@line("EUR", per="owner")
@at_decision
def gross_dividend(stake: Value, distribution: Value) -> Value:
    """The owner's share of what the company pays out."""
    return stake * distribution


@line("EUR", per="owner")
@at_decision
def dividends_earlier_this_year(month: Value, calendar_month: Value, opening_dividends_this_year: Value) -> Value:
    """Dividends received in the calendar year before this month; the person's tax year is the calendar year."""
    return where(calendar_month == 1, where(month > 0, 0, opening_dividends_this_year), opening_dividends_this_year)


@line("EUR", per="owner")
@opening("dividends_this_year_at_start")
@at_decision
def dividends_this_year(dividends_earlier_this_year: Value, gross_dividend: Value) -> Value:
    """Dividends received in the calendar year so far."""
    return dividends_earlier_this_year + gross_dividend


@line("EUR", per="owner")
@at_decision
def dividend_tax(
    gross_dividend: Value,
    dividends_this_year: Value,
    dividends_earlier_this_year: Value,
    dividend_tax_low_rate: Value,
    dividend_tax_high_rate: Value,
    dividend_tax_bracket: Value,
) -> Value:
    """The owner's tax on this month's dividend, by bracket on the year's total."""
    return dividend_tax_low_rate * gross_dividend + (dividend_tax_high_rate - dividend_tax_low_rate) * (
        maximum(0, dividends_this_year - dividend_tax_bracket)
        - maximum(0, dividends_earlier_this_year - dividend_tax_bracket)
    )


@line("EUR", per="owner")
@at_decision
def net_dividend(gross_dividend: Value, dividend_tax: Value) -> Value:
    """Dividend after the owner's tax."""
    return gross_dividend - dividend_tax


@line("EUR", per="owner")
def loan_repayment(opening_loan: Value, loan_at_start: Value, loan_term_months: Value) -> Value:
    """Repayment of the owner's own loan, in equal parts."""
    return minimum(opening_loan, loan_at_start / loan_term_months)


@line("EUR", per="owner")
@opening("loan_at_start")
def loan(opening_loan: Value, loan_repayment: Value) -> Value:
    """What the owner still owes on the own loan."""
    return opening_loan - loan_repayment


@line("EUR", per="owner")
def loan_service(opening_loan: Value, loan_rate_pa: Value, loan_repayment: Value) -> Value:
    """Interest and repayment on the owner's own loan."""
    return opening_loan * loan_rate_pa / 12 + loan_repayment


@line("EUR", per="owner")
@outcome
def loan_service_of_twelve_months(trailing12_loan_service: Value) -> Value:
    """Interest and repayment over the last twelve months."""
    return trailing12_loan_service


@line("EUR", per="owner")
@at_decision
@outcome
def loan_income_of_twelve_months(trailing12_net_dividend: Value, other_income_pm: Value) -> Value:
    """Net dividends over the last twelve months and the owner's other income, to pay the loan with."""
    return trailing12_net_dividend + other_income_pm * 12


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
def equity_value(
    exit_multiple: Value, believed_ebitda: Value, cash: Value, debt: Value, credit: Value, tax_payable: Value
) -> Value:
    """What all shares would fetch: the multiple of ebitda, cash in, lenders and tax payable out; never below zero."""
    return maximum(0, exit_multiple * maximum(0, believed_ebitda) + cash - debt - credit - tax_payable)


@line("EUR", per="owner")
@at_decision
def sale_proceeds(month: Value, horizon_months: Value, leaves: Value, stake: Value, equity_value: Value) -> Value:
    """What an owner who leaves gets for the shares, at the end of the horizon."""
    return where(month == horizon_months, leaves * stake * equity_value, 0)


@line("EUR", per="owner")
@at_decision
def gain_on_sale(sale_proceeds: Value, acquisition_price: Value) -> Value:
    """Proceeds above what the shares once cost; a loss is not set off."""
    return where(sale_proceeds > 0, maximum(0, sale_proceeds - acquisition_price), 0)


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


@line("EUR", per="owner")
@at_decision
def settlement(
    month: Value,
    horizon_months: Value,
    leaves: Value,
    stake: Value,
    cash: Value,
    debt: Value,
    credit: Value,
    tax_payable: Value,
) -> Value:
    """For an owner who stays, at the end of the horizon: the share of cash less debt, credit and tax payable."""
    return where(month == horizon_months, (1 - leaves) * stake * (cash - debt - credit - tax_payable), 0)


@line("EUR", per="owner")
@at_decision
def final_payment(settlement: Value, sale_proceeds: Value, tax_on_sale: Value) -> Value:
    """What comes at the end of the horizon: the settlement, or the sale after tax."""
    return settlement + sale_proceeds - tax_on_sale


@line("EUR", per="owner")
@at_decision
@outcome
def owner_flow(month: Value, horizon_months: Value, net_dividend: Value, final_payment: Value) -> Value:
    """Everything the company brings this owner, after tax, up to the horizon."""
    return where(month <= horizon_months, net_dividend, 0) + final_payment
