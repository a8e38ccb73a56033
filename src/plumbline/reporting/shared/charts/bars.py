"""Bars from zero: how many there are of each kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup

from plumbline.reporting.shared.charts.chart import Table
from plumbline.reporting.shared.charts.drawing import box, plot
from plumbline.reporting.shared.charts.rows import MARK, ROW, named, said
from plumbline.reporting.shared.charts.scale import scale_of
from plumbline.reporting.shared.figures import Unit

#: ``us`` is orange, ``open`` a dashed outline for what isn't known.
Kind = Literal["us", "usual", "open"]


class Bar(NamedTuple):
    """One row."""

    name: str
    value: float
    kind: Kind = "usual"


@dataclass(frozen=True)
class Bars:
    """Bars on one axis from zero, which needs no ticks: each has its number. A value below zero is a ValueError."""

    about: str
    bars: Sequence[Bar]
    unit: Unit

    @property
    def words(self) -> str:
        """Every bar."""
        return said(self.about, [f"{one.name} {self.unit.of(one.value)}" for one in self.bars])

    @property
    def svg(self) -> Markup:
        """The rows, the first on top."""
        return plot(self.words, ROW * len(self.bars), self._marks())

    @property
    def table(self) -> Table:
        """A row for each."""
        return Table(self.about, ("", "Value"), tuple((one.name, self.unit.of(one.value)) for one in self.bars))

    def _marks(self) -> Iterator[Markup]:
        if any(one.value < 0 for one in self.bars):
            raise ValueError("a bar starts at zero and can't be shorter than that")
        scale = scale_of(one.value for one in self.bars)
        for place, one in enumerate(self.bars):
            yield named(place, one.name, self.unit.of(one.value), "us" if one.kind == "us" else "quiet")
            yield box(0.0, scale.at(one.value), ROW * place + MARK - 6, 12, f"bar-{one.kind}")
