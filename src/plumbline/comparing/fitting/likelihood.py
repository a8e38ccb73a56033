"""How probable the peers' counts of a rule are under each component."""

from functools import cache

import numpy as np

from plumbline.comparing.applying.rates import LOG_RATES, LOG_REST
from plumbline.comparing.fitting.components import ZERO_SHARES, components
from plumbline.comparing.fitting.counts import Counts
from plumbline.statistics.numeric.arrays import Floats, Singles
from plumbline.statistics.numeric.binomial import binomial_between

#: Share of peers allowed to have an error out of nowhere, at any rate at all (the gross errors of Huber 1964).
_ANYWHERE = 0.018
_ENOUGH_PEERS = 20

#: Probabilities are kept above this, for products of smaller ones are slow to work out in single precision.
_LEAST = 1e-16
_PAIRS_AT_ONCE = 8


def room_for(councils: int) -> Singles:
    """Room for the likelihoods of so many councils, used for one rule after the other: to take and give it back is slow."""
    return np.empty((councils, len(ZERO_SHARES), len(components().spread)), dtype=np.float32)


def likelihood(counts: Counts, row: int, peers: int, room: Singles) -> Singles:
    """The likelihood of each component (columns) by the counts of each council known to have checked the rule (rows).

    A rounded count is an interval, and its probability is that of the whole interval.
    """
    spread, anywhere, zero_shares = _with_outliers(peers)
    known = counts.known[row]
    checked, low = counts.checked[row, known], counts.children_from[row, known]
    high = np.minimum(counts.children_to[row, known], checked)
    by_rate = np.maximum(binomial_between(checked, low, high, np.array(LOG_RATES), np.array(LOG_REST)), _LEAST)
    by_rate = by_rate.astype(np.float32)
    found = room[: len(checked)]
    np.multiply((by_rate @ spread)[:, None, :], (1 - ZERO_SHARES).astype(np.float32)[:, None], out=found)
    found += ((by_rate @ anywhere)[:, None] + (low == 0)[:, None] * zero_shares)[:, :, None]
    return np.asarray(found.reshape(len(checked), -1))


@cache
def _with_outliers(peers: int) -> tuple[Singles, Singles, Singles]:
    """The components, some of so many peers allowed to be outliers: rates by component, rates anywhere, zeros."""
    prior, anywhere = components(), _ANYWHERE * min(1.0, peers / _ENOUGH_PEERS)
    spread = (1 - anywhere) * prior.spread
    parts = np.where(spread < _LEAST, 0, spread).T, anywhere * prior.anywhere, (1 - anywhere) * ZERO_SHARES
    first, second, third = (part.astype(np.float32) for part in parts)
    return first, second, third


def log_joint(likelihoods: Singles) -> Floats:
    """The log likelihood of all rows together, which are used up.

    A logarithm is dear, so it is taken of products of rows, too few to vanish.
    """
    if not len(likelihoods):
        return np.zeros(likelihoods.shape[1])
    half = (len(likelihoods) + 1) // 2
    likelihoods[: len(likelihoods) - half] *= likelihoods[half:]
    starts = np.arange(0, half, _PAIRS_AT_ONCE)
    return np.asarray(np.log(np.multiply.reduceat(likelihoods[:half], starts, axis=0, dtype=np.float64)).sum(axis=0))
