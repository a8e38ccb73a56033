"""What charts over time have in common: level lines with their numbers, days below, names at the right end."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from markupsafe import Markup

from plumbline.reporting.shared.charts.drawing import Point, element, percent, short, text
from plumbline.reporting.shared.charts.scale import Days, Scale
from plumbline.reporting.shared.figures import Unit

#: How high these charts are, in pixels; names at the right stand at least so many apart.
HEIGHT, _APART = 220, 16


def place(days: Days, scale: Scale, day: date, value: float) -> Point:
    """Where a value stands on a day: per cent from the left and from the top."""
    return days.at(day), 100 - scale.at(value)


def levels(scale: Scale, unit: Unit) -> Iterator[Markup]:
    """A line across at each tick, with its number before it."""
    for tick in scale.ticks:
        y = percent(100 - scale.at(tick))
        yield element("line", x1="0%", x2="100%", y1=y, y2=y, class_="grid")
        yield text(unit.of(tick), "-8", y, "quiet", "end", dy=4)


def ends(days: Days) -> Iterator[Markup]:
    """The first and the last day, below."""
    if days.first == days.last:
        yield text(month(days.first), "50%", "100%", "quiet", "middle", dy=19)
        return
    yield text(month(days.first), "0%", "100%", "quiet", "start", dy=19)
    yield text(month(days.last), "100%", "100%", "quiet", "end", dy=19)


def names(ending: Iterable[tuple[float, str, str]]) -> Iterator[Markup]:
    """Names at the right: per cent from the top, words, class; they make room for one another."""
    in_order = sorted(ending)
    tops = _apart([y * HEIGHT / 100 for y, _, _ in in_order])
    for top, (_, words, class_) in zip(tops, in_order, strict=True):
        yield text(words, "100%", short(top), class_, "start", dx=10, dy=4)


def month(day: date) -> str:
    """A day, as an axis of months has it: Oct 2026."""
    return f"{day:%b %Y}"


def full(day: date) -> str:
    """A day in words: 31 October 2026."""
    return f"{day.day} {day:%B %Y}"


def _apart(tops: Sequence[float]) -> list[float]:
    """Pushed down until none is too near to the one above, then up from the foot until all are in the chart."""
    placed: list[float] = []
    for top in tops:
        placed.append(max(top, placed[-1] + _APART) if placed else top)
    lowest = float(HEIGHT)
    for at in reversed(range(len(placed))):
        placed[at] = min(placed[at], lowest)
        lowest = placed[at] - _APART
    return placed
