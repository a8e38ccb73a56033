"""Care leavers (OC3): what must and must not be recorded of them."""

from typing import Any

from plumbline.rules.authors import Ad1, Header, Oc2, Oc3
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
    unless,
)


def _has_details(oc3: Oc3) -> Any:
    return any_filled(oc3, CARE_LEAVER_ITEMS)


@rule(
    "134", flags="ad1", fields=[*CARE_LEAVER_ITEMS, *ADOPTION_ITEMS],
    applies=lambda ad1: any_filled(ad1, ADOPTION_ITEMS),
)  # fmt: skip
def adoption_details_of_a_care_leaver(ad1: Ad1, oc3: Oc3) -> Any:
    """Adoption details are given for someone who also has care leaver details.

    A child who is adopted has a new family and is not followed up as a care leaver, so there can't be details of
    both. What is filled in doesn't matter, only that something is. The adoption record is the one flagged.

    Fix: Find out whether the young person was adopted or left care without, and empty the other record.
    """
    return _has_details(oc3)


@rule("153", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=_has_details)
def care_leaver_record_partly_filled(oc3: Oc3) -> Any:
    """Some but not all of the three care leaver items are filled in.

    Contact, activity and accommodation are asked about together: with one of them blank the care leaver drops out
    of some of the figures. Only whether they are filled in is looked at; all three blank pass.

    Fix: Fill in the items that are blank (0 where activity or accommodation is not known), or empty all three if
    the person is not to be reported.
    """
    return any_blank(oc3, CARE_LEAVER_ITEMS)


@rule("215", flags=["oc3", "oc2"], fields=[*CARE_LEAVER_ITEMS, *HEALTH_ITEMS], applies=_has_details)
def care_leaver_with_health_items(oc3: Oc3, oc2: Oc2) -> Any:
    """Care leaver details and health or offending items are both given for the same person.

    Care leaver details are for people who left care, health and offending items for children in care all year:
    nobody is both. Any content counts, a 0 too; the items on the strengths and difficulties questionnaire (SDQ)
    don't. Both records are flagged.

    Fix: Find out whether the person left care or stayed in it all year, and empty the other record.
    """
    return any_filled(oc2, HEALTH_ITEMS)


@rule(
    "344", flags="oc3", fields=CARE_LEAVER_ITEMS,
    applies=lambda oc3: one_of(oc3.IN_TOUCH, ("DIED", "RHOM")),
)  # fmt: skip
def details_of_one_who_died_or_went_home(oc3: Oc3) -> Any:
    """Care leaver died or went back home, but activity and accommodation are not both 0.

    A care leaver who died or went back home is not asked about activity and accommodation, and 0 in both says so.
    Anything else is flagged, a blank too.

    Fix: Put 0 in ACTIV and ACCOM, or change IN_TOUCH if the council is in touch after all.
    """
    both_zero = one_of(oc3.ACTIV, ("0",)) & one_of(oc3.ACCOM, ("0",))
    return unless(both_zero)


@rule("345", flags="oc3", fields=CARE_LEAVER_ITEMS, applies=lambda oc3: oc3.IN_TOUCH == "YES")
def no_details_of_one_in_touch(oc3: Oc3) -> Any:
    """Activity or accommodation is 0, although the council is in touch with the care leaver.

    A council that is in touch with a care leaver knows what they do and where they live, but 0 says that it is not
    known. One 0 is enough; a blank is left to rule 153.

    Fix: Enter what the young person does and where they live, or change IN_TOUCH if there is no contact.
    """
    return (oc3.ACTIV == "0") | (oc3.ACCOM == "0")


@rule("347", flags="oc3", fields=["ACCOM", "DOB"], since=2024, applies=lambda oc3: one_of(oc3.ACCOM, ("T", "T1", "T2")))
def foyer_under_eighteen(oc3: Oc3) -> Any:
    """Care leaver lives in a foyer, but was not yet 18 when the year began.

    Foyers take young adults, so a care leaver who was not yet 18 on 1 April is unlikely to live in one (T1, T2). An
    18th birthday on 1 April passes; without a readable date of birth in the record nothing is judged.

    Fix: Put the date of birth right, or choose the code of the place where the young person really lives.
    """
    return birthday(oc3.DOB, 18) > oc3.collection.start


@rule("348", flags="oc3", fields=["IN_TOUCH"], since=2026)
def died_last_year_but_not_this(oc3: Oc3, oc3_last: Oc3) -> Any:
    """Last year's return says that the care leaver had died, but this year's does not.

    A care leaver who was returned as having died can't be returned as anything else a year later. A blank this year
    is flagged too.

    Fix: Find out which year is right; enter DIED this year, or have last year's record amended.
    """
    return (oc3_last.IN_TOUCH == "DIED") & none_of(oc3.IN_TOUCH, ("DIED",), blank=True)


@rule("391", flags="oc3", fields=["DOB", *CARE_LEAVER_ITEMS], applies=_has_details)
def details_under_seventeen(oc3: Oc3) -> Any:
    """Care leaver details are given for someone who was not yet 17 on 31 March.

    Care leavers are reported around their 17th to 21st birthdays, so someone not yet 17 at the year end has nothing
    to report. A 17th birthday on 31 March passes, and a 0 counts as filled in; without a readable date of birth in
    the record nothing is judged.

    Fix: Put the date of birth right, or empty the three items.
    """
    return birthday(oc3.DOB, 17) > oc3.collection.end


@rule(
    "3001", flags="oc3", fields=["ACCOM"],
    applies=lambda oc3: one_of(oc3.ACCOM.upper(), ("Z1", "Z2")),
)  # fmt: skip
def staying_put_at_seventeen(oc3: Oc3, header: Header) -> Any:
    """Care leaver turned 17 in the year, but is said to live with former foster carers (Z1 or Z2).

    Staying put with former foster carers (Z1, Z2) begins at 18; at 17 a young person still with the carers is
    usually in care. Flagged when the 17th birthday, by the date of birth in the header, is from 1 April to 31
    March.

    Fix: Choose another accommodation code, or put the date of birth right.
    """
    return in_collection_year(header, birthday(header.DOB, 17))
