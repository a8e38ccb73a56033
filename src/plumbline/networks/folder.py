"""A network as a folder that councils share: who may write what is kept apart, so that two never write one file.

network.json                        what this folder is
members/E08000003.json              case system and contact
profiles/E08000003/2026-05-01-2026-raw.json
solutions/501-e08000003.md
adoptions/501-e08000003/E08000001.json   since when this council does it
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from datetime import date
from itertools import count
from os import scandir
from pathlib import Path
from typing import Any, get_args

from plumbline.faults import BadInput
from plumbline.files import write_whole
from plumbline.model.authorities import authorities
from plumbline.networks.network import Key, Member, Network, key_of
from plumbline.profiles.conditions import Codes
from plumbline.profiles.document import profile_from_json, profile_of_rules, profile_to_json, read_json
from plumbline.profiles.profile import CASE_SYSTEMS, Profile, Stage

_SCHEMA = "plumbline/network/1"
_NAME = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})-(\d{{4}})-({'|'.join(get_args(Stage))})\.json")


def create(folder: Path, title: str) -> None:
    """Makes a network in a new or empty folder; BadInput for any other."""
    if (folder / "network.json").exists():
        raise BadInput(f"{folder} is a network already; nothing was changed.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is not an empty folder: give a network one of its own.")
    for name in ("members", "profiles", "solutions", "adoptions"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    _write(folder / "network.json", {"schema": _SCHEMA, "title": title or folder.resolve().name})


def read_network(
    folder: Path, codes: Codes, wanted: Callable[[Key], bool] = lambda _: True, rules: Collection[str] = ()
) -> Network:
    """The network in a folder, with the profiles ``wanted``, or of them the counts of some ``rules`` alone, which is quick.

    A damaged file is named in it, and the rest is read.
    """
    network = Network(_title(folder))
    _read_members(folder, network)
    for path, key in _profile_files(folder, network):
        if wanted(key):
            _read_profile(path, key, network, codes, rules)
    for path in sorted((folder / "solutions").glob("*.md")):
        try:
            network.solutions[path.stem] = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as problem:
            network.damaged.append(f"solutions/{path.name}: can't be read ({type(problem).__name__}).")
    _read_adoptions(folder, network)
    return network


def profile_keys(folder: Path) -> list[Key]:
    """The keys of all profiles in a network, from the names of their files; none is read."""
    return [key for _, key in _profile_files(folder, Network(_title(folder)))]


def profile_path(folder: Path, key: Key) -> Path:
    """Where a profile is kept."""
    return folder / "profiles" / key.authority / f"{key.as_at.isoformat()}-{key.year}-{key.stage}.json"


def adoption_path(folder: Path, name: str, authority: str) -> Path:
    """Where it is kept since when a council does what a solution says."""
    return folder / "adoptions" / name / f"{authority}.json"


def write_profile(folder: Path, profile: Profile, codes: Codes) -> None:
    """Writes a profile to its place; what is written is made from its counts, never copied."""
    write_whole(profile_path(folder, key_of(profile)), profile_to_json(profile, codes), shared=True)


def write_member(folder: Path, member: Member) -> None:
    """Writes what is known of a member."""
    path = folder / "members" / f"{member.authority}.json"
    _write(path, {"case_system": member.case_system, "contact": member.contact})


def write_solution(folder: Path, name: str, text: str) -> None:
    """Writes a solution's Markdown."""
    write_whole(folder / "solutions" / f"{name}.md", text, shared=True)


def new_solution(folder: Path, stem: str, text: Callable[[str], str]) -> Path:
    """Writes a solution under the first name that no file has, the stem or the stem with a number; gives its path."""
    for number in count(1):
        path = folder / "solutions" / f"{stem}{'' if number == 1 else f'-{number}'}.md"
        path.parent.mkdir(exist_ok=True)
        with suppress(FileExistsError), path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text(path.stem))
            return path
    raise AssertionError("there is always a next number")


def write_adoption(folder: Path, name: str, authority: str, day: date) -> None:
    """Notes since when a council does what a solution says."""
    _write(adoption_path(folder, name, authority), {"since": day.isoformat()})


def _title(folder: Path) -> str:
    path = folder / "network.json"
    if not path.exists():
        raise BadInput(f"{folder} is not a network: it has no network.json. Make one with 'plumbline network init'.")
    try:
        given = read_json(path.read_bytes())
    except BadInput as problem:
        raise BadInput(f"{path}: {problem}") from problem
    if not isinstance(given, dict) or given.get("schema") != _SCHEMA or not isinstance(given.get("title"), str):
        raise BadInput(f"{path}: this Plumbline reads networks of the form {_SCHEMA}, and this is another.")
    return str(given["title"])


def _read_members(folder: Path, network: Network) -> None:
    for path in sorted((folder / "members").glob("*.json")):
        try:
            network.members[path.stem] = _member(path.stem, read_json(path.read_bytes()))
        except (OSError, BadInput) as problem:
            network.damaged.append(f"members/{path.name}: {problem}")


def _read_adoptions(folder: Path, network: Network) -> None:
    for path in sorted((folder / "adoptions").glob("*/*.json")):
        name, authority = path.parent.name, path.stem
        try:
            given = read_json(path.read_bytes())
            if authority not in authorities() or not isinstance(given, dict):
                raise BadInput("this is not the day since when a council does it.")
            network.adopted.setdefault(name, {})[authority] = date.fromisoformat(str(given.get("since")))
        except (OSError, ValueError, BadInput) as problem:
            network.damaged.append(f"adoptions/{name}/{path.name}: {problem}")


def _member(authority: str, given: Any) -> Member:
    fits = isinstance(given, dict) and given.get("case_system") in CASE_SYSTEMS
    if authority not in authorities() or not fits or not isinstance(given.get("contact"), str):
        raise BadInput("this is not a council's case system and contact.")
    return Member(authority, given["case_system"], given["contact"])


def _profile_files(folder: Path, network: Network) -> Iterator[tuple[Path, Key]]:
    """The files of profiles with the keys that their names give."""
    for council in sorted(path for path in (folder / "profiles").glob("*") if path.is_dir()):
        for name in sorted(entry.name for entry in scandir(council) if entry.name.endswith(".json")):
            if key := _key(council.name, name):
                yield council / name, key
            else:
                place = _place(council / name)
                network.damaged.append(f"{place}: not put here by 'plumbline network add', so it is left out.")


def _key(council: str, name: str) -> Key | None:
    """The key that a file's name gives, if it gives one."""
    named = _NAME.fullmatch(name)
    if not named:
        return None
    stage: Any = named[3]
    try:
        return Key(council, date.fromisoformat(named[1]), int(named[2]), stage)
    except ValueError:
        return None


def _read_profile(path: Path, key: Key, network: Network, codes: Codes, rules: Collection[str]) -> None:
    try:
        text = path.read_bytes()
        profile = profile_of_rules(text, codes, rules) if rules else profile_from_json(text, codes)
    except (OSError, BadInput) as problem:
        network.damaged.append(f"{_place(path)}: {problem}")
        return
    if key_of(profile) != key or key.authority not in authorities():
        network.damaged.append(f"{_place(path)}: holds another profile than its name says.")
        return
    network.profiles[key] = profile


def _place(path: Path) -> str:
    return f"profiles/{path.parent.name}/{path.name}"


def _write(path: Path, content: dict[str, str]) -> None:
    write_whole(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n", shared=True)
