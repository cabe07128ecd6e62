"""What must hold of a line is held to: values that breach it stop the run, and so does a pinned line."""

from __future__ import annotations

import pytest
from formulas.plain_case import ONE_CLASS, compute, of

from geduld.errors import CaseError
from geduld.marks import Grain

IN_FULL = {"track.internal.uptake": [1.0, 1.0, 1.0]}
SELF = {"self_managing_share": 1.0, "autonomy_rollout_months": 1.0}
LIMITED: dict[str, tuple[Grain, float | None, float | None, str]] = {
    "rollout_share": ("track", 0, 1, "nobody is trained twice in the roll-out"),
    "separation_rate": ("track", 0, 1, "no more people leave than there are"),
    "layers_kept": ("company", 1, None, "somebody leads: one layer of managers stays"),
    "self_managed_share": ("company", 0, 1, "teams that manage themselves are part of the staff"),
    "autonomy_absence_effect": ("company", -1, 1, "no more sick days are saved than there are"),
    "autonomy_sales_effect": ("company", -1, None, "customers spend nothing or something"),
    "strained_separation_rate": ("track", 0, 1, "no more people leave of their own accord than there are"),
    "staff_gone_share": ("company", 0, 1, "those who are gone are part of the staff"),
    "cut_strain": ("company", 0, 1, "a cut is at its freshest when people leave"),
    "failure_rise": ("company", -1, None, "no more mistakes are avoided than are made"),
    "service_pressure": ("company", -1, None, "no more customers are kept than there are"),
    "skill": ("track", 0, 1, "skill is a share of the staff"),
    "time_effect": ("company", -1, 1, "no more hours are won back than are lost"),
    "managers": ("company", 0, None, "there are no fewer managers than none"),
    "managers_share": ("company", 0, 1, "managers are part of the staff"),
    "hours_lost_share": ("company", 0, 1, "hours saved are at most the hours worked"),
    "absence_effect": ("company", -1, 1, "no more sick days are saved than there are"),
    "coordination_share": ("company", 0, 1, "managers co-ordinate at most all their hours"),
    "coordination_effect": ("company", -1, 1, "no more co-ordination is saved than there is"),
    "conversion_effect": ("company", -1, None, "no more conversations fail than there are"),
    "upsell_effect": ("company", -1, None, "customers spend nothing or something"),
    "service_effect": ("company", None, 1, "no more service is saved than there is"),
    "supplier_gone_share": ("supplier", 0, 1, "key suppliers deliver at most all that is bought"),
    "churn_rate": ("class", 0, 1, "no more customers leave than there are"),
    "organic_arrivals": ("segment", 0, None, "observed arrivals already contain referrals and campaigns"),
    "customers": ("class", 0, None, "there are no negative customers"),
    "marketing": ("company", 0, None, "broadcast and personal contact are part of the marketing budget"),
    "receivable_days": ("company", 0, 3650, "receivables and the revenue of the last three months do not belong"),
    "stock_days": ("company", 0, 3650, "stock and the cost of sales of the last three months do not belong"),
    "payable_days": ("company", 0, 3650, "payables and the cost of sales of the last three months do not belong"),
    "fixed_assets": ("company", 0, None, "nothing is worth less than nothing on a balance sheet"),
    "branch_ramp_share": ("company", 0, 1, "a branch grows towards its full sales, never beyond"),
    "branch_book_value": ("company", 0, None, "no branch is worth less than nothing on a balance sheet"),
    "volume_discount_share": ("company", 0, 1, "no supplier pays for taking goods"),
}
"""Line -> its grain, the lowest and the highest it may be, and why."""
ENDS = [
    (line, end, beyond)
    for line, (_, lower, upper, _) in LIMITED.items()
    for end, beyond in ((lower, -0.5), (upper, 0.5))
    if end is not None
]


@pytest.mark.parametrize(("line", "end", "beyond"), ENDS)
def test_a_pinned_line_is_held_to_what_must_hold(line: str, end: float, beyond: float) -> None:
    """At the end itself the run goes on; half a unit beyond it in month 2 the pin is refused, with value and reason."""
    grain, *_, because = LIMITED[line]
    node = f"{ONE_CLASS[grain][0]}.{line}".lstrip(".")
    at_the_end = compute({}, pins={node: [end, end, end]})
    assert at_the_end.line(line, ONE_CLASS[grain][0])[1:].tolist() == [end, end, end]
    with pytest.raises(CaseError) as caught:
        compute({}, pins={node: [end, end + beyond, end]})
    assert f"case: {node}: {end + beyond:g} " in str(caught.value)
    assert f" in month 2: {because}" in str(caught.value)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (of("track.internal", trained_share=2, rollout_months=1), "rollout_share: 2 share in month 1: nobody is"),
        ({"time_reduction": 1.25}, "time_effect: 1.25 share in month 1: no more hours are won back than are lost"),
        ({"absence_reduction": 1.25}, "absence_effect: 1.25 share in month 1: no more sick days are saved"),
        ({"coordination_reduction": -1.25}, "coordination_effect: -1.25 share in month 1: no more co-ordination"),
        ({"layers_removed": 1, "autonomy_rollout_months": 1}, "layers_kept: 0 count in month 1: somebody leads: one"),
        (
            {"self_managing_share": 2, "autonomy_rollout_months": 1},
            "self_managed_share: 2 share in month 1: teams that",
        ),
        ({**SELF, "autonomy_absence_reduction": 1.25}, "autonomy_absence_effect: 1.25 share in month 1: no more sick"),
        ({**SELF, "autonomy_sales_increase": -1.25}, "autonomy_sales_effect: -1.25 share in month 1: customers spend"),
        ({"span_of_control": 1.25, "layers": 2}, "managers_share: 1.44 share in month 1: managers are part of the"),
        ({"hours_lost_pw": 30.0}, "hours_lost_share: 1.08333 share in month 1: hours saved are at most the hours"),
        (
            {"span_of_control": 5.0, "silos": 5.0, "hours_per_silo_pw": 12.0},
            "coordination_share: 1.73333 share in month 1: managers co-ordinate at most all their hours",
        ),
        ({"broadcast_pa": 12_000.0}, "marketing: -1000 EUR in month 1: broadcast and personal contact are part of"),
        ({"receivables_at_start": 1.0}, "receivable_days: 9.125e+07 days in month 0: receivables and the revenue"),
        ({"stock_at_start": 1.0}, "stock_days: 9.125e+07 days in month 0: stock and the cost of sales"),
        ({"payables_at_start": 1.0}, "payable_days: 9.125e+07 days in month 0: payables and the cost of sales"),
        ({"fixed_assets_at_start": -12.0}, "fixed_assets: -12 EUR in month 0: nothing is worth less than nothing"),
    ],
)
def test_values_that_cannot_be_together_stop_the_run(values: dict[str, float], said: str) -> None:
    """By hand: (1 - 1.25**-2) / 0.25 = 1.44 of the staff; 30 x 52 / 12 = 130 of 120 h; 4 x 12 x 52 / 12 = 208 of 120 h.

    12,000 of broadcast in a budget of nothing leaves -1,000 a month; EUR 1 owed on sales of nothing is 91.25 / 0.000001
    days.
    """
    with pytest.raises(CaseError) as caught:
        compute(values, pins=IN_FULL)
    assert said in str(caught.value)


def test_every_limit_of_these_rooms_is_asked() -> None:
    from formulas.plain_case import LINES

    assert {name for name, line in LINES.items() if line.marks.because} == set(LIMITED)
