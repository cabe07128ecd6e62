"""Parameters that papermill injected: it only logs a name the notebook does not have, so the notebook itself asks."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable

from IPython.core.getipython import get_ipython

from geduld.errors import CaseError, near_match, problem

HEAD = "# Parameters"
"""How papermill begins the cell it injects."""
OF_PAPERMILL = ("PAPERMILL_INPUT_PATH", "PAPERMILL_OUTPUT_PATH")


def refuse_unknown(known: Collection[str], cells: Iterable[str] | None = None) -> None:
    """Refuse a parameter that the notebook does not have.

    Args:
        known: names of the notebook's parameters.
        cells: sources of the cells run so far; by default those of the kernel this runs in, none outside of one.

    Raises:
        CaseError: the first unknown name, with its value and a near match.
    """
    for name, value in _injected(_of_kernel() if cells is None else cells):
        if name not in (*known, *OF_PAPERMILL):
            near, allowed = near_match(name, known), ", ".join(known)
            raise CaseError(
                problem("parameters", name, f"{value}: there is no such parameter", allowed=allowed, near=near)
            )


def _of_kernel() -> Iterable[str]:
    shell = get_ipython()
    return () if shell is None else shell.user_ns.get("In", ())


def _injected(cells: Iterable[str]) -> Iterable[tuple[str, str]]:
    statements = (s for cell in cells if cell.startswith(HEAD) for s in ast.parse(cell).body)
    for statement in statements:
        if isinstance(statement, ast.Assign) and isinstance(target := statement.targets[0], ast.Name):
            yield target.id, ast.unparse(statement.value)
