"""Care leavers (OC3): what must and must not be recorded of them."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    ADOPTION_ITEMS,
    CARE_LEAVER_ITEMS,
    HEALTH_ITEMS,
    any_blank,
    any_filled,
    birthday,
    in_collection_year,
    none_of,
    one_of,
)


def _has_details(oc3: Any) -> Any:
    return any_filled(oc3, CARE_LEAVER_ITEMS)


@rule(
    "134", flags="ad1", fields=[*CARE_LEAVER_ITEMS, *ADOPTION_ITEMS],
    applies=lambda ad1: any_filled(ad1, ADOPTION_ITEMS),
)  # fmt: skip
def adoption_details_of_a_care_leaver(ad1: Any, oc3: Any) -> Any:
    """Adoption details are given of someone who also has care leaver details.

    Who is adopted does not become a care leaver. Only presence counts; records with nothing in them do not. The adoption
    row is flagged.

    Fix: Find out whether the young person was adopted or left care without, and empty the other record.
    """
    return _has_details(oc3)


@rule("153", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=_has_details)
def care_leaver_record_partly_filled(oc3: Any) -> Any:
    """Some but not all of the three care leaver items are filled in.

    Contact, activity and accommodation belong together: all or none. Only presence is tested.

    Fix: Fill in the items that are blank, or empty all three if the person is not to be reported.
    """
    return any_blank(oc3, CARE_LEAVER_ITEMS)


@rule("215", flags=["oc3", "oc2"], fields=[*CARE_LEAVER_ITEMS, *HEALTH_ITEMS], applies=_has_details)
def care_leaver_with_health_items(oc3: Any, oc2: Any) -> Any:
    """Care leaver details and health or offending items are given of the same person.

    The one is for people who left care, the other for children in care all year. Any content counts, a 0 too; the SDQ
    items do not. Both rows are flagged.

    Fix: Find out whether the person left care or stayed in it all year, and empty the other record.
    """
    return any_filled(oc2, HEALTH_ITEMS)


@rule(
    "344", flags="oc3", fields=CARE_LEAVER_ITEMS,
    applies=lambda oc3: one_of(oc3.IN_TOUCH, ("DIED", "RHOM")),
)  # fmt: skip
def details_of_one_who_died_or_went_home(oc3: Any) -> Any:
    """Activity and accommodation are not both 0 for a care leaver who died or went back home.

    Of them nothing more is asked, and 0 says so; a blank in either is flagged.

    Fix: Put 0 in ACTIV and ACCOM, or change IN_TOUCH.
    """
    both_zero = one_of(oc3.ACTIV, ("0",)) & one_of(oc3.ACCOM, ("0",))
    return ~both_zero


@rule("345", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=lambda oc3: oc3.IN_TOUCH == "YES")
def no_details_of_one_in_touch(oc3: Any) -> Any:
    """Activity or accommodation is 0 although the council is in touch with the care leaver.

    0 stands for not known, which does not go with IN_TOUCH YES. A blank is left to rule 153.

    Fix: Enter what the young person does and where they live, or change IN_TOUCH if there is no contact.
    """
    return (oc3.ACTIV == "0") | (oc3.ACCOM == "0")


@rule("347", flags="oc3", fields=["ACCOM", "DOB"], since=2024, applies=lambda oc3: one_of(oc3.ACCOM, ("T", "T1", "T2")))
def foyer_under_eighteen(oc3: Any) -> Any:
    """Care leaver lives in a foyer but was not yet 18 when the year began.

    An 18th birthday on 1 April passes; without a readable date of birth in the row nothing is judged. Differs from the
    peer, which looks for T alone, a code that no return may hold.

    Fix: Put the date of birth right, or choose the code of the place where the young person really lives.
    """
    return birthday(oc3.DOB, 18) > oc3.collection.start


@rule("348", flags="oc3", fields=["IN_TOUCH"], since=2026)
def died_last_year_but_not_this(oc3: Any, oc3_last: Any) -> Any:
    """Care leaver was returned as having died last year, but not this year.

    A blank this year is flagged too. One of several rows last year is enough.

    Fix: Find out which year is right; enter DIED this year, or have last year's record amended.
    """
    return (oc3_last.IN_TOUCH == "DIED") & none_of(oc3.IN_TOUCH, ("DIED",), blank=True)


@rule("391", flags="oc3", fields=["DOB", *CARE_LEAVER_ITEMS], applies=_has_details)
def details_under_seventeen(oc3: Any) -> Any:
    """Care leaver details are given of someone not yet 17 on 31 March.

    They are asked for around the 17th to the 21st birthday; only the lower end is tested, and a 0 counts as filled in.
    A 17th birthday on 31 March passes; without a readable date of birth in the row nothing is judged.

    Fix: Put the date of birth right, or empty the three items.
    """
    return birthday(oc3.DOB, 17) > oc3.collection.end


@rule(
    "3001", flags="oc3", fields=["ACCOM"],
    applies=lambda oc3: one_of(oc3.ACCOM.upper(), ("Z1", "Z2")),
)  # fmt: skip
def staying_put_at_seventeen(oc3: Any, header: Any) -> Any:
    """Young person who turned 17 in the year is said to live with former foster carers (Z1 or Z2).

    Staying put begins at 18. By the date of birth in the header; birthdays on 1 April and 31 March count.

    Fix: Choose another accommodation code, or put the date of birth right.
    """
    return in_collection_year(header, birthday(header.DOB, 17))
