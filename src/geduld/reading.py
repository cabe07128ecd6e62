"""What the command line prints: figures as a table, lineage as a tree, and whether a case is sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from geduld import model
from geduld.assumptions import Assumption
from geduld.case import Case, load_case
from geduld.engine import Run
from geduld.engine.lineage import Branch, tree
from geduld.engine.wiring import Node, Plan
from geduld.errors import CaseError, near_match, problem
from geduld.funding import sources_and_uses
from geduld.owners import READS
from geduld.reading_baseline import baseline_report, unexplained
from geduld.reading_conventions import conventions
from geduld.reading_flags import legal_report
from geduld.reading_increments import increments
from geduld.reading_map import owner_map, owner_pairs
from geduld.reading_sale import sale
from geduld.reading_spread import DRAWN, basis, company_spread, owner_spread
from geduld.ready import price_inputs
from geduld.reconciliation import check_opening
from geduld.results import Results, evaluate
from geduld.words.figures import format_figure
from geduld.words.labels import line_label, table

BLOCKS = ("blocked_by_cash", "blocked_by_credit", "blocked_by_covenant", "blocked_by_equity", "blocked_by_liquidity")
SAID_ONCE = (".mean", ".expected")
"""Of the statistics of a measure, the ones whose convention is printed: it is that of the measure."""
NOTHING = 1e-9
"""What a guard is said to have stopped is more than rounding."""


def figures_report(results: Results, language: str) -> str:
    """A table per owner: a row per measure, a column per strategy; below them the convention of each measure."""
    tables = [_told(results, owner, language) for owner in (None, *results.case.owners)]
    first = filter(None, (_heading(results, language), baseline_report(results, language)))
    company = (increments, _funding, _churn, conventions, legal_report, _conventions)
    return "\n\n".join([*first, *tables, *filter(None, (part(results, language) for part in company))])


def _funding(results: Results, language: str) -> str:
    """Sources and uses up to the tightest month: a row per source or use, a column per strategy, in whole euros."""
    words, found = table("funding.toml"), {s: sources_and_uses(run) for s, run in results.runs.items()}
    columns = {
        strategy: {
            "month": f.month, **{row.id: f"{row.amount:,.0f}" for row in f.rows}, "cash": f"{f.cash:,.0f}",
            "headroom": f"{f.headroom:,.0f}", "headroom_month": f.headroom_month,
        }
        for strategy, f in found.items()
    }  # fmt: skip
    shown = pd.DataFrame(columns).rename(index={name: said[language] for name, said in words.items()})
    return f"{words['title'][language]} (EUR)\n{shown.to_string()}"


def _churn(results: Results, language: str) -> str:
    """What one churn rate for all would get wrong about customers who differ; "" where no curve was fitted."""
    found = [f for f in results.figures if f.id.startswith("churn_")]
    rows = [f"{f.label[language]}: {format_figure(f, language, signed='bias' in f.id)}" for f in found]
    return "\n".join([table("measures.toml")["churn_constant"][f"title_{language}"], *rows]) if rows else ""


def _told(results: Results, owner: str | None, language: str) -> str:
    """The table of an owner or of the company; under it the sale, and the spread where there is one."""
    parts = [_table(results, owner, language), *([sale(results, owner, language)] if owner else [])]
    if results.spread:
        parts.append(owner_spread(results, owner, language) if owner else company_spread(results, language))
    if owner:
        parts += [owner_pairs(results, owner, language), owner_map(results, owner, language)]
    return "\n\n".join(filter(None, parts))


def _table(results: Results, owner: str | None, language: str) -> str:
    figures = [f for f in results.figures if f.owner == owner and f.strategy and "." not in f.id and f.id not in DRAWN]
    rows = [(f.label[language], f.strategy, format_figure(f, language)) for f in figures]
    frame = pd.DataFrame(rows, columns=["", "strategy", "value"]).pivot(index="", columns="strategy", values="value")
    shown = frame.loc[list(dict.fromkeys(row[0] for row in rows)), list(results.runs)].rename_axis(None, axis=1)
    name = results.case.owners[owner].name if owner else results.case.name
    return f"{name}{_verdict(results, owner, language)}\n{shown.to_string(index_names=False)}"


def _heading(results: Results, language: str) -> str:
    """What the reader must know before any figure: base case or draws, fictional or not, what is pinned."""
    case = results.case
    about = [case.about[language]] if case.fictional else []
    title = f"{case.name}: {basis(results, language)}, decision {case.decision.isoformat()}, {case.months} months"
    return "\n".join([title, *about, *_pins(results.plan)])


def _pins(plan: Plan) -> list[str]:
    pinned = ", ".join(map(str, plan.pinned))
    return [f"Pinned by the case: {pinned}; unused for that: {', '.join(plan.unused) or 'nothing'}."] if pinned else []


def _conventions(results: Results, language: str) -> str:
    said = [
        f
        for f in results.figures
        if f.convention and ("." not in f.id or f.id.endswith(SAID_ONCE) or f.id.startswith("churn_"))
    ]
    found = {f.label[language].removesuffix(f": {table('spread.toml')['mean'][language]}"): f.convention for f in said}
    return "\n".join(f"{label}: {convention[language]}." for label, convention in found.items() if convention)


def _verdict(results: Results, owner: str | None, language: str) -> str:
    if owner is None:
        return ""
    best, lead = results.figure("verdict", owner=owner), results.figure("verdict_advantage", owner=owner)
    label = results.case.strategies[str(best.text)].label[language]
    return f": {best.label[language]}: {label} ({lead.label[language]}: {format_figure(lead, language)})"


def check_report(path: Path, changes: Mapping[str, float]) -> str:
    """Read and run a case; what the reader wants to know when all is well.

    Raises:
        CaseError, ModelError: whatever is wrong.
    """
    results = evaluate(load_case(path, changes))
    case, plan = results.case, results.plan
    check_opening(results)
    placeholders = [a.key for a in case.assumptions.values() if a.placeholder]
    residual, balance = (
        max(abs(run.line(name)).max() for run in results.runs.values())
        for name in ("identity_residual", "balance_residual")
    )
    return "\n".join(
        [
            f"{case.name}: all is well.",
            f"{len(plan.lines)} lines at {len(plan.sources)} places, {len(case.assumptions)} assumptions,"
            f" {len(case.strategies)} strategies, {len(case.owners)} owners.",
            *(case.accounts.notes if case.accounts else ()),
            *unexplained(results),
            *_stopped(results),
            *_blocked(results),
            *_missing(results),
            f"What came in less what went out, at most: EUR {residual:.6f} a month.",
            f"Balance sheet that does not follow from profit and pay-outs, at most: EUR {balance:.6f} a month.",
            *(_pins(plan) or ["Pinned by the case: nothing."]),
            f"Placeholders, to be replaced by own figures ({len(placeholders)}): {', '.join(sorted(placeholders))}.",
        ]
    )


def _stopped(results: Results) -> list[str]:
    """Guards that stopped something: how much at most, in which strategy and month, and the guard's name and place."""
    return list(dict.fromkeys(row for strategy, run in results.runs.items() for row in _stopped_in(strategy, run)))


def _stopped_in(strategy: str, run: Run) -> Iterator[str]:
    for node, values in run.values.items():
        marks, month = run.plan.lines[node.line].marks, int(abs(values).argmax())
        if node.line.endswith("_stopped") and abs(values[month]) > NOTHING:
            when = "always" if marks.constant else f"at most, in month {month} of {strategy}"
            yield f"A guard stopped {values[month]:g} {marks.unit} ({when}): {node}."


def _blocked(results: Results) -> list[str]:
    """Distributions that were proposed and not paid, by strategy and by what stood in the way."""
    found = [(s, line, run.line(line)) for s, run in results.runs.items() for line in BLOCKS]
    return [
        f"Not paid to owners under {s}: EUR {values.sum():.0f}, from month {int((values > 0).argmax())} on ({line})."
        for s, line, values in found
        if values.any()
    ]


def _missing(results: Results) -> list[str]:
    """Cash that nobody brings once the credit line is used up, by strategy: how much at most, and in which month."""
    found = [(strategy, run.line("funding_gap")) for strategy, run in results.runs.items()]
    return [
        f"Cash missing under {s}: EUR {gap.max():.0f} (at most, in month {int(gap.argmax())}), beyond the credit line"
        f" of EUR {results.runs[s].line('credit')[int(gap.argmax())]:.0f} that is drawn (funding_gap)."
        for s, gap in found
        if gap.max() > NOTHING
    ]


def lineage_report(case: Case, name: str, language: str) -> str:
    """The tree under a figure or a line: lines, then assumptions with value and grade, then sources.

    Raises:
        CaseError: neither a figure nor a line has this name.
    """
    plan = model.plan(case)
    if name not in READS and name not in plan.lines:
        near = near_match(name, [*READS, *plan.lines])
        raise CaseError(problem("lineage", name, "is no figure and no line", near=near))
    lines, keys = READS.get(name, ((name,), ()))
    title = table("measures.toml")[name][language] if name in READS else line_label(name, language)
    own = [f"owner.{owner}.{key}" for owner in case.owners for key in keys]
    rows = [*_pins(plan), f"{name}: {title}", *(row for key in own for row in _assumption(case, key, language, 1))]
    seen: set[Node] = set()
    for line in lines:
        for node in plan.nodes(line):
            rows += _branch(case, tree(plan, node, seen), language, 1)
    return "\n".join(rows)


def _branch(case: Case, branch: Branch, language: str, depth: int) -> Iterator[str]:
    if branch.is_assumption:
        yield from _assumption(case, branch.name, language, depth)
        return
    again = " (see above)" if branch.again else ""
    yield f"{'  ' * depth}{branch.name}: {line_label(branch.name.rpartition('.')[2], language)}{again}"
    for part in branch.reads:
        yield from _branch(case, part, language, depth + 1)


def _assumption(case: Case, key: str, language: str, depth: int) -> Iterator[str]:
    found = case.assumptions.get(key)
    if found is None:
        return
    indent = "  " * depth
    yield f"{indent}[{found.grade}] {key} = {found.base:g} {found.unit}{_range(found)}: {found.label[language]}"
    for source in _sources(case, found):
        yield f"{indent}      {source}"
    for index in price_inputs(case, key):
        yield from _assumption(case, index, language, depth + 1)


def _range(found: Assumption) -> str:
    return f" (p10 {found.p10:g}, p90 {found.p90:g})" if found.is_range else ""


def _sources(case: Case, found: Assumption) -> Iterator[str]:
    for key in found.evidence:
        row = case.evidence[key]
        yield f"source {key}: {row.authors or row.title}, {row.title} ({row.year}) {row.url}".rstrip()
    if found.source:
        yield f"source: {found.source}"
    if found.placeholder:
        yield f"PLACEHOLDER: {found.note}"
