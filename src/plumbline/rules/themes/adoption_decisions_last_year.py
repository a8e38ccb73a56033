"""Decisions that a child should be placed for adoption, this year's against last year's."""

from typing import Any

from plumbline.rules.authors import PlacedAdoption
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import END_OF_PLAN_ITEMS, any_filled, blank, differs, filled, no


@rule(
    "559", flags="placed_adoption", fields=["DATE_PLACED"], partner="optional",
    applies=lambda placed_adoption: placed_adoption.collection.start > placed_adoption.DATE_PLACED,
)  # fmt: skip
def old_decision_not_in_last_years_return(placed_adoption: PlacedAdoption, placed_adoption_last: PlacedAdoption) -> Any:
    """Decision to place for adoption is from before this year, but last year's return has none.

    A decision made before this year should have been in last year's return already. A decision dated before 1 April
    is flagged when the child has none in last year's return, or one there without a readable date; the dates of the
    two years are not compared.

    Fix: Check the date of the decision; if it is right, have last year's return amended.
    """
    return no(placed_adoption_last.DATE_PLACED)


@rule("560", flags="placed_adoption", fields=["DATE_PLACED", "DATE_PLACED_CEASED"])
def standing_decision_has_another_date(placed_adoption: PlacedAdoption, placed_adoption_last: PlacedAdoption) -> Any:
    """Date of a decision to place for adoption has changed since last year, although it still stood.

    A decision that still stood when last year's return was made goes on into this one, so its date stays the same.
    Each decision of this year is compared with every one of last year that had a date and no end date. The dates
    must be written alike, and a blank this year is flagged.

    Fix: Bring the date forward unchanged, or have the end of last year's decision added to that return.
    """
    stood = filled(placed_adoption_last, "DATE_PLACED") & blank(placed_adoption_last, "DATE_PLACED_CEASED")
    return stood & differs(placed_adoption.text.DATE_PLACED, placed_adoption_last.text.DATE_PLACED)


@rule("561", flags="placed_adoption", fields=["DATE_PLACED"])
def ended_decision_returned_again(placed_adoption: PlacedAdoption, placed_adoption_last: PlacedAdoption) -> Any:
    """Decision to place for adoption has the same date as one that had ended in last year's return.

    A decision that had ended in last year's return is over and does not come back; a new plan has a date of its
    own. Ended means that its end date or its reason is filled in. The dates are flagged if they are written alike;
    blanks never are.

    Fix: Leave out the ended decision or give the date of the new one; if it had not ended, amend last year's
    return.
    """
    repeated = placed_adoption.text.DATE_PLACED == placed_adoption_last.text.DATE_PLACED
    return repeated & any_filled(placed_adoption_last, END_OF_PLAN_ITEMS)


@rule("584", flags="placed_adoption", fields=["DATE_PLACED"])
def decision_not_later_than_the_ended_one(placed_adoption: PlacedAdoption, placed_adoption_last: PlacedAdoption) -> Any:
    """Decision to place for adoption is not later than the one that had ended in last year's return.

    Once last year's plan had ended, any plan of this year must be a new one, decided on later. Ended means that its
    end date or its reason is filled in. The same day is flagged and so is a blank date this year; a date that can't
    be read is not.

    Fix: Give the date of the new decision, which must be later than the one that ended.
    """
    not_later = blank(placed_adoption, "DATE_PLACED") | (
        placed_adoption.DATE_PLACED <= placed_adoption_last.DATE_PLACED
    )
    return any_filled(placed_adoption_last, END_OF_PLAN_ITEMS) & not_later
