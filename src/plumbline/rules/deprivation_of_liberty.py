"""Deprivation of liberty orders, from the 2027 return."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, filled, none_of, one_of, same, unreadable


@rule("700", flags="dolo", fields=["DOLO_START"], since=2027)
def order_start_missing_or_unreadable(dolo: Any) -> Any:
    """Start date of a deprivation of liberty order is missing or not a valid date.

    Dates with unknown parts are not valid here.

    Fix: Enter the start date as dd/mm/yyyy.
    """
    return dolo.DOLO_START.isnull()


@rule("701", flags="dolo", fields=["DOLO_END"], since=2027)
def order_end_unreadable(dolo: Any) -> Any:
    """End date of a deprivation of liberty order is not a valid date.

    A blank passes.

    Fix: Enter the end date as dd/mm/yyyy, or leave it empty if the order is still running.
    """
    return unreadable(dolo, "DOLO_END")


@rule("702", flags="dolo", fields=["DOLO_START", "DOLO_END"], since=2027)
def order_ends_by_the_day_it_starts(dolo: Any) -> Any:
    """Deprivation of liberty order does not end after it starts.

    The same day is flagged.

    Fix: Correct the start or the end date.
    """
    return dolo.DOLO_END <= dolo.DOLO_START


@rule("703", flags="dolo", fields=["DOLO_START"], since=2027)
def order_starts_after_the_year(dolo: Any) -> Any:
    """Deprivation of liberty order has a start date later than 31 March of this return.

    31 March itself passes.

    Fix: Correct the start date or leave the order for next year's return.
    """
    return dolo.collection.end < dolo.DOLO_START


@rule("704", flags="dolo", fields=["DOLO_END"], since=2027)
def order_ended_outside_the_year(dolo: Any) -> Any:
    """Deprivation of liberty order ended outside the collection year.

    1 April and 31 March themselves pass, and so does an order without an end.

    Fix: Correct the end date, or take out an order that ended before the year began.
    """
    return (dolo.collection.start > dolo.DOLO_END) | (dolo.collection.end < dolo.DOLO_END)


@rule("705", flags="dolo", fields=["DOLO_START", "DOLO_END"], since=2027)
def order_starts_while_another_runs(dolo: Any) -> Any:
    """Deprivation of liberty order starts while the previous one is still running.

    In order of end date (start date where there is none). A start on the day the previous order ended passes.

    Fix: End the earlier order, or correct the overlapping dates.
    """
    still_running = dolo.previous.DOLO_END.isnull() | (dolo.DOLO_START < dolo.previous.DOLO_END)
    return dolo.has_previous & still_running


@rule(
    "706", flags="dolo_last", fields=["DOLO_START"], since=2027, partner="none",
    where=lambda dolo_last: blank(dolo_last, "DOLO_END"),
)  # fmt: skip
def open_order_not_carried_over(dolo_last: Any, dolo: Any) -> Any:
    """Deprivation of liberty order left open last year is not carried into this year.

    The row flagged is last year's, for there is none this year; the peer files it under this year's table. Starts are
    compared as text.

    Fix: Add the order that was open at 31 March to this year's return with its original start date.
    """
    return same(dolo.text.DOLO_START, dolo_last.text.DOLO_START)


@rule(
    "707", flags="dolo", fields=["DOLO_END"], since=2027, partner="none",
    where=lambda dolo: dolo.DOLO_START.notnull() & dolo.child.has_dated_episode,
)  # fmt: skip
def order_outside_every_period_of_care(dolo: Any, period: Any) -> Any:
    """Deprivation of liberty order lies outside, or outlasts, the child's periods of care.

    An order without an end needs an open period that began by its start; one with an end must end within a period. An
    unreadable end counts as missing.

    Fix: End the order on or before the day the child stopped being looked after, or correct the dates.
    """
    still_open = dolo.DOLO_END.isnull() & period.end.isnull() & (period.start <= dolo.DOLO_START)
    by_end = period.end.isnull() | (period.end >= dolo.DOLO_END)
    return still_open | ((period.start <= dolo.DOLO_END) & by_end)


@rule("708", flags="dolo", fields=["DOLO_START"], since=2027)
def order_starts_by_the_day_of_birth(dolo: Any) -> Any:
    """Deprivation of liberty order starts on or before the child's date of birth.

    By the date of birth in the row itself; the same day is flagged.

    Fix: Correct the start date or the date of birth.
    """
    return dolo.DOLO_START <= dolo.DOB


def _overlap(dolo: Any, episode: Any) -> Any:
    starts_in_time = (dolo.DOLO_START <= episode.DEC) | episode.DEC.isnull()
    return filled(dolo, "DOLO_START") & starts_in_time & (dolo.DOLO_END >= episode.DECOM)


@rule("709", flags=["dolo", "episodes"], fields=["DOLO_START", "PLACE"], since=2027)
def order_in_an_unusual_placement(dolo: Any, episode: Any) -> Any:
    """Deprivation of liberty order overlaps a placement type not normally used with one.

    Placements other than K2, Z12 and Z13, a blank included; orders without an end are not examined.

    Fix: Check the placement type and the order's dates; confirm if the placement really is of another type.
    """
    return _overlap(dolo, episode) & none_of(episode.PLACE, ("K2", "Z12", "Z13"), blank=True)


@rule("710", flags=["dolo", "episodes"], fields=["DOLO_START", "PLACE"], since=2027)
def order_in_a_placement_that_rules_it_out(dolo: Any, episode: Any) -> Any:
    """Child under a deprivation of liberty order is in a placement type that rules it out.

    K1, P1, R5 and K3; orders without an end are not examined.

    Fix: Correct the placement type, or the order's dates if the order did not cover this episode.
    """
    return _overlap(dolo, episode) & one_of(episode.PLACE, ("K1", "P1", "R5", "K3"))
