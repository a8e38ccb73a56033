"""A stacked area: how a whole and its parts went over time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from markupsafe import Markup

from plumbline.reporting.shared.charts.chart import Table
from plumbline.reporting.shared.charts.drawing import area_between, plot, stretched
from plumbline.reporting.shared.charts.over_time import HEIGHT, ends, full, levels, names, place
from plumbline.reporting.shared.charts.scale import Days, Scale, scale_of
from plumbline.reporting.shared.figures import Unit

#: More parts than this can't be told apart in grey.
MOST_PARTS = 4


@dataclass(frozen=True)
class Area:
    """``parts`` by name, the lowest first, each with a value for each of the ``days``.

    ValueError for more parts than can be told apart, a value below zero, or a part with more or fewer values than days.
    """

    about: str
    days: Sequence[date]
    parts: Sequence[tuple[str, Sequence[float]]]
    unit: Unit

    def __post_init__(self) -> None:
        if len(self.parts) > MOST_PARTS:
            raise ValueError(f"at most {MOST_PARTS} parts can be told apart")
        if any(len(values) != len(self.days) or min(values) < 0 for _, values in self.parts):
            raise ValueError("every part has one value for each day, none of them below zero")

    @property
    def words(self) -> str:
        """Each part on the first and the last day."""
        each = [f"{name} {self.unit.of(values[0])}, then {self.unit.of(values[-1])}" for name, values in self.parts]
        return f"{self.about}, {full(self.days[0])} and {full(self.days[-1])}: {'; '.join(each)}."

    @property
    def svg(self) -> Markup:
        """The parts, each upon those before it, named at its right end."""
        scale, days = self._scale, Days(self.days[0], self.days[-1])
        edges = [
            [place(days, scale, day, level) for day, level in zip(self.days, one, strict=True)] for one in self._levels
        ]
        layer = [area_between(edges[at + 1], edges[at], f"part-{at + 1}") for at in range(len(self.parts))]
        ending = [
            ((edges[at][-1][1] + edges[at + 1][-1][1]) / 2, f"{name} {self.unit.of(values[-1])}", "strong")
            for at, (name, values) in enumerate(self.parts)
        ]
        return plot(
            self.words,
            HEIGHT,
            [*levels(scale, self.unit), stretched(*layer), *ends(days), *names(ending)],
            "time named",
        )

    @property
    def table(self) -> Table:
        """A row for each day."""
        rows = [
            (full(day), *(self.unit.of(values[at]) for _, values in self.parts)) for at, day in enumerate(self.days)
        ]
        return Table(self.about, ("Day", *(name for name, _ in self.parts)), tuple(rows))

    @property
    def _levels(self) -> list[list[float]]:
        """By part the sums of it and those below it, day by day; first the ground."""
        by_day = [[*accumulate((values[at] for _, values in self.parts), initial=0.0)] for at in range(len(self.days))]
        return [list(level) for level in zip(*by_day, strict=True)]

    @property
    def _scale(self) -> Scale:
        return scale_of(self._levels[-1])
