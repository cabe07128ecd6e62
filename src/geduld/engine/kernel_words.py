"""Formulas in the words of a kernel: each name its own variable, and what never changes taken out."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping

CALLS = {
    "minimum": "min({0}, {1})",
    "maximum": "max({0}, {1})",
    "clip": "min(max({0}, {1}), {2})",
    "where": "pick({0}, {1}, {2})",
    "exp": "exp({0})",
}


class Translator(ast.NodeVisitor):
    """An expression of the closed vocabulary as text of the kernel."""

    def __init__(self, names: Mapping[str, str], still: Iterable[str], hoisted: dict[str, str] | None) -> None:
        self.names, self.still, self.hoisted = names, frozenset(still), hoisted

    def say(self, node: ast.expr) -> str:
        """The expression as text; what no month changes becomes a name, computed once before the months."""
        text = self._text(node)
        if self.hoisted is None or not self._worth(node):
            return text
        return self.hoisted.setdefault(text, f"h{len(self.hoisted)}")

    def _worth(self, node: ast.expr) -> bool:
        """Whether to compute it once, before the months: it costs something and the month does not change it."""
        names = [part.id for part in ast.walk(node) if isinstance(part, ast.Name)]
        called = {
            part.func.id for part in ast.walk(node) if isinstance(part, ast.Call) and isinstance(part.func, ast.Name)
        }
        return isinstance(node, ast.BinOp | ast.Call) and bool(names) and set(names) - called <= self.still

    def _text(self, node: ast.expr) -> str:
        match node:
            case ast.Name(id=name):
                return self.names[name]
            case ast.Constant(value=int() | float() as value):
                return repr(float(value))
            case ast.UnaryOp(operand=operand):
                return f"(-{self.say(operand)})"
            case ast.BinOp(left=left, op=op, right=right):
                return f"({self.say(left)} {_SYMBOLS[type(op)]} {self.say(right)})"
            case ast.Compare(left=left, ops=ops, comparators=others):
                return f"({self.say(left)} {_SYMBOLS[type(ops[0])]} {self.say(others[0])})"
            case ast.Call(func=ast.Name(id=name), args=args):
                return CALLS[name].format(*[self.say(argument) for argument in args])
        raise AssertionError(ast.dump(node))


_SYMBOLS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.Pow: "**",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
}  # fmt: skip
