"""Two more laws for the study of the comparison: whole networks in which every council has errors of its own.

The share of children in error of a rule is log-normal over the councils that have the error at all, and those are some of
them only. Under the second law some councils are worse in general: all their shares are several times as great.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from comparison_networks import POINTS, WEIGHTS, Floats, Wholes
from scipy import stats

Law = Literal["log-normal", "log-normal, some worse"]

LAWS: tuple[Law, ...] = ("log-normal", "log-normal, some worse")
RULES, TIMES = 300, 5

#: Labels of what was planted.
NOTHING, EXCESS, ALONE = range(3)

_EXCESSES, _ALONE = 9, 5  # planted in each council
_SPREAD = 0.8
_NOBODY = 0.25  # share of the rules whose error nobody has of itself
_WORSE, _HOW_MUCH_WORSE = 1 / 6, 2.5


@dataclass(frozen=True)
class Made:
    """A network, rules by councils: its counts, those with planted errors, what was planted, and the law an oracle knows."""

    checked: Wholes
    children: Wholes
    with_planted: Wholes
    planted: Wholes
    zero: Floats
    law: Floats
    weights: Floats

    def oracle(self, council: int) -> Floats:
        """The p-values of one who knows the law but neither the council's level nor what was planted."""
        n, k = self.checked[:, council], self.with_planted[:, council]
        tails = stats.binom.sf(k[:, None] - 1, n[:, None], self.law) @ self.weights
        return np.where(k == 0, 1.0, (1 - self.zero) * tails)


def made(rng: np.random.Generator, law: Law, councils: int = 60) -> Made:
    """A network under one of the laws."""
    sizes = np.exp(rng.normal(np.log(600), 0.6, councils)).clip(60, 3000).astype(np.int64)
    applies = np.where(rng.random(RULES) < 0.4, 1.0, np.exp(rng.uniform(np.log(0.02), 0, RULES)))
    checked = rng.binomial(sizes, applies[:, None], (RULES, councils))
    typical = np.exp(rng.normal(np.log(0.006), 1.3, RULES)).clip(2e-4, 0.2)
    typical[rng.random(RULES) < _NOBODY] = 0
    zero = rng.uniform(0, 0.9, RULES)
    worse = np.where(rng.random(councils) < _WORSE, _HOW_MUCH_WORSE, 1.0) if law == LAWS[1] else np.ones(councils)
    spread = np.exp(_SPREAD * rng.normal(size=(RULES, councils)))
    shares = np.where(rng.random((RULES, councils)) < zero[:, None], 0, typical[:, None] * worse * spread)
    children = rng.binomial(checked, np.minimum(shares, 0.95))
    planted, more = _with_errors(rng, typical, checked, shares)
    with_planted = np.where(planted, rng.binomial(checked, np.minimum(more, 0.95)), children)
    return Made(checked, children, with_planted, planted, zero, *_known(typical, law))


def _with_errors(rng: np.random.Generator, typical: Floats, checked: Wholes, shares: Floats) -> tuple[Wholes, Floats]:
    """What was planted where, and the shares with it."""
    planted, shares = np.zeros(shares.shape, dtype=np.int64), shares.copy()
    for council in range(shares.shape[1]):
        excess = rng.permutation(np.flatnonzero((shares[:, council] > 0) & (checked[:, council] > 0)))[:_EXCESSES]
        alone = rng.permutation(np.flatnonzero((typical == 0) & (checked[:, council] >= 30)))[:_ALONE]
        planted[excess, council], planted[alone, council] = EXCESS, ALONE
        shares[excess, council] *= TIMES
        shares[alone, council] = rng.uniform(10, 25, len(alone)) / checked[alone, council]
    return planted, shares


def _known(typical: Floats, law: Law) -> tuple[Floats, Floats]:
    """The shares of a council that has the error, whichever kind it is, and how probable each is."""
    each = typical[:, None] * np.exp(_SPREAD * POINTS)
    if law == LAWS[0]:
        return np.minimum(each, 0.95), WEIGHTS
    both = np.hstack([each, each * _HOW_MUCH_WORSE])
    return np.minimum(both, 0.95), np.hstack([(1 - _WORSE) * WEIGHTS, _WORSE * WEIGHTS])
