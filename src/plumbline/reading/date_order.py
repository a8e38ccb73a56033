"""Whether a file's dates have the day or the month first: all of a column's are read one way, or none are turned.

Of ``10/8/2024`` nobody can say which it is; of ``10/18/2024`` everybody can. A column is as those of its dates that can
be told are; one with too few of them is as its file is, and a file with too few as the year's return is.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from plumbline.model import DATE_TYPES, ssda903
from plumbline.reading.returns import LoadedTable, Note, Return

#: A date in numbers with the year last, whatever stands between them, and maybe a time behind it.
_NUMBERS = re.compile(r"\s*(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})(?![\d/])")
#: A date that the department's form would take with the month for the day.
_SLASHED = re.compile(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})\s*")
#: Text that has a date whose second number can be no month. Without one nothing is turned.
_NO_MONTH = re.compile(rb"[,\n\"]\s*\d{1,2}[/.\- ](1[3-9]|2\d|3[01])[/.\- ]\d\d")
#: The second number and what follows: each begins with one character, which a search finds many times as fast.
_SECOND = [re.compile(between + rb"(?:1[3-9]|2\d|3[01])[/.\- ]\d\d") for between in (rb"/", rb"\.", rb"-", rb" ")]
#: So many dates tell of a column, of which such a share must agree; so many tell that it is mixed.
_ENOUGH, _MOST, _MANY = 3, 0.8, 10


class Order(StrEnum):
    """What comes first in a date: the day, the month, or now one and now the other."""

    DAY = "day"
    MONTH = "month"
    MIXED = "mixed"


@dataclass
class _Votes:
    """How many dates have the day first and can't have the month, and the other way round."""

    day: int = 0
    month: int = 0

    @property
    def order(self) -> Order | None:
        """The order; None where too few dates tell."""
        told = self.day + self.month
        if self.day >= max(_ENOUGH, _MOST * told):
            return Order.DAY
        if self.month >= max(_ENOUGH, _MOST * told):
            return Order.MONTH
        return Order.MIXED if told >= _MANY else None

    def add(self, other: "_Votes") -> None:
        self.day += other.day
        self.month += other.month


#: The order of each date column of each table, by their names; None where nothing tells.
Orders = Mapping[tuple[str, str], Order | None]


def orders(tables: Iterable[LoadedTable]) -> Orders:
    """The order of the date columns of one year's tables."""
    tables = list(tables)
    if not any(_some_day_second(one.csv) for one in tables):
        return {}
    columns = {(one.name, name): votes for one in tables for name, votes in _votes(one).items()}
    files, whole = {one.name: _Votes() for one in tables}, _Votes()
    for (table, _), votes in columns.items():
        files[table].add(votes)
        whole.add(votes)
    return {key: votes.order or files[key[0]].order or whole.order for key, votes in columns.items()}


def _some_day_second(text: bytes) -> bool:
    """Whether any date has a second number that can be no month."""
    return any(second.search(text) for second in _SECOND) and _NO_MONTH.search(text) is not None


def with_days_first(given: Return) -> None:
    """Turns the dates of columns with the month first, in every year of a return; says so, and where dates are mixed.

    ``given.turned`` keeps the tables as they were.
    """
    for back in sorted({key.years_back for key in given.tables}):
        found = orders(given.of_year(back).values())
        for one in given.of_year(back).values():
            month_first = {name for (table, name), order in found.items() if table == one.name and order == Order.MONTH}
            mixed = [name for (table, name), order in found.items() if table == one.name and order == Order.MIXED]
            if mixed:
                said = f"{', '.join(mixed)}: some dates have the day first and some the month; read as day first."
                given.notes.append(Note("mixed_dates", one.file, said, len(mixed)))
            if month_first:
                _turn(given, one, month_first)


def _turn(given: Return, one: LoadedTable, columns: set[str]) -> None:
    text, counts = _turned(one, columns)
    if counts.total():
        given.turned[one.key] = one
        given.tables[one.key] = replace(one, csv=text)
        said = f"{counts.total():,} dates have the month first and were read so: {', '.join(counts)}."
        given.notes.append(Note("month_first", one.file, said, counts.total()))


def _votes(one: LoadedTable) -> dict[str, _Votes]:
    """The votes of each date column of a table."""
    names = [f.name for f in ssda903().table(one.name).fields if f.type in DATE_TYPES and f.name in one.columns]
    places = [(one.columns.index(name), _Votes()) for name in names]
    rows = csv.reader(io.StringIO(one.csv.decode("utf-8"), newline=""))
    next(rows)
    for row in rows:
        for at, votes in places:
            if date := _NUMBERS.match(row[at]):
                first, second = int(date[1]), int(date[3])
                votes.day += second <= 12 < first <= 31
                votes.month += first <= 12 < second <= 31
    return {name: votes for name, (_, votes) in zip(names, places, strict=True)}


def turned(text: str) -> str:
    """A date in numbers that may have the month first, with the day first; empty for any other text."""
    date = _SLASHED.fullmatch(text)
    return f"{int(date[2]):02d}/{int(date[1]):02d}/{date[3]}" if date and int(date[1]) <= 12 else ""


def _turned(one: LoadedTable, columns: set[str]) -> tuple[bytes, Counter[str]]:
    """A table's text with the dates of some columns turned, and how many of each."""
    rows = csv.reader(io.StringIO(one.csv.decode("utf-8"), newline=""))
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(next(rows))
    places = [(at, name) for at, name in enumerate(one.columns) if name in columns]
    counts: Counter[str] = Counter()
    for row in rows:
        for at, name in places:
            if new := turned(row[at]):
                row[at] = new
                counts[name] += 1
        writer.writerow(row)
    return out.getvalue().encode("utf-8"), counts
