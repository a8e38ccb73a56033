"""Fitting the peers: how councils like these differ in each rule, learnt from all rules at once.

Every candidate spread of ``components`` is weighed by how well it explains the peers' counts of the rule, times a prior
that is learnt across the rules of the same peers: five councils can't settle how much councils differ in one rule, but
in three hundred rules they show it. The weighted mean of the candidates is what one more council is expected to do.

A peer in which an error got out of hand counts little: in each candidate some peers are allowed to have gone wrong, so
that the spread need not be widened to take them in. With few peers less is excused, for what looks like an accident may
be how councils are.
"""

from array import array
from collections.abc import Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from plumbline.comparing.components import ZERO_SHARES, Floats, components
from plumbline.comparing.counts import Counts, Wholes, counts_of
from plumbline.comparing.fitted import DECIMALS, FEWEST_PEERS, FittedRule, Observed
from plumbline.comparing.rates import LOG_RATES, LOG_REST, RATES
from plumbline.profiles.profile import Count

Singles = NDArray[np.float32]

#: Share of peers allowed to have gone wrong in what others also have, and in anything.
_GONE_WRONG, _ANYWHERE = 0.08, 0.025
_ENOUGH_PEERS = 20

#: How firmly the prior is held to an even one, in rules: more with few peers, whose rules go wrong together.
_EVEN_RULES, _EVEN_PER_PEER = 2.0, 60.0
_ROUNDS = 30

#: Chances are kept above this, for products of smaller ones are slow to work out in single precision.
_LEAST = 1e-16
_PAIRS_AT_ONCE = 8


def fit(peers: Mapping[str, Observed]) -> dict[str, FittedRule]:
    """What each rule looks like among the peers; rules that fewer than five of them checked are left out."""
    counts = counts_of(peers)
    chosen = np.flatnonzero(counts.known.sum(axis=1) >= FEWEST_PEERS)
    if not len(chosen):
        return {}
    with threadpool_limits(1):  # the products are too small to share out between processors
        room = room_for(len(peers))
        logs = np.array([log_joint(likelihood(counts, int(row), len(peers), room)) for row in chosen])
        weights = expected_rates(logs, len(peers))
    return fitted(counts, chosen, weights)


def room_for(councils: int) -> Singles:
    """Room for the chances of so many councils, used for one rule after the other: to take and give it back is slow."""
    return np.empty((councils, len(ZERO_SHARES), len(components().spread)), dtype=np.float32)


def likelihood(counts: Counts, row: int, peers: int, room: Singles) -> Singles:
    """The chance, under each candidate (columns), of the counts of each council known to have checked the rule (rows)."""
    spread, anywhere, zero_shares = _allowing(peers)
    known = counts.known[row]
    checked, low = counts.checked[row, known], counts.children_from[row, known]
    by_rate = interval_chance(checked, low, np.minimum(counts.children_to[row, known], checked)).astype(np.float32)
    chances = room[: len(checked)]
    np.multiply((by_rate @ spread)[:, None, :], (1 - ZERO_SHARES).astype(np.float32)[:, None], out=chances)
    chances += ((by_rate @ anywhere)[:, None] + (low == 0)[:, None] * zero_shares)[:, :, None]
    return np.asarray(chances.reshape(len(checked), -1))


@cache
def _allowing(peers: int) -> tuple[Singles, Singles, Singles]:
    """The candidates, some of so many peers allowed to have gone wrong: rates by candidate, rates anywhere, zeros."""
    candidates, allowed = components(), min(1.0, peers / _ENOUGH_PEERS)
    wrong, anywhere = _GONE_WRONG * allowed, _ANYWHERE * allowed
    spread = (1 - anywhere) * ((1 - wrong) * candidates.spread + wrong * candidates.gone_wrong)
    parts = np.where(spread < _LEAST, 0, spread).T, anywhere * candidates.anywhere, (1 - anywhere) * ZERO_SHARES
    first, second, third = (part.astype(np.float32) for part in parts)
    return first, second, third


def log_joint(chances: Singles) -> Floats:
    """Log chance of all rows together, which are used up.

    A logarithm is dear, so it is taken of products of rows, too few to vanish.
    """
    half = (len(chances) + 1) // 2
    chances[: len(chances) - half] *= chances[half:]
    starts = np.arange(0, half, _PAIRS_AT_ONCE)
    return np.asarray(np.log(np.multiply.reduceat(chances[:half], starts, axis=0, dtype=np.float64)).sum(axis=0))


def interval_chance(checked: Wholes, low: Wholes, high: Wholes) -> Floats:
    """Chance of a count from low to high, for each rate of the grid."""
    logs = log_choose(checked, low)[:, None] + low[:, None] * np.array(LOG_RATES)
    logs += (checked - low)[:, None] * np.array(LOG_REST)
    term = np.exp(logs)
    total = term.copy()
    odds = np.exp(np.array(LOG_RATES) - np.array(LOG_REST))
    for step in range(int((high - low).max(initial=0))):
        count = low + step
        term *= odds
        term *= np.where(count < high, np.maximum(checked - count, 0) / (count + 1), 0)[:, None]
        total += term
    return np.asarray(np.maximum(total, _LEAST))


def log_choose(n: Wholes, k: Wholes) -> Floats:
    """Logarithm of the number of ways to choose k of n."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(n.max(initial=0)) + 1)))])
    return np.asarray(logs[n] - logs[k] - logs[n - k])


def expected_rates(logs: Floats, peers: int) -> Floats:
    """Per rule the weights of the rates to expect of one more council, from the log likelihoods of all rules."""
    candidates = components()
    explained = np.exp((logs - logs.max(axis=1, keepdims=True)).astype(np.float32))
    by_cell = np.add.reduceat(explained, candidates.starts, axis=1, dtype=np.float64) / candidates.sizes
    prior = _learnt(by_cell, candidates.sizes / candidates.sizes.sum(), _EVEN_RULES + _EVEN_PER_PEER / peers)
    explained *= np.repeat(prior / candidates.sizes, candidates.sizes).astype(np.float32)
    by_share = (1 - ZERO_SHARES) @ explained.reshape(len(logs), len(ZERO_SHARES), -1)
    return np.asarray(np.round(by_share / explained.sum(axis=1, keepdims=True) @ candidates.spread, DECIMALS))


def _learnt(by_cell: Floats, even: Floats, held: float) -> Floats:
    """The share of rules in each cell of the prior, by expectation and maximisation."""
    prior = even
    for _ in range(_ROUNDS):
        belonging = prior * ((1 / (by_cell @ prior)) @ by_cell)
        prior = (belonging + held * even) / (len(by_cell) + held)
    return prior


def fitted(peers: Counts, rows: Wholes, weights: Floats) -> dict[str, FittedRule]:
    """The fits of some of the rules, with what is shown of the peers."""
    known = peers.known[rows]
    number = known.sum(axis=1)
    having = [(known & (children[rows] > 0)).sum(axis=1) for children in (peers.children_from, peers.children_to)]
    fewest, most = (np.where(known, checked[rows], np.nan) for checked in (peers.checked_from, peers.checked_to))
    lows = peers.children_from[rows] / most
    highs = np.minimum(1.0, peers.children_to[rows] / fewest)
    low = _quartiles(lows)
    high = low if np.array_equal(lows, highs, equal_nan=True) else _quartiles(highs)
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


def _quartiles(shares: Floats) -> Floats:
    """The quartiles of each row, what is not a number left out."""
    in_order = np.sort(shares, axis=1)
    last = np.maximum(np.isfinite(in_order).sum(axis=1) - 1, 0)
    at = np.array([0.25, 0.5, 0.75]) * last[:, None]
    below, above = (np.take_along_axis(in_order, whole(at).astype(int), axis=1) for whole in (np.floor, np.ceil))
    return np.asarray(below + (above - below) * (at % 1))
