"""Which councils of a network are held beside one of them, and which of their profiles."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from plumbline.comparing.applying.peers import any_rule_alike, taken_alike, unlikeness
from plumbline.faults import BadInput, NotKnown
from plumbline.model.authorities import authorities, authority_code
from plumbline.model.neighbours import neighbours
from plumbline.networks.likeness import SYSTEM_NOT_NAMED
from plumbline.networks.network import Key, Network, key_of
from plumbline.networks.store import NetworkStore
from plumbline.profiles.profile import STAGES, Profile


@dataclass(frozen=True)
class Choice:
    """Which profile of a network: the newest of a council, or of any, of the stage and year asked for by ``as_at``."""

    authority: str = ""
    stage: str = ""
    year: int = 0
    as_at: date | None = None


Kind = Literal["all", "region", "neighbours", "case-system", "listed"]

#: The kinds that a person can name.
KINDS: tuple[Kind, ...] = ("all", "region", "neighbours", "case-system")


@dataclass(frozen=True)
class PeerGroup:
    """The councils to compare with: all, those of a kind, or the ``councils`` that are listed."""

    kind: Kind = "all"
    councils: frozenset[str] = frozenset()


#: The newest profile of all, and every council.
NEWEST, ALL = Choice(), PeerGroup()


def own_key(keys: Iterable[Key], choice: Choice) -> Key:
    """The key of the profile chosen; BadInput where there is none."""
    fitting = [
        key
        for key in keys
        if choice.authority in ("", key.authority)
        and choice.stage in ("", key.stage)
        and choice.year in (0, key.year)
        and (choice.as_at is None or key.as_at <= choice.as_at)
    ]
    if not fitting:
        taken = f"taken by {choice.as_at:%d/%m/%Y}" if choice.as_at else ""
        of = " ".join(["", *filter(None, [str(choice.year or ""), choice.stage, taken])])
        whose = f" of {_named(choice.authority)}" if choice.authority else ""
        raise BadInput(f"The network has no profile{of}{whose}.")
    return max(fitting, key=lambda key: (key.as_at, key.year, STAGES.index(key.stage)))


def chosen_profile(store: NetworkStore, choice: Choice) -> Profile:
    """The profile chosen; BadInput where there is none, or where it can't be read."""
    key = own_key(store.keys(), choice)
    network = store.read(key.__eq__)
    if key not in network.profiles:
        raise BadInput(f"{key}: this profile can't be read. {' '.join(network.damaged)}")
    return network.profiles[key]


def refuse_another(own: Profile, keys: Iterable[Key], choice: Choice) -> None:
    """BadInput where a profile that is not from the network isn't the one chosen: of its council, year, stage and time.

    Where no year is chosen it must be of the year that the council, or for one without profiles any council, is at.
    """
    there = list(keys)
    asked = [
        (_named(own.authority), _named(choice.authority) if choice.authority else ""),
        (f"stage {own.stage}", f"stage {choice.stage}" if choice.stage else ""),
        (f"collection year {own.year}", f"collection year {choice.year}" if choice.year else ""),
    ]
    for has, wanted in asked:
        if wanted not in ("", has):
            raise BadInput(f"The profile given as your own is of {has}, not of {wanted}.")
    if choice.as_at and own.as_at > choice.as_at:
        raise BadInput(
            f"The profile given as your own was taken on {own.as_at:%d/%m/%Y}, after {choice.as_at:%d/%m/%Y}."
        )
    member = any(key.authority == own.authority for key in there)
    newest = own_key(there, Choice(own.authority if member else "", year=choice.year))
    if newest.year != own.year:
        raise BadInput(
            f"The profile given as your own is of collection year {own.year}, and the newest in the network is of "
            f"{newest.year}: give one of {newest.year}, or ask for {own.year} with --year {own.year}."
        )


def read_beside(store: NetworkStore, own: Profile) -> Network:
    """The part of a network that a comparison of one profile needs, which need not be in the network itself."""
    keys, key = store.keys(), key_of(own)
    network = store.read(beside(key, keys).__contains__)
    unlike = {one.authority for one in network.profiles.values() if not any_rule_alike(own, one)} - {own.authority}
    return store.read(beside(key, keys, unlike).__contains__) if unlike else network


def beside(own: Key, keys: Iterable[Key], widely: Container[str] = ()) -> set[Key]:
    """The keys of the profiles that a comparison needs, for reading a whole network takes long.

    They are the council's own at the stage, and of each other council the nearest one; of those in ``widely`` all that are
    near enough, for where no rule of the nearest is of the same edition, of another some may be.
    """
    by_council: dict[str, list[Key]] = {}
    for key in keys:
        by_council.setdefault(key.authority, []).append(key)
    chosen = {key for key in by_council.pop(own.authority, ()) if key.stage == own.stage}
    for authority, theirs in by_council.items():
        chosen.add(min(theirs, key=lambda key: unlikeness(own, key)))
        if authority in widely:
            chosen |= {key for key in theirs if taken_alike(own, key)}
    return chosen


def peer_group(network: Network, authority: str, group: PeerGroup) -> set[str]:
    """The councils of a group, without the council itself."""
    there = {key.authority for key in network.profiles} - {authority}
    if group.kind == "all":
        return there
    if group.kind == "region":
        region = authorities()[authority].region
        return {code for code in there if authorities()[code].region == region}
    if group.kind == "neighbours":
        return set(neighbours(authority))
    if group.kind == "case-system":
        return _same_system(network, authority, there)
    return set(group.councils - {authority})


def peer_groups(network: Network, group: PeerGroup) -> dict[str, set[str]]:
    """The peers of every council; nobody for one whose case system isn't told, where it is that that counts."""
    named = {code for code, member in network.members.items() if member.case_system not in SYSTEM_NOT_NAMED}
    everyone = {key.authority for key in network.profiles}
    return {
        council: peer_group(network, council, group) if group.kind != "case-system" or council in named else set()
        for council in sorted(everyone)
    }


def councils_listed(text: str) -> frozenset[str]:
    """The councils in a list, a code or name a line; what follows # is a remark. BadInput for a line that is neither."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    try:
        return frozenset(authority_code(line) for line in lines if line)
    except NotKnown as problem:
        raise BadInput(f"In the list of peers: {problem}") from problem


def _named(authority: str) -> str:
    known = authorities().get(authority)
    return f"{known.name} ({authority})" if known else authority


def _same_system(network: Network, authority: str, there: set[str]) -> set[str]:
    systems = {code: member.case_system for code, member in network.members.items()}
    mine = systems.get(authority, "unknown")
    if mine in SYSTEM_NOT_NAMED:
        raise BadInput(f"The case system of {authority} is '{mine}', so who else uses it isn't known.")
    return {code for code in there if systems.get(code) == mine}
