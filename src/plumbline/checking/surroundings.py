"""What was true of a child on a day: every row of the return in plain Python, for what explains findings or shares them out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from typing import Any

from plumbline.model import DATE_TYPES, ssda903

Row = dict[str, Any]

#: Tables whose rows hold from one day to another, with the field of the last day.
_UNTIL = {"episodes": "DEC", "sw_episodes": "SW_DEC", "missing": "MIS_END", "dolo": "DOLO_END"}


@dataclass(frozen=True)
class Surroundings:
    """The typed rows of each table by row number (last year's tables end in ``_last``), and the rows each rule spoke of."""

    tables: dict[str, dict[int, Row]]
    checked: dict[str, list[int]] = field(default_factory=dict)

    def day(self, name: str, row: int) -> date | None:
        """The day that a row speaks of: the date in its table's key; None for tables that speak of the whole year."""
        return _start(name, self.tables[name][row])

    def beside(self, name: str, row: int, wanted: str) -> Row | None:
        """The row of the table ``wanted`` that held for the same child on the day of a row, else the child's latest.

        It is the row itself where that table is asked for. Rows of last year look into last year's tables first.
        """
        own = self.tables[name][row]
        if name.removesuffix("_last") == wanted:
            return own
        last = "_last" if name.endswith("_last") else ""
        day = self.day(name, row)
        rows: list[Row] = []
        for place in dict.fromkeys((wanted + last, wanted)):
            rows = rows or self.of_child(place, own["CHILD"])
        return _holding(wanted, rows, day)

    def latest(self, child: str | None, wanted: str) -> Row | None:
        """The child's latest row of a table."""
        return _holding(wanted, self.of_child(wanted, child), None)

    def of_child(self, name: str, child: str | None) -> list[Row]:
        """A child's rows of a table, in the file's order."""
        return self._by_child.get(name, {}).get(child or "", [])

    @cached_property
    def _by_child(self) -> dict[str, dict[str, list[Row]]]:
        found: dict[str, dict[str, list[Row]]] = {}
        for name, rows in self.tables.items():
            mine = found.setdefault(name, {})
            for one in rows.values():
                if one["CHILD"]:
                    mine.setdefault(one["CHILD"], []).append(one)
        return found


def _holding(name: str, rows: Iterable[Row], day: date | None) -> Row | None:
    """Of one child's rows, the last to start of those that cover the day; the last to start of all if none does."""
    ordered = sorted(rows, key=lambda one: _start(name, one) or date.min)
    covering = [one for one in ordered if day is not None and _covers(name, one, day)]
    return next(reversed(covering or ordered), None)


def _covers(name: str, one: Row, day: date) -> bool:
    start, end = _start(name, one), one.get(_UNTIL.get(name, ""))
    return start is not None and start <= day and (end is None or day <= end)


def _start(name: str, one: Row) -> date | None:
    found = one.get(_dated(name))
    return found if isinstance(found, date) else None


@cache
def _dated(name: str) -> str:
    """The date in a table's key; empty for tables that have none."""
    declared = ssda903().table(name.removesuffix("_last"))
    return next((key for key in declared.key if declared.field(key).type in DATE_TYPES), "")
