"""Adoption: the adoption record, and decisions that a child should be placed for adoption."""

from typing import Any

from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    ADOPTED,
    ADOPTION_ITEMS,
    any_blank,
    any_filled,
    filled,
    one_of,
)  # fmt: skip


@rule("151", flags="ad1", fields=ADOPTION_ITEMS)
def adoption_record_partly_filled(ad1: Any) -> Any:
    """Adoption record is only partly filled in.

    All six items or none: only presence is tested, not validity.

    Fix: Complete the missing adoption items, or clear them all if the child was not adopted.
    """
    return any_filled(ad1, ADOPTION_ITEMS) & any_blank(ad1, ADOPTION_ITEMS)


@rule("184", flags="placed_adoption", fields=["DATE_PLACED", "DOB"], partner="optional")
def placed_for_adoption_before_birth(placed_adoption: Any, header: Any) -> Any:
    """Decision to place the child for adoption is dated before the child was born.

    The date of birth is the header's. A decision with no known date of birth is flagged too, for it can't be shown to
    come after the birth; a blank or unreadable decision date never is.

    Fix: Correct the decision date or the date of birth.
    """
    known = (placed_adoption.DATE_PLACED >= header.DOB).fill_null(False)
    return placed_adoption.DATE_PLACED.notnull() & ~known


@rule("333", flags="ad1", fields=["DATE_INT"])
def decision_missing_or_after_matching(ad1: Any) -> Any:
    """The decision to place for adoption is missing or later than the matching date.

    An unreadable decision date counts as missing; the same day passes.

    Fix: Enter or correct DATE_INT so that it is on or before DATE_MATCH.
    """
    return ad1.DATE_MATCH.notnull() & (ad1.DATE_INT.isnull() | (ad1.DATE_INT > ad1.DATE_MATCH))


@rule("601", flags=["episodes", "ad1"], fields=["REC", *ADOPTION_ITEMS], partner="optional")
def adopted_without_complete_details(episode: Any, ad1: Any) -> Any:
    """Child was adopted this year but the adoption (AD1) details are incomplete.

    An adoption is an episode that ended with E11 or E12 in the collection year. Differs from the peer: a child with no
    adoption record at all is reported, as the published wording asks.

    Fix: Complete all the adoption fields for this child, or correct the end reason or date.
    """
    ended = (episode.collection.start <= episode.DEC) & (episode.collection.end >= episode.DEC)
    return one_of(episode.REC, ADOPTED) & ended & any_blank(ad1, ADOPTION_ITEMS)


@rule("602", flags="ad1", fields=["CHILD"])
def adoption_details_without_adoption(ad1: Any) -> Any:
    """Adoption (AD1) details given but no episode shows the child was adopted this year.

    A child who is not in episodes at all counts as not adopted.

    Fix: Remove the adoption details, or correct the episode so that its end date and reason show the adoption.
    """
    return any_filled(ad1, ADOPTION_ITEMS) & ~ad1.child.adopted_in_year


@rule("632", flags=["episodes", "prev_perm"], fields=["DATE_PERM", "DECOM"])
def previous_order_not_before_care(episode: Any, prev_perm: Any) -> Any:
    """Date of the previous permanence order is invalid or not before the child came into care.

    Compared with the child's earliest episode this year. Unknown parts (ZZ, ZZZZ) are resolved to a late date; a blank
    is not flagged.

    Fix: Enter the order date as dd/mm/yyyy (ZZ or ZZZZ for unknown parts) and check it is before the first episode.
    """
    resolved = prev_perm.resolved.DATE_PERM
    wrong = resolved.isnull() | (resolved >= episode.DECOM)
    return episode.is_earliest & filled(prev_perm, "DATE_PERM") & wrong


@rule("1003", flags=["episodes", "placed_adoption"], fields=["DATE_PLACED", "DECOM", "RNE"])
def placed_for_adoption_before_care(episode: Any, placed_adoption: Any) -> Any:
    """Placed-for-adoption decision is dated before the child came into care.

    Compared with the earliest episode that starts a period of care (RNE S); the same day passes.

    Fix: Correct the date of the decision or the start date of the child's first episode.
    """
    return episode.is_first_started & (placed_adoption.DATE_PLACED < episode.DECOM)


@rule("187", flags="oc3", fields=["IN_TOUCH", "ACTIV", "ACCOM", *ADOPTION_ITEMS], needs=["oc3", "ad1"])
def care_leaver_details_though_in_care_all_year(oc3: Any) -> Any:
    """Child was looked after for the whole year but has adoption or care leaver details.

    The two records are tested separately; presence is enough.

    Fix: Remove the adoption or care leaver details, or correct the episodes if the child did leave care in the year.
    """
    return oc3.child.looked_after_all_year & any_filled(oc3, ("IN_TOUCH", "ACTIV", "ACCOM"))


@also("187", flags="ad1")
def adoption_details_though_in_care_all_year(ad1: Any) -> Any:
    """The adoption record of a child in care all year."""
    return ad1.child.looked_after_all_year & any_filled(ad1, ADOPTION_ITEMS)
