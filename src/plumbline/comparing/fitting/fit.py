"""Fitting the peers: how councils like these differ in each rule, learnt from all rules at once.

Every component is weighed by how well it explains the peers' counts of the rule, times a prior that is learnt across the
rules of the same peers (empirical Bayes: Robbins 1956): five councils can't settle how much councils differ in one rule, but
in three hundred rules they show it. So each rule is shrunk towards what rules do. The weighted mean of the components is
what one more council is expected to do.

Peers that have gone wrong are left out of it, and in each component some peers are allowed to have an error out of nowhere,
so that the spread need not be widened to take them in. With few peers less is excused, for what looks like an accident may
be how councils are.
"""

from array import array
from collections.abc import Mapping

import numpy as np
from threadpoolctl import threadpool_limits

from plumbline.comparing.applying.fitted import FEWEST_PEERS, FittedRule, Observed
from plumbline.comparing.applying.rates import RATES
from plumbline.comparing.fitting.counts import Counts, counts_of
from plumbline.comparing.fitting.empirical_bayes import expected_rates
from plumbline.comparing.fitting.gone_wrong import gone_wrong
from plumbline.comparing.fitting.likelihood import likelihood, log_joint, room_for
from plumbline.profiles.profile import Count
from plumbline.statistics.numeric.arrays import Floats, Wholes
from plumbline.statistics.numeric.quartiles import quartiles


def fit(peers: Mapping[str, Observed]) -> dict[str, FittedRule]:
    """What each rule looks like among the peers; rules that fewer than five of them checked are left out."""
    counts = counts_of(peers)
    chosen = np.flatnonzero(counts.known.sum(axis=1) >= FEWEST_PEERS)
    if not len(chosen):
        return {}
    with threadpool_limits(1):  # the products are too small to share out between processors
        room, learnt_from = room_for(len(peers)), counts.of(np.flatnonzero(~gone_wrong(counts)))
        logs = np.array([log_joint(likelihood(learnt_from, int(row), len(peers), room)) for row in chosen])
        weights = expected_rates(logs, len(peers))
    return fitted(counts, chosen, weights)


def fitted(peers: Counts, rows: Wholes, weights: Floats) -> dict[str, FittedRule]:
    """The fits of some of the rules, with what is shown of the peers."""
    known = peers.known[rows]
    number = known.sum(axis=1)
    having = [(known & (children[rows] > 0)).sum(axis=1) for children in (peers.children_from, peers.children_to)]
    fewest, most = (np.where(known, checked[rows], np.nan) for checked in (peers.checked_from, peers.checked_to))
    lows = peers.children_from[rows] / most
    highs = np.minimum(1.0, peers.children_to[rows] / fewest)
    low = quartiles(lows)
    high = low if np.array_equal(lows, highs, equal_nan=True) else quartiles(highs)
    some = weights > 0
    first = some.argmax(axis=1).tolist()
    ends = np.where(some.any(axis=1), weights.shape[1] - some[:, ::-1].argmax(axis=1), 0).tolist()
    of_rule = zip(
        rows.tolist(), weights, first, ends, (weights @ RATES).tolist(), number.tolist(),
        zip(*(count.tolist() for count in having), strict=True), low.tolist(), high.tolist(),
        strict=True,
    )  # fmt: skip
    return {
        peers.codes[row]: FittedRule(
            start,
            array("d", kept[start:end].tobytes()),
            mean,
            checked,
            Count(*count),
            tuple(zip(lower, upper, strict=True)),
        )
        for row, kept, start, end, mean, checked, count, lower, upper in of_rule
    }
