"""Emotional wellbeing (OC2): the score of the strengths and difficulties questionnaire, or the reason for having none."""

from typing import Any

from plumbline.rules.authors import Oc2
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import SDQ_ITEMS, any_filled, birthday, blank, filled, in_collection_year, unless


def _in_care_all_year_from_4_to_16th_birthday(oc2: Oc2) -> Any:
    of_age = (birthday(oc2.DOB, 4) <= oc2.collection.start) & (birthday(oc2.DOB, 16) >= oc2.collection.end)
    return oc2.child.looked_after_all_year & of_age


@rule("157", flags="oc2", fields=["SDQ_REASON", "DOB"], applies=_in_care_all_year_from_4_to_16th_birthday)
def too_young_or_old_given_at_an_age_for_a_score(oc2: Oc2) -> Any:
    """Reason for having no SDQ score is 'too young or too old' (SDQ1), but the child is neither.

    The council's average score is for children of 4 to 16, so at that age SDQ1 (too young or too old) can't be the
    reason for having none. The rule looks at children in care all year who were 4 by 1 April and not past their
    16th birthday on 31 March.

    Fix: Enter the score or the reason that applies, or put the date of birth right.
    """
    return blank(oc2, "SDQ_SCORE") & (oc2.SDQ_REASON == "SDQ1")


@rule("185", flags="oc2", fields=["SDQ_SCORE"], applies=lambda oc2: unless(oc2.child.looked_after_all_year))
def score_though_not_in_care_all_year(oc2: Oc2) -> Any:
    """SDQ score is given, although the child was not in care for the whole year.

    Scores are needed only for children in care for the whole year, and any other would change the council's
    average. Any content counts, a 0 too; a child without any episode was not in care.

    Fix: Remove the score, or correct the episodes if they wrongly show the child coming, leaving or on short
    breaks.
    """
    return filled(oc2, "SDQ_SCORE")


def _in_care_all_year_and_under_17(oc2: Oc2) -> Any:
    of_age = (birthday(oc2.DOB, 4) <= oc2.collection.start) & (birthday(oc2.DOB, 17) > oc2.collection.end)
    return oc2.child.looked_after_all_year & of_age


@rule("186", flags="oc2", fields=["SDQ_SCORE"], applies=_in_care_all_year_and_under_17, due="year end")
def no_score_and_no_reason(oc2: Oc2) -> Any:
    """Child of 4 to 16 was in care all year, but has neither an SDQ score nor a reason for having none.

    These scores show how well children in care are, so each one of 4 to 16 in care all year has a score, or a
    reason for having none. A 17th birthday on 31 March is too old; anything in either field passes, valid or not.

    Fix: Enter the score, or else the reason for having none.
    """
    return blank(oc2, *SDQ_ITEMS)


@rule(
    "188", flags="oc2", fields=SDQ_ITEMS,
    applies=lambda oc2: birthday(oc2.DOB, 4) > oc2.collection.end,
)  # fmt: skip
def score_or_reason_under_four(oc2: Oc2) -> Any:
    """SDQ score, or a reason for having none, is given for a child who was not yet 4 on 31 March.

    The questionnaire on strengths and difficulties (SDQ) begins at 4, so a younger child neither has a score nor
    needs a reason. A fourth birthday on 31 March itself passes; without a readable date of birth in the record
    nothing is judged.

    Fix: Empty both SDQ items, or put the date of birth right.
    """
    return any_filled(oc2, SDQ_ITEMS)


@rule(
    "189", flags="oc2", fields=["DOB", *SDQ_ITEMS],
    applies=lambda oc2: birthday(oc2.DOB, 17) < oc2.collection.start,
)  # fmt: skip
def score_or_reason_past_seventeen(oc2: Oc2) -> Any:
    """SDQ score, or a reason for having none, is given for someone who turned 17 before the year began.

    The questionnaire on strengths and difficulties (SDQ) ends at 17, so someone older neither has a score nor needs
    a reason. A 17th birthday on 1 April itself passes; without a readable date of birth in the record nothing is
    judged.

    Fix: Empty both SDQ items, or put the date of birth right.
    """
    return any_filled(oc2, SDQ_ITEMS)


@rule("197a", flags="oc2", fields=SDQ_ITEMS)
def score_and_a_reason_for_none(oc2: Oc2) -> Any:
    """SDQ score and a reason for having no score are both filled in.

    A child with a score can't have a reason for having none. What is in the two items doesn't matter, and a score
    of 0 is a score.

    Fix: Empty the reason if the questionnaire came back, otherwise empty the score.
    """
    return filled(oc2, "SDQ_SCORE") & filled(oc2, "SDQ_REASON")


def _in_care_all_year_and_turns_4_or_17(oc2: Oc2) -> Any:
    turns_4 = in_collection_year(oc2, birthday(oc2.DOB, 4))
    turns_17 = in_collection_year(oc2, birthday(oc2.DOB, 17))
    return oc2.child.looked_after_all_year & (turns_4 | turns_17)


@rule(
    "197B", flags="oc2", fields=["SDQ_REASON", "DOB"], applies=_in_care_all_year_and_turns_4_or_17, due="year end",
)  # fmt: skip
def no_score_and_no_reason_in_the_year_of_4_or_17(oc2: Oc2) -> Any:
    """Child in care all year turned 4 or 17, but has neither an SDQ score nor a reason for having none.

    In the year of turning 4 or 17 a score need not be given, but if there is none the reason must say so. Birthdays
    on 1 April and 31 March count; a child who turned 4 on 1 April is reported by rule 186 as well.

    Fix: Enter the score, or else the reason, such as SDQ1 for a child who was too young or too old.
    """
    return blank(oc2, *SDQ_ITEMS)


@rule("198", flags="oc2", fields=["SDQ_REASON"], applies=lambda oc2: unless(oc2.child.looked_after_all_year))
def reason_though_not_in_care_all_year(oc2: Oc2) -> Any:
    """Reason for having no SDQ score is given, although the child was not in care for the whole year.

    Scores are needed only for children in care for the whole year, so for any other child no reason for having none
    is needed either. A child without any episode was not in care.

    Fix: Remove the reason, or correct the episodes if they wrongly show the child coming, leaving or on short
    breaks.
    """
    return filled(oc2, "SDQ_REASON")
