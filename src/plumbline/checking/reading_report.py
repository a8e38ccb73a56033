"""What reading met: values changed and unreadable, and what Excel left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plumbline.engine.base_tables import TextTable
from plumbline.engine.loading import Changed, excel_damage, unreadable
from plumbline.engine.protocol import Execute
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import Note, Return

#: How many values of each field.
Counts = Mapping[str, int]


@dataclass(frozen=True)
class TableRead:
    """One table as read: its file and rows, how many values of each field were changed or can't be read, and what Excel left."""

    file: str
    rows: int
    changed: Changed | None
    unreadable: Counts
    excel: Mapping[str, Counts]


@dataclass(frozen=True)
class ReadingReport:
    """The year a return was checked as, whose rules were taken, its form, and what reading met in its tables.

    ``year_given`` says whether the year was named or found from the dates.
    """

    year: int
    year_given: bool
    rules_of: int
    source: str = "csv"
    tables: Mapping[TableOfYear, TableRead] = field(default_factory=dict)
    notes: Sequence[Note] = ()


def tables_read(
    execute: Execute,
    given: Return,
    present: Mapping[TableOfYear, TextTable],
    changed: Mapping[TableOfYear, Changed],
    year: int,
) -> dict[TableOfYear, TableRead]:
    """What reading met in each table of the return, kept under the rules of ``year``; the typed tables must be there."""
    bad = unreadable(execute, present, year)
    return {
        key: TableRead(
            one.file, one.rows, changed.get(key), bad.get(key, {}),
            excel_damage(execute, one, bad[key], year) if key in bad else {},
        )
        for key, one in given.tables.items()
    }  # fmt: skip
