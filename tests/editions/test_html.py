"""The page: complete in itself, locked down, escaped, and small enough to send."""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from html.parser import HTMLParser

import pytest
from editions.shared import OWNERS, rendered
from plotly.offline import get_plotlyjs

from geduld.editions.html import as_script, packed, policy

EVERY = [(owner, language) for owner in (*OWNERS, "business_case") for language in ("nl", "en")]


def source(owner: str, language: str) -> str:
    """A rendered page."""
    return (rendered() / owner / language / "edition.html").read_text("utf-8")


class Reader(HTMLParser):
    """Every tag with its attributes, and the text of every script."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            said, text = self.scripts[-1]
            self.scripts[-1] = (said, text + data)


def read(owner: str, language: str) -> Reader:
    """A rendered page, parsed."""
    reader = Reader()
    reader.feed(source(owner, language))
    return reader


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_a_page_asks_nothing_of_any_machine(one: tuple[str, str]) -> None:
    wrong = []
    for tag, attributes in read(*one).tags:
        wrong += [
            (tag, key)
            for key in attributes
            if key in ("src", "href", "srcset", "action", "data", "poster", "style-src")
        ]
        assert tag not in ("link", "iframe", "object", "embed", "base", "form", "img")
    assert wrong == [] and "@import" not in source(*one) and "url(" not in source(*one).replace("curl(", "")


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_a_page_is_at_most_three_megabytes_and_shows_no_code(one: tuple[str, str]) -> None:
    text = source(*one)
    assert len(text.encode()) <= 3_000_000
    assert "owner_edition(" not in text and "import " not in re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)


def test_the_policy_allows_the_two_scripts_and_nothing_else() -> None:
    reader = read("family", "nl")
    own = [text for said, text in reader.scripts if "type" not in said]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (*own, get_plotlyjs())]
    said = next(a["content"] for tag, a in reader.tags if tag == "meta" and a.get("http-equiv"))
    assert said is not None and len(own) == 1
    assert said.startswith("default-src 'none'; ") and re.findall(r"'sha256-([^']+)'", said) == hashes
    assert not re.search(r"unsafe-eval|https?:|\*|script-src[^;]*unsafe-inline", said)


def test_the_library_is_in_the_page_once_and_whole() -> None:
    blobs = [text for said, text in read("family", "nl").scripts if said.get("id") == "plotly"]
    assert len(blobs) == 1 and gzip.decompress(base64.b64decode(blobs[0])).decode() == get_plotlyjs()


def test_packing_gives_the_same_bytes_every_time() -> None:
    assert packed("x" * 1000) == packed("x" * 1000) and policy("a") == policy("a") != policy("b")


def test_data_cannot_end_the_script_it_stands_in() -> None:
    shown = as_script({"name": "</script><script>alert(1)</script><!--"})
    assert "<" not in shown and ">" not in shown and "alert(1)" in shown


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_every_picture_has_a_heading_and_a_text_alternative(one: tuple[str, str]) -> None:
    charts = [a for tag, a in read(*one).tags if a.get("class") == "chart"]
    assert charts and all(a["role"] == "img" and len(a["aria-label"] or "") > 40 for a in charts)
    ids = [a["id"] for _, a in read(*one).tags if a.get("id")]
    assert len(ids) == len(set(ids))
    assert {str(a["id"]).removeprefix("picture_") for a in charts} <= set(map(str, ids))


@pytest.mark.parametrize("one", EVERY, ids="/".join)
def test_a_page_says_its_language_its_company_and_that_it_is_fictional(one: tuple[str, str]) -> None:
    text = source(*one)
    assert f'<html lang="{one[1]}">' in text and "Groothandel Voorbeeld B.V." in text
    assert {"nl": "Fictieve onderneming", "en": "Fictional company"}[one[1]] in text
    assert {"nl": "23 november 2026", "en": "23 November 2026"}[one[1]] in text
