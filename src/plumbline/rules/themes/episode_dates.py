"""The dates of a single episode: real beginnings and ends, within the year and within the child's life."""

from typing import Any

from plumbline.rules.authors import Episode, Header
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, day, one_of


@rule("148", flags="episodes", fields=["DEC", "REC"])
def ended_by_half(episode: Episode) -> Any:
    """Only one of the end date and the reason for ending is filled in.

    An episode that ended has a day and a reason; one without the other leaves open whether the child moved or left
    care. Both blank is an open episode. Only whether they are filled in is looked at, not whether they are right.

    Fix: Enter the end date or the reason that is missing; if the episode has not ended, clear both.
    """
    return blank(episode, "DEC") != blank(episode, "REC")


@rule("302", flags=["episodes", "header"], applies=lambda episode: episode.is_earliest, fields=["DECOM", "DOB"])
def care_before_birth(episode: Episode, header: Header) -> Any:
    """First episode of the year starts before the child's date of birth.

    A child can't come into care before being born, so one of the dates is wrong. Only the child's earliest episode
    this year is compared; the day of birth itself passes.

    Fix: Compare DOB and DECOM with the case file and correct the one that is mistyped.
    """
    return header.DOB > episode.DECOM


@rule(
    "352", flags="episodes", fields=["DECOM", "RNE"],
    applies=lambda episode: one_of(episode.RNE.upper(), ("S",)),
)  # fmt: skip
def care_starts_as_an_adult(episode: Episode, header: Header) -> Any:
    """Child came into care on or after their 18th birthday.

    Care is for children: nobody comes into it (RNE S) at 18 or older. A start on the 18th birthday itself is
    flagged; without a date of birth in the header or a readable start nothing is.

    Fix: Correct DOB or DECOM if one is mistyped, or RNE if care did not begin with this episode.
    """
    return birthday(header.DOB, 18) <= episode.DECOM


@rule("353", flags="episodes", fields=["DECOM"])
def starts_before_the_children_act(episode: Episode) -> Any:
    """Episode starts before 14 October 1991, when the Children Act 1989 came into force.

    Legal statuses and placements are recorded under the Children Act 1989, and no child in care today came in
    before it was in force, so an earlier start is a typing error. The day itself passes, and so does a blank.

    Fix: Correct the start date (DECOM); the year is usually what is mistyped.
    """
    return day(1991, 10, 14) > episode.DECOM


@rule("354", flags="episodes", fields=["DECOM"])
def starts_after_the_year(episode: Episode) -> Any:
    """Episode starts after 31 March, the last day of the collection year.

    The return covers what happened up to 31 March, so an episode that starts later is not part of it or is
    mistyped. 31 March itself passes, and so does a blank.

    Fix: Correct DECOM, or keep the episode for a later return.
    """
    return episode.collection.end < episode.DECOM


@rule("355", flags="episodes", fields=["DECOM", "DEC"])
def starts_and_ends_on_the_same_day(episode: Episode) -> Any:
    """Episode ends on the day it started.

    A stay lasts at least one night, so an episode that starts and ends on the same day is not a stay, and only adds
    to the number of moves. The two dates must be written alike, whether or not they can be read; two blanks pass.

    Fix: Take the episode out if no night was spent, or correct the dates.
    """
    return episode.text.DECOM == episode.text.DEC


@rule("356", flags="episodes", fields=["DECOM"])
def ends_before_it_starts(episode: Episode) -> Any:
    """Episode ends before its start date.

    An episode can't be over before it begins, so one of its dates is wrong. Both on the same day pass here.

    Fix: Compare DECOM and DEC with the case file and correct the one that is mistyped.
    """
    return episode.DEC < episode.DECOM


@rule("385", flags="episodes", fields=["DEC"])
def ends_after_the_year(episode: Episode) -> Any:
    """Episode ends after 31 March, the last day of the collection year.

    The return covers what happened up to 31 March; when an episode ends after that is for next year's return. 31
    March itself passes, and so does a blank.

    Fix: Correct DEC, or clear it with its reason if the stay went on past 31 March.
    """
    return episode.collection.end < episode.DEC
