"""Care leavers (OC3): what must and must not be recorded of them."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import CARE_LEAVER_ITEMS, any_blank, any_filled, birthday, one_of


@rule("153", flags="oc3", fields=CARE_LEAVER_ITEMS)
def care_leaver_record_partly_filled(oc3: Any) -> Any:
    """Care leaver record is only partly filled in.

    All three items or none: only presence is tested.

    Fix: Complete all three care leaver items, or clear them all if none is required.
    """
    return any_filled(oc3, CARE_LEAVER_ITEMS) & any_blank(oc3, CARE_LEAVER_ITEMS)


@rule("344", flags="oc3", fields=CARE_LEAVER_ITEMS)
def details_of_one_who_died_or_went_home(oc3: Any) -> Any:
    """Activity or accommodation is filled in for a young person who died or went back home.

    Both must be 0; a blank in either is flagged.

    Fix: Set ACTIV and ACCOM to 0, or correct IN_TOUCH.
    """
    both_zero = one_of(oc3.ACTIV, ("0",)) & one_of(oc3.ACCOM, ("0",))
    return one_of(oc3.IN_TOUCH, ("DIED", "RHOM")) & ~both_zero


@rule("1001", flags="oc3", fields=CARE_LEAVER_ITEMS, needs=["episodes", "episodes_last", "header"])
def time_in_care_does_not_qualify(oc3: Any) -> Any:
    """Care leaver information given but the young person's time in care does not qualify them.

    To qualify takes 91 days in care since 14 and a day since 16, over this and last year, not counting short breaks,
    and not having been adopted. Differs from the peer: people of 20 or over at the year end are left out unless
    adopted, for two years of episodes can't show their history.

    Fix: Check episodes and date of birth; remove the record if they were not in care long enough or were adopted.
    """
    child = oc3.child
    return child.last_adopted | (~child.care_leaver_qualifies & ~child.too_old_for_history)


@rule("1007", flags="oc3", fields=CARE_LEAVER_ITEMS)
def in_care_on_the_17th_or_18th_birthday(oc3: Any, episode: Any) -> Any:
    """Care leaver information given for a 17- or 18-year-old who was in care on that birthday.

    The birthday is their latest by 31 March. Differs from the peer: an episode still open counts as in care.

    Fix: Remove the information, which is not needed for someone in care on that birthday, or correct the dates.
    """
    end = oc3.collection.end
    is_18 = birthday(oc3.DOB, 18) <= end
    of_age = (birthday(oc3.DOB, 17) <= end) & (birthday(oc3.DOB, 19) > end)
    latest = is_18.ifelse(birthday(oc3.DOB, 18), birthday(oc3.DOB, 17))
    in_care = (latest >= episode.DECOM) & (episode.DEC.isnull() | (latest < episode.DEC))
    return of_age & any_filled(oc3, CARE_LEAVER_ITEMS) & in_care
