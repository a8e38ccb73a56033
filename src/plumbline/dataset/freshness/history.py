"""What is known of a table's events over all loads: counts of rows, no child."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from statistics import median
from typing import NamedTuple

#: So many days back reaches what is taken for usual.
YEAR = 365


class Arrival(NamedTuple):
    """How many ``rows`` with one event date came with one load.

    ``first_seen`` is the day that load speaks for. It is None for rows of the very first load: they may have been recorded long before.
    """

    event: date
    first_seen: date | None
    rows: int


class Counted(NamedTuple):
    """An arrival whose event is no longer ahead: the event's day as a number, and the first load at which it counts."""

    event: int
    load: int
    rows: int
    since_first: bool


class Recorded(NamedTuple):
    """``rows`` that one load brought, and how many days before it their event was."""

    load: int
    delay: int
    rows: int


@dataclass(frozen=True)
class TableHistory:
    """A table's dated rows, and the days that the loads speak for, the oldest first, each day once.

    A load of the data set that left the table as it was counts too: somebody looked. ValueError for loads out of order or none, for an
    arrival on another day than a load's, and for fewer than one row.
    """

    table: str
    loads: Sequence[date]
    arrivals: Sequence[Arrival]

    def __post_init__(self) -> None:
        if not self.loads or any(one >= other for one, other in pairwise(self.loads)):
            raise ValueError("there is at least one load, and each speaks for a later day than the one before")
        known = {None, *self.loads[1:]}
        if any(one.first_seen not in known or one.rows < 1 for one in self.arrivals):
            raise ValueError(
                "every arrival has at least one row and comes with one of the loads after the first, or with none"
            )

    @property
    def as_at(self) -> date:
        """The day of the last load."""
        return self.loads[-1]

    @property
    def ahead(self) -> int:
        """Rows whose date is still to come, such as planned reviews: they are no events yet."""
        return sum(one.rows for one in self.arrivals if one.event > self.as_at)

    @cached_property
    def days(self) -> list[int]:
        """The loads' days as numbers."""
        return [load.toordinal() for load in self.loads]

    @cached_property
    def counted(self) -> list[Counted]:
        """The arrivals without those ahead. One that was ahead when it came counts from the first load on or after its day."""
        found = []
        for event, first_seen, rows in self.arrivals:
            day = event.toordinal()
            seen = self.days[0] if first_seen is None else first_seen.toordinal()
            load = bisect_left(self.days, max(day, seen))
            if load < len(self.days):
                found.append(Counted(day, load, rows, first_seen is None))
        return found

    @cached_property
    def newest(self) -> list[int | None]:
        """For each load the newest event known then, as a day's number; None before there was any."""
        by_load: list[int] = [0] * len(self.days)
        for one in self.counted:
            by_load[one.load] = max(by_load[one.load], one.event)
        return [day or None for day in accumulate(by_load, max)]

    @cached_property
    def last_new(self) -> list[int]:
        """For each load the last one, itself included, at which rows came to count: the present silence began with it. 0 before any did."""
        came = {one.load for one in self.counted}
        return [*accumulate((load if load in came else 0 for load in range(len(self.days))), max)]

    @cached_property
    def spacing(self) -> int:
        """The usual number of days from one load to the next, over the last year of loads; 0 where there is one load."""
        recent = [day for day in self.days if day >= self.days[-1] - YEAR]
        return round(median(later - day for day, later in pairwise(recent))) if len(recent) > 1 else 0

    def recorded(self, until: int) -> list[Recorded]:
        """What came in the year up to a load, but with the first load: rows of which it is known how long their recording took.

        A row dated more than a year before it came is left out: that is a correction, or old records brought in.
        """
        year = self.days[until] - YEAR
        came = [
            Recorded(one.load, self.days[one.load] - one.event, one.rows)
            for one in self.counted
            if not one.since_first and one.load <= until and self.days[one.load] > year
        ]
        return [one for one in came if one.delay <= YEAR]

    def rows_between(self, first: int, last: int) -> int:
        """Rows known now of events from one day to another, both included."""
        return sum(one.rows for one in self.counted if first <= one.event <= last)
