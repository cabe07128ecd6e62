"""Lines of the case: read from the formula modules, checked against the closed vocabulary, and summed into groups."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from geduld.errors import ModelError, problem
from geduld.marks import VOCABULARY, Kind, Marks, marks_of

ALLOWED = (
    ast.BinOp, ast.UnaryOp, ast.Compare, ast.Call, ast.Name, ast.Constant, ast.Load, ast.operator, ast.USub, ast.cmpop,
)  # fmt: skip
OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
MADE = "sum of marked lines"
"""The place of a line that stands in no file."""
SIGN = {1: "+", -1: "-"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its name, what it reads, its expression as written, and its marks."""

    name: str
    parameters: tuple[str, ...]
    expression: ast.expr
    function: Callable[..., Any]
    marks: Marks
    sentence: str
    place: str


def collect(modules: Iterable[ModuleType]) -> dict[str, Line]:
    """All lines of the modules plus the sums of their groups.

    Raises:
        ModelError: a duplicate name, a word outside the vocabulary, or a line without unit or sentence.
    """
    lines: dict[str, Line] = {}
    for module in modules:
        for function in _functions(module):
            _add(lines, _read(function))
    for line in _sums(lines):
        _add(lines, line)
    return lines


def _functions(module: ModuleType) -> list[Callable[..., Any]]:
    own = [f for _, f in inspect.getmembers(module, inspect.isfunction) if f.__module__ == module.__name__]
    written = [node.name for node in ast.parse(inspect.getsource(module)).body if isinstance(node, ast.FunctionDef)]
    for name in written:
        if written.count(name) > 1:
            raise ModelError(problem(f"{module.__name__}.py", name, "the line is defined twice in this file"))
    return sorted(own, key=lambda f: f.__code__.co_firstlineno)


def _add(lines: dict[str, Line], line: Line) -> None:
    if line.name in lines:
        raise ModelError(problem(line.place, line.name, f"the line is already defined in {lines[line.name].place}"))
    lines[line.name] = line


def _read(function: Callable[..., Any]) -> Line:
    place = f"{function.__module__.rpartition('.')[2]}.py:{function.__code__.co_firstlineno}"
    name, marks = function.__name__, marks_of(function)
    if not marks.unit or not function.__doc__:
        raise ModelError(problem(place, name, "a line needs @line(unit) and one sentence that says what it is"))
    expression = _expression(function, place)
    parameters = tuple(inspect.signature(function).parameters)
    if any(p.default is not p.empty or p.kind is not p.POSITIONAL_OR_KEYWORD for p in _parameters(function)):
        raise ModelError(problem(place, name, "a formula's parameters are plain names, without defaults"))
    _check(expression, parameters, place, name)
    return Line(name, parameters, expression, function, marks, function.__doc__.strip(), place)


def _parameters(function: Callable[..., Any]) -> list[inspect.Parameter]:
    return list(inspect.signature(function).parameters.values())


def _expression(function: Callable[..., Any], place: str) -> ast.expr:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function))).body[0]
    body = [s for s in getattr(tree, "body", []) if not (isinstance(s, ast.Expr) and isinstance(s.value, ast.Constant))]
    if len(body) != 1 or not isinstance(body[0], ast.Return) or body[0].value is None:
        raise ModelError(problem(place, function.__name__, "a formula is one `return` of one expression"))
    return body[0].value


def _check(expression: ast.expr, parameters: tuple[str, ...], place: str, name: str) -> None:
    """The closed vocabulary, and every parameter used."""
    for node in ast.walk(expression):
        if (word := _foreign(node, parameters)) is not None:
            allowed = ", ".join(["+ - * / **", "comparisons", *VOCABULARY])
            raise ModelError(problem(place, name, f"`{word}` is not in the formula vocabulary", allowed=allowed))
    used = {node.id for node in ast.walk(expression) if isinstance(node, ast.Name)}
    called = {node.func for node in ast.walk(expression) if isinstance(node, ast.Call)}
    for node in ast.walk(expression):
        if isinstance(node, ast.Name) and node.id in VOCABULARY and node not in called:
            raise ModelError(problem(place, name, f"`{node.id}` is a word of the vocabulary, not a value"))
    if unused := sorted(set(parameters) - used):
        raise ModelError(problem(place, name, f"the parameter `{unused[0]}` is not used"))


def _foreign(node: ast.AST, parameters: tuple[str, ...]) -> str | None:
    if isinstance(node, ast.Call):
        return None if _is_vocabulary(node) else ast.unparse(node)
    if isinstance(node, ast.Compare):
        return None if len(node.ops) == 1 and isinstance(node.ops[0], COMPARISONS) else ast.unparse(node)
    if isinstance(node, ast.Name):
        return None if node.id in parameters or node.id in VOCABULARY else node.id
    if isinstance(node, ast.Constant):
        return None if type(node.value) in (int, float) else repr(node.value)
    if isinstance(node, ast.operator):
        return None if isinstance(node, OPERATORS) else type(node).__name__
    return None if isinstance(node, ALLOWED) else type(node).__name__


def _is_vocabulary(call: ast.Call) -> bool:
    """Whether the call is a word of the vocabulary with as many arguments as it takes."""
    if not isinstance(call.func, ast.Name) or call.func.id not in VOCABULARY or call.keywords:
        return False
    return len(call.args) == len(inspect.signature(VOCABULARY[call.func.id]).parameters)


def made(name: str, expression: str, parameters: tuple[str, ...], marks: Marks, sentence: str) -> Line:
    """A line whose expression is put together from other lines' marks, evaluated like any written one."""
    tree = ast.parse(expression, mode="eval").body
    source = f"lambda {', '.join(parameters)}: {expression}"
    return Line(name, parameters, tree, eval(source, dict(VOCABULARY)), marks, sentence, MADE)


def _sums(lines: Mapping[str, Line]) -> list[Line]:
    marked = [line for line in lines.values() if line.marks.group]
    parts = [part for line in marked if line.marks.kind == "cashable" for part in _parts(line)]
    groups = dict.fromkeys(line.marks.group for line in marked)
    totals = [t for g in groups for k in ("cash", "economic") for t in _total(k, g, [*marked, *parts])]
    return [*parts, *totals]


def _parts(line: Line) -> list[Line]:
    """A cashable line in its two parts, each at the line's own grain."""
    name, share, marks = line.name, line.marks.share, line.marks
    if not share:
        raise ModelError(problem(line.place, name, "a cashable line names the share that becomes cash"))

    def part(kind: Kind, expression: str, sentence: str) -> Line:
        own = Marks(marks.unit, marks.per, marks.sign, marks.group, kind, at_decision=marks.at_decision)
        return made(f"{kind}_{name}", expression, (name, share), own, sentence)

    return [
        part("cash", f"{name} * {share}", f"The part of `{name}` that becomes cash."),
        part("economic", f"{name} * (1 - {share})", f"The part of `{name}` that does not become cash."),
    ]


def _total(kind: Kind, group: str, lines: list[Line]) -> list[Line]:
    terms = [line for line in lines if line.marks.group == group and line.marks.kind == kind]
    if not terms:
        return []
    expression = " ".join(f"{SIGN[line.marks.sign]} {line.name}" for line in terms).removeprefix("+ ")
    moves = any(line.marks.at_decision for line in terms)
    marks = Marks("EUR", at_decision=moves, outcome=kind == "economic")
    names = tuple(line.name for line in terms)
    return [made(f"{kind}_{group}", expression, names, marks, f"Sum of the {kind} lines of the group `{group}`.")]
