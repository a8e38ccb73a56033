"""The predictive distribution of the children in error at one more council like the peers that were fitted."""

from plumbline.comparing.applying.fitted import FittedRule
from plumbline.comparing.applying.rates import LOG_RATES, LOG_REST, RATES
from plumbline.statistics.tails import binomial_tail, log_power


def at_least(fit: FittedRule, checked: int, children: int) -> float:
    """The probability that one more council like the peers has so many children in error or more."""
    if children <= 0:
        return 1.0
    if children > checked:
        return 0.0
    of = slice(fit.first, fit.first + len(fit.weights))
    rest, most = checked - children, log_power(children, checked) + log_power(checked - children, checked)
    each = zip(fit.weights, RATES[of], LOG_RATES[of], LOG_REST[of], strict=True)
    return sum(
        w * binomial_tail(checked, children, p, most - children * log_p - rest * log_q)
        for w, p, log_p, log_q in each
        if w
    )


def at_most(fit: FittedRule, checked: int, children: int) -> float:
    """The probability that one more council like the peers has so many children in error or fewer."""
    return 1 - at_least(fit, checked, children + 1)


def share_at_least(fit: FittedRule, share: float) -> float:
    """The probability that the error rate of one more council like the peers is so great or greater; 1 where it is 0."""
    rates = RATES[fit.first : fit.first + len(fit.weights)]
    return sum(w for w, p in zip(fit.weights, rates, strict=True) if p >= share) if share > 0 else 1.0


def expected_range(fit: FittedRule, checked: int) -> tuple[int, int]:
    """The fewest and the most children in error that 95 of 100 councils like the peers would have, of so many checked."""
    return _reached(fit, checked, 0.975), _reached(fit, checked, 0.025)


def _reached(fit: FittedRule, checked: int, probability: float) -> int:
    """The largest number that is reached with at least this probability."""
    low, high = 0, checked
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if at_least(fit, checked, middle) >= probability else (low, middle - 1)
    return low
