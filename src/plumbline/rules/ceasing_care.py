"""Ceasing to be looked after: the age that a reason for leaving care asks for, and staying past 18."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, one_of


@rule("359", flags="episodes", fields=["DEC", "LS", "PLACE"], applies=lambda episode: blank(episode, "DEC"))
def adult_still_in_care(episode: Any, header: Any) -> Any:
    """Young person over 18 still looked after, but not under section 20 in a children's home.

    Episodes with an empty end, of young people whose 18th birthday lies before 31 March; on that day it passes. Only V2
    together with K2 may go on. Without a date of birth in the header nothing is flagged.

    Fix: End the episode by the 18th birthday, or correct LS to V2 and PLACE to K2 if the young person really stays.
    """
    may_stay = one_of(episode.LS, ("V2",)) & one_of(episode.PLACE, ("K2",))
    return (birthday(header.DOB, 18) < episode.collection.end) & ~may_stay


@rule(
    "387", flags="episodes", fields=["REC"], partner="optional",
    applies=lambda episode: one_of(episode.REC.upper(), ("E5", "E6")) & episode.DEC.notnull(),
)  # fmt: skip
def independent_before_fourteen(episode: Any, header: Any) -> Any:
    """Child left care for independent living but was under 14.

    The 14th birthday passes. Without a date of birth the age can't be shown, and the episode is flagged; without a
    readable end it is not looked at.

    Fix: Check REC, DEC and DOB.
    """
    return ~(birthday(header.DOB, 14) <= episode.DEC).fill_null(False)


@rule(
    "389", flags="episodes", fields=["REC"], partner="optional",
    applies=lambda episode: one_of(episode.REC.upper(), ("E7",)),
)  # fmt: skip
def adult_care_before_sixteen(episode: Any, header: Any) -> Any:
    """Child moved to adult social care but was under 16.

    The 16th birthday passes. Without a date of birth or a readable end the age can't be shown, and the episode is
    flagged.

    Fix: Check REC, DEC and DOB.
    """
    return ~(birthday(header.DOB, 16) <= episode.DEC).fill_null(False)


@rule(
    "407", flags=["episodes", "header"], fields=["DEC", "DOB", "REC"],
    applies=lambda episode: one_of(episode.REC, ("E45", "E46", "E47", "E48")),
)  # fmt: skip
def guardianship_of_an_adult(episode: Any, header: Any) -> Any:
    """Special guardianship given as the reason care ended after the young person's 18th birthday.

    The birthday itself passes; without both dates nothing is compared.

    Fix: Check DOB, DEC and REC; a special guardianship order cannot be made once the young person is 18.
    """
    return birthday(header.DOB, 18) < episode.DEC


@rule("460", flags="episodes", fields=["DEC", "REC"], applies=lambda episode: episode.REC == "E17")
def stays_with_carers_before_eighteen(episode: Any, header: Any) -> Any:
    """Left care to stay with carers at 18 or over (E17), but the child had not yet turned 18.

    The birthday itself passes; without both dates nothing is compared.

    Fix: Check DOB, DEC and REC; E17 is only for young people who have reached 18.
    """
    return birthday(header.DOB, 18) > episode.DEC
