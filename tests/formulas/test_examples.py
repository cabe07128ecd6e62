"""Every line has an example worked by hand, and the examples are what they say."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from formulas.plain_case import LINES

HERE = Path(__file__).resolve().parent
NAMED = re.compile(r"test_(?P<line>[a-z0-9_]+?)(__\w+)?")
ROOMS = (
    "advice", "cut", "programme", "subsidy", "contact", "inside", "autonomy", "market", "squeeze", "customers",
    "expand", "company", "balance", "financing", "tax", "distribution", "owner", "owner_tax", "owner_sale",
    "owner_loan",
)  # fmt: skip


def examples() -> dict[str, list[ast.FunctionDef]]:
    """Line -> the tests named after it in the modules of examples."""
    found: dict[str, list[ast.FunctionDef]] = {}
    for room in ROOMS:
        for node in ast.parse((HERE / f"test_{room}.py").read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and (match := NAMED.fullmatch(node.name)):
                found.setdefault(match["line"], []).append(node)
    return found


EXAMPLES = examples()


def test_every_line_has_an_example() -> None:
    assert sorted(set(LINES) - set(EXAMPLES)) == []


def test_every_example_is_of_a_line() -> None:
    assert sorted(set(EXAMPLES) - set(LINES)) == []


def words_in(test: ast.FunctionDef) -> set[str]:
    """Attributes and texts a test uses: the line it calls is one of them."""
    nodes = [n for n in ast.walk(test) if isinstance(n, ast.Attribute | ast.Constant)]
    return {n.attr if isinstance(n, ast.Attribute) else str(n.value) for n in nodes}


@pytest.mark.parametrize("line", LINES)
def test_an_example_calls_its_line_and_writes_the_calculation_out_with_its_unit(line: str) -> None:
    for test in EXAMPLES[line]:
        said = ast.get_docstring(test) or ""
        assert line in words_in(test)
        assert re.search(r"=|\bis\b", said) and re.search(r"\d", said)
    said = ast.get_docstring(EXAMPLES[line][0]) or ""
    assert re.search(rf"\d,?.*{re.escape(LINES[line].marks.unit)}\b", said), "the first example ends in the line's unit"
