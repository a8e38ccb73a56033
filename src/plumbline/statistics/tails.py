"""Chances of counts: binomial and hypergeometric tails."""

from math import exp, lgamma, log, log1p

#: A chance below exp(-40) counts as none.
_NEGLIGIBLE = 40.0


def binomial_at_least(n: int, k: int, p: float) -> float:
    """P(K >= k) of a binomial count, by the continued fraction of the incomplete beta function."""
    return binomial_tail(n, k, p, log_power(k, n) + log_power(n - k, n) - k * log(p) - (n - k) * log1p(-p))


def binomial_tail(n: int, k: int, p: float, distance: float) -> float:
    """P(K >= k); ``distance`` is how far the count is from the expected one, as the logarithm of a chance."""
    if distance > _NEGLIGIBLE:
        return 0.0 if k > n * p else 1.0
    return beta_below(k, n - k + 1, p)


def log_power(k: int, n: int) -> float:
    """The logarithm of (k / n) to the power of k; 0 where k is."""
    return k * log(k / n) if k else 0.0


def beta_below(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function."""
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_below(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _fraction(a, b, x)


def _fraction(a: float, b: float, x: float) -> float:
    """Lentz's way of working out the continued fraction."""
    c, d = 1.0, 1 / (1 - (a + b) * x / (a + 1))
    value = d
    for i in range(1, 500):
        for step in (
            i * (b - i) * x / ((a + 2 * i - 1) * (a + 2 * i)),
            -(a + i) * (a + b + i) * x / ((a + 2 * i) * (a + 2 * i + 1)),
        ):
            d = 1 / (1 + step * d)
            c = 1 + step / c
            value *= c * d
        if abs(c * d - 1) < 1e-12:
            break
    return value


def hypergeometric_at_least(drawn_with: int, drawn: int, with_it: int, everyone: int) -> float:
    """Fisher's exact test, one-sided: the chance that at least ``drawn_with`` of ``drawn`` children have something that
    ``with_it`` of ``everyone`` have, were they drawn by chance (hypergeometric)."""
    most = min(drawn, with_it)
    if drawn_with <= max(0, drawn + with_it - everyone):
        return 1.0
    whole = _log_ways(everyone, drawn)
    terms = (
        exp(_log_ways(with_it, k) + _log_ways(everyone - with_it, drawn - k) - whole)
        for k in range(most, drawn_with - 1, -1)
    )
    return min(1.0, sum(terms))


def _log_ways(of: int, chosen: int) -> float:
    """The logarithm of the number of ways to choose so many of so many."""
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
