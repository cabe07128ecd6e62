"""What happens in one month: the only place with the model's arithmetic."""

from geduld.formulas import company, customers, distribution, inside, owner, programme, tax

ROOMS = (programme, inside, customers, company, tax, distribution, owner)
"""The modules whose functions are the lines of the case."""
