"""The owner's own loan: an annuity or linear, at the contract's rate, and the income to pay it with; once per owner."""

from geduld.marks import Value, at_decision, constant, line, maximum, minimum, opening, outcome, where


@line("EUR", per="owner")
@constant
def loan_annuity(loan_at_start: Value, loan_rate_pa: Value, loan_term_months: Value) -> Value:
    """Interest and repayment a month if the loan is an annuity; next to no rate, equal parts."""
    return where(
        loan_rate_pa > 0.000001,
        loan_at_start * loan_rate_pa / 12 / (1 - (1 + maximum(loan_rate_pa, 0.000001) / 12) ** (-loan_term_months)),
        loan_at_start / loan_term_months,
    )


@line("EUR", per="owner")
def loan_repayment(
    month: Value,
    opening_loan: Value,
    loan_at_start: Value,
    loan_rate_pa: Value,
    loan_term_months: Value,
    loan_form: Value,
    loan_annuity: Value,
) -> Value:
    """Repayment of the owner's own loan, linear or what an annuity leaves after interest; the last one is the rest."""
    return where(
        month < loan_term_months,
        minimum(
            opening_loan,
            (1 - loan_form) * loan_at_start / loan_term_months
            + loan_form * (loan_annuity - opening_loan * loan_rate_pa / 12),
        ),
        opening_loan,
    )


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
