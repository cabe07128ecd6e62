"""Against tools that drive a model one experiment at a time: the same model, the same inputs, the same answers."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pytest
from benchmarks.experiment import AGAINST, OWNER, STRATEGY, advantage, ranges
from benchmarks.reference import reference, tell

from geduld.draws import draw
from geduld.families import Numbers
from geduld.sensitivity_bench import Ask, Bench

ROOT = Path(__file__).resolve().parents[2]
POINTS = 8192
EXPERIMENTS = 12
TARGET = 100


@cache
def bench() -> Bench:
    return Bench(reference(), (Ask(OWNER, STRATEGY, AGAINST),), compiled=True)


def compared(benchmark: Any, peer: str, seconds: float, draws: list[dict[str, float]], found: list[float]) -> None:
    """The peer's answers are ours; an experiment of its own takes at least a hundred times one of ours."""
    at: dict[str, Numbers] = {key: np.array([one[key] for one in draws]) for key in draws[0]}
    np.testing.assert_allclose(bench().advantages(at)[0], found, rtol=1e-6, atol=0.01)
    raw = {key: values for key, values in draw(reference(), POINTS, 0).raw.items() if key in ranges()}
    bench().advantages(raw)
    benchmark.pedantic(bench().advantages, args=(raw,), rounds=3)
    more = {"draws": POINTS, "strategies": 2, "owners": 1}
    ratio = (seconds / len(found)) / (benchmark.stats.stats.min / POINTS)
    tell(benchmark, f"against {peer}, an experiment at a time", f"≥ {TARGET} ×", f"{ratio:,.0f} ×", **more)
    assert ratio >= TARGET


def test_against_ema_workbench(benchmark: Any) -> None:
    from ema_workbench import Model, RealParameter, ScalarOutcome, SequentialEvaluator

    keys = {f"k{number}": key for number, key in enumerate(ranges())}  # it wants names that Python could have

    def experiment(**values: float) -> dict[str, float]:
        return {"advantage": advantage({keys[name]: value for name, value in values.items()})}

    model = Model("geduld", function=experiment)
    model.uncertainties = [
        RealParameter(name, *sorted((ranges()[key][0], max(ranges()[key][1], ranges()[key][0] + 1e-12))))
        for name, key in keys.items()
    ]
    model.outcomes = [ScalarOutcome("advantage")]
    advantage({})
    with SequentialEvaluator(model) as evaluator:
        start = perf_counter()
        experiments, outcomes = evaluator.perform_experiments(EXPERIMENTS)
        seconds = perf_counter() - start
    draws = [{keys[name]: float(row[name]) for name in keys} for _, row in experiments.iterrows()]
    compared(benchmark, "EMA Workbench", seconds, draws, [float(value) for value in outcomes["advantage"]])


@pytest.mark.long
def test_against_monaco(benchmark: Any) -> None:
    """In the environment of `make peers`."""
    python = ROOT / ".venv-peers" / "bin" / "python"
    assert python.exists(), "make peers"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])}
    program = [str(python), str(Path(__file__).with_name("monaco_peer.py")), str(EXPERIMENTS)]
    done = subprocess.run(program, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.strip().splitlines()[-1])
    compared(benchmark, "monaco", told["seconds"], told["draws"], told["advantages"])
