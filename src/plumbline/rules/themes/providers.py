"""Providers on Ofsted's list: whether a number (URN) is wanted, is known, and agrees with the episode."""

from typing import Any

from plumbline.rules.authors import Episode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    FOSTERING,
    NO_URN,
    OTHER_PLACEMENTS,
    PLACED_FOR_ADOPTION,
    TEMPORARY,
    blank,
    day,
    filled,
    for_year,
    goes_on_after,
    last_day,
    none_of,
    one_of,
    outside_short_breaks,
    unless,
)  # fmt: skip

_NOT_REGISTERED = ("P1", "P3", "R1", "R2", "R5", *TEMPORARY)
#: Placement types that may be without a URN, by the first year of the list.
URN_NOT_NEEDED = {
    2023: ("H5", "P2", *OTHER_PLACEMENTS[2023], *_NOT_REGISTERED),
    2025: (*OTHER_PLACEMENTS[2023], *_NOT_REGISTERED),
    2026: (*OTHER_PLACEMENTS[2026], *_NOT_REGISTERED),
}
#: Placement types that should have no URN: in 2024 H5 may have one, but need not.
URN_NOT_WANTED = URN_NOT_NEEDED | {2024: ("P2", *OTHER_PLACEMENTS[2023], *_NOT_REGISTERED)}
#: Placement types whose postcode is compared with Ofsted's, by the first year of the list.
POSTCODE_COMPARED = {
    2023: ("K1", "K2", "R3", "S1"),
    2024: ("H5", "K1", "K2", "R3", "S1"),
    2025: ("K1", "K2", "K3", "R3", "S1"),
}
#: Placement types that 229 does not judge, from 2026 on.
_ANYWHERE = ("K3", *OTHER_PLACEMENTS[2026], *_NOT_REGISTERED)
#: What PL_LA is outside England, or not known to be in it.
_ABROAD = ("CON", "NIR", "NUK", "SCO", "WAL")


def _has_urn(episode: Episode) -> Any:
    return none_of(episode.URN, (NO_URN,), blank=False)


def _in_england(episode: Episode, *elsewhere: str) -> Any:
    """The placement authority is known and, in any letter case, begins with none of the letters given."""
    return none_of(episode.PL_LA.upper().left(1), elsewhere, blank=False)


def _needs_a_urn(episode: Episode) -> Any:
    lasts_into_the_year = blank(episode, "DEC") | (episode.collection.start <= episode.DEC)
    exempt = for_year(URN_NOT_NEEDED, episode.collection_year)
    return lasts_into_the_year & none_of(episode.PLACE, exempt, blank=True)


@rule(
    "218", flags="episodes", fields=["URN"], until=2025,
    applies=lambda episode: _needs_a_urn(episode) & _in_england(episode, "N", "W", "S", "C"),
)  # fmt: skip
def urn_missing_in_england(episode: Episode) -> Any:
    """Placement needs an Ofsted number (URN), but none is given.

    The Ofsted number (URN) shows which registered setting a child lives in, and whether it was inspected. Episodes
    that ended before the year or whose end can't be read are not flagged, nor are kinds of placement that Ofsted
    does not register, or placements outside England or in a council that isn't known. The filler XXXXXXX passes.

    Fix: Enter the URN from Ofsted's list, or XXXXXXX where the provider has none yet.
    """
    return blank(episode, "URN")


@rule(
    "218", flags="episodes", fields=["URN"], since=2026,
    applies=lambda episode: _needs_a_urn(episode) & none_of(episode.PL_LA, _ABROAD, blank=True),
)  # fmt: skip
def urn_missing(episode: Episode) -> Any:
    """Placement needs an Ofsted number (URN), but none is given.

    The Ofsted number (URN) shows which registered setting a child lives in, and whether it was inspected. Episodes
    that ended before the year or whose end can't be read are not flagged, nor are kinds of placement that Ofsted
    does not register, or placements outside England (CON, NIR, NUK, SCO, WAL); where the council isn't known a URN
    is needed. XXXXXXX passes here.

    Fix: Enter the URN from Ofsted's list (XXXXXXX only for a foster or adoptive placement), or correct the placement
    type.
    """
    return blank(episode, "URN")


@rule("219", flags="episodes", fields=["URN", "PLACE"], applies=_has_urn)
def urn_of_another_placement_type(episode: Episode) -> Any:
    """Ofsted does not list this URN for the placement type recorded.

    Ofsted registers a setting under its number (URN) for certain kinds of placement, so another kind means that the
    number or the placement type is wrong. A URN that is not on the list is flagged too, and so is a blank placement
    type. If the URN is listed more than once, one entry that agrees is enough.

    Fix: Look the URN up in Ofsted's list, then correct it or PLACE.
    """
    return unless(episode.provider.place_agrees)


def _postcode_is_compared(episode: Episode) -> Any:
    places = for_year(POSTCODE_COMPARED, episode.collection_year)
    considered = _has_urn(episode) & outside_short_breaks(episode) & one_of(episode.PLACE, places)
    return considered & filled(episode, "PL_POST")


@rule("221", flags="episodes", fields=["PL_POST"], applies=_postcode_is_compared)
def postcode_not_the_registered_one(episode: Episode) -> Any:
    """Placement's postcode is not the one that Ofsted has for the URN.

    A registered home is at the address that Ofsted has for its number (URN), so another postcode means that one of
    them is wrong. The rule looks at K1, K2, R3 and S1 (in 2024 also H5, from 2025 K3), short breaks aside. A URN
    that is not on the list or has no postcode there is flagged; of several entries, one that differs is enough.
    Spaces don't matter.

    Fix: Correct PL_POST or the URN so that they are of the same registered address.
    """
    return episode.provider.postcode_differs


@rule(
    "222", flags="episodes", fields=["URN"],
    applies=lambda episode: one_of(episode.PLACE, for_year(URN_NOT_WANTED, episode.collection_year)),
)  # fmt: skip
def urn_not_wanted(episode: Episode) -> Any:
    """Ofsted number (URN) is given for a placement type that has none.

    Ofsted does not register settings of this kind, so they have no number (URN), and one given here belongs to
    another. They include H5 until 2023 and P2 until 2024. XXXXXXX and a blank pass.

    Fix: Remove the URN, or correct PLACE if the child is with a registered provider.
    """
    return _has_urn(episode)


@rule("224", flags="episodes", fields=["PLACE_PROVIDER"], applies=_has_urn)
def provider_type_not_ofsteds(episode: Episode) -> Any:
    """Placement provider is not of the kind that Ofsted has for the URN.

    Ofsted's list says who runs a setting, so a provider code of another kind means that it or the URN is wrong. A
    URN that is not on the list and a blank provider are flagged too. If the URN is listed more than once, one entry
    that agrees is enough.

    Fix: Look the URN up in Ofsted's list, then correct it or PLACE_PROVIDER.
    """
    return unless(episode.provider.provider_agrees)


@rule("227", flags="episodes", fields=["URN", "DECOM"], applies=_has_urn)
def starts_after_the_provider_closed(episode: Episode) -> Any:
    """Child was placed with a provider whose registration with Ofsted had ended.

    A child can't be placed with a provider that is no longer registered. A start on the day the registration ended
    is too late already. Not flagged when the URN is not on the list or has no end there; of several entries, one
    that had ended is enough.

    Fix: Correct DECOM, or give the URN under which the setting was registered then.
    """
    return episode.provider.first_end <= episode.DECOM


@rule("228", flags="episodes", fields=["URN", "DEC"], applies=_has_urn)
def stays_after_the_provider_closed(episode: Episode) -> Any:
    """Child stayed with a provider after its registration with Ofsted had ended.

    A child can't stay with a provider that is no longer registered. The day the registration ended passes; without
    a readable end the episode is taken to last to the year end. If the URN is listed more than once, one entry that
    was still open is enough to pass, but a setting registered anew under another URN is flagged.

    Fix: Check DEC, and use the setting's new URN from the day it was registered anew.
    """
    return last_day(episode) > episode.provider.last_end


def _run_by_a_council(episode: Episode) -> Any:
    by_a_council = _has_urn(episode) & one_of(episode.PLACE_PROVIDER, ("PR1", "PR2"))
    return (
        by_a_council & none_of(episode.PLACE, _ANYWHERE, blank=True)
        if episode.collection_year >= 2026
        else by_a_council
    )


@rule(
    "229", flags="episodes", fields=["URN", "PLACE_PROVIDER"], needs=["providers", "postcodes", "authority"],
    applies=_run_by_a_council,
)  # fmt: skip
def provision_in_the_wrong_authority(episode: Episode) -> Any:
    """Own provision (PR1) is in another authority, or another authority's provision (PR2) is in ours.

    PR1 is the council's own provision and PR2 another council's, and a provider usually lies in the area of the
    council that runs it. Where it lies is found from its postcode on Ofsted's list; an unknown council is flagged
    with PR1 only. If the URN is listed more than once, one entry that agrees is enough. From 2026 supported
    accommodation (K3), P1, P3, R1, R2, R5, temporary and other placements (T, Z) are left out.

    Fix: Use PR1 for your own council's provision and PR2 for another's; if your council does run a home elsewhere,
    accept the finding.
    """
    provider = episode.provider
    own_elsewhere = one_of(episode.PLACE_PROVIDER, ("PR1",)) & unless(provider.is_own_authority)
    other_here = (
        one_of(episode.PLACE_PROVIDER, ("PR2",)) & provider.is_own_authority & unless(provider.is_other_authority)
    )
    return own_elsewhere | other_here


def _had_to_register(episode: Episode) -> Any:
    return one_of(episode.PLACE, ("H5",)) & goes_on_after(episode, day(2023, 10, 28))


@rule(
    "230", flags="episodes", fields=["PLACE", "DEC", "URN"], since=2024, until=2024,
    applies=lambda episode: _had_to_register(episode) & _in_england(episode, "N", "W", "S"),
)  # fmt: skip
def semi_independent_living_without_urn(episode: Episode) -> Any:
    """Semi-independent living (H5) in England goes on after 28 October 2023 without an Ofsted number (URN).

    Since 28 October 2023 semi-independent living for children must be registered with Ofsted, so it has a number
    (URN) and the filler XXXXXXX will not do. A blank or unreadable end counts as going on; where the placement's
    council is not known nothing is judged.

    Fix: Enter the provider's URN, or correct the placement type, the end date or the postcode.
    """
    return unless(_has_urn(episode))


@rule("1008", flags="episodes", fields=["URN"], applies=_has_urn)
def urn_not_on_the_list(episode: Episode) -> Any:
    """URN is not on Ofsted's list of providers.

    A number (URN) that Ofsted doesn't list leads to no setting, so where the child lives can't be checked. The
    filler XXXXXXX and a blank pass.

    Fix: Look the provider up in Ofsted's list and enter its URN, or XXXXXXX if it has none.
    """
    return unless(episode.provider.listed)


def _registered_somewhere(episode: Episode) -> Any:
    return _has_urn(episode) & one_of(episode.PLACE, ("K3",)) & episode.provider.has_authority


@rule("241", flags="episodes", fields=["URN", "PLACE", "PL_LA"], since=2026, applies=_registered_somewhere)
def supported_accommodation_elsewhere(episode: Episode) -> Any:
    """Supported accommodation (K3) is in an authority where its provider is not on Ofsted's list.

    A provider of supported accommodation is registered where its settings are; a placement in another authority means
    a wrong postcode or URN. A setting's authority is the one that the list names or, where it names none, that of its
    postcode. One of the URN's entries in the placement's authority is enough; where none gives an authority nothing is
    judged, but a placement whose own authority is not known is flagged.

    Fix: Correct PL_POST or the URN, or ask the provider whether the setting is registered.
    """
    return unless(episode.provider.is_placement_authority)


@rule(
    "242", flags="episodes", fields=["URN", "PLACE"], since=2026,
    applies=lambda episode: one_of(episode.URN, (NO_URN,)),
)  # fmt: skip
def filler_for_a_registered_setting(episode: Episode) -> Any:
    """Filler XXXXXXX stands in place of the Ofsted number (URN), but the child is neither fostered nor placed for adoption.

    The filler is for foster and adoptive placements (U1 to U6, A3 to A6) whose agency has no number on the list. Any
    other setting either has a number of its own or needs none. A blank placement type is flagged.

    Fix: Enter the URN from Ofsted's list, or clear it if this kind of placement has none.
    """
    return none_of(episode.PLACE, (*PLACED_FOR_ADOPTION, *FOSTERING), blank=True)


@rule(
    "243", flags="episodes", fields=["URN", "PL_LA"], since=2026,
    applies=lambda episode: one_of(episode.PL_LA.upper(), _ABROAD),
)  # fmt: skip
def urn_outside_england(episode: Episode) -> Any:
    """Ofsted number (URN) is given, but the child lives outside England.

    Ofsted registers settings in England only, so one in Wales, Scotland, Northern Ireland or elsewhere (WAL, SCO, NIR,
    CON, NUK) has no number. The filler XXXXXXX counts as a number.

    Fix: Clear the URN, or correct PL_POST if the placement is in England.
    """
    return filled(episode, "URN")
