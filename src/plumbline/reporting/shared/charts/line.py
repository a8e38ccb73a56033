"""A line with a band: a value month by month, and between what it may lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from plumbline.reporting.shared.charts.chart import Known, Table
from plumbline.reporting.shared.charts.drawing import (
    Point,
    area_between,
    dot,
    line_through,
    percent,
    plot,
    stretched,
)
from plumbline.reporting.shared.charts.over_time import HEIGHT, ends, full, levels, names, place
from plumbline.reporting.shared.charts.scale import Days, Scale, scale_of
from plumbline.reporting.shared.figures import Unit

#: How high a line is that stands in a row of a list, without axes: only its rise and fall is to be seen.
_SMALL = 30


class OnLine(NamedTuple):
    """A value on a day, and between what it may lie."""

    day: date
    value: float
    band: Known


@dataclass(frozen=True)
class Line:
    """At least one point, the oldest first. ``small`` is for a row of a list: from zero, no axes, last point marked."""

    about: str
    points: Sequence[OnLine]
    unit: Unit
    small: bool = False

    @property
    def words(self) -> str:
        """The first and the last value, the lowest and the highest."""
        first, last = self.points[0], self.points[-1]
        values = [one.value for one in self.points]
        return (
            f"{self.about}: {self.unit.of(first.value)} on {full(first.day)}, {self.unit.of(last.value)} on {full(last.day)}; "
            f"lowest {self.unit.of(min(values))}, highest {self.unit.of(max(values))}."
        )

    @property
    def svg(self) -> Markup:
        """The line on its band."""
        days, scale = Days(self.points[0].day, self.points[-1].day), self._scale
        layer = stretched(*self._layer(days, scale))
        last = place(days, scale, self.points[-1].day, self.points[-1].value)
        mark = dot(last[0], percent(last[1]), 3.5 if self.small else 5, "us")
        if self.small:
            return plot(self.words, _SMALL, [layer, mark], "small")
        name = names([(last[1], self.unit.of(self.points[-1].value), "us")])
        return plot(self.words, HEIGHT, [*levels(scale, self.unit), layer, mark, *ends(days), *name], "time")

    @property
    def table(self) -> Table:
        """A row for each day."""
        rows = [(full(one.day), self.unit.of(one.value), self.unit.between(*one.band)) for one in self.points]
        return Table(self.about, ("Day", "Value", "Likely"), tuple(rows))

    @property
    def _scale(self) -> Scale:
        return scale_of(end for one in self.points for end in (one.value, *one.band))

    def _layer(self, days: Days, scale: Scale) -> Iterator[Markup]:
        def through(values: Sequence[float]) -> list[Point]:
            return [place(days, scale, one.day, value) for one, value in zip(self.points, values, strict=True)]

        upper, lower = (through([one.band[end] for one in self.points]) for end in (1, 0))
        yield area_between(upper, lower, "band")
        yield line_through(through([one.value for one in self.points]), "line us")
