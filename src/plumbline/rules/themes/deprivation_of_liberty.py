"""Deprivation of liberty orders, from the 2027 return."""

from typing import Any

from plumbline.rules.authors import Dolo, Episode, Period
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, filled, known, no, none_of, one_of, same, unreadable


@rule("700", flags="dolo", fields=["DOLO_START"], since=2027)
def order_start_missing_or_unreadable(dolo: Dolo) -> Any:
    """Deprivation of liberty order has no start date, or one that cannot be read.

    How long a child was deprived of liberty is counted from the order's first day, so every order needs a real one.
    A blank is flagged, and so is a date of which a part is unknown (ZZ).

    Fix: Enter the day from which the court allowed it in DOLO_START, as dd/mm/yyyy.
    """
    return no(dolo.DOLO_START)


@rule("701", flags="dolo", fields=["DOLO_END"], since=2027)
def order_end_unreadable(dolo: Dolo) -> Any:
    """Deprivation of liberty order has an end date that cannot be read.

    How long a child was deprived of liberty is counted to the order's last day, so a given end must be a real date.
    A blank means that the order still runs, and passes.

    Fix: Write a real day in DOLO_END, as dd/mm/yyyy; while the order runs, leave it blank.
    """
    return unreadable(dolo, "DOLO_END")


@rule("702", flags="dolo", fields=["DOLO_START", "DOLO_END"], since=2027)
def order_ends_by_the_day_it_starts(dolo: Dolo) -> Any:
    """Deprivation of liberty order ends on or before the day it starts.

    An order lasts at least a day, so if it ends before it starts, or on the same day, one of its dates is wrong.
    Where either date is blank or can't be read nothing is compared.

    Fix: See which of DOLO_START and DOLO_END is mistyped, and correct it.
    """
    return dolo.DOLO_END <= dolo.DOLO_START


@rule("703", flags="dolo", fields=["DOLO_START"], since=2027)
def order_starts_after_the_year(dolo: Dolo) -> Any:
    """Deprivation of liberty order starts after 31 March, the last day of the collection year.

    The return covers what happened up to 31 March, so an order that starts later is not part of it or is mistyped.
    31 March itself passes.

    Fix: Correct DOLO_START, or keep the order for next year's return.
    """
    return dolo.collection.end < dolo.DOLO_START


@rule("704", flags="dolo", fields=["DOLO_END"], since=2027)
def order_ended_outside_the_year(dolo: Dolo) -> Any:
    """Deprivation of liberty order ended before 1 April or after 31 March of the collection year.

    The return covers what happened from 1 April to 31 March: an order that ended before is over, and a later end
    isn't known yet. The two days themselves pass, and so does an order without an end.

    Fix: Correct DOLO_END; take out an order that was over before 1 April, and leave the end blank if it ran past 31
    March.
    """
    return (dolo.collection.start > dolo.DOLO_END) | (dolo.collection.end < dolo.DOLO_END)


@rule("705", flags="dolo", fields=["DOLO_START", "DOLO_END"], since=2027)
def order_starts_while_another_runs(dolo: Dolo) -> Any:
    """Deprivation of liberty order starts before the child's previous order has ended.

    A child is under one order at a time, so the next can only start once the last has ended; otherwise its days
    count twice. The child's orders are taken in order of end date (of start date where there is none), and each is
    compared with the one just before it. A start on the day the previous order ended passes.

    Fix: Enter when the earlier order ended, or correct whichever date makes the two overlap.
    """
    still_running = no(dolo.previous.DOLO_END) | (dolo.DOLO_START < dolo.previous.DOLO_END)
    return dolo.has_previous & still_running


@rule(
    "706", flags="dolo_last", fields=["DOLO_START"], since=2027, partner="none",
    where=lambda dolo_last: blank(dolo_last, "DOLO_END"),
)  # fmt: skip
def open_order_not_carried_over(dolo_last: Dolo, dolo: Dolo) -> Any:
    """Deprivation of liberty order was open at the end of last year, but is not in this year's return.

    An order still running on 31 March goes on into this year, so this year's return must hold it too. The child
    must have an order this year with the start date written in the same way. Last year's order is the one flagged,
    as there is none this year to point to.

    Fix: Report the order again this year, with the start date it had, and its end if it has ended since.
    """
    return same(dolo.text.DOLO_START, dolo_last.text.DOLO_START)


@rule(
    "707", flags="dolo", fields=["DOLO_END"], since=2027, partner="none",
    where=lambda dolo: known(dolo.DOLO_START) & dolo.child.has_dated_episode,
)  # fmt: skip
def order_outside_every_period_of_care(dolo: Dolo, period: Period) -> Any:
    """Deprivation of liberty order is not within any period in which the child was in care.

    These orders are returned for children in care, so each must fit into a time in care. An order without an end
    needs a period of care that is still open and began by the order's start; one with an end must end within a
    period. An end that can't be read counts as none; children without a dated episode are not judged.

    Fix: Correct the dates of the order or of the child's episodes; an order ends with care at the latest.
    """
    still_open = no(dolo.DOLO_END) & no(period.end) & (period.start <= dolo.DOLO_START)
    by_end = no(period.end) | (period.end >= dolo.DOLO_END)
    return still_open | ((period.start <= dolo.DOLO_END) & by_end)


@rule("708", flags="dolo", fields=["DOLO_START"], since=2027)
def order_starts_by_the_day_of_birth(dolo: Dolo) -> Any:
    """Deprivation of liberty order starts on or before the day the child was born.

    No order can be made for a child before birth, and hardly on the day of it, so one of the dates is wrong. The
    date of birth is the one given with the order.

    Fix: See which of DOLO_START and DOB is mistyped, and correct it.
    """
    return dolo.DOLO_START <= dolo.DOB


def _overlap(dolo: Dolo, episode: Episode) -> Any:
    starts_in_time = (dolo.DOLO_START <= episode.DEC) | no(episode.DEC)
    return filled(dolo, "DOLO_START") & starts_in_time & (dolo.DOLO_END >= episode.DECOM)


@rule("709", flags=["dolo", "episodes"], fields=["DOLO_START", "PLACE"], since=2027)
def order_in_an_unusual_placement(dolo: Dolo, episode: Episode) -> Any:
    """Deprivation of liberty order overlaps a placement of a type that seldom goes with one.

    An order that deprives a child of liberty mostly goes with a children's home (K2) or placements Z12 and Z13, so
    any other is worth a look. The order is flagged, and so is each episode that overlaps it with another placement
    type, or none. Orders without an end are not looked at.

    Fix: Check where the child lived and from when the order ran; if both are right, be ready to explain it.
    """
    return _overlap(dolo, episode) & none_of(episode.PLACE, ("K2", "Z12", "Z13"), blank=True)


@rule("710", flags=["dolo", "episodes"], fields=["DOLO_START", "PLACE"], since=2027)
def order_in_a_placement_that_rules_it_out(dolo: Dolo, episode: Episode) -> Any:
    """Deprivation of liberty order overlaps a placement of a type that cannot go with one.

    No such order goes with a secure children's home (K1), placement with parents (P1), custody (R5) or supported
    accommodation (K3), so the placement type or one of the dates must be wrong. The order is flagged, and so is
    each such episode that overlaps it. Orders without an end are not looked at.

    Fix: Check the placement type, and whether the order had ended before this stay.
    """
    return _overlap(dolo, episode) & one_of(episode.PLACE, ("K1", "P1", "R5", "K3"))
