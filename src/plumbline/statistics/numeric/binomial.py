"""Binomial probabilities of many counts at once."""

import numpy as np

from plumbline.statistics.numeric.arrays import Floats, Wholes


def log_choose(n: Wholes, k: Wholes) -> Floats:
    """The natural logarithm of the number of ways to choose k of n, element by element, for 0 <= k <= n."""
    logs = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, int(n.max(initial=0)) + 1)))])
    return np.asarray(logs[n] - logs[k] - logs[n - k])


def binomial_between(n: Wholes, low: Wholes, high: Wholes, log_p: Floats, log_q: Floats) -> Floats:
    """P(low <= K <= high) where K is binomial: a row per n with its low and high, a column per probability p.

    ``log_p`` and ``log_q`` are the logarithms of p and of 1 - p, with 0 < p < 1; 0 <= low <= high <= n. Each term follows from
    the one before it, so the cost grows with the widest interval, and the result is 0 where the first underflows.
    """
    logs = log_choose(n, low)[:, None] + low[:, None] * log_p
    logs += (n - low)[:, None] * log_q
    term = np.exp(logs)
    total = term.copy()
    odds = np.exp(log_p - log_q)
    for step in range(int((high - low).max(initial=0))):
        count = low + step
        term *= odds
        term *= np.where(count < high, (n - count) / (count + 1), 0)[:, None]
        total += term
    return total
