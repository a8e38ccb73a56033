"""What a finding is about: the cells its rule looked at, and a child's whole record, as values that pages share by number."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plumbline.model.years import TableOfYear

#: What was worked out of the return, and stands in no row of it: the table of such cells.
FACTS = TableOfYear("facts")
#: A row's text by column (None: blank).
Cells = tuple[str | None, ...]


class Cell(NamedTuple):
    """One value that a rule looked at, as text (None: blank), with the row of its table (from 0) and the file's line.

    A row of None: the child has no such row, or the value was worked out (table ``facts``, the column in words).
    """

    table: TableOfYear
    row: int | None
    line: int | None
    column: str
    value: str | None


class RowSeen(NamedTuple):
    """A row that a rule looked at, and the columns it looked at; a row of None: the child has none in the table."""

    table: TableOfYear
    row: int | None
    columns: tuple[str, ...]


class FactSeen(NamedTuple):
    """A fact that a rule looked at: its title, and its value in words (None: unknown)."""

    title: str
    value: str | None


class Evidence(NamedTuple):
    """All that a rule looked at in a finding: the finding's own row first, then others, then facts worked out."""

    rows: tuple[RowSeen, ...]
    facts: tuple[FactSeen, ...] = ()


class RecordRow(NamedTuple):
    """A row of a child's record: its number from 0, the file's line, and the text of its columns."""

    row: int
    line: int
    cells: Cells


class RecordTable(NamedTuple):
    """A child's rows of one table, in the file's order."""

    table: TableOfYear
    file: str
    columns: tuple[str, ...]
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True)
class KeptTable:
    """The rows of one table that a result keeps: their text and their lines by row number."""

    file: str
    columns: tuple[str, ...]
    rows: Mapping[int, Cells]
    lines: Mapping[int, int]

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each column stands."""
        return {name: at for at, name in enumerate(self.columns)}

    @cached_property
    def by_child(self) -> dict[str, list[int]]:
        """Each child's rows, in the file's order."""
        at, found = self.place["CHILD"], dict[str, list[int]]()
        for row, cells in self.rows.items():
            if child := cells[at]:
                found.setdefault(child, []).append(row)
        return found

    def record_row(self, row: int) -> RecordRow:
        """One of the rows as a child's record has it."""
        return RecordRow(row, self.lines[row], self.rows[row])

    def child(self, row: int) -> str | None:
        """The child of a row; None where it names none."""
        return self.rows[row][self.place["CHILD"]]
