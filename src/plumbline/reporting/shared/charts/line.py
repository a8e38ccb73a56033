"""A line with a band: a value month by month, and between what it may lie."""

from collections.abc import Sequence
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
    """At least one point, the oldest first; the axis starts at zero."""

    about: str
    points: Sequence[OnLine]
    unit: Unit

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
        """The line on its band, with axes and the last value."""
        last = self._place(self.points[-1], self.points[-1].value)
        marks = [
            *levels(self._scale, self.unit), self._layer, dot(last[0], percent(last[1]), 5, "us"), *ends(self._days),
            *names([(last[1], self.unit.of(self.points[-1].value), "us")]),
        ]  # fmt: skip
        return plot(self.words, HEIGHT, marks, "time")

    @property
    def small(self) -> Markup:
        """For a row of a list: rise and fall alone."""
        last = self._place(self.points[-1], self.points[-1].value)
        return plot(self.words, _SMALL, [self._layer, dot(last[0], percent(last[1]), 3.5, "us")], "small")

    @property
    def table(self) -> Table:
        """A row for each day."""
        rows = [(full(one.day), self.unit.of(one.value), self.unit.between(*one.band)) for one in self.points]
        return Table(self.about, ("Day", "Value", "Likely"), tuple(rows))

    @property
    def _scale(self) -> Scale:
        return scale_of(end for one in self.points for end in (one.value, *one.band))

    @property
    def _days(self) -> Days:
        return Days(self.points[0].day, self.points[-1].day)

    def _place(self, one: OnLine, value: float) -> Point:
        return place(self._days, self._scale, one.day, value)

    @property
    def _layer(self) -> Markup:
        upper, lower = ([self._place(one, one.band[end]) for one in self.points] for end in (1, 0))
        line = [self._place(one, one.value) for one in self.points]
        return stretched(area_between(upper, lower, "band"), line_through(line, "line us"))
