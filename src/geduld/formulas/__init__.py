"""What happens in one month: the only place with the model's arithmetic."""

from geduld.formulas import (
    advice,
    autonomy,
    balance,
    company,
    contact,
    customers,
    cut,
    distribution,
    expand,
    financing,
    inside,
    market,
    owner,
    owner_loan,
    owner_sale,
    owner_tax,
    programme,
    squeeze,
    subsidy,
    tax,
)

ROOMS = (
    advice, cut, programme, subsidy, contact, inside, autonomy, market, squeeze, customers, expand, company, balance,
    financing, tax, distribution, owner_tax, owner_sale, owner_loan, owner,
)  # fmt: skip
"""The modules whose functions are the lines of the case."""
