"""A fan: what was, and within what most futures lie."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from plumbline.reporting.shared.charts.chart import Known, Table
from plumbline.reporting.shared.charts.drawing import area_between, dot, line_through, percent, plot, stretched, upright
from plumbline.reporting.shared.charts.over_time import HEIGHT, ends, full, levels, names, place
from plumbline.reporting.shared.charts.scale import Days, Scale, scale_of
from plumbline.reporting.shared.figures import Unit


class Was(NamedTuple):
    """A value that was counted."""

    day: date
    value: float


class Future(NamedTuple):
    """The middle of all futures on a day, the range of 8 in 10 of them and that of 19 in 20."""

    day: date
    middle: float
    most: Known
    nearly_all: Known


@dataclass(frozen=True)
class Fan:
    """``past`` and ``futures``, each with at least one day, the oldest first; the fan opens at the last day of the past.

    The axis starts at zero unless ``from_zero`` is false, which ``words`` then say.
    """

    about: str
    past: Sequence[Was]
    futures: Sequence[Future]
    unit: Unit
    from_zero: bool = True

    @property
    def words(self) -> str:
        """The first value, today's, and the last day's ranges."""
        first, today, end = self.past[0], self.past[-1], self.futures[-1]
        axis = "" if self.from_zero else f" The axis starts at {self.unit.of(self._scale.low)}."
        return (
            f"{self.about}: {self.unit.of(first.value)} on {full(first.day)}, {self.unit.of(today.value)} on {full(today.day)}; "
            f"most likely {self.unit.of(end.middle)} on {full(end.day)}, in 8 of 10 futures {self.unit.between(*end.most)}, "
            f"in 19 of 20 {self.unit.between(*end.nearly_all)}.{axis}"
        )

    @property
    def svg(self) -> Markup:
        """The past as a line, the futures as two bands with a dashed line in the middle."""
        days, scale = Days(self.past[0].day, self.futures[-1].day), self._scale
        today = place(days, scale, *self.past[-1])
        marks = [
            *levels(scale, self.unit), stretched(*self._layer(days, scale)), upright(today[0], 0, HEIGHT, "today"),
            dot(today[0], percent(today[1]), 5, "was"), *ends(days), *names(self._ending(scale)),
        ]  # fmt: skip
        return plot(self.words, HEIGHT, marks, "time named")

    @property
    def table(self) -> Table:
        """A row for each day."""
        past = [(full(one.day), self.unit.of(one.value), "", "") for one in self.past]
        futures = [
            (full(one.day), self.unit.of(one.middle), self.unit.between(*one.most), self.unit.between(*one.nearly_all))
            for one in self.futures
        ]
        return Table(self.about, ("Day", "Value", "8 in 10 futures", "19 in 20"), (*past, *futures))

    @property
    def _scale(self) -> Scale:
        ahead = (end for one in self.futures for end in (one.middle, *one.most, *one.nearly_all))
        return scale_of([*(one.value for one in self.past), *ahead], from_zero=self.from_zero)

    def _layer(self, days: Days, scale: Scale) -> Iterator[Markup]:
        day, now = self.past[-1]
        ahead = [Future(day, now, Known(now, now), Known(now, now)), *self.futures]
        for class_, ranges in (
            ("band", [one.nearly_all for one in ahead]),
            ("band inner", [one.most for one in ahead]),
        ):
            upper, lower = (
                [place(days, scale, one.day, known[end]) for one, known in zip(ahead, ranges, strict=True)]
                for end in (1, 0)
            )
            yield area_between(upper, lower, class_)
        yield line_through([place(days, scale, *one) for one in self.past], "line was")
        yield line_through([place(days, scale, one.day, one.middle) for one in ahead], "line middle")

    def _ending(self, scale: Scale) -> Iterator[tuple[float, str, str]]:
        end = self.futures[-1]
        for value, more, class_ in (
            (end.nearly_all.high, "19 in 20", "quiet"), (end.most.high, "8 in 10", "quiet"), (end.middle, "most likely", "strong"),
            (end.most.low, "", "quiet"), (end.nearly_all.low, "", "quiet"),
        ):  # fmt: skip
            yield 100 - scale.at(value), f"{self.unit.of(value)} {more}".strip(), class_
