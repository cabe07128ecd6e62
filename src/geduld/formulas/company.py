"""The company: from revenue to ebitda, tax, distribution and cash. Every strategy runs through all of it."""

from geduld.marks import Value, at_decision, cost, line, maximum, minimum, opening, outcome, where


@line("index")
@opening(1.0)
def price_index(opening_price_index: Value, inflation_pa: Value) -> Value:
    """General prices against the day of the decision."""
    return opening_price_index * (1 + inflation_pa) ** (1 / 12)


@line("index")
@opening(1.0)
def wage_index(opening_wage_index: Value, wage_growth_pa: Value) -> Value:
    """Wages against the day of the decision."""
    return opening_wage_index * (1 + wage_growth_pa) ** (1 / 12)


@line("index")
@opening(1.0)
def sales_price_index(opening_sales_price_index: Value, sales_price_growth_pa: Value) -> Value:
    """Own selling prices against the day of the decision."""
    return opening_sales_price_index * (1 + sales_price_growth_pa) ** (1 / 12)


@line("index")
@opening(1.0)
def purchase_price_index(opening_purchase_price_index: Value, purchase_price_growth_pa: Value) -> Value:
    """Purchase prices against the day of the decision."""
    return opening_purchase_price_index * (1 + purchase_price_growth_pa) ** (1 / 12)


@line("EUR")
@cost("operations")
def wages(internal_staff: Value, paid_hours_pm: Value, hourly_labour_cost: Value, wage_index: Value) -> Value:
    """Labour cost of all staff; what the programme saves is counted once, in the group `inside`."""
    return internal_staff * paid_hours_pm * hourly_labour_cost * wage_index


@line("EUR")
@cost("operations")
def marketing(marketing_pa: Value, price_index: Value) -> Value:
    """Marketing as it is today."""
    return marketing_pa / 12 * price_index


@line("EUR")
@cost("operations")
def other_costs(other_costs_pa: Value, price_index: Value) -> Value:
    """All other operating costs."""
    return other_costs_pa / 12 * price_index


@line("EUR")
@at_decision
def ebitda(cash_operations: Value, cash_programme: Value, cash_inside: Value) -> Value:
    """Earnings before interest, tax, depreciation and amortisation; only what is cash."""
    return cash_operations + cash_programme + cash_inside


@line("EUR")
def depreciation(depreciation_pa: Value) -> Value:
    """Depreciation of what the company owns."""
    return depreciation_pa / 12


@line("EUR")
def capital_expenditure(capital_expenditure_pa: Value, price_index: Value) -> Value:
    """Replacement of what wears out."""
    return capital_expenditure_pa / 12 * price_index


@line("EUR")
def debt_repayment(opening_debt: Value, debt_repayment_pm: Value) -> Value:
    """Contractual repayment of the company's loan."""
    return minimum(opening_debt, debt_repayment_pm)


@line("EUR")
@opening("debt_at_start")
def debt(opening_debt: Value, debt_repayment: Value) -> Value:
    """What the company still owes its bank."""
    return opening_debt - debt_repayment


@line("EUR")
def interest(opening_debt: Value, debt_rate_pa: Value) -> Value:
    """Interest on the company's loan, at the contract rate."""
    return opening_debt * debt_rate_pa / 12


@line("EUR")
def deposit_interest(opening_cash: Value, minimum_cash: Value, deposit_rate_pa: Value) -> Value:
    """What cash above the minimum earns at the bank."""
    return maximum(0, opening_cash - minimum_cash) * ((1 + deposit_rate_pa) ** (1 / 12) - 1)


@line("EUR")
@at_decision
def profit_before_tax(ebitda: Value, depreciation: Value, interest: Value, deposit_interest: Value) -> Value:
    """Profit of the month before corporate tax."""
    return ebitda - depreciation - interest + deposit_interest


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
@at_decision
def tax_of_the_year(taxable_profit: Value, tax_low_rate: Value, tax_high_rate: Value, tax_bracket: Value) -> Value:
    """Corporate tax on the fiscal year so far, by bracket."""
    return tax_low_rate * minimum(taxable_profit, tax_bracket) + tax_high_rate * maximum(
        0, taxable_profit - tax_bracket
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
