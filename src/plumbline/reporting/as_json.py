"""A result as one JSON document, for programs."""

import json
from collections.abc import Iterator
from json.encoder import encode_basestring as quoted

from plumbline.checking.result import Result


def to_json(result: Result) -> str:
    """The whole result; the form is in the documentation of ``plumbline check --json``."""
    skipped = {code: {"reason": s.reason, "needs": list(s.needs)} for code, s in result.skipped.items()}
    ran = {code: {"checked": c.checked, "children_checked": c.children_checked} for code, c in result.ran.items()}
    document = {
        "collection": {"year": result.year, "start": result.start.isoformat(), "end": result.end.isoformat()},
        "authority": result.authority,
        "tables": result.tables,
        "rules": {"ran": ran, "skipped": skipped, "failed": result.failed},
        "summary": [line._asdict() for line in result.summary()],
        "reading": result.reading,
    }
    others = json.dumps(document, ensure_ascii=False).removesuffix("}")
    return others + ', "findings": [' + ",\n".join(_findings(result)) + "]}"


def _findings(result: Result) -> Iterator[str]:
    """The findings as JSON text: most of the document, and written at a third of the time of one great tree."""
    blamed: dict[tuple[str, str], tuple[str, list[tuple[str, int]]]] = {}
    for code, table, row, line, _file, child, key in result.findings:
        if (code, table) not in blamed:
            places = [(f"{quoted(name)}: ", at) for name, at in result.blamed(code, table)]
            about = (
                f'"code": {quoted(code)}, "table": {quoted(table)}, "fields": {json.dumps(result.rules[code].fields)}'
            )
            blamed[code, table] = about, places
        about, places = blamed[code, table]
        cells = result.rows[table][row]
        values = ", ".join([name + ("null" if (text := cells[at]) is None else quoted(text)) for name, at in places])
        yield (
            f'{{"key": {quoted(key)}, {about}, "row": {row}, "line": {line}, "child": {quoted(child)}, '
            f'"values": {{{values}}}}}'
        )
