"""Adoption: the adoption record, and whether the child was adopted; previous permanence."""

from typing import Any

from plumbline.rules.authors import Ad1, Episode, Oc3, PrevPerm
from plumbline.rules.declare import also, rule
from plumbline.rules.vocabulary import (
    ADOPTED,
    ADOPTION_ITEMS,
    CARE_LEAVER_ITEMS,
    any_blank,
    any_filled,
    filled,
    in_collection_year,
    known,
    no,
    one_of,
    unless,
)  # fmt: skip


@rule("151", flags="ad1", fields=ADOPTION_ITEMS)
def adoption_record_partly_filled(ad1: Ad1) -> Any:
    """Some but not all of the six adoption items are filled in.

    An adoption is described by six items together: the two dates, whether the adopters were the foster carers, and
    their number, sex and legal status. With some of them blank the adoption can't be counted properly. Only
    whether they are filled in is looked at here, not whether they are right.

    Fix: Fill in the items that are blank, or empty all six where there was no adoption.
    """
    return any_filled(ad1, ADOPTION_ITEMS) & any_blank(ad1, ADOPTION_ITEMS)


@rule("333", flags="ad1", fields=["DATE_INT"], applies=lambda ad1: known(ad1.DATE_MATCH))
def decision_missing_or_after_matching(ad1: Ad1) -> Any:
    """Child was matched with adopters, but the decision to place for adoption is missing or later.

    A child is matched with adopters only once it is decided that adoption is the plan, and how long the match takes
    is measured from that decision (DATE_INT). A decision date that is blank or unreadable is flagged where there is
    a match, and so is one after it; both on the same day pass.

    Fix: Give DATE_INT the day of the decision, or put right DATE_MATCH: the decision comes first.
    """
    return no(ad1.DATE_INT) | (ad1.DATE_INT > ad1.DATE_MATCH)


@rule(
    "334", flags=["episodes", "ad1"], fields=["DATE_INT", "DECOM", "RNE"],
    applies=lambda episode: episode.is_latest_started,
)  # fmt: skip
def decision_before_the_latest_period_of_care(episode: Episode, ad1: Ad1) -> Any:
    """Decision to place for adoption was made before the child last came into care.

    A decision made before the child last came into care belongs to an earlier time in care, not to this adoption.
    DATE_INT is compared with the start of the latest episode that begins care (RNE S); the same day passes, and so
    does a blank or unreadable decision.

    Fix: Check DATE_INT against the day the child last came into care, and enter the decision that led to this
    adoption.
    """
    return ad1.DATE_INT < episode.DECOM


def _adopted_in_year(episode: Episode) -> Any:
    return one_of(episode.REC, ADOPTED) & in_collection_year(episode, episode.DEC)


@rule(
    "601", flags=["episodes", "ad1"], fields=["REC", *ADOPTION_ITEMS], partner="optional",
    applies=_adopted_in_year,
)  # fmt: skip
def adopted_without_complete_details(episode: Episode, ad1: Ad1) -> Any:
    """Child was adopted in the year, but the adoption record is missing or has gaps.

    Adoption figures are made from the adoption record, so a child who left care through adoption (E11 or E12, ended
    in the year) needs all six of its items. A blank in any of them is flagged, and so is a child without any
    adoption record.

    Fix: Complete all six adoption items for this child, or correct the reason or date on which the episode ended.
    """
    return any_blank(ad1, ADOPTION_ITEMS)


@rule("602", flags="ad1", fields=["CHILD"], applies=lambda ad1: any_filled(ad1, ADOPTION_ITEMS))
def adoption_details_without_adoption(ad1: Ad1) -> Any:
    """Adoption details are given, but no episode of the year ends in adoption.

    The adoption record is for children adopted in the year, and their episodes must say so: one of them ends with
    E11 or E12 between 1 April and 31 March. A child without any episode counts as not adopted.

    Fix: Take out the adoption record, or end the right episode with E11 or E12 on the day of the adoption order.
    """
    return unless(ad1.child.adopted_in_year)


@rule(
    "632", flags=["episodes", "prev_perm"], fields=["DATE_PERM", "DECOM"],
    applies=lambda episode: episode.is_earliest,
)  # fmt: skip
def previous_order_not_before_care(episode: Episode, prev_perm: PrevPerm) -> Any:
    """Date of the previous permanence order cannot be read, or is not before the child's first episode.

    A previous permanence order is an earlier adoption or guardianship that came to an end, so it must be older than
    the time in care that is returned now. It is compared with the child's earliest episode this year. For an
    unknown day or month (ZZ) the latest possible date is taken, and an unknown year (ZZZZ) is taken as 2000; a date
    that can't be read is flagged, a blank is not.

    Fix: Enter the order date as dd/mm/yyyy (ZZ or ZZZZ for unknown parts) and check it is before the first episode.
    """
    resolved = prev_perm.resolved.DATE_PERM
    wrong = no(resolved) | (resolved >= episode.DECOM)
    return filled(prev_perm, "DATE_PERM") & wrong


@rule(
    "187", flags="oc3", fields=[*CARE_LEAVER_ITEMS, *ADOPTION_ITEMS], needs=["oc3", "ad1"],
    applies=lambda oc3: oc3.child.looked_after_all_year,
)  # fmt: skip
def care_leaver_details_though_in_care_all_year(oc3: Oc3) -> Any:
    """Adoption or care leaver details are given for a child who was in care all year.

    A child who was in care for the whole year neither left care nor was adopted, so there can't be a care leaver
    record or an adoption record. One item in either is enough, and each record is flagged on its own.

    Fix: Take the record out; if the child did leave care, end the episode on that day.
    """
    return any_filled(oc3, CARE_LEAVER_ITEMS)


@also("187", flags="ad1")
def adoption_details_though_in_care_all_year(ad1: Ad1) -> Any:
    """The adoption record of a child in care all year."""
    return ad1.child.looked_after_all_year & any_filled(ad1, ADOPTION_ITEMS)
