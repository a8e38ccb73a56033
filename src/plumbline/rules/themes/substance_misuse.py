"""Substance misuse (OC2): whether a child with such a problem was helped, or at least offered help."""

from typing import Any

from plumbline.rules.authors import Oc2
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import any_filled, blank, filled, one_of


@rule(
    "158", flags="oc2", fields=["INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
    applies=lambda oc2: oc2.INTERVENTION_RECEIVED == "1",
)  # fmt: skip
def offered_filled_though_received(oc2: Oc2) -> Any:
    """Help for substance misuse was received, but whether it was offered is filled in as well.

    Whether help was offered is asked only of children who were not helped, so one who was (INTERVENTION_RECEIVED 1)
    has no answer to give. Any value counts, 0 included.

    Fix: Empty INTERVENTION_OFFERED, or enter 0 in INTERVENTION_RECEIVED if the child was not helped.
    """
    return filled(oc2, "INTERVENTION_OFFERED")


@rule(
    "159", flags="oc2", fields=["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
    applies=lambda oc2: (oc2.SUBSTANCE_MISUSE == "1") & (oc2.INTERVENTION_RECEIVED == "0"), due="year end",
)  # fmt: skip
def offered_blank_though_not_received(oc2: Oc2) -> Any:
    """Child with a substance misuse problem was not helped, but nothing says whether help was offered.

    A child with a problem who was not helped may have refused help or never been offered it, and only this item
    tells which. Flagged where SUBSTANCE_MISUSE is 1 and INTERVENTION_RECEIVED is 0; any content in
    INTERVENTION_OFFERED passes.

    Fix: Enter 1 in INTERVENTION_OFFERED if help was offered, otherwise 0.
    """
    return blank(oc2, "INTERVENTION_OFFERED")


@rule(
    "192", flags="oc2", fields=["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED"],
    applies=lambda oc2: oc2.SUBSTANCE_MISUSE == "1", due="year end",
)  # fmt: skip
def received_blank_though_misuse_found(oc2: Oc2) -> Any:
    """Child has a substance misuse problem, but nothing says whether help was received.

    How many children with a substance misuse problem are helped is counted from this item, so each of them
    (SUBSTANCE_MISUSE 1) needs an answer. Any content passes here.

    Fix: Enter 1 in INTERVENTION_RECEIVED if the child was helped, otherwise 0.
    """
    return blank(oc2, "INTERVENTION_RECEIVED")


@rule(
    "193", flags="oc2", fields=["SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
    applies=lambda oc2: blank(oc2, "SUBSTANCE_MISUSE") | one_of(oc2.SUBSTANCE_MISUSE, ("0",)),
)  # fmt: skip
def help_recorded_without_misuse(oc2: Oc2) -> Any:
    """Help received or offered is filled in, although no substance misuse problem is recorded.

    Help is asked about only where there was a problem, so without one both items must be blank, and even a 0 is too
    much. Flagged where SUBSTANCE_MISUSE is 0 or blank; a value that is not a valid code is left to another rule.

    Fix: Enter 1 in SUBSTANCE_MISUSE if there was a problem, or else empty both items.
    """
    return any_filled(oc2, ("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"))
