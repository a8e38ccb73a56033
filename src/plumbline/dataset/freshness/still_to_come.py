"""How much of what happened in the last months is in by now, and how many events are still to come.

The recent past is known in part, as in the reporting of diseases (Lawless 1994, "Adjustments for reporting delays and the
prediction of occurred but not reported events"). The share that is in by now follows a beta, the number of events of a month a gamma,
so that the missing ones are negative binomial given the share: the Bornhuetter and Ferguson estimate of insurers in Verrall's (2004)
Bayesian form, which rests on the usual rate where little is in, and on what is in where much is.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from statistics import fmean, variance
from typing import NamedTuple

from plumbline.dataset.freshness.history import YEAR, TableHistory
from plumbline.statistics.quantiles import beta_quantile
from plumbline.statistics.tails import negative_binomial_at_most

#: The interval leaves so much out at either side.
_OUTSIDE = 0.05
#: The share is one of so many equally likely ones.
_SHARES = 16
#: No share is taken to be nearer to none or all than this.
_LEAST = 0.002
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

    With 90 % probability it is ``low`` to ``high`` more; ``likely`` is the median.
    """

    known: int
    share: float
    low: int
    likely: int
    high: int


class Usual(NamedTuple):
    """What is usual of a table: events a day, and the ``shape`` of the gamma that a month's number follows."""

    a_day: float
    shape: float


def usual_number(history: TableHistory, a_day: float) -> Usual:
    """The gamma's shape, by moments of blocks of 30 days; at most the events of a year, for so well is the rate itself known."""
    last = min(history.days[-1] - _BLOCK, history.newest[-1] or 0)
    blocks = [0] * _BLOCKS
    for one in history.counted:
        back = (last - one.event) // _BLOCK
        if 0 <= back < _BLOCKS:
            blocks[back] += one.rows
    mean, most = fmean(blocks), max(1.0, a_day * YEAR)
    beyond_poisson = variance(blocks) - mean
    return Usual(a_day, min(most, mean * mean / beyond_poisson) if beyond_poisson > 0 else most)


def still_to_come(history: TableHistory, window: Window, usual: Usual, *, late: bool) -> StillToCome:
    """What is in and what is missing of a window. Where the table is ``late`` nothing is read from how little is in."""
    known = history.rows_between(history.days[-1] - window.oldest, history.days[-1] - window.youngest)
    expected = usual.a_day * window.days
    share, spread = _share(history, window, expected, until=history.last_new[-1] if late else len(history.days) - 1)
    rate = usual.shape / expected
    if late:
        ends = [_quantile([(usual.shape, rate / (rate + 1))], at) - known for at in (_OUTSIDE, 0.5, 1 - _OUTSIDE)]
    else:
        weight = share * (1 - share) / spread - 1
        shares = [beta_quantile(share * weight, (1 - share) * weight, (at + 0.5) / _SHARES) for at in range(_SHARES)]
        mixed = [(usual.shape + known, (rate + one) / (rate + 1)) for one in shares]
        ends = [_quantile(mixed, at) for at in (_OUTSIDE, 0.5, 1 - _OUTSIDE)]
    low, likely, high = (max(0, end) for end in ends)
    return StillToCome(known, share, low, likely, high)


def _share(history: TableHistory, window: Window, expected: float, until: int) -> tuple[float, float]:
    """The mean and the variance of the share that is in.

    A row that came with a load was missing at the loads before it. At how many of them, had the loads always been as far apart as usual,
    its event lay in the window: summed over the rows of a year's loads, divided by the number of loads, that is how many rows are
    usually missing.
    """
    step, end = history.spacing, history.days[until]
    start = bisect_left(history.days, end - YEAR)
    loads = (end - history.days[start]) / step
    came = [one for one in history.counted if start < one.load <= until]
    by_step: list[float] = [0.0] * (YEAR * 10 // step + 2)
    squares = 0.5
    for one in came:
        age = history.days[one.load] - one.event
        first, last = max(1, -(-(age - window.oldest) // step)), min((age - window.youngest) // step, len(by_step) - 2)
        if first <= last:
            by_step[first] += one.rows
            by_step[last + 1] -= one.rows
            squares += one.rows * (last - first + 1) ** 2
    missing_after = [*accumulate(accumulate(by_step))]
    missing = (missing_after[-1] + 0.5) / loads
    beyond = _beyond_chance(history, window, [m / loads for m in missing_after], range(start, until))
    share = min(max(1 - missing / expected, _LEAST), 1 - _LEAST)
    relative = squares / loads**2 / missing**2 + beyond
    return share, min((1 - share) ** 2 * relative, share * (1 - share) / 2)


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
