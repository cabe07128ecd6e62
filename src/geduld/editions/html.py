"""One HTML file per edition: without code, with its pictures, and complete; it calls no other machine.

The drawing library stands in it once, packed; the content security policy allows exactly our own script and that
library, by their hashes, and nothing else.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter
from nbformat import NotebookNode
from plotly.offline import get_plotlyjs

from geduld import __version__
from geduld.charts import DARK
from geduld.editions.block import FIGURE

HERE = Path(__file__).parent


class PageExporter(TemplateExporter):
    """An executed notebook as a page: the own template, nothing inherited, everything escaped."""

    template_name = "page"
    template_file = "index.html.j2"
    file_extension = ".html"
    output_mimetype = "text/html"

    def _create_environment(self) -> Environment:
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.autoescape = True
        return environment


@dataclass(frozen=True, slots=True)
class Piece:
    """What one output of a cell shows: HTML, or a picture with its heading and text alternative."""

    html: Markup = field(default_factory=Markup)
    figure: Markup = field(default_factory=Markup)
    title: str = ""
    alt: str = ""
    height: int = 0


@dataclass(frozen=True, slots=True)
class Shown:
    """One block on the page."""

    id: str
    pieces: tuple[Piece, ...]


def page(notebook: NotebookNode, head: Mapping[str, Any]) -> str:
    """The executed notebook as one HTML page.

    Args:
        notebook: executed; only outputs that come from blocks are shown.
        head: words around the blocks: language, title, company, for_whom, dated, decision, base_case, fictional.
    """
    exporter = PageExporter(extra_template_basedirs=[str(HERE)])  # type: ignore[no-untyped-call]
    values = {**head, **_fixed(), "blocks": list(blocks(notebook))}
    html, _ = exporter.from_notebook_node(notebook, resources={"page": values})
    return str(html)


def blocks(notebook: NotebookNode) -> Iterator[Shown]:
    """The blocks of an executed notebook, in order."""
    found: dict[str, list[Piece]] = {}
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            said = output.get("metadata", {}).get("geduld")
            if said:
                found.setdefault(said["block"], []).append(piece(output["data"], said))
    return (Shown(block, tuple(pieces)) for block, pieces in found.items())


def piece(data: Mapping[str, Any], said: Mapping[str, str]) -> Piece:
    """One output of a block; its HTML was escaped when it was made."""
    if FIGURE in data:
        height = int(data[FIGURE]["layout"].get("height", 400))
        return Piece(figure=as_script(data[FIGURE]), title=said["title"], alt=said["alt"], height=height)
    return Piece(html=Markup(data["text/html"]))


def as_script(data: object) -> Markup:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


@cache
def _fixed() -> dict[str, object]:
    """What is the same in every page: style, script, library and policy."""
    script, style = (HERE.joinpath("page", name).read_text(encoding="utf-8") for name in ("script.js", "style.css"))
    library = get_plotlyjs()
    return {
        "version": __version__,
        "style": Markup(style),
        "script": Markup(script),
        "plotly": packed(library),
        "dark": as_script(DARK),
        "policy": policy(script, library),
    }


def packed(text: str) -> str:
    """Text as gzip in base64, the same bytes every time."""
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def policy(*scripts: str) -> str:
    """A content security policy that allows these scripts and inline style, and no request at all."""
    hashes = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in scripts)
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
