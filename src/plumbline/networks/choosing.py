"""Which councils of a network are held beside one of them, and which of their profiles."""

from collections.abc import Callable, Container, Iterable
from datetime import date

from plumbline.comparing.applying.peers import taken_alike, unlikeness
from plumbline.faults import BadInput, NotKnown
from plumbline.model.authorities import authorities, authority_code
from plumbline.model.neighbours import neighbours
from plumbline.networks.likeness import UNTOLD
from plumbline.networks.network import Key, Network
from plumbline.profiles.profile import STAGES


def own_key(keys: Iterable[Key], authority: str, *, stage: str = "", year: int = 0, as_at: date | None = None) -> Key:
    """The newest profile of a council, or of any, of the stage and year asked for by ``as_at``; BadInput without one."""
    fitting = [
        key
        for key in keys
        if authority in ("", key.authority)
        and stage in ("", key.stage)
        and year in (0, key.year)
        and (as_at is None or key.as_at <= as_at)
    ]
    if not fitting:
        asked = [str(year or ""), stage, f"taken by {as_at:%d/%m/%Y}" if as_at else ""]
        of = " ".join(["", *filter(None, asked)])
        whose = f" of {authorities()[authority].name} ({authority})" if authority else ""
        raise BadInput(f"The network has no profile{of}{whose}.")
    return max(fitting, key=lambda key: (key.as_at, key.year, STAGES.index(key.stage)))


def beside(own: Key, keys: Iterable[Key], widely: Container[str] = ()) -> set[Key]:
    """The keys of the profiles that a comparison needs, for reading a whole network takes long.

    They are the council's own at the stage, and of each other council the nearest one; of those in ``widely`` all that are
    near enough, for where the nearest is of another rulebook edition another may not be.
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


def peer_group(network: Network, authority: str, kind: str, listed: Callable[[], str]) -> set[str]:
    """The councils to compare with: ``all``, ``region``, ``neighbours``, ``case-system``, or those that are listed."""
    there = {key.authority for key in network.profiles} - {authority}
    if kind == "all":
        return there
    if kind == "region":
        region = authorities()[authority].region
        return {code for code in there if authorities()[code].region == region}
    if kind == "neighbours":
        return set(neighbours(authority))
    if kind == "case-system":
        return _same_system(network, authority, there)
    return councils_listed(listed()) - {authority}


def peer_groups(network: Network, kind: str, listed: Callable[[], str]) -> dict[str, set[str]]:
    """The peers of every council; nobody for one whose case system isn't told, where it is that that counts."""
    told = {code for code, member in network.members.items() if member.case_system not in UNTOLD}
    everyone = {key.authority for key in network.profiles}
    return {
        council: peer_group(network, council, kind, listed) if kind != "case-system" or council in told else set()
        for council in sorted(everyone)
    }


def councils_listed(text: str) -> set[str]:
    """The councils in a list, a code or name a line; what follows # is a remark. BadInput for a line that is neither."""
    lines = [line.partition("#")[0].strip() for line in text.splitlines()]
    try:
        return {authority_code(line) for line in lines if line}
    except NotKnown as problem:
        raise BadInput(f"In the list of peers: {problem}") from problem


def _same_system(network: Network, authority: str, there: set[str]) -> set[str]:
    systems = {code: member.case_system for code, member in network.members.items()}
    mine = systems.get(authority, "unknown")
    if mine in UNTOLD:
        raise BadInput(f"The case system of {authority} is '{mine}', so who else uses it isn't known.")
    return {code for code in there if systems.get(code) == mine}
