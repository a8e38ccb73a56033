"""Peers in which errors got out of hand: what they have says little of how councils differ.

A system was migrated, a team has left: then many errors are several times as frequent as at councils like it, and some come
from nowhere. A peer that is worse in general is none of these, for councils do differ so: its errors are held against its own
level, unless that is beyond all measure. Which error is out of hand is seen among the peers that have it, and how often that
is so is learnt from them too.
"""

import numpy as np

from plumbline.comparing.fitting.counts import Counts
from plumbline.statistics.numeric.arrays import Floats, Truths
from plumbline.statistics.numeric.quartiles import quartiles
from plumbline.statistics.tails import binomial_at_least

#: An error is held against the peers that have it only if they are so many, and so many children would be expected.
_FEWEST_WITH, _FEWEST_EXPECTED = 8, 0.5

#: It is out of hand in so many times the children that its upper quartile would give, and so many more for chance.
_TIMES, _FOR_CHANCE = 3.0, 3.0

#: A peer has gone wrong if as many of its errors are out of hand as in one peer of so many, at the rate usual at least.
_UNUSUAL, _USUAL_AT_LEAST = 0.01, 0.01

#: Or if it is so many times as bad as others in general.
_BEYOND_MEASURE = 4.0


def gone_wrong(peers: Counts) -> Truths:
    """Which of the peers have gone wrong; none of fewer than eight."""
    with_it = peers.known & (peers.children_from > 0)
    common = with_it.sum(axis=1) >= _FEWEST_WITH
    if not common.any():
        return np.zeros(len(peers.councils), dtype=bool)
    checked, with_it = peers.checked[common], with_it[common]
    children = (peers.children_from[common] + peers.children_to[common]) / 2
    upper = quartiles(np.where(with_it, children / np.maximum(checked, 1), np.nan))[:, 2:]
    level = _levels(np.where(with_it, children / np.maximum(checked, 1) / upper, np.nan))
    expected = checked * upper * level
    tried = with_it & (expected >= _FEWEST_EXPECTED)
    out_of_hand = (tried & (children >= _TIMES * expected + _FOR_CHANCE)).sum(axis=0)
    number = tried.sum(axis=0)
    usual = max(_USUAL_AT_LEAST, float(np.quantile(out_of_hand / np.maximum(number, 1), 0.75)))
    each = zip(number.tolist(), out_of_hand.tolist(), strict=True)
    unusual = [found > 0 and binomial_at_least(of, found, usual) <= _UNUSUAL for of, found in each]
    return np.asarray(unusual | (level > _BEYOND_MEASURE))


def _levels(shares: Floats) -> Floats:
    """How much worse in general each council is than half of those that have any of the errors; at least 1."""
    middle = quartiles(shares.T)[:, 1]
    return np.asarray(np.fmax(1.0, middle / np.nanmedian(middle)))
