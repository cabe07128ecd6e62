"""Labels: fixed words of an edition, and the names of the lines of the case, in both languages."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Words = Mapping[str, str]
"""The same words in each language: {"nl": ..., "en": ...}."""
TENSES = ("opening_", "trailing3_", "trailing12_", "year_to_date_")
TRACKS = ("internal_", "customer_", "market_")
KINDS = ("cash_", "economic_")


@cache
def table(name: str) -> Mapping[str, Mapping[str, str]]:
    """A file of words of this room, read once: id -> words per language."""
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def label(key: str, language: str) -> str:
    """The fixed words for `key`. Raises KeyError for an unknown key."""
    return table("labels.toml")[key][language]


def line_label(name: str, language: str) -> str:
    """A line of the case in words, also as read by a formula: `opening_customers`, `internal_uptake`.

    A name without words of its own is printed as it is, with spaces.
    """
    lines = table("lines.toml")
    if name in lines:
        return lines[name][language]
    for prefix in (*TENSES, *KINDS, *TRACKS):
        if name.startswith(prefix):
            return lines[prefix][language].format(line_label(name.removeprefix(prefix), language))
    return name.replace("_", " ")


def has_line(name: str) -> bool:
    """Whether a line has words of its own."""
    return name in table("lines.toml")
