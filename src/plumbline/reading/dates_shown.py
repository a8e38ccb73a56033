"""Which months and collection years the dates of a table's plain CSV lie in."""

import re
from collections import Counter
from datetime import date

#: A whole cell of plain CSV that is a date by the department's form: its month and year.
_DATE = re.compile(rb"[,\"\n]\s*\d{1,2}/(0?[1-9]|1[0-2])/(\d{4})(?=\s*[,\"\n])")


def year_votes(text: bytes) -> Counter[int]:
    """How many dates lie in each collection year, from 1990 to next year."""
    votes: Counter[int] = Counter()
    for (year, month), count in month_votes(text).items():
        if 1990 <= (collection := year + (month >= 4)) <= date.today().year + 1:
            votes[collection] += count
    return votes


def month_votes(text: bytes) -> Counter[tuple[int, int]]:
    """How many dates of a table's plain CSV lie in each month of each calendar year."""
    votes: Counter[tuple[int, int]] = Counter()
    for (month, year), count in Counter(_DATE.findall(text)).items():
        votes[int(year), int(month)] += count
    return votes
