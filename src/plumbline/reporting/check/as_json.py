"""A result as one JSON document, for programs."""

import json
from collections.abc import Iterator
from itertools import groupby
from json.encoder import encode_basestring as quoted
from operator import attrgetter
from typing import Any

from plumbline.checking.reading_report import ReadingReport
from plumbline.checking.result import Result
from plumbline.model.years import TableOfYear


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

    A row's own part of the text is made once, for most rows are blamed by several rules.
    """
    own: dict[TableOfYear, dict[int, tuple[str, str]]] = {table: {} for table in result.flagged}
    for (code, table), group in groupby(result.findings, key=attrgetter("code", "table")):
        fields = result.rules[code].fields
        about = f'"code": {quoted(code)}, "table": {quoted(str(table))}, "fields": {json.dumps(fields)}, "row": '
        places = [(f"{quoted(name)}: ", at) for name, at in result.blamed(code, table)]
        head, prefix = quoted(f"{code}|{table}|")[:-1], len(f"{code}|{table}|")
        rows, known = result.flagged[table].rows, own[table]
        for _, _, row, line, _, child, key in group:
            times = key.rindex("|")
            if row not in known:
                where = f'{row}, "line": {line}, "child": {quoted(child)}, "values": '
                known[row] = where, quoted(key[prefix:times])[1:-1]
            mine, natural = known[row]
            cells = rows[row]
            values = ", ".join(
                [name + ("null" if (text := cells[at]) is None else quoted(text)) for name, at in places]
            )
            yield f'{{"key": {head}{natural}{key[times:]}", {about}{mine}{{{values}}}}}'
