"""Ceasing to be looked after: the age that a reason for leaving care asks for, and staying past 18."""

from typing import Any

from plumbline.rules.authors import Episode, Header
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, blank, known, on_or_before, one_of, unless


@rule("359", flags="episodes", fields=["DEC", "LS", "PLACE"], applies=lambda episode: blank(episode, "DEC"))
def adult_still_in_care(episode: Episode, header: Header) -> Any:
    """Care goes on after the 18th birthday, but not under V2 in a children's home (K2).

    Care ends at 18. Only a young person accommodated under section 20 (V2) in a children's home (K2) may stay
    longer. Episodes without an end date are flagged if the 18th birthday is before 31 March; a birthday on that day
    passes. Without a date of birth in the header nothing is judged.

    Fix: Close the episode on the birthday; if the young person does stay, record V2 and K2.
    """
    may_stay = one_of(episode.LS, ("V2",)) & one_of(episode.PLACE, ("K2",))
    return (birthday(header.DOB, 18) < episode.collection.end) & unless(may_stay)


@rule(
    "387", flags="episodes", fields=["REC"], partner="optional",
    applies=lambda episode: one_of(episode.REC.upper(), ("E5", "E6")) & known(episode.DEC),
)  # fmt: skip
def independent_before_fourteen(episode: Episode, header: Header) -> Any:
    """Child left care to live independently (E5, E6) before turning 14, or their age is not known.

    A child under 14 can't live independently, so the reason for leaving care (E5 or E6) or a date is wrong. The
    14th birthday passes. Without a date of birth in the header the age can't be shown, and the episode is flagged.

    Fix: Check the reason the episode ended; if it is right, correct its end date or the date of birth.
    """
    return unless(on_or_before(birthday(header.DOB, 14), episode.DEC))


@rule(
    "389", flags="episodes", fields=["REC"], partner="optional",
    applies=lambda episode: one_of(episode.REC.upper(), ("E7",)),
)  # fmt: skip
def adult_care_before_sixteen(episode: Episode, header: Header) -> Any:
    """Child moved to adult social care (E7) before turning 16, or their age is not known.

    Residential care for adults (E7) does not take a child under 16, so the reason for leaving care or a date is
    wrong. The 16th birthday passes. Without a date of birth in the header or a readable end date the age can't be
    shown, and the episode is flagged.

    Fix: Check the reason the episode ended; if it is right, correct its end date or the date of birth.
    """
    return unless(on_or_before(birthday(header.DOB, 16), episode.DEC))


@rule(
    "407", flags=["episodes", "header"], fields=["DEC", "DOB", "REC"],
    applies=lambda episode: one_of(episode.REC, ("E45", "E46", "E47", "E48")),
)  # fmt: skip
def guardianship_of_an_adult(episode: Episode, header: Header) -> Any:
    """Care ended with special guardianship after the 18th birthday.

    Special guardianship (E45 to E48) is an order for a child, so it can't end someone's care after the 18th
    birthday. The birthday itself passes; without both dates nothing is compared.

    Fix: Use another reason for the end of care, or correct the end date or the date of birth if one is mistyped.
    """
    return birthday(header.DOB, 18) < episode.DEC


@rule("460", flags="episodes", fields=["DEC", "REC"], applies=lambda episode: episode.REC == "E17")
def stays_with_carers_before_eighteen(episode: Episode, header: Header) -> Any:
    """Young person left care to stay with the carers (E17) before turning 18.

    Staying put with the carers (E17) begins at 18: someone younger who stays with them is still in care. The
    birthday itself passes; without both dates nothing is compared.

    Fix: Use another reason for the end of care, or correct DEC or DOB if one is mistyped.
    """
    return birthday(header.DOB, 18) > episode.DEC
