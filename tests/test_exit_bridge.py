"""What a sale rests on, in steps that add up: worked by hand on a company of two years, and on the example."""

from __future__ import annotations

import pytest
from formulas.plain_case import compute, of, past

from geduld.case import data_folder, load_case
from geduld.exit_bridge import exit_bridge
from geduld.owners import OwnerView, Terms
from geduld.results import Results, evaluate

FAMILY = "owner.family"
TERMS = Terms(0.5, 0.0, 0.0, 0.0, 14, leaves=1.0)
SUMS = (
    ("normalised_ebitda", ("booked_ebitda", "programme", "one_offs")),
    ("believed_ebitda", ("normalised_ebitda", "not_believed")),
    (
        "equity_value",
        ("enterprise_value", "cash", "debt", "credit", "tax_payable", "squeezed_payables", "not_below_zero"),
    ),
    ("kept", ("sale_proceeds", "tax_on_sale")),
)


@pytest.fixture(scope="module")
def results() -> Results:
    return evaluate(load_case(data_folder() / "cases" / "wholesaler"))


def bridge(**changes: float) -> dict[str, float]:
    """The family sells after 14 months at 5 x ebitda and believes half of a rise; 8,000 comes once, in month 10."""
    own = of(FAMILY, leaves=1, horizon_months=14, exit_multiple=5, believed_share=0.5, acquisition_price=100_000)
    money = {"cash_at_start": 50_000.0, "target_cash": 1e9, "tax_low_rate": 0.0}
    money |= {"one_off_cost": 8000.0, "one_off_month": 10.0}
    run = compute(
        {**money, **own, **changes}, 14, past(normalised_ebitda=10_000), pins={"cash_operations": [12_000.0] * 14}
    )
    steps = exit_bridge(OwnerView("family", TERMS, {"baseline": run}), "baseline")
    return {step.id: step.value for step in steps}


def test_a_sale_by_hand() -> None:
    """Booked: 12 x 12,000 - 8,000 = 136,000; without the one-off 144,000; today 120,000; half of 24,000 is believed.

    Enterprise value 5 x 132,000 = 660,000; cash 50,000 + 14 x 12,000 - 8,000 = 210,000: 870,000 EUR for all shares.
    The half is 435,000; tax on 335,000 of gain: 0.25 x 70,000 + 0.30 x 265,000 = 97,000; kept 338,000 EUR.
    """
    found = bridge()
    assert found["booked_ebitda"] == pytest.approx(136_000)
    assert (found["programme"], found["one_offs"]) == (0, pytest.approx(8000))
    assert found["not_believed"] == pytest.approx(-12_000)
    assert found["enterprise_value"] == pytest.approx(660_000)
    assert found["cash"] == pytest.approx(210_000)
    assert found["not_below_zero"] == pytest.approx(0)
    assert found["kept"] == pytest.approx(338_000)


def test_a_buyer_looks_back_twelve_months() -> None:
    """Sold at the end of month 14: months 3 to 14 count, so 8,000 of month 3 is booked and 8,000 of month 2 is not."""
    early, first = bridge(one_off_month=2.0), bridge(one_off_month=3.0)
    assert (early["booked_ebitda"], early["one_offs"]) == (pytest.approx(144_000), 0)
    assert (first["booked_ebitda"], first["one_offs"]) == (pytest.approx(136_000), pytest.approx(8000))


def test_a_loan_above_the_price_is_not_paid_in() -> None:
    """A loan of 2,000,000 that nobody repays: 660,000 + 210,000 - 2,000,000 is below zero, so 1,130,000 is floor."""
    found = bridge(debt_at_start=2_000_000)
    assert (found["debt"], found["not_below_zero"]) == (-2_000_000, pytest.approx(1_130_000))
    assert (found["equity_value"], found["kept"]) == (0, 0)


def test_who_stays_has_no_bridge(results: Results) -> None:
    assert [o for o, view in results.views.items() if exit_bridge(view, "invest")] == ["investor"]


@pytest.mark.parametrize(
    "strategy", ["baseline", "autonomy", "broadcast", "cut", "expand", "invest", "payout", "squeeze"]
)
def test_the_steps_add_up_to_their_totals(results: Results, strategy: str) -> None:
    """In the example; what is kept is the final payment of the owner who leaves."""
    found = {step.id: step.value for step in exit_bridge(results.views["investor"], strategy)}
    for total, parts in SUMS:
        assert found[total] == pytest.approx(sum(found[part] for part in parts), abs=0.005), total
    assert found["kept"] == pytest.approx(results.views["investor"].line("final_payment", strategy)[-1])
    assert results.figure("exit.kept", strategy, "investor").value == found["kept"]


def test_the_programme_is_taken_out_of_what_is_sold(results: Results) -> None:
    """In `invest` the programme is in the booked ebitda and not in the normalised one; the baseline has none."""
    view = results.views["investor"]
    programme = {s: {p.id: p.value for p in exit_bridge(view, s)}["programme"] for s in ("baseline", "invest")}
    assert programme["baseline"] == 0
    assert programme["invest"] > 0
