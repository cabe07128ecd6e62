"""A figure by its unit, in the reader's language."""

from __future__ import annotations

import pytest

from geduld.assumptions import UNITS
from geduld.results import Figure
from geduld.words.figures import format_figure, format_value
from geduld.words.labels import table

LABEL = {"nl": "maat", "en": "measure"}


def plain(text: str) -> str:
    """Without the spaces that keep words together."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("value", "unit", "nl", "en"),
    [
        (48_000, "EUR", "€ 48.000", "€48,000"),
        (45.2, "EUR/h", "€ 45,20 per uur", "€45.20 per hour"),
        (1_100, "EUR/trainee", "€ 1.100 per cursist", "€1,100 per trainee"),
        (77.5, "GBP/customer/month", "£ 77,50 per klant per maand", "£77.50 per customer per month"),
        (0.07, "share/year", "7,0% per jaar", "7.0% per year"),
        (0.005, "share/month", "0,50% per maand", "0.50% per month"),
        (32, "months", "32 maanden", "32 months"),
        (17, "month", "maand 17", "month 17"),
        (0.61, "ratio", "0,61 ×", "0.61 ×"),
        (1, "customers", "1 klant", "1 customer"),
        (4339, "customers", "4.339 klanten", "4,339 customers"),
        (138, "h/month/fte", "138 uur per maand per fte", "138 hours per month per fte"),
    ],
)
def test_a_value_reads_with_its_unit(value: float, unit: str, nl: str, en: str) -> None:
    assert (plain(format_value(value, unit, "nl")), plain(format_value(value, unit, "en"))) == (nl, en)


def test_every_unit_of_an_assumption_has_words() -> None:
    words = set(table("units.toml")) | {"share"}
    assert {part for unit in UNITS for part in unit.split("/")} - words == set()


def test_without_a_value_the_note_is_said_else_a_dash() -> None:
    none = Figure("irr", None, "share/year", LABEL)
    told = Figure("irr", None, "share/year", LABEL, note={"nl": "bestaat niet", "en": "does not exist"})
    assert (format_figure(none, "nl"), format_figure(told, "nl")) == ("–", "bestaat niet")


def test_money_of_a_figure_is_rounded_to_the_step_of_the_page() -> None:
    assert plain(format_figure(Figure("npv", 41_030.4, "EUR", LABEL), "nl", 1_000, signed=True)) == "+€ 41.000"
