"""A case: read as its files say, and everything wrong in them refused in one line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from small_case import INVEST, owner, write, write_changed

from geduld.case import data_folder, keep_owners, load_case
from geduld.errors import CaseError

NAMES = [
    '"; import os #',
    "<script>alert(1)</script>",
    "../../x",
    "=1+1",
    "O'Brien {name} $(ls) 100 %",
    "Ångström 株式会社",
]


def refused(folder: Path, **options: object) -> str:
    """What is said about a case that is refused: one line."""
    with pytest.raises(CaseError) as caught:
        load_case(folder, **options)  # type: ignore[arg-type]
    assert caught.value.exit_code == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_case_is_read_as_its_files_say(tmp_path: Path) -> None:
    case = load_case(write(tmp_path / "Small & Co"))
    assert (case.id, case.name, case.months, case.decision) == ("small_co", "Small B.V.", 24, date(2026, 12, 31))
    assert list(case.strategies) == ["baseline", "invest"]
    assert list(case.owners) == ["anna", "ben"]
    assert case.tracks == ("internal", "customer", "market")
    assert case.segments["home"].classes == ("all",)
    assert case.year_to_date == {"profit_before_tax": 50000}


def test_the_elements_are_named_as_the_keys_are(tmp_path: Path) -> None:
    assert load_case(write(tmp_path)).elements == {
        "company": ("",),
        "track": ("track.internal", "track.customer", "track.market"),
        "segment": ("segment.home", "segment.referred"),
        "class": ("segment.home.class.all", "segment.referred.class.all"),
        "channel": ("channel.visit", "channel.telephone", "channel.email", "channel.social"),
        "owner": ("owner.anna", "owner.ben"),
    }


def test_every_value_says_where_it_was_set_last(tmp_path: Path) -> None:
    case = load_case(write(tmp_path), {"course_price": 1200})
    assert case.assumptions["inflation_pa"].file == "finance.toml"
    assert case.assumptions["track.internal.staff"].file == "assumptions.toml"
    assert case.assumptions["course_price"].file == "--set"
    assert case.assumptions["owner.anna.stake"].file == "owners/anna.toml"
    assert case.assumptions["owner.anna.dividend_tax_bracket"].file == "presets/tax.toml"
    assert case.assumptions["segment.referred.receives_referrals"].base == 1
    assert case.assumptions["segment.home.receives_referrals"].base == 0


def test_the_example_is_a_case_that_says_it_is_fictional() -> None:
    case = load_case(data_folder() / "cases" / "wholesaler")
    assert case.fictional
    assert "fictieve" in case.about["nl"] and "fictional" in case.about["en"] and "CC0" in case.about["en"]
    assert {o.language for o in case.owners.values()} == {"nl", "en"}
    assert list(case.strategies) == ["baseline", "cut", "invest", "payout"]
    own = [a for a in case.assumptions.values() if a.file == "assumptions.toml" and not a.placeholder]
    assert [a.key for a in own if "fictional" not in a.source and "definition" not in a.source] == []
    known = [case.assumptions[key] for key in ("purchase_share", "cost_to_serve_pm")]
    assert [(a.placeholder, a.p10 == a.p90) for a in known] == [(False, True)] * 2, "the accounts say them"


# ---- the folder ----


def test_a_folder_without_case_toml_is_no_case(tmp_path: Path) -> None:
    assert "is no case; allowed: a folder with case.toml in it" in refused(tmp_path)
    assert "is no case" in refused(tmp_path / "nowhere")


def test_a_file_is_no_case(tmp_path: Path) -> None:
    assert "is no case" in refused(write(tmp_path) / "case.toml")


def test_the_shared_data_can_lie_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = data_folder()
    monkeypatch.setenv("GEDULD_DATA", str(here))
    assert data_folder() == here
    monkeypatch.setenv("GEDULD_DATA", str(tmp_path))
    assert "has no shared data; allowed: a folder with assumptions/ in it" in refused(write(tmp_path))


@pytest.mark.parametrize("name", ["case.toml", "assumptions.toml", "strategies/invest.toml", "owners/ben.toml"])
def test_broken_toml_is_told_with_file_line_and_column(tmp_path: Path, name: str) -> None:
    said = refused(write(tmp_path, {name: 'name = "x"\nother = = 1\n'}))
    assert said.startswith(f"{name}: not TOML")
    assert "line 2, column 9" in said


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 100_000 + "]" * 100_000], ids=["too long", "too deep"])
def test_a_value_that_cannot_be_held_is_told_with_its_file(tmp_path: Path, value: str) -> None:
    with pytest.raises(CaseError, match=r"^owners/ben\.toml: has a number of too many digits, or lists too deep"):
        load_case(write(tmp_path, {"owners/ben.toml": f"stake = {value}"}))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "case.toml").write_bytes(b'name = "\xff"')
    assert refused(tmp_path).startswith("case.toml: byte 8 is no UTF-8 text; allowed: UTF-8")


def test_a_folder_in_the_place_of_a_file_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "owners" / "carl.toml").mkdir()
    assert refused(tmp_path).startswith("owners/carl.toml: cannot be read")


def test_hidden_files_are_not_read(tmp_path: Path) -> None:
    load_case(write(tmp_path, {"owners/.ben.toml.swp.toml": "=", "strategies/._invest.toml": "="}))


# ---- case.toml ----


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("horizon_months = 24", "horizon_months = 11", "11 does not fit; allowed: a whole number 12..600"),
        ("horizon_months = 24", "horizon_months = 24.0", "horizon_months: 24.0 does not fit"),
        ("horizon_months = 24", "horizon_months = true", "horizon_months: True does not fit"),
        ("horizon_months = 24\n", "", "horizon_months: is missing"),
        ("fiscal_year_starts = 1", "fiscal_year_starts = 13", "fiscal_year_starts: 13 does not fit"),
        ("decision = 2026-12-31", 'decision = "2026-12-31"', "decision: '2026-12-31' is not a date"),
        ("decision = 2026-12-31", "decision = 2026-12-31T10:00:00", "is not a date; allowed: a day without quotes"),
        ('"EUR"', '"USD"', "currency: 'USD' is unknown; allowed: EUR"),
        ("fictional = true", 'fictional = "yes"', "fictional: 'yes' is neither true nor false"),
        ('name = "Small B.V."', "name = 3", "name: 3 is not a text"),
        ('name = "Small B.V."', 'name = ""', "name: a text of 0 characters; allowed: 1..200 characters"),
        ('name = "Small B.V."', f'name = "{"x" * 201}"', "name: a text of 201 characters"),
        ('name = "Small B.V."', r'name = "a\u0000b"', "name: 'a\\x00b' has control characters"),
        ('name = "Small B.V."', 'name = """a\nb"""', "name: 'a\\nb' has control characters"),
        ("fictional = true", "fictonal = true", "fictonal: there is no such key"),
        ("fictional = true", "fictonal = true", "did you mean 'fictional'?"),
        ('en = "A small company."', 'de = "Klein."', "about.de: there is no such key; allowed: nl, en"),
        ("[segments.home]", "[segments.Home]", "segments.Home: 'Home' cannot be an id"),
        ("receives_referrals = 1", "receives_referrals = 0", "adds up to 0 share (home 0, referred 0)"),
        ("receives_referrals = 1", "receives_referrals = 0.5", "referred.receives_referrals: 0.5 share"),
        ("receives_referrals = 1", 'receives_referrals = 1\nclasses = ["a", "a"]', "classes: a, a: one stands twice"),
        ('like = "home"', 'like = "hom"', "segments.referred.like: 'hom' cannot be what it is like; allowed: home"),
        ('like = "home"', 'like = "hom"', "did you mean 'home'?"),
        ('like = "home"', 'like = "referred"', "segments.referred.like: 'referred' cannot be what it is like"),
        ("= 50000", '= "50000"', "profit_before_tax: '50000' is not a number; allowed: a number in EUR"),
        ("= 50000", "= nan", "profit_before_tax: nan is not a finite number"),
        ("[year_to_date]", "[history]\nrevenue = [1, 2, 3]\n[year_to_date]", "history.revenue: 3 values; allowed:"),
        ("[year_to_date]", "[history]\nrevenue = 12\n[year_to_date]", "history.revenue: 12; allowed:"),
        ("[year_to_date]", "[history]\nrevenue = { yaer = 1 }\n[year_to_date]", "did you mean 'year'?"),
    ],
)
def test_a_wrong_company_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    told = refused(write_changed(tmp_path, "case.toml", old, new))
    assert told.startswith("case.toml: ")
    assert said in told


def test_a_history_is_twelve_months_or_a_flagged_year(tmp_path: Path) -> None:
    months = "[history]\nrevenue = { year = 1200 }\nebitda = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]\n[year_to_date]"
    case = load_case(write_changed(tmp_path, "case.toml", "[year_to_date]", months))
    assert case.history["revenue"].values == (100.0,) * 12
    assert case.history["revenue"].from_year
    assert case.history["ebitda"].values[-1] == 12
    assert not case.history["ebitda"].from_year


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_kept_as_the_text_it_is(tmp_path: Path, name: str) -> None:
    quoted = name.replace("\\", "\\\\").replace('"', '\\"')
    folder = write_changed(tmp_path, "case.toml", "Small B.V.", quoted)
    (folder / "owners" / "ben.toml").write_text(owner(quoted, 0.4), encoding="utf-8")
    case = load_case(folder)
    assert case.name == name
    assert case.owners["ben"].name == name


# ---- strategies ----


@pytest.mark.parametrize(
    ("lever", "said"),
    [
        ("trained_share = 1.5", "trained_share: 1.5 share is out of bounds; allowed: 0..1 share"),
        ("trained_share = -0.1", "trained_share: -0.1 share is out of bounds"),
        ("trained_share = true", "trained_share: True is not a number"),
        ("trained_shar = 1", "there is no such assumption; did you mean 'trained_share'?"),
        ("course_price = 900", "900 EUR/trainee: it is no lever but uncertainty; allowed: payout"),
        ("track.intern.trained_share = 1", "track.intern.trained_share: there is no 'track.intern' in this case"),
        ("track.intern.trained_share = 1", "did you mean 'track.internal'?"),
        ("track.internal.payout_month = 1", "is per company, so it has no value there; allowed: payout_month"),
        ("payout_month = 1.5", "payout_month: 1.5 month is not a whole number"),
        ("payout_month = 25", "payout_month: 25 month is out of bounds; allowed: a whole number 0..24 month"),
        ("track.internal = 1", "track.internal: 1 is not a table"),
    ],
)
def test_a_wrong_lever_is_refused(tmp_path: Path, lever: str, said: str) -> None:
    told = refused(write(tmp_path, {"strategies/invest.toml": INVEST.replace("trained_share = 1", lever)}))
    assert told.startswith("strategies/invest.toml: ")
    assert said in told


def test_a_lever_is_read_for_one_track(tmp_path: Path) -> None:
    text = INVEST + "track.internal.coaching_share = 0.5\n"
    case = load_case(write(tmp_path, {"strategies/invest.toml": text}))
    assert case.strategies["invest"].levers == {"trained_share": 1, "track.internal.coaching_share": 0.5}


def test_the_baseline_sets_no_lever(tmp_path: Path) -> None:
    said = refused(write(tmp_path, {"strategies/baseline.toml": INVEST}))
    assert said == "strategies/baseline.toml: levers: trained_share: the baseline sets no lever; allowed: no levers"


def test_a_strategy_has_a_file_name_that_is_an_id(tmp_path: Path) -> None:
    said = refused(write(tmp_path, {"strategies/Plan B.toml": INVEST}))
    assert "strategies/Plan B.toml: the file name 'Plan B.toml' gives no id" in said


# ---- pins ----


def pins(months: int = 24, head: str = "month,revenue", cell: str = "{m},5.5") -> str:
    return "\n".join([head, *(cell.format(m=m) for m in range(1, months + 1))]) + "\n"


def test_pins_are_the_values_of_months_1_to_the_last(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, {"pins.csv": pins()}))
    assert case.pins == {"revenue": (5.5,) * 24}
    assert load_case(write(tmp_path, {"pins.csv": pins()})).pins == case.pins


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (pins(23), "pins.csv: month: 23 months; allowed: each month 1..24 once, in order"),
        (pins(25), "pins.csv: month: 25 months"),
        (pins().replace("\n7,", "\n8,"), "pins.csv: month: month '8' is out of order"),
        (pins(head="maand,revenue"), "pins.csv: the first row is ['maand', 'revenue']"),
        (pins(head="month"), "pins.csv: the first row is ['month']"),
        (pins(cell="{m}"), "pins.csv: a row has more or fewer cells"),
        (pins(cell="{m},1e999"), "pins.csv: revenue: inf is not a finite number"),
        (pins(cell="{m};5").replace(",", ";"), "pins.csv: the first row is"),
        (pins(cell='{m},"5,5"'), "pins.csv: revenue: '5,5' in month 1 is not a number"),
        ("", "pins.csv: the first row is []"),
    ],
)
def test_wrong_pins_are_refused(tmp_path: Path, text: str, said: str) -> None:
    assert said in refused(write(tmp_path, {"pins.csv": text}))


# ---- keeping owners ----


def test_only_the_asked_owners_are_kept_and_all_are_checked(tmp_path: Path) -> None:
    case = load_case(write(tmp_path), owners=["ben"])
    assert list(case.owners) == ["ben"]
    assert [key for key in case.assumptions if key.startswith("owner.anna")] == []
    assert keep_owners(case, None) is case
    assert "stake" in refused(write(tmp_path, {"owners/anna.toml": owner("Anna", 3)}), owners=["ben"])


@pytest.mark.parametrize("asked", ["benn", "../../x", "=1+1", "<script>"])
def test_an_unknown_owner_is_refused(tmp_path: Path, asked: str) -> None:
    assert f"--owner: {asked}: there is no such owner; allowed: anna, ben" in refused(write(tmp_path), owners=[asked])
