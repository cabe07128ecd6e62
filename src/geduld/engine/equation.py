"""The printed equation: the formula as its reader would say it, from the formula itself."""

from __future__ import annotations

import ast
from collections.abc import Callable

from geduld.engine.lines import Line

Label = Callable[[str], str]
"""Gives the words for a parameter name ("opening_customers") in the reader's language."""

SYMBOLS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "−", ast.Mult: "×", ast.Div: "÷",
    ast.Eq: "=", ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥",
}  # fmt: skip
STRENGTH: dict[type[ast.AST], int] = {ast.Add: 1, ast.Sub: 1, ast.Mult: 2, ast.Div: 2, ast.Pow: 4}
TIGHT = 9
"""What never needs brackets: a name, a number, words that bring their own."""
WORDS = {
    "nl": {
        "minimum": "het kleinste van ({0}; {1})",
        "maximum": "het grootste van ({0}; {1})",
        "clip": "[{0}, minstens {1} en hoogstens {2}]",
        "where": "[als {0}: {1}; anders {2}]",
        "exp": "e^({0})",
    },
    "en": {
        "minimum": "the smaller of ({0}; {1})",
        "maximum": "the larger of ({0}; {1})",
        "clip": "[{0}, at least {1} and at most {2}]",
        "where": "[if {0}: {1}; otherwise {2}]",
        "exp": "e^({0})",
    },
}


def equation(line: Line, language: str, label: Label) -> str:
    """The right-hand side of a line in words, for example "opening customers × (1 − churn rate) + arrivals"."""
    return _Printer(WORDS[language], label).say(line.expression)


class _Printer:
    def __init__(self, words: dict[str, str], label: Label) -> None:
        self.words, self.label = words, label

    def say(self, node: ast.expr, around: int = 0) -> str:
        """The words of an expression, in brackets where what stands around it binds tighter."""
        text, own = self.words_of(node)
        return f"({text})" if own < around else text

    def words_of(self, node: ast.expr) -> tuple[str, int]:
        """The words of an expression, and how tightly they bind."""
        if isinstance(node, ast.BinOp):
            return self.operation(node), STRENGTH[type(node.op)]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = self.words[node.func.id].format(*[self.say(a) for a in node.args])
            return words, STRENGTH[ast.Pow] if node.func.id == "exp" else TIGHT
        if isinstance(node, ast.Compare):
            right = node.comparators[0]
            return f"{self.say(node.left, 1)} {SYMBOLS[type(node.ops[0])]} {self.say(right, 1)}", 0
        if isinstance(node, ast.UnaryOp):
            return f"−{self.say(node.operand, 3)}", 3
        return (self.label(node.id) if isinstance(node, ast.Name) else ast.unparse(node)), TIGHT

    def operation(self, node: ast.BinOp) -> str:
        """Two operands; the right one in brackets where order matters."""
        own = STRENGTH[type(node.op)]
        if isinstance(node.op, ast.Pow):
            return f"{self.say(node.left, own + 1)}^({self.say(node.right)})"
        tighter = own + isinstance(node.op, (ast.Sub, ast.Div))
        return f"{self.say(node.left, own)} {SYMBOLS[type(node.op)]} {self.say(node.right, tighter)}"
