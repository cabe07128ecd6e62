"""Tables with a column per strategy: more than a page is wide stand under each other, in parts of equal size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil

from markupsafe import Markup

from geduld.editions.block import Cell, Row, html
from geduld.words.labels import label

MOST = 5
"""Columns of amounts that stand beside each other, on paper and on a screen, in letters that can be read."""


def by_strategy(
    language: str,
    heads: Sequence[Cell],
    rows: Sequence[Row],
    *,
    caption: str,
    id: str = "",
    title: object = "",
    intro: object = "",
    notes: Sequence[object] = (),
) -> Markup:
    """A table of measures with a column per strategy, in as many parts of equal size as it takes.

    Every part has all rows and as many columns as any other, so that no strategy stands in a narrower one; what a
    measure means is said in the first part.

    Args:
        language: of the page.
        heads: of the names of the rows, then of each strategy.
        rows: as many cells each as there are heads.
        caption: what the table shows.
        id: of the heading above the first part.
        title: that heading.
        intro: words under that heading.
        notes: words under the last part.
    """
    size, made = part_size(len(heads) - 1), Markup()
    starts = range(1, len(heads), size)
    css = "measures" if len(starts) == 1 else "measures parts"
    for start in starts:
        first, last = start == starts[0], start == starts[-1]
        made += html(
            "table", id=id if first else "", title=title if first else "", intro=intro if first else "",
            caption=caption if first else label("continued", language).format(caption), css=css,
            heads=_part(heads, start, size), notes=list(notes) if last else [],
            rows=[Row(tuple(_part(row.cells, start, size, bare=not first)), row.css) for row in rows],
        )  # fmt: skip
    return made


def part_size(strategies: int) -> int:
    """How many strategies stand in one part: as even as can be, and no more than fit."""
    return max(1, ceil(strategies / max(1, ceil(strategies / MOST))))


def _part(cells: Sequence[Cell], start: int, size: int, bare: bool = False) -> list[Cell]:
    """The name, then the cells of one part; empty ones fill up the last."""
    return list(_cells(cells, start, size, bare))


def _cells(cells: Sequence[Cell], start: int, size: int, bare: bool) -> Iterator[Cell]:
    yield replace(cells[0], sub="") if bare else cells[0]
    shown = cells[start : start + size]
    yield from shown
    yield from [Cell()] * (size - len(shown))
