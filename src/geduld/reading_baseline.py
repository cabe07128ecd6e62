"""What the command line prints of the annual accounts: the reconciled baseline, and what still needs a reason."""

from __future__ import annotations

from collections.abc import Sequence

from geduld.reconciliation import WORDS, Row, reason, reconciliation
from geduld.results import Results
from geduld.words.labels import table
from geduld.words.numbers import NOTHING, number, percent

COLUMNS = ("item", "accounts", "model", "difference", "share", "why")
GAP = "  "


def baseline_report(results: Results, language: str) -> str:
    """The annual accounts beside the baseline's first year and its opening balance; "" without accounts."""
    accounts, words = results.case.accounts, table(WORDS)
    if accounts is None:
        return ""
    year, opening = ([r for r in reconciliation(results) if r.opening is is_it] for is_it in (False, True))
    source = words["source"][language].format(accounts.source, accounts.closes.isoformat(), accounts.grade)
    parts = [words["title"][language], source, _table(year, language), *_stated(year, language), ""]
    return "\n".join([*parts, words["opening"][language], _table(opening, language)])


def unexplained(results: Results, language: str = "en") -> list[str]:
    """A line for each item that differs by more than 10 % without a stated reason."""
    said = table(WORDS)["unexplained"][language]
    hint = 'case.toml [accounts.differences] {} = {{ nl = "...", en = "..." }}'
    rows = [row for row in reconciliation(results) if row.asks_why]
    return [f"{row.label[language]} ({_share(row, language)}) {said}: {hint.format(row.item)}" for row in rows]


def cells(rows: Sequence[Row], language: str) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The headings and the rows of the table as text, for the command line and for an edition."""
    return tuple(table(WORDS)[column][language] for column in COLUMNS), [_cells(row, language) for row in rows]


def _table(rows: Sequence[Row], language: str) -> str:
    """Columns as wide as what stands in them: words to the left, amounts to the right."""
    heads, body = cells(rows, language)
    widths = [max(len(cell) for cell in column) for column in zip(heads, *body, strict=True)]
    lines = [GAP.join(_placed(cell, widths[i], i) for i, cell in enumerate(row)) for row in (heads, *body)]
    return "\n".join(line.rstrip() for line in lines)


def _placed(cell: str, width: int, column: int) -> str:
    return cell.rjust(width) if 0 < column < len(COLUMNS) - 1 else cell.ljust(width)


def _cells(row: Row, language: str) -> tuple[str, ...]:
    amounts = (_amount(row.accounts, language), _amount(row.model, language), _amount(row.difference, language, True))
    return (row.label[language], *amounts, _share(row, language), _why(row, language))


def _amount(value: float | None, language: str, signed: bool = False) -> str:
    return NOTHING if value is None else number(value, language, signed=signed)


def _share(row: Row, language: str) -> str:
    return NOTHING if row.share is None else percent(row.share, language, signed=True)


def _why(row: Row, language: str) -> str:
    said = reason(row, language)
    return "; ".join(f"{text} {_amount(amount, language, True)}" if amount else text for text, amount in said)


def _stated(rows: Sequence[Row], language: str) -> list[str]:
    """The company's own reasons, below the table; the same reason of several items once."""
    found: dict[str, list[str]] = {}
    for row in rows:
        if row.stated:
            found.setdefault(row.stated[language], []).append(row.label[language])
    return [f"{', '.join(items)}: {said}" for said, items in found.items()]
