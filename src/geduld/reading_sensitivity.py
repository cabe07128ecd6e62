"""What `geduld sensitivity` prints: per owner a table of 120 columns, or all of it as JSON."""

from __future__ import annotations

import json
import math
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from geduld.assumptions import Assumption
from geduld.case import Case
from geduld.drawing import bar
from geduld.draws import REPLICATES, check_size
from geduld.reading_driver import driver_name, unit_of, value_of
from geduld.reading_information import information_rows
from geduld.reading_strongest import strongest_json, strongest_rows
from geduld.ready import chosen
from geduld.results import asked, evaluate
from geduld.sensitivity import Bench, Sensitivity, Share, Switch, sensitivity, shares
from geduld.sensitivity_information import OwnersInformation, value_of_information
from geduld.sensitivity_shares import check_bins
from geduld.strongest_case import StrongestCase, asks_of_all, strongest_cases
from geduld.value_of_information import FEWEST
from geduld.words.labels import label
from geduld.words.numbers import NOTHING, money, number, percent, reading_step

WIDTHS = (38, 14, 7, 7, 7, 11, 11, 9, 6)
"""Columns of the tornado, with a space between them."""
PAGE = 120
SHOWN_SHARES = 12
CONVENTION = (
    "EUR, base case: present value of the owner's flows after tax at the time preference, above the one alternative; "
    "one key away from base, correlated keys stay; grades: npv against the baseline at the required return"
)


@dataclass(frozen=True)
class Study:
    """What the advantages of a case's owners hang on, ready to be read.

    Attributes:
        case: the case.
        owners: owner -> tornado, switching values, grades.
        strongest: the strongest case of every owner and strategy.
        shares: owner -> first-order indices; empty where no draws were asked for.
        knowing: owner -> what knowing is worth; likewise.
        draws: draws a sample; None where none were asked for.
        seed: what the samples are made of.
    """

    case: Case
    owners: Mapping[str, Sensitivity]
    strongest: tuple[StrongestCase, ...]
    shares: Mapping[str, tuple[Share, ...]]
    knowing: Mapping[str, OwnersInformation]
    draws: int | None
    seed: int

    def to_json(self) -> str:
        """Everything by owner; null where there is no answer."""
        found = {owner: self._owner(owner) for owner in self.owners}
        about = {"convention": CONVENTION, "draws": self.draws, "samples": REPLICATES, "seed": self.seed}
        return json.dumps({**about, "owners": found}, ensure_ascii=False, allow_nan=False, indent=1)

    def _owner(self, owner: str) -> dict[str, Any]:
        mine = self.owners[owner]
        units = {swing.key: self.case.assumptions[swing.key].unit for swing in mine.swings}
        whole = {**asdict(mine), "units": units, "closest": asdict(mine.closest) if mine.closest else None}
        told: dict[str, Any] = {"strongest": strongest_json(self.case, self._strongest(owner))}
        told["shares"] = [asdict(one) for one in self.shares.get(owner, ())]
        told["information"] = asdict(self.knowing[owner]) if owner in self.knowing else None
        return dict(_plain({**whole, **told}))

    def _strongest(self, owner: str) -> list[StrongestCase]:
        return [one for one in self.strongest if one.owner == owner]

    def report(self, language: str) -> str:
        """Per owner a table, widest swing first; value by grade, every strategy's strongest case, shares if any."""
        return "\n\n".join("\n".join(map(wrapped, self._rows(owner, language))) for owner in self.owners)

    def _rows(self, owner: str, language: str) -> Iterator[str]:
        mine, name = self.owners[owner], self.case.owners[owner].name
        labels = [self.case.strategies[s].label[language] for s in (mine.ask.strategy, mine.ask.against)]
        step = reading_step(tuple(value for s in mine.swings for value in (s.at_low, s.at_high)))
        lead = money(mine.advantage, language, min(step, reading_step((mine.advantage,))))
        yield label("study_title", language).format(name, labels[0], lead, labels[1])
        yield from self._tornado(mine, language, step)
        yield from self._closest(mine, language)
        yield from ("", label("study_grades", language).format(labels[0]), *_grades(mine, language))
        yield from ("", *strongest_rows(self.case, self._strongest(owner), language))
        if self.shares.get(owner):
            yield from ("", *self._shares(self.shares[owner], language))
        if owner in self.knowing:
            yield from ("", *information_rows(self.case, self.knowing[owner], language))
        elif self.draws:
            yield label("knowing_few", language).format(FEWEST)

    def _tornado(self, mine: Sensitivity, language: str, step: float) -> Iterator[str]:
        switches = {one.key: one for one in mine.switches}
        at10, at90 = (label("study_at", language).format(p) for p in ("p10", "p90"))
        named = [label(f"study_{name}", language) for name in ("driver", "unit", "base", "switch", "chance")]
        yield _row((*named[:2], "p10", named[2], "p90", at10, at90, *named[3:]))
        shown = [s for s in mine.swings if not s.width < step / 2 or switches[s.key].value is not None]
        for swing in shown:
            a, switch = self.case.assumptions[swing.key], switches[swing.key]
            values = [value_of(value, a, language) for value in (a.p10, a.base, a.p90)]
            ends = [_money(value, language, step) for value in (swing.at_low, swing.at_high)]
            yield _row((driver_name(self.case, a, language), unit_of(a), *values, *ends, *_switch(switch, a, language)))
        yield label("study_without", language).format(len(mine.swings) - len(shown))
        yield from (label(f"study_{note}", language) for note in ("alone", "switch_note", "chance_note"))

    def _closest(self, mine: Sensitivity, language: str) -> Iterator[str]:
        if (one := mine.closest) is None or one.value is None or one.distance is None:
            yield label("study_no_closest", language)
            return
        a = self.case.assumptions[one.key]
        ends = (f"{value_of(value, a, language)} {unit_of(a)}" for value in (a.base, one.value))
        yield label("study_closest", language).format(
            driver_name(self.case, a, language), *ends, percent(one.distance, language, 0 if one.distance >= 0.1 else 1)
        )

    def _shares(self, found: tuple[Share, ...], language: str) -> Iterator[str]:
        yield label("study_shares", language)
        yield label("study_draws", language).format(REPLICATES, number(self.draws or 0, language), self.seed)
        for one in found[:SHOWN_SHARES]:
            ends = " – ".join(percent(value, language) for value in (one.low, one.high))
            name = driver_name(self.case, self.case.assumptions[one.key], language)
            yield f"{one.rank:>3}  {_cut(name, 50):<50} {percent(one.value, language):>7}  ({ends})"
        yield label("study_sum", language).format(percent(sum(one.value for one in found), language, 0))


def study(case: Case, strategy: str = "", draws: int | None = None, seed: int = 0) -> Study:
    """What the advantages of all owners of a case hang on.

    Args:
        case: from `load_case`.
        strategy: its id; "" is the strategy owners are asked for.
        draws: draws in each sample for the first-order indices; None leaves them out.
        seed: what the samples are made of.

    Raises:
        CaseError: there is no such strategy, or the draws do not fit; else as `sensitivity` and `shares`.
    """
    size = None if draws is None else check_bins(check_size(draws))
    name = chosen(case, strategy or asked(case.strategies)).id
    views = evaluate(case).views
    with bar("sensitivity", "points") as shown:
        found = sensitivity(case, views, name, compiled=True, watch=shown.update)
        strongest = strongest_cases(Bench(case, asks_of_all(views), True, shown.update))
        told = shares(case, views, name, size, seed, compiled=True, watch=shown.update) if size else {}
        knowing = value_of_information(case, size, seed, watch=shown.update) if size and size >= FEWEST else {}
    return Study(case, found, strongest, told, knowing, size, seed)


def _grades(mine: Sensitivity, language: str) -> Iterator[str]:
    step = reading_step(tuple(mine.grades.values()))
    words = {grade: label("study_grade", language).format(grade) for grade in "ABCD"}
    words |= {kind: label(f"study_{kind}", language) for kind in mine.grades if kind not in words}
    for kind, value in mine.grades.items():
        if value:
            yield f"  {words[kind]:<70} {_money(value, language, step):>14}"
    yield f"  {label('study_total', language):<70} {_money(sum(mine.grades.values()), language, step):>14}"


def _row(cells: tuple[str, ...]) -> str:
    first, unit, *rest = (_cut(cell, width) for cell, width in zip(cells, WIDTHS, strict=True))
    return " ".join(
        [f"{first:<{WIDTHS[0]}}", f"{unit:<{WIDTHS[1]}}", *(f"{c:>{w}}" for c, w in zip(rest, WIDTHS[2:], strict=True))]
    ).rstrip()


def wrapped(row: str) -> str:
    """A row that fits the page."""
    return row if len(row) <= PAGE else textwrap.fill(row, PAGE, subsequent_indent="  ")


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _money(value: float, language: str, step: float) -> str:
    return NOTHING if math.isnan(value) else money(value, language, step)


def _switch(switch: Switch, a: Assumption, language: str) -> tuple[str, str]:
    """The switching value, marked where there are more, and the chance."""
    chance = NOTHING if switch.chance is None or switch.value is None else _chance(switch.chance, language)
    if switch.value is None:
        return NOTHING, chance
    return value_of(switch.value, a, language) + ("*" if switch.found > 1 else ""), chance


def _chance(chance: float, language: str) -> str:
    return f"<{percent(0.01, language, 0)}" if chance < 0.005 else percent(chance, language, 0)


def _plain(value: Any) -> Any:
    """JSON has no infinity and no missing number: null stands for both."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value
