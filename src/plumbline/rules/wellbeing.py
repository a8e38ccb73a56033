"""Emotional wellbeing (OC2): the score of the strengths and difficulties questionnaire, or the reason for having none."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import SDQ_ITEMS, any_filled, birthday, blank, filled, in_collection_year


def _in_care_all_year_from_4_to_16th_birthday(oc2: Any) -> Any:
    of_age = (birthday(oc2.DOB, 4) <= oc2.collection.start) & (birthday(oc2.DOB, 16) >= oc2.collection.end)
    return oc2.child.looked_after_all_year & of_age


@rule("157", flags="oc2", fields=["SDQ_REASON", "DOB"], applies=_in_care_all_year_from_4_to_16th_birthday)
def too_young_or_old_given_at_an_age_for_a_score(oc2: Any) -> Any:
    """No SDQ score for the reason 'too young or too old' (SDQ1), of a child who is neither.

    For children looked after all year who were 4 by its first day and not yet past their 16th birthday at its end.

    Fix: Enter the score or the reason that applies, or put the date of birth right.
    """
    return blank(oc2, "SDQ_SCORE") & (oc2.SDQ_REASON == "SDQ1")


@rule("185", flags="oc2", fields=["SDQ_SCORE"], applies=lambda oc2: ~oc2.child.looked_after_all_year)
def score_though_not_in_care_all_year(oc2: Any) -> Any:
    """An SDQ score is given although the child was not in care for all of the year.

    Scores are collected only of children in care throughout, and one more would change the council's average. A child
    without any episode was not in care. Any content counts, a 0 too.

    Fix: Remove the score, or mend the episodes if they wrongly show the child coming, leaving or on short breaks.
    """
    return filled(oc2, "SDQ_SCORE")


def _in_care_all_year_and_under_17(oc2: Any) -> Any:
    of_age = (birthday(oc2.DOB, 4) <= oc2.collection.start) & (birthday(oc2.DOB, 17) > oc2.collection.end)
    return oc2.child.looked_after_all_year & of_age


@rule("186", flags="oc2", fields=["SDQ_SCORE"], applies=_in_care_all_year_and_under_17)
def no_score_and_no_reason(oc2: Any) -> Any:
    """Neither SDQ score nor reason for a child of 4 to 16 who was in care all year.

    A 17th birthday on 31 March is too old; anything in either field, valid or not, passes.

    Fix: Enter the score, or else the reason for having none.
    """
    return blank(oc2, *SDQ_ITEMS)


@rule(
    "188", flags="oc2", fields=SDQ_ITEMS,
    applies=lambda oc2: birthday(oc2.DOB, 4) > oc2.collection.end,
)  # fmt: skip
def score_or_reason_under_four(oc2: Any) -> Any:
    """SDQ score, or a reason for having none, recorded of a child not yet 4 on 31 March.

    The questionnaire starts at 4, so neither is asked for. A fourth birthday on 31 March itself passes; without a
    readable date of birth in the row nothing is judged.

    Fix: Empty both SDQ items, or put the date of birth right.
    """
    return any_filled(oc2, SDQ_ITEMS)


@rule(
    "189", flags="oc2", fields=["DOB", *SDQ_ITEMS],
    applies=lambda oc2: birthday(oc2.DOB, 17) < oc2.collection.start,
)  # fmt: skip
def score_or_reason_past_seventeen(oc2: Any) -> Any:
    """SDQ score, or a reason for having none, recorded of someone past 17 when the year began.

    The questionnaire ends at 17, so neither is asked for. A 17th birthday on 1 April itself passes; without a readable
    date of birth in the row nothing is judged.

    Fix: Empty both SDQ items, or put the date of birth right.
    """
    return any_filled(oc2, SDQ_ITEMS)


@rule("197a", flags="oc2", fields=SDQ_ITEMS)
def score_and_a_reason_for_none(oc2: Any) -> Any:
    """SDQ score and a reason for having no score are both filled in.

    One rules the other out, whatever is in them; a score of 0 is a score.

    Fix: Empty the reason if the questionnaire came back, otherwise empty the score.
    """
    return filled(oc2, "SDQ_SCORE") & filled(oc2, "SDQ_REASON")


def _in_care_all_year_and_turns_4_or_17(oc2: Any) -> Any:
    turns_4 = in_collection_year(oc2, birthday(oc2.DOB, 4))
    turns_17 = in_collection_year(oc2, birthday(oc2.DOB, 17))
    return oc2.child.looked_after_all_year & (turns_4 | turns_17)


@rule("197B", flags="oc2", fields=["SDQ_REASON", "DOB"], applies=_in_care_all_year_and_turns_4_or_17)
def no_score_and_no_reason_in_the_year_of_4_or_17(oc2: Any) -> Any:
    """Neither SDQ score nor reason for a child in care all year who turned 4 or 17 in the course of it.

    At the edges of the age range a score is not required, but then the reason is. Birthdays on 1 April and 31 March
    count. Turning 4 on 1 April, a child is reported by rule 186 as well.

    Fix: Enter the score, or else the reason, such as SDQ1 for a child who was too young or too old.
    """
    return blank(oc2, *SDQ_ITEMS)


@rule("198", flags="oc2", fields=["SDQ_REASON"], applies=lambda oc2: ~oc2.child.looked_after_all_year)
def reason_though_not_in_care_all_year(oc2: Any) -> Any:
    """A reason for having no SDQ score is given although the child was not in care for all of the year.

    No score is asked for of such a child, so no reason either. A child without any episode was not in care.

    Fix: Remove the reason, or mend the episodes if they wrongly show the child coming, leaving or on short breaks.
    """
    return filled(oc2, "SDQ_REASON")
