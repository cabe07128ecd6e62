"""A TOML file read so that whatever is wrong in it is said in one line: file, key, value, and what is allowed."""

from __future__ import annotations

import math
import os
import re
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geduld.errors import CaseError, near_match, problem, shown

SLUG = re.compile(r"[a-z][a-z0-9_]{0,30}")
SLUG_ALLOWED = "a small letter, then at most 30 small letters, digits or underscores"
LANGUAGES = ("nl", "en")
LONGEST_NAME, LONGEST_TEXT = 200, 2000


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file; `path` is its key in the file ("" for the file itself).

    Every reader raises CaseError, naming `file` and the full key, for a value that is not what it asks for.
    """

    file: str
    path: str
    values: Mapping[str, Any]

    def key(self, name: str) -> str:
        """The full key of an entry."""
        return f"{self.path}.{name}" if self.path else name

    def error(self, name: str, what: str, **hints: str | None) -> CaseError:
        """The error of one entry ("" for the table itself)."""
        return CaseError(problem(self.file, self.key(name) if name else self.path, what, **hints))

    def only(self, *known: str) -> Table:
        """The table itself, if it has no other entries than these."""
        for name in self.values:
            if name not in known:
                near = near_match(name, known)
                raise self.error(name, "there is no such key", allowed=", ".join(known), near=near)
        return self

    def need(self, *names: str) -> Table:
        """The table itself, if none of these is missing."""
        for name in names:
            if name not in self.values:
                raise self.error(name, "is missing, and has no default")
        return self

    def table(self, name: str) -> Table:
        """The table under this name; empty if there is none."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self.error(name, f"{shown(value)} is not a table", allowed=f"[{self.key(name)}] with keys")
        return Table(self.file, self.key(name), value)

    def tables(self) -> dict[str, Table]:
        """All entries, each of which must be a table."""
        return {name: self.table(name) for name in self.values}

    def number(self, name: str, unit: str | None = None) -> float | None:
        """A finite number, or None if there is no such entry."""
        value = self.values.get(name)
        return None if value is None else as_number(value, self, name, unit)

    def whole(self, name: str, lowest: int, highest: int) -> int:
        """A whole number within these bounds; the entry must be there."""
        value = self.need(name).values[name]
        if type(value) is not int or not lowest <= value <= highest:
            raise self.error(name, f"{shown(value)} does not fit", allowed=f"a whole number {lowest}..{highest}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        """true or false."""
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self.error(name, f"{shown(value)} is neither true nor false", allowed="true, false")
        return value

    def text(self, name: str, default: str = "", longest: int = LONGEST_TEXT) -> str:
        """A text without control characters; `default` if there is no such entry."""
        return as_text(self.values[name], self, name, longest) if name in self.values else default

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self.values.get(name, [])
        if not isinstance(value, list):
            raise self.error(name, f"{shown(value)} is not a list", allowed='a list of texts, ["..."]')
        return tuple(as_text(item, self, name, LONGEST_NAME) for item in value)

    def choice(self, name: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the allowed texts; the entry must be there unless it has a default."""
        if name not in self.values and default is not None:
            return default
        value = self.need(name).values[name]
        if not isinstance(value, str) or value not in allowed:
            near = near_match(value, allowed) if isinstance(value, str) else None
            raise self.error(name, f"{shown(value)} is unknown", allowed=", ".join(allowed), near=near)
        return value

    def spoken(self, name: str, longest: int = LONGEST_TEXT) -> dict[str, str]:
        """Words for a reader: in every language, or one text that stands in all of them; "" if there is none."""
        if isinstance(self.values.get(name), dict):
            return self.in_languages(name, longest)
        return dict.fromkeys(LANGUAGES, self.text(name, longest=longest))

    def in_languages(self, name: str, longest: int = LONGEST_NAME) -> dict[str, str]:
        """The same text in every language; all of them must be there."""
        both = self.need(name).table(name).only(*LANGUAGES).need(*LANGUAGES)
        return {language: as_text(both.values[language], both, language, longest) for language in LANGUAGES}


def as_number(value: object, table: Table, name: str, unit: str | None = None) -> float:
    """The value as a finite float; a truth value or a text is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        allowed = f"a number in {unit}" if unit else "a number"
        raise table.error(name, f"{shown(value)} is not a number", allowed=allowed)
    try:
        number = float(value)
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise table.error(name, f"{shown(value)} is not a finite number", unit=unit, allowed="a finite number")
    return number


def as_text(value: object, table: Table, name: str, longest: int) -> str:
    """The value as one line of text of 1..longest characters without control characters."""
    if not isinstance(value, str):
        raise table.error(name, f"{shown(value)} is not a text", allowed='a text in quotes, "..."')
    text = value.strip()
    if any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in text):
        raise table.error(name, f"{shown(value)} has control characters", allowed="one line of plain text")
    if not 1 <= len(text) <= longest:
        raise table.error(name, f"a text of {len(text)} characters", allowed=f"1..{longest} characters")
    return text


def as_slug(value: object, table: Table, name: str) -> str:
    """The value as the id of an element."""
    if not isinstance(value, str) or not SLUG.fullmatch(value):
        raise table.error(name, f"{shown(value)} cannot be an id", allowed=SLUG_ALLOWED)
    return value


def read_toml(path: Path, file: str) -> Table:
    """The file as a table; `file` is its name in messages.

    Raises:
        CaseError: the file cannot be read, is no text, is no TOML (with line and column), or cannot be held.
    """
    try:
        return Table(file, "", tomllib.loads(path.read_bytes().decode("utf-8-sig")))
    except OSError as error:
        raise CaseError(problem(file, "", f"cannot be read: {error.strerror}")) from None
    except UnicodeDecodeError as error:
        raise CaseError(problem(file, "", f"byte {error.start} is no UTF-8 text", allowed="UTF-8")) from None
    except tomllib.TOMLDecodeError as error:
        allowed = 'lines like `key = 1.5` or `key = "text"`'
        raise CaseError(problem(file, "", f"not TOML: {error}", allowed=allowed)) from None
    except (ValueError, RecursionError):
        what = "has a number of too many digits, or lists too deep in one another, to be read"
        raise CaseError(problem(file, "", what, allowed="numbers as they stand in books")) from None


def toml_files(folder: Path) -> list[Path]:
    """The TOML files of a folder, by name; hidden files are not read. Raises CaseError where it cannot be read."""
    try:
        names = sorted(os.listdir(folder)) if folder.exists() else []
    except OSError as error:
        raise CaseError(problem(f"{folder.name}/", "", f"cannot be read: {error.strerror}")) from None
    return [folder / name for name in names if name.endswith(".toml") and not name.startswith(".")]


def slug_of_file(path: Path, file: str) -> str:
    """The id that a file name gives."""
    try:
        return as_slug(path.stem, Table(file, "", {}), "")
    except CaseError:
        what = f"the file name {path.name!r} gives no id"
        raise CaseError(problem(file, "", what, allowed=f"{SLUG_ALLOWED}, then .toml")) from None
