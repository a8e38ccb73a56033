"""Ceasing to be looked after: the age that a reason for leaving care asks for, and staying past 18."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, one_of


@rule("359", flags="episodes", fields=["DEC", "LS", "PLACE"], applies=lambda episode: blank(episode, "DEC"))
def adult_still_in_care(episode: Any, header: Any) -> Any:
    """Care goes on after the 18th birthday outside the one arrangement that allows it.

    Episodes with an empty end, of young people whose 18th birthday lies before 31 March; on that day it passes. Only V2
    together with K2 may go on. Without a date of birth in the header nothing is flagged.

    Fix: Close the episode on the birthday; a young person who does stay needs V2 and K2.
    """
    may_stay = one_of(episode.LS, ("V2",)) & one_of(episode.PLACE, ("K2",))
    return (birthday(header.DOB, 18) < episode.collection.end) & ~may_stay


@rule(
    "387", flags="episodes", fields=["REC"], partner="optional",
    applies=lambda episode: one_of(episode.REC.upper(), ("E5", "E6")) & episode.DEC.notnull(),
)  # fmt: skip
def independent_before_fourteen(episode: Any, header: Any) -> Any:
    """Independent living (E7) ends the care of a child younger than 14.

    The 14th birthday passes. Without a date of birth the age can't be shown, and the episode is flagged; without a
    readable end it is not looked at.

    Fix: See whether the reason is another one, or a date is mistyped.
    """
    return ~(birthday(header.DOB, 14) <= episode.DEC).fill_null(False)


@rule(
    "389", flags="episodes", fields=["REC"], partner="optional",
    applies=lambda episode: one_of(episode.REC.upper(), ("E7",)),
)  # fmt: skip
def adult_care_before_sixteen(episode: Any, header: Any) -> Any:
    """Transfer to adult social care (E9) of a child younger than 16.

    The 16th birthday passes. Without a date of birth or a readable end the age can't be shown, and the episode is
    flagged.

    Fix: See whether the reason is another one, or a date is mistyped.
    """
    return ~(birthday(header.DOB, 16) <= episode.DEC).fill_null(False)


@rule(
    "407", flags=["episodes", "header"], fields=["DEC", "DOB", "REC"],
    applies=lambda episode: one_of(episode.REC, ("E45", "E46", "E47", "E48")),
)  # fmt: skip
def guardianship_of_an_adult(episode: Any, header: Any) -> Any:
    """Special guardianship ends care after the 18th birthday.

    The birthday itself passes; without both dates nothing is compared.

    Fix: The order is for children: use another reason, or see whether a date is mistyped.
    """
    return birthday(header.DOB, 18) < episode.DEC


@rule("460", flags="episodes", fields=["DEC", "REC"], applies=lambda episode: episode.REC == "E17")
def stays_with_carers_before_eighteen(episode: Any, header: Any) -> Any:
    """E17 (staying put) ends the care of someone younger than 18.

    The birthday itself passes; without both dates nothing is compared.

    Fix: Use another reason, or see whether DEC or DOB is mistyped.
    """
    return birthday(header.DOB, 18) > episode.DEC
