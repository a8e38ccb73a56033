"""This year against last year: what was open must be carried over unchanged."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, differs, one_of

_FIX = "Fix: Bring the open episode forward exactly as returned last year, or correct whichever year is wrong."

#: code: (field, what it is)
CARRIED_OVER = {
    "503A": ("RNE", "Reason for new episode"),
}


def carried_over(code: str, field: str, what: str) -> None:
    """Declares: the field of this year's first episode differs from that of the episode left open last year."""
    words = (
        f"{what} differs from the episode left open at the end of last year.\n\nThis year's earliest episode against last "
        "year's latest, when that has no readable end. Their start dates need not agree; two blanks do.\n\n" + _FIX
    )
    declared = rule(code, flags="episodes", fields=[field], words=words, over=["episode", "episode_last"])
    declared(lambda now, last: _left_open(now, last) & differs(getattr(now, field), getattr(last, field)))


def _left_open(episode: Any, episode_last: Any) -> Any:
    return episode.is_earliest & episode_last.is_latest & episode_last.DEC.isnull()


for _code, _entry in CARRIED_OVER.items():
    carried_over(_code, *_entry)

#: Last year's code and what it may have become, by collection year: the code set changed, not the placement.
RECODED: dict[int, dict[str, tuple[str, ...]]] = {
    2024: {"H5": ("K3",)},
    2025: {"H5": ("K3",)},
    2026: {"Z1": ("Z11", "Z12", "Z13", "Z14")},
}


@rule("503D", flags="episodes", fields=["PLACE"])
def placement_type_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """Placement type differs from the episode left open at the end of last year.

    As for the other carried-over fields, but a change of code is no change of placement: H5 may have become K3 in 2024
    and 2025, and Z1 one of Z11 to Z14 in 2026.

    Fix: Bring the open episode forward exactly as returned last year, or correct whichever year is wrong.
    """
    changed = _left_open(episode, episode_last) & differs(episode.PLACE, episode_last.PLACE)
    for old, new in RECODED.get(episode.collection_year, {}).items():
        changed = changed & ~(one_of(episode_last.PLACE, (old,)) & one_of(episode.PLACE, new))
    return changed


@rule("452", flags="episodes", fields=["PL_LA"])
def placement_authority_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """Placement authority differs from the one recorded for the same open episode last year.

    This year's earliest episode against last year's latest, when that has a truly blank end and both have the same RNE.

    Fix: Check the placement postcode against last year's return for the same episode.
    """
    same_reason = episode.RNE == episode_last.RNE
    pair = episode.is_earliest & episode_last.is_latest & blank(episode_last, "DEC")
    return pair & same_reason & differs(episode.PL_LA, episode_last.PL_LA)


@rule("453", flags="episodes", fields=["PL_DISTANCE"])
def distance_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """Placement distance differs from the one recorded for the same open episode last year.

    By 0.2 miles or more, the difference rounded to one decimal; or blank last year and not this year. A blank this year
    is not flagged, as in the peer.

    Fix: Check the home and placement postcodes against last year's return for the same episode.
    """
    tenths = ((episode.PL_DISTANCE - episode_last.PL_DISTANCE).abs() * 10).round()
    moved = (tenths >= 2) | (episode_last.PL_DISTANCE.isnull() & episode.PL_DISTANCE.notnull())
    return _left_open(episode, episode_last) & (episode.RNE == episode_last.RNE) & moved


@rule("502", flags="episodes", fields=["DECOM"])
def start_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """First episode this year does not start on the same date as the episode left open last year.

    Compared with every episode of last year whose end is truly blank, not only the latest.

    Fix: Bring the open episode forward with the same start date, or amend last year's.
    """
    return episode.is_earliest & blank(episode_last, "DEC") & differs(episode.DECOM, episode_last.DECOM)


@rule("NoE", flags="episodes", fields=["DECOM"])
def in_care_before_but_not_in_last_years_return(episode: Any) -> Any:
    """Child was already in care before this year but has no episodes in last year's data.

    Every episode that started before 1 April, of a child who is in no row of last year's episodes.

    Fix: Load last year's episodes for this child, check the identifier, or correct the start date.
    """
    return (episode.collection.start > episode.DECOM) & ~episode.child.has_episodes_last
