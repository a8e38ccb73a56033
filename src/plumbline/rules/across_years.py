"""This year against last year: what was open must be carried over unchanged."""

from typing import Any

from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, differs, one_of

_FIX = "Bring the open episode forward exactly as returned last year, or correct whichever year is wrong."
_FIX_POSTCODE = "See in which of the two years PL_POST is wrong."

#: code: (field, what it is, fix)
CARRIED_OVER = {
    "503A": ("RNE", "Reason for new episode", _FIX),
    "503B": ("LS", "Legal status", _FIX),
    "503C": ("CIN", "Category of need", _FIX),
    "503E": ("PLACE_PROVIDER", "Placement provider", _FIX),
    "503F": ("URN", "Ofsted number (URN)", _FIX),
    "503H": ("PL_LA", "Placement authority", _FIX_POSTCODE),
    "503J": ("PL_LOCATION", "In/out-of-authority marker", _FIX_POSTCODE),
}


def _is_first(episode: Any) -> Any:
    return episode.is_earliest


def _left_open(episode_last: Any) -> Any:
    return episode_last.is_latest & episode_last.DEC.isnull()


def carried_over(code: str, field: str, what: str, fix: str) -> None:
    """Declares: the field of this year's first episode differs from that of the episode left open last year."""
    words = (
        f"{what} is not what last year's open episode said.\n\nThis year's earliest episode against last "
        f"year's latest, when that has no readable end. Their start dates need not agree; two blanks do.\n\nFix: {fix}"
    )
    declared = rule(
        code, flags="episodes", fields=[field], words=words, over=["episode", "episode_last"], applies=_is_first
    )
    declared(lambda now, last: _left_open(last) & differs(getattr(now, field), getattr(last, field)))


for _code, _entry in CARRIED_OVER.items():
    carried_over(_code, *_entry)

#: Last year's code and what it may have become, by collection year: the code set changed, not the placement.
RECODED: dict[int, dict[str, tuple[str, ...]]] = {
    2024: {"H5": ("K3",)},
    2025: {"H5": ("K3",)},
    2026: {"Z1": ("Z11", "Z12", "Z13", "Z14")},
}


@rule("503D", flags="episodes", fields=["PLACE"], applies=_is_first)
def placement_type_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """Placement type is not what last year's open episode said.

    As for the other carried-over fields, but a change of code is no change of placement: H5 may have become K3 in 2024
    and 2025, and Z1 one of Z11 to Z14 in 2026.

    Fix: Bring the open episode forward exactly as returned last year, or correct whichever year is wrong.
    """
    changed = _left_open(episode_last) & differs(episode.PLACE, episode_last.PLACE)
    for old, new in RECODED.get(episode.collection_year, {}).items():
        changed = changed & ~(one_of(episode_last.PLACE, (old,)) & one_of(episode.PLACE, new))
    return changed


@rule("452", flags="episodes", fields=["PL_LA"], applies=_is_first)
def placement_authority_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """Authority of the placement is another than last year's return gave for this episode.

    This year's earliest episode against last year's latest, when that has a truly blank end and both have the same RNE.

    Fix: One of the two years holds a wrong PL_POST for this stay: find out which.
    """
    same_reason = episode.RNE == episode_last.RNE
    left_open = episode_last.is_latest & blank(episode_last, "DEC")
    return left_open & same_reason & differs(episode.PL_LA, episode_last.PL_LA)


def _moved(episode: Any, episode_last: Any) -> Any:
    """By 0.2 miles or more either way, or from no known distance to a known one."""
    tenths = ((episode.PL_DISTANCE - episode_last.PL_DISTANCE).abs() * 10).round()
    return (tenths >= 2) | (episode_last.PL_DISTANCE.isnull() & episode.PL_DISTANCE.notnull())


@rule("453", flags="episodes", fields=["PL_DISTANCE"], applies=_is_first)
def distance_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """Distance to the placement is another than last year's return gave for this episode.

    By 0.2 miles or more, the difference rounded to one decimal; or blank last year and not this year. A blank this year
    is not flagged, as in the peer.

    Fix: One of the two years holds a wrong postcode, of home or placement: find out which.
    """
    return _left_open(episode_last) & (episode.RNE == episode_last.RNE) & _moved(episode, episode_last)


@rule("503G", flags="episodes", fields=["PL_DISTANCE"], applies=_is_first)
def distance_differs_from_the_open_episode(episode: Any, episode_last: Any) -> Any:
    """Distance from home is not that of the episode left open at the end of last year.

    As 453, whatever the reasons for the new episode. A blank this year is not flagged, as in the peer.

    Fix: See in which of the two years a postcode, of home or placement, is wrong.
    """
    return _left_open(episode_last) & _moved(episode, episode_last)


@rule("502", flags="episodes", fields=["DECOM"], applies=_is_first)
def start_not_carried_over(episode: Any, episode_last: Any) -> Any:
    """Last year's open episode does not come back with the same start date.

    Compared with every episode of last year whose end is truly blank, not only the latest.

    Fix: Bring the open episode forward with the same start date, or amend last year's.
    """
    return blank(episode_last, "DEC") & differs(episode.DECOM, episode_last.DECOM)


@rule(
    "562", flags="episodes", fields=["DECOM"], partner="none",
    applies=lambda episode: episode.is_earliest & (episode.collection.start > episode.DECOM),
)  # fmt: skip
def not_the_last_episode_of_last_year(episode: Any, episode_last: Any) -> Any:
    """Episode from before this year is not the one that was last in last year's return.

    The child's earliest episode, when it started before 1 April, must start with last year's latest one, open or
    closed. A child who was not in last year's return, or without a readable start there, is flagged.

    Fix: Check the start date, or amend last year's return so that it holds the episode that carries over.
    """
    return episode_last.is_latest & (episode_last.DECOM == episode.DECOM)


@rule(
    "NoE", flags="episodes", fields=["DECOM"],
    applies=lambda episode: episode.collection.start > episode.DECOM,
)  # fmt: skip
def in_care_before_but_not_in_last_years_return(episode: Any) -> Any:
    """Episode from before this year of a child with none in last year's return.

    Every episode that started before 1 April, of a child who is in no row of last year's episodes.

    Fix: Load last year's episodes for this child, check the identifier, or correct the start date.
    """
    return ~episode.child.has_episodes_last
