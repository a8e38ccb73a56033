"""Rows of a chart with a name above each mark, so that names need no column and nothing shrinks on a phone."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from plumbline.reporting.shared.charts.drawing import text, upright
from plumbline.reporting.shared.charts.scale import Scale
from plumbline.reporting.shared.figures import Unit

#: How high a row is, how far below its top its name stands, and how far the middle of its mark.
ROW, NAME, MARK = 46, 14, 30


def named(place: int, name: str, value: str, class_: str) -> Markup:
    """The name of a row at the left and its value at the right."""
    return text(name, "0%", ROW * place + NAME, class_) + text(value, "100%", ROW * place + NAME, class_, "end")


def grid(scale: Scale, rows: int, unit: Unit) -> Iterator[Markup]:
    """Lines at the ticks behind all rows, with their numbers below."""
    for at, words, anchor in _ticks(scale, unit):
        yield upright(at, 0, ROW * rows, "grid")
        yield text(words, f"{at:.2f}%", ROW * rows + 16, "quiet", anchor)


def height(rows: int) -> int:
    """Of so many rows with the axis below them."""
    return ROW * rows + 22


def said(about: str, each: Iterable[str]) -> str:
    """A chart in words."""
    return f"{about}: {'; '.join(each)}."


def _ticks(scale: Scale, unit: Unit) -> Iterator[tuple[float, str, str]]:
    for tick in scale.ticks:
        anchor = "start" if tick == scale.ticks[0] else "end" if tick == scale.ticks[-1] else "middle"
        yield scale.at(tick), unit.of(tick), anchor
