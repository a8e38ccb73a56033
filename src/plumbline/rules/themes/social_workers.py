"""Social worker episodes, row by row: worker, dates and reason."""

from typing import Any

from plumbline.rules.authors import SwEpisode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    any_blank,
    before,
    blank,
    day,
    matches,
    no,
    none_of,
    on_or_before,
    starts_with,
    unless,
    unreadable,
    year_before,
)

#: Reasons, and with them workers' numbers, are asked for from this day on.
_SINCE = (2023, 4, 1)

_MONTH = "0?[1-9]|1[0-2]"
_YEAR = "16(7[89]|[89][0-9])|1[7-9][0-9][0-9]|2[01][0-9][0-9]|22([0-5][0-9]|6[01])"
#: Dates of which a part is unknown: the month, the day, or the year (then 29 February exists).
_PARTLY_KNOWN = "|".join(
    [
        f"(ZZ|0?[1-9]|[12][0-9]|3[01])/ZZ/(ZZZZ|{_YEAR})",
        f"ZZ/({_MONTH})/(ZZZZ|{_YEAR})",
        f"(0?[1-9]|[12][0-9])/({_MONTH})/ZZZZ",
        "30/(0?[13-9]|1[0-2])/ZZZZ",
        "31/(0?[13578]|1[02])/ZZZZ",
    ]
)


def _unusable(sw_episode: SwEpisode, field: str) -> Any:
    """Neither a date nor one of which a part is unknown; a blank is not unusable."""
    return unreadable(sw_episode, field) & unless(matches(sw_episode.given(field), _PARTLY_KNOWN))


@rule("SW01aSTG1", flags="sw_episodes", fields=["SW_DECOM", "SW_ID"], since=2025, until=2025)
def early_episode_incomplete(sw_episode: SwEpisode) -> Any:
    """Social worker episode from before April 2023 has no social worker's number or no start date.

    How often a child's social worker changes is counted from these episodes, so even one from before 1 April 2023
    must say who it was and from when. A start that is blank or can't be read is flagged here and by rule SW01bSTG1,
    one with unknown parts (ZZ) too. No reason is asked for.

    Fix: Enter the worker's number (SW_ID) and a real start date (SW_DECOM).
    """
    early = day(*_SINCE) > sw_episode.SW_DECOM
    return no(sw_episode.SW_DECOM) | (early & blank(sw_episode, "SW_ID"))


@rule("SW01bSTG1", flags="sw_episodes", fields=["SW_DECOM", "SW_ID", "SW_REASON"], since=2025, until=2025)
def recent_episode_incomplete(sw_episode: SwEpisode) -> Any:
    """Social worker episode since April 2023 has no social worker's number, start date or reason.

    How often a child's social worker changes, and why, is counted from these episodes, so one from 1 April 2023 or
    later must say who it was, from when and for what reason. A start that is blank or can't be read is flagged here
    and by rule SW01aSTG1.

    Fix: Enter what is missing: the worker's number (SW_ID), a real start date (SW_DECOM) or the reason (SW_REASON).
    """
    recent = day(*_SINCE) <= sw_episode.SW_DECOM
    return no(sw_episode.SW_DECOM) | (recent & any_blank(sw_episode, ("SW_ID", "SW_REASON")))


def _without_prefix(sw_episode: SwEpisode) -> Any:
    return unless(starts_with(sw_episode.SW_ID, "SW") | starts_with(sw_episode.SW_ID, "XX"))


@rule("SW02STG1", flags="sw_episodes", fields=["SW_ID"], since=2024, until=2025)
def worker_not_registered(sw_episode: SwEpisode) -> Any:
    """Social worker's number begins with neither SW nor XX.

    Social workers are told apart by their registration number, which begins with SW; XX stands for one who has
    none. Only the first two letters are looked at, and a blank is flagged.

    Fix: Enter the Social Work England number (SW and digits), or the agreed filler XX where there is none.
    """
    return _without_prefix(sw_episode)


@rule("SW02STG1", flags="sw_episodes", fields=["SW_ID"], since=2026)
def worker_not_registered_or_number_too_short(sw_episode: SwEpisode) -> Any:
    """Social worker's number begins with neither SW nor XX, or is shorter than four characters.

    Social workers are told apart by their registration number, which begins with SW; XX stands for one who has
    none. Two letters alone tell nobody apart, so at least two characters more are wanted. A blank is flagged.

    Fix: Enter the Social Work England number (SW and digits), or the agreed filler XX and digits where there is none.
    """
    return _without_prefix(sw_episode) | (sw_episode.SW_ID.length() < 4)


@rule("SW03STG1", flags="sw_episodes", fields=["SW_ID", "SW_DECOM", "SW_REASON"], since=2024, until=2024)
def episode_incomplete(sw_episode: SwEpisode) -> Any:
    """Social worker episode has no social worker's number, no start date or no reason.

    How often a child's social worker changes, and why, is counted from these episodes, so each must say who it was,
    from when and for what reason. Only blanks are flagged here; whether the rest is right is for other rules.

    Fix: Enter whichever of SW_ID, SW_DECOM and SW_REASON is blank.
    """
    return any_blank(sw_episode, ("SW_ID", "SW_DECOM", "SW_REASON"))


@rule("SW04STG1", flags="sw_episodes", fields=["SW_DECOM"], since=2024, until=2025)
def start_unusable(sw_episode: SwEpisode) -> Any:
    """Start date of a social worker episode cannot be read as a date.

    How long a worker had the case is counted from this date, so it must be a real day. Parts that are not known may
    be ZZ (day, month) or ZZZZ (year), though other checks then see no date at all. A blank passes here.

    Fix: Enter the start date as dd/mm/yyyy, with ZZ (ZZZZ for the year) only for parts that are unknown.
    """
    return _unusable(sw_episode, "SW_DECOM")


@rule("SW04STG1", flags="sw_episodes", fields=["SW_DECOM"], since=2026)
def start_is_no_date(sw_episode: SwEpisode) -> Any:
    """Start date of a social worker episode is missing or is not a full date.

    How long a worker had the case is counted from this date, so it must be a real day. Parts that are not known (ZZ)
    are no longer accepted, and a blank is flagged too.

    Fix: Enter the day on which the worker took over the case, as dd/mm/yyyy.
    """
    return no(sw_episode.SW_DECOM)


@rule("SW05STG1", flags="sw_episodes", fields=["SW_DEC"], since=2024, until=2025)
def end_unusable(sw_episode: SwEpisode) -> Any:
    """End date of a social worker episode cannot be read as a date.

    How long a worker had the case is counted to this date, so it must be a real day. Parts that are not known may
    be ZZ (day, month) or ZZZZ (year), though other checks then see no date at all. A blank means that the worker
    still has the case, and passes.

    Fix: Enter the end date in SW_DEC as dd/mm/yyyy; while the worker has the case, leave it blank.
    """
    return _unusable(sw_episode, "SW_DEC")


@rule("SW05STG1", flags="sw_episodes", fields=["SW_DEC"], since=2026)
def end_is_no_date(sw_episode: SwEpisode) -> Any:
    """End date of a social worker episode is given but is not a full date.

    How long a worker had the case is counted to this date, so it must be a real day; parts that are not known (ZZ)
    are no longer accepted. A blank means that the worker still has the case, and passes.

    Fix: Enter the end date in SW_DEC as dd/mm/yyyy; while the worker has the case, leave it blank.
    """
    return unreadable(sw_episode, "SW_DEC")


@rule("SW06STG2", flags="sw_episodes", fields=["SW_DECOM"], since=2024)
def worker_starts_after_the_year(sw_episode: SwEpisode) -> Any:
    """Social worker episode starts after 31 March, the last day of the collection year.

    The return covers what happened up to 31 March, so a worker who starts later is not part of it, or the date is
    mistyped. 31 March itself passes, and so does a start that is not a date.

    Fix: Correct SW_DECOM, or keep the episode for next year's return.
    """
    return sw_episode.collection.end < sw_episode.SW_DECOM


def _ended_outside(sw_episode: SwEpisode, first_day: Any) -> Any:
    return (first_day > sw_episode.SW_DEC) | (sw_episode.collection.end < sw_episode.SW_DEC)


@rule("SW07STG2", flags="sw_episodes", fields=["SW_DEC"], since=2024, until=2024)
def worker_ended_outside_the_year(sw_episode: SwEpisode) -> Any:
    """Social worker episode ended before 1 April or after 31 March of the collection year.

    The return covers what happened from 1 April to 31 March: a worker who ended before is not part of it, and a
    later end isn't known yet. The two days themselves pass, and so does an end that is not a date.

    Fix: Correct SW_DEC; take out an episode that was over before 1 April, and clear the end of one that went on
    past 31 March.
    """
    return _ended_outside(sw_episode, sw_episode.collection.start)


@rule("SW07STG2", flags="sw_episodes", fields=["SW_DEC"], since=2025)
def worker_ended_outside_two_years(sw_episode: SwEpisode) -> Any:
    """Social worker episode ended neither in this collection year nor in the one before.

    The return covers who had the case in this collection year and the one before, so an earlier end is not part of
    it, and a later one isn't known yet. The first and the last day pass, and so does an end that is not a date.

    Fix: Correct SW_DEC; take out an episode that was over before last year's 1 April, and clear the end of one that
    went on past 31 March.
    """
    return _ended_outside(sw_episode, year_before(sw_episode.collection.start))


def _written_alike(sw_episode: SwEpisode) -> Any:
    return sw_episode.text.SW_DECOM == sw_episode.text.SW_DEC


@rule("SW09STG2", flags="sw_episodes", fields=["SW_DECOM", "SW_DEC"], since=2024, until=2025)
def worker_starts_and_ends_on_the_same_day(sw_episode: SwEpisode) -> Any:
    """Social worker episode ends on the day it started.

    A worker who starts and ends on the same day never had the case overnight, and only adds to the number of
    changes. The two dates must be written alike, whether or not they can be read; two blanks pass.

    Fix: Correct the dates, or take the episode out if it was no more than a day.
    """
    return _written_alike(sw_episode)


@rule("SW09STG2", flags="sw_episodes", fields=["SW_DECOM", "SW_DEC"], since=2026)
def worker_ends_before_the_day_after_the_start(sw_episode: SwEpisode) -> Any:
    """Social worker episode ends on the day it started, or before.

    A worker needs to have the case for a day at least to count as a change, and can't end before the start. Dates are
    compared as days; two texts that are not dates are flagged if they are alike. A blank passes.

    Fix: Correct the dates, or take the episode out if it was no more than a day.
    """
    return _written_alike(sw_episode) | on_or_before(sw_episode.SW_DEC, sw_episode.SW_DECOM)


@rule("SW13STG1", flags="sw_episodes", fields=["SW_REASON"], since=2024, until=2024)
def reason_missing_or_not_valid(sw_episode: SwEpisode) -> Any:
    """Reason for a change of social worker is blank or is not a valid code.

    Why a child's social worker changed is counted from this code, so every episode needs a valid one. A blank is
    flagged.

    Fix: Enter the code for the reason in SW_REASON, OTHERS if none of them fits.
    """
    return none_of(sw_episode.SW_REASON, sw_episode.codes("sw_reason"), blank=True)


@rule("SW13STG1", flags="sw_episodes", fields=["SW_REASON"], since=2025)
def reason_not_valid_or_missing_since_2023(sw_episode: SwEpisode) -> Any:
    """Reason for a change of social worker is not a valid code, or is blank since April 2023.

    Why a child's social worker changed is counted from this code, and it has been asked for since 1 April 2023. A
    code that isn't valid is always flagged, a blank only where the episode started on that day or later; without a
    readable start a blank passes.

    Fix: Enter the code for the reason in SW_REASON, OTHERS if none of them fits.
    """
    missing = blank(sw_episode, "SW_REASON") & (day(*_SINCE) <= sw_episode.SW_DECOM)
    return missing | none_of(sw_episode.SW_REASON, sw_episode.codes("sw_reason"), blank=False)


@rule("SW15STG2", flags="sw_episodes", fields=["SW_REASON"], since=2025, withdrawn=True)
def reason_missing(sw_episode: SwEpisode) -> Any:
    """Social worker episode gives no reason for the change of worker.

    Why a child's social worker changed is counted from this code, so it should not be blank, unless the episode
    started before the last collection year. Without a readable start a blank is flagged. No year's return is
    checked for this: the rule was withdrawn before it came into force.

    Fix: Enter in SW_REASON the code for why the case came to this worker.
    """
    long_ago = before(sw_episode.SW_DECOM, year_before(sw_episode.collection.start))
    return blank(sw_episode, "SW_REASON") & unless(long_ago)
