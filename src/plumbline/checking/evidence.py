"""What a finding is about: the cells its rule looked at, and a child's whole record, as values that pages share by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from plumbline.model.years import TableOfYear

#: What was worked out of the return, and stands in no row of it: the table of such cells.
FACTS = TableOfYear("facts")
#: Ofsted's list as a table: what it says stands under the names that the return has for it.
PROVIDERS = TableOfYear("providers")
#: A row's text by column (None: blank).
Cells = tuple[str | None, ...]
#: Rows at fault with the partner that they were found with (None: no partner), in lots,
Lots = list[list[tuple[int, int | None]]]
#: and by the key of a rule's part.
Pairs = dict[str, Lots]


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
    """A row that a rule looked at, and the columns it looked at; a row of None: the child has none in the table.

    ``role`` is what a neighbour is to the finding's row, such as ``previous episode``; empty for all other rows.
    """

    table: TableOfYear
    row: int | None
    columns: tuple[str, ...]
    role: str = ""


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
    """A child's rows of one table, in the file's order; ``heads`` are the columns as people read them."""

    table: TableOfYear
    file: str
    columns: tuple[str, ...]
    heads: tuple[str, ...]
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True)
class KeptTable:
    """The rows of one table that a result keeps: their text and their lines by row number.

    ``worked_out`` are the columns that the file does not hold: their values are made of those of others.
    """

    file: str
    columns: tuple[str, ...]
    rows: Mapping[int, Cells]
    lines: Mapping[int, int]
    worked_out: frozenset[str] = frozenset()

    def head(self, column: str) -> str:
        """A column as people read it, with a mark on one that the file does not hold."""
        return f"{column} (worked out)" if column in self.worked_out else column

    @cached_property
    def place(self) -> dict[str, int]:
        """Where each column stands."""
        return {name: at for at, name in enumerate(self.columns)}

    @property
    def by_child(self) -> Mapping[str, Sequence[int]]:
        """Each child's rows, in the file's order."""
        return self.by("CHILD")

    def by(self, column: str) -> Mapping[str, Sequence[int]]:
        """The rows with each value of a column, in the file's order; none for a column that is not there."""
        if column not in self._by:
            found: dict[str, list[int]] = {}
            if column in self.place:
                at = self.place[column]
                for row, cells in self.rows.items():
                    if value := cells[at]:
                        found.setdefault(value, []).append(row)
            self._by[column] = found
        return self._by[column]

    @cached_property
    def _by(self) -> dict[str, Mapping[str, Sequence[int]]]:
        return {}

    def record_row(self, row: int) -> RecordRow:
        """One of the rows as a child's record has it."""
        return RecordRow(row, self.lines[row], self.rows[row])

    def child(self, row: int) -> str | None:
        """The child of a row; None where it names none."""
        return self.rows[row][self.place["CHILD"]]


def named(table: TableOfYear) -> str:
    """What a table is called in words: ``header``, ``last year's header``, ``Ofsted's list``."""
    if table == PROVIDERS:
        return "Ofsted's list"
    return f"last year's {table.name}" if table.years_back == 1 else str(table)
