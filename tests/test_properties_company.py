"""What must always hold of lenders, owners and the balance sheet, on random cases around the example."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from test_properties import SEEDS, STRATEGIES, case, run_of, somewhere

TIGHT = {"cash_at_start": 420_000.0, "credit_limit": 150_000.0, "target_cash": 450_000.0}
"""Little cash and little credit: the order of payment is felt."""


@given(SEEDS, STRATEGIES, st.sampled_from([{}, TIGHT]))
def test_lenders_come_before_owners(seed: int, strategy: str, fixed: dict[str, float]) -> None:
    """The balance sheet follows from profit and pay-outs; credit stays within its limit; nobody is paid while drawn."""
    ran = run_of(strategy, somewhere(seed, **fixed))
    limit = fixed.get("credit_limit", case().assumptions["credit_limit"].base)
    minimum = case().assumptions["minimum_cash"].base
    np.testing.assert_allclose(ran.line("balance_residual"), 0, atol=1e-5)
    np.testing.assert_allclose(ran.line("identity_residual"), 0, atol=1e-5)
    paid, credit, cash = ran.line("distribution"), ran.line("credit"), ran.line("cash")
    assert (paid >= 0).all() and (credit >= 0).all() and (credit <= limit + 1e-6).all()
    assert not (paid[credit > 0]).any()
    assert not (paid[ran.line("covenant_met") == 0]).any()
    assert (cash[paid > 0] >= minimum - 1e-6).all()
    assert (cash[credit > 0] <= minimum + 1e-6).all()
    assert (credit[ran.line("funding_gap") > 1e-6] >= limit - 1e-6).all()
    np.testing.assert_allclose(paid + ran.line("distribution_blocked"), ran.line("distribution_proposed"), atol=1e-6)
