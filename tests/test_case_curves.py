"""A segment with a fitted curve: what case.toml may say, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from small_case import COMPANY, HISTORY, NUMBERS, assumptions, write

from geduld import model
from geduld.calibrate.retention_bias import bias_of
from geduld.case import Case, data_folder, load_case
from geduld.errors import CaseError

CURVE = """\
[segments.contract]
label = { nl = "Contract", en = "Contract" }
[segments.contract.curve]
alpha = 1
beta = 1
renewal_months = 12
classes = 2
tenure = [{ renewals = 0, share = 0.5 }, { renewals = 1, share = 0.25 }, { renewals = 2, share = 0.25 }]
churn_level = { p10 = 0.8, p90 = 1.25 }
quantiles = "delta method"
source = "contracts 2019-2025"
grade = "B"
"""
OWN = {
    "segment.contract.customers_at_start": 100,
    "segment.contract.observed_arrivals_pm": 2,
    "segment.contract.revenue_per_customer_pm": 500,
    "segment.contract.cost_to_serve_pm": 10,
    "segment.contract.purchase_share": 0.6,
}
ONE_RATE = 1 - (0.5 / 2 + 0.25 * 2 / 3 + 0.25 * 3 / 4) ** (1 / 12)
"""At which 60.4167 of 100 are left after a year, as under the curve."""
LOYAL, FLEETING = "segment.contract.class.c01", "segment.contract.class.c02"


def case(folder: Path, old: str = "", new: str = "", numbers: dict[str, float] | None = None, **sets: float) -> Case:
    """The small company with contracts, one text in its case.toml changed, and some numbers of its own added."""
    text = COMPANY.replace("[year_to_date]\n", f"{CURVE}{HISTORY}[year_to_date]\n")
    assert not old or text.count(old) == 1, old
    said = assumptions({**NUMBERS, **OWN, **(numbers or {})})
    write(folder, {"case.toml": text.replace(old, new) if old else text, "assumptions.toml": said})
    return load_case(folder, sets)


def refused(folder: Path, old: str = "", new: str = "", numbers: dict[str, float] | None = None) -> str:
    with pytest.raises(CaseError) as told:
        case(folder, old, new, numbers)
    return str(told.value)


def test_a_curve_gives_classes_from_loyal_to_fleeting(tmp_path: Path) -> None:
    """Two classes of alpha 1, beta 1 by hand: see test_churn_curve; half of the new, 0.680422 of today's are loyal."""
    found = case(tmp_path)
    assert found.segments["contract"].classes == ("c01", "c02")
    said = {
        (e, n): found.assumptions[f"{e}.{n}"].base
        for e in (LOYAL, FLEETING)
        for n in ("churn_rate_pm", "class_share_new", "class_share_today")
    }
    assert list(said.values()) == pytest.approx([0.019589, 0.5, 0.680422, 0.121492, 0.5, 0.319578], abs=1e-6)


def test_what_it_gives_is_constant_and_says_where_it_comes_from(tmp_path: Path) -> None:
    found = case(tmp_path)
    for name, unit in (("churn_rate_pm", "share/month"), ("class_share_new", "share"), ("class_share_today", "share")):
        a = found.assumptions[f"{LOYAL}.{name}"]
        assert (a.kind, a.unit, a.file, a.source, a.grade) == (
            "constant",
            unit,
            "case.toml",
            "contracts 2019-2025",
            "B",
        )
        assert not a.is_range
    assert found.declared["churn_rate_pm"].kind == "uncertainty"


def test_how_sure_the_curve_is_stands_in_one_level(tmp_path: Path) -> None:
    """Only the segment with a curve has a range; for others churn has one of its own, and the level is 1."""
    found = case(tmp_path)
    a = found.assumptions["segment.contract.churn_level"]
    assert (a.p10, a.base, a.p90, a.kind, a.quantiles) == (0.8, 1, 1.25, "uncertainty", "delta method")
    other = found.assumption("churn_level", "segment.home.class.all")
    assert other is not None and (other.p10, other.base, other.p90) == (1, 1, 1)


def test_two_classes_in_a_run_by_hand(tmp_path: Path) -> None:
    """No referrals: 100 today, of whom 68.0422 loyal; 2 a month arrive, half of each class.

    Month 1: 68.0422 x (1 - 0.019589) + 1 = 67.7093; 31.9578 x (1 - 0.121492) + 1 = 29.0752.
    A level of 1.25: 68.0422 x (1 - 0.024486) + 1 = 67.3761.
    """
    quiet = case(tmp_path, referrals_pm=0.0)
    run = model.runs(quiet)["baseline"]
    assert run.line("customers", LOYAL)[:2] == pytest.approx([68.0422, 67.7093], abs=1e-4)
    assert run.line("customers", FLEETING)[:2] == pytest.approx([31.9578, 29.0752], abs=1e-4)
    more = load_case(tmp_path, {"referrals_pm": 0.0, "segment.contract.churn_level": 1.25})
    assert model.runs(more)["baseline"].line("customers", LOYAL)[1] == pytest.approx(67.3761, abs=1e-4)


def contracts(folder: Path, curve: bool, **sets: float) -> list[float]:
    """Contract customers at the end of months 0..24 if none arrive, over twelve classes or at one rate for all."""
    text = COMPANY.replace("[year_to_date]\n", f"{CURVE}{HISTORY}[year_to_date]\n").replace("classes = 2\n", "")
    constant = text[: text.index("[segments.contract.curve]")] + text[text.index("[history]") :]
    rate = {} if curve else {"segment.contract.churn_rate_pm": ONE_RATE}
    said = assumptions({**NUMBERS, **OWN, **rate, "segment.contract.observed_arrivals_pm": 0})
    write(folder, {"case.toml": text if curve else constant, "assumptions.toml": said})
    found = load_case(folder, {"segment.contract.referrals_pm": 0.0, **sets})
    run = model.runs(found)["baseline"]
    elements = [e for e in found.elements["class"] if e.startswith("segment.contract.")]
    assert len(elements) == (12 if curve else 1)
    return np.sum([run.line("customers", element) for element in elements], axis=0).tolist()


def test_at_renewals_a_run_is_the_cohorts_that_todays_customers_are(tmp_path: Path) -> None:
    """Alpha 1, beta 1: of a cohort 1 / (1 + n) is left after n renewals, so of those who renewed n times
    (1 + n) / (2 + n) renews again and (1 + n) / (3 + n) twice.

    Of 100 today 50 never renewed, 25 once, 25 twice: 50 / 2 + 25 x 2 / 3 + 25 x 3 / 4 = 60.4167 after a year,
    50 / 3 + 25 x 2 / 4 + 25 x 3 / 5 = 44.1667 after two.
    """
    run = contracts(tmp_path, curve=True)
    assert (run[0], run[12], run[24]) == pytest.approx((100, 60.4167, 44.1667), abs=1e-4)


def test_a_run_at_one_rate_errs_both_ways(tmp_path: Path) -> None:
    """As many left after a year; yet of what 24 months bring the base is too low, and what a tenth less churn adds
    too high, by as much as the figures for readers say.
    """
    level, less = "segment.contract.churn_level", {"segment.contract.churn_rate_pm": 0.9 * ONE_RATE}
    base, cut = (contracts(tmp_path, curve=True, **{level: at}) for at in (1.0, 0.9))
    flat, flat_cut = contracts(tmp_path, curve=False), contracts(tmp_path, curve=False, **less)
    assert flat[12] == pytest.approx(base[12])
    worth, gained = sum(base[1:]), sum(cut[1:]) - sum(base[1:])
    errors = sum(flat[1:]) / worth - 1, (sum(flat_cut[1:]) - sum(flat[1:])) / gained - 1
    curve = case(tmp_path, "classes = 2\n", "").segments["contract"].curve
    assert curve is not None
    bias = bias_of(curve, 24, 0.0)
    assert errors == pytest.approx((bias.base, bias.cut))
    assert bias.base < 0 < bias.cut


def test_loyal_classes_refer_as_they_do(tmp_path: Path) -> None:
    """The guard is for those who are referred: twelve classes, the most loyal leaving least, all refer alike."""
    found = case(tmp_path, "classes = 2\n", "")
    assert len(found.segments["contract"].classes) == 12
    run = model.runs(found)["baseline"]
    elements = [e for e in found.elements["class"] if e.startswith("segment.contract")]
    assert {float(run.line("referral_rate", e)[0]) for e in elements} == {found.assumptions["referrals_pm"].base}


def test_tenure_may_be_counted_in_customers(tmp_path: Path) -> None:
    counts = "[{ renewals = 0, customers = 50 }, { renewals = 1, customers = 25 }, { renewals = 2, customers = 25 }]"
    shares = "[{ renewals = 0, share = 0.5 }, { renewals = 1, share = 0.25 }, { renewals = 2, share = 0.25 }]"
    assert case(tmp_path, shares, counts).segments["contract"].curve == case(tmp_path).segments["contract"].curve


def test_the_example_still_adds_up() -> None:
    """2026 by hand, thousands of euros: 13,870 + 360 revenue; ebitda 500, at today's customers and prices."""
    example = load_case(data_folder() / "cases" / "wholesaler")
    run = model.runs(example)["baseline"]
    start = {e: float(run.line("customers", e)[0]) for e in example.elements["class"]}
    contract = sum(count for element, count in start.items() if "contract" in element)
    assert contract == pytest.approx(60)
    revenue = (sum(start.values()) - contract) * 333 * 12 + contract * 500 * 12
    costs = {name: example.assumptions[name].base for name in ("purchase_share", "cost_to_serve_pm")}
    fixed = 31 * 138 * 12 * 50.8 + sum(example.assumptions[k].base for k in ("other_costs_pa", "marketing_pa"))
    ebitda = revenue * (1 - costs["purchase_share"]) - sum(start.values()) * costs["cost_to_serve_pm"] * 12 - fixed
    assert revenue == pytest.approx(sum(example.history["total_revenue"].values), abs=10_000)
    assert ebitda == pytest.approx(sum(example.history["normalised_ebitda"].values), abs=3000)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("alpha = 1\n", "alhpa = 1\n", "curve.alhpa: there is no such key"),
        ("alpha = 1\n", "alhpa = 1\n", "did you mean 'alpha'?"),
        ("alpha = 1\n", "", "curve.alpha: is missing, and has no default"),
        ("alpha = 1\n", "alpha = 0\n", "curve.alpha: 0 is out of bounds; allowed: a number above 0"),
        ("beta = 1\n", "beta = -2\n", "curve.beta: -2 is out of bounds"),
        ("beta = 1\n", 'beta = "1"\n', "curve.beta: '1' is not a number"),
        ("renewal_months = 12\n", "", "curve.renewal_months: is missing"),
        (
            "renewal_months = 12\n",
            "renewal_months = 0\n",
            "renewal_months: 0 does not fit; allowed: a whole number 1..120",
        ),
        ("classes = 2", "classes = 0", "curve.classes: 0 does not fit; allowed: a whole number 1..16"),
        ("classes = 2", "classes = 17", "curve.classes: 17 does not fit"),
        ("share = 0.5 }", "share = 0.4 }", "curve.tenure: 0.9 share in all; allowed: 1 in all"),
        ("share = 0.5 }", "share = -0.5 }", "curve.tenure 1.share: -0.5 is below 0"),
        (
            "share = 0.5 }",
            "customers = 50 }",
            "curve.tenure 2.share: there is no such key; allowed: renewals, customers",
        ),
        ("renewals = 1,", "renewals = 0,", "curve.tenure: renewals 0, 0, 2: one stands twice"),
        (
            "renewals = 1,",
            "renewals = 1.5,",
            "curve.tenure 2.renewals: 1.5 does not fit; allowed: a whole number 0..200",
        ),
        ("p10 = 0.8,", "p10 = 1.1,", "churn_level: p10 <= 1 <= p90 does not hold for 1.1, 1.25 ratio"),
        ("p10 = 0.8,", "p10 = 0,", "curve.churn_level.p10: 0 is out of bounds ratio"),
        ("churn_level = { p10 = 0.8, p90 = 1.25 }\n", "", "curve.churn_level: is missing"),
        ("2019-2025", "of ours", "curve.source: 'contracts of ours' has no date"),
        ('grade = "B"', 'grade = "E"', "curve.grade: 'E' is unknown; allowed: A, B, C, D"),
        ("[segments.contract.curve]", 'classes = ["a"]\n[segments.contract.curve]', "the curve gives the classes"),
        ("[segments.contract.curve]", 'like = "home"\n[segments.contract.curve]', "'home' and a curve say two things"),
        ('like = "home"', 'like = "contract"', "'contract' has a curve, which holds for its own customers only"),
    ],
)
def test_a_wrong_curve_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    told = refused(tmp_path, old, new)
    assert told.startswith("case.toml: segments.")
    assert said in told


def test_no_tenures_are_refused(tmp_path: Path) -> None:
    tenure = CURVE[CURVE.index("tenure = ") : CURVE.index("churn_level")]
    assert "curve.tenure: [] is no list of tenures" in refused(tmp_path, tenure, "tenure = []\n")
    nobody = "tenure = [{ renewals = 0, customers = 0 }]\n"
    assert "curve.tenure: 0 customers in all; allowed: more than 0" in refused(tmp_path, tenure, nobody)


def test_who_is_referred_has_no_curve(tmp_path: Path) -> None:
    own = "[segments.referred.curve]\n" + CURVE[CURVE.index("alpha") :]
    told = refused(tmp_path, CURVE[CURVE.index("[segments") :], own.replace('like = "home"\n', ""))
    assert "segments.referred.curve: its loyal classes would bring in customers like themselves" in told


@pytest.mark.parametrize(
    "key", ["churn_rate_pm", "churn_level", "class.c01.class_share_new", "class.c02.churn_rate_pm"]
)
def test_nothing_else_says_what_the_curve_says(tmp_path: Path, key: str) -> None:
    told = refused(tmp_path, numbers={f"segment.contract.{key}": 0.5})
    assert told.startswith(f"assumptions.toml: segment.contract.{key}: 0.5 ")
    assert "the curve of the segment in case.toml says it already; allowed: either this or [segments.contract" in told


def test_a_churn_rate_for_all_is_for_the_others(tmp_path: Path) -> None:
    found = case(tmp_path, numbers={"churn_rate_pm": 0.03})
    assert found.assumptions[f"{LOYAL}.churn_rate_pm"].base == pytest.approx(0.019589, abs=1e-6)


def test_on_the_command_line_the_whole_segment_cannot_be_set_over_its_classes(tmp_path: Path) -> None:
    case(tmp_path)
    with pytest.raises(CaseError, match=r"segment\.contract\.churn_rate_pm: would do nothing where a value is already"):
        load_case(tmp_path, {"segment.contract.churn_rate_pm": 0.02})
