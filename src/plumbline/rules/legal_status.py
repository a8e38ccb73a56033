"""Legal status: who may have one, how long it may last, and short breaks."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import SHORT_BREAKS, birthday, blank, days_between, none_of, one_of


@rule(
    "358", flags=["episodes", "header"], fields=["DECOM", "DOB", "LS"],
    applies=lambda episode: one_of(episode.LS, ("J1", "J2", "J3")),
)  # fmt: skip
def too_young_for_criminal_justice(episode: Any, header: Any) -> Any:
    """Criminal justice status (J1, J2 or J3) of a child younger than 10.

    By the day the episode started; the tenth birthday itself is flagged, as in the peer. Without a date of birth in the
    header nothing is.

    Fix: See whether DOB is mistyped; below the age of 10 LS has to be another status.
    """
    return birthday(header.DOB, 10) >= episode.DECOM


@rule("361", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L1")
def police_protection_too_long(episode: Any) -> Any:
    """Police protection (L1) goes on for longer than three days.

    Over the whole unbroken run; an open episode is counted to the year end. Exactly three days pass.

    Fix: The police may hold a child for 72 hours: see whether the status changed, or a date is mistyped.
    """
    return episode.status_run_days > 3


@rule("362", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L2")
def emergency_protection_too_long(episode: Any) -> Any:
    """Emergency protection order (L2) goes on for longer than 21 days.

    Over the whole unbroken run, as for police protection (361); exactly 21 days pass. An episode without a readable end is
    counted to the year end.

    Fix: Such an order runs 8 days and may be prolonged by 7: see whether the status changed, or a date is mistyped.
    """
    return episode.status_run_days > 21


@rule("363", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L3")
def child_assessment_too_long(episode: Any) -> Any:
    """Child assessment order (L3) goes on for longer than seven days.

    The days of L3 episodes that touch or overlap are added up, as they follow each other in the file; exactly seven pass.
    A blank end is taken as the year end; an unreadable one adds nothing and ends nothing.

    Fix: Seven days is all that the law gives it: see whether the status changed, or a date is mistyped.
    """
    return episode.status_run_days > 7


@rule("364", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "J2")
def detention_under_pace_too_long(episode: Any) -> Any:
    """Police detention in the authority's care (J2) goes on for longer than 21 days.

    Counted as for child assessment orders (363); exactly 21 days pass. The law allows much less: 21 days are a tolerance.

    Fix: Detention before charge is a matter of hours or days: see whether the status changed, or a date is
    mistyped.
    """
    return episode.status_run_days > 21


@rule("365", flags="episodes", fields=["LS", "DECOM", "DEC"], applies=lambda episode: episode.LS == "V3")
def short_break_too_long(episode: Any) -> Any:
    """Short break under an agreed series (V3) is longer than 17 days.

    A blank end is taken as the year end; an unreadable one is not judged.

    Fix: See whether a date is mistyped; for a stay of that length choose another legal status.
    """
    until = blank(episode, "DEC").ifelse(episode.collection.end, episode.DEC)
    return days_between(episode.DECOM, until) > 17


@rule("366", flags="episodes", fields=["RNE"], applies=lambda episode: episode.LS == "V3")
def short_break_does_not_start_care(episode: Any) -> Any:
    """Short break (V3) starts with another reason than S.

    Every short break is a stay of its own, so each starts care anew. A blank reason is flagged.

    Fix: Every break is a stay of its own that starts with S: change RNE.
    """
    return none_of(episode.RNE, ("S",), blank=True)


@rule("367", flags="episodes", fields=["LS", "DECOM", "DEC"], applies=lambda episode: episode.LS == "V3")
def too_many_days_of_short_breaks(episode: Any) -> Any:
    """Short breaks (V3) of the year come to more than 75 days.

    Days within the collection year; exactly 75 pass. Rows without a day in the year are not flagged.

    Fix: See whether a date is mistyped; a child away from home for that long needs another legal status.
    """
    return (episode.child.short_break_days > 75) & episode.short_break_days.notnull()


@rule("426", flags="episodes", fields=["LS"], applies=lambda episode: one_of(episode.LS, SHORT_BREAKS))
def kinds_of_short_breaks_mixed(episode: Any) -> Any:
    """Child has short breaks of both kinds, V3 and V4.

    Within this year's return, whatever the dates. All short breaks of the child are flagged, other episodes are not.

    Fix: Decide which arrangement applied during the year and use that code on all the child's short breaks.
    """
    return episode.child.mixes_short_breaks
