"""Social worker episodes, row by row: worker, dates and reason."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    any_blank,
    blank,
    day,
    matches,
    none_of,
    starts_with,
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


def _unusable(sw_episode: Any, field: str) -> Any:
    """Neither a date nor one of which a part is unknown; a blank is not unusable."""
    return unreadable(sw_episode, field) & ~matches(sw_episode.given(field), _PARTLY_KNOWN)


@rule("SW01aSTG1", flags="sw_episodes", fields=["SW_DECOM", "SW_ID"], since=2025)
def early_episode_incomplete(sw_episode: Any) -> Any:
    """Worker or start date is lacking in a social worker episode from before April 2023.

    One without a readable start date is reported here and by SW01bSTG1; a date with ZZ is not readable. No reason is
    asked for.

    Fix: Give the episode its worker's number and a real start date.
    """
    early = day(*_SINCE) > sw_episode.SW_DECOM
    return sw_episode.SW_DECOM.isnull() | (early & blank(sw_episode, "SW_ID"))


@rule("SW01bSTG1", flags="sw_episodes", fields=["SW_DECOM", "SW_ID", "SW_REASON"], since=2025)
def recent_episode_incomplete(sw_episode: Any) -> Any:
    """Worker, start date or reason is lacking in a social worker episode since April 2023.

    From 1 April 2023. One without a readable start date is reported here and by SW01aSTG1.

    Fix: Give the episode what it lacks: number of the worker, real start date, reason.
    """
    recent = day(*_SINCE) <= sw_episode.SW_DECOM
    return sw_episode.SW_DECOM.isnull() | (recent & any_blank(sw_episode, ("SW_ID", "SW_REASON")))


@rule("SW02STG1", flags="sw_episodes", fields=["SW_ID"], since=2024)
def worker_not_registered(sw_episode: Any) -> Any:
    """Social worker's number has another beginning than SW or XX.

    Only the first two letters are looked at. A blank is flagged.

    Fix: Enter the Social Work England number (SW and digits), or the agreed filler XX where there is none.
    """
    return ~starts_with(sw_episode.SW_ID, "SW") & ~starts_with(sw_episode.SW_ID, "XX")


@rule("SW03STG1", flags="sw_episodes", fields=["SW_ID", "SW_DECOM", "SW_REASON"], since=2024, until=2024)
def episode_incomplete(sw_episode: Any) -> Any:
    """Social worker episode without a worker, a start date or a reason.

    Only blanks count; what is filled in may be wrong. From 2025 SW01aSTG1 and SW01bSTG1 take its place.

    Fix: Give the episode whichever of the three is blank.
    """
    return any_blank(sw_episode, ("SW_ID", "SW_DECOM", "SW_REASON"))


@rule("SW04STG1", flags="sw_episodes", fields=["SW_DECOM"], since=2024)
def start_unusable(sw_episode: Any) -> Any:
    """Social worker episode's start cannot be read as a date.

    ZZ may stand for an unknown day or month and ZZZZ for an unknown year, though every other rule then sees no date. A
    blank passes.

    Fix: Enter the start date as dd/mm/yyyy, with ZZ (ZZZZ for the year) only for parts that are unknown.
    """
    return _unusable(sw_episode, "SW_DECOM")


@rule("SW05STG1", flags="sw_episodes", fields=["SW_DEC"], since=2024)
def end_unusable(sw_episode: Any) -> Any:
    """Social worker episode's end cannot be read as a date.

    Parts may be unknown as in SW04STG1. A blank passes.

    Fix: Write a real day in SW_DEC; it stays blank while the worker has the case.
    """
    return _unusable(sw_episode, "SW_DEC")


@rule("SW06STG2", flags="sw_episodes", fields=["SW_DECOM"], since=2024)
def worker_starts_after_the_year(sw_episode: Any) -> Any:
    """Start of a social worker episode lies beyond the last day of the collection year.

    31 March passes, and so does a start that is no date.

    Fix: Put SW_DECOM right; an episode of next year is for next year's return.
    """
    return sw_episode.collection.end < sw_episode.SW_DECOM


def _ended_outside(sw_episode: Any, first_day: Any) -> Any:
    return (first_day > sw_episode.SW_DEC) | (sw_episode.collection.end < sw_episode.SW_DEC)


@rule("SW07STG2", flags="sw_episodes", fields=["SW_DEC"], since=2024, until=2024)
def worker_ended_outside_the_year(sw_episode: Any) -> Any:
    """End of a social worker episode is not a day of the collection year.

    1 April and 31 March themselves pass, and so does an end that is no date.

    Fix: Put SW_DEC right, or drop the episode if it was over before 1 April.
    """
    return _ended_outside(sw_episode, sw_episode.collection.start)


@rule("SW07STG2", flags="sw_episodes", fields=["SW_DEC"], since=2025)
def worker_ended_outside_two_years(sw_episode: Any) -> Any:
    """End of a social worker episode is a day of neither this collection year nor the last.

    The first and the last day themselves pass, and so does an end that is no date. The peer flags 1 April 2023 in the
    2025 return, for it takes off 365 days instead of a year.

    Fix: Put SW_DEC right, or drop the episode if it was over before last year's 1 April.
    """
    return _ended_outside(sw_episode, year_before(sw_episode.collection.start))


@rule("SW09STG2", flags="sw_episodes", fields=["SW_DECOM", "SW_DEC"], since=2024)
def worker_starts_and_ends_on_the_same_day(sw_episode: Any) -> Any:
    """Social worker episode ends on the day it started.

    Compared as written, dates or not. Two blanks pass.

    Fix: Put the dates right; drop it if the worker never had the case overnight.
    """
    return sw_episode.text.SW_DECOM == sw_episode.text.SW_DEC


@rule("SW13STG1", flags="sw_episodes", fields=["SW_REASON"], since=2024, until=2024)
def reason_missing_or_not_valid(sw_episode: Any) -> Any:
    """Reason for a change of social worker is blank or no valid code.

    A blank is flagged.

    Fix: Give SW_REASON one of the codes that the guidance lists.
    """
    return none_of(sw_episode.SW_REASON, sw_episode.codes("sw_reason"), blank=True)


@rule("SW13STG1", flags="sw_episodes", fields=["SW_REASON"], since=2025)
def reason_not_valid_or_missing_since_2023(sw_episode: Any) -> Any:
    """Reason for a change of social worker is no valid code, or blank since April 2023.

    From 2025 a blank is only wrong where the episode started on 1 April 2023 or later; without a readable start it
    passes.

    Fix: Give SW_REASON one of the codes that the guidance lists.
    """
    missing = blank(sw_episode, "SW_REASON") & (day(*_SINCE) <= sw_episode.SW_DECOM)
    return missing | none_of(sw_episode.SW_REASON, sw_episode.codes("sw_reason"), blank=False)


@rule("SW15STG2", flags="sw_episodes", fields=["SW_REASON"], since=2025, withdrawn=True)
def reason_missing(sw_episode: Any) -> Any:
    """Social worker episode gives no reason for the change of worker.

    Unless the episode started before the previous collection year. Withdrawn before it came into force.

    Fix: Say in SW_REASON why the case came to this worker.
    """
    long_ago = (year_before(sw_episode.collection.start) > sw_episode.SW_DECOM).fill_null(False)
    return blank(sw_episode, "SW_REASON") & ~long_ago
