"""What an edition is asked for, read from text: the folder of a case, own values, a day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from geduld.case import data_folder
from geduld.errors import CaseError, problem


def case_folder(case: str) -> Path:
    """The folder of a case: a path, or the name of a case in the shared data.

    Raises:
        CaseError: there is no such folder.
    """
    named = data_folder() / "cases" / case
    found = next((folder for folder in (Path(case), named) if (folder / "case.toml").is_file()), None)
    if found is None:
        raise CaseError(
            problem("case", case, "there is no case there", allowed="a folder with case.toml, or a case in data/cases")
        )
    return found


def own_values(text: str) -> dict[str, float]:
    """Own values from JSON text, {"key": number}.

    Raises:
        CaseError: the text is no JSON object of numbers.
    """
    try:
        values = json.loads(text or "{}")
    except json.JSONDecodeError as error:
        raise CaseError(problem("own_values", "", f"no JSON: {error}", allowed='{"key": number}')) from None
    if not isinstance(values, dict) or not all(type(value) in (int, float) for value in values.values()):
        raise CaseError(problem("own_values", "", repr(text), allowed='{"key": number}'))
    return {key: float(value) for key, value in values.items()}


def day_of(text: str) -> date | None:
    """The day of a text, "2026-11-23"; None of an empty one. Raises CaseError for what is no day."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise CaseError(problem("dated", "", repr(text), allowed="a day, 2026-11-23")) from None
