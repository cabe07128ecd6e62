"""Writes the table of measured speeds: `python table.py BENCHMARKS.json SPEED.md`, both ends of `make test-long`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

COLUMNS = ("lines", "places", "classes", "months", "strategies", "owners", "inputs", "draws")
HEAD = """\
# Measured speed

Written by the benchmarks of `make test-long` on {date}, commit {commit}, {cores} cores ({machine}), Python {python};
kernels compiled. The case is the example at full size: its lines, strategies and owners, 25 churn classes (two
segments of twelve, and referred customers in one, since a loyal class that refers would grow without end), 120 months.
A ratio has no unit.

| what | asked | reached | {columns} |
| --- | --- | --- | {rules} |
"""


def table(found: dict[str, Any]) -> str:
    """The page, from what pytest-benchmark wrote."""
    machine = found["machine_info"]
    head = HEAD.format(
        date=found["datetime"][:10], commit=found["commit_info"]["id"][:10], cores=machine["cpu"].get("count", "?"),
        machine=machine["cpu"].get("brand_raw", machine["machine"]), python=machine["python_version"],
        columns=" | ".join(COLUMNS), rules=" | ".join("---" for _ in COLUMNS),
    )  # fmt: skip
    return head + "".join(row(one["extra_info"]) for one in found["benchmarks"] if "what" in one["extra_info"])


def row(told: dict[str, Any]) -> str:
    """One line of the table."""
    cells = [told["what"], told["asked"], told["reached"], *(f"{told.get(name, '')}" for name in COLUMNS)]
    return f"| {' | '.join(cells)} |\n"


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.parent.mkdir(exist_ok=True)
    target.write_text(table(json.loads(source.read_text("utf-8"))), "utf-8")
