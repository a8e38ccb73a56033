"""A bridge: from one number to another by steps that add up."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple

from markupsafe import Markup

from plumbline.reporting.shared.charts.chart import Table
from plumbline.reporting.shared.charts.drawing import box, plot
from plumbline.reporting.shared.charts.rows import MARK, ROW, grid, height, named, said
from plumbline.reporting.shared.charts.scale import Scale, scale_of
from plumbline.reporting.shared.figures import Unit


class Step(NamedTuple):
    """What was added, or taken away where ``change`` is below zero; ``us`` marks the one that the title speaks of."""

    name: str
    change: float
    us: bool = False


@dataclass(frozen=True)
class Bridge:
    """``start`` and its steps; the end is their sum, so that it can't be another."""

    about: str
    before: str
    start: float
    steps: Sequence[Step]
    after: str
    unit: Unit

    @property
    def end(self) -> float:
        """What it comes to."""
        return self._levels[-1]

    @property
    def words(self) -> str:
        """Start, steps and end."""
        return said(self.about, [f"{name} {value}" for name, value in self._named])

    @property
    def svg(self) -> Markup:
        """A row for the start, each step and the end; a step that takes away is a dashed outline."""
        scale = scale_of([*self._levels])
        rows = len(self.steps) + 2
        return plot(self.words, height(rows), [*grid(scale, rows, self.unit), *self._marks(scale)])

    @property
    def table(self) -> Table:
        """A row for each."""
        return Table(self.about, ("", "Value"), tuple(self._named))

    @property
    def _levels(self) -> list[float]:
        return [*accumulate((step.change for step in self.steps), initial=self.start)]

    @property
    def _named(self) -> list[tuple[str, str]]:
        steps = [(step.name, self.unit.change(step.change)) for step in self.steps]
        return [(self.before, self.unit.of(self.start)), *steps, (self.after, self.unit.of(self.end))]

    def _marks(self, scale: Scale) -> Iterator[Markup]:
        levels = self._levels
        ends = [(0.0, self.start), *pairwise(levels), (0.0, self.end)]
        kinds = ["bar-total", *map(_kind, self.steps), "bar-total"]
        for place, ((one, other), kind, (name, value)) in enumerate(zip(ends, kinds, self._named, strict=True)):
            low, high = sorted((scale.at(one), scale.at(other)))
            yield named(place, name, value, "us" if kind.endswith("us") else "quiet")
            yield box(low, high, ROW * place + MARK - 6, 12, kind)


def _kind(step: Step) -> str:
    return ("bar-us" if step.us else "bar-usual") + (" less" if step.change < 0 else "")
