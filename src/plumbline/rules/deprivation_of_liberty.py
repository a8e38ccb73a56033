"""Deprivation of liberty orders, from the 2027 return."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, filled, none_of, one_of, same, unreadable


@rule("700", flags="dolo", fields=["DOLO_START"], since=2027)
def order_start_missing_or_unreadable(dolo: Any) -> Any:
    """Order has no start date, or one that cannot be read.

    Dates with unknown parts are not valid here.

    Fix: Put the day on which the court let it start, dd/mm/yyyy.
    """
    return dolo.DOLO_START.isnull()


@rule("701", flags="dolo", fields=["DOLO_END"], since=2027)
def order_end_unreadable(dolo: Any) -> Any:
    """Order has an end date that cannot be read.

    A blank passes.

    Fix: Write a real day in DOLO_END; while the order runs, it stays blank.
    """
    return unreadable(dolo, "DOLO_END")


@rule("702", flags="dolo", fields=["DOLO_START", "DOLO_END"], since=2027)
def order_ends_by_the_day_it_starts(dolo: Any) -> Any:
    """Order ends no later than the day on which it starts.

    The same day is flagged.

    Fix: See which of DOLO_START and DOLO_END is mistyped.
    """
    return dolo.DOLO_END <= dolo.DOLO_START


@rule("703", flags="dolo", fields=["DOLO_START"], since=2027)
def order_starts_after_the_year(dolo: Any) -> Any:
    """Order starts beyond the last day of the collection year.

    31 March itself passes.

    Fix: Put DOLO_START right; an order of next year is for next year's return.
    """
    return dolo.collection.end < dolo.DOLO_START


@rule("704", flags="dolo", fields=["DOLO_END"], since=2027)
def order_ended_outside_the_year(dolo: Any) -> Any:
    """Order's end is not a day of the collection year.

    1 April and 31 March themselves pass, and so does an order without an end.

    Fix: Put DOLO_END right, or drop an order that was over by 31 March before.
    """
    return (dolo.collection.start > dolo.DOLO_END) | (dolo.collection.end < dolo.DOLO_END)


@rule("705", flags="dolo", fields=["DOLO_START", "DOLO_END"], since=2027)
def order_starts_while_another_runs(dolo: Any) -> Any:
    """Order starts before the child's previous order has ended.

    In order of end date (start date where there is none). A start on the day the previous order ended passes.

    Fix: Close the order that came first, or put right whichever dates make them run together.
    """
    still_running = dolo.previous.DOLO_END.isnull() | (dolo.DOLO_START < dolo.previous.DOLO_END)
    return dolo.has_previous & still_running


@rule(
    "706", flags="dolo_last", fields=["DOLO_START"], since=2027, partner="none",
    where=lambda dolo_last: blank(dolo_last, "DOLO_END"),
)  # fmt: skip
def open_order_not_carried_over(dolo_last: Any, dolo: Any) -> Any:
    """Order that ran on at the end of last year is not in this year's return.

    The row flagged is last year's, for there is none this year; the peer files it under this year's table. Starts are
    compared as text.

    Fix: Report the order again this year, with the start date it had.
    """
    return same(dolo.text.DOLO_START, dolo_last.text.DOLO_START)


@rule(
    "707", flags="dolo", fields=["DOLO_END"], since=2027, partner="none",
    where=lambda dolo: dolo.DOLO_START.notnull() & dolo.child.has_dated_episode,
)  # fmt: skip
def order_outside_every_period_of_care(dolo: Any, period: Any) -> Any:
    """Order is not within any time in which the child was in care.

    An order without an end needs an open period that began by its start; one with an end must end within a period. An
    unreadable end counts as missing.

    Fix: An order ends with care at the latest: put right its dates or those of the episodes.
    """
    still_open = dolo.DOLO_END.isnull() & period.end.isnull() & (period.start <= dolo.DOLO_START)
    by_end = period.end.isnull() | (period.end >= dolo.DOLO_END)
    return still_open | ((period.start <= dolo.DOLO_END) & by_end)


@rule("708", flags="dolo", fields=["DOLO_START"], since=2027)
def order_starts_by_the_day_of_birth(dolo: Any) -> Any:
    """Order starts no later than the day of birth.

    By the date of birth in the row itself; the same day is flagged.

    Fix: See which of DOLO_START and DOB is mistyped.
    """
    return dolo.DOLO_START <= dolo.DOB


def _overlap(dolo: Any, episode: Any) -> Any:
    starts_in_time = (dolo.DOLO_START <= episode.DEC) | episode.DEC.isnull()
    return filled(dolo, "DOLO_START") & starts_in_time & (dolo.DOLO_END >= episode.DECOM)


@rule("709", flags=["dolo", "episodes"], fields=["DOLO_START", "PLACE"], since=2027)
def order_in_an_unusual_placement(dolo: Any, episode: Any) -> Any:
    """Order runs while the child is in a placement that seldom goes with one.

    Placements other than K2, Z12 and Z13, a blank included; orders without an end are not examined.

    Fix: Look up where the child lived and from when the order ran; if both are right, say so to the collection's
    helpdesk.
    """
    return _overlap(dolo, episode) & none_of(episode.PLACE, ("K2", "Z12", "Z13"), blank=True)


@rule("710", flags=["dolo", "episodes"], fields=["DOLO_START", "PLACE"], since=2027)
def order_in_a_placement_that_rules_it_out(dolo: Any, episode: Any) -> Any:
    """Order runs while the child is in a placement that cannot go with one.

    K1, P1, R5 and K3; orders without an end are not examined.

    Fix: See whether PLACE is another, or whether the order had ended before this stay.
    """
    return _overlap(dolo, episode) & one_of(episode.PLACE, ("K1", "P1", "R5", "K3"))
