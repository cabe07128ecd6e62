"""Every strategy carries the same figures, as large as any other: in results.json, editions, pictures and notebooks.

What is shown of one strategy only is listed here, once, with its reason.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from editions.shared import company, drawn, example, page
from editions.test_blocks import shown

from geduld.editions.block import Block, Cell, Row
from geduld.editions.notebook import Page
from geduld.editions.wide import MOST, by_strategy, part_size

OF_ONE = {
    "part.": "what is lost without one part of what is asked: parts are its own levers, which no other strategy has",
    "hangs.": "what the advantage of what is asked hangs on; the smallest change that makes another win stands apart",
    "explained.": "why what is asked is worth more or less than the best alternative: the edition's one difference",
    "stopped.": "a guard is named where it stopped something, and only there",
}
"""Figures that not every strategy has, by the beginning of their id, and why."""
PAGES_OF_THE_PLAN = {
    "economic.": "line by line is of what is asked; what is left per year and the kinds of money stand there for all",
    "year_": "the same; the company's edition has the lines of all",
    "change.": "the same",
    "map.ahead_from.": "the horizon from which what is asked passes each other; results.json has every pair",
    "programme_": "what the letter asks for: the budget and the cost of the programme, which no other choice has",
    "advantage.step_": "why the mean is not the base case, of the picture above it",
}
"""Figures that an owner's page prints of one strategy, though results.json has them of all, and why."""
TOGETHER = {f"strongest.together.{name}" for name in ("distance", "lead", "runner_up")}
"""Of every strategy; beside them stand the assumptions that carry its strongest case, which are its own."""
AGAINST_IT = ("bridge.", "convention.")
"""The flows of a strategy above the baseline under each convention: the baseline has none above itself."""
WHERE_THERE_IS_ONE = {
    "for.year",
    "for.later",
    "against.year",
    "against.later",  # a strategy may change no item at all
    "strongest.drawn.place",  # it may be the best in no draw
    "strongest.together.lead",  # how close it comes, where no change makes it the best
}
BASELINE_ITSELF = frozenset({
    "npv", "irr", "payback_month", "discounted_payback_month", "deepest_point", "deepest_point_month",
    "chance_of_loss", "expected_shortfall", "for.year", "for.later", "against.year", "against.later",
})  # fmt: skip
"""Differences from the baseline, which say nothing of the baseline itself: a dash stands there."""
EVERY = {path.stem for path in (example() / "strategies").glob("*.toml")}
"""The eight strategies of the example."""
NOTEBOOKS = sorted((Path(__file__).parents[2] / "notebooks").glob("*.ipynb"))


def by_strategy_of(figures: Iterable[Any]) -> dict[str, dict[str, set[tuple[str, str]]]]:
    """Owner -> strategy -> id and unit of every figure but those of one strategy only."""
    found: dict[str, dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
    for f in figures:
        if f.strategy and not carries(f.id) and not f.id.startswith(tuple(OF_ONE)):
            unit = "" if f.id == "strongest.alone.value" else f.unit  # in the unit of whichever assumption it is
            found[f.owner or "-"][f.strategy].add((f.id, unit))
    return found


def same_for_all(found: dict[str, dict[str, set[tuple[str, str]]]]) -> None:
    """The same ids and units for each of the nine."""
    for owner, strategies in found.items():
        assert set(strategies) == EVERY, owner
        every = set.union(*strategies.values())
        missing = {s: {one for one in every - have if not of_itself(one[0], s)} for s, have in strategies.items()}
        assert {s: sorted(lacks)[:5] for s, lacks in missing.items() if lacks} == {}, owner


def carries(name: str) -> bool:
    """Whether a figure is an assumption that carries the strongest case of one strategy."""
    return name.startswith("strongest.together.") and name not in TOGETHER


def of_itself(name: str, strategy: str) -> bool:
    """Whether a figure sets a strategy against itself, which says nothing."""
    return strategy in name.split(".") or (strategy == "baseline" and name.startswith(AGAINST_IT))


@pytest.mark.parametrize("owner", ["family", "investor", "partner"])
def test_an_edition_has_the_same_figures_of_every_strategy(owner: str) -> None:
    found = by_strategy_of(page(owner, "nl").edition.figures.values())
    same_for_all(found)
    assert set(found) == {owner, "-"} and all(len(have) > 60 for have in found[owner].values())


def test_over_draws_every_strategy_has_the_same_figures_and_pictures() -> None:
    results = drawn("family", "en").edition.results
    same_for_all(by_strategy_of(drawn("family", "en").edition.figures.values()))
    data = json.loads(results.to_json())
    told = data["spread"]["family"]
    assert set(told) == EVERY and len({json.dumps(shape(one)) for one in told.values()}) == 1
    same_for_all(by_strategy_of(SimpleNamespace(**figure) for figure in data["figures"]))


def shape(data: Any) -> Any:
    """Plain data without its values: keys, and whether there is a list or a text."""
    return {key: shape(value) for key, value in data.items()} if isinstance(data, dict) else type(data).__name__


def test_the_command_line_prints_every_strategy_in_every_table() -> None:
    from geduld.reading import figures_report

    printed = figures_report(page("partner", "nl").edition.results, "en").splitlines()
    heads = [set(line.split()) & EVERY for line in printed if len(set(line.split()) & EVERY) > 1]
    assert len(heads) > 2 and all(head | {"baseline"} == EVERY for head in heads), "the baseline differs from nothing"
    tables = [line for line in printed if line.startswith("What ‘")]
    assert len(tables) == len(EVERY) - 1, "lines against the baseline, a table each"


# ---- pages ----


def printed_by(page: Page) -> dict[str, set[str]]:
    """Figure id -> the strategies it is printed of, on the whole page."""
    found: dict[str, set[str]] = defaultdict(set)
    for block in (*page.blocks, page.accounts):
        for claim_id in map(unescape, re.findall(r'data-figure="([^"]+)"', shown(block))):
            _, strategy, name = claim_id.split(".", 2)
            found[name] |= {strategy} & EVERY
    return found


@pytest.mark.parametrize("owner", ["family", "partner"])
def test_a_page_prints_a_figure_of_all_strategies_or_says_why_of_one(owner: str) -> None:
    for opened in (page(owner, "en"), *([drawn(owner, "en")] if owner == "family" else [])):
        listed, nothing = (*OF_ONE, *PAGES_OF_THE_PLAN), {("baseline", name) for name in BASELINE_ITSELF}
        assert all(printed_by(opened)[f"{column}.net"] == EVERY for column in ("year_1", "year_5", "change"))
        lacking = {
            name: sorted(s for s in EVERY - strategies if not (of_itself(name, s) or (s, name) in nothing))
            for name, strategies in printed_by(opened).items()
            if strategies and not carries(name) and not name.startswith(listed)
        }
        assert {name: who for name, who in lacking.items() if who and name not in WHERE_THERE_IS_ONE} == {}


def tables(block: Block) -> list[tuple[str, list[str], int]]:
    """Class, heads and number of columns of each table of a block."""
    found = re.findall(r'<table class="([^"]*)">.*?<thead><tr>(.*?)</tr>', shown(block), re.DOTALL)
    heads = [re.findall(r"<th scope=\"col\"[^>]*>(.*?)</th>", row) for _, row in found]
    return [
        (css, [unescape(re.sub(r"<.*", "", h)) for h in row], len(row))
        for (css, _), row in zip(found, heads, strict=True)
    ]


@pytest.mark.parametrize("opened", ["partner", "company"])
def test_every_table_has_a_column_per_strategy_in_parts_of_one_size_and_one_class(opened: str) -> None:
    shown_page = company("en") if opened == "company" else page(opened, "nl")
    names = set(shown_page.edition.labels.values())
    base = shown_page.edition.labels["baseline"]
    checked = 0
    for block in shown_page.blocks:
        parts = [(css, heads, n) for css, heads, n in tables(block) if set(heads) & names]
        if not parts:
            continue
        columns = [head for _, heads, _ in parts for head in heads if head in names]
        counts = {name: columns.count(name) for name in names - {base}}
        assert len(set(counts.values())) == 1 and counts, block.id
        assert {css for css, *_ in parts} == {"measures parts"} and len({n for *_, n in parts}) == 1, block.id
        checked += len(parts)
    assert checked > 3


def test_every_card_has_the_same_shape() -> None:
    """Without its words and figures one card is as the other, letter for letter, but for the name of the strategy."""
    for opened in (page("family", "nl"), drawn("family", "en")):
        cards = re.findall(
            r'<article class="card" data-strategy="(\w+)">(.*?)</article>', shown(opened.choices), re.DOTALL
        )
        assert {name for name, _ in cards} == EVERY and len(cards) == len(EVERY)
        names = {tuple(re.findall(r"<dt>.*?</dt>|<th .*?</th>|<h3>|<dl>|<table>|<p[^>]*>", card)) for _, card in cards}
        assert len({tuple(part.replace("\n", "") for part in name) for name in names}) == 1
        assert not re.search(r"<(b|em|mark|big)\b", shown(opened.choices)), "no card shouts"


def test_the_order_of_the_cards_is_that_of_the_first_year() -> None:
    opened = page("family", "nl")
    order = re.findall(r'data-strategy="(\w+)"', shown(opened.choices))
    first = [opened.edition.figures[f"family.{s}.own.year"].value or 0.0 for s in order]
    assert first == sorted(first, reverse=True)


# ---- pictures ----


def pictures() -> list[tuple[str, Any]]:
    """The small multiples of an owner's page, with and without draws, and of the company's."""
    blocks = [page("family", "nl").choices, drawn("family", "en").choices, company("en").picture]
    return [(block.id, json.loads(block.picture.to_json())) for block in blocks if block.picture is not None]


def test_every_panel_is_drawn_as_the_others() -> None:
    """One look, size and scale, read from the marks of the plotly figure itself."""
    for place, figure in pictures():
        layout, panels = figure["layout"], defaultdict(list)
        for trace in figure["data"]:
            panels[trace["yaxis"]].append((trace["line"], trace.get("fill"), trace.get("fillcolor"), len(trace["y"])))
        assert len(panels) == len(EVERY) - (place == "picture")
        assert len({json.dumps(look, sort_keys=True) for look in panels.values()}) == 1, place
        axes = [layout[key] for key in layout if re.fullmatch(r"yaxis\d*", key)]
        across = [layout[key] for key in layout if re.fullmatch(r"xaxis\d*", key)]
        assert len({tuple(axis["range"]) for axis in axes}) == 1, "one scale"
        for axis in (axes, across):
            assert len({round(one["domain"][1] - one["domain"][0], 9) for one in axis}) == 1, "one size"
        names = [note for note in layout["annotations"] if "domain" in note["xref"]]
        assert len(names) == len(panels) and len({json.dumps(note["font"], sort_keys=True) for note in names}) == 1


def test_no_two_panels_overlap() -> None:
    for _, figure in pictures():
        layout = figure["layout"]
        numbers = [key.removeprefix("xaxis") for key in layout if re.fullmatch(r"xaxis\d*", key)]
        boxes = [(*layout[f"xaxis{n}"]["domain"], *layout[f"yaxis{n}"]["domain"]) for n in numbers]
        assert all(0 <= edge <= 1 for box in boxes for edge in box)
        for i, a in enumerate(boxes):
            assert all(a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2] for b in boxes[i + 1 :])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_notebook_names_a_strategy(path: Path) -> None:
    """What a notebook asks for by name would be of that strategy only."""
    cells = json.loads(path.read_text("utf-8"))["cells"]
    code = "".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert [name for name in EVERY if re.search(rf'["\']{name}["\']', code)] == []


# ---- wide tables ----


@pytest.mark.parametrize(("strategies", "size"), [(1, 1), (3, 3), (5, 5), (6, 3), (7, 4), (8, 4), (9, 5)])
def test_parts_are_as_even_as_can_be(strategies: int, size: int) -> None:
    assert part_size(strategies) == size <= MOST


def test_the_last_part_is_filled_up_and_no_cell_is_lost() -> None:
    """Seven strategies: four and three, so one empty cell in each row of the second part."""
    heads = [Cell("Measure"), *(Cell(f"S{n}", css="number") for n in range(7))]
    rows = [Row((Cell("m", "convention"), *(Cell(f"v{n}", css="number") for n in range(7))))]
    made = str(by_strategy("en", heads, rows, caption="All", notes=["once"]))
    assert made.count("<table") == 2 and made.count("All (continued)") == 2 and made.count("once") == 1
    assert [made.count(f">v{n}<") for n in range(7)] == [1] * 7 and made.count("convention") == 1
    first, second = made.split("</table>")[:2]
    assert first.count("<t") - first.count("<th") == second.count("<t") - second.count("<th")
