"""The dates of a single episode: real beginnings and ends, within the year and within the child's life."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, day, one_of


@rule("148", flags="episodes", fields=["DEC", "REC"])
def ended_by_half(episode: Any) -> Any:
    """Episode has an end date without a reason, or a reason without an end date.

    Only whether they are filled in: an unreadable date or an unknown reason counts as given. Both blank is an open
    episode.

    Fix: Complete both the end date and the reason the episode ended, or clear both if it is still open.
    """
    return blank(episode, "DEC") != blank(episode, "REC")


@rule("302", flags=["episodes", "header"], applies=lambda episode: episode.is_earliest, fields=["DECOM", "DOB"])
def care_before_birth(episode: Any, header: Any) -> Any:
    """The earliest episode begins earlier than the child's date of birth.

    Only the child's earliest episode this year; the day of birth passes.

    Fix: Correct DOB or DECOM; care cannot start before birth.
    """
    return header.DOB > episode.DECOM


@rule(
    "352", flags="episodes", fields=["DECOM", "RNE"],
    applies=lambda episode: one_of(episode.RNE.upper(), ("S",)),
)  # fmt: skip
def care_starts_as_an_adult(episode: Any, header: Any) -> Any:
    """Care is recorded as starting on or after the 18th birthday.

    The birthday itself is flagged. Without a date of birth in the header, or a readable start, nothing is.

    Fix: Check DOB, DECOM and RNE; nobody can start being looked after at 18 or over.
    """
    return birthday(header.DOB, 18) <= episode.DECOM


@rule("353", flags="episodes", fields=["DECOM"])
def starts_before_the_children_act(episode: Any) -> Any:
    """An episode has a start date too long ago (the Children Act began on 14 October 1991).

    That day itself passes, and so does a blank.

    Fix: Correct DECOM.
    """
    return day(1991, 10, 14) > episode.DECOM


@rule("354", flags="episodes", fields=["DECOM"])
def starts_after_the_year(episode: Any) -> Any:
    """An episode starts after the end of the collection year.

    31 March passes, and so does a blank.

    Fix: Correct DECOM or leave the episode for next year's return.
    """
    return episode.collection.end < episode.DECOM


@rule("355", flags="episodes", fields=["DECOM", "DEC"])
def starts_and_ends_on_the_same_day(episode: Any) -> Any:
    """The episode starts and ends on the same day.

    Compared as written: 1/4/2024 is not 01/04/2024, but two equal texts that are no dates are flagged. Two blanks
    pass here, though not in the peer.

    Fix: Check the dates; an episode should last at least 24 hours or else be removed.
    """
    return episode.text.DECOM == episode.text.DEC


@rule("356", flags="episodes", fields=["DECOM"])
def ends_before_it_starts(episode: Any) -> Any:
    """The episode ends before it starts.

    The same day passes.

    Fix: Correct DECOM or DEC.
    """
    return episode.DEC < episode.DECOM


@rule("385", flags="episodes", fields=["DEC"])
def ends_after_the_year(episode: Any) -> Any:
    """An episode ends after the end of the collection year.

    31 March passes, and so does a blank.

    Fix: Clear or correct DEC; if the episode was still open on 31 March leave DEC blank.
    """
    return episode.collection.end < episode.DEC
