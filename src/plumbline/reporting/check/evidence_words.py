"""What a finding's rule looked at beside the blamed fields, in words for a cell of a sheet."""

from collections.abc import Iterable

from plumbline.checking.evidence import Cell, RowSeen
from plumbline.checking.result import Finding, Result
from plumbline.model.years import TableOfYear
from plumbline.wording import counted

#: How many rows are put in words; the page has them all.
_MOST = 8


def looked_at_as_well(result: Result, finding: Finding) -> str:
    """The rest of the finding's row, other rows with their lines, and facts worked out: a line of text for each; or nothing."""
    seen = result.seen(finding)
    own, others = seen.rows[:1], seen.rows[1:]
    blamed = {name for name, _ in result.blamed(finding.code, finding.table)}
    rest = _cells(result, (cell for one in own for cell in result.cells(one) if cell.column not in blamed))
    lines = [f"same row: {rest}"] if rest else []
    lines += [_row(result, one) for one in others[:_MOST]]
    if len(others) > _MOST:
        lines.append(f"and {counted(len(others) - _MOST, 'row')} more")
    lines += [f"{fact.title}: {fact.value or 'not known'}" for fact in seen.facts]
    return "\n".join(lines)


def _row(result: Result, seen: RowSeen) -> str:
    table = _name(seen.table)
    if seen.row is None:
        return f"no row in {table}"
    cells = result.cells(seen)
    line = "" if cells[0].line is None else f", line {cells[0].line}"
    return f"{seen.role or table}{line}: {_cells(result, cells)}"


def _cells(result: Result, cells: Iterable[Cell]) -> str:
    return "; ".join([f"{result.head(cell.table, cell.column)}: {cell.value or '(blank)'}" for cell in cells])


def _name(table: TableOfYear) -> str:
    """What people call a table of a year."""
    return f"last year's {table.name}" if table.years_back == 1 else str(table)
