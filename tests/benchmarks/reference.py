"""The reference case: the example at full size, each segment that can have them with twelve churn classes.

Referred customers have one class: a loyal class that refers would bring in customers like itself without end, so the
case refuses it. Their churn and revenue are those that the wholesale customers have in the example.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from geduld import model
from geduld.case import Case, data_folder, load_case
from geduld.draws_register import drawn

EXAMPLE = data_folder() / "cases" / "wholesaler"


@cache
def reference() -> Case:
    """All strategies and owners of the example, 25 churn classes, 120 months."""
    with tempfile.TemporaryDirectory(prefix="geduld-bench-") as folder:
        copy = Path(folder, "reference")
        shutil.copytree(EXAMPLE, copy)
        _rewrite(copy / "case.toml", _curve_for_wholesale)
        _rewrite(copy / "observed" / "observed.toml", _values_for_referred)
        return load_case(copy)


def size() -> dict[str, int]:
    """What the tables name: lines, places they are computed at, churn classes, months, uncertain inputs."""
    case = reference()
    plan = model.plan(case)
    return {
        "lines": len(plan.lines),
        "places": len(plan.order),
        "classes": len(case.elements["class"]),
        "months": case.months,
        "strategies": len(case.strategies),
        "owners": len(case.owners),
        "inputs": len(drawn(case)),
    }


def tell(benchmark: Any, what: str, asked: str, reached: str, **more: int) -> None:
    """Keep a row of the table with the benchmark."""
    benchmark.extra_info.update(size() | more, what=what, asked=asked, reached=reached)


def _rewrite(path: Path, change: object) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")  # type: ignore[operator]


def _curve_for_wholesale(text: str) -> str:
    (curve,) = re.findall(r"\[segments\.contract\.curve\].*?(?=\n\[segments\.referred\])", text, re.DOTALL)
    own = curve.replace("contract.curve", "wholesale.curve")
    without = re.sub(r'like = "wholesale".*\n', "", text)
    return without.replace("[segments.contract]\n", f"{own}\n\n[segments.contract]\n", 1)


def _values_for_referred(text: str) -> str:
    def block(name: str) -> str:
        (found,) = re.findall(rf"^\[segment\.wholesale\.{name}\].*?(?=^\[|\Z)", text, re.DOTALL | re.MULTILINE)
        return str(found)

    referred = "".join(block(n).replace(".wholesale.", ".referred.") for n in ("revenue_per_customer_pm", "season"))
    churn = block("churn_rate_pm")
    return text.replace(churn, churn.replace(".wholesale.", ".referred.")) + "\n" + referred
