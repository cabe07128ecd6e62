"""What happens in one month: the only place with the model's arithmetic."""

from geduld.formulas import balance, company, customers, distribution, financing, inside, owner, programme, tax

ROOMS = (programme, inside, customers, company, balance, financing, tax, distribution, owner)
"""The modules whose functions are the lines of the case."""
