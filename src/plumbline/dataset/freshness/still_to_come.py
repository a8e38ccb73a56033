"""How much of what happened in the last months is in by now, and how many events are still to come.

The recent past is known in part, as in the reporting of diseases (Lawless 1994, "Adjustments for reporting delays and the
prediction of occurred but not reported events"). The share that is in by now follows a beta, the number of events of a month a gamma,
so that the missing ones are negative binomial given the share: the Bornhuetter and Ferguson estimate of insurers in Verrall's (2004)
Bayesian form, which rests on the usual rate where little is in, and on what is in where much is.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from math import ceil
from statistics import fmean, variance
from typing import NamedTuple

from plumbline.dataset.freshness.history import YEAR, TableHistory
from plumbline.statistics.quantiles import beta_quantile
from plumbline.statistics.tails import negative_binomial_at_most

#: The interval leaves so much out at either side.
_OUTSIDE = 0.05
#: The share is one of so many equally likely ones.
_SHARES = 8
#: No share is taken to be nearer to none or all than this.
_LEAST = 0.002
#: With fewer loads that could have brought rows no share is known.
_FEWEST_LOADS = 5
#: The spread of a table's months is judged on blocks of so many days.
_BLOCK, _BLOCKS = 30, 12


class Window(NamedTuple):
    """Events of some days: how many days before the last load the youngest and the oldest are."""

    youngest: int
    oldest: int

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.oldest - self.youngest + 1


@dataclass(frozen=True)
class StillToCome:
    """Events known of some days, the share of such days' events that is usually in by now, and how many more are expected.

    With 90 % probability it is ``low`` to ``high`` more; ``likely`` is the median. The share is None where it is not known.
    """

    known: int
    share: float | None
    low: int
    likely: int
    high: int


class Usual(NamedTuple):
    """What is usual of a table: events a day, and the ``shape`` of the gamma that a month's number follows."""

    a_day: float
    shape: float


class _Share(NamedTuple):
    """Mean and variance of the share of a window's events that is in."""

    mean: float
    variance: float


def usual_number(history: TableHistory, a_day: float) -> Usual:
    """The gamma's shape, by moments of blocks of 30 days; at most the events of a year, for so well is the rate itself known."""
    last = min(history.days[-1] - _BLOCK, history.newest[-1] or 0)
    reach = (last - min(one.event for one in history.counted) + 1) // _BLOCK
    blocks = [0] * min(_BLOCKS, max(2, reach))
    for one in history.counted:
        back = (last - one.event) // _BLOCK
        if 0 <= back < len(blocks):
            blocks[back] += one.rows
    mean, most = fmean(blocks), max(1.0, a_day * YEAR)
    beyond_poisson = variance(blocks) - mean
    return Usual(a_day, min(most, mean * mean / beyond_poisson) if beyond_poisson > 0 else most)


def still_to_come(history: TableHistory, window: Window, usual: Usual, *, late: bool) -> StillToCome:
    """What is in and what is missing of a window. Where the table is ``late`` nothing is read from how little is in."""
    known = history.rows_between(history.days[-1] - window.oldest, history.days[-1] - window.youngest)
    expected = usual.a_day * window.days
    share = _share(history, window, expected, until=history.last_new[-1] if late else len(history.days) - 1)
    rate = usual.shape / expected
    if late or share is None:
        low, likely, high = (max(0, end - known) for end in _interval([(usual.shape, rate / (rate + 1))]))
    else:
        weight = share.mean * (1 - share.mean) / share.variance - 1
        a, b = share.mean * weight, (1 - share.mean) * weight
        shares = [beta_quantile(a, b, (at + 0.5) / _SHARES) for at in range(_SHARES)]
        low, likely, high = _interval([(usual.shape + known, (rate + one) / (rate + 1)) for one in shares])
    return StillToCome(known, share.mean if share else None, low, likely, high)


def _share(history: TableHistory, window: Window, expected: float, until: int) -> _Share | None:
    """The share of the window's events that is in; None where too few loads up to ``until`` could have brought any.

    A row that came with a load was missing at the loads before it. At how many of them, had the loads always been as far apart as usual,
    its event lay in the window: summed over the rows of a year's loads, divided by the number of loads, that is how many rows are
    usually missing.
    """
    start = bisect_left(history.days, history.days[until] - YEAR)
    if until - start < _FEWEST_LOADS:
        return None
    step = history.spacing
    loads = (history.days[until] - history.days[start]) / step
    steps = [
        (max(1, ceil((one.delay - window.oldest) / step)), (one.delay - window.youngest) // step, one.rows)
        for one in history.recorded(until)
    ]
    missing_after = [rows / loads for rows in _rows_after([one for one in steps if one[0] <= one[1]])]
    missing = missing_after[-1] + 0.5 / loads
    chance = (sum(rows * (last - first + 1) ** 2 for first, last, rows in steps if first <= last) + 0.5) / loads**2
    beyond = _beyond_chance(history, window, missing_after, range(start, until))
    mean = min(max(1 - missing / expected, _LEAST), 1 - _LEAST)
    spread = (1 - mean) ** 2 * (chance / missing**2 + beyond)
    return _Share(mean, min(spread, mean * (1 - mean) / 2))


def _rows_after(steps: list[tuple[int, int, int]]) -> list[int]:
    """Of rows missing at the first to the last of so many loads before theirs, how many come within none, one, two... loads."""
    changes = [0] * (max((last for _, last, _ in steps), default=0) + 2)
    for first, last, rows in steps:
        changes[first] += rows
        changes[last + 1] -= rows
    return [*accumulate(accumulate(changes))]


def _beyond_chance(history: TableHistory, window: Window, usual: list[float], loads: range) -> float:
    """The relative variance of the number missing at past loads that isn't chance: of what came since against what was usual."""
    changes = [0] * (len(history.days) + 1)
    for one in history.counted:
        first = bisect_left(history.days, one.event + window.youngest)
        last = min(one.load, bisect_right(history.days, one.event + window.oldest))
        if first < last:
            changes[first] += one.rows
            changes[last] -= one.rows
    missing = [*accumulate(changes)]
    off, squares = 0.0, 0.0
    for at in loads:
        expected = usual[min((history.days[-1] - history.days[at]) // history.spacing, len(usual) - 1)]
        off += (missing[at] - expected) ** 2 - expected
        squares += expected**2
    return max(0.0, off / squares) if squares else 0.0


def _interval(mixed: list[tuple[float, float]]) -> tuple[int, int, int]:
    """The ends of the interval and the median between them."""
    low, likely, high = (_quantile(mixed, below) for below in (_OUTSIDE, 0.5, 1 - _OUTSIDE))
    return low, likely, high


def _quantile(mixed: list[tuple[float, float]], below: float) -> int:
    """The count at which the middle of its step reaches a probability, of equally likely negative binomials by shape and p.

    Half of the count's own probability is taken, which keeps an interval of small counts from being far too wide (mid-P; Lancaster 1961).
    """

    def at_most(k: int) -> float:
        return fmean(negative_binomial_at_most(k, shape, p) for shape, p in mixed)

    high = 1
    while at_most(high) < below:
        high *= 2
    low = -1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if (at_most(middle - 1) + at_most(middle)) / 2 >= below else (middle, high)
    return high
