"""The spread of a case: what every owner's measures are over draws, the same draws for every strategy.

The headline rests on replicate 0; standard errors on further independent scrambles, against the same alternatives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import permutations

import numpy as np

from geduld import model, valuation
from geduld.case import keep_owners
from geduld.case_records import BASELINE, Case
from geduld.draws import DRAWS, REPLICATES, SEED, check_size, check_whole, draw
from geduld.errors import CaseError, GeduldError, problem
from geduld.horizons import ByHorizon
from geduld.owners import Flows, OwnerView, Terms
from geduld.spread_blocks import AHEAD, BLOCK, PART, SUMMED, Key, Prepared, Sample, sample, spelt_out
from geduld.spread_records import COMPARED, SHORTFALL, SINGLE, OwnerSpread, Pair, Spread, Steps, StrategySpread
from geduld.spread_summary import (
    Estimate,
    Estimates,
    Summary,
    chance_best,
    described,
    errors_of,
    estimate,
    fan,
    histogram,
    regret,
    summary,
)

MOST_SCRAMBLES = 64
Expected = Mapping[tuple[str, str], ByHorizon]
Progress = Callable[[int, int], None]
"""Called with the blocks done and the blocks in all."""


def simulate(
    case: Case,
    n: int = DRAWS,
    seed: int = SEED,
    scrambles: int = REPLICATES,
    progress: Progress | None = None,
    block: int = BLOCK,
) -> Spread:
    """Run every strategy on the same draws and reduce them, owner by owner.

    All owners are run together, as the company is the same for each. Where a draw cannot be, each is run alone, so that
    no draw is left out of an owner's figures for what another's terms do in it.

    Args:
        case: from `load_case`.
        n: draws; rounded up to a power of two.
        seed: a whole number, 0 or more.
        scrambles: 0 for no standard errors, else further independent scrambles of the same size, 2 or more.
        progress: told after each block.
        block: draws at a time, a power of two from 128; it sets the memory, never a result.

    Raises:
        CaseError: n, seed, scrambles or block does not fit; see also `draws.draw` and `engine.run`.
        ModelError: see `engine.run`.
    """
    return joined([*simulate_apart(case, n, seed, scrambles, progress, block).values()])


def simulate_apart(
    case: Case, n: int, seed: int, scrambles: int, progress: Progress | None = None, block: int = BLOCK
) -> dict[str, Spread]:
    """As `simulate`, the spread of each owner by itself; of the company, as "", in a case without owners."""
    size = checked(n, seed, scrambles, block)
    runs = (scrambles + 1) * max(1, size // block)
    if len(case.owners) > 1 and (found := _together(case, size, seed, scrambles, block, _teller(progress, runs))):
        return {owner: replace(found, owners={owner: told}) for owner, told in found.owners.items()}
    alone = {owner: keep_owners(case, [owner]) for owner in case.owners} or {"": case}
    tell = _teller(progress, len(alone) * runs)
    return {owner: _simulated(one, size, seed, scrambles, block, tell)[0] for owner, one in alone.items()}


def _together(case: Case, n: int, seed: int, scrambles: int, block: int, tell: Callable[[], None]) -> Spread | None:
    """The spread of all owners at once, if every draw of every scramble can be for all of them."""
    try:
        found, whole = _simulated(case, n, seed, scrambles, block, tell)
    except GeduldError:  # whose terms are wrong shows when each is run alone
        return None
    return found if whole else None


def joined(parts: Sequence[Spread]) -> Spread:
    """The spreads of some owners of one case, over the same draws, as one."""
    return replace(parts[0], owners={owner: found for part in parts for owner, found in part.owners.items()})


def _simulated(
    case: Case, n: int, seed: int, scrambles: int, block: int, tell: Callable[[], None]
) -> tuple[Spread, bool]:
    """The spread, and whether every draw of every scramble could be."""
    of = Prepared(spelt_out(case))
    headline = sample(of, draw(case, n, seed), block, tell)
    chosen = {owner: _alternatives(headline, model.terms(case, owner), owner, case) for owner in case.owners}
    found = _estimates(of, headline, chosen)
    further = (sample(of, draw(case, n, seed, r), block, tell, chosen) for r in range(1, scrambles + 1))
    told = [(_estimates(of, one, chosen), _expected(one, case), _held(one)) for one in further]
    errors = errors_of(found, [estimates for estimates, *_ in told])
    expected = [_expected(headline, case), *(flows for _, flows, _ in told)]
    held = _held(headline)
    every = _Told(held, headline, found, errors, _at_base_and_mean(of, n, seed), expected)
    owners = {owner: every.owner(owner, chosen[owner]) for owner in case.owners}
    spread = Spread(n, seed, scrambles, owners, {s: every.company(s) for s in case.strategies}, n - held)
    return spread, held == n and all(held == n for *_, held in told)


def _held(found: Sample) -> int:
    """How many draws could be."""
    return len(found["", BASELINE, "cash_lowest", ""])


def _expected(found: Sample, case: Case) -> Expected:
    """Owner and strategy -> flows whatever the horizon, the mean over the draws."""
    n = _held(found)
    places = [(owner, s) for owner in case.owners for s in case.strategies]
    return {
        (owner, s): ByHorizon(*(found[owner, s, name, ""].sum(axis=1) / n for name in ("before", "last")))
        for owner, s in places
    }


def checked(n: int, seed: int, scrambles: int, block: int = BLOCK) -> int:
    """The number of draws, a power of two; errors as in `simulate`."""
    size = check_size(n)
    check_whole("seed", seed, 0)
    check_whole("scrambles", scrambles, 0, MOST_SCRAMBLES)
    if scrambles == 1:
        raise CaseError(problem("draws", "scrambles", "1 has no spread", allowed=f"0, or 2..{MOST_SCRAMBLES}"))
    if block < PART or block & (block - 1):
        raise CaseError(problem("draws", "block", f"{block} does not fit", allowed=f"a power of two from {PART}"))
    return size


def _teller(progress: Progress | None, total: int) -> Callable[[], None]:
    done = iter(range(1, total + 1))
    return lambda: progress(next(done), total) if progress else None


def _worth(found: Sample, owner: str) -> dict[str, Flows]:
    return {key[1]: values for key, values in found.items() if key[0] == owner and key[2] == "worth"}


def _alternatives(headline: Sample, terms: Terms, owner: str, case: Case) -> dict[str, str]:
    """Strategy -> of all others the one with the highest certainty equivalent; itself where there is no other."""
    sure = {s: valuation.certainty_equivalent(x, terms.risk_tolerance) for s, x in _worth(headline, owner).items()}
    others = {s: [other for other in case.strategies if other != s] or [s] for s in case.strategies}
    return {s: max(others[s], key=sure.__getitem__) for s in case.strategies}


def _estimates(of: Prepared, found: Sample, chosen: Mapping[str, Mapping[str, str]]) -> dict[str, float]:
    """Every estimate of one scramble by name: "<owner>.<strategy>.<measure>.<statistic>"."""
    estimates: dict[str, float] = {}
    for (owner, strategy, name, other), values in found.items():
        if name not in (*SUMMED, "cumulative", "worth") and other in ("", chosen.get(owner, {}).get(strategy)):
            estimates |= described(f"{owner}.{strategy}.{name}", values)
    for owner, alternatives in chosen.items():
        estimates |= _of_owner(found, model.terms(of.case, owner), owner, alternatives)
    return estimates


def _of_owner(found: Sample, terms: Terms, owner: str, alternatives: Mapping[str, str]) -> dict[str, float]:
    worth = _worth(found, owner)
    estimates: dict[str, float] = {}
    best = chance_best(worth)
    sure = {s: valuation.certainty_equivalent(x, terms.risk_tolerance) for s, x in worth.items()}
    for s, other in alternatives.items():
        gain, ahead, place = worth[s] - worth[BASELINE], worth[s] - worth[other], f"{owner}.{s}"
        for name, values in {"worth": worth[s], "gain": gain, "advantage": ahead, "regret": regret(worth, s)}.items():
            estimates |= described(f"{place}.{name}", values)
        flows = {name: found[owner, name, "flow", ""].sum(axis=1) / len(worth[s]) for name in (s, other, BASELINE)}
        single = {
            "irr": valuation.irr(flows[s] - flows[BASELINE]).value,
            "break_even_return": valuation.break_even_return(flows[s] - flows[other]).value,
            "chance_of_loss": _below(gain, worth[s]),
            "chance_behind": _below(ahead, worth[s]),
            "expected_shortfall": valuation.expected_shortfall(gain, SHORTFALL),
            "certainty_equivalent": sure[s],
            "lead": sure[s] - sure[other],
            "chance_best": best[s],
            "worst_weight": valuation.weight_of_worst(worth[s], terms.risk_tolerance),
            "largest_regret": float(regret(worth, s).max()),
        }
        shares = found[owner, s, AHEAD, other].sum(axis=1) / len(worth[s])
        estimates |= {f"{place}.{AHEAD}_{year}": float(share) for year, share in enumerate(shares, 1)}
        estimates |= {f"{place}.{name}": np.nan if value is None else value for name, value in single.items()}
    return estimates | _of_pairs(worth, owner)


def _of_pairs(worth: Mapping[str, Flows], owner: str) -> dict[str, float]:
    """Every strategy against every other, draw by draw, under names that no measure has."""
    estimates: dict[str, float] = {}
    for s, other in permutations(worth, 2):
        place = _pair(owner, s, other)
        estimates |= described(place, worth[s] - worth[other])
        estimates[f"{place}.chance_ahead"] = _below(worth[other] - worth[s], worth[s])
    return estimates


def _pair(owner: str, strategy: str, other: str) -> str:
    return f"pair:{owner}.{strategy}.{other}"


def _below(difference: Flows, worth: Flows) -> float:
    """The share of draws below zero by more than rounding."""
    return float((difference < -valuation.ROUNDING * np.abs(worth)).mean())


def _at_base_and_mean(of: Prepared, n: int, seed: int) -> dict[Key, Flows]:
    """Worth per owner and strategy, shape (2,): every assumption at its base, and at the mean of its draws."""
    raw = draw(of.case, n, seed).raw
    points = {key: np.array([of.case.assumptions[key].base, values.mean()]) for key, values in raw.items()}
    runs, held = of.runs(points)
    if not held.all():
        of.explain(points)
    return dict(_worths(of.views(runs), 2))


def _worths(views: Iterator[OwnerView], n: int) -> Iterator[tuple[Key, Flows]]:
    for view in views:
        for strategy in view.runs:
            yield (view.owner, strategy, "worth", ""), np.broadcast_to(view.worth(strategy), (n,))


@dataclass(frozen=True)
class _Told:
    """Estimates and errors, put in the shape they are told in."""

    n: int
    headline: Sample
    found: Estimates
    errors: Mapping[str, float | None]
    at: Sample
    expected: Sequence[Expected]

    def owner(self, owner: str, alternatives: Mapping[str, str]) -> OwnerSpread:
        strategies = {s: self.strategy(owner, s, other) for s, other in alternatives.items()}
        sure = {s: self.found[f"{owner}.{s}.certainty_equivalent"] for s in strategies}
        return OwnerSpread(owner, strategies, max(sure, key=sure.__getitem__))

    def strategy(self, owner: str, s: str, other: str) -> StrategySpread:
        worth = _worth(self.headline, owner)
        received, base = (self.headline[owner, name, "cumulative", ""] for name in (s, BASELINE))
        edges, counts = histogram(worth[s] - worth[other])
        return StrategySpread(
            alternative=other,
            measures=self.measures(f"{owner}.{s}."),
            **{name: self.single(f"{owner}.{s}.{name}") for name in (*SINGLE, *COMPARED)},
            fan=fan(received),
            gain_fan=fan(received - base),
            advantage_edges=edges,
            advantage_counts=counts,
            steps=self.steps(owner, s, other),
            ahead=self.ahead(f"{owner}.{s}", len(self.headline[owner, s, AHEAD, other])),
            pairs={o: self.pair(owner, s, o) for o in worth if o != s},
            expected=tuple(flows[owner, s] for flows in self.expected),
        )

    def ahead(self, place: str, years: int) -> tuple[Estimate, ...]:
        return tuple(self.single(f"{place}.{AHEAD}_{year}") for year in range(1, years + 1))

    def pair(self, owner: str, s: str, other: str) -> Pair:
        return Pair(*(self.single(f"{_pair(owner, s, other)}.{field.name}") for field in fields(Pair)))

    def steps(self, owner: str, s: str, other: str) -> Steps:
        base, at_means = (float(v) for v in self.at[owner, s, "worth", ""] - self.at[owner, other, "worth", ""])
        mean = self.found[f"{owner}.{s}.advantage.mean"]
        return Steps(base, at_means - base, mean - at_means, mean)

    def company(self, strategy: str) -> dict[str, Summary]:
        return self.measures(f".{strategy}.")

    def measures(self, place: str) -> dict[str, Summary]:
        named = [n.removesuffix(".mean") for n in self.found if n.startswith(place) and n.endswith(".mean")]
        return {n.removeprefix(place): summary(n, self.found, self.errors, self.n) for n in named}

    def single(self, name: str) -> Estimate:
        return estimate(name, self.found, self.errors)
