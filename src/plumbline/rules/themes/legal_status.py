"""Legal status: who may have one, how long it may last, and short breaks."""

from typing import Any

from plumbline.rules.authors import Episode, Header
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import SHORT_BREAKS, birthday, blank, days_between, known, none_of, one_of


@rule(
    "358", flags=["episodes", "header"], fields=["DECOM", "DOB", "LS"],
    applies=lambda episode: one_of(episode.LS, ("J1", "J2", "J3")),
)  # fmt: skip
def too_young_for_criminal_justice(episode: Episode, header: Header) -> Any:
    """Episode with a criminal justice status (J1, J2 or J3) starts on or before the 10th birthday.

    Under 10, the age of criminal responsibility, no child can be on remand, detained or under a youth order (J1,
    J2, J3). The age is that on the day the episode started, and the tenth birthday itself is flagged too. Without a
    date of birth in the header nothing is.

    Fix: Correct DOB or DECOM if one is mistyped, or record the legal status that the child really had.
    """
    return birthday(header.DOB, 10) >= episode.DECOM


@rule("361", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L1")
def police_protection_too_long(episode: Episode) -> Any:
    """Police protection (L1) goes on for longer than three days.

    The police may keep a child under their protection for 72 hours at most. Episodes with L1 that follow on without
    a gap are counted as one, an open one up to the year end; exactly three days pass.

    Fix: Record the new legal status from the day it changed, or correct a date that is mistyped.
    """
    return episode.status_run_days > 3


@rule("362", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L2")
def emergency_protection_too_long(episode: Episode) -> Any:
    """Emergency protection order (L2) goes on for longer than 21 days.

    An emergency protection order runs for 8 days and may be prolonged by 7, so more than 21 days can't be right.
    Episodes with L2 that follow on without a gap are counted as one, one without a readable end up to the year end;
    exactly 21 days pass.

    Fix: Record the new legal status from the day it changed, or correct a date that is mistyped.
    """
    return episode.status_run_days > 21


@rule("363", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L3")
def child_assessment_too_long(episode: Episode) -> Any:
    """Child assessment order (L3) goes on for longer than seven days.

    A child assessment order lasts seven days at most. The days of L3 episodes that touch or overlap, as they follow
    each other in the file, are added up, a blank end counting as the year end; exactly seven days pass. An end that
    can't be read adds no days.

    Fix: Record the new legal status from the day it changed, or correct a date that is mistyped.
    """
    return episode.status_run_days > 7


@rule("364", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "J2")
def detention_under_pace_too_long(episode: Episode) -> Any:
    """Detention in the authority's accommodation under PACE (J2) goes on for longer than 21 days.

    Detention before charge is a matter of hours or days, so more than 21 days can't be right. The days of J2
    episodes that touch or overlap, as they follow each other in the file, are added up, a blank end counting as the
    year end; exactly 21 days pass. An end that can't be read adds no days.

    Fix: Record the new legal status from the day it changed, or correct a date that is mistyped.
    """
    return episode.status_run_days > 21


@rule("365", flags="episodes", fields=["LS", "DECOM", "DEC"], applies=lambda episode: episode.LS == "V3")
def short_break_too_long(episode: Episode) -> Any:
    """Short break in an agreed series (V3) goes on for longer than 17 days.

    A short break in an agreed series (V3) lasts 17 days at most; a longer stay means that the child is in care in
    the ordinary way, with a plan and reviews. A blank end is taken as the year end; an unreadable one is not
    judged.

    Fix: Correct a date that is mistyped, or record the legal status that a stay of that length has.
    """
    until = blank(episode, "DEC").ifelse(episode.collection.end, episode.DEC)
    return days_between(episode.DECOM, until) > 17


@rule("366", flags="episodes", fields=["RNE"], applies=lambda episode: episode.LS == "V3")
def short_break_does_not_start_care(episode: Episode) -> Any:
    """Short break (V3) starts for a reason other than S.

    Every short break (V3) is a stay of its own from which the child goes home again, so each starts care anew with
    S. A blank reason is flagged.

    Fix: Record S as the reason for the new episode (RNE), or correct the legal status if this was no short break.
    """
    return none_of(episode.RNE, ("S",), blank=True)


@rule("367", flags="episodes", fields=["LS", "DECOM", "DEC"], applies=lambda episode: episode.LS == "V3")
def too_many_days_of_short_breaks(episode: Episode) -> Any:
    """Child's short breaks (V3) in the year come to more than 75 days.

    A series of short breaks (V3) comes to 75 days a year at most; a child away from home for longer is in care in
    the ordinary way. Only days within the year are added up, and exactly 75 pass. All of the child's short breaks
    with a day in the year are flagged.

    Fix: Correct a date that is mistyped, or record the legal status that a child away for that long has.
    """
    return (episode.child.short_break_days > 75) & known(episode.short_break_days)


@rule("426", flags="episodes", fields=["LS"], applies=lambda episode: one_of(episode.LS, SHORT_BREAKS))
def kinds_of_short_breaks_mixed(episode: Episode) -> Any:
    """Child has short breaks of both kinds, V3 and V4.

    Short breaks are returned in one of two ways, each stay as an episode (V3) or one entry for the whole agreement
    (V4), so a child should not have both in a year. All short breaks of such a child in this return are flagged,
    other episodes are not.

    Fix: Decide which arrangement applied during the year and use that code on all the child's short breaks.
    """
    return episode.child.mixes_short_breaks
