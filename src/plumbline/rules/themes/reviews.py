"""Reviews: how the child took part must fit the child's age."""

from typing import Any

from plumbline.rules.authors import Review
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, one_of

_FROM_FOUR = ("PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7")


@rule(
    "440", flags="reviews", fields=["DOB", "REVIEW", "REVIEW_CODE"],
    applies=lambda review: review.REVIEW_CODE == "PN0",
)  # fmt: skip
def too_young_to_take_part_at_four(review: Review) -> Any:
    """Review says that the child was too young to take part (PN0), but was after the fourth birthday.

    From the age of 4, how a child took part in the review is recorded, so PN0 (too young) no longer fits. The date
    of birth is the one given with the review; the fourth birthday itself passes, and so does an unreadable date.

    Fix: Choose the code, PN1 to PN7, for how the child took part, or put the date of the review or of birth right.
    """
    return birthday(review.DOB, 4) < review.REVIEW


@rule(
    "441", flags="reviews", fields=["DOB", "REVIEW", "REVIEW_CODE"],
    applies=lambda review: one_of(review.REVIEW_CODE, _FROM_FOUR),
)  # fmt: skip
def took_part_before_four(review: Review) -> Any:
    """Review says how the child took part (PN1 to PN7), but was before the fourth birthday.

    Under 4 a child is too young to be counted as taking part in a review, and the code for that is PN0. The date of
    birth is the one given with the review; the fourth birthday itself passes, and so does an unreadable date.

    Fix: Use PN0 if the child was under 4, or put the date of the review or of birth right.
    """
    return birthday(review.DOB, 4) > review.REVIEW
