"""Legal flags: computed from levers, assumptions and facts, the same questions for every strategy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from small_case import COMPANY, HISTORY, write
from test_case_suppliers import MILL, SQUEEZE

from geduld.case import Case, load_case
from geduld.case_records import History, LegalFacts
from geduld.legal_flags import Flag, flags
from geduld.reading import figures_report
from geduld.results import evaluate
from geduld.words.labels import table

IDS = ["payment_term", "one_sided_change", "food_chain", "works_council"]
UNSAID = LegalFacts()
LARGE = {"track.internal.staff": 260.0, "fixed_assets_at_start": 30e6}
"""250 staff and a balance sheet over 25 million: two of the three limits."""


def of(folder: Path, facts: LegalFacts = UNSAID, values: dict[str, float] | None = None, company: str = MILL) -> Case:
    """The small company with suppliers, a strategy that squeezes, these facts and these values."""
    case = load_case(write(folder, {"case.toml": COMPANY + HISTORY + company, "strategies/squeeze.toml": SQUEEZE}))
    changed = {key: replace(case.assumptions[key], base=value) for key, value in (values or {}).items()}
    return replace(case, legal=facts, assumptions={**case.assumptions, **changed})


def flag(case: Case, id: str, strategy: str = "squeeze") -> Flag:
    return next(f for f in flags(case) if (f.strategy, f.id) == (strategy, id))


def test_every_strategy_gets_the_same_questions(tmp_path: Path) -> None:
    case = of(tmp_path)
    assert [(f.strategy, f.id) for f in flags(case)] == [(s, i) for s in case.strategies for i in IDS]
    assert [f.id for f in flags(case) if f.touched] == ["payment_term", "one_sided_change", "food_chain"]


def test_a_large_buyer_may_not_take_sixty_days_from_a_small_supplier(tmp_path: Path) -> None:
    """30 + 30 = 60 days; 260 staff and some 30 million of assets are two of the three limits."""
    found = flag(of(tmp_path, LegalFacts(payment_term_days=30), LARGE), "payment_term")
    assert (found.status, found.reason, found.months) == ("applies", "term_over_30", (1, 24))
    assert "from 30 to 60 days" in found.text["en"] and "2 of 3 limits" in found.text["en"]
    assert found.evidence == ("t7_payment_term", "o_nl_size_limits_2024")


def test_the_law_binds_large_buyers_only_and_says_by_which_test(tmp_path: Path) -> None:
    """10 staff, 0.8 million of assets, 2.4 million of turnover: none of the three."""
    found = flag(of(tmp_path, LegalFacts(payment_term_days=30)), "payment_term")
    assert (found.status, found.reason, found.months) == ("does_not_apply", "buyer_not_large", None)
    assert "0 of 3 limits" in found.text["en"] and "older sources" in found.text["en"]


@pytest.mark.parametrize(
    ("term", "status", "reason"),
    [(None, "unknown", "term_not_known"), (0.0, "does_not_apply", "term_within_30"), (1.0, "applies", "term_over_30")],
)
def test_thirty_days_are_allowed_and_more_are_not(tmp_path: Path, term: float | None, status: str, reason: str) -> None:
    found = flag(of(tmp_path, LegalFacts(payment_term_days=term), LARGE), "payment_term")
    assert (found.status, found.reason) == (status, reason)


@pytest.mark.parametrize(
    ("values", "revenue", "reason"),
    [
        ({"fixed_assets_at_start": 22e6}, 60e6, "buyer_size_not_known"),
        ({"fixed_assets_at_start": 30e6}, 45e6, "buyer_size_not_known"),
        ({"fixed_assets_at_start": 30e6}, 39e6, "buyer_not_large"),
        ({"fixed_assets_at_start": 30e6}, 51e6, "term_over_30"),
        ({"track.internal.staff": 250.0}, 51e6, "term_over_30"),
        ({"track.internal.staff": 249.0}, 51e6, "buyer_not_large"),
    ],
)
def test_between_the_limits_of_before_and_after_2024_nothing_is_certain(
    tmp_path: Path, values: dict[str, float], revenue: float, reason: str
) -> None:
    case = of(tmp_path, LegalFacts(payment_term_days=30), values)
    case = replace(case, history={"total_revenue": History((revenue / 12,) * 12, from_year=True)})
    assert flag(case, "payment_term").reason == reason


def test_without_a_turnover_one_limit_is_open(tmp_path: Path) -> None:
    case = of(tmp_path, LegalFacts(payment_term_days=30), {"track.internal.staff": 260.0})
    assert flag(replace(case, history={}), "payment_term").reason == "buyer_size_not_known"


def test_suppliers_of_unknown_size_leave_it_open_and_large_ones_close_it(tmp_path: Path) -> None:
    unknown = MILL.replace("small = 1\n", "")
    found = flag(of(tmp_path / "a", LegalFacts(payment_term_days=30), LARGE, unknown), "payment_term")
    assert (found.status, found.reason) == ("unknown", "supplier_size_not_known")
    large = MILL.replace("small = 1", "small = 0").replace("share = 0.5", "share = 0.75\nsmall = 0")
    found = flag(of(tmp_path / "b", LegalFacts(payment_term_days=30), LARGE, large), "payment_term")
    assert (found.status, found.reason) == ("does_not_apply", "no_small_supplier")


@pytest.mark.parametrize(("fact", "status"), [(1.0, "applies"), (0.0, "does_not_apply"), (None, "unknown")])
def test_contracts_and_food_are_facts_of_the_case(tmp_path: Path, fact: float | None, status: str) -> None:
    case = of(tmp_path, LegalFacts(food_chain=fact, running_contracts=fact))
    assert [flag(case, id).status for id in ("one_sided_change", "food_chain")] == [status, status]


def test_nothing_is_asked_before_the_squeeze_or_if_it_never_comes(tmp_path: Path) -> None:
    case = of(tmp_path, LegalFacts(running_contracts=1))

    def starting(month: float) -> Flag:
        levers = {**case.strategies["squeeze"].levers, "squeeze_start_month": month}
        later = replace(case.strategies["squeeze"], levers=levers)
        return flag(replace(case, strategies={"squeeze": later}), "one_sided_change")

    assert starting(6).months == (7, 24)
    assert (starting(24).status, starting(24).reason) == ("does_not_apply", "untouched")


@pytest.mark.parametrize(("staff", "status"), [(49.0, "does_not_apply"), (50.0, "applies")])
def test_fifty_staff_have_a_works_council_that_advises_beforehand(tmp_path: Path, staff: float, status: str) -> None:
    """The levers of the other strategies are looked up by name, wherever they stand."""
    case = of(tmp_path, values={"track.internal.staff": staff})
    cut = replace(case.strategies["squeeze"], id="cut", levers={"staff_cut_share": 0.1, "staff_cut_month": 5.0})
    found = flag(replace(case, strategies={"cut": cut}), "works_council", "cut")
    assert (found.status, found.months) == (status, (0, 5) if status == "applies" else None)
    assert found.evidence == ("t7_works_council_advice",)


def test_they_stand_in_the_results_and_in_the_report(tmp_path: Path) -> None:
    results = evaluate(of(tmp_path, LegalFacts(running_contracts=1)))
    assert [f["id"] for f in results.to_dict()["legal_flags"]] == IDS * len(results.runs)
    said = figures_report(results, "en")
    assert "Questions for a lawyer (not legal advice)" in said
    assert "squeeze: One-sided change of running contracts: applies, months 1–24: contracts run on" in said
    assert "invest: " not in said.partition("not legal advice")[2].partition("\n\n")[0]


def test_every_reason_and_question_has_words_and_every_source_is_verified(tmp_path: Path) -> None:
    case = of(tmp_path)
    assert all(set(words) == {"nl", "en"} for words in table("flags.toml").values())
    assert all(case.evidence[key].verified for found in flags(case) for key in found.evidence)
