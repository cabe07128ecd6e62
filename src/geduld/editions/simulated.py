"""What an edition asks of the draws."""

from __future__ import annotations

from dataclasses import dataclass

from geduld.draws import DRAWS, REPLICATES, SEED


@dataclass(frozen=True, slots=True)
class Draws:
    """How much to simulate: possible futures (0 for none), the seed, and further scrambles for standard errors."""

    n: int = 0
    seed: int = 0
    scrambles: int = 0

    @classmethod
    def asked(cls, base: bool, draws: int | None, seed: int | None, scrambles: int | None) -> Draws:
        """What a command line asks for; what it leaves out is the default of editions."""
        if base:
            return cls()
        return cls(DRAWS if draws is None else draws, seed or SEED, REPLICATES if scrambles is None else scrambles)
