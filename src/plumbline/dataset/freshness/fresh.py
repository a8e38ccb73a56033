"""A table's freshness, all of it: what the weekly page and ``plumbline freshness`` show."""

from dataclasses import dataclass
from datetime import date, timedelta

from plumbline.dataset.freshness.history import YEAR, TableHistory
from plumbline.dataset.freshness.lateness import FEWEST_LOADS, Lateness, Verdict, lateness
from plumbline.dataset.freshness.recording import Delay, recording_delay
from plumbline.dataset.freshness.still_to_come import StillToCome, Window, still_to_come, usual_number

#: So many months, the present one included, are looked at: what happened earlier is mostly in.
_MONTHS = 3


@dataclass(frozen=True)
class MonthIn:
    """What of a month is in, and what is missing, from its first day to its last, or to the last load's."""

    first: date
    last: date
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
    if found.a_year and found.verdict in (Verdict.ON_TIME, Verdict.LATE):
        usual, late = usual_number(history, found.a_year / YEAR), found.verdict is Verdict.LATE
        spans = _months(history.as_at)
        months = tuple(
            MonthIn(first, last, still_to_come(history, _back(history, first, last), usual, late=late))
            for first, last in spans
        )
        whole = _back(history, spans[0][0], history.as_at)
        together = still_to_come(history, whole, usual, late=late)
    return TableFreshness(history.table, history.as_at, found, delay, months, together, history.ahead)


def _months(as_at: date) -> list[tuple[date, date]]:
    """The last months up to a day, the oldest first, each from its first day to its last."""
    spans = [(as_at.replace(day=1), as_at)]
    while len(spans) < _MONTHS:
        last = spans[0][0] - timedelta(days=1)
        spans.insert(0, (last.replace(day=1), last))
    return spans


def _back(history: TableHistory, first: date, last: date) -> Window:
    """A span as days before the last load."""
    return Window((history.as_at - last).days, (history.as_at - first).days)
