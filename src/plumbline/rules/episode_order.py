"""Episodes and their order: overlaps, gaps, endings, and limits on how long a status may last."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, filled


@rule("142", flags="episodes", fields=["DEC", "REC"])
def open_though_a_later_one_started(episode: Any) -> Any:
    """An episode is still open although a later episode has started for the same child.

    Every episode but the child's last needs an end date and a reason. One whose own start can't be read is left out,
    but it stands last in the order.

    Fix: Close the earlier episode with its end date and reason, or correct the start dates.
    """
    unclosed = episode.DEC.isnull() | blank(episode, "REC")
    return episode.has_next & episode.DECOM.notnull() & unclosed


@rule(
    "199", flags="episodes", fields=["CHILD"],
    history="An adoption is known from the returns given; one before them is not seen.",
)  # fmt: skip
def episodes_after_adoption(episode: Any) -> Any:
    """Child has episodes after having been adopted from care.

    The episodes of last year and of any earlier year serve as history where they are given. The first adoption is not flagged, every row after it is.

    Fix: An adopted child needs a new identifier; a wrongly coded adoption needs another end reason.
    """
    return episode.after_adoption


@rule("302", flags=["episodes", "header"], fields=["DECOM", "DOB"])
def care_before_birth(episode: Any, header: Any) -> Any:
    """The earliest episode begins earlier than the child's date of birth.

    Only the child's earliest episode this year; the day of birth passes.

    Fix: Correct DOB or DECOM; care cannot start before birth.
    """
    return episode.is_earliest & (header.DOB > episode.DECOM)


@rule("356", flags="episodes", fields=["DECOM"])
def ends_before_it_starts(episode: Any) -> Any:
    """The episode ends before it starts.

    The same day passes.

    Fix: Correct DECOM or DEC.
    """
    return episode.DEC < episode.DECOM


@rule("361", flags="episodes", fields=["DECOM", "LS", "DEC"])
def police_protection_too_long(episode: Any) -> Any:
    """Child was under police protection (L1) for more than three days.

    Over the whole unbroken run; an open episode is counted to the year end. Exactly three days pass.

    Fix: Check the dates and legal status; police protection ends after 72 hours.
    """
    return (episode.LS == "L1") & (episode.status_run_days > 3)


@rule("365", flags="episodes", fields=["LS", "DECOM", "DEC"])
def short_break_too_long(episode: Any) -> Any:
    """A single short break (V3) lasted more than 17 days.

    A blank end is taken as the year end; an unreadable one is not judged.

    Fix: Check the dates; a longer stay is not a short break and needs a different legal status.
    """
    until = blank(episode, "DEC").ifelse(episode.collection.end, episode.DEC)
    return (episode.LS == "V3") & (until.delta(episode.DECOM, unit="day") > 17)


@rule("367", flags="episodes", fields=["LS", "DECOM", "DEC"])
def too_many_days_of_short_breaks(episode: Any) -> Any:
    """The child had more than 75 days of short breaks (V3) in the year.

    Days within the collection year; exactly 75 pass. Rows without a day in the year are not flagged.

    Fix: Check the dates and legal status; over 75 days the child is no longer in short breaks.
    """
    return (episode.child.short_break_days > 75) & episode.short_break_days.notnull()


@rule("388", flags="episodes", fields=["REC"])
def ending_does_not_fit_what_follows(episode: Any) -> Any:
    """The reason an episode ended does not fit with whether another episode follows on.

    X1 needs a next episode on the same day; any other reason must not have one. An episode that has not ended is not
    judged. Unreadable starts come first here.

    Fix: Add the missing next episode, or correct REC and DEC: X1 only if the next episode starts the same day.
    """
    follows = (episode.next_undated_first.DECOM == episode.DEC).fill_null(False)
    continues = (episode.REC == "X1") & ~follows
    ends = episode.has_next_undated_first & (episode.REC != "X1") & follows
    return episode.DEC.notnull() & episode.CHILD.notnull() & (continues | ends)


@rule("501", flags="episodes", fields=["DECOM", "DEC"])
def starts_before_the_previous_episode_ended(episode: Any) -> Any:
    """Episode starts before the child's previous episode had ended.

    Two episodes of one child can't overlap: legal status and placement are recorded one at a time. Only neighbours are
    compared; the same day passes.

    Fix: Correct the start date or the previous episode's end date.
    """
    return episode.DECOM < episode.previous.DEC


@rule("504", flags="episodes", fields=["CIN"])
def category_of_need_changes_within_a_period(episode: Any) -> Any:
    """Category of need changes partway through a continuous period of care.

    Compared with the episode just before, when that ended with X1 on the day this one started. A blank equals nothing,
    not even another blank, as in the peer.

    Fix: Use the category of need recorded when the period of care began on all its episodes.
    """
    continues = (episode.previous.REC == "X1") & (episode.previous.DEC == episode.DECOM)
    return continues & ~(episode.CIN == episode.previous.CIN).fill_null(False)


@rule("SW08STG2", flags="sw_episodes", fields=["SW_DEC"], since=2024)
def earlier_social_worker_left_open(sw_episode: Any) -> Any:
    """Earlier social worker episode left open although another one follows.

    By start date, undated last, ties in file order. Rows whose own start can't be read are left out.

    Fix: Give the earlier episode an end date, or remove the duplicate.
    """
    return sw_episode.has_next & sw_episode.SW_DECOM.notnull() & sw_episode.SW_DEC.isnull()


@rule(
    "SW01STG1",
    flags="episodes",
    fields=["SW_ID", "SW_DECOM", "SW_REASON"],
    since=2024,
    until=2024,
    partner="optional",
)
def no_complete_social_worker_episode(episode: Any, sw_episode: Any) -> Any:
    """Child looked after on 31 March has no complete social worker episode.

    Open episodes other than short breaks, where the child has no social worker row or one that lacks its worker, start
    or reason. Reported against the episode; the peer puts the episode's row under the social worker table.

    Fix: Add the child's social worker episode, or complete the missing items.
    """
    short_break = episode.LS.isin(("V3", "V4")).fill_null(False)
    complete = filled(sw_episode, "SW_ID") & filled(sw_episode, "SW_DECOM") & filled(sw_episode, "SW_REASON")
    return blank(episode, "DEC") & ~short_break & ~complete
