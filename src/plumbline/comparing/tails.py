"""Chances of counts, with the standard library only."""

from functools import lru_cache
from math import exp, lgamma, log, log1p, sqrt

from plumbline.comparing.fitted import FittedRule
from plumbline.comparing.rates import LOG_RATES, LOG_REST, RATES

_NEGLIGIBLE = 40.0  # a chance below exp(-40)


def at_least(fit: FittedRule, checked: int, children: int) -> float:
    """The chance that one more council like the peers has so many children in error or more."""
    if children <= 0:
        return 1.0
    if children > checked:
        return 0.0
    of = slice(fit.first, fit.first + len(fit.weights))
    rest, most = checked - children, _log_power(children, checked) + _log_power(checked - children, checked)
    each = zip(fit.weights, RATES[of], LOG_RATES[of], LOG_REST[of], strict=True)
    return sum(
        w * _tail(checked, children, p, most - children * log_p - rest * log_q) for w, p, log_p, log_q in each if w
    )


def at_most(fit: FittedRule, checked: int, children: int) -> float:
    """The chance that one more council like the peers has so many children in error or fewer."""
    return 1 - at_least(fit, checked, children + 1)


def binomial_at_least(n: int, k: int, p: float) -> float:
    """P(K >= k) of a binomial count, by the continued fraction of the incomplete beta function."""
    return _tail(n, k, p, _log_power(k, n) + _log_power(n - k, n) - k * log(p) - (n - k) * log1p(-p))


def _tail(n: int, k: int, p: float, distance: float) -> float:
    """``distance`` is how far the count is from the expected one, as the logarithm of a chance."""
    if distance > _NEGLIGIBLE:
        return 0.0 if k > n * p else 1.0
    return beta_below(k, n - k + 1, p)


def _log_power(k: int, n: int) -> float:
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


@lru_cache(maxsize=65536)
def share_interval(checked: int, children: int, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's 95 % interval of the share of children in error; from 0 to 1 where none was checked."""
    if checked <= 0:
        return 0.0, 1.0
    share, spread = children / checked, z * z / checked
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / checked + spread / (4 * checked))
    low = max(0.0, (middle - half) / (1 + spread)) if children else 0.0
    return low, min(1.0, (middle + half) / (1 + spread)) if children < checked else 1.0
