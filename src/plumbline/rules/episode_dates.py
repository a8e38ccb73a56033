"""The dates of a single episode: real beginnings and ends, within the year and within the child's life."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, day, one_of


@rule("148", flags="episodes", fields=["DEC", "REC"])
def ended_by_half(episode: Any) -> Any:
    """End date and reason for ending are not both given or both blank.

    Only whether they are filled in: an unreadable date or an unknown reason counts as given. Both blank is an open
    episode.

    Fix: Give the episode its other half; where it has not ended, both stay empty.
    """
    return blank(episode, "DEC") != blank(episode, "REC")


@rule("302", flags=["episodes", "header"], applies=lambda episode: episode.is_earliest, fields=["DECOM", "DOB"])
def care_before_birth(episode: Any, header: Any) -> Any:
    """First episode starts on a day before the child's date of birth.

    Only the child's earliest episode this year; the day of birth passes.

    Fix: One of the two dates is mistyped: compare DOB and DECOM with the case file.
    """
    return header.DOB > episode.DECOM


@rule(
    "352", flags="episodes", fields=["DECOM", "RNE"],
    applies=lambda episode: one_of(episode.RNE.upper(), ("S",)),
)  # fmt: skip
def care_starts_as_an_adult(episode: Any, header: Any) -> Any:
    """Child comes into care at the age of 18 or more.

    The birthday itself is flagged. Without a date of birth in the header, or a readable start, nothing is.

    Fix: See whether DOB or DECOM is mistyped, or whether RNE should not be S: care starts before 18.
    """
    return birthday(header.DOB, 18) <= episode.DECOM


@rule("353", flags="episodes", fields=["DECOM"])
def starts_before_the_children_act(episode: Any) -> Any:
    """Episode start lies before 14 October 1991, when the Children Act 1989 came into force.

    That day itself passes, and so does a blank.

    Fix: Correct DECOM.
    """
    return day(1991, 10, 14) > episode.DECOM


@rule("354", flags="episodes", fields=["DECOM"])
def starts_after_the_year(episode: Any) -> Any:
    """Episode start lies beyond the last day of the collection year.

    31 March passes, and so does a blank.

    Fix: Put DECOM right, or keep the episode back: it belongs to a later return.
    """
    return episode.collection.end < episode.DECOM


@rule("355", flags="episodes", fields=["DECOM", "DEC"])
def starts_and_ends_on_the_same_day(episode: Any) -> Any:
    """Episode ends on the day it started.

    Compared as written: 1/4/2024 is not 01/04/2024, but two equal texts that are no dates are flagged. Two blanks
    pass here, though not in the peer.

    Fix: Take the episode out if no night was spent, or put the dates right.
    """
    return episode.text.DECOM == episode.text.DEC


@rule("356", flags="episodes", fields=["DECOM"])
def ends_before_it_starts(episode: Any) -> Any:
    """Episode end lies before its start.

    The same day passes.

    Fix: One of DECOM and DEC is mistyped: compare both with the case file.
    """
    return episode.DEC < episode.DECOM


@rule("385", flags="episodes", fields=["DEC"])
def ends_after_the_year(episode: Any) -> Any:
    """Episode end lies beyond the last day of the collection year.

    31 March passes, and so does a blank.

    Fix: Put DEC right, or take it out if the stay went on past 31 March.
    """
    return episode.collection.end < episode.DEC
