"""The company's operations: from revenue to ebitda. Every strategy runs through all of it."""

from geduld.marks import Value, at_decision, cost, line, maximum, opening, outcome, where, within


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
    internal_staff_present: Value,
    staff_follows_customers_share: Value,
    opening_customers: Value,
    customers_today: Value,
) -> Value:
    """Staff on the payroll: part of it grows and shrinks with the customers, so that growth is not free."""
    return internal_staff_present * (
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
@outcome
def total_revenue(revenue: Value, branch_revenue: Value) -> Value:
    """Sales of the whole company: what its accounts know from before the decision."""
    return revenue + branch_revenue


@line("EUR")
@outcome
def total_cost_of_sales(
    cost_of_sales: Value,
    price_cut_gained: Value,
    supplier_premium_cost: Value,
    volume_discount_gained: Value,
    branch_cost_of_sales: Value,
) -> Value:
    """Net purchases of the whole company, at the prices paid: what its accounts know from before the decision."""
    return cost_of_sales - price_cut_gained + supplier_premium_cost - volume_discount_gained + branch_cost_of_sales


@line("EUR")
@cost("one_offs")
@at_decision
def one_off_costs(month: Value, one_off_month: Value, one_off_cost: Value) -> Value:
    """A declared cost that comes once, beside the programme."""
    return where(month == one_off_month, one_off_cost, 0)


@line("EUR")
@at_decision
def ebitda(cash_operations: Value, cash_programme: Value, cash_inside: Value, cash_one_offs: Value) -> Value:
    """Earnings before interest, tax, depreciation and amortisation; only what is cash."""
    return cash_operations + cash_programme + cash_inside + cash_one_offs


@line("EUR")
@at_decision
def normalised_ebitda(ebitda: Value, cash_programme: Value, cash_contact_cost: Value, cash_one_offs: Value) -> Value:
    """Ebitda without one-offs and the programme, its training time and its dip, as a buyer sees it; contact stays."""
    return ebitda - cash_programme - cash_contact_cost - cash_one_offs


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
