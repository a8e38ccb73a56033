"""A result as one JSON document, for programs."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.result import Finding, FlaggedRows, Result


def to_json(result: Result) -> str:
    """The whole result; the form is in the documentation of ``plumbline check --json``."""
    skipped = {code: {"reason": s.reason, "needs": list(map(str, s.needs))} for code, s in result.skipped.items()}
    ran = {code: {"checked": c.checked, "children_checked": c.children_checked} for code, c in result.ran.items()}
    document = {
        "collection": {"year": result.year, "start": result.start.isoformat(), "end": result.end.isoformat()},
        "authority": result.authority,
        "tables": result.tables,
        "rules": {"ran": ran, "skipped": skipped, "failed": result.failed},
        "summary": [line._asdict() for line in result.summary()],
        "reading": reading_document(result.reading),
    }
    others = json.dumps(document, ensure_ascii=False).removesuffix("}")
    return others + ', "findings": [' + ",\n".join(_findings(result)) + "]}"


def reading_document(reading: ReadingReport) -> dict[str, Any]:
    """What reading met, as plain data."""
    return {
        "year": reading.year,
        "year_given": reading.year_given,
        "rules_of": reading.rules_of,
        "source": reading.source,
        "tables": {
            str(key): {"file": one.file, "rows": one.rows}
            | (vars(one.changed) if one.changed else {})
            | {"unreadable": one.unreadable, "excel": one.excel}
            for key, one in reading.tables.items()
        },
        "notes": [vars(note) for note in reading.notes],
    }


def _findings(result: Result) -> Iterator[str]:
    """The findings as JSON text: most of the document, and written at a third of the time of one great tree.

    The text of a row and of each of its cells is made once, for most rows are blamed by several rules.
    """
    known = {table: _Texts(flagged) for table, flagged in result.flagged.items()}
    for (code, table), group in groupby(result.findings, key=attrgetter("code", "table")):
        found, texts = list(group), known[table]
        fields = json.dumps(result.rules[code].fields)
        about = f'"code": {quoted(code)}, "table": {quoted(str(table))}, "fields": {fields}, "row": '
        values = texts.values(result.blamed(code, table), [one.row for one in found])
        for one, value in zip(found, values, strict=True):
            yield f'{{"key": {quoted(one.key)}, {about}{texts.place(one)}{{{value}}}}}'


class _Texts:
    """The flagged rows of a table as JSON text."""

    def __init__(self, flagged: FlaggedRows):
        self._flagged = flagged
        self._columns: dict[int, dict[int, str]] = {}
        self._places: dict[int, str] = {}

    def place(self, finding: Finding) -> str:
        """A row, its line and its child."""
        if (known := self._places.get(finding.row)) is None:
            known = f'{finding.row}, "line": {finding.line}, "child": {quoted(finding.child)}, "values": '
            self._places[finding.row] = known
        return known

    def values(self, blamed: Sequence[tuple[str, int]], rows: Sequence[int]) -> Iterable[str]:
        """The blamed fields of some rows, a text for each row."""
        if not blamed:
            return [""] * len(rows)
        named = [(f"{quoted(name)}: ", self._column(at)) for name, at in blamed]
        cells = ([start + text for text in map(column.__getitem__, rows)] for start, column in named)
        return map(", ".join, zip(*cells, strict=True))

    def _column(self, at: int) -> dict[int, str]:
        if at not in self._columns:
            cells = ((row, cells[at]) for row, cells in self._flagged.rows.items())
            self._columns[at] = {row: "null" if cell is None else quoted(cell) for row, cell in cells}
        return self._columns[at]
