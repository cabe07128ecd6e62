"""Layers that cannot be removed, and managers who cannot be redeployed: each refused in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
import small_case

from geduld import model
from geduld.case import data_folder, load_case
from geduld.errors import CaseError

LAYERS = '[layers]\nbase = 3\nsource = "organisation chart 2025"\ngrade = "A"\n'


def write(folder: Path, levers: str, more: str = "") -> Path:
    files = {"strategies/invest.toml": small_case.INVEST + levers, "assumptions.toml": small_case.assumptions() + more}
    return small_case.write(folder, {"case.toml": small_case.COMPANY + small_case.HISTORY, **files})


def test_all_layers_but_one_may_go(tmp_path: Path) -> None:
    case = load_case(write(tmp_path, "layers_removed = 2\nautonomy_rollout_months = 6\n", LAYERS))
    assert model.runs(case)["invest"].line("layers_kept")[-1] == 1


@pytest.mark.parametrize(
    ("levers", "more", "said"),
    [
        (
            "layers_removed = 2\n", "",
            "levers.layers_removed: 2 count of the 2 layers in inside.toml: one must stay; allowed: 0..1 count",
        ),
        (
            "layers_removed = 3\n", LAYERS,
            "levers.layers_removed: 3 count of the 3 layers in assumptions.toml: one must stay; allowed: 0..2 count",
        ),
        ("layers_removed = 0.5\n", "", "levers.layers_removed: 0.5 count is not a whole number; allowed: a whole"),
        ("layers_removed = -1\n", "", "levers.layers_removed: -1 count is out of bounds"),
        ("layers_remove = 1\n", "", "did you mean 'layers_removed'?"),
        (
            "redeployed_share = 0.5\n", "",
            "levers.redeployed_share: 0.5 share of the managers of 0 layers removed: there is nobody to redeploy; "
            "allowed: 0 share, or layers_removed of at least 1 count",
        ),
        ("layers_removed = 1\nredeployed_share = 1.2\n", "", "levers.redeployed_share: 1.2 share is out of bounds"),
        (
            "self_managing_share = 1\nautonomy_rollout_months = 0\n", "",
            "levers.autonomy_rollout_months: 0 months is out of bounds; allowed: 1..60 months",
        ),
        ("self_managing_share = 1.5\n", "", "levers.self_managing_share: 1.5 share is out of bounds; allowed: 0..1"),
        (
            "self_managing_share = 1\nautonomy_start_month = 36\n", "",
            "levers.autonomy_start_month: 36 month is out of bounds; allowed: a whole number 0..24 month",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_chosen_is_refused(tmp_path: Path, levers: str, more: str, said: str) -> None:
    with pytest.raises(CaseError) as caught:
        load_case(write(tmp_path, levers, more))
    assert "strategies/invest.toml" in str(caught.value) and said in str(caught.value)


def test_fewer_layers_set_on_the_command_line_are_seen() -> None:
    with pytest.raises(CaseError, match=r"autonomy\.toml: levers\.layers_removed: 1 count of the 1 layers in --set"):
        load_case(data_folder() / "cases" / "wholesaler", {"layers": 1})
