"""Decisions that a child should be placed for adoption, this year's against last year's."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import END_OF_PLAN_ITEMS, any_filled, blank, differs, filled


@rule(
    "559", flags="placed_adoption", fields=["DATE_PLACED"], partner="optional",
    applies=lambda placed_adoption: placed_adoption.collection.start > placed_adoption.DATE_PLACED,
)  # fmt: skip
def old_decision_not_in_last_years_return(placed_adoption: Any, placed_adoption_last: Any) -> Any:
    """A decision to place for adoption is older than this year, but last year's return has none for the child.

    Flagged when the child has no decision in last year's return, or one there without a readable date. 1 April passes;
    the dates of the two years need not agree.

    Fix: Check the date of the decision, and whether last year's return should have held it.
    """
    return placed_adoption_last.DATE_PLACED.isnull()


@rule("560", flags="placed_adoption", fields=["DATE_PLACED", "DATE_PLACED_CEASED"])
def standing_decision_has_another_date(placed_adoption: Any, placed_adoption_last: Any) -> Any:
    """The date of a decision to place for adoption has changed since last year, though that decision still stood.

    Against every decision of last year with a date and a blank DATE_PLACED_CEASED. Dates are compared as text, so an
    unreadable one must be repeated too; a blank this year is flagged.

    Fix: Bring the date forward unchanged, or record when and why last year's decision ended.
    """
    stood = filled(placed_adoption_last, "DATE_PLACED") & blank(placed_adoption_last, "DATE_PLACED_CEASED")
    return stood & differs(placed_adoption.text.DATE_PLACED, placed_adoption_last.text.DATE_PLACED)


@rule("561", flags="placed_adoption", fields=["DATE_PLACED"])
def ended_decision_returned_again(placed_adoption: Any, placed_adoption_last: Any) -> Any:
    """A decision to place for adoption has the date of one that had ended in last year's return.

    Ended means that its date or its reason of ending holds something. Dates are compared as text; blanks never agree.

    Fix: Leave out the ended decision or give the date of the new one; if it had not ended, amend last year's return.
    """
    repeated = placed_adoption.text.DATE_PLACED == placed_adoption_last.text.DATE_PLACED
    return repeated & any_filled(placed_adoption_last, END_OF_PLAN_ITEMS)


@rule("584", flags="placed_adoption", fields=["DATE_PLACED"])
def decision_not_later_than_the_ended_one(placed_adoption: Any, placed_adoption_last: Any) -> Any:
    """A decision to place for adoption is not later than the child's decision that had ended in last year's return.

    Ended means that its date or its reason of ending holds something. A blank date this year is flagged, whatever last
    year's; the same day is flagged; an unreadable date can't be compared and passes.

    Fix: Give the date of the new decision, which must be later than the one that ended.
    """
    not_later = blank(placed_adoption, "DATE_PLACED") | (
        placed_adoption.DATE_PLACED <= placed_adoption_last.DATE_PLACED
    )
    return any_filled(placed_adoption_last, END_OF_PLAN_ITEMS) & not_later
