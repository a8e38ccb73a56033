"""Adding a profile to a network: what is done with it, and what is said."""

from dataclasses import dataclass
from pathlib import Path

from plumbline.comparing.applying.peers import taken_alike
from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.networks.folder import profile_path, read_network, write_member, write_profile
from plumbline.networks.network import Member, Network, key_of
from plumbline.profiles.conditions import Codes
from plumbline.profiles.document import profile_from_json
from plumbline.profiles.profile import Profile


@dataclass(frozen=True)
class Added:
    """What became of one file: taken into the network or not, and why, in words."""

    taken: bool
    words: str


def add(folder: Path, file: Path, codes: Codes, *, contact: str = "", replace: bool = False) -> Added:
    """Adds the profile in a file. BadInput if it is none; one that is there already is not taken again.

    Another profile of the same council, day and stage takes the place of the first only if ``replace``.
    """
    profile = _read(file, codes)
    key = key_of(profile)
    network = read_network(folder, codes, lambda one: one.authority == key.authority or taken_alike(one, key))
    there = network.profiles.get(key)
    if there == profile:
        return Added(False, " ".join([f"{key}: already there.", *_joined(folder, profile, network, contact)]))
    if there and not replace:
        raise BadInput(f"{file}: another profile of {key} is there. Give --replace to put this one in its place.")
    damaged = there is None and profile_path(folder, key).exists()
    remarks = _remarks(profile, network, there, damaged=damaged)
    write_profile(folder, profile, codes)
    return Added(True, " ".join([f"{key}: added.", *remarks, *_joined(folder, profile, network, contact)]))


def _read(file: Path, codes: Codes) -> Profile:
    try:
        profile = profile_from_json(file.read_bytes(), codes)
    except OSError as problem:
        raise BadInput(f"{file}: there is no such file.") from problem
    except BadInput as problem:
        raise BadInput(f"{file}: {problem}") from problem
    if profile.authority not in authorities():
        raise BadInput(f"{file}: authority: there is no council {profile.authority}.")
    return profile


def _remarks(profile: Profile, network: Network, there: Profile | None, *, damaged: bool) -> list[str]:
    said = []
    if there:
        said.append("It takes the place of the one that was there.")
    if damaged:
        said.append("It takes the place of a damaged file.")
    latest = network.latest(profile.authority, profile.year, profile.stage)
    if latest and latest.as_at > profile.as_at:
        said.append(f"It is older than the newest, of {latest.as_at:%d/%m/%Y}, which stays the one compared.")
    editions = {one.edition for key, one in network.profiles.items() if taken_alike(key, key_of(profile))}
    if editions and profile.edition not in editions:
        said.append(
            f"Its rules are of edition {profile.edition}, the others' of {', '.join(sorted(editions))}: it can't be "
            "compared with them until all use the same Plumbline."
        )
    if profile.disclosure.method == "exact":
        said.append("Its counts are exact: fit for a network only where all members have agreed to that.")
    return said


def _joined(folder: Path, profile: Profile, network: Network, contact: str) -> list[str]:
    """Writes the member where it is new or something about it has changed; says so."""
    mine = [key.as_at for key in network.profiles if key.authority == profile.authority]
    before = network.members.get(profile.authority)
    newest = profile.as_at >= max(mine, default=profile.as_at)
    system = before.case_system if before and not newest else profile.case_system
    now = Member(profile.authority, system, contact or (before.contact if before else ""))
    if now == before:
        return []
    write_member(folder, now)
    if before is None:
        return [f"A new member, {now.council.region}."]
    return [f"Its case system is now {system}."] if system != before.case_system else ["Its contact is changed."]
