"""Which profiles can be compared: only like with like. The one definition of it, and of what is near in time."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Protocol

from plumbline.profiles.profile import ANOTHER_EDITION, Profile

#: What was taken further apart than this is not compared.
WITHIN = timedelta(days=30)


class Taken(Protocol):
    """What a profile, and the key of one, say of the return: its collection year, its stage, the day it was taken."""

    @property
    def year(self) -> int:
        """The collection year."""

    @property
    def stage(self) -> str:
        """How far the return had come."""

    @property
    def as_at(self) -> date:
        """The day it was taken."""


def near_in_time(one: date, other: date) -> bool:
    """Whether two days are near enough for what was taken on them to be compared."""
    return abs(one - other) <= WITHIN


def taken_alike(one: Taken, other: Taken) -> bool:
    """Whether two returns are of the same year and stage, and near in time. By the same rules is more: ``why_not``."""
    return (one.year, one.stage) == (other.year, other.stage) and near_in_time(one.as_at, other.as_at)


def unlikeness(own: Taken, other: Taken) -> tuple[bool, bool, timedelta, int]:
    """Sorts what was taken most alike first. Of two equally near in time the later one counts."""
    return other.year != own.year, other.stage != own.stage, abs(other.as_at - own.as_at), -other.as_at.toordinal()


def same_edition(one: Profile, other: Profile, code: str) -> bool:
    """Whether a rule meant the same to two profiles, so that their counts of it compare."""
    edition = one.edition(code)
    return edition != "" and edition == other.edition(code)


def any_rule_alike(own: Profile, other: Profile) -> bool:
    """Whether any rule that ``other`` ran meant the same to both; so it is where it ran none."""
    return not other.ran or any(same_edition(own, other, code) for code in other.ran)


def comparable(own: Profile, others: Iterable[Profile]) -> tuple[dict[str, Profile], dict[str, str]]:
    """The latest profile that can stand beside ``own``, by council, in the order of their codes; and why others can't.

    Of each only the rules are left that mean there what they mean in ``own``: see ``by_own_rules``. ``others`` may hold
    several profiles of one council, and the council's own, which are passed over.
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
            like[authority] = by_own_rules(own, nearest)
    return like, not_comparable


def why_not(own: Profile, other: Profile) -> str:
    """Why the two can't be compared; empty where they can."""
    if other.year != own.year:
        return f"collection year {other.year}, not {own.year}"
    if not any_rule_alike(own, other):
        return "none of its rules is of the same edition"
    if other.stage != own.stage:
        return f"stage {other.stage}, not {own.stage}"
    if not near_in_time(own.as_at, other.as_at):
        return f"taken {abs(other.as_at - own.as_at).days} days apart"
    return ""


def by_own_rules(own: Profile, other: Profile) -> Profile:
    """The other profile without its counts of rules of another edition than ``own`` has, which are said to be left out."""
    unlike = {code for code in other.ran if not same_edition(own, other, code)}
    if not unlike:
        return other
    ran = {code: counts for code, counts in other.ran.items() if code not in unlike}
    return replace(other, ran=ran, skipped={**other.skipped, **dict.fromkeys(sorted(unlike), ANOTHER_EDITION)})


def left_out(peers: Iterable[Profile], code: str) -> int:
    """How many of the peers have counts of a rule that are left out, for they are of another edition."""
    return sum(peer.skipped.get(code) == ANOTHER_EDITION for peer in peers)


def _unlikeness(own: Profile, other: Profile) -> tuple[bool, bool, tuple[bool, bool, timedelta, int]]:
    """The same with the rules: where none is of the same edition, nothing else matters but the year."""
    return other.year != own.year, not any_rule_alike(own, other), unlikeness(own, other)
