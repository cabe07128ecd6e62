"""What a constant churn rate gets wrong, both ways."""

from __future__ import annotations

import numpy as np
import pytest

from geduld.calibrate.retention_bias import CUT, RATE, bias_of, constant_churn_bias, customer_months
from geduld.case import data_folder, load_case
from geduld.case_curves import SegmentCurve
from geduld.document import MONTHS, document


def example() -> SegmentCurve:
    curve = load_case(data_folder() / "cases" / "wholesaler").segments["contract"].curve
    assert curve is not None
    return curve


def test_two_classes_by_hand() -> None:
    """Half stay for ever, half leave at once (churn 0 and 1); two months, no discount, a cut of a half.

    Classes: worth 0.5 x 2 = 1; after the cut the second half leaves at 0.5 a month: 0.5 x (0.5 + 0.25) = 0.375 more.
    Constant, at the mean of 0.5 a month: 0.5 + 0.25 = 0.75, so 25 % too low; after the cut 0.75 + 0.5625 = 1.3125,
    that is 0.5625 more where the classes gain 0.375: 50 % too high.
    """
    assert customer_months([0.5, 0.5], [0, 1], 2, 0) == pytest.approx(1)
    bias = constant_churn_bias([0.5, 0.5], [0, 1], 0.5, 2, 0, 0.5)
    assert (bias.churn_pm, bias.base, bias.cut) == pytest.approx((0.5, -0.25, 0.5))


def test_the_constant_rate_is_the_one_a_company_counts() -> None:
    """Over the next year as many go: the classes' chance to leave at a renewal, and twelve months of the one rate."""
    curve = example()
    leaving = float(np.dot(curve.share_today, curve.classes.leaving))
    assert (1 - bias_of(curve, MONTHS).churn_pm) ** 12 == pytest.approx(1 - leaving)
    assert leaving == pytest.approx(0.1186, abs=5e-5)


def test_discounting_by_hand() -> None:
    """One class, churn 0.5, a rate of 1.21^12 - 1 a year: 0.5 / 1.21 + 0.25 / 1.4641 = 0.583976."""
    assert customer_months([1], [0.5], 2, 1.21**12 - 1) == pytest.approx(0.583976, abs=1e-6)


def test_both_directions_in_the_example() -> None:
    """The base 13.3 % too low, a cut 59.7 % too high: opposite directions."""
    bias = bias_of(example(), MONTHS, RATE, CUT)
    assert (bias.base, bias.cut) == pytest.approx((-0.1335, 0.5974), abs=5e-5)


@pytest.mark.parametrize("rate", [0.0, 0.04, 0.1])
@pytest.mark.parametrize("months", [48, 120])
def test_both_directions_at_other_rates_and_horizons(months: int, rate: float) -> None:
    bias = bias_of(example(), months, rate, CUT)
    assert bias.base < 0 < bias.cut


def test_customers_who_do_not_differ_have_no_bias() -> None:
    bias = constant_churn_bias([0.3, 0.7], [0.02, 0.02], 0.02, 120, 0.04, 0.1)
    assert (bias.base, bias.cut) == pytest.approx((0, 0), abs=1e-12)


def test_far_beyond_the_lifetimes_a_cut_may_be_undervalued() -> None:
    """Over a century nearly everybody has left anyway, and loyal customers gain most: a cut comes out too low."""
    bias = bias_of(example(), 1200, 0.001, CUT)
    assert bias.base < 0
    assert bias.cut < 0


def test_the_model_prints_both() -> None:
    text = document("<!-- generated: python -m geduld.document --><!-- end of generated -->")
    assert "what today's customers are worth: -13.3%\n- what 10% less churn is worth: +59.7%" in text
