"""What `geduld sensitivity` prints of the value of information: everything at once, and what is worth most to know."""

from __future__ import annotations

from collections.abc import Iterator

from geduld.case import Case
from geduld.reading_driver import driver_name
from geduld.sensitivity_information import OwnersInformation
from geduld.value_of_information import Information
from geduld.words.labels import label
from geduld.words.numbers import money

SHOWN = 8


def information_rows(case: Case, found: OwnersInformation, language: str) -> Iterator[str]:
    """A heading, EVPI, the first few EVPPIs that are above their own error, those together, and the method."""
    yield label("knowing_title", language)
    yield _row(label("knowing_everything", language), found.everything, language)
    told = [one for one in found.alone if one.value > 2 * one.se][:SHOWN]
    for one in told:
        yield _row(driver_name(case, case.assumptions[one.keys[0]], language), one, language)
    yield _row(label("knowing_together", language).format(len(found.together.keys)), found.together, language)
    yield label("knowing_rest", language).format(len(found.alone) - len(told))
    yield label("knowing_note", language)


def _row(name: str, one: Information, language: str) -> str:
    return f"  {name[:70]:<70} {money(one.value, language):>12} ± {money(one.se, language)}"
