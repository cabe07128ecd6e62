"""What the owners are paid, what is left in cash, and the identity that every month must satisfy."""

from geduld.marks import Value, at_decision, line, maximum, minimum, opening, outcome, where


@line("EUR")
@at_decision
def cash_before_distribution(
    opening_cash: Value,
    ebitda: Value,
    deposit_interest: Value,
    interest: Value,
    debt_repayment: Value,
    tax_paid: Value,
    capital_expenditure: Value,
) -> Value:
    """Cash after everything but the owners."""
    return opening_cash + ebitda + deposit_interest - interest - debt_repayment - tax_paid - capital_expenditure


@line("EUR")
def ordinary_dividend(
    fiscal_month: Value, dividend_fiscal_month: Value, payout_ratio: Value, net_profit_last_year: Value
) -> Value:
    """The declared share of last year's profit, in the dividend month."""
    return where(fiscal_month == dividend_fiscal_month, payout_ratio * maximum(0, net_profit_last_year), 0)


@line("EUR")
@at_decision
def surplus_dividend(
    month: Value,
    fiscal_month: Value,
    dividend_fiscal_month: Value,
    cash_before_distribution: Value,
    ordinary_dividend: Value,
    target_cash: Value,
) -> Value:
    """Cash above the declared target, in the dividend month, in every strategy."""
    return where(
        fiscal_month == dividend_fiscal_month,
        where(month > 0, maximum(0, cash_before_distribution - ordinary_dividend - target_cash), 0),
        0,
    )


@line("EUR")
@at_decision
def extra_payout(
    month: Value, payout_month: Value, payout_budget_share: Value, approved_programme_budget: Value
) -> Value:
    """The lever of `payout`: the approved budget to the owners instead of into the programme."""
    return where(month == payout_month, payout_budget_share * approved_programme_budget, 0)


@line("EUR")
@at_decision
def distribution_proposed(ordinary_dividend: Value, surplus_dividend: Value, extra_payout: Value) -> Value:
    """What would be paid to the owners if cash allowed it."""
    return ordinary_dividend + surplus_dividend + extra_payout


@line("EUR")
@at_decision
def distribution(distribution_proposed: Value, cash_before_distribution: Value, minimum_cash: Value) -> Value:
    """What is paid to the owners: never out of the minimum cash."""
    return minimum(distribution_proposed, maximum(0, cash_before_distribution - minimum_cash))


@line("EUR")
@at_decision
@outcome
def distribution_blocked(distribution_proposed: Value, distribution: Value) -> Value:
    """What was proposed and could not be paid; it is not caught up later."""
    return distribution_proposed - distribution


@line("EUR")
@opening("cash_at_start")
@at_decision
def cash(cash_before_distribution: Value, distribution: Value) -> Value:
    """Cash at the bank at the end of the month."""
    return cash_before_distribution - distribution


@line("EUR")
@at_decision
@outcome
def funding_gap(cash: Value, minimum_cash: Value) -> Value:
    """Cash that is missing to the minimum, and that somebody would have to bring."""
    return maximum(0, minimum_cash - cash)


@line("EUR")
@at_decision
@outcome
def identity_residual(
    ebitda: Value,
    deposit_interest: Value,
    distribution: Value,
    tax_paid: Value,
    interest: Value,
    debt_repayment: Value,
    capital_expenditure: Value,
    cash: Value,
    opening_cash: Value,
) -> Value:
    """What came in, less owners, tax, lenders, replacement and the change in cash: zero, every month."""
    return (
        ebitda
        + deposit_interest
        - distribution
        - tax_paid
        - interest
        - debt_repayment
        - capital_expenditure
        - (cash - opening_cash)
    )
