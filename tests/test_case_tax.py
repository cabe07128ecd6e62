"""Brackets of corporate tax: dated, whole, and refused in one line where they are not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from geduld import model
from geduld.case import data_folder, load_case, load_shared
from geduld.case_files import read_presets
from geduld.case_tax import NO_LIMIT, Bracket, read_corporate_tax, with_corporate_tax
from geduld.dated import YEAR, Dated
from geduld.engine import ByMonth
from geduld.errors import CaseError

LOW, HIGH = "{ from = 0, to = 200000, rate = 0.19 }", "{ from = 200000, rate = 0.258 }"


def written(folder: Path, *brackets: str, year: str = "2026") -> Path:
    path = folder / "corporate_tax.toml"
    path.write_text(f'[{year}]\nevidence = ["t7_vpb"]\nbrackets = [{", ".join(brackets)}]\n', encoding="utf-8")
    return path


def test_brackets_are_read_as_they_stand(tmp_path: Path) -> None:
    year = read_corporate_tax(written(tmp_path, LOW, HIGH))[2026]
    assert year.brackets == (Bracket(0, 200_000, 0.19), Bracket(200_000, None, 0.258))
    assert year.evidence == ("t7_vpb",)


def test_the_shared_years_rest_on_evidence() -> None:
    shared = load_shared()
    for tax in read_corporate_tax(data_folder() / "presets" / "corporate_tax.toml").values():
        assert tax.evidence and set(tax.evidence) <= set(shared.evidence)
    assert shared.declared["tax_bracket"].evidence == ("t7_vpb",)
    assert shared.declared["tax_bracket"].file == "presets/corporate_tax.toml"


def test_the_formulas_read_the_year_that_holds(tmp_path: Path) -> None:
    """2026 at 19 %, from 2027 on at 20 %: the case is decided in December 2026, so month 1 is the first of 2027."""
    path = written(tmp_path, LOW, HIGH)
    later = f'\n[2027]\nevidence = ["t7_vpb"]\nbrackets = [{LOW.replace("0.19", "0.20")}, {HIGH}]\n'
    path.write_text(path.read_text("utf-8") + later, encoding="utf-8")
    low = with_corporate_tax(load_shared().declared, read_corporate_tax(path), path.name)["tax_low_rate"]
    assert low.dated is not None
    assert [low.dated.at(1, year) for year in (2025, 2026, 2027, 2040)] == [0.19, 0.19, 0.20, 0.20]
    values = model.values(load_case(data_folder() / "cases" / "wholesaler"), "baseline")
    assert not isinstance(values["tax_low_rate"], float)


def test_one_bracket_is_a_flat_tax(tmp_path: Path) -> None:
    years = read_corporate_tax(written(tmp_path, "{ from = 0, rate = 0.25 }"))
    known = with_corporate_tax(load_shared().declared, years, "x")
    assert (known["tax_low_rate"].base, known["tax_high_rate"].base) == (0.25, 0.25)
    assert known["tax_bracket"].base == NO_LIMIT


@pytest.mark.parametrize(
    ("brackets", "said"),
    [
        (("{ from = 1000, rate = 0.19 }",), "2026.brackets: the first one starts at 1000 EUR; allowed: from = 0"),
        ((LOW, "{ from = 250000, rate = 0.258 }"), "2026.brackets: a gap from 200000 to 250000 EUR"),
        ((LOW, "{ from = 150000, rate = 0.258 }"), "2026.brackets: an overlap from 150000 to 200000 EUR"),
        ((LOW,), "2026.brackets: nothing is said of what lies above 200000 EUR"),
        (("{ from = 0, rate = 0.19 }", HIGH), "the one from 0 EUR is open, and another starts at 200000 EUR"),
        (("{ from = 0, to = 0, rate = 0.19 }", HIGH), "2026.brackets: one goes from 0 to 0 EUR"),
        ((LOW.replace("0.19", "19"), HIGH), "2026.brackets.rate: 19 share is out of bounds; allowed: 0..1 share"),
        ((LOW.replace("rate", "tarief"), HIGH), "tarief: there is no such key"),
        (("1",), "2026.brackets: [1] does not fit"),
        (
            (LOW, "{ from = 200000, to = 300000, rate = 0.2 }", "{ from = 300000, rate = 0.3 }"),
            "there are 3, and the formula knows two rates; allowed: one or two brackets",
        ),
    ],
)
def test_wrong_brackets_are_refused_with_year_and_amounts(tmp_path: Path, brackets: tuple[str, ...], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_corporate_tax(written(tmp_path, *brackets))
    assert str(caught.value).startswith("presets/corporate_tax.toml: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(("year", "said"), [("20x6", "'20x6' is no year"), ("1800", "'1800' is no year")])
def test_a_year_is_a_year(tmp_path: Path, year: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        read_corporate_tax(written(tmp_path, LOW, HIGH, year=year))


def test_no_year_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corporate_tax.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(CaseError, match="no fiscal year has brackets"):
        read_corporate_tax(path)


PRESET = """\
[mine]
label = {{ nl = "Mijn", en = "Mine" }}
valid_from = 2026-01-01
evidence = ["t7_box2"]
values = {{ withholding_rate = 0.15 }}
{brackets}
"""


def preset(folder: Path, brackets: str) -> Path:
    path = folder / "tax.toml"
    path.write_text(PRESET.format(brackets=brackets), encoding="utf-8")
    return path


def test_an_owners_brackets_are_read_per_year(tmp_path: Path) -> None:
    """2026: 24.5 % to 68,843; 2027: 26 % of all. The years stand in any order, and the last is carried on."""
    years = "brackets.2027 = [{ from = 0, rate = 0.26 }]\n"
    years += "brackets.2026 = [{ from = 0, to = 68843, rate = 0.245 }, { from = 68843, rate = 0.31 }]"
    values = read_presets(preset(tmp_path, years))["mine"].values
    low, limit = values["dividend_tax_low_rate"], values["dividend_tax_bracket"]
    assert isinstance(low, Dated) and isinstance(limit, Dated)
    assert [low.at(1, year) for year in (2026, 2027, 2030)] == [0.245, 0.26, 0.26]
    assert [limit.at(1, year) for year in (2026, 2027)] == [68_843, NO_LIMIT]
    assert values["withholding_rate"] == 0.15


@pytest.mark.parametrize(
    ("brackets", "said"),
    [
        (
            f"brackets.2026 = [{LOW}, {{ from = 250000, rate = 0.3 }}]",
            "mine.brackets.2026: a gap from 200000 to 250000",
        ),
        (f"brackets.2026 = [{LOW}, {{ from = 15, rate = 0.3 }}]", "mine.brackets.2026: an overlap from 15 to 200000"),
        (f"brackets.2026 = [{LOW}]", "mine.brackets.2026: nothing is said of what lies above 200000 EUR"),
        (f"brackets.26 = [{LOW}, {HIGH}]", "mine.brackets.26: '26' is no year; allowed: 1900..2999"),
        ("brackets.2026 = 3", "mine.brackets.2026: 3 does not fit; allowed: [{ from = 0"),
        ("", "mine.brackets: no year has brackets; allowed: 2026 = [{ from = 0, rate = 0 }]"),
    ],
)
def test_an_owners_wrong_brackets_are_refused(tmp_path: Path, brackets: str, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_presets(preset(tmp_path, brackets))
    assert str(caught.value).startswith("presets/tax.toml: ")
    assert said in str(caught.value)


def test_every_preset_says_the_same_things() -> None:
    """A value that one preset forgets would be missing only for the owners who choose it."""
    presets = load_shared().presets.values()
    assert len({frozenset(preset.values) for preset in presets}) == 1


def test_a_persons_year_is_the_calendar_year() -> None:
    """A fiscal year from July 2026 still runs in March 2027, when the person's tax year is 2027 already."""
    case = load_case(data_folder() / "cases" / "wholesaler")
    key = "owner.family.dividend_tax_low_rate"
    dated = Dated(YEAR, {2026: 0.245, 2027: 0.26})
    changed = replace(case.assumptions[key], dated=dated)
    shifted = replace(case, fiscal_year_starts=7, assumptions={**case.assumptions, key: changed})
    found = model.values(shifted, "baseline")[key]
    assert isinstance(found, ByMonth)
    assert (found.values[0], found.values[1], found.values[3]) == (0.245, 0.26, 0.26)
