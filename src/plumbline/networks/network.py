"""A network in memory."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from plumbline.model.authorities import Authority, authorities
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
class Member:
    """One council of a network."""

    authority: str
    case_system: str
    contact: str = ""

    @property
    def council(self) -> Authority:
        """The council's name and region."""
        return authorities()[self.authority]


@dataclass
class Network:
    """Everything in a network: members by code, profiles by key, solutions' Markdown by name, and what is damaged.

    ``adopted`` holds by solution the councils that adopted it, and since when.
    """

    title: str
    members: dict[str, Member] = field(default_factory=dict)
    profiles: dict[Key, Profile] = field(default_factory=dict)
    solutions: dict[str, str] = field(default_factory=dict)
    adopted: dict[str, dict[str, date]] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)

    def latest(self, authority: str, year: int, stage: Stage) -> Profile | None:
        """A council's newest profile of a collection year and stage."""
        mine = [key for key in self.profiles if (key.authority, key.year, key.stage) == (authority, year, stage)]
        return self.profiles[max(mine)] if mine else None
