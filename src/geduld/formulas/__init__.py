"""What happens in one month: the only place with the model's arithmetic."""

from geduld.formulas import company, contact, customers, distribution, inside, market, owner, programme, subsidy, tax

ROOMS = (programme, subsidy, contact, inside, market, customers, company, tax, distribution, owner)
"""The modules whose functions are the lines of the case."""
