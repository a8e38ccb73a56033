"""Special functions."""

from math import exp, lgamma, log, log1p


def expit(log_odds: float) -> float:
    """The probability whose log-odds are given: the logistic function."""
    return 1 / (1 + exp(-log_odds))


def log_choose(n: int, k: int) -> float:
    """The natural logarithm of the number of ways to choose k of n, for 0 <= k <= n."""
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)


def incomplete_beta(a: float, b: float, x: float) -> float:
    """The regularised incomplete beta function I_x(a, b), for a and b above 0 (Abramowitz and Stegun 1964, 26.5).

    It is 0 where x is at most 0, and 1 where it is at least 1.
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):
        return 1 - incomplete_beta(b, a, 1 - x)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    return front * _continued_fraction(a, b, x)


def _continued_fraction(a: float, b: float, x: float) -> float:
    """That of Abramowitz and Stegun 26.5.8, by the method of Lentz (1976)."""
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
