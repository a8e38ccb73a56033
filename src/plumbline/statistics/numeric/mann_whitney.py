"""The exact test of Mann and Whitney."""

from functools import lru_cache

import numpy as np

from plumbline.statistics.numeric.arrays import Floats


def exact_p_value(these: Floats, others: Floats) -> float:
    """The one-sided p-value that these tend to be the greater (Mann and Whitney 1947).

    The statistic is the number of pairs in which the one of these is the greater. Equal values count against the finding, so
    with ties, or with values taken at the end that speaks against it, the p-value is too large rather than too small.
    """
    greater = int((these[:, None] > others).sum())
    return float(_null_distribution(len(these), len(others))[greater:].sum())


@lru_cache(maxsize=256)
def _null_distribution(these: int, others: int) -> Floats:
    """The probabilities of 0, 1, 2... pairs if all orders are equally likely, by Mann and Whitney's recurrence.

    The greatest value of all is one of these, above all others, or one of the others.
    """
    row = [np.ones(1)] * (others + 1)
    for i in range(1, these + 1):
        above, row = row, [np.ones(1)]
        for j in range(1, others + 1):
            probabilities = np.zeros(i * j + 1)
            probabilities[j:] += i / (i + j) * above[j]
            probabilities[: i * (j - 1) + 1] += j / (i + j) * row[j - 1]
            row.append(probabilities)
    return row[others]
