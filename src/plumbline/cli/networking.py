"""``plumbline network``: the folder of profiles that councils share."""

import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from plumbline.checking.planning import definitions
from plumbline.checking.rulebooks import codes_in_force, compiled_rulebook, edition
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.networks.adding import add
from plumbline.networks.exporting import exported
from plumbline.networks.folder import create, read_network, write_adoption, write_member, write_profile, write_solution
from plumbline.networks.network import Key, Member, Network, key_of
from plumbline.profiles.disclosure import rounded
from plumbline.reading.returns import BadInput
from plumbline.synthetic.network import made_up_network, truth_document


def run_init(folder: Path, title: str) -> int:
    """Makes the folder."""
    create(folder, title)
    print(f"A network is in {folder}. Add profiles with: plumbline network add {folder} PROFILE...")
    return 0


def run_add(folder: Path, files: Sequence[Path], contact: str, replace: bool) -> int:
    """Adds each file that is a profile and says what became of it; 2 when any was refused."""
    refused = 0
    for file in files:
        try:
            print(add(folder, file, codes_in_force, contact=contact, replace=replace).words)
        except BadInput as problem:
            refused += 1
            print(f"plumbline: not added: {problem}", file=sys.stderr)
    return 2 if refused else 0


def run_list(folder: Path, as_json: bool) -> int:
    """Shows members and their profiles; 3 when something in the folder is damaged."""
    network = read_network(folder, codes_in_force)
    print(json.dumps(_listed(network), indent=1, ensure_ascii=False) if as_json else _in_words(network))
    return tell_damage(network)


def run_export(folder: Path, out: Path, council: str) -> int:
    """Writes the one file, for a council or for any; 3 when something in the folder is damaged and so left out."""
    try:
        made_for = authority_code(council)
    except ValueError as problem:
        raise BadInput(str(problem)) from problem
    network = read_network(folder, codes_in_force)
    from plumbline.networks.comparing import fitted_cohorts  # SciPy takes a while to import

    write_whole(out, exported(folder, network, fitted_cohorts(network, made_for), made_for), shared=True)
    print(f"Written: {out}, with {len(network.profiles)} profiles of {len(network.members)} councils.")
    return tell_damage(network)


def run_sample_network(number: int, months: int, seed: int, exact: bool, out: Path) -> int:
    """Writes a made-up network and its truth."""
    network, truth = made_up(number, months, seed)
    create(out, network.title)
    for profile in network.profiles.values():
        write_profile(out, profile if exact else rounded(profile), codes_in_force)
    for member in network.members.values():
        write_member(out, member)
    for name, text in network.solutions.items():
        write_solution(out, name, text)
    for name, adopted in network.adopted.items():
        for council, day in adopted.items():
            write_adoption(out, name, council, day)
    write_whole(out / "truth.json", truth, shared=True)
    print(
        f"Written to {out}: {len(network.profiles)} profiles of {number} councils; what is true of them in truth.json."
    )
    return 0


def made_up(number: int, months: int, seed: int) -> tuple[Network, str]:
    """A made-up network in memory, its counts exact; and what is true of it, as a document."""
    compiled = compiled_rulebook()
    made = made_up_network(
        number, months, seed, lambda year: definitions(compiled, year), edition, version("plumbline")
    )
    members = {
        profile.authority: Member(
            profile.authority, profile.case_system, f"performance.team@{profile.authority.lower()}.example"
        )
        for profile in made.profiles
    }
    profiles = {key_of(profile): profile for profile in made.profiles}
    title = f"A made-up network of {number} councils"
    return Network(title, members, profiles, made.solutions, made.adopted), truth_document(made)


def tell_damage(network: Network) -> int:
    """Says what in a network was left out; the exit code is 3 when something was."""
    for words in network.damaged:
        print(f"plumbline: left out: {words}", file=sys.stderr)
    return 3 if network.damaged else 0


def _listed(network: Network) -> dict[str, object]:
    """The network as plain data: of each profile what it is of, not its counts."""
    members = [
        {
            "authority": code,
            "name": member.council.name,
            "region": member.council.region,
            "case_system": member.case_system,
            "contact": member.contact,
            "profiles": [
                {"collection_year": key.year, "stage": key.stage, "as_at": key.as_at.isoformat()}
                for key in _of(network, code)
            ],
        }
        for code, member in sorted(network.members.items())
    ]
    return {
        "title": network.title,
        "members": members,
        "solutions": sorted(network.solutions),
        "damaged": network.damaged,
    }


def _in_words(network: Network) -> str:
    lines = [
        f"{network.title}: {len(network.members)} councils, {len(network.profiles)} profiles, "
        f"{len(network.solutions)} solutions."
    ]
    for code, member in sorted(network.members.items()):
        keys = _of(network, code)
        newest = f"newest {keys[-1].year} {keys[-1].stage}, {keys[-1].as_at:%d/%m/%Y}" if keys else "none"
        lines.append(
            f"  {code}  {member.council.name:<32} {member.council.region:<24} {member.case_system:<12} "
            f"{len(keys):>3} profiles, {newest}  {member.contact}".rstrip()
        )
    return "\n".join(lines)


def _of(network: Network, authority: str) -> list[Key]:
    return sorted(key for key in network.profiles if key.authority == authority)
