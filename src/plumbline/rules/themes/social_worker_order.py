"""Social worker episodes one after another: gaps, ends left open, and cover of the child's time in care."""

from typing import Any

from plumbline.rules.authors import Episode, SwEpisode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    SHORT_BREAKS,
    after,
    agree,
    any_blank,
    before,
    blank,
    day,
    days_after,
    days_apart_at_most,
    days_between,
    goes_on_after,
    known,
    no,
    none_of,
    on_or_after,
    on_or_before,
    one_of,
    outside_short_breaks,
    same_day,
    unless,
    within,
    year_before,
)


@rule(
    "SW01STG1", flags="episodes", fields=["SW_ID", "SW_DECOM", "SW_REASON"], since=2024, until=2024, partner="optional",
    applies=lambda episode: blank(episode, "DEC") & none_of(episode.LS, SHORT_BREAKS, blank=True),
)  # fmt: skip
def no_complete_social_worker_episode(episode: Episode, sw_episode: SwEpisode) -> Any:
    """Child still in care has no social worker episode, or one that is incomplete.

    Every child in care has a social worker, so a child still in care needs one in the return, with number, start
    and reason. An open episode, short breaks (V3, V4) aside, is flagged if the child has no social worker episode,
    or any that lacks one of the three.

    Fix: Add the child's social worker episode, or complete the missing items.
    """
    return any_blank(sw_episode, ("SW_ID", "SW_DECOM", "SW_REASON"))


@rule("SW08STG2", flags="sw_episodes", fields=["SW_DEC"], since=2024)
def earlier_social_worker_left_open(sw_episode: SwEpisode) -> Any:
    """Social worker episode has no end date, although the child has a later one.

    One social worker at a time is responsible for a child, so each but the last must have an end; otherwise changes
    of worker can't be counted. A child's social worker episodes are taken in order of start, undated ones last. One
    whose own start can't be read is not flagged.

    Fix: Enter the day of the handover in SW_DEC; if the same episode is there twice, keep one.
    """
    return sw_episode.has_next & known(sw_episode.SW_DECOM) & no(sw_episode.SW_DEC)


def _away_from_the_previous_end(sw_episode: SwEpisode) -> Any:
    near = days_apart_at_most(7, sw_episode.previous_by_end.SW_DEC, sw_episode.SW_DECOM)
    return sw_episode.has_previous_by_end & unless(near)


@rule("SW10STG2", flags="sw_episodes", fields=["SW_DECOM"], since=2024, until=2024)
def gap_or_overlap_between_workers(sw_episode: SwEpisode) -> Any:
    """More than seven days lie between the end of one social worker and the start of the next.

    A child in care should not be without a social worker, nor have two: the next one starts when the last one ends.
    Up to seven days before or after pass. An episode is flagged too if its start, or the end of the one before, is
    missing or unreadable; of episodes that start together, the one that ended first comes first.

    Fix: Let the next worker's start be the day on which the last one ended, and fill in either date if it is blank.
    """
    return _away_from_the_previous_end(sw_episode)


@rule(
    "SW10STG2", flags="sw_episodes", fields=["SW_DECOM"], since=2025,
    applies=lambda sw_episode: none_of(sw_episode.SW_REASON, ("FCONTA",), blank=True),
)  # fmt: skip
def gap_or_overlap_without_first_contact(sw_episode: SwEpisode) -> Any:
    """More than seven days lie between the end of one social worker and the start of the next.

    A child in care should not be without a social worker, nor have two: the next one starts when the last one ends.
    Up to seven days before or after pass, and so does a first contact (FCONTA), which has nothing before it. An
    episode is flagged too if its start, or the end of the one before, is missing or unreadable.

    Fix: Let the next worker's start be the day on which the last one ended, and fill in either date if it is blank.
    """
    return _away_from_the_previous_end(sw_episode)


@rule("SW11aSTG2", flags="sw_episodes", fields=["SW_DEC"], since=2024, until=2024)
def no_worker_soon_after_an_early_end(sw_episode: SwEpisode) -> Any:
    """No social worker starts within five days of the end of one who ended by 26 March.

    A child in care should not be without a social worker, so when one ends by 26 March the next should start within
    five days. The next episode is flagged if it starts later than that or has no readable start; a handover in which
    the two overlap passes. A child's last worker passes here, as there is no next episode to flag.

    Fix: Add the worker who came in between, or correct the date of the handover.
    """
    ended = sw_episode.previous.SW_DEC
    late = no(sw_episode.SW_DECOM) | (days_between(ended, sw_episode.SW_DECOM) > 5)
    return (ended <= days_after(sw_episode.collection.end, -5)) & late


def _may_still_be_in_care(sw_episode: SwEpisode) -> Any:
    """The episodes don't show that the child had left care by the end of the year; where none are given they can't."""
    return unless(sw_episode.child.left_care)


def _in_last_days(sw_episode: SwEpisode, ended: Any) -> Any:
    """Between five days before the end of the year and its end; no date is not."""
    end = sw_episode.collection.end
    return within(ended, days_after(end, -5), end)


@rule("SW11bSTG2", flags="sw_episodes", fields=["SW_DEC"], since=2024, applies=_may_still_be_in_care)
def no_worker_after_a_late_end(sw_episode: SwEpisode) -> Any:
    """Child's last social worker episode ends between 26 and 31 March.

    A social worker who ended in the last days of the year leaves the child without one on 31 March, unless another
    follows. The episode that ended last is flagged if that was from 26 to 31 March, but not where another is open or
    ended later; an undated episode after one that ended then is flagged instead, for it may not have followed. A
    child who left care needs no other worker.

    Fix: Add the worker who came next; if the worker stayed, clear SW_DEC.
    """
    undated = no(sw_episode.SW_DECOM) & _in_last_days(sw_episode, sw_episode.previous.SW_DEC)
    return undated | (_in_last_days(sw_episode, sw_episode.SW_DEC) & sw_episode.is_last_to_end)


def _matters(episode: Episode, date: Any) -> Any:
    """A day of a year whose social workers are known, from April 2023 on; a blank does not matter."""
    known_from = on_or_after(date, day(2023, 4, 1)) & on_or_after(date, episode.workers_known_from)
    return known_from & on_or_before(date, episode.collection.end)


def _starts_care(episode: Episode) -> Any:
    return one_of(episode.RNE, ("S",)) & _matters(episode, episode.DECOM)


def _ends_care(episode: Episode) -> Any:
    return none_of(episode.REC, ("X1",), blank=False) & _matters(episode, episode.DEC)


def _open_at_the_year_end(episode: Episode) -> Any:
    last = episode.collection.end
    return goes_on_after(episode, last) & unless(after(episode.DECOM, last)) & _matters(episode, last)


def _recent(episode: Episode) -> Any:
    """Open, or not ended before the last collection year."""
    return unless(before(episode.DEC, year_before(episode.collection.start)))


def _needs_a_worker(episode: Episode) -> Any:
    """Other than short breaks, an episode with a day on which the child must have a worker; from 2025 a recent one."""
    has_a_day = _starts_care(episode) | _ends_care(episode) | _open_at_the_year_end(episode)
    asked = outside_short_breaks(episode) & has_a_day
    return asked if episode.collection_year < 2025 else asked & _recent(episode)


@rule("SW12STG2", flags="episodes", fields=["SW_DECOM", "SW_DEC"], since=2024, applies=_needs_a_worker)
def care_without_a_worker(episode: Episode) -> Any:
    """Child had no social worker on the day care began, the day it ended or the last day of the year.

    A child in care has a social worker from the first day to the last. Three days are looked at: the day care began
    (RNE S), the day it ended (a reason other than X1) and 31 March, if care goes on; only since 1 April 2023, and only
    in years whose social workers were given, this year's or earlier ones. A worker who starts or ends on the day is
    enough. Short breaks (V3, V4) are left out, and from 2025 episodes that ended before last year.

    Fix: Add the worker who had the case on that day, or correct the dates of the one who did.
    """
    at_start = _starts_care(episode) & unless(episode.had_worker_at_start)
    at_end = _ends_care(episode) & unless(episode.had_worker_at_end)
    return at_start | at_end | (_open_at_the_year_end(episode) & unless(episode.had_worker_at_year_end))


@rule("SW14STG2", flags="sw_episodes", fields=["SW_DEC"], since=2024, until=2024)
def superseded_worker_without_an_end(sw_episode: SwEpisode) -> Any:
    """Social worker episode is followed by another, but has no end date.

    One social worker at a time is responsible for a child, so when the next one starts the last one has ended. A
    child's social worker episodes are taken in order of start, undated ones last; each but the last needs an end
    that can be read.

    Fix: Enter in SW_DEC the day on which the next worker took over.
    """
    return sw_episode.has_next & no(sw_episode.SW_DEC)


def _is_first(sw_episode: SwEpisode) -> Any:
    return known(sw_episode.CHILD) & unless(sw_episode.has_previous)


def _left_open(sw_episode_last: SwEpisode) -> Any:
    return sw_episode_last.is_latest & blank(sw_episode_last, "SW_DEC")


@rule("SW16aSTG2", flags="sw_episodes", fields=["SW_ID"], since=2025, withdrawn=True, applies=_is_first)
def worker_not_carried_over(sw_episode: SwEpisode, sw_episode_last: SwEpisode) -> Any:
    """First social worker of the year is not the one in post at the end of last year.

    A social worker in post on 31 March goes on into this year, so the first episode of the year must be of the same
    worker. The child's earliest episode is compared with last year's latest, if that has a blank end; a blank
    number is flagged. No year's return is checked for this: the rule was withdrawn before it came into force.

    Fix: Begin this year with the episode that was open on 31 March, with the same worker's number.
    """
    return _left_open(sw_episode_last) & unless(agree(sw_episode.SW_ID, sw_episode_last.SW_ID))


@rule("SW16bSTG2", flags="sw_episodes", fields=["SW_DECOM"], since=2025, withdrawn=True, applies=_is_first)
def worker_start_not_carried_over(sw_episode: SwEpisode, sw_episode_last: SwEpisode) -> Any:
    """First social worker episode of the year does not have the start date it had last year.

    A social worker in post on 31 March goes on into this year with the start date of last year. The child's
    earliest episode is compared with last year's latest, if that has a blank end; a missing or unreadable start is
    flagged. No year's return is checked for this: the rule was withdrawn before it came into force.

    Fix: Begin this year with the episode that was open on 31 March, with its SW_DECOM unchanged.
    """
    return _left_open(sw_episode_last) & unless(same_day(sw_episode.SW_DECOM, sw_episode_last.SW_DECOM))


@rule("SW16cSTG2", flags="sw_episodes", fields=["SW_REASON"], since=2025, withdrawn=True, applies=_is_first)
def worker_reason_not_carried_over(sw_episode: SwEpisode, sw_episode_last: SwEpisode) -> Any:
    """First social worker episode of the year does not have the reason it had last year.

    A social worker in post on 31 March goes on into this year with the reason given last year. The child's earliest
    episode is compared with last year's latest, if that has a blank end; a blank reason is flagged. No year's
    return is checked for this: the rule was withdrawn before it came into force.

    Fix: Begin this year with the episode that was open on 31 March, with its SW_REASON unchanged.
    """
    return _left_open(sw_episode_last) & unless(agree(sw_episode.SW_REASON, sw_episode_last.SW_REASON))


@rule(
    "SW17STG2", flags="sw_episodes", fields=["SW_DEC", "SW_DECOM"], since=2026,
    applies=lambda sw_episode: sw_episode.is_latest & _may_still_be_in_care(sw_episode),
)  # fmt: skip
def no_worker_at_the_end_of_the_year(sw_episode: SwEpisode) -> Any:
    """Child has no social worker at the end of the year.

    A child in care on 31 March has a social worker then, so one of the child's episodes must be open or end later.
    If none does, the one that started last is flagged; undated ones count as the earliest, and an end that can't be
    read counts as an end. A child who left care in the year passes.

    Fix: Add the social worker episode that is open on 31 March, or clear the end date if the worker stays.
    """
    return unless(sw_episode.one_stays)
