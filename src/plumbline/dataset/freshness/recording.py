"""How long it takes until an event is recorded: measured over the loads of a year, no finer than they are apart."""

from dataclasses import dataclass
from statistics import quantiles

from plumbline.dataset.freshness.history import TableHistory

#: A 90th percentile of fewer rows says nothing.
_FEWEST_ROWS = 10


@dataclass(frozen=True)
class Delay:
    """Days from an event to the first load that held it: the median and the 90th percentile of so many ``rows``.

    ``resolution`` is how far the loads are usually apart: nothing finer can be said.
    """

    median: int
    ninetieth: int
    rows: int
    resolution: int


def recording_delay(history: TableHistory) -> Delay | None:
    """Of the rows that the loads of the last year brought; None where they are fewer than ten.

    Rows are taken by when they came, not by their date: of recent events only those recorded soon are known (right truncation;
    Kalbfleisch and Lawless 1989), while what comes in a year has delays of every length.
    """
    delays = sorted(one.delay for one in history.recorded(len(history.days) - 1) for _ in range(one.rows))
    if len(delays) < _FEWEST_ROWS:
        return None
    tenths = quantiles(delays, n=10, method="inclusive")
    return Delay(round(tenths[4]), round(tenths[8]), len(delays), history.spacing)


def known_days(history: TableHistory, days: int) -> float:
    """Of the last so many days, for how many days' worth of events one usually has rows: those not recorded yet are left out.

    A row waits half the loads' spacing, on average, between its being recorded and the load. Without any delay known, 0.
    """
    recorded = history.recorded(len(history.days) - 1)
    rows = sum(one.rows for one in recorded)
    wait = history.spacing / 2
    known = sum(one.rows * max(0.0, days - max(0.0, one.delay - wait)) for one in recorded)
    return known / rows if rows else 0.0
