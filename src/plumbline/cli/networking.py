"""``plumbline network``: the folder of profiles that councils share."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.model.authorities import authority_code
from plumbline.networks.adding import add
from plumbline.networks.exporting import exported
from plumbline.networks.folder import FolderStore, create
from plumbline.networks.network import Key, Network
from plumbline.networks.removing import Which, in_words, removal, remove
from plumbline.profiles.document import profile_from_json
from plumbline.profiles.profile import Profile
from plumbline.profiles.words import disclosures_words
from plumbline.rules.compiled import codes_in_force
from plumbline.wording import counted


def run_init(folder: Path, title: str) -> int:
    """Makes the folder."""
    create(folder, title)
    print(f"A network is in {folder}. Add profiles with: plumbline network add {folder} PROFILE...")
    return 0


def run_add(folder: Path, files: Sequence[Path], contact: str, replace: bool) -> int:
    """Adds each file that is a profile and says what became of it; 2 when any was refused."""
    store = FolderStore(folder, codes_in_force)
    refused = 0
    for file in files:
        try:
            print(add(store, profile_in(file), contact=contact, replace=replace).words)
        except BadInput as problem:
            print(f"plumbline: not added: {file}: {str(problem).removeprefix(f'{file}: ')}", file=sys.stderr)
            refused += 1
    return 2 if refused else 0


def run_remove(folder: Path, council: str, which: Which, yes: bool) -> int:
    """Shows what will be taken out, asks unless told not to, and takes it out; 1 when the answer is no."""
    store = FolderStore(folder, codes_in_force)
    what = removal(store, authority_code(council), which)
    print("This will be taken out:", *(f"  {line}" for line in in_words(what)), sep="\n")
    if not yes and not sys.stdin.isatty():
        raise BadInput("Nothing was taken out. Give --yes to take it out without being asked.")
    if not yes and not click.confirm("Take it out?"):
        print("Nothing was taken out.")
        return 1
    remove(store, what)
    print("Taken out.")
    return 0


def profile_in(file: Path) -> Profile:
    """The profile in a file; BadInput, with the file's name, where there is none."""
    try:
        return profile_from_json(file.read_bytes(), codes_in_force)
    except OSError as problem:
        raise BadInput(f"{file}: there is no such file, or it can't be read.") from problem
    except BadInput as problem:
        raise BadInput(f"{file}: {problem}") from problem


def run_list(folder: Path, as_json: bool) -> int:
    """Shows members and their profiles; 3 when something in the folder is damaged."""
    network = FolderStore(folder, codes_in_force).read()
    print(json.dumps(_listed(network), indent=1, ensure_ascii=False) if as_json else _in_words(network))
    return tell_damage(network.damaged)


def run_export(folder: Path, out: Path, council: str) -> int:
    """Writes the one file, for a council or for any; 3 when something in the folder is damaged and so left out."""
    network = FolderStore(folder, codes_in_force).read()
    from plumbline.networks.fitting import fitted_cohorts  # SciPy takes a while to import

    cohorts = fitted_cohorts(network, authority_code(council))
    write_whole(out, exported(network, cohorts, codes_in_force), shared=True)
    print(
        f"Written: {out}, with {counted(len(network.profiles), 'profile')} of {counted(len(network.members), 'council')}."
    )
    return tell_damage(network.damaged)


def tell_damage(damaged: Sequence[str]) -> int:
    """Says what in a network was left out; the exit code is 3 when something was."""
    for words in damaged:
        print(f"plumbline: left out: {words}", file=sys.stderr)
    return 3 if damaged else 0


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
        "damaged": list(network.damaged),
    }


def _in_words(network: Network) -> str:
    lines = [
        f"{network.title}: {counted(len(network.members), 'council')}, "
        f"{counted(len(network.profiles), 'profile')}, {counted(len(network.solutions), 'solution')}."
    ]
    if network.profiles:
        lines.append(f"In it, {disclosures_words(profile.disclosure for profile in network.profiles.values())}.")
    for code, member in sorted(network.members.items()):
        keys = _of(network, code)
        newest = f"newest {keys[-1].year} {keys[-1].stage}, {keys[-1].as_at:%d/%m/%Y}" if keys else "none"
        lines.append(
            f"  {code}  {member.council.name:<32} {member.council.region:<24} {member.case_system:<12} "
            f"{counted(len(keys), 'profile'):>12}, {newest}  {member.contact}".rstrip()
        )
    return "\n".join(lines)


def _of(network: Network, authority: str) -> list[Key]:
    return sorted(key for key in network.profiles if key.authority == authority)
