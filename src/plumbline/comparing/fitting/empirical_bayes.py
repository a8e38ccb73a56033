"""What one more council is expected to do: the components weighed by a prior that is learnt across the rules."""

import numpy as np

from plumbline.comparing.applying.fitted import DECIMALS
from plumbline.comparing.fitting.components import ZERO_SHARES, components
from plumbline.statistics.numeric.arrays import Floats
from plumbline.statistics.numeric.mixtures import mixing_proportions

#: How firmly the prior is held to an even one, in rules: more with few peers, whose rules go wrong together.
_EVEN_RULES, _EVEN_PER_PEER = 1.0, 20.0
_ROUNDS = 100


def expected_rates(log_likelihoods: Floats, peers: int) -> Floats:
    """Per rule the predictive weights of the rates at one more council, from the log likelihoods of all rules."""
    prior = components()
    explained = np.empty(log_likelihoods.shape, dtype=np.float32)
    np.subtract(log_likelihoods, log_likelihoods.max(axis=1, keepdims=True), out=explained, casting="same_kind")
    np.exp(explained, out=explained)
    by_cell = np.add.reduceat(explained, prior.starts, axis=1, dtype=np.float64) / prior.sizes
    even = prior.sizes / prior.sizes.sum()
    proportions = mixing_proportions(by_cell, even, _EVEN_RULES + _EVEN_PER_PEER / peers, _ROUNDS)
    explained *= np.repeat(proportions / prior.sizes, prior.sizes).astype(np.float32)
    by_share = (1 - ZERO_SHARES) @ explained.reshape(len(explained), len(ZERO_SHARES), -1)
    return np.asarray(np.round(by_share / explained.sum(axis=1, keepdims=True) @ prior.spread, DECIMALS))
