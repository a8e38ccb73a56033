"""Placements for adoption, and leaving care by adoption: each must fit its decision, and what came before it."""

from typing import Any

from plumbline.rules.authors import Ad1, Episode, Header, PlacedAdoption
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    ADOPTED,
    FOSTERING,
    PLACED_FOR_ADOPTION,
    birthday,
    blank,
    filled,
    none_of,
    one_of,
)  # fmt: skip


def _placed_for_adoption(episode: Episode) -> Any:
    return one_of(episode.PLACE, PLACED_FOR_ADOPTION)


def _adopted(episode: Episode) -> Any:
    return one_of(episode.REC, ADOPTED)


@rule("331", flags=["ad1", "episodes"], fields=["DATE_MATCH", "DECOM", "REC"])
def matched_after_the_placement_began(episode: Episode, ad1: Ad1) -> Any:
    """Child was matched with the adopters after the episode that ended in adoption had begun.

    A child goes to live with adopters only after being matched with them, and the time between the two is measured.
    Each episode that ended with E11 or E12 is compared; the same day passes, a blank or unreadable date is not
    flagged.

    Fix: Correct the date of the match (DATE_MATCH) or the start of the placement; the match comes first.
    """
    return _adopted(episode) & (ad1.DATE_MATCH > episode.DECOM)


@rule(
    "335", flags=["episodes", "ad1"], fields=["PLACE", "FOSTER_CARE"],
    applies=lambda episode: one_of(episode.REC, ("E1", *ADOPTED)),
)  # fmt: skip
def foster_carer_answer_contradicts_placement(episode: Episode, ad1: Ad1) -> Any:
    """Answer to whether the adopters were the foster carers does not agree with the placement type.

    Whether a child was adopted by the foster carers is said twice, by FOSTER_CARE and by the placement type, and
    the two must agree. The rule looks at episodes that ended with E11, E12 or the old code E1. A3, A5 and the old
    A2 mean the current foster carers, A4, A6 and the old A1 somebody else; a blank answer is not flagged.

    Fix: Correct FOSTER_CARE or PLACE so that the two agree.
    """
    with_carers = one_of(episode.PLACE, ("A2", "A3", "A5")) & (ad1.FOSTER_CARE == "0")
    with_others = one_of(episode.PLACE, ("A1", "A4", "A6")) & (ad1.FOSTER_CARE == "1")
    return with_carers | with_others


@rule("336", flags="episodes", fields=["PLACE"], applies=lambda episode: one_of(episode.PLACE, ("A3", "A4")))
def placed_for_adoption_from_elsewhere_than_fostering(episode: Episode) -> Any:
    """Child was placed for adoption by consent, but was not in a foster or adoptive placement just before.

    A child whose parents consent to adoption usually comes to the adopters from foster care, so another kind of
    placement just before is worth a look. Episodes in A3 or A4 are compared with the child's previous one in this
    return, where a blank placement type is flagged. A child's first episode is not checked, nor a child without a
    readable start date.

    Fix: Check the placement before and both placement codes; accept the finding if they are right.
    """
    unusual = none_of(episode.previous.PLACE, (*PLACED_FOR_ADOPTION, *FOSTERING), blank=True)
    return episode.has_previous & episode.child.has_dated_episode & unusual


@rule("386", flags="episodes", fields=["REC"], applies=lambda episode: one_of(episode.REC.upper(), ADOPTED))
def adopted_as_an_adult(episode: Episode, header: Header) -> Any:
    """Child left care through adoption, but had already turned 18.

    Adoption is for children: at 18 a young person leaves care for another reason. An end with E11 or E12 on the
    18th birthday itself is flagged; without a readable end date or date of birth nothing is.

    Fix: Check the end reason, the end date and the date of birth; an adult can't be adopted out of care.
    """
    return birthday(header.DOB, 18) <= episode.DEC


@rule("390", flags="episodes", fields=["PLACE", "REC"], applies=_adopted)
def adopted_without_being_placed_for_adoption(episode: Episode) -> Any:
    """Child was adopted, but the episode that ended in adoption was not a placement for adoption.

    A child lives with the adopters, in a placement for adoption (A3 to A6), before the court makes the order. An
    episode that ended with E11 or E12 in any other placement is flagged, a blank one included; earlier episodes are
    not looked at.

    Fix: Check the placement type; a child is adopted out of an adoptive placement.
    """
    return none_of(episode.PLACE, PLACED_FOR_ADOPTION, blank=True)


@rule("521", flags=["episodes", "ad1"], fields=["PLACE", "DECOM", "DATE_INT"], applies=_placed_for_adoption)
def placed_before_the_decision_in_the_adoption_record(episode: Episode, ad1: Ad1) -> Any:
    """Child was placed for adoption before the decision date in the adoption record.

    A child can't be placed for adoption before it is decided that adoption is the plan. Each adoptive placement (A3
    to A6) is compared with DATE_INT; the same day passes, a blank or unreadable date is not flagged.

    Fix: Check DATE_INT against the start of the adoptive placement; the decision comes first.
    """
    return ad1.DATE_INT > episode.DECOM


@rule(
    "551", flags="episodes", fields=["DATE_PLACED", "PLACE"], partner="optional", applies=_placed_for_adoption
)  # fmt: skip
def placed_for_adoption_without_a_decision(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Child is placed for adoption, but the date of the decision to do so is missing.

    A placement for adoption (A3 to A6) rests on the decision that adoption is the plan, so that decision must be in
    the return. Flagged when the child has no decision at all, or any decision whose date is blank; an unreadable
    date counts as filled in.

    Fix: Enter the date of the decision (DATE_PLACED), or correct the placement type.
    """
    return blank(placed_adoption, "DATE_PLACED")


@rule(
    "552", flags=["episodes", "placed_adoption"], fields=["DATE_PLACED", "DECOM"],
    applies=lambda episode: episode.is_first_placed_for_adoption,
)  # fmt: skip
def placed_for_adoption_before_the_latest_decision(episode: Episode, placed_adoption: PlacedAdoption) -> Any:
    """Child was first placed for adoption before the latest decision to do so.

    A child can't be placed for adoption before it is decided that adoption is the plan. The child's earliest
    adoptive placement (A3 to A6) is compared with the latest decision; the same day passes. A child for whom a new
    decision was made after an earlier plan had ended is flagged too.

    Fix: Check the decision date and the start of the adoptive placement; accept the finding where an earlier plan
    had ended.
    """
    return placed_adoption.is_latest & (episode.DECOM < placed_adoption.DATE_PLACED)


@rule(
    "582",
    flags="episodes",
    fields=["DEC", "DATE_MATCH"],
    applies=lambda episode: _adopted(episode) & filled(episode, "DEC"),
)
def matched_on_the_day_of_adoption(episode: Episode, ad1: Ad1) -> Any:
    """Child was matched with the adopters on the very day of the adoption.

    Months usually pass between being matched with adopters and the adoption order, so one day for both points to a
    date entered in the wrong place. Flagged where the end of the episode (E11 or E12) and DATE_MATCH are written
    alike; blanks never are.

    Fix: Check the date of the match; if both really were on one day, accept the finding.
    """
    return episode.text.DEC == ad1.text.DATE_MATCH
