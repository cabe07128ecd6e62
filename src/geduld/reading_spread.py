"""What the command line prints of a spread: an owner's measures over the draws, beside their base case."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import pandas as pd

from geduld.claims import check
from geduld.figure import Figure
from geduld.results import Results, asked
from geduld.spread_summary import CENSORED
from geduld.words.figures import format_figure, format_value
from geduld.words.labels import Words, table
from geduld.words.numbers import NOTHING, money, number
from geduld.words.sentences import Said, Voice

ROWS = (
    "worth", "gain", "advantage", "regret", "npv", "net_dividends", "deepest_point", "payback_month",
    "patience_months", "loan_cover_lowest", "loan_months_short",
)  # fmt: skip
"""The measures of which the distribution is printed; the others stand in the JSON."""
COMPANY_ROWS = ("cash_lowest", "credit_headroom_lowest", "funding_gap", "distribution_blocked", "programme_total")
COLUMNS = ("base", "mean", "se", "p10", "p50", "p90", "reached")
IN_BASE_CASE = {"worth": "certainty_equivalent", "advantage": "advantage.step_base"}
"""Measures whose value in the base case stands under another id; the others' has their own."""
CHANCES = (
    "chance_of_loss", "chance_behind", "chance_best", "expected_shortfall", "certainty_equivalent.expected", "lead",
    "worst_weight", "regret.mean", "largest_regret", "irr.expected", "break_even_return.expected", "alternative",
)  # fmt: skip
DRAWN = frozenset(CHANCES)
"""Figures that only draws have: they stand in a table of their own."""
YEARLY = re.compile(r"ahead\.year_\d+")
SENTENCES = ("spread_verdict", "spread_patience", "spread_why", "spread_worst")


def basis(results: Results, language: str) -> str:
    """What the figures rest on: "base case", or the base case and so many draws."""
    words, spread = table("spread.toml"), results.spread
    if spread is None:
        return words["base"][language]
    said = words["heading" if spread.scrambles else "heading_plain"][language]
    return said.format(n=number(spread.n, language), seed=spread.seed, scrambles=spread.scrambles)


def owner_spread(results: Results, owner: str, language: str) -> str:
    """One owner over the draws: chances per strategy, a distribution per strategy, and what to make of it."""
    tables = [_of_owner(results, owner, strategy, language) for strategy in results.runs]
    sentences = filter(None, (str(said.text) for said in remarks(results, owner, language)))
    chances = [_chances(results, owner, language), _ahead(results, owner, language)]
    return "\n\n".join([*chances, *tables, "\n".join(sentences)])


def remarks(results: Results, owner: str, language: str) -> Iterator[Said]:
    """Whether draws and base case agree, in how many futures the owner is rewarded, and what drives them apart."""
    voice = _voice(results, owner, language)
    for name in SENTENCES:
        said = voice.say(name)
        check(said.claims, voice.figures)
        yield said


def _voice(results: Results, owner: str, language: str) -> Voice:
    person, horizon = results.case.owners[owner], float(results.views[owner].terms.horizon_months)
    strategy = asked(results.runs)
    chosen = {"drawn_name": "verdict", "base_name": "verdict.base", "other": f"{strategy}.alternative"}
    texts = {name: _text(results, owner, place) for name, place in chosen.items()}
    names = {name: _label(results, text, language) for name, text in {**texts, "asked": strategy}.items()}
    words: Words = {"nl": "", "en": ""}
    term = Figure("input.horizon_months", horizon, "months", words, owner=owner)
    figures = {**results.by_claim, term.claim_id: term}
    roles = {"owner": owner, "asked": strategy}
    return Voice(language, person.address, roles, names, figures, results.case.decision)


def _text(results: Results, owner: str, place: str) -> str:
    strategy, _, name = place.rpartition(".") if place.endswith(".alternative") else ("", "", place)
    return str(results.figure(name, strategy or None, owner).text)


def _label(results: Results, strategy: str, language: str) -> str:
    return results.case.strategies[strategy].label[language]


def company_spread(results: Results, language: str) -> str:
    """The company over the draws, per strategy: whether cash and credit hold."""
    words = table("spread.toml")["title_company"][language]
    titles = {s: words.format(strategy=_label(results, s, language)) for s in results.runs}
    return "\n\n".join(_distribution(results, None, s, COMPANY_ROWS, title, language) for s, title in titles.items())


def _of_owner(results: Results, owner: str, strategy: str, language: str) -> str:
    other = _label(results, _text(results, owner, f"{strategy}.alternative"), language)
    words = table("spread.toml")["title"][language]
    title = words.format(strategy=_label(results, strategy, language), other=other)
    return _distribution(results, owner, strategy, [*_rows(results, owner, strategy)], title, language)


def _distribution(
    results: Results, owner: str | None, strategy: str, names: Sequence[str], title: str, language: str
) -> str:
    words = table("spread.toml")
    columns = [c for c in COLUMNS if (c != "se" or _has_errors(results)) and (owner or c != "reached")]
    cells = [[_cell(results, owner, strategy, name, c, language) for c in columns] for name in names]
    labels = [_mean(results, name, strategy, owner).label[language].rpartition(":")[0] for name in names]
    frame = pd.DataFrame(cells, index=labels, columns=[words[c][language] for c in columns])
    return f"{title}\n{frame.to_string()}"


def _has_errors(results: Results) -> bool:
    return bool(results.spread and results.spread.scrambles)


def _mean(results: Results, name: str, strategy: str, owner: str | None) -> Figure:
    return results.figure(f"{name}.mean", strategy, owner)


def _rows(results: Results, owner: str, strategy: str) -> Iterator[str]:
    """The measures that there is something to say of: without a loan it has no cover."""
    for name in ROWS:
        reached = results.by_claim.get(f"{owner}.{strategy}.{name}.reached")
        if name in CENSORED or reached is None or reached.value:
            yield name


def _cell(results: Results, owner: str | None, strategy: str, name: str, column: str, language: str) -> str:
    id = IN_BASE_CASE.get(name, name) if column == "base" else f"{name}.{column}"
    found = results.by_claim.get(f"{owner or '-'}.{strategy}.{id}")
    if column == "reached" and found is None:
        return ""
    if owner and found and found.value is None and name in CENSORED and column in ("p10", "p50", "p90"):
        return f"> {format_value(results.views[owner].terms.horizon_months, 'months', language)}"
    return NOTHING if found is None or found.value is None else format_figure(found, language)


def _chances(results: Results, owner: str, language: str) -> str:
    words = table("spread.toml")
    rows = {results.figure(name, next(iter(results.runs)), owner).label[language]: name for name in CHANCES}
    columns = {s: [_chance(results, owner, s, name, language) for name in rows.values()] for s in results.runs}
    return f"{words['chances'][language]}\n{pd.DataFrame(columns, index=list(rows)).to_string()}"


def _ahead(results: Results, owner: str, language: str) -> str:
    """Per whole year, how sure every choice is to have brought more by then than its best other choice."""
    first, words = next(iter(results.runs)), table("spread.toml")
    years = [f.id for f in results.figures if (f.owner, f.strategy) == (owner, first) and YEARLY.fullmatch(f.id)]
    columns = {s: [_chance(results, owner, s, name, language) for name in years] for s in results.runs}
    rows = [words["ahead_year"][language].format(year=name.rpartition("_")[2]) for name in years]
    return f"{words['ahead_title'][language]}\n{pd.DataFrame(columns, index=rows).to_string()}"


def _chance(results: Results, owner: str, strategy: str, name: str, language: str) -> str:
    found = results.figure(name, strategy, owner)
    if found.text is not None:
        return found.text
    error = results.by_claim.get(f"{found.claim_id.removesuffix('.mean')}.se")
    if found.value is None or error is None or error.value is None:
        return format_figure(found, language)
    return f"{format_figure(found, language)} ± {_error(error, language)}"


def _error(found: Figure, language: str) -> str:
    """A standard error as short as its figure."""
    value = found.value or 0.0
    return money(value, language) if found.unit == "EUR" else f"{number(100 * value, language, 1)}%"
