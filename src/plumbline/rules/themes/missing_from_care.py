"""Missing and away episodes against the child's time in care: only a child in care can go missing from it."""

from typing import Any

from plumbline.rules.authors import Episode, Missing, Period
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, known, no, none_of


def _started_and_has_periods(missing: Missing) -> Any:
    return known(missing.MIS_START) & missing.child.has_dated_episode


@rule("575", flags="missing", fields=["MIS_END"], applies=lambda missing: blank(missing, "MIS_END"))
def open_though_the_placement_ended(missing: Missing, episode: Episode) -> Any:
    """Missing episode has no end date, although the care episode in which it began has ended.

    A child is missing from a placement, so when that has ended the absence is closed with it, but here it has no
    end. Flagged where the start lies within an episode of the child that has ended, its first and last day
    included. An end that can't be read counts as filled in.

    Fix: Enter the day on which the absence ended, or correct its start or the end of the episode.
    """
    return (episode.DECOM <= missing.MIS_START) & (missing.MIS_START <= episode.DEC)


@rule("577", flags="missing", fields=["MIS_END"], partner="none", applies=_started_and_has_periods)
def end_outside_every_period_of_care(missing: Missing, period: Period) -> Any:
    """Missing episode goes on after the child left care, or ends on a day when they were not in care.

    A child can only be missing from care while in care, so an absence ends when care does at the latest. One that
    is still open needs a period of care that is open too and began by then; one that ended must end within a
    period, both days included. Children without a dated episode are not judged.

    Fix: Enter the day on which the absence ended, or correct the dates of the child's episodes.
    """
    still_open = no(missing.MIS_END) & no(period.end) & (period.start <= missing.MIS_START)
    by_end = no(period.end) | (period.end >= missing.MIS_END)
    return still_open | ((period.start <= missing.MIS_END) & by_end)


@rule("578", flags="missing", fields=["MIS_START"], partner="none", applies=_started_and_has_periods)
def start_outside_every_period_of_care(missing: Missing, period: Period) -> Any:
    """Child went missing on a day when they were not in care.

    Only a child in care can go missing from it, so the start can't be before care began, after it ended or in
    between. The first and the last day of a period of care pass; episodes that follow on without a gap are one
    period. Children without a dated episode are not judged.

    Fix: Correct the start date (MIS_START), or the dates of the child's episodes.
    """
    by_end = no(period.end) | (period.end >= missing.MIS_START)
    return (period.start <= missing.MIS_START) & by_end


@rule("580", flags="episodes", fields=["REC"])
def left_care_at_18_while_missing_with_another_reason(episode: Episode, missing: Missing) -> Any:
    """Child turned 18 and left care while missing, but the reason for ending is not E8.

    A young person who turns 18 while missing leaves care on the birthday, and no reason but E8 (any other) fits
    that. Flagged where the absence and the episode both end on the 18th birthday and the reason is another or
    blank. The date of birth is the one given with the absence; missing or away makes no difference.

    Fix: Enter E8 as the reason the episode ended, or correct the dates if the child had come back.
    """
    on_the_birthday = (birthday(missing.DOB, 18) == missing.MIS_END) & (missing.MIS_END == episode.DEC)
    return on_the_birthday & none_of(episode.REC, ("E8",), blank=True)


@rule(
    "581", flags="missing", fields=["MIS_START"], partner="none",
    applies=lambda missing: missing.child.has_episodes,
)  # fmt: skip
def start_outside_every_episode(missing: Missing, episode: Episode) -> Any:
    """Start of a missing episode is not within any of the child's episodes of care.

    Only a child in care can go missing from it, so the start must lie within one of the child's episodes. The first
    and the last day of an episode count, and one without a readable end goes on. A start that is blank or can't be
    read lies in none; children without episodes are not judged.

    Fix: Correct the start date (MIS_START), or the dates of the child's episodes.
    """
    by_end = no(episode.DEC) | (episode.DEC >= missing.MIS_START)
    return (episode.DECOM <= missing.MIS_START) & by_end
