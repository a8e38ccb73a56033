"""Placements: whether type, start, end and the reason for a change go together."""

from typing import Any

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
def unexpected_start_with_the_present_carer(episode: Any) -> Any:
    """Adoptive placement with the current foster carer (A3, A5) began for a reason that means another carer.

    For episodes from 1 April 2015. The carer stays the same, so S, T or U; a blank is flagged.

    Fix: Correct RNE to S, T or U, or correct PLACE.
    """
    return none_of(episode.RNE, ("S", "T", "U"), blank=True)


@rule(
    "217t", flags="episodes", fields=["PLACE", "DEC"], since=2024, until=2024,
    applies=lambda episode: one_of(episode.PLACE, ("P2",)),
)  # fmt: skip
def independent_living_after_it_closed(episode: Any) -> Any:
    """Independent living (P2) goes on past 28 October 2023, the last day of that placement type.

    An end on that day passes. A blank or unreadable end counts as going on; the start is not looked at.

    Fix: End the episode by 28 October 2023 and record what followed under a placement type that is still open.
    """
    return goes_on_after(episode, day(2023, 10, 28))


def _leaves_a_placement(episode: Any) -> Any:
    return one_of(episode.REC, ("X1",)) & none_of(episode.PLACE, TEMPORARY, blank=True)


@rule("225", flags="episodes", fields=["REASON_PLACE_CHANGE"], applies=_leaves_a_placement)
def change_without_a_reason(episode: Any) -> Any:
    """Child moved to another placement, but the reason for the change is missing.

    Flagged is the episode that ended with X1, when the child's next one began with P, B, T or U; its dates need not
    adjoin. Moves to or from a temporary placement need no reason; a blank placement type is not temporary.

    Fix: Enter in REASON_PLACE_CHANGE of the episode that ended why the placement ended.
    """
    moves = one_of(episode.next.RNE, ("P", "B", "T", "U")) & none_of(episode.next.PLACE, TEMPORARY, blank=True)
    return blank(episode, "REASON_PLACE_CHANGE") & moves


@rule(
    "233", flags="episodes", fields=["REASON_PLACE_CHANGE", "DEC"], since=2026,
    applies=lambda episode: blank(episode, "DEC"),
)  # fmt: skip
def change_reason_while_open(episode: Any) -> Any:
    """A reason for placement change is given although the episode has not ended.

    An end date that can't be read counts as ended.

    Fix: Enter DEC if the placement has ended, else clear REASON_PLACE_CHANGE.
    """
    return filled(episode, "REASON_PLACE_CHANGE")


@rule(
    "378", flags="episodes", fields=["PLACE", "LS"],
    applies=lambda episode: one_of(episode.PLACE, ("P1",)),
)  # fmt: skip
def accommodated_but_with_parents(episode: Any) -> Any:
    """Child placed with parents (P1) is recorded as accommodated under section 20 (V2).

    A child accommodated by agreement who goes home is no longer looked after. A blank legal status passes.

    Fix: Correct PLACE or LS, or end the period of care on the day the child went home.
    """
    return one_of(episode.LS, ("V2",))


@rule("384", flags="episodes", fields=["PLACE", "LS"], applies=short_break)
def long_term_fostering_in_short_breaks(episode: Any) -> Any:
    """Short breaks (V3, V4) are recorded in a long-term foster placement (U1, U4).

    A blank placement type passes.

    Fix: Correct LS or PLACE.
    """
    return one_of(episode.PLACE, ("U1", "U4"))


@rule(
    "516", flags="episodes", fields=["REC", "PLACE"],
    applies=lambda episode: one_of(episode.REC, ("E45", "E46")),
)  # fmt: skip
def guardianship_to_foster_carers_without_fostering(episode: Any) -> Any:
    """Former foster carers became special guardians (E45, E46), but the last placement was not fostering.

    Only the episode that ended so is looked at; a blank placement is flagged.

    Fix: Check the closing placement; if the child was not fostered by the guardians use E47 or E48.
    """
    return none_of(episode.PLACE, FOSTERING, blank=True)
