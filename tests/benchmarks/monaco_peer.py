"""monaco drives the model one experiment at a time; prints the seconds and the answers as JSON.

A program of its own, because monaco needs an environment of its own: `make peers`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import monaco
from benchmarks.experiment import advantage, ranges
from scipy.stats import uniform


def main(experiments: int) -> None:
    """Run them, after one that warms up."""
    keys = [*ranges()]
    advantage({})

    def preprocess(case: Any) -> tuple[dict[str, float]]:
        return ({key: case.invals[key].val for key in keys},)

    def postprocess(case: Any, found: float) -> None:
        case.addOutVal("advantage", found)

    functions = {"preprocess": preprocess, "run": advantage, "postprocess": postprocess}
    sim = monaco.Sim(
        name="geduld", ndraws=experiments, fcns=functions, firstcaseismedian=False, samplemethod="random", seed=1,
        singlethreaded=True, verbose=False, debug=True, keepsiminput=False, keepsimrawoutput=False,
        savesimdata=False, savecasedata=False,
    )  # fmt: skip
    for key, (low, high) in ranges().items():
        sim.addInVar(name=key, dist=uniform, distkwargs={"loc": low, "scale": max(high - low, 1e-12)})
    start = perf_counter()
    sim.runSim()
    seconds = perf_counter() - start
    found = [float(value) for value in sim.outvars["advantage"].nums]
    drawn = [{key: float(sim.invars[key].vals[i]) for key in keys} for i in range(experiments)]
    print(json.dumps({"seconds": seconds, "advantages": found, "draws": drawn}))  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]))
