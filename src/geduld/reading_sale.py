"""What the sale of an owner who leaves rests on, as the command line prints it."""

from __future__ import annotations

import pandas as pd

from geduld.results import Results
from geduld.words.labels import label, table

BEGINS = "exit."


def sale(results: Results, owner: str, language: str) -> str:
    """The bridge from booked ebitda to what the owner keeps: a row per step, a column per strategy; "" who stays."""
    found = {strategy: _column(results, strategy, owner, language) for strategy in results.runs}
    if not any(found.values()):
        return ""
    return f"{label('sale_title', language)} (EUR)\n{pd.DataFrame(found).to_string()}\n{label('sale_note', language)}"


def _column(results: Results, strategy: str, owner: str, language: str) -> dict[str, str]:
    ids = [f"{BEGINS}{step}" for step in table("exit.toml")]
    figures = [results.figure(id, strategy, owner) for id in ids if f"{owner}.{strategy}.{id}" in results.by_claim]
    return {figure.label[language]: f"{round(figure.value or 0.0):,}" for figure in figures}
