"""What a company or the command line puts in the place of a declared value; everything else is refused."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_case import COMPANY, NUMBERS, assumptions, write

from geduld.case import Case, load_case, load_shared
from geduld.case_records import Case as Record
from geduld.errors import CaseError
from geduld.overrides import Keys, set_values

SOURCED = 'source = "books 2025"\ngrade = "A"\n'
PRICED = 'price_level = "2025"\n' + SOURCED


def refused(folder: Path, overrides: dict[str, float] | None = None) -> str:
    with pytest.raises(CaseError) as caught:
        load_case(folder, overrides)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def company(folder: Path, text: str, observed: str = "") -> Path:
    """The small company with something added to its own assumptions, and to those made from its exports."""
    said = {"assumptions.toml": assumptions() + text}
    return write(folder, said | ({"observed/observed.toml": observed} if observed else {}))


def without(key: str) -> str:
    """The small company's own assumptions without one of them."""
    return assumptions({k: v for k, v in NUMBERS.items() if k != key})


# ---- files ----


def test_what_a_company_does_not_say_stays(tmp_path: Path) -> None:
    case = load_case(company(tmp_path, f"[course_price]\nbase = 1500\n{PRICED}"))
    price = case.assumptions["course_price"]
    assert (price.p10, price.base, price.p90, price.price_level) == (700, 1500, 2400, "2025")
    assert (price.source, price.evidence, price.grade, price.overridden) == ("books 2025", (), "A", True)


def test_one_element_can_differ(tmp_path: Path) -> None:
    text = f"[track.internal.course_price]\np10 = 500\nbase = 600\np90 = 700\n{PRICED}"
    case = load_case(company(tmp_path, text))
    found = {place: case.assumption("course_price", place) for place in ("track.internal", "track.customer")}
    assert {place: a.base for place, a in found.items() if a} == {"track.internal": 600, "track.customer": 1100}


def test_an_element_starts_from_what_its_company_says(tmp_path: Path) -> None:
    text = f'[track.internal.course_price]\nnote = "mine"\n[course_price]\nbase = 900\n{PRICED}'
    assert load_case(company(tmp_path, text)).assumptions["track.internal.course_price"].base == 900


def test_a_key_can_be_written_in_one_piece(tmp_path: Path) -> None:
    text = f'["track.internal.course_price"]\nbase = 900\n{PRICED}'
    assert load_case(company(tmp_path, text)).assumptions["track.internal.course_price"].base == 900


def test_a_better_known_constant_has_no_range(tmp_path: Path) -> None:
    wage = load_case(company(tmp_path, f"[hourly_labour_cost]\nbase = 38\n{PRICED}")).assumptions["hourly_labour_cost"]
    assert (wage.p10, wage.base, wage.p90) == (38, 38, 38)


def test_an_element_is_of_the_year_its_company_says(tmp_path: Path) -> None:
    """The company has said of which year its price is; one track's price is taken for one of that year too."""
    text = f"[course_price]\nbase = 900\n{PRICED}[track.internal.course_price]\nbase = 800\n{SOURCED}"
    assert load_case(company(tmp_path, text)).assumptions["track.internal.course_price"].price_level == "2025"


def test_foreign_money_keeps_its_currency_until_it_is_converted(tmp_path: Path) -> None:
    foreign = 'currency = "GBP"\nexchange_rate = "gbp_eur"\nprice_level = "2011"\n'
    text = without("segment.home.revenue_per_customer_pm")
    text += f"[segment.home.revenue_per_customer_pm]\nbase = 100\n{foreign}{SOURCED}"
    a = load_case(write(tmp_path, {"assumptions.toml": text})).assumptions["segment.home.revenue_per_customer_pm"]
    assert (a.unit, a.ready_unit) == ("GBP/customer/month", "EUR/customer/month")


def test_what_exports_show_comes_before_what_the_company_says(tmp_path: Path) -> None:
    shown = 'base = 0.03\nsource = "ledger 2025"\ngrade = "A"\n'
    observed = f"[segment.home.churn_rate_pm]\n{shown}[track.customer.notice_months]\n{shown.replace('0.03', '6')}"
    case = load_case(company(tmp_path, "", observed))
    assert case.assumptions["segment.home.churn_rate_pm"].base == 0.02
    assert case.assumptions["track.customer.notice_months"].file == "observed/observed.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[course_prise]\nbase = 1", "course_prise: there is no such assumption; did you mean 'course_price'?"),
        ("[track.intern.course_price]\nbase = 1", "there is no 'track.intern' in this case"),
        ("[track.intern.course_price]\nbase = 1", "did you mean 'track.internal'?"),
        ("[segment.hom.churn_rate_pm]\nbase = 1", "did you mean 'segment.home'?"),
        ("[segment.home.class.steady.churn_rate_pm]\nbase = 1", "there is no 'segment.home.class.steady'"),
        ("[owner.carl.stake]\nbase = 1", "there is no 'owner.carl' in this case"),
        ("[owner.anna.stake]\nbase = 1", "owner.anna.stake: is not said here"),
        (
            "[required_return_pa]\nbase = 0.1",
            "required_return_pa: is not said here; allowed: owners/<id>.toml: [terms]",
        ),
        ("[trained_share]\nbase = 1", "is not said here; allowed: a lever is chosen in a strategy"),
        ("[segment.home.receives_referrals]\nbase = 1", "is not said here; allowed: case.toml: [segments.<id>]"),
        ("[segment.home.inflation_pa]\nbase = 0.1", "inflation_pa is per company, so it has no value there"),
        (
            "[track.internal.churn_rate_pm]\nbase = 0.1",
            "churn_rate_pm is per class, so it has no value there; allowed:",
        ),
        (f"[course_price]\nbase = 3000\n{SOURCED}", "does not hold for 700, 3000, 2400 EUR/trainee"),
        (f"[course_price]\nbase = -1\np10 = -1\n{SOURCED}", "-1 EUR/trainee is out of bounds; allowed: 0..20000"),
        (f"[dividend_tax_low_rate]\nbase = 0.1\n{SOURCED}", "is not said here"),
        (f'[course_price]\nbase = "1500"\n{SOURCED}', "base: '1500' is not a number"),
        (f"[course_price]\nbase = false\n{SOURCED}", "base: False is not a number"),
        (f"[course_price]\nbase = inf\n{SOURCED}", "base: inf is not a finite number EUR/trainee"),
        (f'[course_price]\nbase = 1500\nunit = "EUR/h"\n{SOURCED}', "unit: 'EUR/h' is unknown; allowed: EUR/trainee"),
        (f'[inflation_pa]\nbase = 0.02\nunit = "%"\n{SOURCED}', "unit: '%' is unknown; allowed: share/year"),
        (f'[inflation_pa]\nbase = 0.02\ncurrency = "EUR"\n{SOURCED}', "share/year is no money; allowed: no currency"),
        (f'[course_price]\nbase = 900\ncurrency = "USD"\n{SOURCED}', "currency: 'USD' is unknown; allowed: EUR, GBP"),
        (
            f'[course_price]\nbase = 900\ncurrency = "GBP"\n{SOURCED}',
            "a foreign currency, and only that, has an exchange",
        ),
        (
            f'[course_price]\nbase = 900\ncurrency = "GBP"\nunit = "EUR/trainee"\n{SOURCED}',
            "unit: 'EUR/trainee' is another currency than 'GBP'; allowed: GBP/trainee",
        ),
        (
            f'[course_price]\nbase = 900\ncurrency = "GBP"\nexchange_rate = "gbp_usd"\n{PRICED}',
            "'gbp_usd' is no exchange rate; allowed: gbp_eur; did you mean 'gbp_eur'?",
        ),
        (
            f'[course_price]\nbase = 900\nprice_level = "2027"\n{SOURCED}',
            "'2027' lies after the decision of 2026-12-31",
        ),
        (
            f"[course_price]\nbase = 1500\n{SOURCED}",
            'course_price.price_level: is missing for 1500 EUR/trainee; the declared amount is of 2015; allowed: "dec',
        ),
        (f"[track.market.course_price]\nbase = 1500\n{SOURCED}", "track.market.course_price.price_level: is missing"),
        (f'[inflation_pa]\nbase = 0.03\nprice_level = "2015"\n{SOURCED}', "is no money, so it has no price level"),
        ("[course_price]\nbase = 1500\n", "course_price: 1500 EUR/trainee has no source"),
        ('[course_price]\nbase = 1500\ngrade = "A"\n', "course_price: 1500 EUR/trainee has no source"),
        ('[course_price]\nbase = 1500\nsource = "books 2025"\n', "has no grade; allowed: grade = A, B, C, D"),
        ('[course_price]\nbase = 1500\nsource = "our books"\ngrade = "A"\n', "'our books' has no date"),
        ('[transfer_share]\ngrade = "A"\n', "grade: A is better than the D of its source"),
        (
            "[course_price]\nbase = 1500\nplaceholder = true\n",
            "is a placeholder with a source, a better grade or no note",
        ),
        (
            '[course_price]\nbase = 1500\nplaceholder = true\nnote = "x"\ngrade = "B"\n',
            "is a placeholder with a source, a better grade or no note",
        ),
        (
            '[course_price]\nbase = 1500\nplaceholder = true\nnote = "x"\nevidence = ["t7_box2"]\n',
            "is a placeholder with a source, a better grade or no note",
        ),
        (
            '[course_price]\nevidence = ["t1_nl_cost_participant_2051"]\ngrade = "A"\n',
            "the evidence 't1_nl_cost_participant_2051' is unknown; allowed: a key of sources.csv; did you mean",
        ),
        (
            '[course_price]\nbase = 1500\nprice_level = "2025"\nevidence = ["u_oxford_econ"]\ngrade = "A"\n',
            "nobody has verified the evidence 'u_oxford_econ'",
        ),
        (f"[course_price]\nbase = 1500\nfamilly = 1\n{SOURCED}", "familly: there is no such key"),
        (f"[course_price]\nbase = 1500\nfamilly = 1\n{SOURCED}", "did you mean 'family'?"),
        (f'[course_price]\nbase = 1500\nfamily = "gamma"\n{SOURCED}', "family: 'gamma' is unknown; allowed: fixed"),
        ("course_price = 1500", "course_price: 1500 is not a table; allowed: [course_price] with base = ..."),
        ("owner = 3", "owner: 3 is not a table; allowed: [owner.<key>]"),
    ],
)
def test_a_wrong_override_is_refused(tmp_path: Path, text: str, said: str) -> None:
    whole = text + "\n" + assumptions() if not text.startswith("[") else assumptions() + text
    told = refused(write(tmp_path, {"assumptions.toml": whole}))
    assert told.startswith("assumptions.toml: ")
    assert said in told


@pytest.mark.parametrize("key", ["track.customer.staff", "cash_at_start", "segment.home.churn_rate_pm"])
def test_a_value_without_default_is_asked_for(tmp_path: Path, key: str) -> None:
    said = refused(write(tmp_path, {"assumptions.toml": without(key)}))
    name = key.rpartition(".")[2]
    assert said.startswith("assumptions.toml: ")
    assert f"{name}: is missing, and has no default; allowed: " in said


def test_a_value_that_would_do_nothing_is_refused(tmp_path: Path) -> None:
    observed = f"[segment.home.churn_rate_pm]\nbase = 0.03\n{SOURCED}"
    text = without("segment.home.churn_rate_pm") + f"[churn_rate_pm]\nbase = 0.05\n{SOURCED}"
    said = refused(write(tmp_path, {"assumptions.toml": text, "observed/observed.toml": observed}))
    assert "churn_rate_pm: would do nothing where a value is already said" in said
    assert "segment.home.churn_rate_pm in observed/observed.toml" in said


def test_class_shares_add_up_to_one(tmp_path: Path) -> None:
    classes = COMPANY.replace("[segments.referred]", 'classes = ["steady", "loose"]\n[segments.referred]')
    said = refused(write(tmp_path, {"case.toml": classes}))
    assert "segment.home.class_share_today: 2 share in all (steady 1, loose 1); allowed: 1 in all" in said


# ---- a segment that is like another ----


def test_a_segment_follows_the_one_it_is_like(tmp_path: Path) -> None:
    case = load_case(write(tmp_path), {"segment.home.churn_rate_pm": 0.03})
    assert case.assumptions["segment.referred.churn_rate_pm"].base == 0.03
    assert case.assumptions["segment.referred.churn_rate_pm"].same_as == "segment.home.churn_rate_pm"
    assert case.assumptions["segment.referred.customers_at_start"].base == 0


def test_a_segment_can_differ_from_the_one_it_is_like(tmp_path: Path) -> None:
    case = load_case(company(tmp_path, f"[segment.referred.churn_rate_pm]\nbase = 0.01\n{SOURCED}"))
    assert case.assumptions["segment.referred.churn_rate_pm"].base == 0.01
    assert case.assumptions["segment.referred.churn_rate_pm"].same_as == ""


# ---- the command line ----


@cache
def small() -> Case:
    return load_case(write(Path(mkdtemp())))


def keys() -> Keys:
    return Keys(load_shared().declared, small().elements)


def test_a_set_base_keeps_the_range_that_still_holds_it() -> None:
    price = set_values(small().assumptions, {"course_price": 2000}, keys())["course_price"]
    assert (price.p10, price.base, price.p90) == (700, 2000, 2400)
    assert (price.source, price.grade, price.placeholder) == ("--set", "D", False)
    assert price.note == "base set on the command line"


def test_a_set_base_outside_its_range_collapses_it() -> None:
    price = set_values(small().assumptions, {"course_price": 5000}, keys())["course_price"]
    assert (price.p10, price.base, price.p90) == (5000, 5000, 5000)
    assert price.note == "base set on the command line; its range collapsed to it"


def test_a_horizon_can_be_set(tmp_path: Path) -> None:
    case = load_case(write(tmp_path), {"owner.anna.horizon_months": 12})
    assert case.owners["anna"].horizon_months == 12
    assert case.owners["ben"].horizon_months is None


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("churn_rat_pm", 0.1, "--set: churn_rat_pm: there is no such assumption; did you mean 'churn_rate_pm'?"),
        ("churn_rate_pm", 0.1, "--set: churn_rate_pm: would do nothing where a value is already said"),
        ("segment.home.churn_rate_pm", 1.1, "--set: segment.home.churn_rate_pm: 1.1 share/month is out of bounds"),
        ("course_price", float("nan"), "--set: course_price: nan is not a finite number EUR/trainee"),
        ("course_price", True, "--set: course_price: True is not a number; allowed: a number in EUR/trainee"),
        ("trained_share", 1, "--set: trained_share: is not said here; allowed: a lever is chosen in a strategy"),
        ("segment.home.receives_referrals", 1, "--set: segment.home.receives_referrals: is not said here"),
        ("stake", 0.1, "--set: stake: would do nothing where a value is already said: owner.anna.stake"),
        ("owner.anna.stake", 0.7, "owners: terms.stake: 1.1 share in all (anna 0.7, ben 0.4)"),
        ("owner.anna.horizon_months", 30, "--set: owner.anna.horizon_months: 30 months lies after the end of the case"),
        ("owner.carl.stake", 0.1, "--set: owner.carl.stake: there is no 'owner.carl' in this case"),
        ("dividend_fiscal_month", 5.5, "--set: dividend_fiscal_month: 5.5 month is not a whole number"),
        ("", 1, "--set: there is no such assumption"),
    ],
)
def test_a_wrong_set_is_refused(tmp_path: Path, key: str, value: float, said: str) -> None:
    assert said in refused(write(tmp_path), {key: value})


@given(st.sampled_from(["course_price", "churn_reduction", "half_life_months", "inflation_pa"]), st.floats(-1e5, 1e5))
def test_a_set_value_comes_back_exactly_if_it_is_within_bounds(key: str, value: float) -> None:
    before = small().assumptions[key]
    if not before.lower <= value <= before.upper:
        with pytest.raises(CaseError, match="out of bounds"):
            set_values(small().assumptions, {key: value}, keys())
        return
    after = set_values(small().assumptions, {key: value}, keys())
    assert after[key].base == value
    assert after[key].p10 <= value <= after[key].p90
    assert {k: a for k, a in after.items() if k != key} == {k: a for k, a in small().assumptions.items() if k != key}


def test_the_records_are_one_and_the_same() -> None:
    assert Case is Record
