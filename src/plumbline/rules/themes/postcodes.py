"""Postcodes of home and placement, and what is worked out from them: authority, inside or outside, distance."""

from typing import Any

from plumbline.rules.authors import Episode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    FOSTERING,
    PLACED_FOR_ADOPTION,
    SHORT_BREAKS,
    agree,
    any_blank,
    any_filled,
    blank,
    filled,
    for_year,
    none_of,
    one_of,
    outside_short_breaks,
    short_break,
    unless,
)  # fmt: skip


def _not_an_asylum_seeker(episode: Episode) -> Any:
    return unless(episode.child.is_uasc)


@rule("164", flags="episodes", fields=["PL_DISTANCE"], applies=_not_an_asylum_seeker)
def distance_impossible(episode: Episode) -> Any:
    """Distance from home to the placement is impossible, so one of the postcodes must be wrong.

    No placement is a negative distance or more than 999.9 miles from home, so one of the two postcodes must be
    wrong. Children known to be asylum seekers, this year or last, are left out.

    Fix: Look both postcodes up (HOME_POST, PL_POST) and correct the wrong one.
    """
    return (episode.PL_DISTANCE < 0) | (episode.PL_DISTANCE > 999.9)


@rule("169", flags="episodes", fields=["PL_LA"], applies=outside_short_breaks)
def placement_authority_unknown(episode: Episode) -> Any:
    """Placement's authority is not known, because its postcode is missing or not in the directory.

    How many children live outside their own council's area is counted from the council that the placement lies in,
    which is found from its postcode. Blank and unknown postcodes are flagged; short breaks (V3, V4) need none.

    Fix: Enter the whole postcode of the placement in PL_POST, and check it.
    """
    return blank(episode, "PL_LA")


@rule("179", flags="episodes", fields=["PL_LOCATION"], applies=outside_short_breaks)
def location_unknown(episode: Episode) -> Any:
    """It is not known whether the placement is inside the authority, because there is no usable postcode.

    How many children live outside their own council's area is counted from the placement's postcode, and without
    one that can be found it isn't known. Short breaks (V3, V4) need none.

    Fix: Enter the whole postcode of the placement in PL_POST, and check it.
    """
    return blank(episode, "PL_LOCATION")


@rule("214", flags="episodes", fields=["PL_POST", "URN"], applies=short_break)
def placement_details_in_short_breaks(episode: Episode) -> Any:
    """Placement postcode or URN is given for short breaks (V3, V4), which need neither.

    A child on short breaks (V3, V4) lives at home, so where the breaks are spent is not asked about. Anything in
    either field counts, the filler XXXXXXX too.

    Fix: Remove the postcode and URN from the episode, or correct the legal status.
    """
    return any_filled(episode, ("PL_POST", "URN"))


def _expects_postcodes(episode: Episode) -> Any:
    return _not_an_asylum_seeker(episode) & outside_short_breaks(episode)


@rule("392a", flags="episodes", fields=["PL_DISTANCE"], applies=_expects_postcodes)
def distance_unknown(episode: Episode) -> Any:
    """Distance from home to the placement cannot be worked out.

    How far from home children are placed is counted from the postcodes of home and placement, and here one is
    missing or can't be found. Short breaks (V3, V4) are left out, and so are children known to be asylum seekers,
    this year or last.

    Fix: Complete or correct HOME_POST and PL_POST; for an asylum seeker complete the uasc record instead.
    """
    return blank(episode, "PL_DISTANCE")


@rule(
    "392b", flags="episodes", fields=["HOME_POST", "PL_POST"], loose=["uasc_anywhere"],
    applies=_expects_postcodes,
)  # fmt: skip
def postcode_missing(episode: Episode) -> Any:
    """Postcode of the home or of the placement is missing.

    How far from home children are placed is counted from the postcodes of home and placement, so both are needed.
    Short breaks (V3, V4) and children known to be asylum seekers, this year or last, are left out; where it isn't
    known who is one, nobody is left out for it.

    Fix: Complete HOME_POST and PL_POST; for an asylum seeker complete the uasc record instead.
    """
    return any_blank(episode, ("HOME_POST", "PL_POST"))


@rule("392c", flags="episodes", fields=["HOME_POST", "PL_POST"])
def postcode_not_in_the_directory(episode: Episode) -> Any:
    """Postcode of the home or of the placement does not exist.

    A postcode that does not exist gives no distance and no council for the placement, so it is as good as none.
    Postcodes no longer in use are known too, and spaces don't matter; a blank passes.

    Fix: Look the address up and correct HOME_POST or PL_POST.
    """
    return filled(episode, "POST_NOT_FOUND")


@rule(
    "392d", flags="episodes", fields=["HOME_POST", "PL_POST", "PLACE"],
    applies=lambda episode: none_of(episode.PLACE, ("P1",), blank=True),
)  # fmt: skip
def placed_at_home(episode: Episode) -> Any:
    """Home and placement have the same postcode, but the child is not placed with parents (P1).

    A child whose home and placement have the same postcode seems not to have moved, but is not placed with parents
    (P1). The postcodes must be written alike; a blank equals nothing, and a blank placement type is judged too.

    Fix: Check both postcodes and the placement type; if a carer does live next door, accept the finding.
    """
    return episode.HOME_POST == episode.PL_POST


@rule("398", flags="episodes", fields=["LS", "HOME_POST", "PL_POST"], applies=short_break)
def postcode_in_short_breaks(episode: Episode) -> Any:
    """Postcode of the home or of the placement is given for short breaks (V3, V4).

    A child on short breaks (V3, V4) lives at home, so no distance is wanted and no postcode either. Anything in
    either field counts.

    Fix: Clear HOME_POST and PL_POST, or correct the legal status.
    """
    return any_filled(episode, ("HOME_POST", "PL_POST"))


@rule("406", flags="episodes", fields=["PL_DISTANCE"], applies=lambda episode: episode.child.is_uasc)
def distance_of_an_asylum_seeker(episode: Episode) -> Any:
    """Distance from home is given for a child known to be an asylum seeker, this year or last.

    A child who came to this country alone has no home here to measure from, so no distance should be known.
    Children known to be asylum seekers, this year or last, are looked at; any value counts, 0 included.

    Fix: Check the asylum status; if it is right, leave HOME_POST out.
    """
    return filled(episode, "PL_DISTANCE")


@rule("411", flags="episodes", fields=["PL_LOCATION"], applies=lambda episode: one_of(episode.PL_LOCATION, ("IN",)))
def marked_inside_but_elsewhere(episode: Episode) -> Any:
    """Placement is marked as inside the authority (IN), but its own authority is another or unknown.

    A placement can't be inside the council's area and belong to another council. Both are usually worked out from
    the placement postcode and then agree, so this is found only where they were supplied ready-made; an unknown
    council is flagged too.

    Fix: Check the placement postcode, and whether it lies in the council's area.
    """
    return unless(agree(episode.collection.authority, episode.PL_LA))


@rule("420", flags="episodes", fields=["PL_LA"], applies=short_break)
def placement_authority_in_short_breaks(episode: Episode) -> Any:
    """Placement authority is given for short breaks (V3, V4), which need none.

    A child on short breaks (V3, V4) lives at home, so the council in which the breaks are spent is not asked about;
    it is known only because a placement postcode is given. Any value counts, one outside England included.

    Fix: Leave PL_POST out for short breaks, or correct the legal status.
    """
    return filled(episode, "PL_LA")


@rule("454", flags="episodes", fields=["PL_DISTANCE"], since=2026)
def distance_over_350_miles(episode: Episode) -> Any:
    """Child is placed more than 350 miles from home.

    Hardly any placement in England is over 350 miles from home, so a wrong postcode is likely. Exactly 350 passes,
    and so does 999.9, which stands for not known. Asylum seekers and short breaks are looked at too.

    Fix: Check both postcodes; where they are right, be ready to explain the distance.
    """
    return (episode.PL_DISTANCE > 350) & (episode.PL_DISTANCE != 999.9)


#: Placement types that a council may run outside its area, by the first year of the list.
MAY_BE_ANYWHERE = {2023: (*PLACED_FOR_ADOPTION, *FOSTERING), 2026: ("K3", *PLACED_FOR_ADOPTION, *FOSTERING)}


def _own_provision(episode: Episode) -> Any:
    place = none_of(episode.PLACE, for_year(MAY_BE_ANYWHERE, episode.collection_year), blank=False)
    return one_of(episode.PLACE_PROVIDER, ("PR1",)) & place & none_of(episode.LS, SHORT_BREAKS, blank=False)


@rule("1015", flags="episodes", fields=["PL_LA"], applies=_own_provision)
def own_provision_outside_the_area(episode: Episode) -> Any:
    """Authority runs the placement itself (PR1), but it is not in the authority's own area.

    A council's own homes (PR1) mostly lie in its own area, so one elsewhere suggests a wrong postcode or provider.
    Foster and adoptive placements, from 2026 supported accommodation (K3), and short breaks are left out, and so are
    blank placement types and legal statuses; an unknown placement council is flagged.

    Fix: Correct PL_POST or PLACE_PROVIDER; if the council does run a home elsewhere, accept the finding.
    """
    return unless(agree(episode.collection.authority, episode.PL_LA))
