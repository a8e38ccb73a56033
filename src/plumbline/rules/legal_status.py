"""Legal status: who may have one, how long it may last, and short breaks."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import SHORT_BREAKS, birthday, blank, days_between, none_of, one_of


@rule(
    "358", flags=["episodes", "header"], fields=["DECOM", "DOB", "LS"],
    applies=lambda episode: one_of(episode.LS, ("J1", "J2", "J3")),
)  # fmt: skip
def too_young_for_criminal_justice(episode: Any, header: Any) -> Any:
    """Child is under 10 but has a criminal justice legal status (J1, J2 or J3).

    By the day the episode started; the tenth birthday itself is flagged, as in the peer. Without a date of birth in the
    header nothing is.

    Fix: Check DOB and LS; children under 10 cannot have this legal status.
    """
    return birthday(header.DOB, 10) >= episode.DECOM


@rule("361", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L1")
def police_protection_too_long(episode: Any) -> Any:
    """Child was under police protection (L1) for more than three days.

    Over the whole unbroken run; an open episode is counted to the year end. Exactly three days pass.

    Fix: Check the dates and legal status; police protection ends after 72 hours.
    """
    return episode.status_run_days > 3


@rule("362", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L2")
def emergency_protection_too_long(episode: Any) -> Any:
    """Child was under an emergency protection order (L2) for over 21 days.

    Over the whole unbroken run, as for police protection (361); exactly 21 days pass. An episode without a readable end is
    counted to the year end.

    Fix: Check the dates and legal status; an emergency protection order is short and can be extended only once.
    """
    return episode.status_run_days > 21


@rule("363", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "L3")
def child_assessment_too_long(episode: Any) -> Any:
    """Child was under a child assessment order (L3) for over a week.

    The days of L3 episodes that touch or overlap are added up, as they follow each other in the file; exactly seven pass.
    A blank end is taken as the year end; an unreadable one adds nothing and ends nothing.

    Fix: Check the dates and legal status; a child assessment order lasts at most 7 days.
    """
    return episode.status_run_days > 7


@rule("364", flags="episodes", fields=["DECOM", "LS", "DEC"], applies=lambda episode: episode.LS == "J2")
def detention_under_pace_too_long(episode: Any) -> Any:
    """Detention under PACE in local authority accommodation (J2) lasted longer than 21 days.

    Counted as for child assessment orders (363); exactly 21 days pass. The law allows much less: 21 days are a tolerance.

    Fix: Check the dates and legal status; custody under PACE is very short.
    """
    return episode.status_run_days > 21


@rule("365", flags="episodes", fields=["LS", "DECOM", "DEC"], applies=lambda episode: episode.LS == "V3")
def short_break_too_long(episode: Any) -> Any:
    """A single short break (V3) lasted more than 17 days.

    A blank end is taken as the year end; an unreadable one is not judged.

    Fix: Check the dates; a longer stay is not a short break and needs a different legal status.
    """
    until = blank(episode, "DEC").ifelse(episode.collection.end, episode.DEC)
    return days_between(episode.DECOM, until) > 17


@rule("366", flags="episodes", fields=["RNE"], applies=lambda episode: episode.LS == "V3")
def short_break_does_not_start_care(episode: Any) -> Any:
    """A short-break episode (V3) does not have reason 'started to be looked after' (S).

    Every short break is a stay of its own, so each starts care anew. A blank reason is flagged.

    Fix: Set RNE to S; placement cannot change in the middle of a short break, so each break is its own episode.
    """
    return none_of(episode.RNE, ("S",), blank=True)


@rule("367", flags="episodes", fields=["LS", "DECOM", "DEC"], applies=lambda episode: episode.LS == "V3")
def too_many_days_of_short_breaks(episode: Any) -> Any:
    """The child had more than 75 days of short breaks (V3) in the year.

    Days within the collection year; exactly 75 pass. Rows without a day in the year are not flagged.

    Fix: Check the dates and legal status; over 75 days the child is no longer in short breaks.
    """
    return (episode.child.short_break_days > 75) & episode.short_break_days.notnull()


@rule("426", flags="episodes", fields=["LS"], applies=lambda episode: one_of(episode.LS, SHORT_BREAKS))
def kinds_of_short_breaks_mixed(episode: Any) -> Any:
    """Child has short-break episodes under both V3 and V4, which must not be mixed.

    Within this year's return, whatever the dates. All short breaks of the child are flagged, other episodes are not.

    Fix: Decide which arrangement applied during the year and use that code on all the child's short breaks.
    """
    return episode.child.mixes_short_breaks
