"""Where a value stands on an axis, in per cent of its length."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from math import ceil, floor, log10, sqrt


@dataclass(frozen=True)
class Scale:
    """An axis from ``low`` to ``high`` with marked ``ticks``; ``root`` where it is a square-root scale, for many small shares."""

    low: float
    high: float
    ticks: tuple[float, ...]
    root: bool = False

    def at(self, value: float) -> float:
        """From 0 to 100. A value that is not on the axis is a ValueError: nothing is drawn where it does not belong."""
        if not self.low <= value <= self.high:
            raise ValueError(f"{value} is not on an axis from {self.low} to {self.high}")
        part = (value - self.low) / (self.high - self.low)
        return 100 * (sqrt(part) if self.root else part)

    def value(self, at: float) -> float:
        """The value that stands at a place: the inverse of ``at``."""
        part = at / 100
        return self.low + (part * part if self.root else part) * (self.high - self.low)


@dataclass(frozen=True)
class Days:
    """An axis of days."""

    first: date
    last: date

    def at(self, day: date) -> float:
        """From 0 to 100; a single day stands in the middle. ValueError for a day that is not on the axis."""
        if not self.first <= day <= self.last:
            raise ValueError(f"{day} is not between {self.first} and {self.last}")
        length = (self.last - self.first).days
        return 100 * (day - self.first).days / length if length else 50.0


def scale_of(values: Iterable[float], *, from_zero: bool = True, root: bool = False) -> Scale:
    """A round axis that has all the values on it; a square-root one starts at 0, and values below it are refused."""
    there = [*values, *((0.0,) if from_zero or root else ())] or [0.0]
    low, high = min(there), max(there)
    if root:
        return _root_scale(low, high)
    step = _round_up((high - low) / 5 or 1.0)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    return Scale(_tidy(first * step), _tidy(last * step), tuple(_tidy(n * step) for n in range(first, last + 1)))


def _root_scale(low: float, high: float) -> Scale:
    """Ticks at 1, 2 and 5 of the two highest powers of ten: nearer to zero they would run into one another."""
    if low < 0:
        raise ValueError("a square-root scale starts at 0")
    top = _round_up(high or 1.0, (1, 1.5, 2, 3, 4, 5, 6, 8))
    power = 10 ** (floor(log10(top)) - 1)
    rounds = [_tidy(n * power) for n in (1, 2, 5, 10, 20, 50)]
    inside = [*takewhile(lambda tick: tick < 0.8 * top, rounds)]
    return Scale(0.0, _tidy(top), (0.0, *inside, _tidy(top)), root=True)


def _round_up(value: float, rounds: tuple[float, ...] = (1, 2, 5)) -> float:
    power = 10 ** floor(log10(value))
    return next(_tidy(n * power) for n in (*rounds, 10) if _tidy(n * power) >= value)


def _tidy(value: float) -> float:
    """Without what binary fractions add: 0.3, not 0.30000000000000004."""
    return float(f"{value:.12g}")
