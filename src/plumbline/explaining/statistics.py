"""The statistics of concentration in plain Python: an exact test, intervals, and the correction for many looks."""

from collections.abc import Sequence
from math import exp, lgamma, log, sqrt

#: The normal quantile of a two-sided interval of 95 per cent.
_Z = 1.959963984540054


def upper_tail(drawn_with: int, drawn: int, with_it: int, everyone: int) -> float:
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


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's interval of a share, 95 per cent."""
    share, square = part / whole, _Z * _Z / whole
    middle = (share + square / 2) / (1 + square)
    half = _Z * sqrt(share * (1 - share) / whole + square / (4 * whole)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)


def lift(both: int, flagged: int, with_it: int, everyone: int) -> tuple[float, float, float]:
    """How many times as common something is among the flagged as among all checked, with its interval of 95 per cent.

    The flagged are among the checked, so the variance of the ratio's logarithm is that of four exclusive counts (the
    delta method), not that of two separate samples. Without a child that is both, the ratio is 0 and has no interval.
    """
    if both == 0:
        return 0.0, 0.0, float("inf")
    ratio = both * everyone / (flagged * with_it)
    variance = 1 / both - 1 / flagged - 1 / with_it + 2 * both / (flagged * with_it) - 1 / everyone
    half = _Z * sqrt(max(0.0, variance))
    return ratio, exp(log(ratio) - half), exp(log(ratio) + half)


def corrected(chances: Sequence[float]) -> list[float]:
    """Benjamini and Hochberg's adjustment: those at most 0.05 hold one false discovery in twenty, on average."""
    order = sorted(range(len(chances)), key=lambda at: chances[at], reverse=True)
    adjusted = [1.0] * len(chances)
    least = 1.0
    for place, at in enumerate(order):
        least = min(least, chances[at] * len(chances) / (len(chances) - place))
        adjusted[at] = least
    return adjusted
