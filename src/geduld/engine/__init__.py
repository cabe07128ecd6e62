"""The engine: plain formulas wired by the names of their parameters, run month by month."""

from geduld.engine.calendar import ByMonth, Calendar
from geduld.engine.lines import Line, collect
from geduld.engine.run import Past, Run, run
from geduld.engine.wiring import Node, Plan, wire

__all__ = ["ByMonth", "Calendar", "Line", "Node", "Past", "Plan", "Run", "collect", "run", "wire"]
