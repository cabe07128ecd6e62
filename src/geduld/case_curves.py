"""`[segments.<id>.curve]` of case.toml: a fitted retention curve, and the churn classes and assumptions it gives."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from geduld.assumptions import Assumption, check, read_grade
from geduld.churn_curve import MOST_CLASSES, ChurnCurve, Classes
from geduld.errors import CaseError, plain, problem, shown
from geduld.tables import Table

FIELDS = (
    "alpha", "beta", "renewal_months", "classes", "tenure", "churn_level", "quantiles", "source", "grade", "note",
)  # fmt: skip
USUAL_CLASSES, LONGEST_RENEWAL, MOST_RENEWALS = 12, 120, 200
YEAR = re.compile(r"(19|20)\d\d")
TENURE = "[{ renewals = 0, share = 0.6 }, { renewals = 1, share = 0.4 }], or customers instead of share"
SAID = ("churn_rate_pm", "class_share_new", "class_share_today", "churn_level")
"""What a curve says of its segment, so that nothing else may."""


@dataclass(frozen=True, slots=True)
class SegmentCurve:
    """The curve of one segment; `tenure` is (renewals made, share of today's customers), `level` p10 and p90."""

    curve: ChurnCurve
    count: int
    tenure: tuple[tuple[int, float], ...]
    level: tuple[float, float]
    quantiles: str
    source: str
    grade: str
    note: str

    @property
    def ids(self) -> tuple[str, ...]:
        """The classes, from loyal to fleeting: c01, c02 .."""
        return tuple(f"c{number:02d}" for number in range(1, self.count + 1))

    @property
    def classes(self) -> Classes:
        """The classes with their churn and their share in new customers."""
        return self.curve.classes(self.count)

    @property
    def share_today(self) -> tuple[float, ...]:
        """Share of each class in the customers of today."""
        return self.classes.share_today(dict(self.tenure))


def read_curve(table: Table) -> SegmentCurve:
    """The curve as it stands in case.toml.

    Raises:
        CaseError: an unknown or missing key, or a value that does not fit.
    """
    table.only(*FIELDS).need("alpha", "beta", "renewal_months", "tenure", "churn_level", "quantiles", "source", "grade")
    count = table.whole("classes", 1, MOST_CLASSES) if "classes" in table.values else USUAL_CLASSES
    curve = ChurnCurve(_above_zero(table, "alpha"), _above_zero(table, "beta"), _renewal_months(table))
    return SegmentCurve(
        curve, count, _tenure(table), _level(table), table.text("quantiles"), _source(table), read_grade(table),
        table.text("note"),
    )  # fmt: skip


def _source(table: Table) -> str:
    source = table.text("source")
    if not YEAR.search(source):
        raise table.error("source", f"{source!r} has no date", allowed='a source with its year, "contracts 2019-2025"')
    return source


def _renewal_months(table: Table) -> float:
    return float(table.whole("renewal_months", 1, LONGEST_RENEWAL))


def _above_zero(table: Table, name: str, unit: str | None = None) -> float:
    value = table.need(name).number(name, unit)
    if value is None or value <= 0:
        raise table.error(name, f"{plain(value or 0.0)} is out of bounds", unit=unit, allowed="a number above 0")
    return value


def _level(table: Table) -> tuple[float, float]:
    said = table.table("churn_level").only("p10", "p90").need("p10", "p90")
    p10, p90 = _above_zero(said, "p10", "ratio"), _above_zero(said, "p90", "ratio")
    if not p10 <= 1 <= p90:
        raise said.error("", f"p10 <= 1 <= p90 does not hold for {plain(p10, p90)} ratio", allowed="1 is the curve")
    return p10, p90


def _tenure(table: Table) -> tuple[tuple[int, float], ...]:
    said: Any = table.values["tenure"]
    if not isinstance(said, list) or not said or not all(isinstance(row, dict) for row in said):
        raise table.error("tenure", f"{shown(said)} is no list of tenures", allowed=TENURE)
    weight = "customers" if "customers" in said[0] else "share"
    rows = [Table(table.file, table.key(f"tenure {number}"), row) for number, row in enumerate(said, 1)]
    found = [(_renewals(row, weight), _weight(row, weight)) for row in rows]
    if len(dict(found)) < len(found):
        raise table.error("tenure", f"renewals {', '.join(str(n) for n, _ in found)}: one stands twice")
    return _of_one(table, found, weight)


def _renewals(row: Table, weight: str) -> int:
    return row.only("renewals", weight).need("renewals", weight).whole("renewals", 0, MOST_RENEWALS)


def _weight(row: Table, name: str) -> float:
    value = row.number(name, name) or 0.0
    if value < 0:
        raise row.error(name, f"{plain(value)} is below 0", allowed="0 or more")
    return value


def _of_one(table: Table, found: list[tuple[int, float]], weight: str) -> tuple[tuple[int, float], ...]:
    total = sum(value for _, value in found)
    if weight == "share" and abs(total - 1) > 1e-6:
        raise table.error("tenure", f"{plain(total)} share in all", allowed="1 in all")
    if not total > 0:
        raise table.error("tenure", f"{plain(total)} customers in all", allowed="more than 0")
    return tuple((renewals, value / total) for renewals, value in found)


def curve_values(
    segment: str, said: SegmentCurve, declared: Mapping[str, Assumption], known: Mapping[str, Assumption]
) -> dict[str, Assumption]:
    """What a curve says of its segment, as assumptions: per class a constant, and how sure their common level is.

    Raises:
        CaseError: another file of the case says it too.
    """
    for key, a in known.items():
        if key.startswith(f"segment.{segment}.") and a.name in SAID:
            what = f"{plain(a.base)} {a.unit}: the curve of the segment in case.toml says it already"
            raise CaseError(problem(a.file, key, what, allowed=f"either this or [segments.{segment}.curve]"))
    classes, found = said.classes, _level_of(segment, said, declared["churn_level"])
    columns = {"churn_rate_pm": classes.churn_pm, "class_share_new": classes.share_new}
    for name, values in {**columns, "class_share_today": said.share_today}.items():
        for one, value in zip(said.ids, values, strict=True):
            key = f"segment.{segment}.class.{one}.{name}"
            found[key] = _sourced(replace(declared[name], kind="constant", family="fixed"), key, said, (value,) * 3)
    return found


def _level_of(segment: str, said: SegmentCurve, declared: Assumption) -> dict[str, Assumption]:
    key, (p10, p90) = f"segment.{segment}.churn_level", said.level
    return {key: _sourced(declared, key, said, (p10, 1.0, p90))}


def _sourced(a: Assumption, key: str, said: SegmentCurve, values: tuple[float, float, float]) -> Assumption:
    p10, base, p90 = values
    return check(
        replace(
            a, key=key, p10=p10, base=base, p90=p90, evidence=(), source=said.source, grade=said.grade,
            placeholder=False, quantiles=said.quantiles, note=said.note or a.note, file="case.toml", overridden=True,
        )
    )  # fmt: skip
