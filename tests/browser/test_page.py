"""The page in a real browser with the network off: drawn, quiet, and fit for a phone and for paper."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from editions.shared import OWNERS, folder, hostile_case, rendered
from playwright.sync_api import Browser, Page, sync_playwright

from geduld.charts import DARK, TEAL
from geduld.editions.batch import render_editions

EVERY = [(owner, language) for owner in (*OWNERS, "business_case", "director") for language in ("nl", "en")]
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
DRAWN = "html[data-drawn=yes]"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this system."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    assert found, "no Chromium: make system"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield opened
        opened.close()


class Visit:
    """A page that was opened with every request recorded and blocked, and everything it said."""

    def __init__(self, browser: Browser, path: Path, **context: Any) -> None:
        self.requests: list[str] = []
        self.said: list[str] = []
        self.context = browser.new_context(offline=True, **context)
        self.page: Page = self.context.new_page()
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        self.page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('policy', e.blockedURI))"
        )
        self.page.goto(path.as_uri())
        self.page.wait_for_selector(DRAWN, state="attached", timeout=30_000)

    def __enter__(self) -> Visit:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def evaluate(self, script: str) -> Any:
        """What a script in the page gives."""
        return self.page.evaluate(script)


def edition(owner: str, language: str) -> Path:
    """A rendered page."""
    return rendered() / owner / language / "edition.html"


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_a_page_opens_offline_and_asks_for_nothing(browser: Browser, one: tuple[str, str]) -> None:
    with Visit(browser, edition(*one)) as visit:
        assert visit.requests == [edition(*one).as_uri()]
        assert visit.said == []
        charts = visit.page.locator(".chart .main-svg").count()
        assert (
            charts > 0 and visit.page.locator(".chart").count() == visit.page.locator(".chart .plot-container").count()
        )
        for box in visit.evaluate(
            "[...document.querySelectorAll('.chart svg.main-svg')].map(s => s.getBoundingClientRect().height)"
        ):
            assert box > 200


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_a_page_fits_a_phone(browser: Browser, one: tuple[str, str]) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
    with Visit(browser, edition(*one), **phone) as visit:
        assert visit.evaluate("document.documentElement.scrollWidth") <= 390
        widths = visit.evaluate(
            "[...document.querySelectorAll('.chart svg.main-svg')].map(s => s.getBoundingClientRect().right)"
        )
        assert max(widths) <= 390 and visit.said == []


@pytest.mark.parametrize("one", [("partner", "en"), ("investor", "nl")], ids="/".join)
def test_a_phone_shows_two_choices_side_by_side_and_keeps_the_names(
    browser: Browser, one: tuple[str, str]
) -> None:
    """No choice is the only one that is seen before somebody scrolls; scrolled to the last, the rows have names."""
    heads = (
        "[...document.querySelectorAll('table.parts')].map(t => [...t.querySelectorAll('thead th')]"
        ".map(h => h.getBoundingClientRect()).map(box => [box.left, box.right]))"
    )
    with Visit(browser, edition(*one), viewport={"width": 390, "height": 844}) as visit:
        tables = visit.evaluate(heads)
        assert len(tables) > 10
        assert all(table[2][1] <= 390 for table in tables), "the first column of names, and two choices"
        cells = "[...document.querySelectorAll('table.parts td')].filter(c => c.scrollWidth > c.clientWidth + 1).length"
        assert visit.evaluate(cells) == 0, "no amount runs into the next"
        visit.evaluate("document.querySelectorAll('.scroll').forEach(part => { part.scrollLeft = part.scrollWidth; })")
        assert all(table[0][0] >= 0 and table[-1][1] <= 390 for table in visit.evaluate(heads))


@pytest.mark.parametrize("one", [("partner", "en"), ("investor", "nl")], ids="/".join)
def test_the_words_of_a_chart_stay_inside_it_on_a_phone(browser: Browser, one: tuple[str, str]) -> None:
    with Visit(browser, edition(*one), viewport={"width": 390, "height": 844}) as visit:
        places = visit.evaluate(
            "[...document.querySelectorAll('.chart text')].filter(t => t.textContent.trim())"
            ".map(t => [t.textContent, t.getBoundingClientRect().left, t.getBoundingClientRect().right])"
        )
        assert [place for place in places if place[1] < 0 or place[2] > 390] == []


@pytest.mark.parametrize("width", [390, 1000])
@pytest.mark.parametrize("one", [("partner", "en"), ("investor", "nl")], ids="/".join)
def test_no_two_words_of_the_waterfall_touch(browser: Browser, one: tuple[str, str], width: int) -> None:
    boxes = (
        "[...document.querySelectorAll('.chart')[2].querySelectorAll('text')].filter(t => t.textContent.trim())"
        ".map(t => [t.textContent, t.getBoundingClientRect()])"
        ".map(([words, box]) => [words, box.left, box.right, box.top, box.bottom])"
    )
    with Visit(browser, edition(*one), viewport={"width": width, "height": 1000}) as visit:
        found = visit.evaluate(boxes)
    assert len(found) > 25
    touching = [
        (a[0], b[0])
        for a, b in combinations(found, 2)
        if a[1] < b[2] - 1 and b[1] < a[2] - 1 and a[3] < b[4] - 1 and b[3] < a[4] - 1
    ]
    assert touching == []


def test_a_dark_page_has_dark_charts(browser: Browser) -> None:
    stroke = (
        "[...document.querySelectorAll('.chart .scatterlayer path.js-line')].map(p => getComputedStyle(p).stroke)[0]"
    )
    with Visit(browser, edition("family", "nl"), color_scheme="dark") as visit:
        assert visit.evaluate(stroke) == rgb(DARK[TEAL])
        visit.page.emulate_media(color_scheme="light")
        for _ in range(50):
            visit.page.wait_for_timeout(100 * (visit.evaluate(stroke) != rgb(TEAL)))
        assert visit.evaluate(stroke) == rgb(TEAL)


def rgb(colour: str) -> str:
    """A colour as a browser reports it."""
    return f"rgb({', '.join(str(int(colour[i : i + 2], 16)) for i in (1, 3, 5))})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_is_whole_and_light(browser: Browser, scheme: Any, tmp_path: Path) -> None:
    """On paper the charts are drawn anew, as wide as the page and not wider; also from a dark screen."""
    with Visit(browser, edition("family", "nl"), color_scheme=scheme) as visit:
        visit.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
        visit.page.emulate_media(media="print")
        visit.evaluate("dispatchEvent(new Event('beforeprint'))")
        widths = visit.evaluate(
            "[...document.querySelectorAll('.chart svg.main-svg')].map(s => s.getBoundingClientRect().width)"
        )
        title = visit.page.locator("h1").first.inner_text()
    assert max(widths) <= 665
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    for words in (" ".join(title.split()[:2]), "Verantwoording", "na het besluit", "1 / "):
        assert words in text
    subprocess.run(["pdftoppm", "-r", "40", "-l", "1", "-gray", tmp_path / "page.pdf", tmp_path / "paper"], check=True)
    (picture,) = tmp_path.glob("paper*.pgm")
    header, pixels = picture.read_bytes().split(b"255\n", 1)
    assert header.startswith(b"P5") and sum(pixels) / len(pixels) > 200, "paper is light"


def test_names_that_are_no_names_do_nothing_in_a_browser(browser: Browser) -> None:
    out = folder()
    assert render_editions(hostile_case(), owners=["script"], out=out, progress=False) == 0
    with Visit(browser, out / "hostile" / "script" / "nl" / "edition.html") as visit:
        dialogs: list[str] = []
        visit.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
        assert visit.said == [] and dialogs == [] and len(visit.requests) == 1
        shown = visit.evaluate("document.body.innerText")
        assert "<script>alert(1)</script>" in shown
        assert any(
            "<script>" in text
            for text in visit.evaluate("[...document.querySelectorAll('.chart text')].map(t => t.textContent)")
        )


def test_without_script_the_words_of_a_chart_remain(browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(edition("family", "nl").as_uri())
    assert page.locator(".chart noscript").count() == page.locator(".chart").count() > 5 and "Lijngrafiek" in (
        page.content()
    )
    context.close()


def test_the_page_can_be_gone_through_by_keyboard(browser: Browser) -> None:
    with Visit(browser, edition("family", "nl")) as visit:
        visit.page.keyboard.press("Tab")
        assert visit.evaluate("document.activeElement.tagName") in ("SUMMARY", "DIV")
        visit.page.locator("summary").first.focus()
        visit.page.keyboard.press("Enter")
        assert visit.page.locator("details[open]").count() == 1
