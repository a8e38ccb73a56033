"""What was true of a child on a day: every row of the return in plain Python, for what explains findings or shares them out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property

from plumbline.model import DATE_TYPES, ssda903
from plumbline.model.years import TableOfYear

#: A row by column: keys and fields as Python values, and as ``text_FIELD`` what the file says of those that are not text.
Row = Mapping[str, str | int | float | date | None]

#: Tables whose rows hold from one day to another, with the field of the last day.
_UNTIL = {"episodes": "DEC", "sw_episodes": "SW_DEC", "missing": "MIS_END", "dolo": "DOLO_END"}


@dataclass(frozen=True)
class ReturnRows:
    """The typed rows of each table by row number, and the rows each rule spoke of."""

    tables: Mapping[TableOfYear, Mapping[int, Row]]
    checked: Mapping[str, list[int]] = field(default_factory=dict)

    def day(self, table: TableOfYear, row: int) -> date | None:
        """The day that a row speaks of: the date in its table's key; None for tables that speak of the whole year."""
        return _start(table.name, self.tables[table][row])

    def beside(self, table: TableOfYear, row: int, wanted: str) -> Row | None:
        """The row of the table ``wanted`` that held for the same child on the day of a row, else the child's latest.

        It is the row itself where that table is asked for. Rows of last year look into last year's tables first.
        """
        own = self.tables[table][row]
        if table.name == wanted:
            return own
        day = self.day(table, row)
        rows: Sequence[Row] = ()
        for place in dict.fromkeys((TableOfYear(wanted, table.years_back), TableOfYear(wanted))):
            rows = rows or self.of_child(place, text_of(own, "CHILD"))
        return _holding(wanted, rows, day)

    def latest(self, child: str | None, wanted: str) -> Row | None:
        """The child's latest row of a table."""
        return _holding(wanted, self.of_child(TableOfYear(wanted), child), None)

    def of_child(self, table: TableOfYear, child: str | None) -> list[Row]:
        """A child's rows of a table, in the file's order."""
        return self._by_child.get(table, {}).get(child or "", [])

    @cached_property
    def _by_child(self) -> dict[TableOfYear, dict[str, list[Row]]]:
        found: dict[TableOfYear, dict[str, list[Row]]] = {}
        for table, rows in self.tables.items():
            mine = found.setdefault(table, {})
            for one in rows.values():
                if child := text_of(one, "CHILD"):
                    mine.setdefault(child, []).append(one)
        return found


def text_of(row: Row, column: str) -> str | None:
    """A column of a row that holds text; None where it is blank, or no text."""
    found = row[column]
    return found if isinstance(found, str) else None


def date_of(row: Row, column: str) -> date | None:
    """A column of a row that holds a date; None where it is blank, unreadable or not there."""
    found = row.get(column)
    return found if isinstance(found, date) else None


def _holding(name: str, rows: Iterable[Row], day: date | None) -> Row | None:
    """Of one child's rows, the last to start of those that cover the day; the last to start of all if none does."""
    ordered = sorted(rows, key=lambda one: _start(name, one) or date.min)
    covering = [one for one in ordered if day is not None and _covers(name, one, day)]
    return next(reversed(covering or ordered), None)


def _covers(name: str, one: Row, day: date) -> bool:
    start, end = _start(name, one), date_of(one, _UNTIL.get(name, ""))
    return start is not None and start <= day and (end is None or day <= end)


def _start(name: str, one: Row) -> date | None:
    return date_of(one, _dated(name))


@cache
def _dated(name: str) -> str:
    """The date in a table's key; empty for tables that have none."""
    declared = ssda903().table(name)
    return next((key for key in declared.key if declared.field(key).type in DATE_TYPES), "")
