"""The compiled kernel against its array twin and plain floats, on the whole example and where a draw fails."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from geduld import compiled as compiling
from geduld import draws, model
from geduld.case import Case, data_folder, load_case
from geduld.compiled import attempt_compiled, run_compiled
from geduld.engine import ByMonth, Node, run
from geduld.errors import CaseError

STEPS = 1e-9
STRATEGIES = ["baseline", "autonomy", "broadcast", "cut", "expand", "invest", "payout", "squeeze"]
LINES = ("owner_flow", "cash", "customers", "tax_payable", "supplier_gone", "supplier_late", "branch_book_value")


@cache
def case() -> Case:
    return load_case(data_folder() / "cases" / "wholesaler")


def kept() -> list[Node]:
    plan = model.plan(case())
    return [node for name in LINES for node in plan.nodes(name)]


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEDULD_CACHE", str(tmp_path_factory.getbasetemp() / "kernels"))


@pytest.mark.parametrize("strategy", STRATEGIES)
def test_compiled_arrays_and_floats_agree(strategy: str) -> None:
    """To 1e-9 of the largest value of the line: later months rest on sums of all months before them."""
    this, plan, n = case(), model.plan(case()), 32
    futures = draws.draw(this, n)
    values = model.values(this, strategy, futures.raw)
    fast = run_compiled(plan, values, model.calendar(this), model.past(this), this.pins, keep=kept())
    array = run(plan, values, model.calendar(this), model.past(this), this.pins)
    first = run(plan, model.values(this, strategy, {k: float(v[5]) for k, v in futures.raw.items()}),
                model.calendar(this), model.past(this), this.pins)  # fmt: skip
    for node in kept():
        whole = np.broadcast_to(array.values[node].reshape(this.months + 1, -1), (this.months + 1, n))
        scale = max(1.0, np.abs(whole).max())
        assert np.abs(fast[node] - whole).max() <= STEPS * scale, node
        assert np.abs(fast[node][:, 5] - first.values[node]).max() <= STEPS * scale, node


def test_every_strategy_is_asked_and_events_happen_in_some_of_its_draws() -> None:
    """Of the 32 draws of the test before: a supplier leaves in some and not in others, and so does one deliver late."""
    this, plan = case(), model.plan(case())
    assert sorted(STRATEGIES) == sorted(this.strategies)
    values = model.values(this, "squeeze", draws.draw(this, 32).raw)
    done = run(plan, values, model.calendar(this), model.past(this), this.pins)
    for name in ("supplier_gone", "supplier_late"):
        ended = np.array([done.values[node][-1] for node in plan.nodes(name)])
        assert 0 < ended.sum() < ended.size, name


def test_blocks_do_not_change_a_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    this, plan = case(), model.plan(case())
    values = model.values(this, "invest", draws.draw(this, 64).raw)

    def once() -> list[bytes]:
        fast = run_compiled(plan, values, model.calendar(this), model.past(this), this.pins, keep=kept())
        return [fast[node].tobytes() for node in kept()]

    before = once()
    monkeypatch.setattr(compiling, "BLOCK", 5)
    assert once() == before


def test_a_draw_that_fails_is_explained_as_by_the_plain_run() -> None:
    """Fewer arrivals than referrals in the third draw: the same words as on floats, with line and month."""
    this, plan = case(), model.plan(case())
    arrivals = np.array([300.0, 300.0, 0.0, 300.0])
    values = model.values(this, "baseline", {"segment.wholesale.observed_arrivals_pm": arrivals})
    with pytest.raises(CaseError, match=r"organic_arrivals.*in month 0|organic_arrivals.*in month 1"):
        run_compiled(plan, values, model.calendar(this), model.past(this), this.pins, keep=kept())


def test_a_value_by_month_is_read_month_by_month() -> None:
    this, plan = case(), model.plan(case())
    values = model.values(this, "baseline")
    rates = ByMonth(tuple(0.19 if month < 13 else 0.3 for month in range(this.months + 1)))
    dated = {**values, "tax_low_rate": rates}
    fast = run_compiled(plan, dated, model.calendar(this), model.past(this), this.pins, keep=[Node("tax_payable")])
    plain = run(plan, dated, model.calendar(this), model.past(this), this.pins)
    assert np.allclose(fast[Node("tax_payable")][:, 0], plain.line("tax_payable"), rtol=1e-9)
    assert not np.allclose(
        plain.line("tax_payable"), run(plan, values, model.calendar(this), model.past(this)).line("tax_payable")
    )


def test_a_limit_on_a_line_that_does_not_move_is_kept_too() -> None:
    """Arrivals without campaigns are the same every month, and below zero where visits cost next to nothing."""
    this, keep = case(), kept()
    values = model.values(this, "invest", {"channel.visit.contact_price": np.array([160.0, 0.01, 200.0])})
    arguments = (model.plan(this), values, model.calendar(this), model.past(this), this.pins)
    assert attempt_compiled(*arguments, keep).held.tolist() == [True, False, True]
    with pytest.raises(CaseError, match="organic_arrivals"):
        run_compiled(*arguments, keep=keep)
