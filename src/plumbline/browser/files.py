"""The files that a person has given to the page, kept in the tab's own memory."""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plumbline.checking.years import likely_year
from plumbline.faults import BadInput
from plumbline.model.authorities import authorities
from plumbline.reading.find import read_provider_lists, read_return, read_sources, sources
from plumbline.reading.returns import Return
from plumbline.reference.postcodes import PostcodeDirectory

#: Where files can be put. Provider lists are told from the rest by what they hold.
PLACES = ("this_year", "last_year")
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Kept:
    """One file: where it was put, what was found in it (``tables``, ``providers`` or, unusable, neither), and its year."""

    path: Path
    place: str
    tables: tuple[str, ...] = ()
    providers: bool = False
    year: int = 0
    problem: str = ""

    def said(self) -> dict[str, Any]:
        """The file as the page shows it."""
        return {"tables": self.tables, "providers": self.providers, "year": self.year, "unusable": self.problem}


def looked_at(path: Path, place: str) -> Kept:
    """What a file holds. One that can't be used says why, in the words of the command line."""
    try:
        given = read_sources(sources([path]))
    except BadInput as problem:
        if path.suffix.lower() in _WORKBOOKS and _lists_providers(path):
            return Kept(path, place, providers=True)
        return Kept(path, place, problem=str(problem))
    return Kept(path, place, tuple(key.name for key in given.tables), year=likely_year(given, 0))


def _lists_providers(path: Path) -> bool:
    try:
        return bool(read_provider_lists([path]))
    except BadInput:
        return False


def as_return(kept: Iterable[Kept]) -> Return:
    """The return that the files make up; one that can't be used stops it, as on the command line."""
    files = sorted(kept, key=lambda one: one.path.name)
    this_year, last_year = ([one.path for one in files if one.place == place and not one.providers] for place in PLACES)
    if not this_year:
        raise BadInput("Put at least one file of this year's return under This year.")
    return read_return(this_year, last_year, [one.path for one in files if one.providers])


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
