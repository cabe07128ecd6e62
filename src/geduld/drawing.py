"""What a command asks of the draws: how many, of which seed, with what error; and how far they are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click

from geduld.errors import CaseError, problem

SCRAMBLES = 4
"""Further scrambles of a reading: errors to about a third; editions take 8."""
PATIENCE_SECONDS = 1.0
"""What takes longer shows how far it is."""


def _whole(lowest: int, allowed: str) -> Callable[[click.Context, click.Parameter, str | None], int | None]:
    def read(_: click.Context, option: click.Parameter, given: str | None) -> int | None:
        plain = (given or "").strip()
        if given is None:
            return None
        if not (plain.isascii() and plain.isdigit()) or int(plain) < lowest:
            raise CaseError(problem(option.opts[0], "", f"{given!r} does not fit", allowed=allowed))
        return int(plain)

    return read


def draw_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --draws, --seed and --scrambles to a command."""
    options = (
        ("--draws", "N", _whole(1, "a whole number, 1 or more; --base is the base case alone"),
         "Futures to run, rounded up to a power of two.  [default: 8192]"),
        ("--seed", "N", _whole(0, "a whole number, 0 or more"), "What the draws are made of.  [default: 0]"),
        ("--scrambles", "N", _whole(0, "0 for no standard errors, else 2 or more"),
         f"Further independent scrambles, for standard errors.  [default: {SCRAMBLES}]"),
    )  # fmt: skip
    for name, metavar, callback, said in reversed(options):
        command = click.option(name, metavar=metavar, callback=callback, help=said)(command)
    return command


base_option = click.option("--base", is_flag=True, help="The base case alone, without draws.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of the draws; None is the default, and `base` asks for none."""

    base: bool = False
    draws: int | None = None
    seed: int | None = None
    scrambles: int | None = None

    def of(self, case: Any) -> Any:
        """The spread of a case, or None for the base case alone; says on standard error what was rounded, and how far.

        Raises:
            CaseError: --base stands beside an option of the draws; see also `spread.simulate`.
        """
        given = {name: getattr(self, name) for name in ("draws", "seed", "scrambles")}
        if self.base and (beside := next((name for name, value in given.items() if value is not None), None)):
            raise CaseError(problem("--base", "", f"the base case has no --{beside}", allowed="one of the two"))
        return None if self.base else self._drawn(case)

    def _drawn(self, case: Any) -> Any:
        from geduld.draws import DRAWS, SEED, check_size
        from geduld.spread_cache import spread_of

        asked = DRAWS if self.draws is None else self.draws
        if (n := check_size(asked)) != asked:
            click.echo(f"geduld: --draws: {asked} asked, {n} drawn: the next power of two", err=True)
        scrambles = SCRAMBLES if self.scrambles is None else self.scrambles
        with progress(f"{n:,} draws, {1 + scrambles} times", "blocks") as tell:
            return spread_of(case, n, SEED if self.seed is None else self.seed, scrambles, tell)


@contextmanager
def bar(what: str, unit: str) -> Iterator[Any]:
    """A bar on standard error for what takes longer than `PATIENCE_SECONDS`; nothing where that is no terminal."""
    from tqdm import tqdm

    with tqdm(desc=what, unit=f" {unit}", delay=PATIENCE_SECONDS, disable=None, leave=False, file=sys.stderr) as shown:
        yield shown


@contextmanager
def progress(what: str, unit: str) -> Iterator[Callable[[int, int], None]]:
    """As `bar`, told how many of how many are done."""
    with bar(what, unit) as shown:

        def tell(done: int, total: int) -> None:
            shown.total = total
            shown.update(done - shown.n)

        yield tell
