"""A finding as the page shows it: what its rule looked at, and the child's whole record."""

from plumbline.browser.answers import FindingShown, RecordRow, RecordTable, ValueSeen
from plumbline.checking.evidence import FACTS, Cell
from plumbline.checking.evidence import RecordTable as Recorded
from plumbline.checking.result import Finding, Result
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear


def finding_shown(result: Result, finding: Finding) -> FindingShown:
    """The finding with all that it is about; a row without a child has no record but itself."""
    cells = result.evidence(finding)
    looked_at = {(cell.table, cell.row, cell.column) for cell in cells}
    return FindingShown(
        [_value(result, finding, cell) for cell in cells],
        [_table(one, looked_at) for one in result.record(finding.child)],
    )


def _value(result: Result, finding: Finding, cell: Cell) -> ValueSeen:
    blamed = (cell.table, cell.row) == (finding.table, finding.row) and cell.column in result.rules[finding.code].fields
    return ValueSeen(_where(finding, cell), cell.column, cell.value, blamed)


def _where(finding: Finding, cell: Cell) -> str:
    if cell.table == FACTS:
        return "worked out"
    if (cell.table, cell.row) == (finding.table, finding.row):
        return "this row"
    line = f", line {cell.line:,}" if cell.line else ""
    return f"{title_of(cell.table)}{line if cell.row is not None else ': no such row'}"


def _table(one: Recorded, looked_at: set[tuple[TableOfYear, int | None, str]]) -> RecordTable:
    rows = [
        RecordRow(
            row.line, row.cells, [at for at, name in enumerate(one.columns) if (one.table, row.row, name) in looked_at]
        )
        for row in one.rows
    ]
    return RecordTable(title_of(one.table), one.file, one.columns, rows)


def title_of(table: TableOfYear) -> str:
    """A table's title, and that it is last year's; a list beside the return's tables by its name."""
    known = ssda903().tables.get(table.name)
    title = known.title if known else table.name.capitalize()
    return f"{title}, last year" if table.years_back else title
