"""Whether a table is late: nothing new comes in, or nothing of late, for longer than its rhythm and its own past allow."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from heapq import nlargest
from math import log
from statistics import median
from typing import NamedTuple

from plumbline.dataset.freshness.history import YEAR, TableHistory
from plumbline.dataset.freshness.recording import known_days
from plumbline.wording import counted

#: With fewer loads than this nothing is known of how long silences usually are.
FEWEST_LOADS = 6
#: A table with fewer events a year is silent for months without any fault.
FEWEST_EVENTS = 24
#: So many days with events are missed, were they Poisson, where a silence has a chance of one in 100, an old newest event of one in 2,000.
_MISSED, _MISSED_OF_LATE = log(100), log(2000)
#: The newest event is older than so many times the greatest age in the year before.
_BEYOND_USUAL = 1.5
#: Of fewer waits the longest is usual.
_FEWEST_WAITS = 4
#: No silence that a holiday explains is one, in days.
_HOLIDAY = 14
#: What happened in the last days is mostly not recorded yet, and less than so many days give no rate.
_UNSETTLED, _FEWEST_DAYS = 30, 90


class Verdict(StrEnum):
    """What can be said of a table."""

    ON_TIME = "on time"
    LATE = "late"
    TOO_EARLY = "too early to tell"
    TOO_RARE = "too rare to tell"


class Rhythm(NamedTuple):
    """How many events there are in a day, and on which share of all days there is one: siblings' events are often of one day."""

    events: float
    days: float


@dataclass(frozen=True)
class Waiting:
    """How many days one has waited at the last load, and of the waits of the year before this one the ``median`` and the ``usual``.

    A wait is as long as at the last load before it ended. ``usual`` is the longest but one of at least four, so that one failure
    of the copy doesn't hide the next.
    """

    days: int
    median: int
    usual: int


@dataclass(frozen=True)
class Lateness:
    """What is known of a table's rhythm, as at the last load; None where it is not known.

    ``why`` is the verdict's reason, in a sentence. ``age`` is the wait since the newest event, ``silence`` that since the last load
    which brought a row, and ``a_year`` the usual number of events in a year.
    """

    verdict: Verdict
    why: str
    newest: date | None = None
    age: Waiting | None = None
    silence: Waiting | None = None
    a_year: float | None = None


def lateness(history: TableHistory) -> Lateness:
    """The verdict: late where so long a silence, or so old a newest event, has hardly any chance and is not usual."""
    newest = history.newest[-1]
    if newest is None:
        return Lateness(*_without_events(history))
    age, silence, usual = _age(history), _silence(history), rhythm(history)
    verdict, why = _verdict(history, age, silence, usual)
    return Lateness(verdict, why, date.fromordinal(newest), age, silence, usual.events * YEAR if usual else None)


def _without_events(history: TableHistory) -> tuple[Verdict, str]:
    if len(history.loads) < FEWEST_LOADS:
        return Verdict.TOO_EARLY, _too_few(history)
    return Verdict.TOO_RARE, "No event of it has been loaded yet."


def _too_few(history: TableHistory) -> str:
    return f"This is load {len(history.loads)} with it; {FEWEST_LOADS} are needed."


def _verdict(history: TableHistory, age: Waiting, silence: Waiting, usual: Rhythm | None) -> tuple[Verdict, str]:
    if len(history.loads) < FEWEST_LOADS:
        return Verdict.TOO_EARLY, _too_few(history)
    if usual is None:
        return Verdict.TOO_EARLY, f"Its events reach back fewer than the {_FEWEST_DAYS} days that are needed."
    if usual.events * YEAR < FEWEST_EVENTS:
        return (
            Verdict.TOO_RARE,
            f"It has about {counted(round(usual.events * YEAR), 'event')} a year; {FEWEST_EVENTS} are needed.",
        )
    # Where rows come in batches, no row can be missed until the next batch is due.
    if usual.days * (silence.days - silence.median) > _MISSED and silence.days > max(silence.usual, _HOLIDAY):
        before = f"up to {silence.usual} is usual" if silence.usual else "nearly every load of the year before had some"
        return Verdict.LATE, f"Nothing new has come in for {silence.days} days; {before}."
    said = f"Its newest event is {counted(age.days, 'day')} old; up to {age.usual} is usual."
    too_old = age.days > max(_BEYOND_USUAL * age.usual, _HOLIDAY)
    if too_old and usual.days * known_days(history, age.days) > _MISSED_OF_LATE:
        return Verdict.LATE, said
    return Verdict.ON_TIME, said


def rhythm(history: TableHistory) -> Rhythm | None:
    """The usual rhythm; None where the table's events reach back too few days, or there are none.

    Counted over the year before the last 30 days, or before the newest event where that is older: a table that stopped long ago is
    not called rare.
    """
    newest = history.newest[-1]
    if newest is None:
        return None
    last = min(history.days[-1] - _UNSETTLED, newest)
    first = max(last - YEAR + 1, min(one.event for one in history.counted))
    length = last - first + 1
    if length < _FEWEST_DAYS:
        return None
    eventful = {one.event for one in history.counted if first <= one.event <= last}
    return Rhythm(history.rows_between(first, last) / length, len(eventful) / length)


def _age(history: TableHistory) -> Waiting:
    """Since the newest event; a wait ends with a newer one."""
    return _waiting(
        [(day, known) for day, known in zip(history.days, history.newest, strict=True) if known is not None]
    )


def _silence(history: TableHistory) -> Waiting:
    """Since the last load at which rows came to count; a wait ends with the next such load."""
    return _waiting([*zip(history.days, (history.days[last] for last in history.last_new), strict=True)])


def _waiting(waits: list[tuple[int, int]]) -> Waiting:
    """Of the loads' days and the days since which was waited at them."""
    last, since = waits[-1]
    before = {start: day - start for day, start in waits if start < since and day > since - YEAR}.values()
    at_its_begin = min(day for day, start in waits if start == since) - since
    longest = nlargest(1 if len(before) < _FEWEST_WAITS else 2, before)
    return Waiting(last - since, round(median(before or [0])), max([at_its_begin, *longest[-1:]]))
