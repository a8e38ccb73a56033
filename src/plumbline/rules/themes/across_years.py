"""This year against last year: what was open must be carried over unchanged."""

from typing import Any

from plumbline.rules.authors import Episode
from plumbline.rules.declare import rule
from plumbline.rules.vocabulary import blank, differs, known, no, one_of, unless

_FIX = "Bring the open episode forward exactly as returned last year, or correct whichever year is wrong."
_FIX_POSTCODE = "See in which of the two years the placement postcode (PL_POST) is wrong, and correct it."

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


_WORDS = """{what} is not the same as in the episode left open last year.

An episode still open on 31 March goes on unchanged into this year, so both returns must say the same about it. This
year's earliest episode is compared with last year's latest, if that has no end date, even where they started on
different days. A blank in both years is no difference; a blank in only one of them is.

Fix: {fix}
"""


def _is_first(episode: Episode) -> Any:
    return episode.is_earliest


def _left_open(episode_last: Episode) -> Any:
    return episode_last.is_latest & no(episode_last.DEC)


def carried_over(code: str, field: str, what: str, fix: str) -> None:
    """Declares: the field of this year's first episode differs from that of the episode left open last year."""
    declared = rule(
        code, flags="episodes", fields=[field], words=_WORDS.format(what=what, fix=fix),
        over=["episode", "episode_last"], applies=_is_first,
    )  # fmt: skip
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
def placement_type_not_carried_over(episode: Episode, episode_last: Episode) -> Any:
    """Placement type is not the same as in the episode left open last year.

    A placement that went on over 31 March is one placement, so both years must give it the same type; a difference
    would count as a move that never happened. This year's earliest episode is compared with last year's latest, if
    that has no end date. A new code for the same placement is no difference: H5 may have become K3 in 2024 and
    2025, and Z1 one of Z11 to Z14 in 2026.

    Fix: Bring the open episode forward exactly as returned last year, or correct whichever year is wrong.
    """
    changed = _left_open(episode_last) & differs(episode.PLACE, episode_last.PLACE)
    for old, new in RECODED.get(episode.collection_year, {}).items():
        changed = changed & unless(one_of(episode_last.PLACE, (old,)) & one_of(episode.PLACE, new))
    return changed


@rule("452", flags="episodes", fields=["PL_LA"], applies=_is_first)
def placement_authority_not_carried_over(episode: Episode, episode_last: Episode) -> Any:
    """Placement's authority is not the one that last year's return gave for this episode.

    A placement that went on over 31 March did not move, so the council it lies in can't have changed. This year's
    earliest episode is compared with last year's latest, if that has no end date and both give the same reason for
    the new episode (RNE).

    Fix: One of the two years holds a wrong placement postcode (PL_POST) for this stay: find out which, and correct
    it.
    """
    same_reason = episode.RNE == episode_last.RNE
    left_open = episode_last.is_latest & blank(episode_last, "DEC")
    return left_open & same_reason & differs(episode.PL_LA, episode_last.PL_LA)


def _moved(episode: Episode, episode_last: Episode) -> Any:
    """By 0.2 miles or more either way, or from no known distance to a known one."""
    tenths = ((episode.PL_DISTANCE - episode_last.PL_DISTANCE).abs() * 10).round()
    return (tenths >= 2) | (no(episode_last.PL_DISTANCE) & known(episode.PL_DISTANCE))


@rule("453", flags="episodes", fields=["PL_DISTANCE"], applies=_is_first)
def distance_not_carried_over(episode: Episode, episode_last: Episode) -> Any:
    """Distance to the placement is not the one that last year's return gave for this episode.

    A placement that went on over 31 March is as far from home as it was, so a changed distance points to a wrong
    postcode. This year's earliest episode is compared with last year's latest, if that has no end date and both
    give the same reason for the new episode (RNE). A difference of 0.2 miles or more is flagged, and so is a
    distance where there was none; no distance this year passes.

    Fix: One of the two years holds a wrong postcode, of home or placement: find out which, and correct it.
    """
    return _left_open(episode_last) & (episode.RNE == episode_last.RNE) & _moved(episode, episode_last)


@rule("503G", flags="episodes", fields=["PL_DISTANCE"], applies=_is_first)
def distance_differs_from_the_open_episode(episode: Episode, episode_last: Episode) -> Any:
    """Distance from home is not the same as in the episode left open last year.

    A placement that went on over 31 March is as far from home as it was, so a changed distance points to a wrong
    postcode. This year's earliest episode is compared with last year's latest, if that has no end date, whatever
    the reasons for the two episodes. A difference of 0.2 miles or more is flagged, and so is a distance where there
    was none; no distance this year passes.

    Fix: See in which of the two years a postcode, of home or placement, is wrong, and correct it.
    """
    return _left_open(episode_last) & _moved(episode, episode_last)


@rule("502", flags="episodes", fields=["DECOM"], applies=_is_first)
def start_not_carried_over(episode: Episode, episode_last: Episode) -> Any:
    """Episode left open last year is not carried over with the same start date.

    An episode still open on 31 March goes on into this year and keeps its start date; another one makes it look as
    if the child had moved or come into care again. This year's earliest episode is compared with every episode of
    last year whose end date is blank, so each of several left open is looked for.

    Fix: Bring the open episode forward with the start date it had, or have last year's return amended.
    """
    return blank(episode_last, "DEC") & differs(episode.DECOM, episode_last.DECOM)


@rule(
    "562", flags="episodes", fields=["DECOM"], partner="none",
    applies=lambda episode: episode.is_earliest & (episode.collection.start > episode.DECOM),
)  # fmt: skip
def not_the_last_episode_of_last_year(episode: Episode, episode_last: Episode) -> Any:
    """First episode is from before this year, but is not the latest one in last year's return.

    An episode from before 1 April was part of last year's return too, as the child's last one there. A child's
    earliest episode, if it started before this year, is flagged when the latest in last year's return (open or
    ended) has another start date, or when last year has none with a readable start.

    Fix: Check the start date, or have last year's return amended so that it holds the episode that carries over.
    """
    return episode_last.is_latest & (episode_last.DECOM == episode.DECOM)


@rule(
    "NoE", flags="episodes", fields=["DECOM"],
    applies=lambda episode: episode.collection.start > episode.DECOM,
)  # fmt: skip
def in_care_before_but_not_in_last_years_return(episode: Episode) -> Any:
    """Episode started before this year, but last year's return has no episode for the child.

    A child who was in care before this year began should have been in last year's return; a child who was not there
    was missed then, or has another identifier now. Every episode that started before 1 April is flagged if last
    year's episodes don't hold the child at all.

    Fix: Check the child's identifier and the start date; if both are right, have last year's return amended.
    """
    return unless(episode.child.has_episodes_last)
