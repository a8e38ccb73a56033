"""Postcodes of home and placement, and what is worked out from them: authority, inside or outside, distance."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    FOSTERING,
    PLACED_FOR_ADOPTION,
    SHORT_BREAKS,
    any_blank,
    any_filled,
    blank,
    filled,
    none_of,
    one_of,
    outside_short_breaks,
    short_break,
)  # fmt: skip


def _not_an_asylum_seeker(episode: Any) -> Any:
    return ~episode.child.is_uasc


@rule("164", flags="episodes", fields=["PL_DISTANCE"], applies=_not_an_asylum_seeker)
def distance_impossible(episode: Any) -> Any:
    """The distance from home to the placement is impossible, so one of the postcodes must be wrong.

    Below 0 or above 999.9 miles. Episodes of children known to be asylum seekers, this year or last, are left out;
    short breaks are not, as in the peer.

    Fix: Look both postcodes up and correct the wrong one.
    """
    return (episode.PL_DISTANCE < 0) | (episode.PL_DISTANCE > 999.9)


@rule("169", flags="episodes", fields=["PL_LA"], applies=outside_short_breaks)
def placement_authority_unknown(episode: Any) -> Any:
    """The placement's authority is not known, because its postcode is missing or not in the directory.

    Short breaks need none.

    Fix: Enter the whole postcode of the placement in PL_POST, and check it.
    """
    return blank(episode, "PL_LA")


@rule("179", flags="episodes", fields=["PL_LOCATION"], applies=outside_short_breaks)
def location_unknown(episode: Any) -> Any:
    """It is not known whether the placement is inside the authority, for want of a usable postcode.

    Short breaks need none.

    Fix: Enter the whole postcode of the placement in PL_POST, and check it.
    """
    return blank(episode, "PL_LOCATION")


@rule("214", flags="episodes", fields=["PL_POST", "URN"], applies=short_break)
def placement_details_in_short_breaks(episode: Any) -> Any:
    """A placement postcode or URN is given for short breaks (V3, V4), which need neither.

    The filler XXXXXXX counts as given.

    Fix: Remove PL_POST and URN from the episode, or correct LS.
    """
    return any_filled(episode, ("PL_POST", "URN"))


def _expects_postcodes(episode: Any) -> Any:
    return _not_an_asylum_seeker(episode) & outside_short_breaks(episode)


@rule("392a", flags="episodes", fields=["PL_DISTANCE"], applies=_expects_postcodes)
def distance_unknown(episode: Any) -> Any:
    """The distance from home to the placement can't be worked out.

    Short breaks and children known to be asylum seekers, this year or last, are left out.

    Fix: Complete or correct HOME_POST and PL_POST; for an asylum seeker complete the uasc record instead.
    """
    return blank(episode, "PL_DISTANCE")


@rule(
    "392b", flags="episodes", fields=["HOME_POST", "PL_POST"], loose=["uasc_anywhere"],
    applies=_expects_postcodes,
)  # fmt: skip
def postcode_missing(episode: Any) -> Any:
    """The postcode of the home or of the placement is missing.

    Short breaks and asylum seekers are left out; where it isn't known who is an asylum seeker, nobody is.

    Fix: Complete HOME_POST and PL_POST; for an asylum seeker complete the uasc record instead.
    """
    return any_blank(episode, ("HOME_POST", "PL_POST"))


@rule("392c", flags="episodes", fields=["HOME_POST", "PL_POST"])
def postcode_not_in_the_directory(episode: Any) -> Any:
    """The postcode of the home or of the placement does not exist.

    Postcodes no longer in use are in the directory too, and spaces don't matter. A blank passes.

    Fix: Correct the postcode.
    """
    return filled(episode, "POST_NOT_FOUND")


@rule(
    "392d", flags="episodes", fields=["HOME_POST", "PL_POST", "PLACE"],
    applies=lambda episode: none_of(episode.PLACE, ("P1",), blank=True),
)  # fmt: skip
def placed_at_home(episode: Any) -> Any:
    """Home and placement have the same postcode, but the child is not placed with parents (P1).

    A blank placement type is judged too. Two spellings of one postcode differ, and a blank equals nothing.

    Fix: Check both postcodes and the placement type.
    """
    return episode.HOME_POST == episode.PL_POST


@rule("398", flags="episodes", fields=["LS", "HOME_POST", "PL_POST"], applies=short_break)
def postcode_in_short_breaks(episode: Any) -> Any:
    """The postcode of the home or of the placement is given for short breaks (V3, V4).

    No distance is wanted for them, and it is worked out from the postcodes.

    Fix: Clear HOME_POST and PL_POST, or correct LS.
    """
    return any_filled(episode, ("HOME_POST", "PL_POST"))


@rule("406", flags="episodes", fields=["PL_DISTANCE"], applies=lambda episode: episode.child.is_uasc)
def distance_of_an_asylum_seeker(episode: Any) -> Any:
    """A distance from home is given for a child known to be an asylum seeker, this year or last.

    Any value counts, 0 included. Who was one two years ago is not known.

    Fix: Check the asylum status; if it is right, leave HOME_POST out.
    """
    return filled(episode, "PL_DISTANCE")


@rule("411", flags="episodes", fields=["PL_LOCATION"], applies=lambda episode: one_of(episode.PL_LOCATION, ("IN",)))
def marked_inside_but_elsewhere(episode: Any) -> Any:
    """The placement is marked as inside the authority (IN), but its own authority is another one or unknown.

    Both are worked out from the postcode, so this can only happen where they are supplied.

    Fix: Check the placement postcode, and whether it lies within the authority's boundary.
    """
    return ~(episode.collection.authority == episode.PL_LA).fill_null(False)


@rule("420", flags="episodes", fields=["PL_LA"], applies=short_break)
def placement_authority_in_short_breaks(episode: Any) -> Any:
    """A placement authority is known for short breaks (V3, V4), which need none.

    It comes from the placement postcode. Any value counts, those outside England included.

    Fix: Leave PL_POST out for short breaks, or correct LS.
    """
    return filled(episode, "PL_LA")


@rule("454", flags="episodes", fields=["PL_DISTANCE"], since=2026)
def distance_over_350_miles(episode: Any) -> Any:
    """The placement is more than 350 miles from home.

    Exactly 350.0 passes, and so does 999.9, which stands for not known. Asylum seekers and short breaks are not left
    out.

    Fix: Check both postcodes; where they are right, be ready to explain the distance.
    """
    return (episode.PL_DISTANCE > 350) & (episode.PL_DISTANCE != 999.9)


def _own_provision(episode: Any) -> Any:
    place = none_of(episode.PLACE, (*PLACED_FOR_ADOPTION, *FOSTERING), blank=False)
    return one_of(episode.PLACE_PROVIDER, ("PR1",)) & place & none_of(episode.LS, SHORT_BREAKS, blank=False)


@rule("1015", flags="episodes", fields=["PL_LA"], applies=_own_provision)
def own_provision_outside_the_area(episode: Any) -> Any:
    """The authority runs the placement itself (PR1), but it is not in the authority's own area.

    Not for foster or adoptive placements or short breaks, nor where placement or legal status is blank. An unknown
    placement authority is flagged. Homes that an authority owns elsewhere are in order.

    Fix: Correct PL_POST or PLACE_PROVIDER; where your own home lies elsewhere, be ready to say so.
    """
    return ~(episode.collection.authority == episode.PL_LA).fill_null(False)
