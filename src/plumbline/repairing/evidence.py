"""What a repair may rest on: every table of both years as text, Ofsted's list, the postcode directory, the year's codes."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, cached_property

from plumbline.model import Field, code_set
from plumbline.model.years import TableOfYear
from plumbline.reading.date_order import Orders, orders
from plumbline.reading.returns import LoadedTable, Return
from plumbline.reference.postcodes import PostcodeDirectory
from plumbline.reference.providers import Provider
from plumbline.repairing.tidying import tidy
from plumbline.repairing.whole_tables import written_otherwise, written_otherwise_than_last_year

Row = dict[str, str]
_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
#: Years that a date may have, as when checking.
_YEARS = range(1678, 2262)


class Evidence:
    """A return and what it can be compared with. Values are tidied as the checks see them; a blank is empty text."""

    def __init__(self, given: Return, year: int, directory: PostcodeDirectory | None):
        self.year = year
        self.begin, self.end = date(year - 1, 4, 1), date(year, 3, 31)
        self.directory = directory
        self.is_xml = given.source == "xml"
        self._given = given
        self.tables: Mapping[TableOfYear, list[Row]] = _Tables(given.tables)
        self.providers: dict[str, list[Provider]] = {}
        for provider in given.providers or ():
            self.providers.setdefault(provider.URN, []).append(provider)
        self._codes: dict[str, tuple[str, ...]] = {}

    @cached_property
    def _of_child(self) -> dict[str, dict[TableOfYear, list[Row]]]:
        """Each child's rows by table, both in the return's order."""
        found: dict[str, dict[TableOfYear, list[Row]]] = {}
        for key, rows in self.tables.items():
            for row in rows:
                found.setdefault(row["CHILD"], {}).setdefault(key, []).append(row)
        return found

    def rows(self, child: str, table: str, back: int = 0) -> list[Row]:
        """A child's rows of a table, in the file's order; none for a blank child."""
        return self._of_child.get(child, {}).get(TableOfYear(table, back), []) if child else []

    def of_year(self, back: int) -> list[str]:
        """The tables given of a year, by name."""
        return [key.name for key in self.tables if key.years_back == back]

    def has(self, table: str, child: str, back: int = 0) -> bool:
        """Whether a child is in a table."""
        return TableOfYear(table, back) in self._of_child.get(child, ())

    def tables_with(self, child: str, back: int = 0) -> list[str]:
        """The tables of a year that a number is in."""
        return [key.name for key in self._of_child.get(child, ()) if key.years_back == back]

    def in_one_table_only(self, child: str) -> bool:
        """Whether a number is in one table of this year and in none of last year, as a mistyped one is."""
        return len(self.tables_with(child)) == 1 and not self.tables_with(child, 1)

    @cached_property
    def date_orders(self) -> Orders:
        """Of each date column of this year, whether the day comes first in its dates or the month."""
        return orders(self._given.of_year(0).values())

    @cached_property
    def written_otherwise(self) -> Mapping[str, Mapping[str, str]]:
        """Of each table of this year whose children are written otherwise than elsewhere: their numbers as they are there."""
        numbers = {name: {row["CHILD"] for row in self.tables[TableOfYear(name)]} - {""} for name in self.of_year(0)}
        if found := written_otherwise(numbers):
            return found
        last = {row["CHILD"] for row in self.tables.get(TableOfYear("header", 1), ())} - {""}
        everywhere = set().union(*numbers.values())
        as_last = written_otherwise_than_last_year(numbers.get("header", set()), last, everywhere)
        return {name: {number: as_last[number] for number in found & set(as_last)} for name, found in numbers.items()}

    @cached_property
    def children(self) -> frozenset[str]:
        """Every child's number in either year's tables."""
        return frozenset(child for child in self._of_child if child)

    def birthdays(self, child: str) -> set[date]:
        """Every birth date that any row of a child states, in either year."""
        rows = (row for name, back in self.tables for row in self.rows(child, name, back))
        return {day for row in rows if (day := as_date(row.get("DOB", "")))}

    def with_upn(self, upn: str, back: int) -> set[str]:
        """The children that a year's header gives a pupil number."""
        return {row["CHILD"] for row in self.tables.get(TableOfYear("header", back), ()) if row.get("UPN") == upn}

    def usual_length(self, child: str) -> bool:
        """Whether a child's number in this year's header is as long as this one."""
        return len(child) in {len(row["CHILD"]) for row in self.tables.get(TableOfYear("header"), ())}

    @cached_property
    def born_on(self) -> dict[date, set[str]]:
        """The children by the birth dates that their rows in either year state."""
        found: dict[date, set[str]] = {}
        for rows in self.tables.values():
            for row in rows:
                if day := as_date(row.get("DOB", "")):
                    found.setdefault(day, set()).add(row["CHILD"])
        return found

    @cached_property
    def with_zeros(self) -> dict[str, set[str]]:
        """The children's numbers by what is left of them without zeros before it."""
        found: dict[str, set[str]] = {}
        for child in self.children:
            found.setdefault(child.lstrip("0"), set()).add(child)
        return found

    def codes(self, field: Field) -> tuple[str, ...]:
        """The codes that a coded field may hold this year."""
        if field.codes not in self._codes:
            self._codes[field.codes] = code_set(field.codes).valid_in(self.year)
        return self._codes[field.codes]


class _Tables(Mapping[TableOfYear, list[Row]]):
    """The rows of each table of a return, read when they are first asked for."""

    def __init__(self, given: Mapping[TableOfYear, LoadedTable]):
        self._given = given
        self._read: dict[TableOfYear, list[Row]] = {}

    def __getitem__(self, key: TableOfYear) -> list[Row]:
        if key not in self._read:
            self._read[key] = _rows(self._given[key])
        return self._read[key]

    def __iter__(self) -> Iterator[TableOfYear]:
        return iter(self._given)

    def __len__(self) -> int:
        return len(self._given)


@cache
def as_date(text: str) -> date | None:
    """The text as a date by the department's form, dd/mm/yyyy; None for anything else."""
    form = _DATE.fullmatch(text)
    if not form or int(form[3]) not in _YEARS:
        return None
    try:
        return date(int(form[3]), int(form[2]), int(form[1]))
    except ValueError:
        return None


def written(day: date) -> str:
    """A date by the department's form."""
    return f"{day:%d/%m/}{day.year:04d}"


def _rows(one: LoadedTable) -> list[Row]:
    reader = csv.reader(io.StringIO(one.csv.decode("utf-8"), newline=""))
    columns = next(reader)
    rows = []
    for at, values in enumerate(reader):
        row = dict(zip(columns, map(tidy, values), strict=True))
        row.setdefault("CHILD", "")
        row.setdefault("line", str(at + 2))
        rows.append(row)
    return rows
