"""Reads the project's own files for the tests of the house rules."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "geduld"
MADE = {".git", ".venv", ".venv-peers", "__pycache__", "reports", "node_modules", ".ipynb_checkpoints", ".hypothesis"}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the project, without what is made: environments, caches, rendered reports."""
    found: list[Path] = []
    for folder, folders, files in os.walk(ROOT):
        folders[:] = [f for f in folders if f not in MADE and not f.endswith(("_cache", ".egg-info"))]
        found += [Path(folder, file) for file in files]
    return tuple(sorted(found))


@cache
def modules() -> dict[Path, ast.Module]:
    """The syntax tree of every module of the package."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))}


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where in the project, as an editor reads it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def room(path: Path) -> str:
    """The module or folder directly in the package that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def room_of(name: str) -> str:
    """The room that an imported dotted name of the package lies in; `__init__` for the package itself."""
    rooms = {room(path) for path in modules()}
    return next((part for part in name.split(".")[1:2] if part in rooms), "__init__")


def imported(path: Path, tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """Every dotted name a module imports, made absolute; also inside functions and for typing only."""
    package = ["geduld", *path.relative_to(SOURCE).parent.parts]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            near = package[: len(package) - node.level + 1] if node.level else []
            yield from ((".".join([*near, *filter(None, [node.module]), a.name]), node) for a in node.names)


def definitions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method of a module."""
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def body_lines(function: Function) -> int:
    """Lines of a function's body, from after its docstring to its end."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def public(tree: ast.AST) -> Iterator[Function | ast.ClassDef]:
    """Public functions, classes and methods; not those inside functions, not properties' setters."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            yield from public(node) if isinstance(node, ast.ClassDef) else ()


def words_used(node: ast.AST) -> set[str]:
    """The names that one node calls or imports."""
    if isinstance(node, ast.Call):
        return {str(getattr(node.func, "id", "")), str(getattr(node.func, "attr", ""))}
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {f"{getattr(node, 'module', '')}", *(alias.name for alias in node.names)}
    return set()
