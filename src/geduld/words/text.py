"""A piece of finished text: plain parts and parts that stand for a computed figure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape


@dataclass(frozen=True, slots=True)
class Part:
    """Words as they are printed; `figure` is the claim id they show, "" for plain words."""

    words: str
    figure: str = ""
    strong: bool = False

    def __html__(self) -> str:
        """The part as HTML, escaped; a figure carries its id."""
        inner = f"<strong>{escape(self.words)}</strong>" if self.strong else escape(self.words)
        return f'<span data-figure="{escape(self.figure)}">{inner}</span>' if self.figure else inner


@dataclass(frozen=True, slots=True)
class Text:
    """Parts in reading order. `str()` gives plain text; Jinja escapes it through `__html__`."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        """The words alone."""
        return "".join(part.words for part in self.parts)

    def __html__(self) -> str:
        """The text as HTML, every part escaped."""
        return "".join(part.__html__() for part in self.parts)


def paragraph(sentences: Iterable[Text]) -> Text:
    """Sentences after each other, with a space between; empty ones fall away."""
    filled = [sentence for sentence in sentences if str(sentence)]
    joined = [part for sentence in filled for part in (*sentence.parts, Part(" "))]
    return Text(tuple(joined[:-1]))


def filled(pattern: str, *values: Text) -> Text:
    """Words with figures in them: one, in order, at each zero character of the pattern."""
    first, *rest = pattern.split("\0")
    parts = [part for value, words in zip(values, rest, strict=True) for part in (*value.parts, Part(words))]
    return Text(tuple(part for part in (Part(first), *parts) if part.words))
