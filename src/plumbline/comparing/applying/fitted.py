"""What is known of one rule from the peers: the numbers that a comparison with them needs."""

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plumbline.comparing.applying.rates import RATES
from plumbline.profiles.profile import Count, Profile

#: Children checked and children in error, per rule that ran.
Observed = Mapping[str, tuple[Count, Count]]

#: Fewer peers than this say too little of how councils differ.
FEWEST_PEERS = 5

#: Weights are kept to so many decimals, so that an exported fit gives the same verdicts as the one it was made from.
DECIMALS = 7


def observed(profile: Profile) -> Observed:
    """What councils are compared on: the children checked and in error, per rule that ran."""
    return {code: (counts.children_checked, counts.children) for code, counts in profile.ran.items()}


@dataclass(frozen=True)
class FittedRule:
    """The predictive distribution of the rate at one more council like the peers, the uncertainty of the fit included.

    ``weights`` are the probabilities of ``RATES[first]`` and the rates after it; what is missing to 1 is the probability
    of no errors at all. ``mean`` is the expected rate. ``peers_with`` counts the peers that have the error: those known
    to, and those that may. ``shares`` are the peers' shares of children in error at the quartiles, each as the interval
    that is known.
    """

    first: int
    weights: Sequence[float]
    mean: float
    peers_checked: int
    peers_with: Count
    shares: tuple[tuple[float, float], ...]

    @property
    def median(self) -> tuple[float, float]:
        """The peers' median share of children in error."""
        return self.shares[1]

    def as_numbers(self) -> list[object]:
        """The fit as lists of plain numbers, for an export."""
        return [
            self.first,
            list(self.weights),
            self.mean,
            self.peers_checked,
            list(self.peers_with),
            [*map(list, self.shares)],
        ]

    @classmethod
    def from_numbers(cls, numbers: Any) -> "FittedRule":
        """The fit that was exported. Refused (ValueError) where it isn't one."""
        try:
            first, weights, mean, peers_checked, (fewest, most), shares = numbers
            kept = array("d", weights)
            quartiles = tuple((float(low), float(high)) for low, high in shares)
            fit = cls(int(first), kept, float(mean), int(peers_checked), Count(int(fewest), int(most)), quartiles)
        except (TypeError, ValueError) as error:
            raise ValueError(f"not a fitted rule: {numbers!r:.80}") from error
        in_range = 0 <= fit.first <= len(RATES) - len(kept) and len(quartiles) == 3
        if not in_range or min(kept, default=0) < 0 or sum(kept) > 1 + len(kept) * 10**-DECIMALS:
            raise ValueError(f"not a distribution of rates: {numbers!r:.80}")
        return fit
