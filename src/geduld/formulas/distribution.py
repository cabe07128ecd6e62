"""What the owners are paid: what is proposed, and five limits, each of which says what it blocked.

In this order: cash above the minimum, a drawn credit line, the bank's covenant, and the two tests of Dutch law for a
BV (article 2:216 of the civil code). What is blocked is not caught up by itself; it stays in cash, and what lies above
the target cash is proposed again in the next dividend month.
"""

from geduld.marks import Value, at_decision, constant, line, maximum, minimum, opening, outcome, where


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
    """What would be paid to the owners if nothing stood in the way."""
    return ordinary_dividend + surplus_dividend + extra_payout


@line("EUR")
@at_decision
def allowed_by_cash(distribution_proposed: Value, cash_before_credit: Value, minimum_cash: Value) -> Value:
    """What of the proposal can go without touching the minimum cash, before the credit line is paid back."""
    return minimum(distribution_proposed, maximum(0, cash_before_credit - minimum_cash))


@line("EUR")
@at_decision
def allowed_by_credit(
    allowed_by_cash: Value,
    opening_credit: Value,
    credit_repaid: Value,
    cash_before_distribution: Value,
    minimum_cash: Value,
) -> Value:
    """What of that is left once the credit line is paid back; nothing while it is drawn."""
    return where(
        opening_credit > credit_repaid, 0, minimum(allowed_by_cash, maximum(0, cash_before_distribution - minimum_cash))
    )


@line("EUR")
@at_decision
def allowed_by_covenant(allowed_by_credit: Value, covenant_met: Value) -> Value:
    """What of that the bank lets go: all of it, or nothing."""
    return allowed_by_credit * covenant_met


@line("EUR")
@at_decision
def equity_before_distribution(
    cash_before_distribution: Value,
    net_operating_assets: Value,
    debt: Value,
    opening_credit: Value,
    credit_repaid: Value,
) -> Value:
    """What the balance sheet would leave for the owners if nothing were paid out."""
    return cash_before_distribution + net_operating_assets - debt - opening_credit + credit_repaid


@line("EUR")
@at_decision
def allowed_by_equity(allowed_by_covenant: Value, equity_before_distribution: Value, bound_reserves: Value) -> Value:
    """Balance test: what of that leaves the reserves that law and articles bind."""
    return minimum(allowed_by_covenant, maximum(0, equity_before_distribution - bound_reserves))


@line("months")
@at_decision
def repayments_ahead(debt: Value, debt_repayment_pm: Value) -> Value:
    """Repayments on the loan that fall in the next twelve months."""
    return minimum(12, debt / maximum(debt_repayment_pm, 0.000001))


@line("EUR")
@at_decision
def debt_service_ahead(debt: Value, debt_repayment_pm: Value, repayments_ahead: Value, debt_rate_pa: Value) -> Value:
    """Contractual interest and repayment of the next twelve months, on a loan that falls by equal parts."""
    return debt_repayment_pm * repayments_ahead + debt_rate_pa / 12 * repayments_ahead * (
        debt - debt_repayment_pm * (repayments_ahead - 1) / 2
    )


@line("count", per="track")
@constant
def track_trains(trained_share: Value) -> Value:
    """One where the strategy trains somebody in the track, else zero."""
    return where(trained_share > 0, 1, 0)


@line("EUR")
@opening(0.0)
@at_decision
def programme_spent(opening_programme_spent: Value, cash_programme: Value) -> Value:
    """What the programme has cost in cash so far."""
    return opening_programme_spent - cash_programme


@line("EUR")
@at_decision
def programme_committed(track_trains: Value, approved_programme_budget: Value, programme_spent: Value) -> Value:
    """What is left of the approved budget, where somebody is trained; to be safe, as if all came within a year."""
    return where(track_trains > 0, maximum(0, approved_programme_budget - programme_spent), 0)


@line("EUR")
@at_decision
def distribution(
    allowed_by_equity: Value,
    cash_before_distribution: Value,
    trailing12_cash_for_debt: Value,
    debt_service_ahead: Value,
    programme_committed: Value,
) -> Value:
    """What is paid to the owners. Liquidity test: cash left and a year's cash must cover the debts of the next year."""
    return minimum(
        allowed_by_equity,
        maximum(0, cash_before_distribution + trailing12_cash_for_debt - debt_service_ahead - programme_committed),
    )


@line("EUR")
@at_decision
def blocked_by_cash(distribution_proposed: Value, allowed_by_cash: Value) -> Value:
    """Proposed, and not paid because cash would fall below the minimum."""
    return distribution_proposed - allowed_by_cash


@line("EUR")
@at_decision
def blocked_by_credit(allowed_by_cash: Value, allowed_by_credit: Value) -> Value:
    """Proposed, and not paid because the credit line comes first."""
    return allowed_by_cash - allowed_by_credit


@line("EUR")
@at_decision
def blocked_by_covenant(allowed_by_credit: Value, allowed_by_covenant: Value) -> Value:
    """Proposed, and not paid because the debt service is not covered as the bank asks."""
    return allowed_by_credit - allowed_by_covenant


@line("EUR")
@at_decision
def blocked_by_equity(allowed_by_covenant: Value, allowed_by_equity: Value) -> Value:
    """Proposed, and not paid because equity would fall below the bound reserves."""
    return allowed_by_covenant - allowed_by_equity


@line("EUR")
@at_decision
def blocked_by_liquidity(allowed_by_equity: Value, distribution: Value) -> Value:
    """Proposed, and not paid because the debts of the next year would not be covered."""
    return allowed_by_equity - distribution


@line("EUR")
@at_decision
@outcome
def distribution_blocked(
    blocked_by_cash: Value,
    blocked_by_credit: Value,
    blocked_by_covenant: Value,
    blocked_by_equity: Value,
    blocked_by_liquidity: Value,
) -> Value:
    """What was proposed and could not be paid, for whichever reason; it is not caught up by itself."""
    return blocked_by_cash + blocked_by_credit + blocked_by_covenant + blocked_by_equity + blocked_by_liquidity
