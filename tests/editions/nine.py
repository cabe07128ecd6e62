"""The example with nine strategies, for what must look the same with many: copies of its own with other settings."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

from editions.shared import DRAWS, example, folder

from geduld.editions.notebook import Page, business_case, owner_edition

COPIES = {
    "squeeze": "payout_budget_share = 0.6\npayout_month = 3",
    "expand": "broadcast_extra_share = 0.5\nbroadcast_extra_months = 24",
    "cut": "track.internal.trained_share = 1\ntrack.internal.rollout_months = 12",
    "broadcast": "broadcast_extra_share = 1\nbroadcast_extra_months = 6",
    "autonomy": "track.customer.trained_share = 1\ntrack.customer.coaching_share = 1",
    "wait": "track.customer.trained_share = 0.5\ntrack.customer.coaching_share = 1",
}
"""Strategy -> its levers."""


@cache
def nine() -> Path:
    """The folder of the case: the baseline, what is asked, and seven others."""
    made = folder() / "nine"
    shutil.copytree(example(), made)
    for path in (made / "strategies").glob("*.toml"):
        if path.stem not in ("baseline", "invest", "payout"):
            path.unlink()
    for name, levers in COPIES.items():
        label = f'label = {{ nl = "Keuze {name}", en = "Choice {name}" }}\nwho = "somebody"\nwhy = "A reason."\n'
        (made / "strategies" / f"{name}.toml").write_text(f"{label}[levers]\n{levers}\n", "utf-8")
    return made


@cache
def owner_of_nine(owner: str, language: str) -> Page:
    """An owner's edition with nine strategies, at its base case."""
    return owner_edition(str(nine()), owner, language)


@cache
def drawn_of_nine(owner: str) -> Page:
    """An owner's edition with nine strategies, over a few draws, in English."""
    return owner_edition(str(nine()), owner, "en", "", "", DRAWS.n, DRAWS.seed, DRAWS.scrambles)


@cache
def company_of_nine() -> Page:
    """The company's edition with nine strategies."""
    return business_case(str(nine()), "en")
