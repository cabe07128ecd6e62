"""Spreads on disk: the same answer at once, never a damaged or another one, and nothing of another owner."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from spread_case import example, told

from geduld import kept, spread_cache
from geduld.case import Case
from geduld.spread import simulate
from geduld.spread_cache import spread_of

MARKER = 0.0417171
"""A time preference that no other number of the example looks like."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Kernels are shared by the tests, spreads are each test's own."""
    monkeypatch.setattr(kept, "cache_folder", lambda: tmp_path)
    return tmp_path / "spread"


def marked(owner: str = "family", rate: float = MARKER) -> Case:
    """Family and partner, of whom one has a time preference of its own."""
    both = example("family", "partner")
    key = f"owner.{owner}.time_preference_pa"
    return replace(
        both, assumptions={**both.assumptions, key: replace(both.assumptions[key], base=rate, p10=rate, p90=rate)}
    )


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("simulated again")


def test_what_was_kept_is_what_was_simulated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = spread_of(marked(), 128, 4, 2)
    assert told(first) == told(simulate(marked(), 128, 4, 2))
    monkeypatch.setattr(spread_cache, "simulate_apart", refuse)
    assert told(spread_of(marked(), 128, 4, 2)) == told(first)
    assert sorted(path.name.partition("-")[0] for path in folder.iterdir()) == ["family", "partner"]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace("1", "2", 1),
        lambda text: text[:-40] + text[-40:].replace("0", "7"),
        lambda text: "null",
        lambda text: "\x00\x01\n{}",
    ],
    ids=["empty", "half", "sum", "digit", "null", "binary"],
)
def test_a_damaged_file_is_computed_again(damage: object, folder: Path) -> None:
    first = told(spread_of(example("family"), 128, 0, 2))
    (path,) = folder.iterdir()
    whole = path.read_text()
    path.write_text(damage(whole))  # type: ignore[operator]
    assert told(spread_of(example("family"), 128, 0, 2)) == first
    assert path.read_text() == whole


def test_bytes_that_are_no_text_are_computed_again(folder: Path) -> None:
    first = told(spread_of(example("family"), 128, 0, 0))
    (path,) = folder.iterdir()
    path.write_bytes(b"\xff\xfe\x00" * 100)
    assert told(spread_of(example("family"), 128, 0, 0)) == first


def test_another_question_is_another_file() -> None:
    """Draws, seed, scrambles, an assumption, a lever, the code: each alone is another file."""
    case = example("family")
    a = case.assumptions["course_price"]
    dearer = replace(case, assumptions={**case.assumptions, a.key: replace(a, p90=a.p90 + 1)})
    invest = case.strategies["invest"]
    lever = next(iter(invest.levers))
    other = replace(invest, levers={**invest.levers, lever: invest.levers[lever] * 0.5})
    chosen = replace(case, strategies={**case.strategies, "invest": other})
    names = {
        spread_cache._place(case, 128, 0, 2),
        spread_cache._place(case, 256, 0, 2),
        spread_cache._place(case, 128, 1, 2),
        spread_cache._place(case, 128, 0, 4),
        spread_cache._place(dearer, 128, 0, 2),
        spread_cache._place(chosen, 128, 0, 2),
    }
    assert len(names) == 6
    assert spread_cache._place(replace(case, name="Another name"), 128, 0, 2) in names


def test_other_code_is_another_file(monkeypatch: pytest.MonkeyPatch) -> None:
    before = spread_cache._place(example("family"), 128, 0, 2)
    monkeypatch.setattr(kept, "code_hash", lambda: "other")
    assert spread_cache._place(example("family"), 128, 0, 2) != before


def test_a_file_holds_nothing_of_another_owner(folder: Path) -> None:
    """The family's marker and name stand in no file but its own, and the partner's file is named the same."""
    spread_of(marked(), 128, 0, 0)
    before = {path.name: path.read_bytes() for path in folder.glob("partner-*")}
    spread_of(marked(rate=0.2), 128, 0, 0)
    after = {path.name: path.read_bytes() for path in folder.glob("partner-*")}
    assert before == after
    assert len(list(folder.glob("family-*"))) == 2
    for path in folder.glob("partner-*"):
        said = path.read_text() + path.name
        assert "family" not in said
        assert str(MARKER) not in said


def test_files_are_for_their_user_alone(folder: Path) -> None:
    spread_of(example("family"), 128, 0, 0)
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_only_the_latest_are_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    for seed in range(3):
        spread_of(example("family"), 128, seed, 0)
    assert len(list(folder.iterdir())) == 2


def test_progress_counts_over_all_owners() -> None:
    """Two owners together, three runs of one block each; the second time nothing is left to do."""
    steps: list[tuple[int, int]] = []
    spread_of(marked(), 128, 5, 2, lambda done, total: steps.append((done, total)))
    assert steps == [(done, 3) for done in range(1, 4)]
    spread_of(marked(), 128, 5, 2, lambda done, total: steps.append((done, total)))
    assert len(steps) == 3
