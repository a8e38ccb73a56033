"""Health and offending of children looked after for twelve months (OC2)."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, filled


@rule("157", flags="oc2", fields=["SDQ_REASON", "DOB"])
def too_young_or_old_given_at_an_age_for_a_score(oc2: Any) -> Any:
    """'Too young or too old' (SDQ1) given for no SDQ score, but the child's age requires a score.

    For children looked after all year who were 4 by its first day and not yet past their 16th birthday at its end.

    Fix: Record the SDQ score, or the reason that really applies, after checking the date of birth.
    """
    of_age = (birthday(oc2.DOB, 4) <= oc2.collection.start) & (birthday(oc2.DOB, 16) >= oc2.collection.end)
    return oc2.child.looked_after_all_year & of_age & blank(oc2, "SDQ_SCORE") & (oc2.SDQ_REASON == "SDQ1")


@rule("158", flags="oc2", fields=["INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"])
def offered_filled_though_received(oc2: Any) -> Any:
    """Help for substance misuse was received, yet the 'offered' item is also filled in.

    Any value in INTERVENTION_OFFERED counts, 0 included.

    Fix: Clear INTERVENTION_OFFERED: it is only needed when no intervention was received.
    """
    return (oc2.INTERVENTION_RECEIVED == "1") & filled(oc2, "INTERVENTION_OFFERED")


@rule("159", flags="oc2", fields=["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"])
def offered_blank_though_not_received(oc2: Any) -> Any:
    """Help for substance misuse was not received, but whether it was offered is not recorded.

    Only where SUBSTANCE_MISUSE is 1.

    Fix: Record whether an intervention was offered (0 or 1).
    """
    not_received = (oc2.SUBSTANCE_MISUSE == "1") & (oc2.INTERVENTION_RECEIVED == "0")
    return not_received & blank(oc2, "INTERVENTION_OFFERED")


@rule("186", flags="oc2", fields=["SDQ_SCORE"])
def no_score_and_no_reason(oc2: Any) -> Any:
    """SDQ score (or reason for having none) missing for a child aged 4 to 16 in care all year.

    A 17th birthday on 31 March is too old; anything in either field, valid or not, passes.

    Fix: Record the SDQ score, or the reason why there is none.
    """
    of_age = (birthday(oc2.DOB, 4) <= oc2.collection.start) & (birthday(oc2.DOB, 17) > oc2.collection.end)
    return oc2.child.looked_after_all_year & of_age & blank(oc2, "SDQ_SCORE", "SDQ_REASON")


@rule("543", flags="oc2", fields=["DOB", "CONVICTED"])
def conviction_item_missing_over_ten(oc2: Any) -> Any:
    """Conviction information missing for a child over 10 who was looked after all year.

    A tenth birthday on 31 March itself is not flagged, as the peer has it.

    Fix: Record whether the child was convicted or had a final warning or reprimand in the year (0 or 1).
    """
    over_ten = birthday(oc2.DOB, 10) < oc2.collection.end
    return oc2.child.looked_after_all_year & over_ten & blank(oc2, "CONVICTED")
