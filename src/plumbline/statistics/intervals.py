"""Intervals of shares and of ratios of shares."""

from functools import lru_cache
from math import exp, log, sqrt

from plumbline.statistics.quantiles import NORMAL_95


@lru_cache(maxsize=65536)
def wilson(part: int, whole: int, z: float = NORMAL_95) -> tuple[float, float]:
    """The interval of a share (Wilson 1927), 95 % by default; from 0 to 1 where the whole is nothing."""
    if whole <= 0:
        return 0.0, 1.0
    share, spread = part / whole, z * z / whole
    middle = share + spread / 2
    half = z * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    low = (middle - half) / (1 + spread) if part else 0.0
    return low, (middle + half) / (1 + spread) if part < whole else 1.0


def lift(both: int, flagged: int, with_it: int, everyone: int) -> tuple[float, float, float]:
    """How many times as common something is among the flagged as among everyone, with its interval of 95 per cent.

    The name is that of association rules (Brin, Motwani, Ullman and Tsur 1997). The flagged are part of everyone, so the
    variance of the ratio's logarithm is that of four exclusive counts (the delta method: Cramér 1946), not that of two
    separate samples. Where nobody is both, the ratio is 0 and has no interval.
    """
    if both == 0:
        return 0.0, 0.0, float("inf")
    ratio = both * everyone / (flagged * with_it)
    variance = 1 / both - 1 / flagged - 1 / with_it + 2 * both / (flagged * with_it) - 1 / everyone
    half = NORMAL_95 * sqrt(max(0.0, variance))
    return ratio, exp(log(ratio) - half), exp(log(ratio) + half)
