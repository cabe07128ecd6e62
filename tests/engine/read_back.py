"""Reads a printed equation back: the words become Python again, so that it can be computed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from geduld.marks import VOCABULARY

WORDS = {
    "nl": ("het kleinste van (", "het grootste van (", "[als ", "; anders ", ", minstens ", " en hoogstens "),
    "en": ("the smaller of (", "the larger of (", "[if ", "; otherwise ", ", at least ", " and at most "),
}
PYTHON = ("minimum(", "maximum(", "where(", ", ", ", ", ", ")
SIGNS = {"×": "*", "÷": "/", "−": "-", "≤": "<=", "≥": ">=", "≠": "!=", " = ": " == ", ": ": ", ", ";": ",", "]": ")"}


def as_python(text: str, language: str) -> str:
    """The printed equation, labels being names, as a Python expression."""
    for word, python in zip(WORDS[language], PYTHON, strict=True):
        text = text.replace(word, python)
    for sign, python in SIGNS.items():
        text = text.replace(sign, python)
    return re.sub(r"\be\^\(", "exp(", text).replace("[", "clip(").replace("^(", "**(")


def computed(text: str, language: str, values: Mapping[str, float]) -> float:
    """What the printed equation amounts to for these values of its labels."""
    return float(eval(as_python(text, language), dict(VOCABULARY), dict(values)))
