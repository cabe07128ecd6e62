"""The director's edition: all owners side by side, the same figures as in their own, and private terms nowhere else."""

from __future__ import annotations

import math
import re
import shutil
from pathlib import Path

import pytest
from editions.shared import OWNERS, company, director, drawn, example
from editions.test_blocks import bound, shown, words

from geduld import claims
from geduld.case import load_case
from geduld.editions.company_figures import TESTS
from geduld.editions.company_money import by_year
from geduld.editions.director import ahead
from geduld.editions.notebook import director_edition
from geduld.editions.part_figures import parts
from geduld.editions.record import claims_of
from geduld.results import evaluate
from geduld.words.numbers import money

LANGUAGES = ("nl", "en")
TRACKS = ("track.internal", "track.customer", "track.market")
ORDER = ["letter", "verdicts", "maps", "picture", "short", "held_back", "funding", "conventions", "legal", "terms"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_director_reads_of_every_owner(language: str) -> None:
    opened = director(language)
    assert [block.id for block in opened.blocks] == ORDER
    for owner in opened.edition.case.owners.values():
        for block in (opened.letter, opened.verdicts, opened.terms):
            assert owner.name in words(block), (owner.id, block.id)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_and_every_figure_of_the_director_is_one_of_the_results(language: str) -> None:
    opened = director(language)
    claims.check(claims_of(opened.blocks), opened.edition.figures)
    ids = {claim_id for block in (*opened.blocks, opened.accounts) for claim_id in bound(block)}
    assert len(ids) > 120 and ids - set(opened.edition.figures) == set()


@pytest.mark.parametrize("owner", OWNERS)
def test_the_director_and_the_owner_read_the_same_figures(owner: str) -> None:
    """Value by value, over the draws too: nobody is caught with a figure that another page contradicts."""
    own, every = drawn(owner, "nl").edition.figures, director("nl").edition.figures
    mine = {key: figure for key, figure in own.items() if figure.owner == owner}
    assert len(mine) > 300
    for key, figure in mine.items():
        assert (every[key].value, every[key].text) == (figure.value, figure.text), key


def test_the_title_counts_the_owners_who_would_choose_what_is_asked() -> None:
    """One more euro of revenue per customer in fifty turns some of them: the count is that of their own verdicts."""
    for own_values in ("", '{"upsell_increase": 0.08}'):
        edition = director_edition("wholesaler", "en", own_values).edition
        views = edition.results.views.values()
        counted = sum(view.verdict() == "invest" for view in views)
        assert edition.figures["-.-.owners.in_favour"].value == counted
        short = sum(bool(view.loan_cover("invest").months_short) for view in views)
        assert edition.figures["-.-.owners.short"].value == short


def test_more_owners_in_favour_make_another_title() -> None:
    titles = {
        director_edition("wholesaler", "en", text).letter.title for text in ("", '{"upsell_increase": 0.08}')
    }  # fmt: skip
    assert len(titles) == 2


def test_a_line_ends_where_an_owner_leaves() -> None:
    """The investor leaves after 48 months: 49 values, counted from the day of the decision."""
    frame = ahead(director("nl").edition)
    assert frame["investor"].notna().sum() == 49 and frame["family"].notna().sum() == 121


@pytest.mark.parametrize("owner", OWNERS)
def test_a_line_of_the_director_is_what_the_owner_gets_more(owner: str) -> None:
    """The last point: each month's dividend above the alternative's, times (1 + return elsewhere) ** ((T - t) / 12)."""
    edition = director("nl").edition
    view, other = edition.results.views[owner], edition.of(owner).alternative
    more, end = view.increment("invest", other, settled=False), view.terms.horizon_months
    grown = sum(more[t] * (1 + view.terms.return_elsewhere_pa) ** ((end - t) / 12) for t in range(end + 1))
    assert ahead(edition)[owner].dropna().iloc[-1] == pytest.approx(grown, abs=0.005)


def test_who_is_short_and_when_is_said_with_its_amount() -> None:
    """Of the four only the partner has a loan; by hand: the largest of service less income over twelve months."""
    opened = director("en")
    view = opened.edition.results.views["partner"]
    for strategy in opened.edition.results.runs:
        income, service = (view.line(f"loan_{what}_of_twelve_months", strategy) for what in ("income", "service"))
        gaps = {t: service[t] - income[t] for t in range(1, 121) if service[t] > income[t]}
        assert opened.edition.figures[f"partner.{strategy}.loan_shortage"].value == pytest.approx(max(gaps.values()))
        assert opened.edition.figures[f"partner.{strategy}.loan_first_short"].value == min(gaps)
        assert opened.edition.figures[f"partner.{strategy}.loan_last_short"].value == max(gaps)
    text = words(opened.short)
    assert "J. Bakker" in text and "Dijk" not in text and "January 2027" in text


def test_held_back_distributions_and_what_is_paid_add_up_to_what_was_proposed() -> None:
    edition = director("nl").edition
    for strategy in edition.results.runs:
        of = {name: edition.figures[f"-.{strategy}.held.{name}"].value or 0.0 for name in ("proposed", "paid", *TESTS)}
        assert math.isclose(of["proposed"], of["paid"] + sum(of[test] for test in TESTS), abs_tol=0.005)
    frame = by_year(edition)
    assert frame.sum().sum() == pytest.approx(edition.figures["-.invest.held.proposed"].value, abs=0.005)


def test_sources_and_uses_add_up_and_the_headroom_is_that_of_the_tightest_month() -> None:
    edition = director("en").edition
    for strategy, run in edition.results.runs.items():
        balance = edition.figures[f"-.{strategy}.funding.balance"].value
        left = run.line("cash") + run.line("credit_headroom")
        month = int(edition.figures[f"-.{strategy}.tightest.month"].value or 0)
        assert abs(balance or 0.0) < 0.005 and left[month] == left.min()
        assert edition.figures[f"-.{strategy}.tightest.headroom"].value == run.line("credit_headroom")[month]


@pytest.mark.parametrize("language", LANGUAGES)
def test_terms_of_all_owners_stand_in_the_directors_edition_only(language: str) -> None:
    """The partner's loan and the investor's multiple: in the director's and their own, in nobody else's."""
    opened = director(language)
    said = words(opened.terms)
    assert {"nl": "€ 300.000", "en": "€300,000"}[language] in said and "5 ×" in said
    private = {"partner": "J. Bakker", "investor": "Dijk"}
    for owner, name in private.items():
        for other in set(OWNERS) - {owner}:
            page = drawn(other, language)
            assert not any(name in shown(block) for block in (*page.blocks, page.accounts)), (owner, other)
    everybody = company(language)
    assert not any(re.search("Bakker|Dijk|De Wit", shown(b)) for b in (*everybody.blocks, everybody.accounts))
    assert {"nl": "ertrouwelijk", "en": "onfidential"}[language] in shown(opened.letter)


def test_each_part_left_out_is_a_run_without_its_levers(tmp_path: Path) -> None:
    """By hand for the budget that is moved: what an owner is worth with it, less what with that lever struck out."""
    copy = tmp_path / "wholesaler"
    shutil.copytree(example(), copy)
    path = copy / "strategies" / "invest.toml"
    struck = path.read_text("utf-8").replace("broadcast_moved_share = 0.5\n", "")
    assert struck != path.read_text("utf-8")
    path.write_text(struck, "utf-8")
    with_it, without = (evaluate(load_case(folder)) for folder in (example(), copy))
    edition = director("en").edition
    assert set(parts(edition.results, "invest")) == {*TRACKS, "broadcast_moved_share"}
    for owner in OWNERS:
        lost = float(with_it.views[owner].worth("invest") - without.views[owner].worth("invest"))
        assert edition.figures[f"{owner}.invest.part.broadcast_moved_share"].value == pytest.approx(lost, abs=0.005)
    family = edition.figures["family.invest.part.broadcast_moved_share"]
    assert money(family.value or 0.0, "en", signed=True) in bound(drawn("family", "en").out_in)[family.claim_id]


def test_a_narrow_column_keeps_the_longest_word_of_an_owners_name() -> None:
    """The name of a line is not broken within a word, so the room beside the drawing grows with it."""
    figure = director("nl").picture.picture
    assert figure is not None
    longest = max(len(word) for owner in director("nl").edition.case.owners.values() for word in owner.name.split())
    assert figure.layout.margin.r >= 8 * longest > 118
