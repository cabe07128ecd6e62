"""Loan and dividend, what is no money, and what guards stopped: each amount from the finished lines."""

from __future__ import annotations

from math import fsum

import numpy as np
import pytest
from editions.shared import OWNERS, company, drawn, page
from editions.test_blocks import bound, words

from geduld.changes import changes
from geduld.claims import Claim, holds
from geduld.editions.company_figures import KINDS, TESTS, stopped
from geduld.editions.loan import cover
from geduld.editions.notebook import owner_edition
from geduld.editions.owner_figures import owner_figures
from geduld.words.numbers import money


def test_cover_is_shown_for_every_month_the_loan_runs() -> None:
    """Over the months short the cover is below one, and the table marks exactly those."""
    opened = page("partner", "en")
    frame = cover(opened.edition)
    months = round(frame.index[-1] * 12)
    assert len(frame) == months == 107, "eight years of loan, and the eleven months its last payment is in the window"
    short = opened.edition.figures["partner.invest.loan_months_short"].value
    assert (frame["invest"] < 1).sum() == short
    marked = str(opened.loan.after).count("number warn")
    assert marked == (frame < 1).sum().sum()


def test_what_is_short_and_what_bridges_it_is_said() -> None:
    text = words(page("partner", "en").loan)
    shortage = page("partner", "en").edition.figures["partner.invest.loan_shortage"]
    assert (shortage.value or 0.0) > 0 and money(shortage.value or 0.0, "en") in text
    assert "Own cash reserve" in text and "cash reserve" in text and "Largest shortage over twelve months" in text


def test_a_loan_that_is_covered_needs_no_bridge() -> None:
    opened = owner_edition("wholesaler", "partner", "en", '{"owner.partner.other_income_pm": 9000}')
    assert opened.edition.figures["partner.invest.loan_shortage"].value == 0.0
    assert opened.edition.figures["partner.invest.loan_first_short"].value is None
    assert "nothing to bridge" in words(opened.loan)


@pytest.mark.parametrize("owner", OWNERS)
def test_dividends_per_year_add_up_to_all_dividends(owner: str) -> None:
    figures = page(owner, "nl").edition.figures
    for strategy in ("invest", "payout", "baseline"):
        years = [f.value or 0.0 for key, f in figures.items() if key.startswith(f"{owner}.{strategy}.dividend.year_")]
        view = page(owner, "nl").edition.results.views[owner]
        assert len(years) == view.terms.horizon_months // 12
        assert fsum(years) == pytest.approx(view.flow(strategy, settled=False).sum(), abs=0.005)


@pytest.mark.parametrize("owner", OWNERS)
def test_every_owner_reads_which_test_holds_back_how_much_of_the_own_dividend(owner: str) -> None:
    """The stake times what the company could not pay, up to the owner's horizon; by test, and in all."""
    opened = page(owner, "en")
    view, figures, found = opened.edition.results.views[owner], opened.edition.figures, bound(opened.loan)
    for strategy, run in opened.edition.results.runs.items():
        for test in TESTS:
            own = view.terms.stake * run.line(test)[: view.terms.horizon_months + 1].sum()
            claim_id = f"{owner}.{strategy}.held.{test}"
            assert figures[claim_id].value == pytest.approx(own, abs=0.005) and claim_id in found
        assert holds(Claim("x", f"{owner}.{strategy}.held.total", "is total of", f"{owner}.{strategy}.held.*"), figures)


@pytest.mark.parametrize("owner", OWNERS)
def test_what_is_no_money_stands_apart_and_in_no_bar(owner: str) -> None:
    """Suppliers' goodwill and the hours nobody pays less for: a total of their own, outside the waterfall."""
    opened = page(owner, "en")
    figures = opened.edition.figures
    view = opened.edition.results.views[owner]
    goodwill = next(c for c in changes(opened.edition.results, "invest") if c.line == "partners_goodwill")
    flow = view.terms.stake * goodwill.economic[: view.terms.horizon_months + 1]
    worth = sum(x / (1 + view.terms.required_return_pa) ** (t / 12) for t, x in enumerate(flow))
    assert figures[f"{owner}.invest.apart.partners_goodwill"].value == pytest.approx(worth, abs=0.005)
    assert not goodwill.cash.any() and "counted nowhere here" in words(opened.out_in)
    assert f"{owner}.invest.apart.partners_goodwill" in bound(opened.not_in_numbers)


def test_cash_cashable_and_economic_stand_apart_for_the_company() -> None:
    opened = company("en")
    figures, found = opened.edition.figures, bound(opened.line_by_line)
    assert all(f"-.invest.kind.{kind}" in found for kind in KINDS)
    cash = sum(c.cash.sum() for c in changes(opened.edition.results, "invest") if c.kind == "cash")
    tail = figures["-.invest.kind.cash"].value or 0.0
    before_tax = {"tax_paid", "interest", "credit_interest", "deposit_interest", "rise_in_working_capital"}
    other = before_tax | {"capital_expenditure", "debt_repayment", "credit_drawn", "credit_repaid"}
    after = sum(c.cash.sum() for c in changes(opened.edition.results, "invest") if c.line in other)
    assert tail == pytest.approx(cash - after, abs=0.005)


def test_a_guard_that_stopped_nothing_is_not_named_and_one_that_did_is() -> None:
    """Ten times the hours of contact cannot be had: the guard says how many, in which month, under which choice."""
    assert "No guard stopped anything" in words(drawn("family", "en").accounts)
    opened = owner_edition("wholesaler", "family", "en", '{"contact_hours_pa": 60}')
    found = [figure for figure in opened.edition.figures.values() if figure.id.startswith("stopped.")]
    assert found, "nobody has so many hours"
    run = opened.edition.results.runs["invest"]
    made = {figure.id: figure for figure in stopped(run, "invest")}
    for node, values in run.values.items():
        if f"stopped.{node}" in made:
            assert made[f"stopped.{node}"].value == values[np.abs(values).argmax()]
    text = words(opened.accounts)
    assert all(figure.label["en"] in text for figure in found) and "Invest in communication" in text


def test_figures_of_an_owner_are_of_that_owner_only() -> None:
    results = page("family", "nl").edition.results
    assert {figure.owner for figure in owner_figures(results, "invest")} == {"family"}
