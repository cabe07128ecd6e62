"""The registers: who owns which dimension, for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
import small_case
from example_draws import case, same

from geduld.case import load_case, load_shared
from geduld.draws import draw, uniform_columns
from geduld.draws_register import (
    append_to_register,
    even_together,
    main,
    must_register,
    read_register,
    register_file,
    registers,
    unregistered,
)
from geduld.errors import CaseError

ROWS, DIGEST = 39, "557d458d877bab6657d9d91bfa37946dd4599c6773cb9b0fa85067bf1f3ba802"
"""How many rows of the register were committed first, and what they hash to: rows are only ever added."""


def test_rows_of_the_register_are_only_ever_added() -> None:
    lines = register_file().read_text("utf-8").splitlines()[: ROWS + 1]
    assert hashlib.sha256("\n".join(lines).encode()).hexdigest() == DIGEST


def test_every_declared_uncertainty_has_a_dimension() -> None:
    """Add them with `python -m geduld.draws_register`."""
    assert set(must_register(load_shared().declared)) - set(read_register(register_file())) == set()


def test_every_range_of_the_example_has_a_dimension() -> None:
    """Add them with `python -m geduld.draws_register data/cases/wholesaler`."""
    assert unregistered(case()) == []


def test_every_dimension_in_use_can_be_given_out() -> None:
    assert set(registers(case()).values()) - set(even_together()) == set()


def test_a_new_row_changes_no_other(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(register_file().read_text("utf-8"), "utf-8")
    before = read_register(path)
    added = append_to_register(["brand_new", "purchase_share", "brand_new", "brand_newer"], path)
    assert list(added) == ["brand_new", "brand_newer"]
    assert read_register(path) == before | added
    assert set(added.values()) <= set(even_together()) - set(before.values())
    assert path.read_text("utf-8").startswith(register_file().read_text("utf-8"))
    assert append_to_register(["brand_new"], path) == {}


def test_a_company_s_register_is_its_own(tmp_path: Path) -> None:
    path = tmp_path / "draws.csv"
    keys = [f"segment.s{i}.churn_rate_pm" for i in range(20)]
    added = list(append_to_register(keys, path).values())
    assert added[:16] == list(range(16)) and min(added[16:]) >= 4096
    assert list(read_register(path)) == keys
    more = [f"segment.s{i}.cost_to_serve_pm" for i in range(100)]
    with pytest.raises(CaseError, match="cost_to_serve_pm: no dimension is left: 49 keys have one"):
        append_to_register(more, path)
    assert list(read_register(path)) == keys


def test_a_declared_key_without_a_dimension_says_how_to_add_it() -> None:
    with pytest.raises(CaseError) as caught:
        uniform_columns(["brand_new"], 8, 0)
    assert str(caught.value) == (
        "draws/register.csv: brand_new: has no dimension yet; allowed: add it with `python -m geduld.draws_register`, "
        "which changes no other column"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "register.csv: the first row is []; allowed: key,dimension"),
        ("key,dim\n", "register.csv: the first row is ['key', 'dim']; allowed: key,dimension"),
        ("key,dimension\na,16,3\n", "register.csv, line 2: ['a', '16', '3']; allowed: a key and a dimension"),
        ("key,dimension\na,-1\n", "register.csv, line 2: ['a', '-1']; allowed: a key and a dimension"),
        ("key,dimension\nA b,16\n", "register.csv, line 2: A b: 'A b' cannot be a key; allowed: small letters,"),
        ("key,dimension\na,3\n", "register.csv, line 2: a: dimension 3; allowed: 16..4095 for a declared key, the"),
        ("key,dimension\nsegment.b.a,16\n", "register.csv, line 2: segment.b.a: dimension 16; allowed: 16..4095 for"),
        ("key,dimension\na,16\na,17\n", "register.csv, line 3: a: dimension 17: the key or the dimension stands twice"),
        ("key,dimension\na,16\nb,16\n", "register.csv, line 3: b: dimension 16: the key or the dimension stands twice"),
    ],
)
def test_a_wrong_register_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "register.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(CaseError) as caught:
        read_register(path)
    assert str(caught.value).startswith(message)


def test_a_register_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"none\.csv: cannot be read"):
        read_register(tmp_path / "none.csv")


def test_the_command_writes_a_company_s_register(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    more = '[segment.home.referrals_pm]\np10 = 0.001\nbase = 0.002\np90 = 0.004\nsource = "books 2025"\ngrade = "A"\n'
    folder = small_case.write(tmp_path, {"assumptions.toml": small_case.assumptions() + more + 'quantiles = "own"\n'})
    alone = draw(load_case(folder), 64)
    assert unregistered(load_case(folder)) == ["segment.home.referrals_pm"]
    assert main([str(folder)]) == 0
    assert (folder / "draws.csv").read_text("utf-8") == "key,dimension\nsegment.home.referrals_pm,0\n"
    assert same(alone, draw(load_case(folder), 64), set(alone.raw) - {"segment.home.referrals_pm"})
    assert main([str(tmp_path / "nowhere")]) == 2
    assert "nowhere: is no case" in capsys.readouterr().err
