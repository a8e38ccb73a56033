"""Which collection year a return is checked as, and whether its dates agree."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from plumbline.model.years import TableOfYear
from plumbline.reading.returns import Note, Return
from plumbline.rules.years import FIRST_YEAR, LAST_YEAR

#: Tables whose dates show a return's year; the first that has any decides. Dates of birth are too far apart to count.
_DATED = ("episodes", "reviews", "missing")
_MONTH = re.compile(rb"/(\d\d/\d{4})")


@dataclass(frozen=True)
class Years:
    """The year a return is checked as, whether it was given or found, and the year each return's dates point to.

    ``likely`` is by how many years back a return was given; 0 where its dates point nowhere.
    """

    found: int
    was_given: bool
    likely: dict[int, int]

    @property
    def rules(self) -> int:
        """The year whose rules apply: the nearest that the rulebook has."""
        return min(max(self.found, FIRST_YEAR), LAST_YEAR)

    @property
    def dates(self) -> tuple[date, date]:
        """The first and the last day of the collection year."""
        return date(self.found - 1, 4, 1), date(self.found, 3, 31)

    @property
    def earliest(self) -> int:
        """How many years back the earliest return is."""
        return max(self.likely)


def years_of(given: Return, year: int) -> Years:
    """The years of a return checked as ``year``, or as the year its dates point to where that is 0."""
    likely = {back: likely_year(given, back) for back in sorted({key.years_back for key in given.tables})}
    return Years(year or likely[0] or LAST_YEAR - 1, bool(year), likely)


def likely_year(given: Return, back: int) -> int:
    """The collection year that most of one return's dates point to: episodes, else reviews, else missing spells; or 0."""
    loaded = (given.tables.get(TableOfYear(name, back)) for name in _DATED)
    return next((year for one in loaded if one and (year := latest_common_year(one.csv))), 0)


def latest_common_year(text: bytes) -> int:
    """The latest collection year that at least one date in twenty lies in; 0 if the text holds no date."""
    votes: Counter[int] = Counter()
    for month, count in Counter(_MONTH.findall(text)).items():
        year = int(month[3:]) + (int(month[:2]) >= 4)
        if 1990 <= year <= date.today().year + 1:
            votes[year] += count
    return max((year for year, count in votes.items() if count * 20 >= votes.total()), default=0)


def mismatched_years(years: Years) -> list[Note]:
    """Warnings where the dates of a return look like another collection year's than the one it was given as."""
    which = {0: "This year's", 1: "Last year's"}
    return [
        Note(
            "another_year", "",
            f"{which.get(back, f'The return of {back} years back:')} files look like collection year {seen}, but were "
            f"checked as {years.found - back}.",
        )
        for back, seen in years.likely.items()
        if seen and seen != years.found - back
    ]  # fmt: skip
