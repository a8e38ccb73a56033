"""Decisions that a child should be placed for adoption: their dates, their end, and several for one child."""

from typing import Any

from plumbline.rules.authors import Ad1, Episode, Header, PlacedAdoption
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    ADOPTED,
    ADOPTION_ITEMS,
    END_OF_PLAN_ITEMS,
    any_filled,
    blank,
    filled,
    known,
    no,
    on_or_after,
    one_of,
    unless,
)  # fmt: skip


@rule(
    "117", flags=["episodes", "placed_adoption"],
    fields=["DATE_PLACED_CEASED", "DATE_PLACED", "DEC", "REC", "DECOM"],
    applies=lambda episode: episode.is_latest_not_continued,
)  # fmt: skip
def decision_after_care_or_the_year_ended(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Adoption became or stopped being the plan after the child left care, or after 31 March.

    A child who has left care can't be put on or taken off an adoption plan, and nothing after 31 March belongs in
    this return. Each decision's start and end (DATE_PLACED, DATE_PLACED_CEASED) is compared with the end of the
    child's latest episode that did not end with X1, and with the year end. The same day passes; while that episode
    is open, only the year end counts.

    Fix: Check both decision dates against the year end and the end of the child's last episode.
    """
    made, ended = placed_adoption.DATE_PLACED, placed_adoption.DATE_PLACED_CEASED
    year_end = placed_adoption.collection.end
    return (made > year_end) | (made > episode.DEC) | (ended > year_end) | (ended > episode.DEC)


@rule(
    "118", flags=["episodes", "placed_adoption"], fields=["DATE_PLACED_CEASED", "DECOM", "LS"],
    applies=lambda episode: episode.is_first_outside_short_breaks,
)  # fmt: skip
def plan_ended_before_care_or_the_year_began(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Adoption stopped being the plan before this year began or before the child came into care.

    A plan that ended before this year belongs in an earlier return, and one that ended before the child came into
    care can't be a plan of ours. Care is taken to begin with the child's earliest episode in this return that is
    not a short break (V3, V4); a child without one is not checked. The same day passes.

    Fix: Correct the date the plan ended (DATE_PLACED_CEASED): not before 1 April, nor before the child's first
    episode.
    """
    ended = placed_adoption.DATE_PLACED_CEASED
    return (ended < episode.DECOM) | (ended < placed_adoption.collection.start)


@rule("119", flags="placed_adoption", fields=["REASON_PLACED_CEASED", "DATE_PLACED_CEASED"])
def end_of_plan_half_recorded(placed_adoption: PlacedAdoption) -> Any:
    """End of the adoption plan has a date but no reason, or a reason but no date.

    A plan that was given up has an end date and a reason; with only one of the two there is no telling whether
    adoption is still the plan. Both blank means that it is. An unreadable date counts as filled in here.

    Fix: Give both the date and the reason, or clear both if adoption is still the plan.
    """
    return blank(placed_adoption, "DATE_PLACED_CEASED") != blank(placed_adoption, "REASON_PLACED_CEASED")


@rule(
    "184", flags="placed_adoption", fields=["DATE_PLACED", "DOB"], partner="optional",
    applies=lambda placed_adoption: known(placed_adoption.DATE_PLACED),
)  # fmt: skip
def placed_for_adoption_before_birth(placed_adoption: PlacedAdoption, header: Header) -> Any:
    """Decision to place for adoption is before the child's date of birth, or no date of birth is known.

    Nobody can decide on adoption for a child who is not born, so one of the two dates is wrong. The date of birth
    is the header's; where none is known the decision is flagged as well, as it can't be shown to come after the
    birth. The day of birth passes, and so does a blank or unreadable decision date.

    Fix: Correct the decision date (DATE_PLACED) or the date of birth.
    """
    return unless(on_or_after(placed_adoption.DATE_PLACED, header.DOB))


@rule("522", flags="placed_adoption", fields=["DATE_PLACED", "DATE_PLACED_CEASED"])
def plan_ended_before_it_was_made(placed_adoption: PlacedAdoption) -> Any:
    """Adoption stopped being the plan before the date of the decision to place for adoption.

    A plan can't be given up before it is made. Both on the same day pass, and where either date is blank or
    unreadable nothing is compared.

    Fix: Correct whichever of the two dates is wrong.
    """
    return placed_adoption.DATE_PLACED_CEASED < placed_adoption.DATE_PLACED


@rule("523", flags=["placed_adoption", "ad1"], fields=["DATE_PLACED", "DATE_INT"])
def decision_dates_disagree(placed_adoption: PlacedAdoption, ad1: Ad1) -> Any:
    """Date of the decision to place for adoption is not the same in the plan and the adoption record.

    DATE_PLACED and DATE_INT date the same decision, recorded in two tables, so they must be the same. Each of the
    child's decisions is compared with the adoption record, so an earlier plan that came to nothing is flagged as
    well as the one that led to the adoption. Blank or unreadable dates are not flagged.

    Fix: Check both dates and give the day of the decision in both places; accept the finding for an earlier plan.
    """
    return placed_adoption.DATE_PLACED != ad1.DATE_INT


@rule(
    "525", flags=["placed_adoption", "ad1"], fields=["DATE_PLACED_CEASED", *ADOPTION_ITEMS],
    applies=lambda placed_adoption: filled(placed_adoption, "DATE_PLACED_CEASED"),
)  # fmt: skip
def adoption_details_though_plan_ended(placed_adoption: PlacedAdoption, ad1: Ad1) -> Any:
    """Adoption details are given, although adoption stopped being the plan for the child.

    A plan that came to nothing and an adoption that took place can't both be true of one decision. Anything filled
    in on both sides is enough. Dates are not compared, so a child adopted under a later plan is flagged as well.

    Fix: Remove the end of the plan if the child was adopted under it, or the adoption details if there was no
    adoption; if an earlier plan ended, accept the finding.
    """
    return any_filled(ad1, ADOPTION_ITEMS)


@rule(
    "558", flags="episodes", fields=["DATE_PLACED_CEASED", "REC"],
    applies=lambda episode: one_of(episode.REC, ADOPTED),
)  # fmt: skip
def adopted_though_every_plan_ended(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Child was adopted, but all of the child's several decisions to place for adoption are marked as ended.

    A child is adopted under a decision that still stood, so at least one of the child's decisions can't have ended.
    The episode that ended with E11 or E12 is flagged where the child has two or more decisions and all of them have
    an end date; a single decision that ended passes here.

    Fix: Remove the end from the decision under which the child was adopted.
    """
    return placed_adoption.is_one_of_several_all_ended


@rule("563", flags="placed_adoption", fields=["DATE_PLACED", *reversed(END_OF_PLAN_ITEMS)])
def ended_plan_without_a_decision_date(placed_adoption: PlacedAdoption) -> Any:
    """Adoption plan is marked as ended, but the date of the decision is blank.

    How long adoption was the plan is counted from the day it was decided, so a plan that ended needs that day.
    Flagged where date and reason of the end are both filled in and DATE_PLACED is blank; an unreadable date counts
    as filled in.

    Fix: Enter the date of the decision to place the child for adoption.
    """
    ended = filled(placed_adoption, "DATE_PLACED_CEASED") & filled(placed_adoption, "REASON_PLACED_CEASED")
    return blank(placed_adoption, "DATE_PLACED") & ended


@rule("579", flags="placed_adoption", fields=["DATE_PLACED", "DATE_PLACED_CEASED"])
def decision_while_the_previous_one_stands(placed_adoption: PlacedAdoption) -> Any:
    """Decision to place for adoption is made while the child's previous one is still in force.

    While adoption is already the plan it can't be decided on again, so the earlier decision must have ended first.
    A child's decisions are taken in order of date, undated ones last, and each is compared with the one just before
    it. The later one is flagged if the earlier has no readable end or ended after the later began; the same day
    passes.

    Fix: Record when the earlier decision ended, or correct the dates so that the two do not overlap.
    """
    still_in_force = no(placed_adoption.previous.DATE_PLACED_CEASED) | (
        placed_adoption.DATE_PLACED < placed_adoption.previous.DATE_PLACED_CEASED
    )
    return placed_adoption.has_previous & still_in_force


@rule("583", flags="placed_adoption", fields=["DATE_PLACED", "DATE_PLACED_CEASED"])
def earlier_decision_left_open(placed_adoption: PlacedAdoption) -> Any:
    """Earlier decision to place for adoption has no end date, although there is a later one.

    Only a child's latest decision can still stand: an earlier one left open makes two plans at once. Each decision
    without an end date that is not the latest is flagged; an undated one counts as earlier than any dated one, and
    of two on one day the first in the file is the latest. An unreadable end date counts as filled in.

    Fix: Enter when the earlier decision ended, even if in an earlier year, or remove a row entered by mistake.
    """
    return unless(placed_adoption.is_latest) & blank(placed_adoption, "DATE_PLACED_CEASED")


@rule(
    "1003", flags=["episodes", "placed_adoption"], fields=["DATE_PLACED", "DECOM", "RNE"],
    applies=lambda episode: episode.is_first_started,
)  # fmt: skip
def placed_for_adoption_before_care(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Decision to place for adoption is before the start of the child's first period of care.

    A council plans adoption for a child in its care, so the decision can't come before care began. It is compared
    with the child's earliest episode that begins care (RNE S); the same day passes.

    Fix: Correct the date of the decision or the start date of the child's first episode.
    """
    return placed_adoption.DATE_PLACED < episode.DECOM
