"""Labels: both languages, everywhere; and a name for every line of the model."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from geduld import model
from geduld.words.labels import has_line, label, line_label, table

WORDS = sorted(p.name for p in files("geduld.words").iterdir() if p.name.endswith(".toml"))
FLAT = [name for name in WORDS if name not in ("sentences.toml", "address.toml")]


@pytest.mark.parametrize("name", FLAT)
def test_every_entry_has_both_languages(name: str) -> None:
    assert [key for key, words in table(name).items() if not {"nl", "en"} <= set(words)] == []


@pytest.mark.parametrize("name", FLAT)
def test_both_languages_fill_in_the_same(name: str) -> None:
    def slots(words: str) -> list[str]:
        return sorted(re.findall(r"\{\d*\}", words))

    assert [key for key, words in table(name).items() if slots(words["nl"]) != slots(words["en"])] == []


def test_no_label_speaks_to_the_reader() -> None:
    """A label does not know whether it says u or je; sentences do."""
    spoken = re.compile(r"\b(u|uw|jij|je|jouw|jou)\b", re.IGNORECASE)
    assert [key for name in FLAT for key, words in table(name).items() if spoken.search(words["nl"])] == []


def test_every_line_has_a_name_of_its_own_or_from_its_parts() -> None:
    made = ("cash_", "economic_")
    nameless = [line for line in model.lines() if not has_line(line) and not has_line(line.removeprefix("cash_"))]
    assert [line for line in nameless if not line.startswith(made)] == []


def test_a_name_as_a_formula_reads_it() -> None:
    assert line_label("opening_customers", "nl") == "klanten aan het begin van de maand"
    assert line_label("internal_uptake", "en") == "skill put to use (with colleagues)"
    assert line_label("something_new", "en") == "something new"


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(KeyError):
        label("no_such_label", "nl")


def test_the_files_of_words_are_read_whole() -> None:
    for name in WORDS:
        assert tomllib.loads(files("geduld.words").joinpath(name).read_text("utf-8"))
