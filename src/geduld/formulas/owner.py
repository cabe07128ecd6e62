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
def settlement(
    month: Value, horizon_months: Value, stake: Value, cash: Value, debt: Value, tax_payable: Value
) -> Value:
    """At the end of the horizon: the owner's share of cash less debt and tax payable; the firm itself is not sold."""
    return where(month == horizon_months, stake * (cash - debt - tax_payable), 0)


@line("EUR", per="owner")
@at_decision
@outcome
def owner_flow(month: Value, horizon_months: Value, net_dividend: Value, settlement: Value) -> Value:
    """Everything the company brings this owner, after tax, up to the horizon."""
    return where(month <= horizon_months, net_dividend, 0) + settlement
