"""Fitting the peers: how councils like these differ in each rule, learnt from all rules at once.

Every candidate spread of ``components`` is weighed by how well it explains the peers' counts of the rule, times a prior
that is learnt across the rules of the same peers: five councils can't settle how much councils differ in one rule, but
in three hundred rules they show it. The weighted mean of the candidates is what one more council is expected to do.

A peer in which an error got out of hand counts little: in each candidate some peers are allowed to have gone wrong, so
that the spread need not be widened to take them in. With few peers less is excused, for what looks like an accident may
be how councils are.
"""

from collections.abc import Mapping, Sequence
from statistics import quantiles

import numpy as np
from numpy.typing import NDArray

from plumbline.comparing.components import ZERO_SHARES, Floats, components
from plumbline.comparing.fitted import DECIMALS, FEWEST_PEERS, FittedRule, Observed
from plumbline.comparing.rates import LOG_RATES, LOG_REST
from plumbline.profiles.profile import Count

Wholes = NDArray[np.int64]
Singles = NDArray[np.float32]

#: Share of peers allowed to have gone wrong in what others also have, and in anything.
_GONE_WRONG, _ANYWHERE = 0.05, 0.02
_ENOUGH_PEERS = 20

#: How firmly the prior is held to an even one, in rules: more with few peers, whose rules go wrong together.
_EVEN_RULES, _EVEN_PER_PEER = 2.0, 60.0
_ROUNDS = 30


def fit(peers: Mapping[str, Observed]) -> dict[str, FittedRule]:
    """What each rule looks like among the peers; rules that fewer than five of them checked are left out."""
    in_order = [peers[authority] for authority in sorted(peers)]
    codes = rules_checked(in_order)
    if not codes:
        return {}
    counts = {code: known(in_order, code) for code in codes}
    logs = np.array([log_likelihood(*arrays(counts[code]), len(peers)).sum(axis=0) for code in codes])
    weights = expected_rates(logs, len(peers))
    return {code: fitted(row, counts[code]) for code, row in zip(codes, weights, strict=True)}


def rules_checked(peers: Sequence[Observed]) -> list[str]:
    """The rules that enough of the peers checked."""
    codes = sorted({code for peer in peers for code in peer})
    return [code for code in codes if len(known(peers, code)) >= FEWEST_PEERS]


def known(peers: Sequence[Observed], code: str) -> list[tuple[Count, Count]]:
    """The counts of the peers that are known to have checked a child by the rule."""
    return [peer[code] for peer in peers if code in peer and peer[code][0].lo > 0]


def arrays(counts: Sequence[tuple[Count, Count]]) -> tuple[Wholes, Wholes, Wholes]:
    """Children checked (the middle of what is known), and the fewest and the most in error."""
    checked = np.array([(n.lo + n.hi + 1) // 2 for n, _ in counts], dtype=np.int64)
    low = np.array([k.lo for _, k in counts], dtype=np.int64)
    high = np.array([k.hi for _, k in counts], dtype=np.int64)
    checked = np.maximum(checked, low)
    return checked, low, np.minimum(high, checked)


def log_likelihood(checked: Wholes, low: Wholes, high: Wholes, peers: int) -> Singles:
    """Log chance of each peer's counts (rows) under each candidate (columns)."""
    candidates, allowed = components(), min(1.0, peers / _ENOUGH_PEERS)
    wrong, anywhere = _GONE_WRONG * allowed, _ANYWHERE * allowed
    by_rate = interval_chance(checked, low, high).astype(np.float32)
    spread = ((1 - wrong) * candidates.spread + wrong * candidates.gone_wrong).astype(np.float32)
    nonzero = by_rate @ spread.T
    zero = (low == 0).astype(np.float32)
    shares = ZERO_SHARES.astype(np.float32)
    mixed = shares * zero[:, None, None] + (1 - shares) * nonzero[:, :, None]
    mixed *= np.float32(1 - anywhere)
    mixed += (anywhere * (by_rate @ candidates.anywhere.astype(np.float32)))[:, None, None]
    return np.asarray(np.log(mixed, out=mixed).reshape(len(checked), -1))


def interval_chance(checked: Wholes, low: Wholes, high: Wholes) -> Floats:
    """Chance of a count from low to high, for each rate of the grid."""
    logs = log_choose(checked, low)[:, None] + low[:, None] * np.array(LOG_RATES)
    logs += (checked - low)[:, None] * np.array(LOG_REST)
    term = np.exp(logs)
    total = term.copy()
    odds = np.exp(np.array(LOG_RATES) - np.array(LOG_REST))
    for step in range(int((high - low).max(initial=0))):
        count = low + step
        term *= (np.maximum(checked - count, 0) / (count + 1))[:, None] * odds
        term[count >= high] = 0
        total += term
    return np.maximum(total, 1e-30)


def log_choose(n: Wholes, k: Wholes) -> Floats:
    """Logarithm of the number of ways to choose k of n."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(n.max(initial=0)) + 1)))])
    return np.asarray(logs[n] - logs[k] - logs[n - k])


def expected_rates(logs: Floats, peers: int) -> Floats:
    """Per rule the weights of the rates to expect of one more council, from the log likelihoods of all rules."""
    candidates = components()
    likelihood = np.exp(logs - logs.max(axis=1, keepdims=True))
    in_order = np.argsort(candidates.cell, kind="stable")
    starts = np.concatenate([[0], np.cumsum(candidates.sizes)[:-1]]).astype(np.intp)
    by_cell = np.add.reduceat(likelihood[:, in_order], starts, axis=1) / candidates.sizes
    prior = _learnt(by_cell, candidates.sizes / candidates.sizes.sum(), _EVEN_RULES + _EVEN_PER_PEER / peers)
    likelihood *= (prior / candidates.sizes)[candidates.cell]
    by_share = likelihood.reshape(len(logs), -1, len(ZERO_SHARES)) @ (1 - ZERO_SHARES)
    return np.asarray(np.round(by_share / likelihood.sum(axis=1, keepdims=True) @ candidates.spread, DECIMALS))


def _learnt(by_cell: Floats, even: Floats, held: float) -> Floats:
    """The share of rules in each cell of the prior, by expectation and maximisation."""
    prior = even
    for _ in range(_ROUNDS):
        belonging = prior / (by_cell @ prior)[:, None]
        prior = ((belonging * by_cell).sum(axis=0) + held * even) / (len(by_cell) + held)
    return prior


def fitted(weights: Floats, counts: Sequence[tuple[Count, Count]]) -> FittedRule:
    """The fit of one rule with what is shown of its peers."""
    some = np.flatnonzero(weights)
    first, last = (int(some[0]), int(some[-1])) if len(some) else (0, -1)
    lows = quantiles([k.lo / n.hi for n, k in counts], n=4, method="inclusive")
    highs = quantiles([min(1.0, k.hi / n.lo) for n, k in counts], n=4, method="inclusive")
    lower, middle, upper = zip(lows, highs, strict=True)
    return FittedRule(
        first,
        tuple(weights[first : last + 1].tolist()),
        len(counts),
        Count(sum(k.lo > 0 for _, k in counts), sum(k.hi > 0 for _, k in counts)),
        (lower, middle, upper),
    )
