"""Placements that a child can be too young for."""

from typing import Any

from plumbline.rules.authors import Episode, Header
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import birthday, known, one_of

#: Code, first and last year (0: no limit), placement type, what it is, youngest age.
YOUNGEST = (
    ("370", 0, 2023, "P2", "Independent living", 15),
    ("370", 2024, 2024, "P2", "Independent living", 16),
    ("371", 0, 2023, "H5", "Semi-independent living", 14),
    ("371", 2024, 2024, "H5", "Semi-independent living", 16),
    ("371", 2025, 0, "K3", "Supported accommodation", 16),
    ("372", 0, 0, "R5", "Custody", 10),
    ("373", 0, 0, "S1", "Residential school", 4),
    ("374", 0, 0, "P3", "Residential employment", 14),
)


_WORDS = """{what} ({place}) began before the child was {age}.

A placement of this type does not take a child under {age}, so its type or a date is wrong. A start on the birthday
passes; an episode without a readable end is not judged, nor is a child without a readable date of birth in the header.

Fix: Correct DECOM or the date of birth if one is mistyped, or PLACE if the placement is of another type.
"""


def too_young(code: str, since: int, until: int, place: str, what: str, age: int) -> None:
    """Declares: a closed episode of the placement type began before the child was old enough for it."""
    declared = rule(
        code, flags="episodes", fields=["DECOM", "PLACE"], since=since, until=until,
        words=_WORDS.format(what=what, place=place, age=age),
        applies=lambda episode: one_of(episode.PLACE, (place,)) & known(episode.DEC),
    )  # fmt: skip
    declared(lambda episode, header: birthday(header.DOB, age) > episode.DECOM)


for _entry in YOUNGEST:
    too_young(*_entry)


@rule(
    "234", flags=["episodes", "header"], fields=["REASON_PLACE_CHANGE", "DOB"], since=2026,
    applies=lambda episode: one_of(episode.REASON_PLACE_CHANGE, ("CUSTOD",)),
)  # fmt: skip
def custody_under_ten(episode: Episode, header: Header) -> Any:
    """Reason for placement change is custody (CUSTOD), but the child was not yet 10.

    Under 10, the age of criminal responsibility, no child goes into custody, so the reason or a date is wrong. The
    age is that on the day the episode with the reason started; the birthday passes, and without both dates nothing
    is flagged.

    Fix: Correct the reason, the date of birth or the dates of the episode.
    """
    return birthday(header.DOB, 10) > episode.DECOM
