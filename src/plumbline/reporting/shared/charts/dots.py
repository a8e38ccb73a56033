"""Dots with intervals: a value per row, how far chance could move it, and one bar that all are held against."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from plumbline.reporting.shared.charts.chart import Known, Table
from plumbline.reporting.shared.charts.drawing import across, dot, plot, upright
from plumbline.reporting.shared.charts.rows import MARK, ROW, grid, height, named, said
from plumbline.reporting.shared.charts.scale import Scale, scale_of
from plumbline.reporting.shared.figures import Unit


class Dot(NamedTuple):
    """One row; ``us`` is filled and orange, as everywhere."""

    name: str
    value: float
    interval: Known
    us: bool = False


@dataclass(frozen=True)
class Dots:
    """``held_against`` is what the upright bar stands for, with its value."""

    about: str
    dots: Sequence[Dot]
    unit: Unit
    held_against: tuple[str, float] | None = None

    @property
    def words(self) -> str:
        """Every row, and the bar."""
        each = [f"{one.name} {self.unit.of(one.value)}, likely {self.unit.between(*one.interval)}" for one in self.dots]
        bar = [f"{self.held_against[0]} {self.unit.of(self.held_against[1])}"] if self.held_against else []
        return said(self.about, [*each, *bar])

    @property
    def svg(self) -> Markup:
        """The rows, the first on top."""
        scale = self._scale
        marks = [*grid(scale, len(self.dots), self.unit), *self._marks(scale)]
        return plot(self.words, height(len(self.dots)), marks)

    @property
    def table(self) -> Table:
        """A row for each, and for the bar."""
        rows = [(one.name, self.unit.of(one.value), self.unit.between(*one.interval)) for one in self.dots]
        bar = [(self.held_against[0], self.unit.of(self.held_against[1]), "")] if self.held_against else []
        return Table(self.about, ("", "Value", "Likely"), (*rows, *bar))

    @property
    def _scale(self) -> Scale:
        bar = [self.held_against[1]] if self.held_against else []
        return scale_of([end for one in self.dots for end in (one.value, *one.interval)] + bar)

    def _marks(self, scale: Scale) -> Iterator[Markup]:
        for place, one in enumerate(self.dots):
            whose, y = "us" if one.us else "other", ROW * place + MARK
            yield named(place, one.name, self.unit.of(one.value), "us" if one.us else "quiet")
            if self.held_against:
                yield upright(scale.at(self.held_against[1]), y - 9, y + 9, "bar")
            yield across(scale.at(one.interval.low), scale.at(one.interval.high), y, f"{whose} wide")
            yield dot(scale.at(one.value), y, 5.5, whose)
