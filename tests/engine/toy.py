"""Small made-up cases for the engine: formulas as text, written to a file and read like the real ones."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import ModuleType

from geduld.engine import Calendar, Line, Past, Plan, Run, collect, run, wire
from geduld.engine.wiring import Element
from geduld.marks import Grain, Value

ELEMENTS: dict[Grain, tuple[Element, ...]] = {
    "company": ("",),
    "track": ("track.internal", "track.customer"),
    "segment": ("segment.home", "segment.away"),
    "class": ("segment.home.class.steady", "segment.home.class.loose", "segment.away.class.all"),
    "owner": ("owner.family", "owner.partner"),
}
DECEMBER = 12
NUMBERS = count()


def formula(
    signature: str, expression: str, *marks: str, unit: str = "EUR", per: str = "company", shown: bool = True
) -> str:
    """The text of one formula; `shown` marks it as an outcome, so that no other line has to read it."""
    on = [f'@line("{unit}", per="{per}")', *(["@outcome"] if shown else []), *marks]
    return "\n".join([*on, f"def {signature}:", '    """What it is."""', f"    return {expression}", "", ""])


@dataclass(frozen=True)
class Toy:
    """Reads formulas from a folder of its own."""

    folder: Path

    def module(self, text: str) -> ModuleType:
        """A module with these formulas, imported from a file."""
        path = self.folder / f"toy{next(NUMBERS)}.py"
        path.write_text(f"from geduld.marks import *\n{text}", "utf-8")
        spec = importlib.util.spec_from_file_location(path.stem, path)
        assert spec and spec.loader
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def lines(self, *texts: str) -> dict[str, Line]:
        """The lines of one module per text."""
        return collect([self.module(text) for text in texts])

    def plan(
        self,
        text: str,
        values: Mapping[str, Value] | None = None,
        measured: Sequence[str] = (),
        pins: Sequence[str] = (),
    ) -> Plan:
        """The formulas tied to these values, over all elements of `ELEMENTS`."""
        return wire(self.lines(text), ELEMENTS, dict(values or {}).keys(), measured=measured, pins=pins)

    def run(
        self,
        text: str,
        values: Mapping[str, Value] | None = None,
        months: int = 3,
        past: Past | None = None,
        decided: int = DECEMBER,
        fiscal_year_starts: int = 1,
        pins: Mapping[str, Sequence[float]] | None = None,
    ) -> Run:
        """The formulas computed from month 0; the decision falls in December unless said otherwise."""
        plan = self.plan(text, values, pins=tuple(pins or ()))
        return run(plan, values or {}, Calendar(decided, fiscal_year_starts, months), past, pins)
