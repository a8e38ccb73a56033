"""How long it takes until an event is recorded: measured over the loads of a year, no finer than they are apart."""

from dataclasses import dataclass
from statistics import quantiles

from plumbline.dataset.freshness.history import YEAR, TableHistory

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
    """Of the rows that came with the loads of the last year, but for the first load's; None where they are fewer than ten.

    Rows are taken by when they came, not by their date: of recent events only those recorded soon are known (right truncation;
    Kalbfleisch and Lawless 1989), while what comes in a year has delays of every length.
    """
    delays = sorted(delay for delay, rows in delays_of_a_year(history) for _ in range(rows))
    if len(delays) < _FEWEST_ROWS:
        return None
    tenths = quantiles(delays, n=10, method="inclusive")
    return Delay(round(tenths[4]), round(tenths[8]), len(delays), history.spacing)


def delays_of_a_year(history: TableHistory) -> list[tuple[int, int]]:
    """For the rows that came with the loads of the last year: days from event to load, and how many rows. Without the first load's."""
    since = history.days[-1] - YEAR
    return [
        (history.days[one.load] - one.event, one.rows)
        for one in history.counted
        if not one.since_first and history.days[one.load] > since
    ]


def known_days(history: TableHistory, days: int) -> float:
    """Of the last so many days, for how many days' worth of events one usually has rows: those not recorded yet are left out.

    A row waits half the loads' spacing, on average, between its being recorded and the load. Without any delay known, 0.
    """
    delays = delays_of_a_year(history)
    rows = sum(of for _, of in delays)
    wait = history.spacing / 2
    return sum(of * max(0.0, days - max(0.0, delay - wait)) for delay, of in delays) / rows if rows else 0.0
