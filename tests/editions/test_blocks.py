"""The blocks of an edition: the same ids for every owner, true claims, escaped words, and figures from the results."""

from __future__ import annotations

import json
import re
from html import unescape
from itertools import pairwise

import pytest
from editions.shared import HOSTILE, OWNERS, company, hostile_case, page

from geduld import claims
from geduld.editions.block import FIGURE, RECORD, Block
from geduld.editions.measures import figure_words
from geduld.editions.notebook import OWNER, Page, owner_edition
from geduld.editions.pictures import receipts, steps
from geduld.editions.record import claims_of
from geduld.errors import CaseError, ClaimError
from geduld.words.numbers import money

EVERY = [(owner, language) for owner in OWNERS for language in ("nl", "en")]


def shown(block: Block) -> str:
    """All HTML of a block."""
    return f"{block.before}{block.after}"


def words(block: Block) -> str:
    """What a reader reads in a block, without markup."""
    return unescape(re.sub(r"<[^>]+>", " ", shown(block))).replace("\N{NO-BREAK SPACE}", " ")


def bound(block: Block) -> dict[str, set[str]]:
    """Claim id -> the words that show it."""
    found: dict[str, set[str]] = {}
    for claim_id, inner in re.findall(r'<span data-figure="([^"]+)">(.*?)</span>', shown(block)):
        found.setdefault(unescape(claim_id), set()).add(unescape(re.sub(r"<[^>]+>", "", inner)))
    return found


def test_every_owner_gets_the_same_blocks_in_the_same_order() -> None:
    order = [block.id for block in page("family", "nl").blocks]
    assert order == [
        "letter", "picture", "fan", "out_in", "line_by_line", "how_sure", "hangs_on", "choices", "strongest",
        "explained", "map", "measures", "loan", "legal", "not_in_numbers",
    ]  # fmt: skip
    assert all([block.id for block in page(*one).blocks] == order for one in EVERY)


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_every_claim_of_an_edition_holds(one: tuple[str, str]) -> None:
    opened = page(*one)
    made = claims_of(opened.blocks)
    assert len(made) > 15
    claims.check(made, opened.edition.figures)


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_every_figure_that_is_shown_is_one_of_the_results(one: tuple[str, str]) -> None:
    opened = page(*one)
    ids = {claim_id for block in (*opened.blocks, opened.accounts) for claim_id in bound(block)}
    assert len(ids) > 60 and ids - set(opened.edition.figures) == set()


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_the_letter_and_the_table_show_the_same_advantage(one: tuple[str, str]) -> None:
    opened = page(*one)
    edition = opened.edition
    claim_id = f"{one[0]}.invest.advantage"
    value = edition.figures[claim_id].value or 0.0
    size = money(abs(value), one[1], edition.step)
    said = bound(opened.letter)[claim_id]
    assert said == {size, money(value, one[1], edition.step, signed=True)}
    assert bound(opened.measures)[claim_id] == {figure_words(edition, edition.figures[claim_id])}


def test_the_picture_crosses_where_the_letter_says_it_does() -> None:
    """From the month of patience on, the asked line is never below its alternative; the month before it is.

    As the example stands patience is never rewarded; a far larger rise in revenue per customer rewards it.
    """
    edition = owner_edition("wholesaler", "family", "nl", '{"upsell_increase": 0.08}').edition
    patience = edition.results.figure("patience_months", "invest", "family").value
    assert patience is not None
    ahead = receipts(edition)[edition.asked] - receipts(edition)[edition.alternative]
    assert ahead.iloc[int(patience) :].min() >= 0 > ahead.iloc[int(patience) - 1]


def test_the_picture_ends_below_its_alternative_where_the_letter_says_it_never_crosses() -> None:
    """No month of patience: the asked line is below its alternative at the end."""
    edition = page("family", "nl").edition
    assert edition.results.figure("patience_months", "invest", "family").value is None
    assert (receipts(edition)[edition.asked] - receipts(edition)[edition.alternative]).iloc[-1] < 0


def test_the_picture_is_the_difference_in_dividends_with_interest() -> None:
    """A dividend of month t above the baseline grows at 3.5 % a year until month T: times 1.035 ** ((T - t) / 12).

    Tax on these dividends that is still owed at the end of the horizon is taken off there.
    """
    edition = page("family", "nl").edition
    for strategy, line in receipts(edition).items():
        both = (str(strategy), "baseline")
        owed = [edition.results.monthly("tax_still_owed", s, "family") for s in both]
        paid = [edition.results.monthly("net_dividend", s, "family") - owed[i] for i, s in enumerate(both)]
        for end in (0, 17, 77, 120):
            grown = sum((paid[0][t] - paid[1][t]) * 1.035 ** ((end - t) / 12) for t in range(end + 1))
            assert line.iloc[end] == pytest.approx(grown, abs=0.005)


@pytest.mark.parametrize("owner", OWNERS)
def test_the_waterfall_adds_up_to_the_cent(owner: str) -> None:
    *parts, net = [step.value or 0.0 for step in steps(page(owner, "nl").edition)]
    assert abs(sum(parts) - net) < 0.005


@pytest.mark.parametrize("owner", OWNERS)
def test_no_bar_that_is_there_reads_as_nothing(owner: str) -> None:
    """An amount below half the reading step is said more finely, not as zero."""
    opened = page(owner, "nl")
    (drawn,) = json.loads(opened.out_in.picture.to_json())["data"]  # type: ignore[union-attr]
    found = {step.label["nl"]: step.value or 0.0 for step in steps(opened.edition)}
    said = dict(zip(found.values(), drawn["text"], strict=True))
    assert [words for value, words in said.items() if abs(value) >= 0.5 and words == "0"] == []


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_every_picture_has_a_text_alternative_in_words(one: tuple[str, str]) -> None:
    pictures = [block for block in page(*one).blocks if block.picture is not None]
    assert {"picture", "out_in"} <= {block.id for block in pictures}
    assert all(len(block.alt) > 40 and "<" not in block.alt for block in pictures)


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_headings_go_down_one_step_at_a_time(one: tuple[str, str]) -> None:
    opened = page(*one)
    levels = [int(n) for block in (*opened.blocks, opened.accounts) for n in re.findall(r"<h(\d)", shown(block))]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_owner_who_is_better_off_elsewhere_is_told_so(language: str) -> None:
    text = words(page("investor", language).letter)
    assert {"nl": "De beste keuze is het voor u niet", "en": "it is not the best choice"}[language] in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_owner_who_leaves_is_told_that_and_how_the_sale_is_counted(language: str) -> None:
    opened = page("investor", language)
    for block in (opened.letter, opened.not_in_numbers):
        shows = {
            claim_id: {word.replace("\N{NO-BREAK SPACE}", " ") for word in said}
            for claim_id, said in bound(block).items()
        }
        assert shows["investor.-.input.horizon_months"] == {{"nl": "4 jaar", "en": "4 years"}[language]}
        assert shows["investor.-.input.exit_multiple"] == {"5 ×"} and shows["investor.-.input.believed_share"] == {
            "25%"
        }
    missing = words(opened.not_in_numbers).lower()
    assert {"nl": "geen verkoop", "en": "no sale"}[language] not in missing
    accounts = words(opened.accounts)
    for key in ("leaves", "exit_multiple", "believed_share", "acquisition_price"):
        assert opened.edition.case.assumptions[f"owner.investor.{key}"].label[language] in accounts


@pytest.mark.parametrize("one", [one for one in EVERY if one[0] != "investor"], ids="/".join)
def test_an_owner_who_stays_reads_of_no_sale(one: tuple[str, str]) -> None:
    opened = page(*one)
    assert not {f"{one[0]}.-.input.{key}" for key in ("exit_multiple", "believed_share")} & set(bound(opened.letter))
    assert {"nl": "geen verkoop", "en": "No sale"}[one[1]] in words(opened.not_in_numbers)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_is_missing_is_said(language: str) -> None:
    text = words(page("family", language).not_in_numbers).lower()
    needed = {
        "nl": ("basisgeval", "hangt af van de definitie", "geen verkoop", "cc0", "fictieve", "proef"),
        "en": ("base case", "depends on the definition", "no sale", "cc0", "fictional", "pilot"),
    }
    assert [word for word in needed[language] if word not in text] == []


def test_the_lines_show_formula_value_kind_grade_and_check() -> None:
    text = words(page("family", "en").line_by_line)
    for part in (
        "Course fees",
        "trainees × price of the training",
        "Year 1",
        "partly",
        "Sum of the lines",
        "Master check",
        "€0.00",
    ):
        assert part in text


def test_converted_amounts_are_shown_twice_and_placeholders_marked() -> None:
    opened = page("family", "en")
    text = words(opened.accounts)
    assert "£" in text and "becomes €" in text and "price level 2011" in text
    count = sum(a.placeholder for a in opened.edition.case.assumptions.values() if a.kind != "lever")
    assert text.count("placeholder: no source") == count > 5


def test_the_accounts_say_how_the_edition_was_made() -> None:
    text = words(page("family", "nl").accounts)
    for part in (
        "geen: basisgeval",
        "31 december 2026",
        "Kenmerk van het model",
        "pandas",
        "Geen enkele regel is op gegeven waarden",
    ):
        assert part in text


def test_the_company_is_shown_without_any_owner() -> None:
    opened = company("nl")
    text = " ".join(words(block) for block in (*opened.blocks, opened.accounts))
    assert not [figure for figure in opened.edition.figures.values() if figure.owner]
    assert not [key for key in opened.edition.case.assumptions if key.startswith("owner.")]
    assert "De Wit" not in text and "Bakker" not in text


def test_the_company_compares_with_the_choice_that_leaves_it_most() -> None:
    edition = company("nl").edition
    left = {s: edition.figures[f"-.{s}.change.net"].value or 0.0 for s in edition.case.strategies}
    others = [s for s in left if s not in (edition.asked, "baseline")]
    assert edition.alternative == max(others, key=left.__getitem__) != others[0]


def test_an_edition_knows_nothing_of_another_owner() -> None:
    opened = page("family", "nl")
    record = str(opened.accounts.record)
    assert not re.search(r"\bpartner\b", record) and "Bakker" not in record


@pytest.mark.parametrize("owner", HOSTILE)
def test_a_name_that_is_no_name_is_text_everywhere(owner: str) -> None:
    opened = owner_edition(str(hostile_case()), owner, "nl")
    everything = "".join(shown(block) for block in (*opened.blocks, opened.accounts))
    pictures = "".join(block.picture.to_json() for block in opened.blocks if block.picture is not None)
    assert "<script>" not in everything and "&lt;script&gt;alert(1)&lt;/script&gt;" in everything
    assert "<script>" not in pictures
    assert opened.accounts.record is not None and HOSTILE[owner] in opened.accounts.record["head"]["for_whom"]


def test_a_block_shows_itself_without_plotly_js(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[dict[str, object], dict[str, object]]] = []
    monkeypatch.setattr("geduld.editions.block.publish_display_data", lambda data, said: seen.append((data, said)))
    opened = page("family", "nl")
    opened.picture._ipython_display_()
    opened.accounts._ipython_display_()
    (picture, said), _, (closing, _) = seen
    assert set(picture) == {FIGURE, "text/plain"} and len(str(picture)) < 100_000
    assert said["geduld"]["block"] == "picture" and said["geduld"]["alt"] == picture["text/plain"]  # type: ignore[index]
    assert RECORD in closing and closing["text/plain"] == "<accounts>"


def test_an_edition_whose_claim_fails_does_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = page("family", "nl").edition
    wrong = claims.Claim("letter", "family.invest.present_value", "<", 0)
    monkeypatch.setitem(OWNER, "letter", lambda _: Block("letter", "x", claims=(wrong,)))
    with pytest.raises(ClaimError, match=r"letter: does not hold: family\.invest\.present_value < 0"):
        Page(edition, OWNER)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nowhere", "family"), "case: nowhere: there is no case there"),
        (("wholesaler", "famly"), "--owner: famly: there is no such owner"),
        (("wholesaler", "family", "de"), "language: 'de'; allowed: nl, en"),
        (("wholesaler", "family", "nl", "{course_price: 1}"), "own_values: no JSON"),
        (("wholesaler", "family", "nl", '{"course_price": "1"}'), "own_values: "),
        (("wholesaler", "family", "nl", '{"course_prize": 1}'), "did you mean 'course_price'?"),
        (("wholesaler", "family", "nl", "", "23-11-2026"), "dated: '23-11-2026'; allowed: a day"),
    ],
)
def test_a_wrong_parameter_is_one_message(arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        owner_edition(*arguments)
    assert said in str(caught.value) and "\n" not in str(caught.value)


def test_one_changed_number_moves_every_face_of_it() -> None:
    before, after = page("family", "en"), owner_edition("wholesaler", "family", "en", '{"course_price": 2000}')
    for block in ("letter", "out_in", "line_by_line", "measures"):
        assert shown(getattr(before, block)) != shown(getattr(after, block)), block
    assert "set for this edition" in words(after.accounts) and before.headline != after.headline
