"""What `geduld sensitivity --sobol --discover` prints and writes: screening, Sobol indices, where it fails."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from geduld.case import Case
from geduld.drawing import bar
from geduld.draws import DRAWS, REPLICATES, check_size
from geduld.errors import CaseError, problem
from geduld.reading_driver import driver_name, unit_of, value_of
from geduld.reading_sensitivity import wrapped
from geduld.ready import chosen
from geduld.results import asked, evaluate
from geduld.sensitivity_bench import Ask, Bench, asks_of
from geduld.sensitivity_intervals import Interval
from geduld.sensitivity_ranges import Box, discover
from geduld.sensitivity_screening import Effect, kept, screening
from geduld.sensitivity_sobol import POINTS, Index, sobol, to_keep
from geduld.words.labels import table
from geduld.words.numbers import money, number, percent

SHOWN = 12


@dataclass(frozen=True)
class Matters:
    """What matters to each owner; in the order of `asks`, and empty where it was not asked for."""

    case: Case
    asks: tuple[Ask, ...] = ()
    effects: tuple[tuple[Effect, ...], ...] = ()
    indices: tuple[tuple[Index, ...], ...] = ()
    boxes: tuple[tuple[Box, ...], ...] = ()
    points: int = POINTS
    seed: int = 0
    written: list[Path] = field(default_factory=list)

    def to_json(self, study: str) -> str:
        """The JSON of a study with what was found, by owner; null where a range has no end."""
        whole = json.loads(study)
        for place, ask in enumerate(self.asks):
            for name in ("effects", "indices", "boxes"):
                if found := getattr(self, name):
                    whole["owners"][ask.owner][name] = [_finite(asdict(one)) for one in found[place]]
        return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)

    def report(self, study: str, language: str) -> str:
        """The text of a study, and what was found below it."""
        own = ("\n".join(map(wrapped, self._rows(place, language))) for place in range(len(self.asks)))
        return "\n\n".join([study, *own])

    def _rows(self, place: int, language: str) -> Iterator[str]:
        ask = self.asks[place]
        labels = [self.case.strategies[s].label[language] for s in (ask.strategy, ask.against)]
        yield _word("title", language).format(self.case.owners[ask.owner].name, *labels)
        if self.effects:
            yield from ("", *self._screened(self.effects[place], language))
            yield from ("", *self._explained(self.indices[place], language))
        if self.boxes:
            yield from self._discovered(self.boxes[place], labels[0], language)

    def _screened(self, effects: tuple[Effect, ...], language: str) -> Iterator[str]:
        stay = kept(effects)
        yield _word("screening", language).format(len(stay), len(effects))
        for one in effects[: min(SHOWN, len(stay))]:
            ends = (f"{money(e.value, language)} ({_ends(e, language, money)})" for e in (one.mu_star, one.sigma))
            yield f"  {self._name((one.key,), language):<46.46} " + " ".join(f"{end:>34}" for end in ends)
        if out := [one.mu_star.high for one in effects if one.key not in stay]:
            yield _word("screening_rest", language).format(money(max(out), language))

    def _explained(self, found: tuple[Index, ...], language: str) -> Iterator[str]:
        points = number(self.points, language)
        yield _word("sobol", language).format(REPLICATES, points, self.seed)
        for one in [one for i, one in enumerate(found) if i < SHOWN or not set(one.keys) & self._kept]:
            parts = (f"{percent(e.value, language)} ({_ends(e, language, percent)})" for e in (one.first, one.total))
            name = self._name(one.keys, language) if set(one.keys) & self._kept else _word("rest", language)
            yield f"{one.rank:>3}  {name:<56.56} " + " ".join(f"{part:>26}" for part in parts)
        yield _word("sobol_note", language)

    @property
    def _kept(self) -> set[str]:
        return set(to_keep(map(kept, self.effects)))

    def _discovered(self, boxes: tuple[Box, ...], strategy: str, language: str) -> Iterator[str]:
        for box in boxes:
            yield from (
                "",
                _word("ahead" if box.ahead else "behind", language).format(strategy, _sure(box.base, language)),
            )
            yield from (
                f"  {self._name((key,), language):<56.56} {self._range(key, *ends, language)}"
                for key, ends in box.ranges.items()
            )
            yield _word("judged", language).format(_sure(box.density, language), _sure(box.coverage, language))
        for missing in sorted({"behind", "ahead"} - {"ahead" if box.ahead else "behind" for box in boxes}):
            yield from ("", _word(f"no_{missing}", language))

    def _range(self, key: str, low: float, high: float, language: str) -> str:
        a = self.case.assumptions[key]
        word = "between" if math.isfinite(low) and math.isfinite(high) else "from" if math.isfinite(low) else "to"
        ends = [value_of(end, a, language) for end in (low, high) if math.isfinite(end)]
        return _word(word, language).format(ends[0], unit_of(a), ends[-1])

    def _name(self, keys: tuple[str, ...], language: str) -> str:
        return " + ".join(driver_name(self.case, self.case.assumptions[key], language) for key in keys)

    def tidy(self, place: int) -> Iterator[dict[str, Any]]:
        """A row per number of one owner, each with its interval; money in EUR, parts as shares."""
        effects = self.effects[place] if self.effects else ()
        indices = self.indices[place] if self.indices else ()
        boxes = self.boxes[place] if self.boxes else ()
        for effect in effects:
            yield from (_row("screening", effect.key, m, "EUR", getattr(effect, m)) for m in ("mu_star", "sigma"))
        for one in indices:
            yield from (
                _row("sobol", " ".join(one.keys), m, "share", getattr(one, m), one.rank) for m in ("first", "total")
            )
        for box in boxes:
            limits = " ".join(f"{low:.6g}<={key}<={high:.6g}" for key, (low, high) in box.ranges.items())
            study = "ahead" if box.ahead else "behind"
            yield from (_row(study, limits, m, "share", getattr(box, m)) for m in ("coverage", "density", "base"))

    def write(self, folder: Path) -> None:
        """A Parquet file per owner, each in its place once it is whole."""
        from geduld.futures import parquet

        try:
            folder.mkdir(parents=True, exist_ok=True)
            for place, ask in enumerate(self.asks):
                rows = [
                    {"owner": ask.owner, "strategy": ask.strategy, "against": ask.against} | r for r in self.tidy(place)
                ]
                if rows:
                    with parquet(path := folder / f"sensitivity-{ask.owner}.parquet") as put:
                        put({name: [row[name] for row in rows] for name in rows[0]})  # type: ignore[misc]
                    self.written.append(path)
        except OSError as error:
            raise CaseError(problem(str(folder), "", f"cannot be written: {error.strerror}")) from None


def with_matters(
    case: Case, strategy: str, draws: int | None, seed: int, sobol: bool, discover: bool, folder: Path | None
) -> Matters:
    """What was asked for of a case, written to a folder if one is given.

    Raises:
        CaseError: a setting does not fit, or the folder cannot be written; see `sensitivity_sobol`, `discover`.
    """
    if folder and not (sobol or discover):
        raise CaseError(problem("--parquet", "", "there is nothing to write", allowed="with --sobol or --discover"))
    if not (sobol or discover):
        return Matters(case)
    found = _found(case, chosen(case, strategy or asked(case.strategies)).id, draws, seed, sobol, discover)
    if folder:
        found.write(folder)
    return found


def _found(case: Case, strategy: str, draws: int | None, seed: int, indices: bool, boxes: bool) -> Matters:
    points = check_size(POINTS if draws is None else draws)
    with bar("sensitivity", "points") as shown:
        bench = Bench(case, asks_of(evaluate(case).views, strategy), True, shown.update)
        effects = screening(bench, seed) if indices else ()
        told = sobol(bench, to_keep(map(kept, effects)), points, seed) if indices else ()
        ranges = discover(bench, DRAWS if draws is None else draws, seed) if boxes else ()
    return Matters(case, bench.asks, effects, told, ranges, points, seed)


def _word(key: str, language: str) -> str:
    return table("matters.toml")[key][language]


def _ends(one: Interval, language: str, written: Any) -> str:
    return f"{written(one.low, language)} – {written(one.high, language)}"


def _sure(one: Interval, language: str) -> str:
    return f"{percent(one.value, language)} ({_ends(one, language, percent)})"


def _row(study: str, keys: str, measure: str, unit: str, one: Interval, rank: int | None = None) -> dict[str, Any]:
    return {"study": study, "keys": keys, "measure": measure, "unit": unit, **asdict(one), "rank": rank}


def _finite(value: Any) -> Any:
    """JSON has no infinity: null stands for it."""
    if isinstance(value, Mapping):
        return {key: _finite(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_finite(one) for one in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
