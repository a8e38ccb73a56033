"""A finding as the page shows it: what its rule looked at, and the child's whole record."""

from plumbline.browser.answers import FindingShown, RecordRow, RecordTable, ValueSeen
from plumbline.checking.evidence import Cell, RowSeen
from plumbline.checking.evidence import RecordTable as Recorded
from plumbline.checking.result import Finding, Result
from plumbline.model import ssda903
from plumbline.model.years import TableOfYear


def finding_shown(result: Result, finding: Finding) -> FindingShown:
    """The finding with all that it is about; a row without a child has no record but itself."""
    evidence = result.seen(finding)
    values = [_value(result, finding, seen, cell) for seen in evidence.rows for cell in result.cells(seen)]
    worked_out = [ValueSeen("worked out", fact.title, fact.value, False) for fact in evidence.facts]
    looked_at = {(seen.table, seen.row, name) for seen in evidence.rows for name in seen.columns}
    return FindingShown([*values, *worked_out], [_table(one, looked_at) for one in result.record(finding.child)])


def _value(result: Result, finding: Finding, seen: RowSeen, cell: Cell) -> ValueSeen:
    own = (seen.table, seen.row) == (finding.table, finding.row)
    blamed = own and cell.column in result.rules[finding.code].fields
    return ValueSeen(
        "this row" if own else _where(seen, cell), result.head(cell.table, cell.column), cell.value, blamed
    )


def _where(seen: RowSeen, cell: Cell) -> str:
    """A neighbour by what it is to the finding's row, any other row by its table."""
    name = seen.role.capitalize() or title_of(seen.table)
    if seen.row is None:
        return f"{name}: there is none"
    return f"{name}, line {cell.line:,}" if cell.line else name


def _table(one: Recorded, looked_at: set[tuple[TableOfYear, int | None, str]]) -> RecordTable:
    rows = [
        RecordRow(
            row.line, row.cells, [at for at, name in enumerate(one.columns) if (one.table, row.row, name) in looked_at]
        )
        for row in one.rows
    ]
    return RecordTable(title_of(one.table), one.file, one.heads, rows)


def title_of(table: TableOfYear) -> str:
    """A table's title, and that it is last year's; a list beside the return's tables by its name."""
    known = ssda903().tables.get(table.name)
    title = known.title if known else table.name.capitalize()
    return f"{title}, last year" if table.years_back else title
