"""The files of a network's folder: their names, what is in them, and a network as all of its files.

network.json                        what this folder is
members/E08000003.json              case system and contact
profiles/E08000003/2026-05-01-2026-raw.json
solutions/501-e08000003.md
adoptions/501-e08000003/E08000001.json   since when this council does it

Who may write what is kept apart, so that two councils never write one file.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, get_args

from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.networks.members import Member
from plumbline.networks.network import Key, Network
from plumbline.profiles.conditions import Codes
from plumbline.profiles.document import profile_to_json, read_json
from plumbline.profiles.profile import CASE_SYSTEMS, Stage

NETWORK = "network.json"
FOLDERS = ("members", "profiles", "solutions", "adoptions")

_SCHEMA = "plumbline/network/1"
_NAME = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})-(\d{{4}})-({'|'.join(get_args(Stage))})\.json")


def member_file(authority: str) -> str:
    """The name of a member's file."""
    return f"members/{authority}.json"


def profile_folder(authority: str) -> str:
    """The name of the folder that holds a council's profiles."""
    return f"profiles/{authority}"


def profile_file(key: Key) -> str:
    """The name of a profile's file."""
    return f"{profile_folder(key.authority)}/{key.as_at.isoformat()}-{key.year}-{key.stage}.json"


def solution_file(name: str) -> str:
    """The name of a solution's file."""
    return f"solutions/{name}.md"


def adoption_file(solution: str, authority: str) -> str:
    """The name of the file that says since when a council does what a solution says."""
    return f"adoptions/{solution}/{authority}.json"


def key_in(council: str, name: str) -> Key | None:
    """The key that the name of a profile's file gives, if it gives one."""
    named = _NAME.fullmatch(name)
    if not named:
        return None
    stage: Any = named[3]
    try:
        return Key(council, date.fromisoformat(named[1]), int(named[2]), stage)
    except ValueError:
        return None


class About(NamedTuple):
    """What a network says of itself as a whole."""

    title: str
    made_up: bool = False


def about_to_json(about: About) -> str:
    """What network.json says: that it is made up only where it is."""
    return _json({"schema": _SCHEMA, "title": about.title} | ({"made_up": True} if about.made_up else {}))


def about_from_json(text: bytes) -> About:
    """The network's title and whether it is made up; BadInput where the file is of another form."""
    given = read_json(text)
    if not isinstance(given, dict) or given.get("schema") != _SCHEMA or not isinstance(given.get("title"), str):
        raise BadInput(f"this Plumbline reads networks of the form {_SCHEMA}, and this is another.")
    if not isinstance(given.get("made_up", False), bool):
        raise BadInput("made_up is true or false.")
    return About(given["title"], given.get("made_up", False))


def member_to_json(member: Member) -> str:
    """What a member's file says."""
    return _json({"case_system": member.case_system, "contact": member.contact})


def member_from_json(authority: str, text: bytes) -> Member:
    """A member; BadInput for anything else."""
    given = read_json(text)
    fits = isinstance(given, dict) and given.get("case_system") in CASE_SYSTEMS
    if authority not in authorities() or not fits or not isinstance(given.get("contact"), str):
        raise BadInput("this is not a council's case system and contact.")
    return Member(authority, given["case_system"], given["contact"])


def since_to_json(since: date) -> str:
    """What an adoption's file says."""
    return _json({"since": since.isoformat()})


def since_from_json(authority: str, text: bytes) -> date:
    """Since when a council does what a solution says; BadInput for anything else."""
    given = read_json(text)
    if authority not in authorities() or not isinstance(given, dict):
        raise BadInput("this is not the day since when a council does it.")
    try:
        return date.fromisoformat(str(given.get("since")))
    except ValueError as problem:
        raise BadInput(str(problem)) from problem


def network_files(network: Network, codes: Codes) -> Iterator[tuple[str, str]]:
    """The names and contents of all files of a network."""
    yield NETWORK, about_to_json(About(network.title, network.made_up))
    for code, member in sorted(network.members.items()):
        yield member_file(code), member_to_json(member)
    for key, profile in sorted(network.profiles.items()):
        yield profile_file(key), profile_to_json(profile, codes)
    for name, solution in sorted(network.solutions.items()):
        yield solution_file(name), solution.text
    for name, solution in sorted(network.solutions.items()):
        for code, since in sorted(solution.adopted.items()):
            yield adoption_file(name, code), since_to_json(since)


def _json(content: Mapping[str, str | bool]) -> str:
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
