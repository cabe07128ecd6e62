"""What must hold of a strategy that removes layers: there must be layers to remove, and managers to move."""

from __future__ import annotations

from geduld.case_records import Case, Strategy
from geduld.errors import CaseError, plain, problem

REMOVED, REDEPLOYED = "layers_removed", "redeployed_share"


def check_autonomy(case: Case) -> None:
    """One layer of managers stays, and managers are redeployed only where their layer goes.

    Raises:
        CaseError: the first strategy of which that does not hold.
    """
    for strategy in case.strategies.values():
        _check_layers(case, strategy)
        _check_redeployed(strategy)


def _check_layers(case: Case, strategy: Strategy) -> None:
    """Against the fewest layers that there may be."""
    removed, layers = strategy.levers.get(REMOVED, 0.0), case.assumptions["layers"]
    fewest = min(layers.p10, layers.base)
    if removed > fewest - 1:
        what = f"{plain(removed)} count of the {plain(fewest)} layers in {layers.file}: one must stay"
        raise CaseError(problem(strategy.file, f"levers.{REMOVED}", what, allowed=f"0..{plain(fewest - 1)} count"))


def _check_redeployed(strategy: Strategy) -> None:
    redeployed = strategy.levers.get(REDEPLOYED, 0.0)
    if redeployed and not strategy.levers.get(REMOVED, 0.0):
        what = f"{plain(redeployed)} share of the managers of 0 layers removed: there is nobody to redeploy"
        allowed = f"0 share, or {REMOVED} of at least 1 count"
        raise CaseError(problem(strategy.file, f"levers.{REDEPLOYED}", what, allowed=allowed))
