"""Chance that depends on what it is asked about alone: more years, or another order, change nothing that is made up."""

from random import Random
from typing import NamedTuple


class Chance(NamedTuple):
    """A seed, from which everything that is made up draws for itself."""

    seed: int

    def of(self, *what: object) -> Random:
        """The chance of one thing."""
        return Random(f"{self.seed} {what}")
