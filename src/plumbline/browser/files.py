"""The files that a person has given to the page, kept in the tab's own memory."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from plumbline.browser import own
from plumbline.browser.answers import Held
from plumbline.checking.years import likely_year
from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.reading.find import Found, find, read_sources
from plumbline.reading.returns import Return
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.worklists.carrying_over import read_earlier
from plumbline.worklists.sharing_out import read_teams

#: Where a return's files can be put. Provider lists are told from the rest by what they hold.
PLACES = ("this_year", "last_year")
#: Where files go that are of no return: the council's own rules and settings, teams of children, earlier work lists.
OWN, TEAMS, CARRY_OVER = "own", "teams", "carry_over"


@dataclass(frozen=True)
class Kept:
    """One file: where it was put, and what was found in it."""

    path: Path
    place: str
    held: Held


def looked_at(path: Path, place: str) -> Kept:
    """What a file holds. One that can't be used says why, in the words of the command line."""
    try:
        return Kept(path, place, Held(words=_LOOKS[place](path)) if place in _LOOKS else _of_return(path))
    except BadInput as problem:
        return Kept(path, place, Held(unusable=str(problem)))


def _of_return(path: Path) -> Held:
    found = find([path])
    if not found.sources:
        return Held(providers=True)
    given = read_sources(found.sources)
    return Held(tuple(key.name for key in given.tables), year=likely_year(given, 0))


#: What says in words what a file of no return holds, by its place.
_LOOKS: dict[str, Callable[[Path], str]] = {
    OWN: own.in_words,
    TEAMS: lambda path: f"children with a team: {len(read_teams(path))}",
    CARRY_OVER: lambda path: f"entries: {len(read_earlier([path]).entries)}",
}


def paths_of(kept: Iterable[Kept], place: str) -> list[Path]:
    """The usable files of a place, in the order of their names."""
    return sorted(
        (one.path for one in kept if one.place == place and not one.held.unusable), key=lambda path: path.name
    )


def as_found(kept: Iterable[Kept]) -> Found:
    """The return's files in memory; one that can't be used stops it, as on the command line."""
    files = sorted((one for one in kept if one.place in PLACES), key=lambda one: one.path.name)
    providers = [one.path for one in files if one.held.providers]
    this_year, last_year = (
        [one.path for one in files if one.place == place and not one.held.providers] for place in PLACES
    )
    if not this_year:
        raise BadInput("Put at least one file of this year's return under This year.")
    return find(this_year, last_year, providers)


def as_return(kept: Iterable[Kept]) -> Return:
    """The return that the files make up."""
    found = as_found(kept)
    return read_sources(found.sources, found.providers, found.notes)


def likely_council(given: Return, directory: PostcodeDirectory | None) -> str:
    """The code of the council where most of this year's homes were; empty where none has most of them."""
    episodes = given.of_year(0).get("episodes")
    if directory is None or episodes is None or "HOME_POST" not in episodes.columns:
        return ""
    rows = csv.DictReader(io.StringIO(episodes.csv.decode("utf-8"), newline=""))
    homes = Counter(row["HOME_POST"] for row in rows if row["HOME_POST"])
    councils: Counter[str] = Counter()
    for postcode, times in homes.items():
        if place := directory.lookup(postcode):
            councils[place.authority] += times
    code, most = max(councils.items(), key=lambda one: one[1], default=("", 0))
    return code if code in authorities() and 2 * most > homes.total() else ""
