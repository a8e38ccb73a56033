"""Social worker episodes one after another: gaps, ends left open, and cover of the child's time in care."""

from typing import Any

from plumbline.rules.authors import Episode, SwEpisode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    SHORT_BREAKS,
    agree,
    any_blank,
    before,
    blank,
    days_after,
    days_apart_at_most,
    filled,
    known,
    no,
    none_of,
    on_or_before,
    one_of,
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
    five days. The next episode is flagged if it starts more than five days before or after that end or has no
    readable start. A child's last worker passes here, as there is no next episode to flag.

    Fix: Add the worker who came next, or correct the date of the handover.
    """
    ended = sw_episode.previous.SW_DEC
    soon = days_apart_at_most(5, ended, sw_episode.SW_DECOM)
    return (ended <= days_after(sw_episode.collection.end, -5)) & unless(soon)


def _in_last_days(sw_episode: SwEpisode, ended: Any) -> Any:
    """Between five days before the end of the year and its end; no date is not."""
    end = sw_episode.collection.end
    return within(ended, days_after(end, -5), end)


@rule("SW11bSTG2", flags="sw_episodes", fields=["SW_DEC"], since=2024)
def no_worker_after_a_late_end(sw_episode: SwEpisode) -> Any:
    """Child's last social worker episode ends between 26 and 31 March.

    A social worker who ended in the last days of the year leaves the child without one on 31 March, unless another
    follows. If it ended from 26 to 31 March, a child's only episode is flagged, and so is one with an earlier
    episode before it, even where another follows; an undated episode after one that ended then is flagged too. A
    child's first of several passes.

    Fix: Add the worker who came next; if the worker stayed, clear SW_DEC; if another did follow, accept the
    finding.
    """
    undated = no(sw_episode.SW_DECOM) & _in_last_days(sw_episode, sw_episode.previous.SW_DEC)
    alone = known(sw_episode.CHILD) & unless(sw_episode.has_previous | sw_episode.has_next)
    later = before(sw_episode.previous_dated.SW_DECOM, sw_episode.SW_DEC)
    return undated | (_in_last_days(sw_episode, sw_episode.SW_DEC) & (alone | later))


def _starts_or_ends_care(episode: Episode) -> Any:
    """Other than short breaks: care started with the episode, or did not go on with another."""
    ends = none_of(episode.REC, ("X1",), blank=True)
    return none_of(episode.LS, SHORT_BREAKS, blank=True) & (one_of(episode.RNE, ("S",)) | ends)


def _uncovered(episode: Episode, sw_episode: SwEpisode) -> Any:
    by_the_end = none_of(episode.REC, ("X1",), blank=True) & on_or_before(sw_episode.SW_DECOM, episode.DEC)
    from_the_start = one_of(episode.RNE, ("S",)) & on_or_before(episode.DECOM, sw_episode.SW_DECOM)
    return unless(by_the_end | from_the_start)


@rule(
    "SW12STG2", flags="episodes", fields=["SW_DECOM"], since=2024, until=2024, partner="optional",
    applies=_starts_or_ends_care,
)  # fmt: skip
def care_without_a_worker(episode: Episode, sw_episode: SwEpisode) -> Any:
    """Child had no social worker on the day on which care began or ended.

    A child in care needs a social worker from the first day to the last, so episodes that began care (RNE S) or did
    not go on with X1 are looked at, short breaks (V3, V4) aside. All of the child's social workers must have
    started by the end of such an episode or, if it began care, on its first day or later; none at all is flagged,
    and so is a missing start. An open episode that did not begin care has no end to compare, so it is always
    reported, as the specification's condition says.

    Fix: Add the worker who had the case on that day, in or out of care; where an open episode has its worker,
    accept the finding.
    """
    return _uncovered(episode, sw_episode)


def _of_two_years(episode: Episode) -> Any:
    """The episode is open, or ended in this collection year or the one before."""
    return no(episode.DEC) | within(episode.DEC, year_before(episode.collection.start), episode.collection.end)


@rule(
    "SW12STG2", flags="episodes", fields=["SW_DECOM"], since=2025, partner="optional",
    applies=lambda episode: _starts_or_ends_care(episode) & _of_two_years(episode),
)  # fmt: skip
def recent_care_without_a_worker(episode: Episode, sw_episode: SwEpisode) -> Any:
    """Child had no social worker on the day on which care began or ended.

    A child in care needs a social worker from the first day to the last, so episodes that began care (RNE S) or did
    not go on with X1 are looked at, if open or ended in this collection year or the last, short breaks (V3, V4)
    aside. All of the child's social workers must have started by the end of such an episode or, if it began care,
    on its first day or later; none at all is flagged, and so is a missing start. An open episode that did not begin
    care has no end to compare, so it is always reported, as the specification's condition says.

    Fix: Add the worker who had the case on that day, in or out of care; where an open episode has its worker,
    accept the finding.
    """
    return _uncovered(episode, sw_episode)


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
    applies=lambda sw_episode: sw_episode.is_latest,
)  # fmt: skip
def no_worker_at_the_end_of_the_year(sw_episode: SwEpisode) -> Any:
    """Child has no social worker at the end of the year.

    A child in care on 31 March has a social worker then, so the one who started last should not have an end date.
    Anything in it is flagged, even where the child has left care; undated episodes count as the earliest.

    Fix: Add the social worker episode that is open on 31 March, or clear the end date if the worker stays; if the
    child left care, accept the finding.
    """
    return filled(sw_episode, "SW_DEC")
