"""Figures of every choice by the same rules: what it brings now and later, its largest items, and what it leans on.

Finished monthly lines are subtracted and added up here; nothing is computed anew. All are of every strategy, the
baseline included, which differs from itself in nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geduld.case import BASELINE
from geduld.changes import Change, changes, left_over
from geduld.editions.company_figures import both
from geduld.engine.run import Months
from geduld.figure import Figure, Words
from geduld.owners import OwnerView
from geduld.results import Results, asked
from geduld.sensitivity_grades import weight_by_grade
from geduld.spread_records import Pair
from geduld.words.labels import line_label
from geduld.words.numbers import LOCALES

FIRST_MONTHS, FIRST_YEAR = 3, 12
"""What a choice brings now: in its first months, and in its first year; the day of the decision counts in both."""
FOLLOWS = frozenset({"tax_paid", "debt_repayment", "credit_drawn", "credit_repaid"})
"""Changes that follow from all others together, and loans that move: no item that argues for or against."""
BRINGS = frozenset({"revenue", "cost_of_sales", "cost_to_serve"})
"""Lines that growth moves together: what customers buy, and what it costs to deliver it, is one item."""


@dataclass(frozen=True, slots=True)
class Item:
    """What a choice changes by one name: its words, and EUR a month of the whole company, shape (H+1,)."""

    words: Words
    flow: Months


def choice_figures(results: Results) -> Iterator[Figure]:
    """All of them: of the company under every strategy, and of every owner the case was loaded with."""
    for strategy in results.runs:
        yield from _company(results, strategy)
        yield from _extremes(results, strategy)
    for view in results.views.values():
        for strategy in results.runs:
            yield from _owner(view, strategy)
            yield from _leans(results, view, strategy)
        yield from _rival(results, view)


def _parts(flow: Months, end: int) -> Mapping[str, float]:
    """Sums of a monthly flow: over the first months, the first year, and from then to the end."""
    year = min(FIRST_YEAR, end)
    spans = {"months": (0, min(FIRST_MONTHS, end)), "year": (0, year), "later": (year + 1, end)}
    return {name: float(flow[first : last + 1].sum()) for name, (first, last) in spans.items()}


def _company(results: Results, strategy: str) -> Iterator[Figure]:
    """`company.months`, `.year` and `.later`: what the company pays out and keeps above the baseline."""
    for name, value in _parts(left_over(results, strategy), results.case.months).items():
        words, how = both(f"choice_company_{name}"), both("change_convention")
        yield Figure(f"company.{name}", value, "EUR", words, strategy, convention=how)


def _owner(view: OwnerView, strategy: str) -> Iterator[Figure]:
    """`own.months`, `.year` and `.later`: what the owner receives above the baseline, the final payment in `later`."""
    for name, value in _parts(view.increment(strategy), view.terms.horizon_months).items():
        words, how = both(f"choice_own_{name}"), both("choice_own_convention")
        yield Figure(f"own.{name}", value, "EUR", words, strategy, view.owner, convention=how)
    worth = view.certainty_equivalent(strategy) - view.certainty_equivalent(BASELINE)
    how = both("choice_own_worth_convention")
    yield Figure("own.worth", worth, "EUR", both("choice_own_worth"), strategy, view.owner, convention=how)


def _extremes(results: Results, strategy: str) -> Iterator[Figure]:
    """`for.year` and `for.later`: the item that brings the company most over all months; `against.*`: that costs most.

    None where nothing brings, or costs, anything.
    """
    ranked = sorted(items(results, strategy), key=lambda item: float(item.flow.sum()))
    for side, item, sign in (("for", ranked[-1], 1), ("against", ranked[0], -1)):
        parts = _parts(item.flow, results.case.months)
        counts = sign * item.flow.sum() > 0
        for name in ("year", "later"):
            words = item.words if counts else both("choice_no_item")
            yield Figure(f"{side}.{name}", parts[name] if counts else None, "EUR", words, strategy)


def items(results: Results, strategy: str) -> tuple[Item, ...]:
    """What a strategy changes in the company before tax, against the baseline, growth in customers as one item."""
    found = [one for one in changes(results, strategy) if one.line not in FOLLOWS]
    growth: Months = np.sum([one.cash for one in found if one.line in BRINGS], axis=0)
    return (
        Item(both("choice_customers"), growth),
        *(Item(_words(one.line), one.cash) for one in _others(found)),
    )


def _words(line: str) -> Words:
    named = {language: line_label(line, language) for language in LOCALES}
    return {language: words[:1].upper() + words[1:] for language, words in named.items()}


def _others(found: Sequence[Change]) -> list[Change]:
    return [one for one in found if one.line not in BRINGS]


def _leans(results: Results, view: OwnerView, strategy: str) -> Iterator[Figure]:
    """`leans.<grade>`: the share of all amounts that rests on evidence of a grade; `leans.no_effect` on no effect."""
    for kind, share in weight_by_grade(results.case, view, strategy).items():
        yield Figure(f"leans.{kind}", share, "share", both(f"leans_{kind}"), strategy, view.owner)


def _rival(results: Results, view: OwnerView) -> Iterator[Figure]:
    """`choice.best`, `.next` and `.rival`: this owner's best choice, the next best, and the best other proposal.

    Over the draws where there are draws; `.best_base`, `.next_base` and `.rival_base` are those of the base case.
    `choice.often` is worth more than the best in most draws; `.combined` is the best that has what is asked as a part,
    of `.combined_count`. `choice.first` brings most in the first year, the one that is asked for where several do.
    """
    best = view.verdict()
    found = {"best_base": best, "next_base": view.alternative(best), "first": first_choice(results, view)}
    drawn = results.spread.owners[view.owner] if results.spread else None
    found["best"] = drawn.verdict if drawn else best
    found["next"] = drawn.best_alternative(drawn.verdict) if drawn else found["next_base"]
    sure = {s: one.certainty_equivalent.value or 0.0 for s, one in drawn.strategies.items()} if drawn else {}
    found["rival_base"] = _proposal(best, {s: view.certainty_equivalent(s) for s in results.runs})
    found["rival"] = _proposal(found["best"], sure) if drawn else found["rival_base"]
    pairs = {s: one.pairs for s, one in drawn.strategies.items()} if drawn else {}
    found["often"] = _most_often(found["best"], found["rival"], pairs)
    together = _with(results)
    found["combined"] = max(together or [asked(results.runs)], key=view.certainty_equivalent)
    words = both("choice_combined_count")
    yield Figure("choice.combined_count", float(len(together)), "count", words, None, view.owner)
    for name, strategy in found.items():
        yield Figure(f"choice.{name}", None, "text", both(f"choice_{name}"), None, view.owner, text=strategy)


def _with(results: Results) -> list[str]:
    """The strategies that have what is asked as one of their parts."""
    return [s for s in results.runs if asked(results.runs) in results.case.strategies[s].parts]


def _most_often(best: str, rival: str, pairs: Mapping[str, Mapping[str, Pair]]) -> str:
    """The proposal that is worth more than the best one in most draws; the rival where none is so more often."""
    others = [rival, *(s for s in pairs if s not in (best, BASELINE, rival) and best in pairs[s])]
    return (
        max(others, key=lambda s: pairs[s][best].chance_ahead.value or 0.0) if best in pairs.get(rival, {}) else rival
    )


def _proposal(best: str, worth: Mapping[str, float]) -> str:
    """The best other strategy that somebody proposes; carrying on as now only where there is no other."""
    others = [s for s in worth if s not in (best, BASELINE)]
    return max(others or [s for s in worth if s != best] or [best], key=worth.__getitem__)


def first_choice(results: Results, view: OwnerView) -> str:
    """The strategy that brings this owner most in the first year."""
    ranked = sorted(results.runs, key=lambda strategy: strategy != asked(results.runs))
    return max(ranked, key=lambda strategy: _parts(view.increment(strategy), view.terms.horizon_months)["year"])
