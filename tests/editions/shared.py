"""Cases and editions that several tests look at: opened once a process, rendered once for all of them."""

from __future__ import annotations

import atexit
import fcntl
import json
import os
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from geduld.case import data_folder
from geduld.editions.batch import render_editions
from geduld.editions.notebook import (
    OWNER,
    Page,
    business_case,
    director_edition,
    owner_edition,
)
from geduld.editions.simulated import Draws

CASE = "wholesaler"
DATED = "2026-11-23"
DRAWS = Draws(256, 0, 2)
"""Few draws: enough to draw every picture and to fill every cell."""
OWNERS = ("family", "foundation", "investor", "partner")
HOSTILE = {
    "quote": '"; import os #',
    "script": "<script>alert(1)</script>",
    "path": "../../x",
    "formula": "=1+1",
    "braces": "{advantage:money} {{ 1 + 1 }} %{y}",
}
"""Ids of owners, and names that are no names."""


def folder() -> Path:
    """An empty folder that goes when the tests end."""
    made = Path(tempfile.mkdtemp(prefix="geduld-test-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def example() -> Path:
    """The folder of the example case."""
    return data_folder() / "cases" / CASE


@cache
def rendered() -> Path:
    """The example, rendered over a few draws: every owner, the company and the director, in both languages.

    One process renders, the others wait for it.
    """
    out = Path(os.environ["GEDULD_TEST_FOLDER"], "rendered")
    out.mkdir(exist_ok=True)
    both = ["nl", "en"]
    with (out / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (out / "whole").exists():
            assert render_editions(example(), languages=both, out=out, progress=False, dated=DATED, draws=DRAWS) == 0
            (out / "whole").touch()
    return out / CASE


@cache
def results(owner: str, language: str) -> dict[str, Any]:
    """A rendered results.json; `owner` may be "business_case" or "director"."""
    return dict(json.loads((rendered() / owner / language / "results.json").read_text("utf-8")))


@cache
def page(owner: str, language: str) -> Page:
    """An owner's edition of the example, opened at its base case."""
    return owner_edition(CASE, owner, "nl") if language == "nl" else said_in(language, page(owner, "nl"))


@cache
def drawn(owner: str, language: str) -> Page:
    """An owner's edition of the example, opened over a few draws."""
    if language != "nl":
        return said_in(language, drawn(owner, "nl"))
    return owner_edition(CASE, owner, language, "", "", DRAWS.n, DRAWS.seed, DRAWS.scrambles)


def said_in(language: str, opened: Page) -> Page:
    """The same edition in another language: the figures speak all of them, so nothing is computed again."""
    asked = {**opened.edition.parameters, "language": language}
    same = replace(opened.edition, language=language, parameters=asked)
    same.__dict__["figures"] = opened.edition.figures
    return Page(same, OWNER)


@cache
def director(language: str) -> Page:
    """The director's edition of the example, opened over a few draws."""
    return director_edition(CASE, language, "", "", DRAWS.n, DRAWS.seed, DRAWS.scrambles)


@cache
def company(language: str) -> Page:
    """The company's edition of the example, opened."""
    return business_case(CASE, language)


@cache
def hostile_case() -> Path:
    """The example with owners, a company and choices whose names are attacks."""
    copy = folder() / "hostile"
    shutil.copytree(example(), copy)
    family = (copy / "owners" / "family.toml").read_text("utf-8").replace("stake = 0.45", "stake = 0.15")
    assert "stake = 0.15" in family, "all of them together own at most the company"
    for path in (copy / "owners").glob("*.toml"):
        path.unlink()
    for owner, name in HOSTILE.items():
        (copy / "owners" / f"{owner}.toml").write_text(_renamed(family, name), "utf-8")
    case = (copy / "case.toml").read_text("utf-8")
    (copy / "case.toml").write_text(_renamed(case, HOSTILE["script"]) + "[owners]\nrest = 'Others'\n", "utf-8")
    payout = copy / "strategies" / "payout.toml"
    label = f"label = {{ nl = {json.dumps(HOSTILE['script'])}, en = {json.dumps(HOSTILE['script'])} }}"
    rest = [line for line in payout.read_text("utf-8").splitlines() if not line.startswith("label")]
    payout.write_text("\n".join([label, *rest]) + "\n", "utf-8")
    return copy


def _renamed(text: str, name: str) -> str:
    lines = [f"name = {json.dumps(name)}" if line.startswith("name = ") else line for line in text.splitlines()]
    return "\n".join(lines) + "\n"
