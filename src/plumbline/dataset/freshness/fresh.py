"""A table's freshness, all of it: what the weekly page and ``plumbline freshness`` show."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from plumbline.dataset.freshness.history import TableHistory
from plumbline.dataset.freshness.lateness import FEWEST_LOADS, Lateness, Verdict, events_a_day, lateness
from plumbline.dataset.freshness.recording import Delay, recording_delay
from plumbline.dataset.freshness.still_to_come import StillToCome, Window, still_to_come, usual_number

#: So many months, the present one included, are looked at: what happened earlier is mostly in.
_MONTHS = 3


@dataclass(frozen=True)
class MonthIn:
    """What of a month is in, and what is missing. The present month is taken up to the last load."""

    month: date
    coming: StillToCome


@dataclass(frozen=True)
class TableFreshness:
    """``months`` has the oldest first, and ``still_to_come`` is of the three together.

    Both are empty where they are not known, as where the verdict is too early or too rare, whose reason is theirs. ``ahead`` counts
    rows dated after the last load, which are no events yet.
    """

    table: str
    as_at: date
    lateness: Lateness
    delay: Delay | None
    months: tuple[MonthIn, ...]
    still_to_come: StillToCome | None
    ahead: int

    @property
    def late(self) -> bool:
        """Whether somebody should ask why nothing comes in."""
        return self.lateness.verdict is Verdict.LATE


def freshness(history: TableHistory) -> TableFreshness:
    """Everything that the loads say of a table as at the last of them."""
    found = lateness(history)
    delay = recording_delay(history) if len(history.loads) >= FEWEST_LOADS else None
    months: tuple[MonthIn, ...] = ()
    together: StillToCome | None = None
    if found.verdict in (Verdict.ON_TIME, Verdict.LATE):
        usual, late = usual_number(history, events_a_day(history) or 0.0), found.verdict is Verdict.LATE
        windows = [*_months(history.as_at)]
        months = tuple(MonthIn(month, still_to_come(history, of, usual, late=late)) for month, of in windows)
        whole = Window(windows[-1][1].youngest, windows[0][1].oldest)
        together = still_to_come(history, whole, usual, late=late)
    return TableFreshness(history.table, history.as_at, found, delay, months, together, history.ahead)


def _months(as_at: date) -> Iterator[tuple[date, Window]]:
    """The last months up to a day, the oldest first, by their first day."""
    firsts = [as_at.replace(day=1)]
    while len(firsts) < _MONTHS:
        firsts.append((firsts[-1] - timedelta(days=1)).replace(day=1))
    lasts = [as_at, *(first - timedelta(days=1) for first in firsts[:-1])]
    for first, last in zip(reversed(firsts), reversed(lasts), strict=True):
        yield first, Window((as_at - last).days, (as_at - first).days)
