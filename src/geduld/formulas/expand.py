"""Opening branches: what they sell, what they cost, how they close, and the volume discount they are opened for.

A branch adds what it sells beyond sales taken from own customers: those stay in `revenue`, where they were bought
before, so that they are counted once and the customers of the company stay who they are. Its staff is in its running
cost, and its buyers are no `customers`: neither is counted again among staff or churn.
"""

from geduld.marks import (
    Value,
    at_decision,
    benefit,
    constant,
    cost,
    exp,
    line,
    maximum,
    minimum,
    opening,
    outcome,
    where,
    within,
)


@line("months")
@constant
def branch_opens_month(branch_start_month: Value, advice_wait_months: Value) -> Value:
    """Months from the decision to the opening: as planned, and after the works council's advice."""
    return branch_start_month + advice_wait_months


@line("count")
@opening(0.0)
def branches_open(month: Value, branches: Value, branch_opens_month: Value, branch_close_month: Value) -> Value:
    """Branches that sell this month: from the month after the opening up to the month of closing."""
    return where(month > branch_opens_month, branches, 0) * where(
        branch_close_month > 0, where(month < branch_close_month, 1, 0), 1
    )


@line("count")
def branches_opened(branches_open: Value, opening_branches_open: Value) -> Value:
    """Branches that sell for the first time this month."""
    return maximum(0, branches_open - opening_branches_open)


@line("count")
def branches_closed(branches_open: Value, opening_branches_open: Value) -> Value:
    """Branches that no longer sell from this month on."""
    return maximum(0, opening_branches_open - branches_open)


@line("share")
@within(0.0, 1.0, "a branch grows towards its full sales, never beyond")
def branch_ramp_share(
    month: Value, branches_open: Value, branch_opens_month: Value, branch_ramp_months: Value
) -> Value:
    """Share of its full sales that an open branch has reached: fast at first, then slower."""
    return where(branches_open > 0, 1 - exp(-maximum(0, month - branch_opens_month) / branch_ramp_months), 0)


@line("EUR")
def branch_sales(
    branches_open: Value,
    branch_sales_pm: Value,
    branch_sales_against_plan: Value,
    branch_ramp_share: Value,
    branch_season: Value,
    sales_price_index: Value,
) -> Value:
    """What is bought in the branches, by own customers too."""
    return (
        branches_open
        * branch_sales_pm
        * branch_sales_against_plan
        * branch_ramp_share
        * branch_season
        * sales_price_index
    )


@line("EUR")
@outcome
def branch_cannibalised_sales(branch_sales: Value, branch_cannibalised_share: Value) -> Value:
    """Bought in the branches instead of from the company as it was: no sales on top, and still in its own revenue."""
    return branch_sales * branch_cannibalised_share


@line("EUR")
@benefit("operations")
def branch_revenue(branch_sales: Value, branch_cannibalised_sales: Value) -> Value:
    """Sales that the branches bring on top of what the company sold already."""
    return branch_sales - branch_cannibalised_sales


@line("EUR")
@cost("operations")
def branch_cost_of_sales(branch_revenue: Value, cost_of_sales: Value, revenue: Value) -> Value:
    """Purchase value of sales on top, at the company's mean purchase share; no margin where it has no own sales."""
    return branch_revenue * where(revenue > 0, cost_of_sales / maximum(revenue, 0.000001), 1)


@line("EUR")
@cost("operations")
def branch_service_cost(branch_revenue: Value, branch_service_share: Value) -> Value:
    """Freight to the branches, packing and payment of sales on top; what own customers buy is served once already."""
    return branch_revenue * branch_service_share


@line("EUR")
@cost("operations")
def branch_running_cost(branches_open: Value, branch_running_price_pm: Value, price_index: Value) -> Value:
    """Staff, rent, energy and upkeep of the branches: fixed, whatever they sell."""
    return branches_open * branch_running_price_pm * price_index


@line("EUR")
@cost("one_offs")
def branch_opening_cost(
    branches_opened: Value, branch_opening_price: Value, branch_cost_against_plan: Value, price_index: Value
) -> Value:
    """What opening takes beside capital: recruiting, training, moving in, making it known."""
    return branches_opened * branch_opening_price * branch_cost_against_plan * price_index


@line("EUR")
@cost("one_offs")
def branch_advice_cost(
    month: Value, branches: Value, branch_start_month: Value, advice_bill: Value, price_index: Value
) -> Value:
    """Request for the works council's advice on the branches, once, in the first month after the planned start."""
    return where(month == branch_start_month + 1, where(branches > 0, advice_bill, 0), 0) * price_index


@line("EUR")
@cost("one_offs")
def branch_closure_cost(
    branches_closed: Value, branch_running_price_pm: Value, branch_closure_months: Value, price_index: Value
) -> Value:
    """Rent that runs on and severance of staff, as months of running cost, paid when the branches close."""
    return branches_closed * branch_running_price_pm * branch_closure_months * price_index


@line("EUR")
def branch_capital_paid(
    branches_opened: Value, branch_investment_price: Value, branch_cost_against_plan: Value, price_index: Value
) -> Value:
    """Paid for building and fitting out the branches."""
    return branches_opened * branch_investment_price * branch_cost_against_plan * price_index


@line("EUR")
@opening(0.0)
def branch_capital(branches_open: Value, opening_branch_capital: Value, branch_capital_paid: Value) -> Value:
    """What the open branches once cost: the base of their depreciation."""
    return where(branches_open > 0, opening_branch_capital + branch_capital_paid, 0)


@line("EUR")
def branch_depreciation(
    branches_open: Value, opening_branch_capital: Value, branch_life_months: Value, opening_branch_book_value: Value
) -> Value:
    """Depreciation of the open branches in equal parts over their life, from the month after paying."""
    return where(branches_open > 0, minimum(opening_branch_capital / branch_life_months, opening_branch_book_value), 0)


@line("EUR")
@opening(0.0)
@within(0.0, None, "no branch is worth less than nothing on a balance sheet")
def branch_book_value(
    branches_open: Value, opening_branch_book_value: Value, branch_capital_paid: Value, branch_depreciation: Value
) -> Value:
    """Book value of the open branches, part of the fixed assets."""
    return where(branches_open > 0, opening_branch_book_value + branch_capital_paid - branch_depreciation, 0)


@line("EUR")
def branch_sold(branches_open: Value, opening_branch_book_value: Value, branch_resale_share: Value) -> Value:
    """What the equipment of closed branches fetches."""
    return where(branches_open > 0, 0, opening_branch_book_value * branch_resale_share)


@line("EUR")
def branch_write_off(branches_open: Value, opening_branch_book_value: Value, branch_sold: Value) -> Value:
    """Book value of closed branches that nobody pays for; a loss without cash."""
    return where(branches_open > 0, 0, opening_branch_book_value) - branch_sold


@line("EUR")
def branch_investment(branch_capital_paid: Value, branch_sold: Value) -> Value:
    """Cash that the capital of branches takes: what is paid, less what it fetches at closing."""
    return branch_capital_paid - branch_sold


@line("EUR")
def purchase_volume(cost_of_sales: Value, branch_cost_of_sales: Value, purchase_price_index: Value) -> Value:
    """Purchases of the whole company as suppliers count volume: before discounts, at the prices of the decision."""
    return (cost_of_sales + branch_cost_of_sales) / purchase_price_index


@line("EUR")
@at_decision
def purchase_volume_of_twelve_months(trailing12_purchase_volume: Value) -> Value:
    """Purchase volume of the last twelve months."""
    return trailing12_purchase_volume


@line("EUR")
@opening(0.0)
@at_decision
def purchase_volume_at_decision(
    month: Value, purchase_volume_of_twelve_months: Value, opening_purchase_volume_at_decision: Value
) -> Value:
    """Purchase volume of the year before the decision, kept to compare with."""
    return where(month == 0, purchase_volume_of_twelve_months, opening_purchase_volume_at_decision)


@line("ratio")
def purchase_level(
    opening_purchase_volume_of_twelve_months: Value, opening_purchase_volume_at_decision: Value
) -> Value:
    """Purchase volume of the twelve months so far, over that of the year before the decision."""
    return opening_purchase_volume_of_twelve_months / maximum(opening_purchase_volume_at_decision, 0.000001)


@line("share")
def volume_discount_reached(
    purchase_level: Value,
    discount_threshold_1: Value,
    discount_share_1: Value,
    discount_threshold_2: Value,
    discount_share_2: Value,
    discount_threshold_3: Value,
    discount_share_3: Value,
) -> Value:
    """Discount of the highest step that the purchase level reaches, if it is agreed."""
    return maximum(
        where(purchase_level >= discount_threshold_1, discount_share_1, 0),
        maximum(
            where(purchase_level >= discount_threshold_2, discount_share_2, 0),
            where(purchase_level >= discount_threshold_3, discount_share_3, 0),
        ),
    )


@line("share")
@within(0.0, 1.0, "no supplier pays for taking goods")
def volume_discount_share(
    volume_discount_agreed: Value, volume_discount_reached: Value, discount_received_share: Value
) -> Value:
    """Share of all purchases that comes back as discount: what is agreed and reached, as far as it is received."""
    return volume_discount_agreed * volume_discount_reached * discount_received_share


@line("EUR")
@benefit("operations")
def volume_discount_gained(
    volume_discount_share: Value,
    cost_of_sales: Value,
    branch_cost_of_sales: Value,
    price_cut_gained: Value,
    supplier_premium_cost: Value,
) -> Value:
    """Volume discount on all that is invoiced, for the branches too: after a price cut, and a premium elsewhere."""
    return volume_discount_share * (cost_of_sales + branch_cost_of_sales - price_cut_gained + supplier_premium_cost)
