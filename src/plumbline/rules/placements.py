"""Placements: type, provider, Ofsted's list, postcodes and distance."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import (
    FOSTERING,
    NO_URN,
    PLACED_FOR_ADOPTION,
    SHORT_BREAKS,
    blank,
    day,
    filled,
    none_of,
    one_of,
)  # fmt: skip


def _has_urn(episode: Any) -> Any:
    return none_of(episode.URN, (NO_URN,), blank=False)


@rule("164", flags="episodes", fields=["PL_DISTANCE"])
def distance_impossible(episode: Any) -> Any:
    """Distance between home and placement cannot be right - check the postcodes.

    Below 0 or above 999.9 miles. Episodes of children known to be asylum seekers, this year or last, are left out;
    short breaks are not, as in the peer.

    Fix: Check the home and placement postcodes.
    """
    outside = (episode.PL_DISTANCE < 0) | (episode.PL_DISTANCE > 999.9)
    return ~episode.child.is_uasc & outside


@rule("217", flags="episodes", fields=["PLACE", "DECOM", "RNE"])
def unexpected_start_with_the_present_carer(episode: Any) -> Any:
    """Adoptive placement with the present foster carer (A3, A5) has an unexpected start reason.

    For episodes from 1 April 2015. The carer stays the same, so S, T or U; a blank is flagged.

    Fix: Correct RNE to S, T or U, or correct PLACE.
    """
    wrong = none_of(episode.RNE, ("S", "T", "U"), blank=True)
    return one_of(episode.PLACE, ("A3", "A5")) & (day(2015, 4, 1) <= episode.DECOM) & wrong


@rule("219", flags="episodes", fields=["URN", "PLACE"])
def urn_of_another_placement_type(episode: Any) -> Any:
    """The Ofsted URN given does not belong to a setting of the recorded placement type.

    A URN that is not on the list is flagged too. Where several rows share a URN, one that agrees is enough.

    Fix: Check that the URN is the right one for this placement and that PLACE is coded correctly.
    """
    return _has_urn(episode) & ~episode.provider.place_agrees


def _postcode_differs(episode: Any, places: tuple[str, ...]) -> Any:
    considered = _has_urn(episode) & none_of(episode.LS, SHORT_BREAKS, blank=True) & one_of(episode.PLACE, places)
    return considered & filled(episode, "PL_POST") & episode.provider.postcode_differs


@rule("221", flags="episodes", fields=["PL_POST"], until=2023)
def postcode_not_the_registered_one(episode: Any) -> Any:
    """The placement postcode does not match the Ofsted-registered postcode for the URN.

    For placements K1, K2, R3 and S1. A URN not on the list, or without a postcode there, is flagged; if it is listed
    more than once, one differing postcode is enough.

    Fix: Correct PL_POST or the URN so that they refer to the same registered address.
    """
    return _postcode_differs(episode, ("K1", "K2", "R3", "S1"))


@rule("221", flags="episodes", fields=["PL_POST"], since=2024, until=2024)
def postcode_not_the_registered_one_with_h5(episode: Any) -> Any:
    """Placement postcode differs from the postcode Ofsted holds for that URN.

    From 2024 semi-independent living (H5) is compared too, beside K1, K2, R3 and S1.

    Fix: Check the address against the provider's Ofsted entry and correct the postcode or the URN.
    """
    return _postcode_differs(episode, ("H5", "K1", "K2", "R3", "S1"))


@rule("221", flags="episodes", fields=["PL_POST"], since=2025)
def postcode_not_the_registered_one_with_k3(episode: Any) -> Any:
    """Placement postcode differs from the postcode Ofsted holds for that URN.

    From 2025 supported accommodation (K3) takes the place of H5, beside K1, K2, R3 and S1.

    Fix: Check the address against the provider's Ofsted entry and correct the postcode or the URN.
    """
    return _postcode_differs(episode, ("K1", "K2", "K3", "R3", "S1"))


@rule("224", flags="episodes", fields=["PLACE_PROVIDER"])
def provider_type_not_ofsteds(episode: Any) -> Any:
    """The placement provider type does not match the Ofsted record for the URN.

    A URN that is not on the list, and a blank provider, are flagged. One agreeing row of several is enough.

    Fix: Check PLACE_PROVIDER and the URN.
    """
    return _has_urn(episode) & ~episode.provider.provider_agrees


@rule("229", flags="episodes", fields=["URN", "PLACE_PROVIDER"], needs=["providers", "postcodes", "authority"])
def provision_in_the_wrong_authority(episode: Any) -> Any:
    """Own or other local authority provision does not fit the authority the provider is in.

    The provider's authority is that of its postcode. PR1 with another or an unknown authority is flagged, PR2 with our
    own is. One agreeing row of several is enough.

    Fix: Use PR1 for your own authority's provision and PR2 for another authority's.
    """
    provider = episode.provider
    own_elsewhere = one_of(episode.PLACE_PROVIDER, ("PR1",)) & ~provider.is_own_authority
    other_here = one_of(episode.PLACE_PROVIDER, ("PR2",)) & provider.is_own_authority & ~provider.is_other_authority
    return _has_urn(episode) & (own_elsewhere | other_here)


@rule("233", flags="episodes", fields=["REASON_PLACE_CHANGE", "DEC"], since=2026)
def change_reason_while_open(episode: Any) -> Any:
    """Reason for placement change given for an episode that has not ended.

    An end date that can't be read counts as ended.

    Fix: Clear the reason, or enter the date on which the episode ceased.
    """
    return blank(episode, "DEC") & filled(episode, "REASON_PLACE_CHANGE")


def _looked_after_elsewhere(episode: Any) -> Any:
    return ~episode.child.is_uasc & none_of(episode.LS, SHORT_BREAKS, blank=True)


@rule("392a", flags="episodes", fields=["PL_DISTANCE"])
def distance_unknown(episode: Any) -> Any:
    """Child is looked after but the distance between home and placement cannot be worked out.

    Short breaks and children known to be asylum seekers, this year or last, are left out.

    Fix: Enter valid HOME_POST and PL_POST, or mark the child as UASC where that applies.
    """
    return _looked_after_elsewhere(episode) & blank(episode, "PL_DISTANCE")


@rule("392b", flags="episodes", fields=["HOME_POST", "PL_POST"], loose=["uasc_anywhere"])
def postcode_missing(episode: Any) -> Any:
    """Child is looked after but the home or placement postcode is missing.

    Runs without knowing who is an asylum seeker too: then nobody is left out.

    Fix: Enter the missing postcode, or mark the child as UASC where that applies.
    """
    return _looked_after_elsewhere(episode) & (blank(episode, "HOME_POST") | blank(episode, "PL_POST"))


@rule("411", flags="episodes", fields=["PL_LOCATION"])
def marked_inside_but_elsewhere(episode: Any) -> Any:
    """Placement is marked as inside the authority, but the placement authority is a different one.

    Both are worked out from the postcode, so this can only happen where they are supplied.

    Fix: Check the placement postcode and whether the placement is inside the authority's boundary.
    """
    same_authority = (episode.collection.authority == episode.PL_LA).fill_null(False)
    return (episode.PL_LOCATION == "IN") & ~same_authority


@rule("516", flags="episodes", fields=["REC", "PLACE"])
def guardianship_to_foster_carers_without_fostering(episode: Any) -> Any:
    """Special guardianship went to former foster carers, but the child was not in a foster placement.

    Only the episode that ended so is looked at; a blank placement is flagged.

    Fix: Check the closing placement; if the child was not fostered by the guardians use E47 or E48.
    """
    return one_of(episode.REC, ("E45", "E46")) & none_of(episode.PLACE, FOSTERING, blank=True)


@rule("550", flags="episodes", fields=["PLACE", "PLACE_PROVIDER"])
def parents_as_provider_elsewhere(episode: Any) -> Any:
    """Provider code for parents (PR0) used with a placement that is not with parents (P1).

    A blank placement is flagged.

    Fix: Correct the provider code or the placement type.
    """
    return (episode.PLACE_PROVIDER == "PR0") & none_of(episode.PLACE, ("P1",), blank=True)


@rule("1008", flags="episodes", fields=["URN"])
def urn_not_on_the_list(episode: Any) -> Any:
    """Ofsted URN is not on the list of registered providers.

    The filler XXXXXXX, and a blank, pass.

    Fix: Check the URN against Ofsted's list; use XXXXXXX only where no URN can be given.
    """
    return _has_urn(episode) & ~episode.provider.listed


@rule("1015", flags="episodes", fields=["PL_LA"])
def own_provision_outside_the_area(episode: Any) -> Any:
    """Placement is run by the authority itself but is outside its own area.

    Not for foster or adoptive placements or short breaks, nor where placement or legal status is blank. An unknown
    placement authority is flagged.

    Fix: Check the placement provider code and the placement postcode.
    """
    elsewhere = ~(episode.collection.authority == episode.PL_LA).fill_null(False)
    place = none_of(episode.PLACE, (*PLACED_FOR_ADOPTION, *FOSTERING), blank=False)
    return (episode.PLACE_PROVIDER == "PR1") & place & none_of(episode.LS, SHORT_BREAKS, blank=False) & elsewhere
