"""What happens in one month: the only place with the model's arithmetic."""

from geduld.formulas import (
    balance,
    company,
    contact,
    customers,
    distribution,
    financing,
    inside,
    market,
    owner,
    programme,
    subsidy,
    tax,
)

ROOMS = (
    programme, subsidy, contact, inside, market, customers, company, balance, financing, tax, distribution, owner,
)  # fmt: skip
"""The modules whose functions are the lines of the case."""
