"""Children missing, or away from their placement without authorisation."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank


@rule("571", flags="missing", fields=["MIS_END"])
def ended_outside_the_year(missing: Any) -> Any:
    """Missing or away episode ended outside the collection year.

    1 April and 31 March themselves pass; a blank or unreadable end is not judged.

    Fix: Correct the end date, or remove the episode if it finished before this collection year.
    """
    return (missing.collection.start > missing.MIS_END) | (missing.collection.end < missing.MIS_END)


@rule("575", flags="missing", fields=["MIS_END"])
def open_though_the_placement_ended(missing: Any, episode: Any) -> Any:
    """Missing episode is still open although the placement the child went missing from has ended.

    One closed episode that covers the start, both days included, is enough. An unreadable end counts as filled in.

    Fix: Enter the date the missing episode ended, or correct its start date or the placement's end date.
    """
    inside = (episode.DECOM <= missing.MIS_START) & (missing.MIS_START <= episode.DEC)
    return blank(missing, "MIS_END") & inside


@rule(
    "577", flags="missing", fields=["MIS_END"], partner="none",
    where=lambda missing: missing.MIS_START.notnull() & missing.child.has_dated_episode,
)  # fmt: skip
def end_outside_every_period_of_care(missing: Any, period: Any) -> Any:
    """Child's missing episode is still open after care ended, or its end date falls outside care.

    Flagged when no period of care fits: an open missing episode needs an open period that began by then, a closed one
    an end within the period, both days included. Children without a dated episode are not judged.

    Fix: Enter or correct the missing episode's end date, or check the date the child stopped being looked after.
    """
    still_open = missing.MIS_END.isnull() & period.end.isnull() & (period.start <= missing.MIS_START)
    by_end = period.end.isnull() | (period.end >= missing.MIS_END)
    return still_open | ((period.start <= missing.MIS_END) & by_end)
