"""Which of many tests stand out."""

from collections.abc import Mapping
from typing import TypeVar

Test = TypeVar("Test")


def q_values(p_values: Mapping[Test, float]) -> dict[Test, float]:
    """The lowest false discovery rate at which each test would be named (Benjamini and Hochberg 1995).

    Also known as adjusted p-values. Equal p-values get one q-value, so that the order of the tests does not matter.
    """
    ranked = sorted(p_values.items(), key=lambda item: item[1], reverse=True)
    q_of: dict[Test, float] = {}
    least = 1.0
    for rank, (test, p) in zip(range(len(ranked), 0, -1), ranked, strict=True):
        least = min(least, p * len(ranked) / rank)
        q_of[test] = least
    return q_of
