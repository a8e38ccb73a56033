"""Social worker episodes one after another: gaps, ends left open, and cover of the child's time in care."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    SHORT_BREAKS,
    any_blank,
    blank,
    days_after,
    days_between,
    filled,
    none_of,
    one_of,
    year_before,
)


@rule(
    "SW01STG1", flags="episodes", fields=["SW_ID", "SW_DECOM", "SW_REASON"], since=2024, until=2024, partner="optional",
    applies=lambda episode: blank(episode, "DEC") & none_of(episode.LS, SHORT_BREAKS, blank=True),
)  # fmt: skip
def no_complete_social_worker_episode(episode: Any, sw_episode: Any) -> Any:
    """Child in care at the year end has no social worker episode with all its items.

    Open episodes other than short breaks, where the child has no social worker row or one that lacks its worker, start
    or reason. Reported against the episode; the peer puts the episode's row under the social worker table.

    Fix: Add the child's social worker episode, or complete the missing items.
    """
    return any_blank(sw_episode, ("SW_ID", "SW_DECOM", "SW_REASON"))


@rule("SW08STG2", flags="sw_episodes", fields=["SW_DEC"], since=2024)
def earlier_social_worker_left_open(sw_episode: Any) -> Any:
    """Social worker episode has no end although the child has a later one.

    By start date, undated last, ties in file order. Rows whose own start can't be read are left out.

    Fix: Close the episode on the day of the handover; if it stands there twice, keep one.
    """
    return sw_episode.has_next & sw_episode.SW_DECOM.notnull() & sw_episode.SW_DEC.isnull()


def _away_from_the_previous_end(sw_episode: Any) -> Any:
    days = days_between(sw_episode.previous_by_end.SW_DEC, sw_episode.SW_DECOM)
    return sw_episode.has_previous_by_end & ~(days.abs() <= 7).fill_null(False)


@rule("SW10STG2", flags="sw_episodes", fields=["SW_DECOM"], since=2024, until=2024)
def gap_or_overlap_between_workers(sw_episode: Any) -> Any:
    """More than seven days lie between one social worker's end and the next one's start.

    Seven days before or after pass. Without a readable start, or a readable end of the previous episode, it is flagged.
    Of equal starts the one that ended first counts as the earlier.

    Fix: Make the handover seamless: the next start is the day of the end before it. Fill in either date if it is
    blank.
    """
    return _away_from_the_previous_end(sw_episode)


@rule(
    "SW10STG2", flags="sw_episodes", fields=["SW_DECOM"], since=2025,
    applies=lambda sw_episode: none_of(sw_episode.SW_REASON, ("FCONTA",), blank=True),
)  # fmt: skip
def gap_or_overlap_without_first_contact(sw_episode: Any) -> Any:
    """More than seven days lie between one social worker's end and the next one's start.

    Seven days before or after pass, and from 2025 so does a first contact (FCONTA). Without a readable start, or a
    readable end of the previous episode, it is flagged.

    Fix: Make the handover seamless: the next start is the day of the end before it. Fill in either date if it is
    blank.
    """
    return _away_from_the_previous_end(sw_episode)


@rule("SW11aSTG2", flags="sw_episodes", fields=["SW_DEC"], since=2024, until=2024)
def no_worker_soon_after_an_early_end(sw_episode: Any) -> Any:
    """No social worker follows within five days on one that ended by 26 March.

    The later episode is flagged, when its start is more than five days before or after that end, or is no date. An
    episode with nothing after it goes unnoticed, as in the peer.

    Fix: Put in the worker who came next, or correct the date of the handover.
    """
    ended = sw_episode.previous.SW_DEC
    soon = (days_between(ended, sw_episode.SW_DECOM).abs() <= 5).fill_null(False)
    return (ended <= days_after(sw_episode.collection.end, -5)) & ~soon


def _in_last_days(sw_episode: Any, ended: Any) -> Any:
    """Between five days before the end of the year and its end; no date is not."""
    end = sw_episode.collection.end
    return ((days_after(end, -5) <= ended) & (ended <= end)).fill_null(False)


@rule("SW11bSTG2", flags="sw_episodes", fields=["SW_DEC"], since=2024)
def no_worker_after_a_late_end(sw_episode: Any) -> Any:
    """Last social worker's episode ends between 26 and 31 March.

    Flagged: an undated episode after one that ended then; the child's only episode; and a later one that ended then,
    even if another follows, as in the peer. A first dated episode that is followed passes.

    Fix: Put in the worker who came next; if nobody did, the end date goes.
    """
    undated = sw_episode.SW_DECOM.isnull() & _in_last_days(sw_episode, sw_episode.previous.SW_DEC)
    alone = sw_episode.CHILD.notnull() & ~sw_episode.has_previous & ~sw_episode.has_next
    later = (sw_episode.previous_dated.SW_DECOM < sw_episode.SW_DEC).fill_null(False)
    return undated | (_in_last_days(sw_episode, sw_episode.SW_DEC) & (alone | later))


def _starts_or_ends_care(episode: Any) -> Any:
    """Other than short breaks: care started with the episode, or did not go on with another."""
    ends = none_of(episode.REC, ("X1",), blank=True)
    return none_of(episode.LS, SHORT_BREAKS, blank=True) & (one_of(episode.RNE, ("S",)) | ends)


def _uncovered(episode: Any, sw_episode: Any) -> Any:
    by_the_end = none_of(episode.REC, ("X1",), blank=True) & (sw_episode.SW_DECOM <= episode.DEC)
    from_the_start = one_of(episode.RNE, ("S",)) & (episode.DECOM <= sw_episode.SW_DECOM)
    return ~(by_the_end | from_the_start).fill_null(False)


@rule(
    "SW12STG2", flags="episodes", fields=["SW_DECOM"], since=2024, until=2024, partner="optional",
    applies=_starts_or_ends_care,
)  # fmt: skip
def care_without_a_worker(episode: Any, sw_episode: Any) -> Any:
    """Child was without a social worker on the day that care began or ended.

    For episodes that start care (S) or don't go on (no X1), short breaks aside. Every social worker episode of the
    child must start by their end, or from their start on; none at all is a fault, and a missing date fits nothing. So an
    open episode that did not start care is always reported, as in the peer: where a worker is there, accept it.

    Fix: Put in the worker who had the case then; episodes outside care count as well.
    """
    return _uncovered(episode, sw_episode)


def _of_two_years(episode: Any) -> Any:
    """The episode is open, or ended in this collection year or the one before."""
    ended = (year_before(episode.collection.start) <= episode.DEC) & (episode.collection.end >= episode.DEC)
    return ended.fill_null(True)


@rule(
    "SW12STG2", flags="episodes", fields=["SW_DECOM"], since=2025, partner="optional",
    applies=lambda episode: _starts_or_ends_care(episode) & _of_two_years(episode),
)  # fmt: skip
def recent_care_without_a_worker(episode: Any, sw_episode: Any) -> Any:
    """Child was without a social worker on the day that care began or ended.

    As in 2024, but only for episodes that are open or ended in this collection year or the one before. The peer leaves
    out an end on 1 April 2023 in the 2025 return, for it takes off 365 days instead of a year. An open episode that did
    not start care is always reported: where a worker is there, accept it.

    Fix: Put in the worker who had the case then; episodes outside care count as well.
    """
    return _uncovered(episode, sw_episode)


@rule("SW14STG2", flags="sw_episodes", fields=["SW_DEC"], since=2024, until=2024)
def superseded_worker_without_an_end(sw_episode: Any) -> Any:
    """Social worker episode is followed by another but has no end.

    Every episode but the child's last in order of starts, undated ones included. An unreadable end is none.

    Fix: Close it on the day the next worker took over.
    """
    return sw_episode.has_next & sw_episode.SW_DEC.isnull()


def _is_first(sw_episode: Any) -> Any:
    return sw_episode.CHILD.notnull() & ~sw_episode.has_previous


def _left_open(sw_episode_last: Any) -> Any:
    return sw_episode_last.is_latest & blank(sw_episode_last, "SW_DEC")


@rule("SW16aSTG2", flags="sw_episodes", fields=["SW_ID"], since=2025, withdrawn=True, applies=_is_first)
def worker_not_carried_over(sw_episode: Any, sw_episode_last: Any) -> Any:
    """First social worker of the year is another than the one in post at last year's end.

    This year's earliest episode against last year's latest, when that has an empty end. A blank equals nothing. Withdrawn
    before it came into force.

    Fix: Begin this year with the episode that was open at 31 March, worker and all.
    """
    return _left_open(sw_episode_last) & ~(sw_episode.SW_ID == sw_episode_last.SW_ID).fill_null(False)


@rule("SW16bSTG2", flags="sw_episodes", fields=["SW_DECOM"], since=2025, withdrawn=True, applies=_is_first)
def worker_start_not_carried_over(sw_episode: Any, sw_episode_last: Any) -> Any:
    """First social worker episode of the year has lost the start date it had last year.

    The episodes of SW16aSTG2. A date that is missing or unreadable equals nothing. Withdrawn before it came into force.

    Fix: Begin this year with the episode that was open at 31 March; its SW_DECOM stays.
    """
    return _left_open(sw_episode_last) & ~(sw_episode.SW_DECOM == sw_episode_last.SW_DECOM).fill_null(False)


@rule("SW16cSTG2", flags="sw_episodes", fields=["SW_REASON"], since=2025, withdrawn=True, applies=_is_first)
def worker_reason_not_carried_over(sw_episode: Any, sw_episode_last: Any) -> Any:
    """First social worker episode of the year has another reason than last year.

    The episodes of SW16aSTG2. A blank equals nothing. Withdrawn before it came into force.

    Fix: Begin this year with the episode that was open at 31 March; its SW_REASON stays.
    """
    return _left_open(sw_episode_last) & ~(sw_episode.SW_REASON == sw_episode_last.SW_REASON).fill_null(False)


@rule(
    "SW17STG2", flags="sw_episodes", fields=["SW_DEC", "SW_DECOM"], since=2026,
    applies=lambda sw_episode: sw_episode.is_latest,
)  # fmt: skip
def no_worker_at_the_end_of_the_year(sw_episode: Any) -> Any:
    """Nobody has the case of the child at the end of the year.

    The child's latest start, the first in the file of equal ones, undated ones lowest. Anything in its end date is
    flagged, even where the child has left care, as in the peer.

    Fix: Add the social worker episode that is open on 31 March, or clear the end date if the worker stays.
    """
    return filled(sw_episode, "SW_DEC")
