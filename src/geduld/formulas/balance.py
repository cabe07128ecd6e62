"""The balance sheet: working capital, fixed assets, equity, and the identities that every month must satisfy.

Value added tax is left out: amounts are net of it, and what is owed of it at a month's end is a timing of weeks.
"""

from geduld.marks import Value, at_decision, constant, line, maximum, minimum, opening, outcome, where, within


@line("days")
@opening(0.0)
@at_decision
@within(0.0, 3650.0, "receivables and the revenue of the last three months do not belong to one company")
def receivable_days(
    month: Value, opening_receivable_days: Value, receivables_at_start: Value, trailing3_total_revenue: Value
) -> Value:
    """Days of revenue that customers owe: read from the accounts on the day of the decision, and kept."""
    return where(
        month == 0, receivables_at_start * 91.25 / maximum(trailing3_total_revenue, 0.000001), opening_receivable_days
    )


@line("days")
@opening(0.0)
@at_decision
@within(0.0, 3650.0, "stock and the cost of sales of the last three months do not belong to one company")
def stock_days(
    month: Value, opening_stock_days: Value, stock_at_start: Value, trailing3_total_cost_of_sales: Value
) -> Value:
    """Days of cost of sales that lie in stock: read from the accounts on the day of the decision, and kept."""
    return where(
        month == 0, stock_at_start * 91.25 / maximum(trailing3_total_cost_of_sales, 0.000001), opening_stock_days
    )


@line("days")
@opening(0.0)
@at_decision
@within(0.0, 3650.0, "payables and the cost of sales of the last three months do not belong to one company")
def payable_days(
    month: Value, opening_payable_days: Value, payables_at_start: Value, trailing3_total_cost_of_sales: Value
) -> Value:
    """Days of cost of sales owed to suppliers: read from the accounts on the day of the decision, and kept."""
    return where(
        month == 0, payables_at_start * 91.25 / maximum(trailing3_total_cost_of_sales, 0.000001), opening_payable_days
    )


@line("EUR")
@opening("receivables_at_start")
def receivables(trailing3_total_revenue: Value, opening_receivable_days: Value) -> Value:
    """What customers owe, following the revenue of the last three months."""
    return trailing3_total_revenue * opening_receivable_days / 91.25


@line("EUR")
@opening("stock_at_start")
def stock(trailing3_total_cost_of_sales: Value, opening_stock_days: Value) -> Value:
    """Goods in stock, following the cost of sales of the last three months."""
    return trailing3_total_cost_of_sales * opening_stock_days / 91.25


@line("EUR")
@opening("payables_at_start")
def payables(trailing3_total_cost_of_sales: Value, opening_payable_days: Value, squeezed_payables: Value) -> Value:
    """What suppliers are owed, following the cost of sales of the last three months, and what is paid later."""
    return trailing3_total_cost_of_sales * opening_payable_days / 91.25 + squeezed_payables


@line("EUR")
@constant
def working_capital_at_start(receivables_at_start: Value, stock_at_start: Value, payables_at_start: Value) -> Value:
    """Working capital on the opening balance sheet."""
    return receivables_at_start + stock_at_start - payables_at_start


@line("EUR")
@opening("working_capital_at_start")
def working_capital(receivables: Value, stock: Value, payables: Value) -> Value:
    """Money that lies in unpaid invoices and stock, less what suppliers lend."""
    return receivables + stock - payables


@line("EUR")
def rise_in_working_capital(working_capital: Value, opening_working_capital: Value) -> Value:
    """Cash that growth takes this month; below zero when shrinking sets it free."""
    return working_capital - opening_working_capital


@line("EUR")
def capital_expenditure(capital_expenditure_pa: Value, price_index: Value, branch_investment: Value) -> Value:
    """Replacement of what wears out, and the capital of branches."""
    return capital_expenditure_pa / 12 * price_index + branch_investment


@line("EUR")
def usual_depreciation(depreciation_pa: Value, opening_fixed_assets: Value, opening_branch_book_value: Value) -> Value:
    """Depreciation of what the company owns beside branches; what is written off wholly is depreciated no further."""
    return minimum(depreciation_pa / 12, opening_fixed_assets - opening_branch_book_value)


@line("EUR")
def depreciation(usual_depreciation: Value, branch_depreciation: Value, branch_write_off: Value) -> Value:
    """Depreciation of all that the company owns, and what it writes off."""
    return usual_depreciation + branch_depreciation + branch_write_off


@line("EUR")
@outcome
def depreciation_stopped(depreciation_pa: Value, usual_depreciation: Value) -> Value:
    """What the guard stopped: depreciation of fixed assets that are no longer on the balance sheet."""
    return depreciation_pa / 12 - usual_depreciation


@line("EUR")
@opening("fixed_assets_at_start")
@within(0.0, None, "nothing is worth less than nothing on a balance sheet")
def fixed_assets(opening_fixed_assets: Value, capital_expenditure: Value, depreciation: Value) -> Value:
    """Book value of what the company owns for longer than a year."""
    return opening_fixed_assets + capital_expenditure - depreciation


@line("EUR")
@at_decision
def net_operating_assets(
    working_capital: Value,
    fixed_assets: Value,
    other_assets_at_start: Value,
    tax_payable: Value,
    other_liabilities_at_start: Value,
) -> Value:
    """All assets but cash, less all debts but those to lenders; other assets and debts stay as they were."""
    return working_capital + fixed_assets + other_assets_at_start - tax_payable - other_liabilities_at_start


@line("EUR")
@constant
def balanced_equity_at_start(
    cash_at_start: Value,
    working_capital_at_start: Value,
    fixed_assets_at_start: Value,
    other_assets_at_start: Value,
    debt_at_start: Value,
    credit_at_start: Value,
    tax_of_closed_years_at_start: Value,
    tax_of_the_year_at_start: Value,
    other_liabilities_at_start: Value,
) -> Value:
    """What is left for the owners on the opening balance sheet, item by item."""
    return (
        cash_at_start
        + working_capital_at_start
        + fixed_assets_at_start
        + other_assets_at_start
        - debt_at_start
        - credit_at_start
        - tax_of_closed_years_at_start
        - tax_of_the_year_at_start
        - other_liabilities_at_start
    )


@line("EUR")
@constant
@outcome
def equity_difference_at_start(equity_at_start: Value, balanced_equity_at_start: Value) -> Value:
    """Equity as the accounts say it, less what the items of the opening balance sheet leave."""
    return equity_at_start - balanced_equity_at_start


@line("EUR")
@opening("balanced_equity_at_start")
@at_decision
def equity(cash: Value, net_operating_assets: Value, debt: Value, credit: Value) -> Value:
    """What is left for the owners on the balance sheet."""
    return cash + net_operating_assets - debt - credit


@line("EUR")
@at_decision
@outcome
def balance_residual(
    equity: Value, opening_equity: Value, profit_before_tax: Value, tax_accrued: Value, distribution: Value
) -> Value:
    """Equity on the balance sheet, less what it was, less the month's profit after tax and pay-outs: zero."""
    return equity - opening_equity - profit_before_tax + tax_accrued + distribution


@line("EUR")
@at_decision
@outcome
def identity_residual(
    ebitda: Value,
    deposit_interest: Value,
    credit_drawn: Value,
    distribution: Value,
    tax_paid: Value,
    debt_service: Value,
    credit_repaid: Value,
    capital_expenditure: Value,
    rise_in_working_capital: Value,
    change_in_cash: Value,
) -> Value:
    """What came in, less owners, tax, lenders, replacement, working capital and the change in cash: zero."""
    return (
        ebitda
        + deposit_interest
        + credit_drawn
        - distribution
        - tax_paid
        - debt_service
        - credit_repaid
        - capital_expenditure
        - rise_in_working_capital
        - change_in_cash
    )
