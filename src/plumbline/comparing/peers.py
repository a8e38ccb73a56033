"""Which profiles can be compared: only like with like."""

from collections.abc import Iterable
from datetime import timedelta

from plumbline.profiles.profile import Profile

#: Profiles taken further apart than this are not compared.
WITHIN = timedelta(days=30)


def comparable(own: Profile, others: Iterable[Profile]) -> tuple[dict[str, Profile], dict[str, str]]:
    """The latest profile that can stand beside ``own``, by council, in the order of their codes; and why others can't.

    ``others`` may hold several profiles of one council, and the council's own, which are passed over.
    """
    by_council: dict[str, list[Profile]] = {}
    for profile in others:
        if profile.authority != own.authority:
            by_council.setdefault(profile.authority, []).append(profile)
    like: dict[str, Profile] = {}
    not_comparable: dict[str, str] = {}
    for authority in sorted(by_council):
        nearest = min(by_council[authority], key=lambda profile: _unlikeness(own, profile))
        reason = why_not(own, nearest)
        if reason:
            not_comparable[authority] = reason
        else:
            like[authority] = nearest
    return like, not_comparable


def why_not(own: Profile, other: Profile) -> str:
    """Why the two can't be compared; empty where they can."""
    if other.year != own.year:
        return f"collection year {other.year}, not {own.year}"
    if other.edition != own.edition:
        return f"rulebook {other.edition}, not {own.edition}"
    if other.stage != own.stage:
        return f"stage {other.stage}, not {own.stage}"
    apart = abs(other.as_at - own.as_at)
    return f"taken {apart.days} days apart" if apart > WITHIN else ""


def _unlikeness(own: Profile, other: Profile) -> tuple[bool, bool, bool, timedelta, int]:
    """Of two equally near in time the later one counts."""
    return (
        other.year != own.year,
        other.edition != own.edition,
        other.stage != own.stage,
        abs(other.as_at - own.as_at),
        -other.as_at.toordinal(),
    )
