"""Shares that must add up, and seasons that move no year: each wrong case refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_case

from geduld.case import load_case
from geduld.errors import CaseError
from geduld.reading import check_report
from geduld.ready import ready_values

MOVED = small_case.INVEST + "broadcast_moved_share = 0.5\n"
MIX = "[levers.channel.telephone]\ncontact_mix_share = 0.75\n[levers.channel.email]\ncontact_mix_share = {email}\n"
SOURCE = 'source = "books 2025"\ngrade = "A"\n'
PAID = f"[broadcast_pa]\nbase = 12000\n{SOURCE}"
NOBODY = f"[segment.referred.campaign_arrivals_share]\nbase = 0\n{SOURCE}"
SEASON = "[segment.home.season]\nby_calendar_month = [{rest}, 1.5]\n" + SOURCE


def write(folder: Path, strategy: str = small_case.INVEST, more: str = "") -> Path:
    files = {"strategies/invest.toml": strategy, "assumptions.toml": small_case.assumptions() + more}
    return small_case.write(folder, {"case.toml": small_case.COMPANY + small_case.HISTORY, **files})


def test_a_moved_budget_is_divided_whole(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, MOVED + MIX.format(email=0.25)))
    values = ready_values(case, "invest")
    assert values["channel.telephone.contact_mix_share"] == 0.75


@pytest.mark.parametrize(("mix", "total"), [(MIX.format(email=0.5), "1.25"), ("", "0")])
def test_a_moved_budget_that_is_not_divided_whole_is_refused(tmp_path: Path, mix: str, total: str) -> None:
    said = rf"strategies/invest\.toml: levers\.contact_mix_share: {total} share in all \(channel\.visit 0.*1 in all"
    with pytest.raises(CaseError, match=said):
        load_case(write(tmp_path, MOVED + mix))


def test_nothing_moved_needs_no_mix(tmp_path: Path) -> None:
    assert load_case(write(tmp_path)).strategies["invest"].levers == {"trained_share": 1}


def campaign(share: float, months: float) -> str:
    return f"{small_case.INVEST}broadcast_extra_share = {share}\nbroadcast_extra_months = {months}\n"


@pytest.mark.parametrize(("share", "months"), [(1.5, 0), (0, 6)])
def test_a_campaign_without_length_or_size_is_refused(tmp_path: Path, share: float, months: float) -> None:
    said = rf"invest\.toml: levers\.broadcast_extra_share: {share:g} share beside levers\.broadcast_extra_months = "
    with pytest.raises(CaseError, match=rf"{said}{months:g} months; allowed: both above 0, or neither"):
        load_case(write(tmp_path, campaign(share, months), PAID + NOBODY))


def test_a_campaign_on_top_of_nothing_is_refused(tmp_path: Path) -> None:
    whole = campaign(1.5, 6)
    assert load_case(write(tmp_path / "a", whole, PAID + NOBODY)).strategies["invest"].levers["broadcast_extra_share"]
    said = (
        r"invest\.toml: levers\.broadcast_extra_share: 1\.5 share of a broadcast of 0 EUR/year; allowed: broadcast_pa"
    )
    with pytest.raises(CaseError, match=said):
        load_case(write(tmp_path / "b", whole))


def test_what_campaigns_bring_goes_to_segments_whole(tmp_path: Path) -> None:
    assert load_case(write(tmp_path / "a", more=PAID + NOBODY))
    with pytest.raises(
        CaseError, match=r"campaign_arrivals_share: 2 share in all \(segment\.home 1, segment\.referred 1"
    ):
        load_case(write(tmp_path / "b", more=PAID))


def test_a_season_has_a_mean_of_one_and_referred_customers_follow_it(tmp_path: Path) -> None:
    eleven = ", ".join(["0.95", *["0.955"] * 10])
    case = load_case(write(tmp_path / "a", more=SEASON.format(rest=eleven)))
    assert case.assumptions["segment.referred.season"].dated == case.assumptions["segment.home.season"].dated
    with pytest.raises(
        CaseError, match=r"segment\.home\.season: a mean of 1\.04\S* ratio.*12 numbers with a mean of 1"
    ):
        load_case(write(tmp_path / "b", more=SEASON.format(rest=", ".join(["1"] * 11))))


def test_a_case_says_what_its_guards_stopped(tmp_path: Path) -> None:
    """A course of 400 h for all in one month, at 138 h a month: the guard, its size, month and place are printed."""
    more = f"[training_hours]\nbase = 400\np10 = 400\np90 = 400\n{SOURCE}"
    report = check_report(write(tmp_path, small_case.INVEST + "rollout_months = 1\n", more), {})
    assert "A guard stopped 0.655 share (at most, in month 1 of invest): track.internal.training_stopped." in report
    assert "always" not in report
    assert "hours_stopped" not in report


def test_a_guard_that_holds_for_ever_says_so(tmp_path: Path) -> None:
    """Referrals of 0.022 a month against a churn of 0.02, of which 0.95 / 1.05 may refer: 0.0039 is stopped among the
    referred, and nowhere else.
    """
    more = f"[referrals_pm]\nbase = 0.022\np10 = 0.022\np90 = 0.022\n{SOURCE}"
    report = check_report(write(tmp_path, more=more), {})
    assert report.count("share/month (always): segment.referred.class.all.referrals_stopped.") == 1
    assert report.count("referrals_stopped") == 1


def test_a_case_says_what_cash_is_missing(tmp_path: Path) -> None:
    """1,000,000 a month of other costs, no such income and 100,000 of credit: most is missing in the last month."""
    numbers = {**small_case.NUMBERS, "other_costs_pa": 12_000_000}
    folder = write(tmp_path)
    (folder / "assumptions.toml").write_text(small_case.assumptions(numbers), "utf-8")
    report = check_report(folder, {})
    assert "(at most, in month 24), beyond the credit line of EUR 100000 that is drawn (funding_gap)." in report
    assert "Cash missing under baseline: EUR " in report and "Cash missing under invest: EUR " in report
    assert "Cash missing" not in check_report(folder, {"cash_at_start": 50_000_000})


def test_what_cannot_be_is_told_with_the_strategy(tmp_path: Path) -> None:
    """A skill of two, pinned: the line, its value with unit, the month, the reason and the strategy."""
    rows = "\n".join(f"{month},2" for month in range(1, 25))
    (write(tmp_path) / "pins.csv").write_text(f"month,track.internal.skill\n{rows}\n")
    with pytest.raises(CaseError) as caught:
        check_report(tmp_path, {})
    said = "case: track.internal.skill: 2 share in month 1: skill is a share of the staff; allowed: 0.0..1.0; "
    assert str(caught.value) == said + "under strategy 'baseline'"
