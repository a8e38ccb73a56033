"""Care leavers (OC3) against their time in care: who may have a care leaver record at all."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import CARE_LEAVER_ITEMS, any_filled, birthday, blank


@rule("1000", flags="oc3", fields=CARE_LEAVER_ITEMS)
def care_leaver_who_died_in_care(oc3: Any) -> Any:
    """Care leaver record of a young person who died while in care.

    Any episode that ended with E2 is enough, of this year or of any earlier return that is given. The record is flagged
    even if there is nothing in it.

    Fix: Take the care leaver record out, or put the reason right for which the episode ended.
    """
    return oc3.child.died_in_care


@rule(
    "1001", flags="oc3", fields=CARE_LEAVER_ITEMS, needs=["episodes", "episodes_last", "header"],
    history="With two years only, people of 20 or over at the year end are left out unless adopted: their time in care "
    "lies before.",
)  # fmt: skip
def time_in_care_does_not_qualify(oc3: Any) -> Any:
    """Care leaver record of someone who was not in care long enough, or who was adopted.

    To qualify takes 91 days in care since 14 and a day since 16, over the years given, not counting short breaks, and
    not having been adopted. Differs from the peer in leaving out people whose history the years given can't show.

    Fix: Put episodes or date of birth right, or take the care leaver record out.
    """
    child = oc3.child
    return child.last_adopted | (~child.care_leaver_qualifies & ~child.too_old_for_history)


@rule(
    "1002", flags="oc3", fields=CARE_LEAVER_ITEMS,
    history="Of those who left care before last year the episodes are in older returns, so that with two years only they "
    "are flagged without being wrong.",
)  # fmt: skip
def care_leaver_without_episodes(oc3: Any) -> Any:
    """Care leaver record of someone who has no episode in any of the years given.

    To be a care leaver takes time in care. What is in the record plays no part.

    Fix: If the person left care longer ago, say so; otherwise correct the identifier or take the record out.
    """
    return ~oc3.child.seen_in_care


def _birthday_at_17_or_18(oc3: Any) -> Any:
    is_18 = birthday(oc3.DOB, 18) <= oc3.collection.end
    return is_18.ifelse(birthday(oc3.DOB, 18), birthday(oc3.DOB, 17))


def _has_details_at_17_or_18(oc3: Any) -> Any:
    end = oc3.collection.end
    return any_filled(oc3, CARE_LEAVER_ITEMS) & (birthday(oc3.DOB, 17) <= end) & (birthday(oc3.DOB, 19) > end)


@rule("1007", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=_has_details_at_17_or_18)
def in_care_on_the_17th_or_18th_birthday(oc3: Any, episode: Any) -> Any:
    """Care leaver details are given of a 17- or 18-year-old who was in care on that birthday.

    The birthday is their latest by 31 March. Differs from the peer: an episode still open counts as in care.

    Fix: Empty the care leaver items, which are for people already out of care, or put the dates right.
    """
    day = _birthday_at_17_or_18(oc3)
    return (day >= episode.DECOM) & (episode.DEC.isnull() | (day < episode.DEC))


@rule("1010", flags="oc3", fields=CARE_LEAVER_ITEMS)
def open_episode_of_last_year_not_carried_over(oc3: Any, episode_last: Any) -> Any:
    """Care leaver record of someone still in care at the end of last year, of whom this year has no episode.

    Last year's final episode is the one that started latest, of equal starts the last in the file; anything in its end
    date, readable or not, closes it.

    Fix: Add this year's episodes, with the end of the one that was open.
    """
    return episode_last.is_final & blank(episode_last, "DEC") & ~oc3.child.has_episodes


@rule("1011", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=lambda oc3: any_filled(oc3, CARE_LEAVER_ITEMS))
def care_leaver_of_another_council(oc3: Any, episode: Any) -> Any:
    """Care leaver details are given of someone whose care went over to another council (E3).

    By this year's episode that started latest, of equal starts the first in the file, whether it has an end date or not.
    The other council reports such a care leaver.

    Fix: Empty the care leaver items, or put the reason right for which the last episode ended.
    """
    return episode.is_latest & (episode.REC == "E3")


@rule("1016", flags="oc3", fields=CARE_LEAVER_ITEMS, since=2024, applies=_has_details_at_17_or_18)
def left_care_on_or_after_the_17th_or_18th_birthday(oc3: Any, episode: Any) -> Any:
    """Care leaver details are given of a 17- or 18-year-old who left care on that birthday or later.

    About that birthday there is nothing to report. It is their latest by 31 March; an episode that ended on the day
    itself counts, and so does one that ended with X1 or after the year.

    Fix: Empty the care leaver items, or put the date of birth or the end of the episode right.
    """
    return _birthday_at_17_or_18(oc3) <= episode.DEC
