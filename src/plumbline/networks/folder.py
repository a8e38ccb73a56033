"""A network in a folder that councils share."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from itertools import count
from os import scandir
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from plumbline.faults import BadInput
from plumbline.files import remove_together, write_whole
from plumbline.model.authorities import authorities
from plumbline.networks.files import (
    FOLDERS,
    NETWORK,
    About,
    about_from_json,
    about_to_json,
    adoption_file,
    key_in,
    member_file,
    member_from_json,
    member_to_json,
    profile_file,
    profile_folder,
    since_from_json,
    since_to_json,
    solution_file,
)
from plumbline.networks.members import Member
from plumbline.networks.network import Key, Network, key_of
from plumbline.networks.solutions import Solution, solution
from plumbline.networks.store import Wanted, everything
from plumbline.profiles.conditions import Codes
from plumbline.profiles.document import profile_from_json, profile_of_rules, profile_to_json
from plumbline.profiles.profile import Profile

Name = TypeVar("Name")
Thing = TypeVar("Thing")


def create(folder: Path, title: str) -> None:
    """Makes a network in a new or empty folder; BadInput for any other."""
    if (folder / NETWORK).exists():
        raise BadInput(f"{folder} is a network already; nothing was changed.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput(f"{folder} is not an empty folder: give a network one of its own.")
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    write_whole(folder / NETWORK, about_to_json(About(title or folder.resolve().name)), shared=True)


class FolderStore:
    """The network in a folder, whose use is BadInput where it is none. ``codes`` are the rules in force in a year."""

    def __init__(self, folder: Path, codes: Codes):
        self._folder, self._codes = folder, codes

    def keys(self) -> list[Key]:
        """The keys of all profiles, from the names of their files; none is read."""
        self._about()
        return [key for path in self._profile_paths() if (key := _key(path))]

    def read(self, wanted: Wanted = everything, rules: Collection[str] = ()) -> Network:
        """The network with the profiles wanted, or of them the counts of some ``rules`` alone; damage is named in it."""
        about = self._about()
        members = self._each(self._glob("members/*.json"), _member)
        paths = [path for path in self._profile_paths() if (key := _key(path)) is None or wanted(key)]
        profiles = self._each(paths, lambda path: self._profile(path, rules))
        adoptions = self._each(self._glob("adoptions/*/*.json"), _adoption)
        adopted: dict[str, dict[str, date]] = {}
        for (name, authority), since in adoptions.found.items():
            adopted.setdefault(name, {})[authority] = since
        solutions = self._each(self._glob("solutions/*.md"), lambda path: _solution(path, adopted.get(path.stem, {})))
        damaged = (*members.damaged, *profiles.damaged, *solutions.damaged, *adoptions.damaged)
        return Network(about.title, members.found, profiles.found, solutions.found, damaged, about.made_up)

    def put_profile(self, profile: Profile) -> None:
        """Writes a profile to its place; what is written is made from its counts, never copied."""
        self._write(profile_file(key_of(profile)), profile_to_json(profile, self._codes))

    def put_member(self, member: Member) -> None:
        """Writes what is known of a member."""
        self._write(member_file(member.authority), member_to_json(member))

    def new_solution(self, stem: str, text: Callable[[str], str]) -> str:
        """Writes a solution under the first name that no file has, the stem or the stem with a number; gives the name."""
        for number in count(1):
            path = self._folder / solution_file(f"{stem}{'' if number == 1 else f'-{number}'}")
            path.parent.mkdir(exist_ok=True)
            with suppress(FileExistsError), path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text(path.stem))
                return path.stem
        raise AssertionError("there is always a next number")

    def remove_profiles(self, keys: Collection[Key]) -> None:
        """Removes the files of profiles, all or none."""
        remove_together([self._folder / profile_file(key) for key in keys], self._folder)

    def remove_council(self, authority: str) -> None:
        """Removes all files that are of a council but what it wrote, all or none."""
        names = [member_file(authority), profile_folder(authority), adoption_file("*", authority)]
        remove_together([path for name in names for path in self._glob(name)], self._folder)

    def put_adoption(self, solution: str, authority: str, since: date) -> None:
        """Notes since when a council does what a solution says."""
        self._write(adoption_file(solution, authority), since_to_json(since))

    def _write(self, name: str, content: str) -> None:
        write_whole(self._folder / name, content, shared=True)

    def _about(self) -> About:
        path = self._folder / NETWORK
        if not path.exists():
            raise BadInput(
                f"{self._folder} is not a network: it has no network.json. Make one with 'plumbline network init'."
            )
        try:
            return about_from_json(path.read_bytes())
        except BadInput as problem:
            raise BadInput(f"{path}: {problem}") from problem

    def _glob(self, pattern: str) -> list[Path]:
        return sorted(self._folder.glob(pattern))

    def _profile_paths(self) -> list[Path]:
        councils = [path for path in self._glob("profiles/*") if path.is_dir()]
        return [council / name for council in councils for name in sorted(entry.name for entry in scandir(council))
                if name.endswith(".json")]  # fmt: skip

    def _profile(self, path: Path, rules: Collection[str]) -> tuple[Key, Profile]:
        key = _key(path)
        if key is None:
            raise BadInput("not put here by 'plumbline network add', so it is left out.")
        text = path.read_bytes()
        profile = profile_of_rules(text, self._codes, rules) if rules else profile_from_json(text, self._codes)
        if key_of(profile) != key or key.authority not in authorities():
            raise BadInput("holds another profile than its name says.")
        return key, profile

    def _each(self, paths: Iterable[Path], read: Callable[[Path], tuple[Name, Thing]]) -> "_Each[Name, Thing]":
        found: dict[Name, Thing] = {}
        damaged = []
        for path in paths:
            try:
                name, thing = read(path)
            except (OSError, BadInput) as problem:
                place, words = path.relative_to(self._folder).as_posix(), str(problem)
                damaged.append(words if words.startswith(place) else f"{place}: {words}")
            else:
                found[name] = thing
        return _Each(found, damaged)


class _Each(NamedTuple, Generic[Name, Thing]):
    """What was read of some files, and words on those that are damaged."""

    found: Mapping[Name, Thing]
    damaged: Iterable[str]


def _key(path: Path) -> Key | None:
    return key_in(path.parent.name, path.name)


def _member(path: Path) -> tuple[str, Member]:
    return path.stem, member_from_json(path.stem, path.read_bytes())


def _adoption(path: Path) -> tuple[tuple[str, str], date]:
    return (path.parent.name, path.stem), since_from_json(path.stem, path.read_bytes())


def _solution(path: Path, adopted: Mapping[str, date]) -> tuple[str, Solution]:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        raise BadInput(f"can't be read ({type(problem).__name__}).") from problem
    return path.stem, solution(path.stem, text, adopted)
