"""Temporary placements (T0 to T4): how long, how often, and what comes before and after."""

from typing import Any

from plumbline.rules.authors import Episode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    TEMPORARY,
    agree,
    days_between,
    filled,
    known,
    none_of,
    one_of,
    short_break,
    unless,
)  # fmt: skip

#: code: (placement type, what it is, its longest in days, the same in words)
LONGEST = {
    "375": ("T1", "Temporary stay in hospital", 42, "six weeks"),
    "376": ("T3", "Temporary placement while the carer was on holiday", 21, "three weeks"),
    "379": ("T4", "Temporary placement for another reason", 7, "seven days"),
}


_WORDS = """{what} ({place}) went on for more than {limit}.

A temporary placement interrupts the usual one for {limit} at most; what lasts longer is a placement of its own, and the
child has moved. Exactly {days} days pass; an episode without a readable end is not judged, nor is a child without a
readable date of birth in the header.

Fix: Check DECOM and DEC; record what went on for longer under the type that the placement really is.
"""


def lasts_too_long(code: str, place: str, what: str, days: int, limit: str) -> None:
    """Declares: a closed episode of the temporary placement is longer than its longest."""
    declared = rule(
        code, flags="episodes", fields=["DECOM", "PLACE"],
        words=_WORDS.format(what=what, place=place, days=days, limit=limit),
        applies=lambda episode: one_of(episode.PLACE, (place,)) & known(episode.DEC),
    )  # fmt: skip
    declared(lambda episode, header: known(header.DOB) & (days_between(episode.DECOM, episode.DEC) > days))


for _code, _entry in LONGEST.items():
    lasts_too_long(_code, *_entry)


def _temporary(episode: Episode) -> Any:
    return one_of(episode.PLACE, TEMPORARY)


@rule("226", flags="episodes", fields=["REASON_PLACE_CHANGE", "PLACE"], applies=_temporary)
def change_reason_around_it(episode: Episode) -> Any:
    """Reason for change is given for a move to or from a temporary placement, which needs none.

    A child on a temporary placement comes back to the usual one, so neither going nor returning is a change that
    needs a reason. The reason may be on the temporary episode or on the child's episode just before it; the
    temporary one is flagged.

    Fix: Clear REASON_PLACE_CHANGE on the temporary episode and on the one before it.
    """
    return filled(episode, "REASON_PLACE_CHANGE") | filled(episode.previous, "REASON_PLACE_CHANGE")


@rule("377", flags="episodes", fields=["PLACE"], applies=lambda episode: one_of(episode.PLACE, ("T3",)))
def too_many_holidays_of_the_carer(episode: Episode) -> Any:
    """Carer's holidays led to more than two temporary placements (T3) for the child in the year.

    A carer's holidays may lead to two temporary placements (T3) of a child in twelve months; more are moves that
    should be recorded as such. All T3 episodes of this return count, whatever their dates, and all of them are
    flagged.

    Fix: Check the T3 episodes; if all are right, record those beyond two under the type that the placement really
    is.
    """
    return episode.child.carer_holiday_stays > 2


@rule("380", flags="episodes", fields=["PLACE", "RNE"], applies=_temporary)
def not_a_move_from_a_placement(episode: Episode) -> Any:
    """Temporary placement did not begin with a move from another placement (P or B).

    A temporary placement interrupts a usual one, so it can only begin by moving from there (P, B). Care can't begin
    in one, and a change of legal status alone doesn't lead to one. A blank reason is flagged.

    Fix: Correct RNE to P or B, or correct PLACE.
    """
    return none_of(episode.RNE, ("P", "B"), blank=True)


@rule("381", flags="episodes", fields=["PLACE", "REC"], applies=_temporary)
def care_ended_in_it(episode: Episode) -> Any:
    """Child left care from a temporary placement.

    A temporary placement interrupts a usual one, to which the child goes back before leaving care. Any reason for
    the end but X1 is flagged; an episode that is still open passes.

    Fix: Add the return to the usual placement, or correct REC or PLACE.
    """
    return none_of(episode.REC, ("X1",), blank=False)


@rule("382", flags="episodes", fields=["LS", "PLACE"], applies=short_break)
def temporary_in_short_breaks(episode: Episode) -> Any:
    """Short breaks (V3, V4) are recorded in a temporary placement.

    A short break (V3, V4) is itself a few days away from home, so there is no usual placement for a temporary one
    to interrupt. A blank placement type passes.

    Fix: Correct LS or PLACE.
    """
    return _temporary(episode)


def _comes_after_one(episode: Episode) -> Any:
    return episode.has_before_previous & one_of(episode.previous.PLACE, TEMPORARY)


def _is_no_return(episode: Episode) -> Any:
    same_place = agree(episode.PLACE, episode.before_previous.PLACE)
    return none_of(episode.RNE, ("P",), blank=True) | unless(same_place)


@rule("383", flags="episodes", fields=["PLACE"], until=2025, applies=_comes_after_one)
def no_return_to_the_placement_before(episode: Episode) -> Any:
    """Child did not go back to the earlier placement after a temporary one.

    A temporary placement ends with going back to the one before it; if the child went elsewhere it was a move and
    not temporary. The episode after it is flagged unless it began with P and has the same placement type as the
    episode before the temporary one, where a blank equals nothing. A temporary placement that comes first or last
    is not judged.

    Fix: On the return record RNE P and the placement type from before; if the child did not return, record the
    temporary placement as an ordinary one.
    """
    return _is_no_return(episode)


@rule("383", flags="episodes", fields=["PLACE", "RNE", "PL_POST"], since=2026, applies=_comes_after_one)
def no_return_to_the_address_before(episode: Episode) -> Any:
    """Child did not go back to the earlier placement and address after a temporary one.

    A temporary placement ends with going back to the one before it; if the child went elsewhere it was a move and
    not temporary. The episode after it is flagged unless it began with P and has the placement type and postcode
    (written alike) of the episode before the temporary one. A blank equals nothing, so a withheld postcode is
    flagged; a temporary placement that comes first or last is not judged.

    Fix: On the return record RNE P and the placement type and postcode from before; if the child did not return,
    record the temporary placement as an ordinary one.
    """
    same_address = agree(episode.PL_POST, episode.before_previous.PL_POST)
    return _is_no_return(episode) | unless(same_address)
