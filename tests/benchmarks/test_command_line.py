"""Speed of the command line against its limit."""

import subprocess
import sys
from typing import Any

HELP = [sys.executable, "-c", "from geduld.cli import main; main()", "--help"]
LIMIT_SECONDS = 0.3


def test_help_answers_within_its_limit(benchmark: Any) -> None:
    """`geduld --help`, a whole process: the quickest of the rounds takes at most the limit."""
    benchmark.pedantic(subprocess.run, args=(HELP,), kwargs={"capture_output": True, "check": True}, rounds=7)
    assert benchmark.stats.stats.min / LIMIT_SECONDS <= 1
