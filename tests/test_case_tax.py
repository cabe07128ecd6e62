"""Brackets of corporate tax: dated, whole, and refused in one line where they are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from geduld import model
from geduld.case import data_folder, load_case, load_shared
from geduld.case_tax import NO_LIMIT, Bracket, read_corporate_tax, with_corporate_tax
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
        ((LOW,), "2026.brackets: nothing is said of profit above 200000 EUR"),
        (("{ from = 0, rate = 0.19 }", HIGH), "the one from 0 EUR is open, and another starts at 200000 EUR"),
        (("{ from = 0, to = 0, rate = 0.19 }", HIGH), "2026.brackets: one goes from 0 to 0 EUR"),
        ((LOW.replace("0.19", "19"), HIGH), "2026.brackets.rate: 19 share is out of bounds; allowed: 0..1 share"),
        ((LOW.replace("rate", "tarief"), HIGH), "tarief: there is no such key"),
        (("1",), "2026.brackets: [1] does not fit"),
        (
            (LOW, "{ from = 200000, to = 300000, rate = 0.2 }", "{ from = 300000, rate = 0.3 }"),
            "there are 3, and the formula of Dutch corporate tax knows two rates; allowed: one or two brackets",
        ),
    ],
)
def test_wrong_brackets_are_refused_with_year_and_amounts(tmp_path: Path, brackets: tuple[str, ...], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        read_corporate_tax(written(tmp_path, *brackets))
    assert str(caught.value).startswith("presets/corporate_tax.toml: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(("year", "said"), [("20x6", "'20x6' is no fiscal year"), ("1800", "'1800' is no fiscal year")])
def test_a_year_is_a_year(tmp_path: Path, year: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        read_corporate_tax(written(tmp_path, LOW, HIGH, year=year))


def test_no_year_at_all_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "corporate_tax.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(CaseError, match="no fiscal year has brackets"):
        read_corporate_tax(path)
