"""How sure: what an owner's advantage hangs on, for every owner of a case at once, on base values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from geduld.case_records import Case
from geduld.draws import REPLICATES, SEED
from geduld.owners import OwnerView
from geduld.sensitivity_bench import Ask, Bench, asks_of
from geduld.sensitivity_grades import value_by_grade
from geduld.sensitivity_shares import Share, first_order, sample
from geduld.sensitivity_switch import Switch, closest, switching_values
from geduld.sensitivity_tornado import Swing, tornado

__all__ = ["Ask", "Bench", "Sensitivity", "Share", "Swing", "Switch", "sensitivity", "shares"]


@dataclass(frozen=True)
class Sensitivity:
    """What one owner's advantage hangs on.

    Attributes:
        ask: the owner, the strategy and its one alternative.
        advantage: worth of the strategy above the alternative (EUR, base case, at the time preference).
        swings: the tornado, widest first.
        switches: a switching value per uncertainty, nearest first.
        grades: the npv against the baseline by grade of evidence (EUR, at the required return).
    """

    ask: Ask
    advantage: float
    swings: tuple[Swing, ...]
    switches: tuple[Switch, ...]
    grades: Mapping[str, float]

    @property
    def closest(self) -> Switch | None:
        """The smallest plausible change that turns the verdict; None where no key within its range's reach does."""
        return closest(self.switches)


def sensitivity(
    case: Case,
    views: Mapping[str, OwnerView],
    strategy: str,
    compiled: bool = False,
    watch: Callable[[int], object] = bool,
) -> dict[str, Sensitivity]:
    """Owner -> what the owner's advantage of a strategy hangs on.

    Args:
        case: from `load_case`.
        views: owner -> view of all strategies, at base.
        strategy: the strategy asked about.
        compiled: see `Bench`.
        watch: see `Bench`.

    Raises:
        CaseError, ModelError: the case cannot be run.
    """
    bench = Bench(case, asks_of(views, strategy), compiled, watch)
    found = zip(bench.asks, bench.base.tolist(), tornado(bench), switching_values(bench), strict=True)
    return {
        ask.owner: Sensitivity(ask, base, swings, switches, value_by_grade(case, views[ask.owner], strategy))
        for ask, base, swings, switches in found
    }


def shares(
    case: Case,
    views: Mapping[str, OwnerView],
    strategy: str,
    n: int,
    seed: int = SEED,
    scrambles: int = REPLICATES,
    compiled: bool = False,
    watch: Callable[[int], object] = bool,
) -> dict[str, tuple[Share, ...]]:
    """Owner -> how much of the spread of the owner's advantage each uncertainty explains on its own.

    Args:
        case: from `load_case`.
        views: owner -> view of all strategies, at base.
        strategy: the strategy asked about.
        n: draws a scramble; rounded up to a power of two.
        seed: what the scrambles are made of.
        scrambles: how many, 2 or more; the errors come from them.
        compiled: see `Bench`.
        watch: see `Bench`.

    Raises:
        CaseError: as `draw`; too few draws, or one in which the model has no answer.
    """
    bench = Bench(case, asks_of(views, strategy), compiled, watch)
    samples = sample(bench, n, seed, scrambles)
    return {ask.owner: first_order(mine) for ask, mine in zip(bench.asks, samples, strict=True)}
