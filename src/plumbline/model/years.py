"""A table of one year's return: years are a key, so that any number of earlier returns is the normal case."""

import re
from datetime import date
from functools import cache
from typing import NamedTuple

_WORD = re.compile(r"(?P<name>\w+?)(?:(?P<last>_last)|_(?P<back>\d+)_years_back)?")


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; of 29 February always the 28th."""
    last = day.month == 2 and day.day == 29
    return day.replace(year=day.year - years, day=28 if last else day.day)


class TableOfYear(NamedTuple):
    """A table of this year's return (0 years back), of last year's (1), or of an earlier one."""

    name: str
    years_back: int = 0

    def __str__(self) -> str:
        """What people and documents call it: ``episodes``, ``episodes_last``, ``episodes_2_years_back``."""
        if self.years_back < 2:
            return f"{self.name}_last" if self.years_back else self.name
        return f"{self.name}_{self.years_back}_years_back"

    @classmethod
    @cache
    def of(cls, word: str) -> "TableOfYear":
        """The table that a word such as ``episodes_last`` means."""
        found = _WORD.fullmatch(word)
        if not found:
            raise ValueError(f"{word!r} is no table's name")
        return cls(found["name"], 1 if found["last"] else int(found["back"] or 0))
