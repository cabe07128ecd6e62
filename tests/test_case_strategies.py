"""Strategies put together from parts, phased, and refused where they say two things at once."""

from pathlib import Path
from shutil import copytree

import pytest
from small_case import INVEST, write

from geduld.case import data_folder, load_case
from geduld.errors import CaseError

HEAD = 'label = { nl = "%s", en = "%s" }\nwho = "a test"\nwhy = "a test"\n'
PILOT = HEAD % ("Proef", "Pilot") + "[levers]\ntrack.internal.trained_share = 0.5\n"
PAYOUT = HEAD % ("Uitkeren", "Pay out") + "[levers]\npayout_budget_share = 0.4\npayout_month = 0\n"
BOTH = HEAD % ("Beide", "Both") + "parts = [%s]\n[levers]\n%s"


def case(folder: Path, parts: str, levers: str = "", **more: str) -> dict[str, float]:
    """The levers of the strategy `both`, made of these parts."""
    files = {"invest": INVEST, "pilot": PILOT, "payout": PAYOUT, "both": BOTH % (parts, levers), **more}
    written = write(folder, {f"strategies/{name}.toml": text for name, text in files.items()})
    return dict(load_case(written).strategies["both"].levers)


def test_a_strategy_has_the_levers_of_its_parts(tmp_path: Path) -> None:
    """Half of the internal staff, and 0.4 of the budget at once."""
    found = case(tmp_path, '"pilot", "payout"')
    assert found == {"track.internal.trained_share": 0.5, "payout_budget_share": 0.4, "payout_month": 0}


def test_own_levers_go_before_those_of_parts(tmp_path: Path) -> None:
    """The pay-out is phased: 18 months later; a plain lever of its own goes before a part's for one track."""
    found = case(tmp_path, '"pilot", "payout"', "payout_month = 18\ntrained_share = 0.25\n")
    assert found["payout_month"] == 18
    assert {found[f"track.{track}.trained_share"] for track in ("internal", "customer", "market")} == {0.25}


def test_parts_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    """invest trains everybody, the pilot half: also where one says it for all tracks and the other for one."""
    with pytest.raises(CaseError) as said:
        case(tmp_path, '"invest", "pilot"')
    assert str(said.value) == (
        "strategies/both.toml: parts: track.internal.trained_share: invest says 1 and pilot says 0.5; "
        "allowed: levers.track.internal.trained_share in this file, to say which"
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ('"pilott"', "'pilott' is no strategy to be a part; allowed: invest, payout, pilot; did you mean 'pilot'?"),
        ('"baseline"', "'baseline' is no strategy to be a part"),
        ('"both"', "'both' is no strategy to be a part"),
        ('"pilot", "pilot"', "'pilot' stands twice"),
        ("1", "parts: 1 is not a text"),
    ],
)
def test_a_part_must_be_another_plain_strategy(tmp_path: Path, parts: str, said: str) -> None:
    with pytest.raises(CaseError) as told:
        case(tmp_path, parts)
    assert said in str(told.value)


def test_a_part_has_no_parts(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="'deeper' is no strategy to be a part"):
        case(tmp_path, '"deeper"', deeper=BOTH % ('"pilot"', ""))


def test_the_budget_is_not_spent_twice(tmp_path: Path) -> None:
    """0.4 to the owners leaves 0.6 for training; everybody cannot be trained."""
    with pytest.raises(CaseError) as said:
        case(tmp_path, '"invest", "payout"')
    assert str(said.value) == (
        "strategies/both.toml: levers.payout_budget_share: 0.4 share of the approved budget is paid out "
        "while 1 share of a track trains; allowed: 1 share together"
    )
    assert case(tmp_path, '"invest", "payout"', "trained_share = 0.6\n")


def test_broadcast_is_not_moved_and_extended_at_once(tmp_path: Path) -> None:
    """The example's market roll-out moves broadcast away from month 0; a campaign before it ends in time."""
    copytree(data_folder() / "cases" / "wholesaler", folder := tmp_path / "wholesaler")
    both = BOTH % ('"invest", "broadcast"', "broadcast_start_month = 2\nbroadcast_extra_months = 4\n%s")
    (folder / "strategies" / "both.toml").write_text(both % "")
    with pytest.raises(CaseError, match="extra broadcast up to month 6, while broadcast is moved away after month 0"):
        load_case(folder)
    (folder / "strategies" / "both.toml").write_text(both % "track.market.rollout_start_month = 6")
    assert load_case(folder).strategies["both"].levers["broadcast_extra_months"] == 4
