"""What knowing would be worth to each owner of a case, who may choose any of its strategies once it is known."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from geduld.case_records import BASELINE, Case
from geduld.draws import REPLICATES, SEED
from geduld.families import Numbers
from geduld.sensitivity_bench import Ask, Bench
from geduld.sensitivity_shares import sample
from geduld.value_of_information import Information, Sample, information, perfect

JOINT = 3
"""So many of the assumptions that are worth most to know are also valued together."""


@dataclass(frozen=True)
class OwnersInformation:
    """What knowing is worth to one owner (EUR at the time preference), each with its standard error.

    Attributes:
        everything: EVPI, all uncertainties known before the choice.
        alone: EVPPI of each uncertainty, most first; below 0 by chance.
        together: EVPPI of the first `JOINT` of them together.
    """

    everything: Information
    alone: tuple[Information, ...]
    together: Information


def value_of_information(
    case: Case,
    n: int,
    seed: int = SEED,
    scrambles: int = REPLICATES,
    watch: Callable[[int], object] = bool,
) -> Mapping[str, OwnersInformation]:
    """Owner -> what knowing is worth; nothing where there is one strategy, or nothing uncertain.

    Args:
        case: from `load_case`.
        n: draws a scramble; rounded up to a power of two.
        seed: what the scrambles are made of.
        scrambles: how many, 2 or more; the errors come from them.
        watch: see `Bench`.

    Raises:
        CaseError: as `sensitivity_shares.sample`; or too few draws for a rule.
    """
    others, owners = [s for s in case.strategies if s != BASELINE], list(case.owners)
    bench = Bench(case, tuple(Ask(owner, s, BASELINE) for owner in owners for s in others), True, watch)
    if not others or not owners or not bench.keys(0):
        return {}
    drawn = sample(bench, n, seed, scrambles)
    samples = [_of_all([ask[scramble] for ask in drawn], len(owners)) for scramble in range(scrambles)]
    alone = information(samples, [(key,) for key in samples[0][0]])
    own = [[one for one in mine if _is_of(one, owner)] for owner, mine in zip(owners, alone, strict=True)]
    return {owner: _told(samples, i, own[i]) for i, owner in enumerate(owners)}


def _of_all(found: Sequence[tuple[Mapping[str, Numbers], Numbers]], owners: int) -> Sample:
    """What each strategy is worth to each owner above the baseline, which is worth 0 above itself."""
    uniforms = {key: column for known, _ in found for key, column in known.items()}
    ahead = np.stack([out for _, out in found]).reshape(owners, -1, len(found[0][1]))
    return uniforms, np.concatenate([np.zeros_like(ahead[:, :1]), ahead], axis=1)


def _is_of(one: Information, owner: str) -> bool:
    return all(not key.startswith("owner.") or key.startswith(f"owner.{owner}.") for key in one.keys)


def _told(samples: Sequence[Sample], owner: int, alone: Sequence[Information]) -> OwnersInformation:
    mine = [(uniforms, worth[owner : owner + 1]) for uniforms, worth in samples]
    ((together,),) = information(mine, [tuple(key for one in alone[:JOINT] for key in one.keys)])
    every = [float(perfect(worth)[0]) for _, worth in mine]
    se = float(np.std(every, ddof=1) / np.sqrt(len(every)))
    everything = Information(tuple(samples[0][0]), float(np.mean(every)), se)
    return OwnersInformation(everything, tuple(alone), together)
