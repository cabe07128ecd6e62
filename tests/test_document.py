"""MODEL.md says what the code computes."""

from pathlib import Path

import pytest

from geduld import model
from geduld.document import document

MODEL = Path(__file__).parents[1] / "MODEL.md"


def test_model_md_is_not_stale() -> None:
    """`python -m geduld.document` would not change it."""
    text = MODEL.read_text(encoding="utf-8")
    assert document(text) == text


def test_every_line_stands_in_model_md() -> None:
    text = MODEL.read_text(encoding="utf-8")
    assert [name for name in model.lines() if f"**{name}**" not in text] == []


def test_markers_are_needed() -> None:
    with pytest.raises(ValueError, match="markers"):
        document("no markers here")
