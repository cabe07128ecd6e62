"""A ledger of invoices, one row an invoice, read and checked: nothing is repaired, nothing is dropped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from geduld.errors import CaseError, problem, shown

COLUMNS = ("customer_id", "invoice_no", "date", "amount_gbp", "lines", "country", "cancelled")


@dataclass(frozen=True, slots=True)
class Ledger:
    """The invoices with a column `month`, and the complete months among them; both in order."""

    invoices: pd.DataFrame
    months: tuple[str, ...]

    @property
    def complete(self) -> pd.DataFrame:
        """The invoices of the complete months."""
        return self.invoices[self.invoices["month"].isin(self.months)]


def read(path: Path) -> Ledger:
    """Read the invoices; CaseError for a missing column, a blank or unreadable cell, or an invoice that comes twice.

    The ledger spans its first to its last invoice day; a month is complete when it lies wholly in that span.
    """
    invoices = read_csv(path, {"customer_id": str, "invoice_no": str, "country": str})
    refuse_missing(path, invoices, COLUMNS)
    invoices["date"] = _days(path, invoices["date"])
    invoices["cancelled"] = _flags(path, invoices["cancelled"])
    _refuse_unclear(path, invoices)
    invoices["month"] = invoices["date"].dt.strftime("%Y-%m")
    return Ledger(invoices, _complete_months(invoices["date"].min(), invoices["date"].max()))


def read_csv(path: Path, types: dict[str, type]) -> pd.DataFrame:
    """A table with these columns as given types; CaseError when the file cannot be read as one."""
    try:
        return pd.read_csv(path, dtype=types)
    except OSError as error:
        raise CaseError(problem(path.name, "", f"cannot be read: {error.strerror or error}")) from None
    except ValueError as error:
        raise CaseError(problem(path.name, "", f"is no such table: {error}", allowed="a CSV with a header")) from None


def refuse_missing(path: Path, table: pd.DataFrame, columns: tuple[str, ...]) -> None:
    """CaseError for the first of these columns that is missing or has blank cells."""
    for column in columns:
        if column not in table:
            raise CaseError(problem(path.name, column, "the column is missing", allowed=", ".join(columns)))
        if blank := int(table[column].isna().sum()):
            raise CaseError(
                problem(path.name, column, f"blank in {blank} of {len(table)} rows", allowed="a value in every row")
            )


def _days(path: Path, days: pd.Series) -> pd.Series:
    read_days = pd.to_datetime(days, format="%Y-%m-%d", errors="coerce")
    if read_days.isna().any():
        wrong = days[read_days.isna()].iloc[0]
        said = f"{shown(wrong)} is not a day"
        raise CaseError(problem(path.name, "date", said, allowed="year-month-day, as in 2011-06-30"))
    return read_days


def _flags(path: Path, flags: pd.Series) -> pd.Series:
    if not flags.isin([0, 1]).all():
        wrong = flags[~flags.isin([0, 1])].iloc[0]
        raise CaseError(
            problem(path.name, "cancelled", shown(str(wrong)), allowed="0 for an order, 1 for a credit note")
        )
    return flags.astype(bool)


def _refuse_unclear(path: Path, invoices: pd.DataFrame) -> None:
    for column in ("amount_gbp", "lines"):
        if not pd.api.types.is_numeric_dtype(invoices[column]) or not np.isfinite(invoices[column]).all():
            said = "holds something that is no number"
            raise CaseError(problem(path.name, column, said, allowed="numbers with a decimal point"))
    if (twice := invoices["invoice_no"].duplicated()).any():
        number = invoices.loc[twice, "invoice_no"].iloc[0]
        raise CaseError(problem(path.name, "invoice_no", f"{number} comes twice", allowed="each invoice once"))
    negative, positive = invoices["amount_gbp"] < 0, invoices["amount_gbp"] > 0
    against = (negative & ~invoices["cancelled"]) | (positive & invoices["cancelled"])
    for _, row in invoices[against].head(1).iterrows():
        said = f"{row['amount_gbp']} in invoice {row['invoice_no']} contradicts cancelled = {int(row['cancelled'])}"
        raise CaseError(problem(path.name, "amount_gbp", said, allowed="orders >= 0, credit notes <= 0"))


def _complete_months(first: pd.Timestamp, last: pd.Timestamp) -> tuple[str, ...]:
    months = pd.period_range(first, last, freq="M")
    return tuple(str(m) for m in months if m.start_time.normalize() >= first and m.end_time.normalize() <= last)
