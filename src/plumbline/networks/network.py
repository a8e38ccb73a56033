"""A network in memory, and as the one document that a page needs to compare one more return with it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from plumbline.model.authorities import Authority, authorities
from plumbline.profiles.document import as_document
from plumbline.profiles.profile import Profile, Stage

EXPORT_SCHEMA = "plumbline/network-export/1"


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


def exported(network: Network, fitted: Sequence[Mapping[str, Any]] = ()) -> str:
    """The network as one JSON document: members, profiles, solutions, and the peers ``fitted`` to compare with."""
    document = {
        "schema": EXPORT_SCHEMA,
        "title": network.title,
        "members": [_member(one) for _, one in sorted(network.members.items())],
        "profiles": [as_document(profile) for _, profile in sorted(network.profiles.items())],
        "fitted": list(fitted),
        "solutions": dict(sorted(network.solutions.items())),
        "adopted": {
            name: {council: day.isoformat() for council, day in sorted(adopted.items())}
            for name, adopted in sorted(network.adopted.items())
        },
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"


def _member(member: Member) -> dict[str, str]:
    council = member.council
    return {
        "authority": member.authority,
        "name": council.name,
        "region": council.region,
        "case_system": member.case_system,
        "contact": member.contact,
    }
