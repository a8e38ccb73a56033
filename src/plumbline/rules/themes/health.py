"""Health and offending (OC2): asked of children in care all year, some items only below or above an age."""

from typing import Any

from plumbline.rules.authors import Episode, Oc2
from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    CORE_HEALTH_ITEMS,
    HEALTH_ITEMS,
    any_blank,
    any_filled,
    birthday,
    blank,
    filled,
    unless,
)

_OTHER_HEALTH_ITEMS = tuple(item for item in HEALTH_ITEMS if item not in CORE_HEALTH_ITEMS)


@rule(
    "182", flags="oc2", fields=[*CORE_HEALTH_ITEMS, *_OTHER_HEALTH_ITEMS],
    applies=lambda oc2: any_filled(oc2, _OTHER_HEALTH_ITEMS), due="year end",
)  # fmt: skip
def core_items_incomplete_beside_other_items(oc2: Oc2) -> Any:
    """A core health item is blank, although other health or offending items are filled in.

    Immunisations, teeth, health assessment and substance misuse are wanted for every child in care all year, so a
    record with other items in it should have these four as well. Only whether they are filled in is looked at. A
    record with some of the four and nothing else is left to rule 191.

    Fix: Fill in the four core items, or empty the whole record if the child was not in care all year.
    """
    return any_blank(oc2, CORE_HEALTH_ITEMS)


@rule("190", flags="oc2", fields=HEALTH_ITEMS, applies=lambda oc2: unless(oc2.child.looked_after_all_year))
def health_items_though_not_in_care_all_year(oc2: Oc2) -> Any:
    """Health or offending items are filled in, although the child was not in care for the whole year.

    These items are counted only for children in care for the whole year, so anyone else would distort the council's
    figures. Any content counts, a 0 too; a child without any episode was not in care.

    Fix: Empty the items, or correct the episodes if they wrongly show the child coming, leaving or on short breaks.
    """
    return any_filled(oc2, HEALTH_ITEMS)


@rule(
    "191", flags="oc2", fields=[*CORE_HEALTH_ITEMS, "CHILD"],
    applies=lambda oc2: oc2.child.looked_after_all_year, due="year end",
)  # fmt: skip
def core_items_missing_of_a_year_in_care(oc2: Oc2) -> Any:
    """Child was in care all year, but immunisations, teeth, health assessment or substance misuse is blank.

    How many of the council's children are up to date with immunisations, teeth and health assessments is counted
    from these items, so a blank leaves the figures incomplete. All four are needed for a child in care all year. If
    the child has no health record at all, the earliest episode is flagged.

    Fix: Fill in the four items, adding the child's health record if there is none.
    """
    return any_blank(oc2, CORE_HEALTH_ITEMS)


@also("191", flags="episodes")
def no_health_record_of_a_year_in_care(episode: Episode) -> Any:
    """The earliest episode of a child in care all year who has no health record."""
    return episode.is_earliest & episode.child.looked_after_all_year & unless(episode.child.has_oc2)


@rule("542", flags="oc2", fields=["CONVICTED"], applies=lambda oc2: birthday(oc2.DOB, 10) > oc2.collection.end)
def conviction_item_filled_under_ten(oc2: Oc2) -> Any:
    """Conviction information is given for a child who was not yet 10 on 31 March.

    Under 10, the age of criminal responsibility, a child can't be convicted, so the question is not asked and even
    a 0 should not be there. A tenth birthday on 31 March passes; without a readable date of birth in the record
    nothing is judged.

    Fix: Empty CONVICTED, or put the date of birth right.
    """
    return filled(oc2, "CONVICTED")


@rule(
    "543", flags="oc2", fields=["DOB", "CONVICTED"],
    applies=lambda oc2: oc2.child.looked_after_all_year & (birthday(oc2.DOB, 10) < oc2.collection.end), due="year end",
)  # fmt: skip
def conviction_item_missing_over_ten(oc2: Oc2) -> Any:
    """Child over 10 was in care all year, but whether there was a conviction is blank.

    How many children in care were convicted is counted from this item, so every child over 10 who was in care all
    year needs an answer. A tenth birthday on 31 March itself is not flagged; without a readable date of birth in
    the record nothing is judged.

    Fix: Enter 1 in CONVICTED if the child was convicted, reprimanded or given a final warning, otherwise 0.
    """
    return blank(oc2, "CONVICTED")


@rule(
    "544", flags="oc2", fields=["CONVICTED", *CORE_HEALTH_ITEMS], applies=lambda oc2: oc2.CONVICTED == "1",
    due="year end",
)  # fmt: skip
def core_items_incomplete_beside_a_conviction(oc2: Oc2) -> Any:
    """Child was convicted or cautioned, but a core health item is blank.

    Convictions are asked about only for children in care all year, so the four items wanted for every such child
    should be there too: immunisations, teeth, health assessment and substance misuse. A 0 is an answer.

    Fix: Fill in the four core items: 1 for yes, 0 for no.
    """
    return any_blank(oc2, CORE_HEALTH_ITEMS)


@rule(
    "545", flags="oc2", fields=["DOB", "HEALTH_CHECK"],
    applies=lambda oc2: oc2.child.looked_after_all_year & (birthday(oc2.DOB, 5) > oc2.collection.end), due="year end",
)  # fmt: skip
def health_check_missing_under_five(oc2: Oc2) -> Any:
    """Child under 5 on 31 March was in care all year, but whether health checks were up to date is blank.

    Whether development checks are up to date is asked of every child under 5 who was in care all year. A fifth
    birthday on 31 March passes, and so does an unreadable date of birth.

    Fix: Enter 1 in HEALTH_CHECK if the checks were up to date, otherwise 0.
    """
    return blank(oc2, "HEALTH_CHECK")


@rule(
    "546", flags="oc2", fields=["DOB", "HEALTH_CHECK"],
    applies=lambda oc2: oc2.child.looked_after_all_year & (birthday(oc2.DOB, 5) <= oc2.collection.end),
)  # fmt: skip
def health_check_filled_from_five(oc2: Oc2) -> Any:
    """Child was 5 or older on 31 March, but the item on health checks for under-fives is filled in.

    Development checks end at 5, so the question is not asked of an older child and even a 0 should not be there.
    Only children in care all year are looked at; a fifth birthday on 31 March is flagged.

    Fix: Empty HEALTH_CHECK, or put the date of birth right.
    """
    return filled(oc2, "HEALTH_CHECK")


@rule(
    "547", flags="oc2", fields=["HEALTH_CHECK", *CORE_HEALTH_ITEMS], applies=lambda oc2: oc2.HEALTH_CHECK == "1",
    due="year end",
)  # fmt: skip
def core_items_incomplete_beside_a_health_check(oc2: Oc2) -> Any:
    """Child's health checks are up to date, but a core health item is blank.

    Development checks are asked about only for children in care all year, so the four items wanted for every such
    child should be there too: immunisations, teeth, health assessment and substance misuse. A 0 is an answer.

    Fix: Fill in the four core items: 1 for yes, 0 for no.
    """
    return any_blank(oc2, CORE_HEALTH_ITEMS)
