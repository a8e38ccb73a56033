"""Missing and away episodes against the child's time in care: only a child in care can go missing from it."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, none_of


def _started_and_has_periods(missing: Any) -> Any:
    return missing.MIS_START.notnull() & missing.child.has_dated_episode


@rule("575", flags="missing", fields=["MIS_END"], applies=lambda missing: blank(missing, "MIS_END"))
def open_though_the_placement_ended(missing: Any, episode: Any) -> Any:
    """A missing episode has no end, though the care episode in which it began has ended.

    One closed episode that covers the start, both days included, is enough. An unreadable end counts as filled in.

    Fix: Enter the day on which the child came back, or put the start or the end of the care episode right.
    """
    return (episode.DECOM <= missing.MIS_START) & (missing.MIS_START <= episode.DEC)


@rule("577", flags="missing", fields=["MIS_END"], partner="none", applies=_started_and_has_periods)
def end_outside_every_period_of_care(missing: Any, period: Any) -> Any:
    """A missing episode goes on after the child left care, or ends on a day outside care.

    Flagged when no period of care fits: an open missing episode needs an open period that began by then, a closed one
    an end within the period, both days included. Children without a dated episode are not judged.

    Fix: Enter the day on which the child came back, or put the dates of the child's episodes right.
    """
    still_open = missing.MIS_END.isnull() & period.end.isnull() & (period.start <= missing.MIS_START)
    by_end = period.end.isnull() | (period.end >= missing.MIS_END)
    return still_open | ((period.start <= missing.MIS_END) & by_end)


@rule("578", flags="missing", fields=["MIS_START"], partner="none", applies=_started_and_has_periods)
def start_outside_every_period_of_care(missing: Any, period: Any) -> Any:
    """Child went missing on a day on which they were not in care.

    Before care began, after it ended or in between; the first and the last day of a period of care pass. Episodes that
    follow each other without a gap are one period. Children without a dated episode are not judged.

    Fix: Put the start date right, or the dates of the child's episodes.
    """
    by_end = period.end.isnull() | (period.end >= missing.MIS_START)
    return (period.start <= missing.MIS_START) & by_end


@rule("580", flags="episodes", fields=["REC"])
def left_care_at_18_while_missing_with_another_reason(episode: Any, missing: Any) -> Any:
    """Child was missing when care ended on the 18th birthday, but the reason is not E8.

    The missing episode and the care episode both end on the birthday, by the date of birth in the missing row. A blank
    reason is flagged too; whether the child was missing or away makes no difference.

    Fix: Enter E8 as the reason, or put the dates right.
    """
    on_the_birthday = (birthday(missing.DOB, 18) == missing.MIS_END) & (missing.MIS_END == episode.DEC)
    return on_the_birthday & none_of(episode.REC, ("E8",), blank=True)


@rule(
    "581", flags="missing", fields=["MIS_START"], partner="none",
    applies=lambda missing: missing.child.has_episodes,
)  # fmt: skip
def start_outside_every_episode(missing: Any, episode: Any) -> Any:
    """The start of a missing episode lies in none of the child's care episodes.

    The first and the last day of an episode count, and one without a readable end goes on. A start that is blank or
    can't be read lies in none. Children without episodes are not judged.

    Fix: Put the start date right, or the dates of the child's episodes.
    """
    by_end = episode.DEC.isnull() | (episode.DEC >= missing.MIS_START)
    return (episode.DECOM <= missing.MIS_START) & by_end
