"""What the wholesaler's ledger says, written as a case's own assumptions: `python -m geduld.calibrate.observed CASE`.

Reads the public data two folders above the case (`data/public`) and writes the case's folder `observed`, every file of
which is generated: `observed.toml` is read by the case, the tables beside it are for the reader.
"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from geduld.calibrate import Range, ledger
from geduld.calibrate.absence import ALL_SECTORS, SOURCE, WHOLESALE, Absence, read_absence
from geduld.calibrate.invoices import read
from geduld.calibrate.ledger import MID_STREAM, WINDOW, YEAR, Month, Summary, Window
from geduld.errors import CaseError, GeduldError, problem

INVOICES = "online_retail_invoices.csv.gz"
ABSENCE = "cbs_sickness_absence_nl.csv"
LINES_BEFORE = 541_909
"""Lines of the ledger as it was published; those without a customer were dropped before it was summed by invoice."""

SEGMENT = "wholesale"
DEFINITION = "Depends on the definition (hangt af van de definitie)"
LENT = "Real customers of a British wholesaler, lent to a fictional company."
HEADER = """\
# Generated: do not edit. Made from data/public/{invoices} by
#   python -m geduld.calibrate.observed data/cases/{case}
# The case reads this file first and assumptions.toml on top of it. How each figure is counted, and what was left
# out: summary.csv and months.csv beside this file.
"""
OVER_WINDOWS = "p10 and p90 are the lowest and the highest figure at windows of 3, 4 .. 9 months; base at 6 months"

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One assumption of the case: its value rounded to `digits`, and what else the file says of it as text."""

    key: str
    unit: str
    range: Range
    digits: int
    grade: str
    note: str
    quantiles: str = OVER_WINDOWS
    more: tuple[tuple[str, str], ...] = ()


def entries(summary: Summary) -> tuple[Entry, ...]:
    """The observed assumptions, in the order of the file."""
    return _customers(summary), _churn(summary), _arrivals(summary), _revenue(summary)


def _customers(summary: Summary) -> Entry:
    note = (
        f"{DEFINITION}: customers with an order in the {WINDOW} months to {summary.months[-1].month}, the top of "
        "the season. Customers, churn and revenue per customer belong to one definition and move together: a "
        f"longer window counts more customers, less churn and less revenue each. {LENT}"
    )
    return Entry("customers_at_start", "customers", ledger.customers_at_start(summary), 0, "B", note)


def _churn(summary: Summary) -> Entry:
    base, longest = summary.window(WINDOW), summary.windows[-1]
    back = [month.returned for month in summary.months if month.returned is not None]
    note = (
        f"{DEFINITION}: without a contract, who stops ordering is called gone: the share of the customers with an "
        f"order in {WINDOW} months that has none in the {WINDOW} months that end a month later; median over "
        f"{_span(base.churn_months)}, complete windows only, single months from {base.churn_lowest:.3f} to "
        f"{base.churn_highest:.3f}. The longest window rests on {len(longest.churn_months)} months. About "
        f"{sum(back) / len(back):.0f} customers a month were only silent and came back; they are not netted. No "
        f"model was fitted. {LENT}"
    )
    return Entry("churn_rate_pm", "share/month", ledger.churn_rate(summary), 4, "D", note)


def _arrivals(summary: Summary) -> Entry:
    counted = summary.first_orders
    note = (
        f"First orders a month, {_span([m.month for m in summary.months[MID_STREAM:]])}; the first {MID_STREAM} "
        "months and the partial last one are dropped. The ledger starts mid-stream: a first order in it can be "
        f"that of an old customer, so this is rather too many. Mean {sum(counted) / len(counted):.0f}. Single "
        f"months vary more than their level does. Customers who come back are not counted. {LENT}"
    )
    quantiles = f"p10, median and p90 of {len(counted)} months"
    return Entry("observed_arrivals_pm", "customers/month", ledger.arrivals(summary), 0, "C", note, quantiles)


def _revenue(summary: Summary) -> Entry:
    year, window = summary.months[-YEAR:], summary.window(WINDOW)
    monthly = sum(month.net for month in year) / YEAR
    at_mean = monthly / window.active
    note = (
        f"{DEFINITION}: revenue net of credit notes of {_span([m.month for m in year])}, in a mean month GBP "
        f"{monthly:,.0f}, over the {window.active_at_end:,} customers of the last month, so that customers at the "
        f"start times this figure give the year as it was. Over the mean active set of {_span(window.active_months)}, "
        f"{window.active:,.0f} customers, it would be GBP {at_mean:.0f}: the year ends at the top of its season. "
        f"Understated: lines without a customer, {1 - summary.counts.lines / LINES_BEFORE:.1%} of all lines, are not "
        f"in the ledger. {LENT}"
    )
    level = ("price_level", year[YEAR // 2].month)
    money = (("currency", "GBP"), ("exchange_rate", "gbp_eur"), level, ("indexed_by", "prices"))
    amount = ledger.revenue_per_customer(summary)
    return Entry("revenue_per_customer_pm", "GBP/customer/month", amount, 2, "B", note, more=money)


def _span(months: Sequence[str]) -> str:
    return f"{months[0]} to {months[-1]}"


def observed_toml(summary: Summary, case: str) -> str:
    """The file `observed.toml`: the assumptions of the segment, each with range, grade, source and note."""
    source = f"Online Retail ledger (UCI, CC0), {summary.counts.first_day}..{summary.counts.last_day}"
    header = HEADER.format(invoices=INVOICES, case=case)
    return "\n".join([header, *(_table(entry, source) for entry in entries(summary)), _season(summary, source)])


def _season(summary: Summary, source: str) -> str:
    """The season by calendar month, January first: the ledger's last twelve months, each over their mean."""
    year = summary.months[-YEAR:]
    seasons = {int(month.month[-2:]): month.season for month in year}
    note = (
        f"Net revenue of each month of {_span([m.month for m in year])} over that of a mean month: one year, so a "
        "season cannot be told from a good month, and the customers who were won in that year are in it. "
        f"{LENT}"
    )
    return (
        f"[segment.{SEGMENT}.season] # ratio, January first\n"
        f"by_calendar_month = [{', '.join(_number(seasons[n], 4) for n in sorted(seasons))}]\n"
        f'grade = "C"\nsource = {json.dumps(source)}\nnote = {json.dumps(note)}\n'
    )


def _table(entry: Entry, source: str) -> str:
    values = {name: _number(getattr(entry.range, name), entry.digits) for name in ("p10", "base", "p90")}
    said = [*entry.more, ("grade", entry.grade), ("source", source), ("quantiles", entry.quantiles)]
    texts = {name: json.dumps(text) for name, text in [*said, ("note", entry.note)]}
    lines = [
        f"[segment.{SEGMENT}.{entry.key}] # {entry.unit}",
        *(f"{name} = {value}" for name, value in {**values, **texts}.items()),
    ]
    return "\n".join(lines) + "\n"


def _number(value: float, digits: int) -> str:
    return f"{value:.{digits}f}"


def summary_csv(summary: Summary) -> str:
    """The file `summary.csv`: what was read, what was left out, and the figures at each window."""
    head = ("figure", "window_months", "from", "to", "value", "unit", "note")
    windowed = [row for window in summary.windows for row in _windowed(window)]
    return _csv(head, [*_as_read(summary), *_left_out(summary), *windowed])


def _as_read(summary: Summary) -> Iterable[Row]:
    counts = summary.counts
    days, year = (counts.first_day, counts.last_day), [month.month for month in summary.months[-YEAR:]]
    net = f"{sum(month.net for month in summary.months[-YEAR:]):.2f}"
    zero = "kept: an order without an amount is an order"
    never = "credit notes only: never active, and their credit is in net revenue"
    return (
        ("lines read", "", *days, counts.lines, "lines", "summed by invoice"),
        ("invoices read", "", *days, counts.rows, "invoices", "orders and credit notes"),
        ("orders", "", *days, counts.orders, "invoices", ""),
        ("orders of zero", "", *days, counts.orders_of_zero, "invoices", zero),
        ("credit notes", "", *days, counts.credit_notes, "invoices", "not an order; in net revenue"),
        ("customers", "", *days, counts.customers, "customers", ""),
        ("customers without an order", "", *days, counts.customers_without_order, "customers", never),
        ("customers with net negative revenue", "", *days, counts.customers_net_negative, "customers", "kept"),
        ("complete months", "", *_ends(counts.complete_months), len(counts.complete_months), "months", ""),
        ("net revenue of the last twelve months", "", *_ends(year), net, "GBP", "net of credit notes"),
    )


def _left_out(summary: Summary) -> Iterable[Row]:
    counts = summary.counts
    days, months = (counts.first_day, counts.last_day), _ends(counts.dropped_months)
    first, early = summary.months[0].month, summary.months[MID_STREAM - 1].month
    without, new = LINES_BEFORE - counts.lines, [month.first_orders for month in summary.months]
    late = counts.customers - counts.customers_without_order - sum(new)
    missing = "dropped before the ledger was summed: revenue is understated by theirs"
    old = "not counted as arrivals: the ledger starts mid-stream, old customers look new"
    return (
        ("lines published", "", *days, LINES_BEFORE, "lines", "before lines without a customer were dropped"),
        ("lines without a customer", "", *days, without, "lines", missing),
        ("share without a customer", "", *days, f"{without / LINES_BEFORE:.4f}", "share", "of lines, not of revenue"),
        ("first orders in the first months", "", first, early, sum(new[:MID_STREAM]), "customers", old),
        ("partial months", "", *months, len(counts.dropped_months), "months", "dropped"),
        ("invoices in partial months", "", *months, counts.dropped_rows, "invoices", "in the counts only"),
        ("net revenue in partial months", "", *months, f"{counts.dropped_net:.2f}", "GBP", "in no figure"),
        ("first orders in partial months", "", *months, late, "customers", "in no figure"),
    )


def _ends(months: Sequence[str]) -> tuple[str, str]:
    return (months[0], months[-1]) if months else ("", "")


def _windowed(window: Window) -> Iterable[Row]:
    active, left, last = _ends(window.active_months), _ends(window.churn_months), window.active_months[-1]
    said = "depends on the definition"
    return (
        ("active customers at the end", window.months, last, last, window.active_at_end, "customers", said),
        ("active customers, mean", window.months, *active, f"{window.active:.1f}", "customers", said),
        ("churn, median month", window.months, *left, f"{window.churn:.4f}", "share/month", said),
        ("churn, lowest month", window.months, *left, f"{window.churn_lowest:.4f}", "share/month", said),
        ("churn, highest month", window.months, *left, f"{window.churn_highest:.4f}", "share/month", said),
        ("revenue per customer", window.months, *active, f"{window.revenue_per_customer:.2f}", "GBP/month", said),
    )


def months_csv(summary: Summary) -> str:
    """The file `months.csv`: month by month, with the season (net revenue over that of a mean month)."""
    rows = [[_cell(value) for value in astuple(month)] for month in summary.months]
    return _csv([field.name for field in fields(Month)], rows)


def _cell(value: object) -> object:
    return "" if value is None else f"{value:.4f}" if isinstance(value, float) else value


def absence_csv(sectors: Iterable[Absence]) -> str:
    """The file `absence.csv`: years, the last four quarters and the range of each sector, as shares of working days."""
    rows = [row for sector in sectors for row in _absence(sector)]
    return _csv(("sector", "measure", "period", "absence_rate", "source"), [[*row, SOURCE] for row in rows])


def _absence(absence: Absence) -> Iterable[Row]:
    rate, quarters = absence.rate, f"{absence.trailing_quarters[0]}..{absence.trailing_quarters[-1]}"
    for year, mean in absence.years.items():
        yield absence.sector, "mean of four quarters", year, f"{mean:.5f}"
    yield absence.sector, "trailing four quarters", quarters, f"{absence.trailing:.5f}"
    for name in ("p10", "base", "p90"):
        yield absence.sector, name, absence.latest_year, f"{getattr(rate, name):.5f}"


def _csv(head: Sequence[str], rows: Iterable[Row]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([head, *rows])
    return text.getvalue()


def observed_files(case: Path) -> dict[str, str]:
    """Every file of the case's folder `observed`, by name; CaseError when the public data cannot be read."""
    public = case.resolve().parents[1] / "public"
    summary = ledger.summarise(read(public / INVOICES))
    sectors = [read_absence(public / ABSENCE, sector) for sector in (WHOLESALE, ALL_SECTORS)]
    return {
        "observed.toml": observed_toml(summary, case.resolve().name),
        "summary.csv": summary_csv(summary),
        "months.csv": months_csv(summary),
        "absence.csv": absence_csv(sectors),
    }


def main(arguments: Sequence[str]) -> int:
    """Write the files of one case; the exit code. Nothing is written unless everything could be read."""
    try:
        if len(arguments) != 1 or not Path(arguments[0]).is_dir():
            said = " ".join(arguments) or "nothing"
            raise CaseError(problem("observed", "CASE", f"{said} is no case's folder", allowed="data/cases/wholesaler"))
        texts = observed_files(Path(arguments[0]))
    except GeduldError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    folder = Path(arguments[0]) / "observed"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
