"""What the law may say about the strategies, as the command line prints it."""

from __future__ import annotations

from geduld.legal_flags import FILE, Flag, flags
from geduld.results import Results
from geduld.words.labels import table


def legal_report(results: Results, language: str) -> str:
    """A line per question that a strategy raises, with the answer, the months and the sources; "" where none does."""
    raised = [_line(flag, language) for flag in flags(results.case) if flag.touched]
    return "\n".join([table(FILE)["title"][language], *raised]) if raised else ""


def _line(flag: Flag, language: str) -> str:
    words = table(FILE)
    said = words[flag.status][language]
    first, last = flag.months or (0, 0)
    when = f", {words['months'][language].format(first=first, last=last)}" if flag.months else ""
    return f"{flag.strategy}: {flag.label[language]}: {said}{when}: {flag.text[language]} ({', '.join(flag.evidence)})."
