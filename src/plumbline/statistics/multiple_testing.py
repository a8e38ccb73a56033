"""Which of many tests stand out, with at most one in ten of those named expected to be a false alarm."""

from collections.abc import Mapping
from typing import TypeVar

#: The false discovery rate.
RATE = 0.10

Test = TypeVar("Test")


def q_values(p_values: Mapping[Test, float]) -> dict[Test, float]:
    """The lowest false discovery rate at which each test would be named (Benjamini and Hochberg).

    The p-values are tails of counts and so a little too large: the true rate is lower than the one aimed at. Ties get
    one q-value, so that the order of the rules does not matter.
    """
    ranked = sorted(p_values.items(), key=lambda item: item[1], reverse=True)
    q_of: dict[Test, float] = {}
    least = 1.0
    for rank, (test, p) in zip(range(len(ranked), 0, -1), ranked, strict=True):
        least = min(least, p * len(ranked) / rank)
        q_of[test] = least
    return q_of
