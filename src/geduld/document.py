"""MODEL.md: the equations of the model, written from the formulas themselves under hand-written reasons."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from geduld import formulas, model
from geduld.calibrate.retention_bias import CUT, RATE, bias_of
from geduld.case import data_folder, load_case
from geduld.engine import Line
from geduld.words.labels import line_label

EXAMPLE, SEGMENT = "wholesaler", "contract"
"""The case and segment whose curve shows what a constant churn rate gets wrong."""
MONTHS = 120
BEGIN, END = "<!-- generated: python -m geduld.document -->", "<!-- end of generated -->"


def document(text: str) -> str:
    """The text of MODEL.md with the part between the markers written anew.

    Raises:
        ValueError: the markers are not in the text.
    """
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise ValueError("MODEL.md: the markers of the generated part are missing")
    equations = "\n".join([*_rooms(), *_bias()])
    return f"{head}{BEGIN}\n\n{equations}\n{END}{tail}"


def _rooms() -> Iterator[str]:
    for room in formulas.ROOMS:
        name = room.__name__.rpartition(".")[2]
        yield f"### {name}\n\n{str(room.__doc__).strip()}\n"
        yield from (_row(line) for line in model.lines().values() if line.place.startswith(f"{name}.py"))
    yield "### sums\n\nPut together from the marks @cost and @benefit; the sign is applied here and nowhere else.\n"
    yield from (_row(line) for line in model.lines().values() if ".py" not in line.place)


def _bias() -> Iterator[str]:
    """What a constant churn rate gets wrong in the example, both ways."""
    curve = load_case(data_folder() / "cases" / EXAMPLE).segments[SEGMENT].curve
    if curve is None:
        raise ValueError(f"{EXAMPLE}: the segment {SEGMENT} has no curve")
    bias, fitted = bias_of(curve, MONTHS), curve.curve
    yield (
        f"### what a constant churn rate gets wrong\n\nFor today's customers of `{SEGMENT}` in `{EXAMPLE}` (alpha "
        f"{fitted.alpha:.3f}, beta {fitted.beta:.3f}, a renewal every {fitted.renewal_months:.0f} months), over "
        f"{MONTHS} months at {RATE:.0%} a year: one rate of {bias.churn_pm:.2%} a month, at which as many have left "
        f"by the next renewal, instead of {curve.count} classes.\n"
    )
    yield f"- what today's customers are worth: {bias.base:+.1%}"
    yield f"- what {CUT:.0%} less churn is worth: {bias.cut:+.1%}\n"


def _row(line: Line) -> str:
    words = f"{line_label(line.name, 'en')} / {line_label(line.name, 'nl')}"
    what = ", ".join(_facts(line))
    return f"**{line.name}** ({words}; {what}): {line.sentence}\n\n    {line.name} = {ast.unparse(line.expression)}\n"


def _facts(line: Line) -> Iterator[str]:
    marks = line.marks
    yield marks.unit
    if marks.per != "company":
        yield f"per {marks.per}"
    if marks.opening is not None:
        yield f"opens at {marks.opening}"
    if marks.at_decision:
        yield "also at the decision"
    if marks.group:
        yield f"{'cost' if marks.sign < 0 else 'benefit'} in {marks.group}, {marks.kind}"
    if marks.because:
        yield f"must hold: {marks.because}"


def main(path: str = "MODEL.md") -> None:
    """Write the generated part of MODEL.md."""
    file = Path(path)
    file.write_text(document(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
