"""A network in memory, as far as it was read."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.networks.members import Member
from plumbline.networks.solutions import Solution
from plumbline.profiles.profile import Profile, Stage


class Key(NamedTuple):
    """Which profile: a network holds one of each council, day, collection year and stage. Sorts by council and time."""

    authority: str
    as_at: date
    year: int
    stage: Stage

    def __str__(self) -> str:
        council = authorities().get(self.authority)
        return f"{council.name if council else self.authority}, {self.year} {self.stage}, as at {self.as_at:%d/%m/%Y}"


def key_of(profile: Profile) -> Key:
    """The key of a profile."""
    return Key(profile.authority, profile.as_at, profile.year, profile.stage)


@dataclass(frozen=True)
class Network:
    """What was read of a network: members by code, profiles by key, solutions by name; and what could not be, in words.

    A ``made_up`` one says nothing of the real councils whose names it borrows.
    """

    title: str
    members: Mapping[str, Member] = field(default_factory=dict)
    profiles: Mapping[Key, Profile] = field(default_factory=dict)
    solutions: Mapping[str, Solution] = field(default_factory=dict)
    damaged: tuple[str, ...] = ()
    made_up: bool = False

    def latest(self, authority: str, year: int, stage: Stage) -> Profile | None:
        """A council's newest profile of a collection year and stage."""
        mine = [key for key in self.profiles if (key.authority, key.year, key.stage) == (authority, year, stage)]
        return self.profiles[max(mine)] if mine else None

    def without(self, keys: Collection[Key]) -> "Network":
        """The network without some profiles."""
        return replace(self, profiles={key: one for key, one in self.profiles.items() if key not in keys})

    def without_council(self, authority: str) -> "Network":
        """The network without a council: but for the solutions that it wrote."""
        return replace(
            self.without([key for key in self.profiles if key.authority == authority]),
            members={code: one for code, one in self.members.items() if code != authority},
            solutions={name: one.not_adopted_by(authority) for name, one in self.solutions.items()},
        )

    def member(self, authority: str) -> Member:
        """The member with this code; BadInput for a council that is none."""
        if authority not in self.members:
            known = authorities().get(authority)
            name = f"{known.name} ({authority})" if known else authority
            raise BadInput(f"{name} is no member of the network: add a profile of it first.")
        return self.members[authority]
