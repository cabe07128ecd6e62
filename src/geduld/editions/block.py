"""A block: one part of an edition with an id, a heading, what it shows, and the claims it makes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import plotly.graph_objects as go
from IPython.display import publish_display_data
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from geduld.claims import Claim
from geduld.words.text import Part, Text

FIGURE = "application/vnd.plotly.v1+json"
RECORD = "application/vnd.geduld.record+json"


@dataclass(frozen=True)
class Block:
    """One part of an edition.

    Args:
        id: the same in every edition, for example "letter".
        title: the heading; for a picture it is the finding.
        before, after: HTML above and below the picture.
        picture: a plotly figure, or None.
        alt: what the picture shows, in words.
        claims: what the block says of figures.
        record: data for the edition's results.json; only the last block has it.
    """

    id: str
    title: str
    before: Markup = field(default_factory=Markup)
    picture: go.Figure | None = None
    alt: str = ""
    after: Markup = field(default_factory=Markup)
    claims: tuple[Claim, ...] = ()
    record: Mapping[str, Any] | None = None

    def _ipython_display_(self) -> None:
        """Show the block in a notebook: heading, picture as plotly data without plotly.js, and what stands below."""
        said = {"geduld": {"block": self.id, "title": self.title, "alt": self.alt}}
        if self.before:
            _publish(self.html_bundle(self.before), said)
        if self.picture is not None:
            _publish(self.bundle(), said)
        if self.after or self.record:
            _publish(self.closing(), said)

    def html_bundle(self, markup: Markup) -> dict[str, Any]:
        """HTML by media type."""
        return {"text/html": str(markup), "text/plain": f"<{self.id}>"}

    def bundle(self) -> dict[str, Any]:
        """The picture by media type: plotly data, and its text alternative."""
        assert self.picture is not None
        return {FIGURE: json.loads(self.picture.to_json()), "text/plain": self.alt}

    def closing(self) -> dict[str, Any]:
        """What stands below, by media type; with the record of the edition where the block carries it."""
        shown = self.html_bundle(self.after)
        return {**shown, RECORD: dict(self.record)} if self.record else shown


def _publish(data: dict[str, Any], said: dict[str, Any]) -> None:
    publish_display_data(data, said)  # type: ignore[no-untyped-call]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its text, smaller words under it (in `language` if not the page's), and its look."""

    text: Text | str | Markup = ""
    sub: str | Text = ""
    css: str = ""
    span: int = 1
    language: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]
    css: str = ""


def figure_text(words: str, claim_id: str) -> Text:
    """Words that show a figure."""
    return Text((Part(words, claim_id),))


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("geduld.editions"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def html(template: str, **values: object) -> Markup:
    """A template of this room filled in; every value is escaped unless it is markup already."""
    return Markup(_environment().get_template(f"{template}.html.j2").render(**values))
