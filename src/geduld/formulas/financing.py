"""Lenders and cash, in the order of payment: debt, the credit line, the owners, and only then new credit."""

from geduld.marks import Value, at_decision, clip, line, maximum, minimum, opening, outcome, where


@line("EUR")
def debt_repayment(opening_debt: Value, debt_repayment_pm: Value) -> Value:
    """Contractual repayment of the company's loan."""
    return minimum(opening_debt, debt_repayment_pm)


@line("EUR")
@opening("debt_at_start")
def debt(opening_debt: Value, debt_repayment: Value) -> Value:
    """What the company still owes its bank on the loan."""
    return opening_debt - debt_repayment


@line("EUR")
def interest(opening_debt: Value, debt_rate_pa: Value) -> Value:
    """Interest on the company's loan, at the contract rate."""
    return opening_debt * debt_rate_pa / 12


@line("EUR")
def credit_interest(opening_credit: Value, credit_rate_pa: Value) -> Value:
    """Interest on the credit line as it was drawn at the start of the month, at its own rate."""
    return opening_credit * credit_rate_pa / 12


@line("EUR")
def deposit_interest(opening_cash: Value, minimum_cash: Value, deposit_rate_pa: Value) -> Value:
    """What cash above the minimum earns at the bank."""
    return maximum(0, opening_cash - minimum_cash) * ((1 + deposit_rate_pa) ** (1 / 12) - 1)


@line("EUR")
@at_decision
def cash_for_debt(ebitda: Value, tax_paid: Value, rise_in_working_capital: Value, capital_expenditure: Value) -> Value:
    """Cash flow available for debt service: what is left for lenders before anything else."""
    return ebitda - tax_paid - rise_in_working_capital - capital_expenditure


@line("EUR")
def debt_service(interest: Value, credit_interest: Value, debt_repayment: Value) -> Value:
    """Interest and contractual repayment; what is paid back on the credit line is no obligation."""
    return interest + credit_interest + debt_repayment


@line("ratio")
@at_decision
@outcome
def debt_cover(trailing12_cash_for_debt: Value, trailing12_debt_service: Value) -> Value:
    """Cash for debt over debt service in the last twelve months; zero where there is nothing to serve."""
    return where(trailing12_debt_service > 0, trailing12_cash_for_debt / maximum(trailing12_debt_service, 0.000001), 0)


@line("count")
@at_decision
def covenant_met(trailing12_cash_for_debt: Value, trailing12_debt_service: Value, covenant_minimum: Value) -> Value:
    """One where the last twelve months cover the debt service as the bank asks, or where there is none; else zero."""
    return where(
        trailing12_debt_service > 0,
        where(trailing12_cash_for_debt < covenant_minimum * trailing12_debt_service, 0, 1),
        1,
    )


@line("EUR")
@at_decision
def cash_before_credit(
    opening_cash: Value, cash_for_debt: Value, deposit_interest: Value, debt_service: Value
) -> Value:
    """Cash after everything that must be paid."""
    return opening_cash + cash_for_debt + deposit_interest - debt_service


@line("EUR")
@at_decision
def credit_repaid(opening_credit: Value, cash_before_credit: Value, minimum_cash: Value) -> Value:
    """The credit line is paid back from cash above the minimum, before the owners get anything."""
    return minimum(opening_credit, maximum(0, cash_before_credit - minimum_cash))


@line("EUR")
@at_decision
def cash_before_distribution(cash_before_credit: Value, credit_repaid: Value) -> Value:
    """Cash after everything but the owners."""
    return cash_before_credit - credit_repaid


@line("EUR")
@at_decision
def credit_drawn(
    minimum_cash: Value,
    cash_before_distribution: Value,
    distribution: Value,
    credit_limit: Value,
    opening_credit: Value,
    credit_repaid: Value,
) -> Value:
    """New credit: what is missing to the minimum, as far as the limit leaves room."""
    return clip(
        minimum_cash - cash_before_distribution + distribution,
        0,
        maximum(0, credit_limit - opening_credit + credit_repaid),
    )


@line("EUR")
@opening("credit_at_start")
@at_decision
def credit(opening_credit: Value, credit_repaid: Value, credit_drawn: Value) -> Value:
    """What is drawn on the credit line."""
    return opening_credit - credit_repaid + credit_drawn


@line("EUR")
@at_decision
@outcome
def credit_headroom(credit_limit: Value, credit: Value) -> Value:
    """What can still be drawn on the credit line."""
    return credit_limit - credit


@line("EUR")
@opening("cash_at_start")
@at_decision
def cash(cash_before_distribution: Value, distribution: Value, credit_drawn: Value) -> Value:
    """Cash at the bank at the end of the month."""
    return cash_before_distribution - distribution + credit_drawn


@line("EUR")
@at_decision
def change_in_cash(cash: Value, opening_cash: Value) -> Value:
    """Cash at the end of the month less cash at its start."""
    return cash - opening_cash


@line("EUR")
@at_decision
@outcome
def funding_gap(cash: Value, minimum_cash: Value) -> Value:
    """Cash missing to the minimum when the credit line is used up: somebody would have to bring it."""
    return maximum(0, minimum_cash - cash)
