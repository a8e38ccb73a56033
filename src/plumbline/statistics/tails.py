"""Tails of distributions of counts, and the exact tests that they are p-values of."""

from math import exp, log, log1p

from plumbline.statistics.special import incomplete_beta, log_choose

#: Where a count is less likely than exp(-40) its tail is taken to be 0 or 1.
_NEGLIGIBLE = 40.0


def binomial_at_least(n: int, k: int, p: float) -> float:
    """P(K >= k) where K is binomial: n trials, each a success with probability p. For 1 <= k <= n and 0 < p < 1.

    By way of the incomplete beta function (Abramowitz and Stegun 1964, 26.5.24).
    """
    return binomial_tail(n, k, p, log_power(k, n) + log_power(n - k, n) - k * log(p) - (n - k) * log1p(-p))


def binomial_tail(n: int, k: int, p: float, distance: float) -> float:
    """The same where n times the divergence of k / n from p (Kullback and Leibler 1951) is known: ``distance``."""
    if distance > _NEGLIGIBLE:
        return 0.0 if k > n * p else 1.0
    return incomplete_beta(k, n - k + 1, p)


def negative_binomial_at_most(k: int, shape: float, p: float) -> float:
    """P(K <= k) where K is negative binomial: Poisson, its mean a gamma variable of this ``shape`` and of rate p / (1 - p).

    By way of the incomplete beta function (Abramowitz and Stegun 1964, 26.5.26). 0 for k below 0; shape above 0, 0 < p < 1.
    """
    return incomplete_beta(shape, k + 1, p) if k >= 0 else 0.0


def log_power(k: int, n: int) -> float:
    """The logarithm of (k / n) to the power of k; 0 where k is 0."""
    return k * log(k / n) if k else 0.0


def hypergeometric_at_least(drawn_with: int, drawn: int, with_it: int, everyone: int) -> float:
    """The one-sided p-value of Fisher's exact test (Fisher 1935).

    It is the probability that at least ``drawn_with`` of ``drawn`` people have what ``with_it`` of ``everyone`` have, were
    they drawn at random without replacement.
    """
    most = min(drawn, with_it)
    if drawn_with <= max(0, drawn + with_it - everyone):
        return 1.0
    whole = log_choose(everyone, drawn)
    terms = (
        exp(log_choose(with_it, k) + log_choose(everyone - with_it, drawn - k) - whole)
        for k in range(most, drawn_with - 1, -1)
    )
    return min(1.0, sum(terms))


def greater_rate(events: int, exposure: int, other_events: int, other_exposure: int) -> float:
    """The one-sided p-value that the first of two Poisson rates is the greater (Przyborowski and Wilenski 1940).

    Given all events, those of the first are binomial if the rates are equal. ``events`` is at least 1, ``exposure`` too;
    an ``other_exposure`` of 0 counts as 1.
    """
    expected = exposure / (exposure + max(1, other_exposure))
    return binomial_at_least(events + other_events, events, expected)
