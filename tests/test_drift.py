"""The example case's figures are those that were last agreed; what moves is said in CHANGELOG.md, "Results that moved".

`python tests/test_drift.py` writes them anew.
"""

from pathlib import Path

import pandas as pd
from pandas.testing import assert_frame_equal

from geduld.case import data_folder, load_case
from geduld.results import evaluate

AGREED = Path(__file__).parent / "expected" / "wholesaler.csv"
COLUMNS = ["id", "owner", "strategy", "unit", "text", "value"]


def figures() -> pd.DataFrame:
    return evaluate(load_case(data_folder() / "cases" / "wholesaler")).to_frame()[COLUMNS]


def test_no_figure_drifted() -> None:
    """Every figure as agreed, to a millionth."""
    agreed = pd.read_csv(AGREED, dtype=dict.fromkeys(COLUMNS[:-1], "str") | {"value": "float64"})
    found = figures().astype(dict.fromkeys(COLUMNS[:-1], "str"))
    words = COLUMNS[:-1]
    assert_frame_equal(found[words].replace("nan", None).fillna(""), agreed[words].fillna(""), check_dtype=False)
    assert_frame_equal(found[["value"]], agreed[["value"]], rtol=1e-6, atol=1e-6)


if __name__ == "__main__":
    figures().to_csv(AGREED, index=False)
