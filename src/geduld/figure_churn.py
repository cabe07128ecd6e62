"""What one churn rate for all would get wrong, as figures: for each segment whose customers are known to differ."""

from __future__ import annotations

from collections.abc import Iterator

from geduld.calibrate.retention_bias import CUT, RATE, bias_of
from geduld.case import Case, Segment
from geduld.figure import Figure, Words, figure
from geduld.words.numbers import LOCALES, percent


def churn_figures(case: Case) -> Iterator[Figure]:
    """Of each segment with a curve: the one rate, and its errors in what the base and a cut in churn are worth.

    The ids are `churn_constant`, `churn_bias_base` and `churn_bias_cut`, each with the segment after a point.
    """
    for segment in case.segments.values():
        if segment.curve is not None:
            bias = bias_of(segment.curve, case.months)
            found = {"churn_constant": bias.churn_pm, "churn_bias_base": bias.base, "churn_bias_cut": bias.cut}
            yield from (_figure(measure, value, segment, case.months) for measure, value in found.items())


def _figure(measure: str, value: float, segment: Segment, months: int) -> Figure:
    """Its label names the segment and the cut, its convention the months and the rate."""
    told = figure(measure, value)
    label, convention = dict[str, str](), dict[str, str]()
    for language in LOCALES:
        label[language] = f"{told.label[language].format(percent(CUT, language, 0))} ({segment.label[language]})"
        said: Words = told.convention or {}
        convention[language] = said[language].format(months, percent(RATE, language, 0))
    return Figure(f"{measure}.{segment.id}", value, told.unit, label, convention=convention)
