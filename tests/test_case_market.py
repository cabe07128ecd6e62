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
