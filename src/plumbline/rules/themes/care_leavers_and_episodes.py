"""Care leavers (OC3) against their time in care: who may have a care leaver record at all."""

from typing import Any

from plumbline.rules.authors import Episode, Oc3
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import CARE_LEAVER_ITEMS, any_filled, birthday, blank, goes_on_after, unless


@rule("1000", flags="oc3", fields=CARE_LEAVER_ITEMS)
def care_leaver_who_died_in_care(oc3: Oc3) -> Any:
    """Care leaver record is given for a young person who died in care.

    Someone who died in care never left it, so can't be a care leaver. One episode that ended with E2 is enough, in
    this return or an earlier one that is given; the record is flagged even if nothing is filled in.

    Fix: Take the care leaver record out, or correct the reason for which the episode ended.
    """
    return oc3.child.died_in_care


@rule(
    "1001", flags="oc3", fields=CARE_LEAVER_ITEMS, needs=["episodes", "episodes_last", "header"],
    history="With two years only, people of 20 or over at the year end are left out unless adopted: their time in care "
    "lies before.",
)  # fmt: skip
def time_in_care_does_not_qualify(oc3: Oc3) -> Any:
    """Care leaver record is given for someone who was not in care long enough, or who was adopted.

    Only young people who spent long enough in care are followed up as care leavers: 91 days since turning 14, and
    at least a day since turning 16. Short breaks don't count, and someone whose latest episode ended in adoption
    never qualifies. The days are those in the returns given; people of 20 or over whose care they can't show are
    left out.

    Fix: Correct the episodes or the date of birth, or take the care leaver record out.
    """
    child = oc3.child
    return child.last_adopted | unless(child.care_leaver_qualifies | child.too_old_for_history)


@rule(
    "1002", flags="oc3", fields=CARE_LEAVER_ITEMS,
    history="Of those who left care before last year the episodes are in older returns, so that with two years only they "
    "are flagged without being wrong.",
)  # fmt: skip
def care_leaver_without_episodes(oc3: Oc3) -> Any:
    """Care leaver has no episode in any of the years given.

    A care leaver has been in care, so there should be an episode in this year's return or an earlier one. A record
    whose identifier is in none of the returns given is flagged, whatever is filled in.

    Fix: Correct the identifier or take the record out; accept the finding if the person left care before those
    returns.
    """
    return unless(oc3.child.seen_in_care)


def _birthday_at_17_or_18(oc3: Oc3) -> Any:
    is_18 = birthday(oc3.DOB, 18) <= oc3.collection.end
    return is_18.ifelse(birthday(oc3.DOB, 18), birthday(oc3.DOB, 17))


def _has_details_at_17_or_18(oc3: Oc3) -> Any:
    end = oc3.collection.end
    return any_filled(oc3, CARE_LEAVER_ITEMS) & (birthday(oc3.DOB, 17) <= end) & (birthday(oc3.DOB, 19) > end)


@rule("1007", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=_has_details_at_17_or_18)
def in_care_on_the_17th_or_18th_birthday(oc3: Oc3, episode: Episode) -> Any:
    """Care leaver aged 17 or 18 was still in care on their last birthday.

    At 17 and 18, care leaver details are asked only of young people who were out of care by that birthday. The
    birthday is their latest by 31 March. Someone in an episode on that day is flagged, an episode that is still
    open included; one that ended on the day itself is not.

    Fix: Empty the care leaver items, or correct the dates of the episode or of birth.
    """
    day = _birthday_at_17_or_18(oc3)
    return (day >= episode.DECOM) & goes_on_after(episode, day)


@rule("1010", flags="oc3", fields=CARE_LEAVER_ITEMS)
def open_episode_of_last_year_not_carried_over(oc3: Oc3, episode_last: Episode) -> Any:
    """Care leaver was still in care at the end of last year, but has no episode this year.

    Someone still in care when last year ended must have left care this year to be a care leaver, but no episode
    shows it. Flagged where last year's latest episode has a blank end date and this year's return has no episode of
    the person.

    Fix: Add this year's episodes, with the end of the one that was open on 31 March.
    """
    return episode_last.is_final & blank(episode_last, "DEC") & unless(oc3.child.has_episodes)


@rule("1011", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=lambda oc3: any_filled(oc3, CARE_LEAVER_ITEMS))
def care_leaver_of_another_council(oc3: Oc3, episode: Episode) -> Any:
    """Care leaver details are given for someone whose care was transferred to another council (E3).

    When another council takes over a child's care (E3), that council follows the young person up and reports the
    details. Judged by the episode of this year that started latest.

    Fix: Empty the care leaver items, or correct the reason for which the last episode ended.
    """
    return episode.is_latest & (episode.REC == "E3")


@rule("1016", flags="oc3", fields=CARE_LEAVER_ITEMS, since=2024, applies=_has_details_at_17_or_18)
def left_care_on_or_after_the_17th_or_18th_birthday(oc3: Oc3, episode: Episode) -> Any:
    """Care leaver aged 17 or 18 left care on their last birthday or later.

    At 17 and 18, care leaver details are asked only of young people who were out of care by that birthday, their
    latest by 31 March. Someone with an episode that ended on that birthday or later is flagged, even if the episode
    ended with X1 or after the year.

    Fix: Empty the care leaver items, or correct the date of birth or the end of the episode.
    """
    return _birthday_at_17_or_18(oc3) <= episode.DEC
