"""The compiled twin of `run`: the same formulas as one kernel, for thousands of draws.

The kernel's source is written to a cache folder under a name made of the source itself, so that other processes find
it compiled and a changed formula is never mistaken for the one before.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from geduld.engine.attempt import Attempt
from geduld.engine.calendar import ByMonth, Calendar
from geduld.engine.kernel_source import Layout, kernel_source
from geduld.engine.run import Months, Past, run
from geduld.engine.wiring import Node, Plan
from geduld.errors import ModelError, problem
from geduld.marks import MONTH_INPUTS, Value

Kernel = Callable[..., None]
Array = NDArray[np.float64]
BLOCK = 512
"""Draws a thread takes at a time, at most."""


def run_compiled(
    plan: Plan,
    values: Mapping[str, Value | ByMonth],
    calendar: Calendar,
    past: Past | None = None,
    pins: Mapping[str, Sequence[float]] | None = None,
    *,
    keep: Sequence[Node],
) -> dict[Node, Months]:
    """Compute some lines of a plan for all draws; the same numbers whatever the threads.

    Args:
        plan: from `wire`.
        values: ready value per assumption key, as `run` takes it.
        calendar: months and the calendar they lie in.
        past: what windows that reach before month 1 read.
        pins: node -> values of months 1..H, for the nodes the plan has pinned.
        keep: the nodes asked for; only what they rest on is computed.

    Returns:
        Node -> monthly values, shape (H+1, n); n is 1 where no value differs by draw.

    Raises:
        ModelError, CaseError: as `run`, of the first draw that fails.
    """
    tried = attempt_compiled(plan, values, calendar, past or Past(), pins or {}, keep)
    if not tried.held.all():
        _say_why(plan, values, calendar, past or Past(), pins or {}, int(np.argmin(tried.held)))
    return dict(tried.values)


def attempt_compiled(
    plan: Plan,
    values: Mapping[str, Value | ByMonth],
    calendar: Calendar,
    past: Past,
    pins: Mapping[str, Sequence[float]],
    keep: Sequence[Node],
) -> Attempt:
    """As `run_compiled`, but a draw that fails is marked, not refused: the compiled twin of `engine.attempt`."""
    dated = frozenset(key for key, value in values.items() if isinstance(value, ByMonth))
    layout, kernel = _prepared(plan, tuple(keep), dated)
    inputs = _inputs(layout, values, calendar, past, pins)
    n = inputs["drawn"].shape[1]
    out = np.empty((len(layout.kept), calendar.months + 1, n))
    failed = np.zeros(n, dtype=np.int64)
    hands = os.cpu_count() or 1
    block = min(BLOCK, -(-n // hands))
    parts = [(first, min(first + block, n)) for first in range(0, n, block)]
    with ThreadPoolExecutor(hands) as threads:
        list(threads.map(lambda part: kernel(*part, *inputs.values(), out, failed), parts))
    return Attempt(dict(zip(layout.kept, out, strict=True)), failed == 0)


@lru_cache(maxsize=8)
def _prepared(plan: Plan, keep: tuple[Node, ...], dated: frozenset[str]) -> tuple[Layout, Kernel]:
    """Written once a plan: draws come in blocks, and the source of a large case takes longer than a block."""
    layout = Layout(plan, keep, dated)
    return layout, kernel_of(kernel_source(layout))


def _inputs(
    layout: Layout,
    values: Mapping[str, Value | ByMonth],
    calendar: Calendar,
    past: Past,
    pins: Mapping[str, Sequence[float]],
) -> dict[str, Array | NDArray[np.int64]]:
    """The kernel's arguments by name, in its order."""
    given = [np.asarray(values[key], dtype=np.float64) for key in layout.keys]
    arrays = [value for value in given if value.ndim]
    place = np.cumsum([value.ndim for value in given], dtype=np.int64) - 1
    months = range(calendar.months + 1)
    return {
        "known": np.array([0.0 if value.ndim else value for value in given] or [0.0]),
        "place": np.where([value.ndim for value in given], place, -1) if given else np.array([-1]),
        "drawn": np.stack(arrays) if arrays else np.zeros((1, 1)),
        "by_month": np.array([cast(ByMonth, values[key]).values for key in layout.dated] or [(0.0,) * len(months)]),
        "calendar": np.array([[calendar.inputs(month)[name] for name in MONTH_INPUTS] for month in months]),
        "history": np.array([_history(layout, past, node) for node in layout.windowed] or [[0.0]]),
        "to_date": np.array([_known(past.year_to_date, node, np.nan) for node in layout.to_date] or [0.0]),
        "pins": np.array([[np.nan, *pins[str(node)]] for node in layout.pinned] or [[0.0, 0.0]]),
    }


def _history(layout: Layout, past: Past, node: Node) -> list[float]:
    """Values of the months up to the decision's own; not a number where the case does not say."""
    said: Sequence[float] = _known(past.history, node, ())
    recent = list(said)[-layout.before - 1 :]
    return [np.nan] * (layout.before + 1 - len(recent)) + recent


def _known(said: Mapping[str, Any], node: Node, otherwise: Any) -> Any:
    return said.get(str(node), said.get(node.line, otherwise))


def _say_why(
    plan: Plan,
    values: Mapping[str, Value | ByMonth],
    calendar: Calendar,
    past: Past,
    pins: Mapping[str, Sequence[float]],
    draw: int,
) -> None:
    """Run the failing draw again on floats, which name line, month and what is allowed."""
    one = {key: _of_draw(value, draw) for key, value in values.items()}
    run(plan, one, calendar, past, pins)
    raise ModelError(problem("draws", str(draw), "the compiled run failed where the plain one does not"))


def _of_draw(value: Value | ByMonth, draw: int) -> Value | ByMonth:
    return float(value[draw]) if isinstance(value, np.ndarray) and value.ndim else value


# ---- the kernels ----


def cache_folder() -> Path:
    """Where compiled kernels and simulations are kept: GEDULD_CACHE, else the user's cache folder."""
    home = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(os.environ.get("GEDULD_CACHE") or Path(home) / "geduld")


@cache
def kernel_of(source: str) -> Kernel:
    """The kernel of a source, compiled once a machine."""
    name = f"kernel_{hashlib.sha256(source.encode()).hexdigest()[:20]}"
    path = cache_folder() / "kernels" / f"{name}.py"
    if not path.is_file() or path.read_text(encoding="utf-8") != source:
        _write(path, source)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return cast(Kernel, module.kernel)


def _write(path: Path, source: str) -> None:
    """The whole file or none: another process may look for it now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(source)
    Path(file.name).replace(path)
