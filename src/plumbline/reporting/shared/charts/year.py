"""The frame of a time line: a collection year from end to end, in which what a record says is drawn by the page's script."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from plumbline.reporting.shared.charts.drawing import percent, plot, text, upright
from plumbline.reporting.shared.charts.scale import Days

#: The months that have a line of their own between the first day and the last, which stand a third of a year apart.
_MONTHS = (8, 12)


def year_frame(first: date, last: date) -> Markup:
    """A line for the first day, for August, December and the last day, with their names below; it has no height yet.

    The year is for the words beside it: on a narrow page the names would run into one another.
    """
    return plot("", 0, _lines(Days(first, last)), "year")


def _lines(days: Days) -> Iterator[Markup]:
    for month in _MONTHS:
        day = date(days.first.year, month, 1)
        yield upright(days.at(day), 0, "100%", "grid")
        yield text(f"{day:%b}", percent(days.at(day)), "100%", "quiet", "middle", dy=17)
    for day, anchor in ((days.first, "start"), (days.last, "end")):
        yield upright(days.at(day), 0, "100%", "grid")
        yield text(f"{day.day} {day:%b}", percent(days.at(day)), "100%", "quiet", anchor, dy=17)
