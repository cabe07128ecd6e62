"""Errors: one line that says where, what, with its unit, and what would be right.

One exception class per thing the reader must do. The command line prints the message without a traceback and exits
with the class's `exit_code`.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class GeduldError(Exception):
    """Anything Geduld refuses; the message is one line for the reader, `exit_code` what the command returns."""

    exit_code = 2


class CaseError(GeduldError):
    """Correct a file of the case, of the declared data, or a value on the command line."""


class ModelError(GeduldError):
    """Correct a formula: an unknown, unused, duplicate, cyclic or misspelt name among the lines."""


class ClaimError(GeduldError):
    """A sentence claims what the results do not show; the edition is not written."""


class RenderError(GeduldError):
    """An edition could not be rendered; the others are not affected."""

    exit_code = 1


def problem(
    where: str, key: str, what: str, *, unit: str | None = None, allowed: str | None = None, near: str | None = None
) -> str:
    """Build the one line of an error: file, key, what is wrong with its value and unit, what is allowed.

    `where` is the file (or "--set"), `key` the culprit ("" if the whole file is), `what` the value and what is wrong
    with it, `unit` its unit, `allowed` what would be right, `near` the known name that was probably meant. What a
    terminal would obey or not show (control and direction characters) is written out.
    """
    said = f"{what} {unit}" if unit else what
    hints = [f"allowed: {allowed}"] if allowed else []
    hints += [f"did you mean '{near}'?"] if near else []
    line = "; ".join([": ".join(part for part in (where, key, said) if part), *hints])
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in " ".join(line.split()))


def near_match(name: str, known: Iterable[str]) -> str | None:
    """The known name closest to `name`, or None where nothing is close; case does not matter."""
    spelt = {candidate.casefold(): candidate for candidate in known}
    close = get_close_matches(name.casefold(), spelt, n=1, cutoff=0.6)
    return spelt[close[0]] if close else None


def shown(value: object, longest: int = 80) -> str:
    """A value as it stands in a message: quoted if text, on one line, cut at `longest` characters."""
    text = repr(value)
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def plain(*values: float) -> str:
    """Numbers as they stand in a message: all digits that matter, no exponent for an amount of money."""
    return ", ".join(f"{value:.12g}" for value in values)
