"""Owners: one file each, their own ids and terms, and together at most the company."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_case import COMPANY, owner, write, write_changed

from geduld.case import load_case
from geduld.errors import CaseError

LOAN = "loan_at_start = 1000\nloan_rate_pa = 0.05\nloan_term_months = 60\nloan_service_last_year = 0\n"


def refused(folder: Path) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_an_owner_is_read_with_terms_and_tax(tmp_path: Path) -> None:
    case = load_case(write(tmp_path))
    anna = case.owners["anna"]
    assert (anna.name, anna.language, anna.address, anna.horizon_months) == ("Anna", "nl", "formal", None)
    values = {name: case.assumptions[f"owner.anna.{name}"].base for name in ("stake", "horizon_months")}
    assert values == {"stake": 0.6, "horizon_months": 24}
    assert case.assumptions["owner.anna.dividend_tax_low_rate"].evidence == (
        "t7_box2",
        "t7_box2_effective",
        "t7_dividend_tax",
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("stake = 0.4", "stake = 1.4", "owner.ben.stake: 1.4 share is out of bounds; allowed: 0..1 share"),
        ("stake = 0.4", "stake = nan", "terms.stake: nan is not a finite number share"),
        ("stake = 0.4", 'stake = "40 %"', "terms.stake: '40 %' is not a number; allowed: a number in share"),
        ("stake = 0.4\n", "", "terms.stake: is missing, and has no default; allowed: 0..1 share"),
        ("stake = 0.4", "steak = 0.4", "terms.steak: there is no such key"),
        ("stake = 0.4", "steak = 0.4", "did you mean 'stake'?"),
        ("stake = 0.4", "stake = 0.4\ncourse_price = 3", "terms.course_price: there is no such key"),
        ("stake = 0.4", "stake = 0.4\ndividend_tax_low_rate = 0", "terms.dividend_tax_low_rate: there is no such key"),
        ('language = "en"', 'language = "fr"', "language: 'fr' is unknown; allowed: nl, en"),
        ('language = "en"', 'language = "EN"', "did you mean 'en'?"),
        ('address = "formal"', 'address = "friendly"', "address: 'friendly' is unknown; allowed: formal, informal"),
        ('"box2_2026"', '"box_2_2026"', "tax_preset: 'box_2_2026' is unknown"),
        ('"box2_2026"', '"box_2_2026"', "did you mean 'box2_2026'?"),
        (
            '"box2_2026"',
            '"box2_2025"',
            "holds from 2025-01-01 to 2025-12-31; allowed: a preset that holds on 2026-12-31",
        ),
        ('horizon_months = "none"', "horizon_months = 25", "horizon_months: 25 months does not fit"),
        ('horizon_months = "none"', "horizon_months = 0", "horizon_months: 0 months does not fit"),
        ('horizon_months = "none"', "horizon_months = 12.5", "horizon_months: 12.5 months does not fit"),
        ('horizon_months = "none"', 'horizon_months = "never"', "horizon_months: 'never' is not a number"),
        ('horizon_months = "none"\n', "", "terms.horizon_months: is missing"),
        ("stake = 0.4", "stake = 0.4\nloan_at_start = 1000", "terms.loan_rate_pa: is missing"),
        ("stake = 0.4", "stake = 0.4\n" + LOAN + 'loan_form = "balloon"', "loan_form: 'balloon' is unknown"),
        ("stake = 0.4", "stake = 0.4\n" + LOAN + 'loan_form = "anuity"', "did you mean 'annuity'?"),
        ("stake = 0.4", "stake = 0.4\n" + LOAN, "terms.loan_form: is missing"),
        (
            "stake = 0.4",
            "stake = 0.4\n" + LOAN.replace("60", "0") + 'loan_form = "linear"',
            "loan_term_months: in 0 months this loan is never repaid; allowed: a whole number of months from 1",
        ),
        (
            'horizon_months = "none"',
            "horizon_months = 6\ncontinuing_years = 3\nexit_multiple = 5\nbelieved_share = 0.5\nacquisition_price = 1",
            'continuing_years: 3 is stated for an owner who sells the shares then; allowed: horizon_months = "none"',
        ),
        (
            "stake = 0.4",
            "stake = 0.4\nexit_multiple = 5",
            "exit_multiple: 5 is stated for an owner who stays; allowed: a horizon in months beside it",
        ),
        ('horizon_months = "none"', "horizon_months = -6", "-6 months does not fit: the owner would leave before"),
        ('name = "Ben"\n', "", "name: is missing"),
        ('en = "Dear owner"', 'en = ""', "salutation.en: a text of 0 characters"),
        ("[terms]", "[term]", "term: there is no such key"),
    ],
)
def test_a_wrong_owner_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = owner("Ben", 0.4)
    assert text.count(old) == 1
    told = refused(write(tmp_path, {"owners/ben.toml": text.replace(old, new)}))
    assert told.startswith("owners/ben.toml: ")
    assert said in told


def test_two_owners_have_two_ids(tmp_path: Path) -> None:
    twin = 'id = "anna"\n' + owner("Ben", 0.4)
    said = refused(write(tmp_path, {"owners/ben.toml": twin}))
    assert said == "owners/ben.toml: id: 'anna' is already the id of owners/anna.toml; allowed: an id of its own"


def test_file_names_that_differ_in_case_only_are_one_id(tmp_path: Path) -> None:
    said = refused(write(tmp_path, {"owners/Anna.toml": owner("Ann", 0.1)}))
    assert said.startswith("owners/anna.toml: id: 'anna' is already the id of owners/Anna.toml")


@pytest.mark.parametrize("name", ["Ben", "1ben", "be n", "be.n", "=1+1", "a" * 32])
def test_a_file_name_that_is_no_id_is_refused(tmp_path: Path, name: str) -> None:
    said = refused(write(tmp_path, {f"owners/{name}.toml": owner("X", 0)}))
    assert "gives no id; allowed: a small letter" in said or "already the id of" in said


@pytest.mark.parametrize("own", ['"Ben"', '"../x"', '"<script>"', "3", '""'])
def test_an_id_that_is_no_slug_is_refused(tmp_path: Path, own: str) -> None:
    said = refused(write(tmp_path, {"owners/ben.toml": f"id = {own}\n" + owner("Ben", 0.4)}))
    assert "owners/ben.toml: id: " in said
    assert "cannot be an id" in said


def test_an_owner_can_say_an_id_of_its_own(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, {"owners/ben.toml": 'id = "benjamin"\n' + owner("Ben", 0.4)}))
    assert list(case.owners) == ["anna", "benjamin"]
    assert case.assumptions["owner.benjamin.stake"].base == 0.4


def test_stakes_over_one_are_told_with_the_sum_and_each_stake(tmp_path: Path) -> None:
    said = refused(write_changed(tmp_path, "owners/anna.toml", "stake = 0.6", "stake = 0.7"))
    assert said == "owners: terms.stake: 1.1 share in all (anna 0.7, ben 0.4); allowed: 1 in all"


def test_stakes_below_one_ask_whether_somebody_is_missing(tmp_path: Path) -> None:
    said = refused(write_changed(tmp_path, "owners/anna.toml", "stake = 0.6", "stake = 0.5"))
    assert said.startswith("owners: terms.stake: the stakes add up to 0.9 share (anna 0.5, ben 0.4): is somebody miss")
    assert 'owners/<id>.toml, or rest = "who holds it" in case.toml [owners]' in said


def test_a_named_rest_holds_what_the_owners_do_not(tmp_path: Path) -> None:
    rest = COMPANY + '[owners]\nrest = "Three cousins"\n'
    changed = {"case.toml": rest, "owners/anna.toml": owner("Anna", 0.5)}
    assert load_case(write(tmp_path / "some", changed)).rest == "Three cousins"
    said = refused(write(tmp_path / "none", {"case.toml": rest}))
    assert said.startswith("case.toml: owners.rest: 'Three cousins' holds nothing: the stakes add up to 1 share")


def test_thirds_add_up_to_one(tmp_path: Path) -> None:
    third = 1 / 3
    names = {f"owners/{name}.toml": owner(name, third) for name in ("anna", "ben", "carl")}
    assert len(load_case(write(tmp_path, names)).owners) == 3


def test_a_case_without_owners_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path)
    for path in (folder / "owners").iterdir():
        path.unlink()
    assert refused(folder) == "owners: there is no owner; allowed: owners/<id>.toml"
