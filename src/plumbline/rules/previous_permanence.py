"""Previous permanence: an earlier adoption or order of a child who comes into care."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import any_blank, any_filled, blank, day


@rule(
    "630", flags="episodes", fields=["RNE"], partner="optional",
    applies=lambda episode: (episode.RNE == "S") & (episode.collection.start <= episode.DECOM),
)  # fmt: skip
def came_into_care_without_previous_permanence(episode: Any, prev_perm: Any) -> Any:
    """Child came into care this year, but the previous permanence record is missing or incomplete.

    Wanted of everyone who comes into care, to see how many return from adoption or an order. Z1 (none) needs no date
    and no authority, any other code needs both. With several records one that is incomplete is enough. A start on
    1 April counts, and so does one after the year.

    Fix: Enter the previous permanence code and, unless it is Z1, the date of the order and the council.
    """
    incomplete = (prev_perm.PREV_PERM != "Z1") & any_blank(prev_perm, ("LA_PERM", "DATE_PERM"))
    return blank(prev_perm, "PREV_PERM") | incomplete


@rule(
    "634", flags=["prev_perm", "episodes"], fields=["LA_PERM", "PREV_PERM", "DATE_PERM", "DECOM"],
    applies=lambda prev_perm: any_filled(prev_perm, ("PREV_PERM", "DATE_PERM", "LA_PERM")),
)  # fmt: skip
def permanence_of_one_in_care_since_before_2016(prev_perm: Any, episode: Any) -> Any:
    """Previous permanence is recorded, but every episode of the child started before 1 April 2016.

    It has been collected only since then. The record and all of the child's episodes are flagged when the latest start
    that can be read is before that day; a child without one is not judged. Differs from the peer, which takes the
    first day of the collection year and so reports everyone without a new episode.

    Fix: Take the previous permanence record out, or put the start dates right.
    """
    return episode.child.latest_start < day(2016, 4, 1)


@rule(
    "635", flags="prev_perm", fields=["LA_PERM", "DATE_PERM", "PREV_PERM"],
    applies=lambda prev_perm: any_filled(prev_perm, ("LA_PERM", "DATE_PERM")),
)  # fmt: skip
def permanence_details_without_a_code(prev_perm: Any) -> Any:
    """Date or council of a previous permanence is filled in, but not what kind it was.

    Only a blank code is flagged: Z1 (none) with a date passes, as in the peer.

    Fix: Enter the previous permanence code, or empty the date and the council.
    """
    return blank(prev_perm, "PREV_PERM")
