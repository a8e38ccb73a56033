"""Several years' returns in one folder, told apart by the names of their files or folders and by their dates."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from plumbline.faults import BadInput
from plumbline.reading.dates_shown import year_votes
from plumbline.reading.find import Found, read_sources
from plumbline.reading.returns import LoadedTable, Return, Source
from plumbline.wording import listed

#: A year, or two years as 2017-18, in a file's or a folder's name.
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?:[-_ /.]?(?:20)?(\d\d)(?!\d))?(?!\d)")
#: The columns whose dates show a return's year; the first table that has any decides.
_DATED = {"episodes": ("DECOM", "DEC"), "reviews": ("REVIEW",), "missing": ("MIS_START",)}
#: One date in so many shows a year: a return cut in April has few of its own year, and slips of the pen are fewer.
_SHOWS = 200


@dataclass(frozen=True)
class YearGiven:
    """The return of one collection year, with the files that it was read from."""

    year: int
    given: Return
    sources: tuple[Source, ...]


def years_apart(found: Found, year: int = 0) -> list[YearGiven]:
    """The returns that files hold, the earliest year first; ``year`` is named where they are of one year.

    Files of several years that neither names nor dates tell apart, or of which two show the same year: BadInput naming them.
    """
    parts = _parts(found)
    if year and len(parts) > 1:
        raise BadInput(
            f"These files are of {len(parts)} returns ({_named(parts)}), so one --year can't be theirs. Leave --year out, or load "
            "one return at a time."
        )
    offset = _offset(parts)
    years = {name: year or _year_of(name, one, offset) for name, (one, _) in parts.items()}
    for found_year, count in Counter(years.values()).items():
        if count > 1:
            alike = listed([name or "the folder itself" for name, one in years.items() if one == found_year])
            raise BadInput(
                f"{alike} both look like the return of {found_year}. Load one at a time, and name its year: --year."
            )
    given = [YearGiven(years[name], one, tuple(sources)) for name, (one, sources) in parts.items()]
    return sorted(given, key=lambda one: one.year)


def _parts(found: Found) -> dict[str, tuple[Return, Sequence[Source]]]:
    """The files in as few parts as hold no table twice: all together, else by years in their names, else by their folders."""
    problem: BadInput | None = None
    for told_by in (lambda _: "", _years_named, _folder, lambda name: f"{_folder(name)} {_years_named(name)}"):
        groups: dict[str, list[Source]] = {}
        for source in found.sources:
            groups.setdefault(told_by(source.name), []).append(source)
        try:
            return {name: (read_sources(sources, found.providers), sources) for name, sources in groups.items()}
        except BadInput as one:
            problem = problem or one
    raise problem or BadInput("No table of the return was found.")


def _years_named(name: str) -> str:
    """The years that a file's name or its folders' names hold, as they are written."""
    return " ".join(match[0] for match in _YEAR.finditer(name))


def _folder(name: str) -> str:
    return PurePath(name.partition(": ")[0]).parent.as_posix()


def _offset(parts: Mapping[str, tuple[Return, Sequence[Source]]]) -> int:
    """Whether names mean the year in which a return's year ends (0) or begins (1): as most dates say."""
    votes = [0, 0]
    for name, (given, _) in parts.items():
        shown, dates = _first_year(name), _votes(given)
        for offset in (0, 1):
            votes[offset] += dates[shown + offset] if shown else 0
    return int(votes[1] > votes[0])


def _year_of(name: str, given: Return, offset: int) -> int:
    votes = _votes(given)
    shown = _first_year(name)
    if shown:
        return _end_of_two(name) or shown + offset
    if votes:
        return _latest(votes)
    files = listed(sorted({one.file for one in given.tables.values()})[:5])
    raise BadInput(f"Nothing in {files} shows the collection year. Name it: --year 2026.")


def _latest(votes: Counter[int]) -> int:
    """The latest year that enough dates lie in."""
    return max(year for year, count in votes.items() if count * _SHOWS >= votes.total())


def _first_year(name: str) -> int:
    found = _YEAR.search(name)
    return int(found[1]) if found else 0


def _end_of_two(name: str) -> int:
    """The later of two years written as 2017-18; 0 where there are not two that follow each other."""
    found = _YEAR.search(name)
    if not found or not found[2]:
        return 0
    first = int(found[1])
    return first + 1 if (first + 1) % 100 == int(found[2]) else 0


def _votes(given: Return) -> Counter[int]:
    """How many of the dates that show a year lie in each collection year."""
    tables = given.of_year(0)
    for name, columns in _DATED.items():
        if name in tables and (votes := _years_of(tables[name], columns)):
            return votes
    return Counter()


def _years_of(table: LoadedTable, columns: Iterable[str]) -> Counter[int]:
    places = [table.columns.index(name) for name in columns if name in table.columns]
    rows = csv.reader(io.StringIO(table.csv.decode("utf-8"), newline=""))
    cells = "\n".join(row[at] for row in rows for at in places)
    return year_votes(f"\n{cells}\n".encode())


def _named(parts: Iterable[str]) -> str:
    return listed([name or "the folder itself" for name in parts])
