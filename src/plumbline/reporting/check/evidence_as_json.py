"""Evidence as JSON text."""

from collections.abc import Sequence
from json.encoder import encode_basestring as quoted

from plumbline.checking.evidence import FACTS, KeptTable
from plumbline.checking.seeing import Step
from plumbline.model.years import TableOfYear
from plumbline.reporting.check.evidence_texts import Row, in_columns


class EvidenceAsJson:
    """The inside of a JSON list: a cell is its table, years back, row, line, column and value."""

    separator = ","
    has_blamed = True
    most = 0

    def __init__(self) -> None:
        self._starts: dict[TableOfYear, dict[Row, str]] = {}
        self._values = _Quoted()

    def rows(self, step: Step, kept: KeptTable, rows: Sequence[Row], *, own: bool) -> list[str]:
        """The cells of each row; it makes no difference whether the rows are those at fault."""
        starts = self._starts.setdefault(step.table, {})
        for row in set(rows).difference(starts):
            starts[row] = _start(step.table, row, None if row is None else kept.lines.get(row))
        begun = list(map(starts.__getitem__, rows))
        cells = ",".join([f"%s{_end(name)}" for name in step.columns])
        parts = [part for values in in_columns(step.columns, kept, rows, self._values) for part in (begun, values)]
        return list(map(cells.__mod__, zip(*parts, strict=True)))

    def fact(self, title: str, value: str | None) -> str:
        """A fact as a cell of no row."""
        return _start(FACTS, None, None) + _end(title) % self._values[value]


class _Quoted(dict[str | None, str]):
    """Values as JSON has them, each made when it is first asked for."""

    def __missing__(self, value: str | None) -> str:
        text = self[value] = "null" if value is None else quoted(value)
        return text


def _start(table: TableOfYear, row: Row, line: int | None) -> str:
    """A cell up to its column's name."""
    where = f'"row":{"null" if row is None else row},"line":{"null" if line is None else line}'
    return f'{{"table":"{table.name}","years_back":{table.years_back},{where},"column":'


def _end(name: str) -> str:
    """The rest of a cell, with a place for the value."""
    return f'{quoted(name).replace("%", "%%")},"value":%s}}'
