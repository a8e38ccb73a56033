"""Whether a load brought unusually much or little of something."""

from collections.abc import Sequence
from typing import Literal

from plumbline.statistics.tails import negative_binomial_at_most

#: What is said of a number: "" is nothing, for it is usual or nothing is known of what is.
Unusual = Literal["many", "few", ""]

#: With fewer loads nothing is known of what is usual.
_FEWEST_LOADS = 6
#: An unusual number is one that had a smaller chance than this, and is beyond all that came before.
_CHANCE = 0.01


def unusual(rows: int, before: Sequence[int]) -> Unusual:
    """A load's number of rows against the numbers of earlier loads of about the same spacing, such as those of the last year.

    The chance is that of a Poisson number whose mean is known from the earlier ones alone (Jeffreys's prior; Faulkenberry 1973).
    """
    if len(before) < _FEWEST_LOADS:
        return ""
    shape, p = sum(before) + 0.5, len(before) / (len(before) + 1)
    if rows > max(before) and 1 - negative_binomial_at_most(rows - 1, shape, p) < _CHANCE:
        return "many"
    if rows < min(before) and negative_binomial_at_most(rows, shape, p) < _CHANCE:
        return "few"
    return ""
