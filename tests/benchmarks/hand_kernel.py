"""The skill of three tracks as somebody would write it by hand for speed: one loop, no line by its name.

The same 29 lines, at 51 places, that `geduld` composes into a kernel from their formulas; arguments by position.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

TRACKS = ("internal", "customer", "market")
KEYS = (
    "advice_months", "autonomy_half_life_months", "autonomy_ramp_up_months", "autonomy_rollout_months",
    "autonomy_start_month", "autonomy_turnover_reduction", "cut_strain_half_life_months", "dismissal_months",
    "half_life_months", "hired_back_after_months", "hired_back_share", "paid_hours_pm", "ramp_up_months",
    "refresher_hours", "rollout_start_month", "self_managing_share", "separation_rate_pa", "staff_cut_month",
    "staff_cut_share", "training_hours", "transfer_share", "transfer_share_uncoached", "turnover_reduction",
    "turnover_reduction_trial_transfer", "turnover_rise_after_cut", "turnover_rise_growth", "works_council_staff",
    "track.internal.coaching_share", "track.internal.staff",
    *(f"track.{track}.{name}" for track in TRACKS
      for name in ("new_hires_trained_share", "refreshed_share_pa", "rollout_months", "trained_share")),
)  # fmt: skip
"""What the kernel reads, in its order."""


@njit(nogil=True, error_model="numpy")
def skills(first: int, stop: int, months: int, given: NDArray[np.float64], out: NDArray[np.float64]) -> None:
    """Fill `out`, shape (3, months + 1, n), from `given`, shape (keys, n), for some draws."""
    for draw in range(first, stop):
        k = given[:, draw]
        hired, refreshed, rollout, share = k[29::4], k[30::4], k[31::4], k[32::4]
        wait = k[0] if k[28] >= k[26] else 0.0
        cut_at, teams_at = k[17] + wait + k[7], k[4] + wait
        transfer = k[21] + (k[20] - k[21]) * k[27]
        prevents = k[22] * min(1.0, transfer / k[23])
        usual = 1.0 - (1.0 - k[16]) ** (1.0 / 12.0)
        calm, forget, teams_calm = 2.0 ** (-1.0 / k[6]), 2.0 ** (-1.0 / k[8]), 2.0 ** (-1.0 / k[1])
        rise = k[24] * (k[18] / 0.01) ** min(max(k[25], 0.0), 1.0)
        gone = back = teams = strain = managed = adopted = uptake = 0.0
        rolled, skill = np.zeros(3), np.zeros(3)
        out[:, 0, draw] = 0.0
        for t in range(1, months + 1):
            gone_now = k[18] * min(max(t - cut_at, 0.0), 1.0)
            back_now = k[18] * k[10] * min(max(t - cut_at - k[9], 0.0), 1.0)
            teams_now = min(max((t - teams_at) / k[3], 0.0), 1.0)
            strain = strain * calm + (gone_now - gone) / max(k[18], 1e-6)
            managed = managed * teams_calm + k[15] * (teams_now - teams)
            adopted += (managed - adopted) / k[2]
            leaving = min(max(usual * (1.0 + rise * strain), 0.0), 1.0)
            leaving = min(max(leaving * (1.0 - prevents * uptake) * (1.0 - k[5] * adopted), 0.0), 1.0)
            new = leaving + (1.0 - leaving) * (back_now - back) / max(1.0 - (gone_now - back_now), 1e-6)
            for i in range(3):
                again = min(1.0, refreshed[i] / 12.0)
                elsewhere = rolled[i] * (new * hired[i] * k[19] + again * k[13])
                room = max(0.0, k[11] - elsewhere) / max(k[19], 1e-6)
                now = min(share[i] * min(max((t - k[14]) / rollout[i], 0.0), 1.0), rolled[i] + room)
                kept = skill[i] * forget * (1.0 - new) + new * hired[i] * rolled[i]
                skill[i] = kept + (now - rolled[i]) + again * max(0.0, rolled[i] - kept)
                rolled[i] = now
                out[i, t, draw] = skill[i]
            uptake += (skill[0] - uptake) / k[12]
            gone, back, teams = gone_now, back_now, teams_now
