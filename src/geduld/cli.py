"""The command line. It answers `--help` at once: everything heavy is imported by the command that needs it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from geduld.drawing import Asked, base_option, draw_options
from geduld.errors import CaseError, GeduldError, problem

Command = Callable[..., Any]
INTERRUPTED = 130
"""What a shell expects of a command that Ctrl-C stopped."""


def _changes(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, float]:
    changes = dict[str, float]()
    for key, value in map(_change, given):
        if key in changes:
            raise CaseError(problem("--set", key, f"{changes[key]:g} and {value:g}: the key stands twice"))
        changes[key] = value
    return changes


def _change(text: str) -> tuple[str, float]:
    """One `--set key=value` as a key and a number."""
    key, _, value = text.partition("=")
    try:
        return key.strip(), float(value)
    except ValueError:
        raise CaseError(
            problem("--set", key, f"{value!r} is no number", allowed="key=value, as churn_rate_pm=0.05")
        ) from None


case_argument = click.argument("case", type=click.Path(path_type=Path, readable=False))
owners_option = click.option("--owner", "owners", multiple=True, metavar="ID", help="Only this owner; may be repeated.")
set_option = click.option(
    "--set", "changes", multiple=True, metavar="KEY=VALUE", callback=_changes, help="Change an assumption for this run."
)
language_option = click.option(
    "--language", type=click.Choice(["nl", "en"]), default="en", show_default=True, help="Language of the labels."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geduld")
def cli() -> None:
    """Build the business case for time: what patience costs each owner, and what it brings."""


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, readable=False))
def new(folder: Path) -> None:
    """Make the folder of a new company, to be filled in."""
    from geduld.new_case import new_case

    for path in new_case(folder):
        click.echo(f"wrote {path}")
    click.echo(f"Next: fill in what is asked for in {folder}, then `geduld check {folder}`.")


@cli.command()
@case_argument
@set_option
def check(case: Path, changes: dict[str, float]) -> None:
    """Read a case, wire its lines, run every strategy, and say what is wrong or that all is well."""
    from geduld.reading import check_report

    click.echo(check_report(case, changes))


@cli.command()
@case_argument
@owners_option
@set_option
@language_option
@draw_options
@base_option
@click.option("--json", "as_json", is_flag=True, help="Every figure with id, unit, owner and strategy, as JSON.")
def evaluate(
    case: Path, owners: tuple[str, ...], changes: dict[str, float], language: str, as_json: bool, **asked: Any
) -> None:
    """Run every strategy and print what it means for each owner: in the base case, and over draws."""
    from geduld.case import load_case
    from geduld.reading import figures_report
    from geduld.results import evaluate as run_all

    loaded = load_case(case, changes, owners or None)
    results = run_all(loaded, Asked(**asked).of(loaded))
    click.echo(results.to_json() if as_json else figures_report(results, language))


@cli.command()
@case_argument
@owners_option
@set_option
@language_option
@draw_options
@click.option("--parquet", "folder", type=click.Path(path_type=Path), help="Also write every draw, a file per owner.")
@click.option("--json", "as_json", is_flag=True, help="Every figure over the draws with its standard error, as JSON.")
def simulate(
    case: Path,
    owners: tuple[str, ...],
    changes: dict[str, float],
    language: str,
    folder: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Run every strategy on the same futures, and say what each owner may expect, and how surely."""
    from geduld.case import load_case
    from geduld.reading_futures import futures_json, futures_report, write
    from geduld.results import evaluate as run_all

    loaded = load_case(case, changes, owners or None)
    results = run_all(loaded, Asked(**asked).of(loaded))
    written = write(results, folder) if folder else None
    click.echo(futures_json(results) if as_json else futures_report(results, language))
    if written:
        click.echo(written.note, err=True)
        sys.exit(0 if written.whole else INTERRUPTED)


@cli.command()
@case_argument
@owners_option
@set_option
@language_option
@click.option("--strategy", default="", metavar="ID", help="Default: the strategy owners are asked for.")
@click.option(
    "--draws",
    type=int,
    metavar="N",
    help="Also what each assumption explains and is worth to know, from 8 samples of N.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="What the samples are made of.")
@click.option("--sobol", is_flag=True, help="Also a screening, and first and total Sobol indices.")
@click.option("--discover", is_flag=True, help="Also in which ranges the strategy falls behind, or stays ahead.")
@click.option("--parquet", "folder", type=click.Path(path_type=Path), help="Also write both as a table per owner.")
@click.option("--json", "as_json", is_flag=True, help="All of it by owner, with keys and units, as JSON.")
def sensitivity(
    case: Path,
    owners: tuple[str, ...],
    changes: dict[str, float],
    language: str,
    strategy: str,
    draws: int | None,
    seed: int,
    as_json: bool,
    **asked: Any,
) -> None:
    """Show what each owner's advantage hangs on: tornado, switching values, strength of evidence (base case)."""
    from geduld.case import load_case
    from geduld.reading_matters import with_matters
    from geduld.reading_sensitivity import study

    loaded = load_case(case, changes, owners or None)
    matters = with_matters(loaded, strategy, draws, seed, **asked)
    found = study(loaded, strategy, draws, seed)
    click.echo(matters.to_json(found.to_json()) if as_json else matters.report(found.report(language), language))
    for path in matters.written:
        click.echo(f"geduld: wrote {path}", err=True)


@cli.command()
@case_argument
@owners_option
@set_option
@language_option
@click.option("--from", "start", required=True, metavar="ID", help="The strategy to begin with.")
@click.option("--to", "end", required=True, metavar="ID", help="The strategy whose difference is explained.")
@click.option("--json", "as_json", is_flag=True, help="Every step with id and amount, as JSON.")
def explain(
    case: Path, owners: tuple[str, ...], changes: dict[str, float], language: str, start: str, end: str, as_json: bool
) -> None:
    """Explain the difference between two strategies, by lever and by line, each adding up exactly (base case)."""
    from geduld.case import load_case
    from geduld.reading_explain import explained_json, explained_report

    loaded = load_case(case, changes, owners or None)
    click.echo(explained_json(loaded, start, end) if as_json else explained_report(loaded, start, end, language))


@cli.command()
@case_argument
@click.argument("figure")
@owners_option
@set_option
@language_option
def lineage(case: Path, figure: str, owners: tuple[str, ...], changes: dict[str, float], language: str) -> None:
    """Show what a figure or line rests on: lines, then assumptions, then sources."""
    from geduld.case import load_case
    from geduld.reading import lineage_report

    click.echo(lineage_report(load_case(case, changes, owners or None), figure, language))


@cli.command()
@case_argument
@owners_option
@click.option(
    "--language", "languages", type=click.Choice(["nl", "en"]), multiple=True, help="Default: the owner's own."
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, readable=False),
    default=Path("reports"),
    show_default=True,
    help="Where to write.",
)
@draw_options
@base_option
@set_option
def reports(
    case: Path,
    owners: tuple[str, ...],
    languages: tuple[str, ...],
    out: Path,
    changes: dict[str, float],
    **asked: Any,
) -> None:
    """Render an edition per owner, the company's and the director's: notebook, one HTML file, and results.json."""
    from geduld.editions.batch import render_editions
    from geduld.editions.simulated import Draws

    draws, made = Draws.asked(**asked), date.today().isoformat()
    sys.exit(render_editions(case, owners, languages, out, changes, dated=made, draws=draws))


def main() -> None:
    """Run the command line; what is wrong is one line on standard error, and the exit code of its class."""
    try:
        cli(standalone_mode=True)
    except GeduldError as error:
        click.echo(f"geduld: {error}", err=True)
        sys.exit(error.exit_code)
