"""What reading met: values changed and unreadable, and what Excel left."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from plumbline.checking.columns_read import ColumnsRead, columns_read
from plumbline.checking.years import YearFrom
from plumbline.engine.base_tables import TextTable
from plumbline.engine.loading import Changed, excel_damage
from plumbline.engine.protocol import Execute
from plumbline.model.years import TableOfYear
from plumbline.reading.returns import Note, Return

_YEAR_FROM: Mapping[YearFrom, str] = {
    "given": "as given", "last_year": "the year after last year's return", "dates": "found from the dates",
    "nothing": "which no file shows",
}  # fmt: skip
#: How many values of each field.
Counts = Mapping[str, int]


@dataclass(frozen=True)
class TableRead:
    """One table as read: its file and rows, how many values of each field were changed or can't be read, and what Excel left.

    ``columns`` are None for a table that no rule looks at.
    """

    file: str
    rows: int
    changed: Changed | None
    unreadable: Counts
    excel: Mapping[str, Counts]
    columns: ColumnsRead | None = None


@dataclass(frozen=True)
class ReadingReport:
    """The year a return was checked as, whose rules were taken, its form, and what reading met in its tables.

    ``year_from`` says whether the year was named, follows last year's return, or was found from the dates.
    """

    year: int
    year_from: YearFrom
    rules_of: int
    source: str = "csv"
    tables: Mapping[TableOfYear, TableRead] = field(default_factory=dict)
    notes: Sequence[Note] = ()

    @property
    def year_given(self) -> bool:
        """Whether somebody named the year."""
        return self.year_from == "given"

    @property
    def year_in_words(self) -> str:
        """Where the year comes from, as behind a comma."""
        return _YEAR_FROM[self.year_from]


def tables_read(
    execute: Execute,
    given: Return,
    present: Mapping[TableOfYear, TextTable],
    changed: Mapping[TableOfYear, Changed],
    year: int,
) -> dict[TableOfYear, TableRead]:
    """What reading met in each table of the return, kept under the rules of ``year``; the typed tables must be there."""
    columns = columns_read(execute, present, year)
    return {
        key: TableRead(
            one.file, one.rows, changed.get(key), columns[key].unreadable if key in columns else {},
            excel_damage(execute, one, columns[key].unreadable, year) if key in columns else {}, columns.get(key),
        )
        for key, one in given.tables.items()
    }  # fmt: skip
