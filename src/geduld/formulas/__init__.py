"""What happens in one month: the only place with the model's arithmetic."""

from geduld.formulas import company, customers, inside, owner, programme

ROOMS = (programme, inside, customers, company, owner)
"""The modules whose functions are the lines of the case."""
