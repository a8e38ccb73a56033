"""Placements: whether type, start, end and the reason for a change go together."""

from typing import Any

from plumbline.rules.authors import Episode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    FOSTERING,
    TEMPORARY,
    blank,
    day,
    filled,
    goes_on_after,
    none_of,
    one_of,
    short_break,
)


@rule(
    "217", flags="episodes", fields=["PLACE", "DECOM", "RNE"],
    applies=lambda episode: one_of(episode.PLACE, ("A3", "A5")) & (day(2015, 4, 1) <= episode.DECOM),
)  # fmt: skip
def unexpected_start_with_the_present_carer(episode: Episode) -> Any:
    """Placement for adoption with the current foster carer (A3, A5) began for a reason other than S, T or U.

    A child placed for adoption with the foster carers (A3, A5) stays with the same people, so the episode can't
    begin with a reason that means a new carer. From 1 April 2015 only S, T and U fit; any other is flagged, a blank
    too.

    Fix: Correct the reason for the new episode (RNE) to S, T or U, or correct PLACE.
    """
    return none_of(episode.RNE, ("S", "T", "U"), blank=True)


@rule(
    "217t", flags="episodes", fields=["PLACE", "DEC"], since=2024, until=2024,
    applies=lambda episode: one_of(episode.PLACE, ("P2",)),
)  # fmt: skip
def independent_living_after_it_closed(episode: Episode) -> Any:
    """Independent living (P2) goes on after 28 October 2023, the last day of that placement type.

    Unregulated independent living (P2) was no longer allowed after 28 October 2023, so no placement of that type
    can go on past it. An end on that day passes; a blank or unreadable end counts as going on, and the start is not
    looked at.

    Fix: End the episode by 28 October 2023 and record what followed under a placement type that is still open.
    """
    return goes_on_after(episode, day(2023, 10, 28))


def _leaves_a_placement(episode: Episode) -> Any:
    return one_of(episode.REC, ("X1",)) & none_of(episode.PLACE, TEMPORARY, blank=True)


@rule("225", flags="episodes", fields=["REASON_PLACE_CHANGE"], applies=_leaves_a_placement)
def change_without_a_reason(episode: Episode) -> Any:
    """Child moved to another placement, but the reason for the change is missing.

    Why children move is a question that placement managers ask first, and it can only be answered if each move has
    its reason. The episode that ended with X1 is flagged where the child's next one began with P, B, T or U,
    whether or not they adjoin. Moves to or from a temporary placement need no reason; a blank placement type is not
    temporary.

    Fix: Enter in REASON_PLACE_CHANGE of the episode that ended why the child moved on.
    """
    moves = one_of(episode.next.RNE, ("P", "B", "T", "U")) & none_of(episode.next.PLACE, TEMPORARY, blank=True)
    return blank(episode, "REASON_PLACE_CHANGE") & moves


@rule(
    "233", flags="episodes", fields=["REASON_PLACE_CHANGE", "DEC"], since=2026,
    applies=lambda episode: blank(episode, "DEC"),
)  # fmt: skip
def change_reason_while_open(episode: Episode) -> Any:
    """Reason for placement change is given, although the episode has not ended.

    The reason says why a placement ended, so an episode that is still open can't have one. An end date that can't
    be read counts as ended.

    Fix: Enter DEC if the placement has ended, else clear REASON_PLACE_CHANGE.
    """
    return filled(episode, "REASON_PLACE_CHANGE")


@rule(
    "378", flags="episodes", fields=["PLACE", "LS"],
    applies=lambda episode: one_of(episode.PLACE, ("P1",)),
)  # fmt: skip
def accommodated_but_with_parents(episode: Episode) -> Any:
    """Child placed with parents (P1) is recorded as accommodated under section 20 (V2).

    A child accommodated by agreement (V2) who goes to live with the parents (P1) is no longer in care, so the two
    can't go together. A blank legal status passes.

    Fix: Correct PLACE or LS, or end care on the day the child went home.
    """
    return one_of(episode.LS, ("V2",))


@rule("384", flags="episodes", fields=["PLACE", "LS"], applies=short_break)
def long_term_fostering_in_short_breaks(episode: Episode) -> Any:
    """Short breaks (V3, V4) are recorded in a long-term foster placement (U1, U4).

    A short break (V3, V4) is a few days away from home, and long-term fostering (U1, U4) a home for years, so one
    of the codes is wrong. A blank placement type passes.

    Fix: Correct LS or PLACE.
    """
    return one_of(episode.PLACE, ("U1", "U4"))


@rule(
    "516", flags="episodes", fields=["REC", "PLACE"],
    applies=lambda episode: one_of(episode.REC, ("E45", "E46")),
)  # fmt: skip
def guardianship_to_foster_carers_without_fostering(episode: Episode) -> Any:
    """Foster carers became special guardians (E45, E46), but the last placement was not fostering.

    E45 and E46 say that the child's foster carers became the guardians, so the child must have been fostered last.
    An episode that ended so is flagged in any placement but U1 to U6, a blank one included.

    Fix: Check the closing placement; if the child was not fostered by the guardians use E47 or E48.
    """
    return none_of(episode.PLACE, FOSTERING, blank=True)
