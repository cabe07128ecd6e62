"""What happens in one month: the only place with the model's arithmetic."""

from geduld.formulas import (
    company,
    customers,
    distribution,
    inside,
    owner,
    owner_loan,
    owner_sale,
    owner_tax,
    programme,
    tax,
)

ROOMS = (programme, inside, customers, company, tax, distribution, owner_tax, owner_sale, owner_loan, owner)
"""The modules whose functions are the lines of the case."""
