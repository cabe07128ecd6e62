"""The company: from revenue to the profit of the fiscal year. Every strategy runs through all of it."""

from geduld.marks import Value, at_decision, cost, line, maximum, minimum, opening, where, within


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


@line("fte")
def staff_needed(
    internal_staff: Value, staff_follows_customers_share: Value, opening_customers: Value, customers_today: Value
) -> Value:
    """Staff on the payroll: part of it grows and shrinks with the customers, so that growth is not free."""
    return internal_staff * (
        1 + staff_follows_customers_share * (opening_customers / maximum(customers_today, 0.000001) - 1)
    )


@line("EUR")
@cost("operations")
def wages(staff_needed: Value, paid_hours_pm: Value, hourly_labour_cost: Value, wage_index: Value) -> Value:
    """Labour cost of all staff; what the programme saves is counted once, in the group `inside`."""
    return staff_needed * paid_hours_pm * hourly_labour_cost * wage_index


@line("EUR")
@within(0.0, None, "broadcast and personal contact are part of the marketing budget")
@cost("operations")
def marketing(marketing_pa: Value, broadcast_pa: Value, personal_contact_today: Value, price_index: Value) -> Value:
    """Marketing as it is today, without the broadcast and the personal contact that are counted apart."""
    return ((marketing_pa - broadcast_pa) / 12 - personal_contact_today) * price_index


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
@at_decision
def normalised_ebitda(ebitda: Value, cash_programme: Value, cash_contact_cost: Value) -> Value:
    """Ebitda without the programme, its training time and its dip, as a buyer sees it; contact goes on, so it stays."""
    return ebitda - cash_programme - cash_contact_cost


@line("EUR")
@at_decision
def normalised_ebitda_of_twelve_months(trailing12_normalised_ebitda: Value) -> Value:
    """Normalised ebitda over the last twelve months."""
    return trailing12_normalised_ebitda


@line("EUR")
@opening(0.0)
@at_decision
def ebitda_at_decision(
    month: Value, normalised_ebitda_of_twelve_months: Value, opening_ebitda_at_decision: Value
) -> Value:
    """Normalised ebitda of the twelve months before the decision, kept to compare with."""
    return where(month == 0, normalised_ebitda_of_twelve_months, opening_ebitda_at_decision)


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
