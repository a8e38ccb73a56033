"""Which collection year a return is checked as, and whether its dates agree."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from plumbline.faults import BadInput
from plumbline.model.years import TableOfYear
from plumbline.reading.dates_shown import year_votes
from plumbline.reading.returns import Note, Return
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

#: Tables whose dates show a return's year; the first that has any decides. Dates of birth are too far apart to count.
_DATED = ("episodes", "reviews", "missing")
#: One date in so many is enough to doubt a year that the others agree on.
_WORTH_SAYING = 20
#: Where the year comes from: it was named, follows last year's return, is that of most dates, or nothing shows it.
YearFrom = Literal["given", "last_year", "dates", "nothing"]


@dataclass(frozen=True)
class Years:
    """The year a return is checked as, where it is from, and how many dates of each return lie in which year.

    ``votes`` are by how many years back a return was given; none where it has no date. ``until`` ends the collection early,
    on the day as at which a year that is not over yet is known.
    """

    found: int
    found_from: YearFrom
    votes: dict[int, Counter[int]]
    until: date | None = None

    @property
    def rules(self) -> int:
        """The year whose rules apply: the nearest that the rulebook has."""
        return min(max(self.found, FIRST_YEAR), LAST_YEAR)

    @property
    def dates(self) -> tuple[date, date]:
        """The first and the last day of the collection."""
        last = date(self.found, 3, 31)
        return date(self.found - 1, 4, 1), min(last, self.until or last)

    @property
    def earliest(self) -> int:
        """How many years back the earliest return is."""
        return max(self.votes)


def years_of(given: Return, year: int) -> Years:
    """The years of a return checked as ``year``; where that is 0, as the year its dates and last year's return show.

    It is the year after last year's return if enough dates lie in it and no more after it, else the one with most dates.
    Where tables with such dates were given and none can be read: BadInput. Without such tables it is the newest but one.
    """
    votes = votes_of(given)
    if year:
        return Years(year, "given", votes)
    own, last = votes[0], votes.get(1, Counter())
    following = _most(last) + 1 if last else 0
    later = sum(count for one, count in own.items() if one > following)
    if following and (not own or own[following] >= max(later, own.total() / _WORTH_SAYING)):
        return Years(following, "last_year", votes)
    if not own and any(one.rows for name, one in given.of_year(0).items() if name in _DATED):
        raise BadInput(
            f"No date in this year's {', '.join(_DATED[:-1])} or {_DATED[-1]} can be read as dd/mm/yyyy, so nothing shows "
            "the collection year. Name it: --year 2026 on the command line, Collection year on the page. Then the check "
            "says what form the dates have."
        )
    if not own:
        return Years(LAST_YEAR - 1, "nothing", votes)
    return Years(_most(own), "dates", votes)


def votes_of(given: Return) -> dict[int, Counter[int]]:
    """How many dates of each return given lie in which year, by how many years back it is."""
    return {back: _votes(given, back) for back in sorted({key.years_back for key in given.tables})}


def likely_year(given: Return, back: int) -> int:
    """The collection year that most of one return's dates lie in; 0 if it has none."""
    votes = _votes(given, back)
    return _most(votes) if votes else 0


class OtherYear(NamedTuple):
    """A return that looks like another collection year's than it was checked as."""

    back: int
    seen: int
    checked_as: int

    @property
    def words(self) -> str:
        """What is doubtful, in a sentence."""
        which = {0: "This year's files look", 1: "Last year's files look"}
        look = which.get(self.back, f"The files of {self.back} years back look")
        return f"{look} like collection year {self.seen}, but were checked as {self.checked_as}."


def other_years(votes: Mapping[int, Counter[int]], year: int) -> list[OtherYear]:
    """The returns, by how many years back, most of whose dates lie in another year than that of a check of ``year``."""
    likely = {back: _most(mine) for back, mine in votes.items() if mine}
    return [OtherYear(back, seen, year - back) for back, seen in likely.items() if seen != year - back]


def mismatched_years(years: Years) -> list[Note]:
    """Warnings where the dates of a return look like another collection year's than the one it was checked as."""
    others = other_years(years.votes, years.found)
    return [Note("another_year", "", one.words) for one in others] or _later_dates(years)


def _later_dates(years: Years) -> list[Note]:
    """A warning where dates lie after the end of a year that nobody named."""
    own = years.votes[0]
    if years.found_from == "nothing":
        said = f"No file of this year's shows the collection year; checked as {years.found}. Name it with --year."
        return [Note("no_year", "", said)]
    later = sum(count for year, count in own.items() if year > years.found)
    if years.found_from == "given" or later * _WORTH_SAYING < own.total() or not later:
        return []
    said = (
        f"{later:,} of the {own.total():,} dates that show the year lie after 31/03/{years.found}. If this is a return of "
        f"{years.found + 1}, name that year; if not, those rows don't belong in it."
    )
    return [Note("later_dates", "", said, later)]


def _votes(given: Return, back: int) -> Counter[int]:
    loaded = (given.tables.get(TableOfYear(name, back)) for name in _DATED)
    return next((votes for one in loaded if one and (votes := year_votes(one.csv))), Counter())


def _most(votes: Counter[int]) -> int:
    """The year with most dates, the later of two that have as many."""
    return max(votes, key=lambda year: (votes[year], year))
