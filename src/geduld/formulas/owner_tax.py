"""The owner's own tax: on the person's calendar year, with what the company withheld credited; once per owner.

Dividends are taxed by bracket on the year's total (box 2), or the value of the shares on the first of January is
(box 3). What is withheld is timing: it lowers the assessment, which is paid in the year after.
"""

from geduld.marks import Value, at_decision, constant, line, maximum, opening, where


@line("EUR", per="owner")
@opening("dividends_this_year_at_start")
@at_decision
def dividends_this_year(
    month: Value, calendar_month: Value, opening_dividends_this_year: Value, gross_dividend: Value
) -> Value:
    """Dividends received in the calendar year so far; the person's tax year is the calendar year."""
    return where(month > 0, where(calendar_month == 1, 0, 1), 1) * opening_dividends_this_year + gross_dividend


@line("EUR", per="owner")
@at_decision
def tax_withheld(gross_dividend: Value, withholding_rate: Value) -> Value:
    """Dividend tax that the company withholds when it pays; the assessment of the year gives it back."""
    return withholding_rate * gross_dividend


@line("EUR", per="owner")
@constant
def box3_tax_at_start(
    stake: Value,
    balanced_equity_at_start: Value,
    box3_exempt_amount: Value,
    box3_deemed_return_pa: Value,
    box3_tax_rate: Value,
) -> Value:
    """Tax on the value of the shares in the year of the decision, as if equity had stood all year as it opens."""
    return box3_tax_rate * box3_deemed_return_pa * maximum(0, stake * balanced_equity_at_start - box3_exempt_amount)


@line("EUR", per="owner")
@opening("box3_tax_at_start")
def box3_tax(
    calendar_month: Value,
    opening_box3_tax: Value,
    stake: Value,
    opening_equity: Value,
    box3_exempt_amount: Value,
    box3_deemed_return_pa: Value,
    box3_tax_rate: Value,
) -> Value:
    """Tax of the calendar year on the value of the shares as the year began: a deemed return on equity at book."""
    return where(
        calendar_month == 1,
        box3_tax_rate * box3_deemed_return_pa * maximum(0, stake * opening_equity - box3_exempt_amount),
        opening_box3_tax,
    )


@line("EUR", per="owner")
@at_decision
def owner_tax_of_the_year(
    dividends_this_year: Value,
    box3_tax: Value,
    withholding_rate: Value,
    dividend_tax_low_rate: Value,
    dividend_tax_high_rate: Value,
    dividend_tax_bracket: Value,
) -> Value:
    """Tax on the calendar year so far, by bracket on the year's total, less what was withheld; below zero a refund."""
    return (
        box3_tax
        + dividend_tax_low_rate * dividends_this_year
        + (dividend_tax_high_rate - dividend_tax_low_rate) * maximum(0, dividends_this_year - dividend_tax_bracket)
        - withholding_rate * dividends_this_year
    )


@line("EUR", per="owner")
def owner_tax_assessed(
    calendar_month: Value, opening_owner_tax_of_closed_years: Value, opening_owner_tax_of_the_year: Value
) -> Value:
    """The owner's tax on closed calendar years that is not yet paid, before this month's payment."""
    return opening_owner_tax_of_closed_years + where(calendar_month == 1, opening_owner_tax_of_the_year, 0)


@line("EUR", per="owner")
def owner_tax_paid(calendar_month: Value, owner_tax_payment_month: Value, owner_tax_assessed: Value) -> Value:
    """The owner's tax paid on the assessment of earlier years, in the declared month; below zero it is refunded."""
    return where(calendar_month == owner_tax_payment_month, owner_tax_assessed, 0)


@line("EUR", per="owner")
@opening("owner_tax_of_closed_years_at_start")
def owner_tax_of_closed_years(owner_tax_assessed: Value, owner_tax_paid: Value) -> Value:
    """The owner's tax on closed calendar years still to be paid."""
    return owner_tax_assessed - owner_tax_paid


@line("EUR", per="owner")
@at_decision
def owner_tax_payable(owner_tax_of_closed_years: Value, owner_tax_of_the_year: Value) -> Value:
    """All tax the owner owes on what was received; below zero it is to come back."""
    return owner_tax_of_closed_years + owner_tax_of_the_year


@line("EUR", per="owner")
@at_decision
def tax_still_owed(month: Value, horizon_months: Value, owner_tax_payable: Value) -> Value:
    """At the end of the horizon: the owner's tax that is not yet paid, so that none is left out."""
    return where(month == horizon_months, owner_tax_payable, 0)
